"""Texts of the agreement that were kept, what it would say today, and what differs between two of them."""

from __future__ import annotations

from msp_desktop.domain.agreement.versions import PartChange, compared, parts_of
from msp_desktop.domain.guideline.initiation.agreement_sections import SECTIONS
from msp_desktop.domain.guideline.initiation.agreement_signed import VERSION
from msp_desktop.domain.records import Records
from msp_desktop.i18n import document_languages, language, manner, speaking, translate
from msp_desktop.reports.layouts.agreement import agreement_text


def changes_between(
    records: Records, earlier_id: str, later_id: str = ""
) -> tuple[PartChange, ...]:
    """Return what differs between two kept versions; without a later one between it and today.

    What it says today is written in the language in which the earlier text was kept.
    """
    earlier = kept_text(records, earlier_id)
    if later_id:
        return compared(earlier, kept_text(records, later_id))
    with speaking(_language_of(earlier), manner()):
        return compared(earlier, agreement_text(records))


def kept_text(records: Records, version_id: str) -> str:
    """Return the text of a version."""
    return str((records.find(VERSION, version_id) or {}).get("text") or "")


def _language_of(text: str) -> str:
    """Return the language whose headings a kept text has; the one in use where none fits better."""
    titles = {one.title for one in parts_of(text)}

    def fitting(code: str) -> int:
        with speaking(code):
            return len(titles & {translate(one.title) for one in SECTIONS})

    return max((language(), *document_languages()), key=fitting)

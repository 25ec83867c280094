"""Texts of the agreement that were kept, what it would say today, and what differs between two of them."""

from __future__ import annotations

from msp_desktop.domain.agreement.versions import PartChange, compared, parts_of
from msp_desktop.domain.guideline.initiation.agreement_sections import SECTIONS
from msp_desktop.domain.guideline.initiation.agreement_signed import VERSION, same_sections
from msp_desktop.domain.records import Records
from msp_desktop.i18n import document_languages, language, manner, speaking, translate
from msp_desktop.reports.layouts.agreement import agreement_text


def changes_between(
    records: Records, earlier_id: str, later_id: str = ""
) -> tuple[PartChange, ...]:
    """Return what differs between two kept versions; without a later one between it and today.

    What it says today is written in the language in which the earlier text was kept. Two texts in two
    languages are set against each other section by section; which of these say the same is told by their
    marks, for every word differs.
    """
    earlier = kept_text(records, earlier_id)
    if later_id:
        later = kept_text(records, later_id)
        first, second = _language_of(earlier), _language_of(later)
        if first == second:
            return compared(earlier, later)
        called = dict(zip(_titles(first), _titles(second), strict=True))
        numbers = same_sections(*(_marks(records, one) for one in (earlier_id, later_id)))
        titles = zip(SECTIONS, _titles(second), strict=True)
        same = {title for section, title in titles if section.number in numbers}
        return compared(earlier, later, called, same)
    with speaking(_language_of(earlier), manner()):
        return compared(earlier, agreement_text(records))


def kept_text(records: Records, version_id: str) -> str:
    """Return the text of a version."""
    return str((records.find(VERSION, version_id) or {}).get("text") or "")


def in_two_languages(records: Records, earlier_id: str, later_id: str) -> bool:
    """Say whether two kept versions are written in two languages."""
    first, second = (_language_of(kept_text(records, one)) for one in (earlier_id, later_id))
    return first != second


def _marks(records: Records, version_id: str) -> str:
    return str((records.find(VERSION, version_id) or {}).get("marks") or "")


def _titles(code: str) -> list[str]:
    """Return the titles of all sections in a language."""
    with speaking(code):
        return [translate(one.title) for one in SECTIONS]


def _language_of(text: str) -> str:
    """Return the language whose headings a kept text has; the one in use where none fits better."""
    titles = {one.title for one in parts_of(text)}
    return max(
        (language(), *document_languages()),
        key=lambda code: len(titles.intersection(_titles(code))),
    )

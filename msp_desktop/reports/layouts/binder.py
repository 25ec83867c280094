"""The binder: all that a partnership has written down, with its agreement, minutes and reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row, has_answers
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.binding import annex_name, bind
from msp_desktop.reports.document import Document, Facts, Note
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.minutes import minutes
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_reviewed
from msp_desktop.reports.layouts.review import review
from msp_desktop.reports.layouts.whole import Teller


def binder(records: Records, issue: Issue) -> Document:
    """Bind everything into one document: the modules in order, then the annexes."""
    annexed = list(_annexed(records))
    names = {str(row["id"]): annex_name(number) for number, (_kind, row) in enumerate(annexed, 1)}
    reader = Reader(records)
    partnership = records.single("partnership")
    facts = (
        *reader.pairs("partnership", partnership, "name", "place", "number"),
        *reader.pairs("lead_partner", records.single("lead_partner"), "partner"),
    )
    remark = _(
        "Everything recorded until the day of printing. What the partners keep out of printed reports "
        "and how to reach single persons is not in it."
    )
    body = document(
        reader,
        issue,
        kind=_("The whole partnership"),
        mark="B",
        title=reader.single("partnership", "name"),
        blocks=[Facts(facts), Note(translate(remark)), *Teller(reader, names, issue.day).modules()],
    )
    return bind(body, [_annex(kind_key, row, records, issue) for kind_key, row in annexed])


def _annexed(records: Records) -> Iterator[tuple[str, Row]]:
    """Go through what becomes an annex: the agreement, meetings that took place, reviews."""
    page = records.single("agreement")
    if has_answers(KINDS["agreement"], page):
        yield "agreement", page
    for kind_key in ("meeting", "review"):
        held = (row for row in records.rows(kind_key) if row.get("state") != "planned")
        for row in sorted(held, key=lambda row: str(row.get("date") or "9999")):
            yield kind_key, row


def _annex(kind_key: str, row: Row, records: Records, issue: Issue) -> Document:
    if kind_key == "agreement":
        annex = agreement(records, issue)
    else:
        annex = (minutes if kind_key == "meeting" else review)(records, row, issue)
    said_before = not_reviewed()
    return replace(annex, blocks=tuple(one for one in annex.blocks if one not in said_before))

"""The sheet on which those who come to a meeting sign (task 7.1)."""

from __future__ import annotations

from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Note, Signature, Table
from msp_desktop.reports.layouts.meetings import (
    expected,
    lines_to_fill,
    meeting_facts,
    quorum,
    why_nobody_takes_part,
)
from msp_desktop.reports.layouts.reading import Issue, Reader, dated_mark, document, signatures

GUESTS = 8
"""Empty rows for those whom nobody expected."""
_FACTS = ("place", "body", "chair", "minute_taker")


def attendance_sheet(records: Records, meeting: Row, issue: Issue) -> Document:
    """Lay out the sheet: who is expected has a row, and there is room for others.

    ``meeting`` may be empty: then the day and the place are left to be written by hand.
    """
    reader = Reader(records)
    people = signing_table(reader, meeting)
    remark = _("Whoever comes signs. Scan or photograph the sheet and keep it in task 7.1.")
    facts = meeting_facts(reader, meeting, *_FACTS)
    if not meeting:
        by_hand = (reader.label("meeting", key) for key in ("title", "date", *_FACTS))
        facts = [*facts, *((name, "") for name in by_hand)]
    blocks: list[Block] = [
        Facts((*facts, *quorum(reader, meeting))),
        Note(translate(remark)),
        *why_nobody_takes_part(reader),
        people,
        signatures([Signature(translate(_("Chair")), reader.text("meeting", meeting, "chair"))]),
    ]
    return document(
        reader,
        issue,
        kind=_("Attendance sheet"),
        mark=dated_mark("S", meeting),
        title=reader.text("meeting", meeting, "title"),
        blocks=blocks,
    )


def signing_table(reader: Reader, meeting: Row, guests: int = GUESTS) -> Table:
    """Return a row to sign on for everybody expected, and empty ones for ``guests``."""
    people = expected(reader, meeting)
    rows = [
        (figures(str(number)), one.name, one.organisation, one.role, "")
        for number, one in enumerate(people, 1)
    ]
    rows += [
        (figures(str(len(people) + number)), "", "", "", "") for number in range(1, guests + 1)
    ]
    head = ("", _("Name"), _("Organisation"), _("Position"), _("Signature"))
    return lines_to_fill(head, (0.8, 3.6, 3.6, 2.4, 3.8), rows)

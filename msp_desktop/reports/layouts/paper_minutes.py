"""Minutes to write by hand where there is no power, in the order of the minutes (task 7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.carried import carried_over
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    Signature,
    WritingLines,
)
from msp_desktop.reports.layouts.attendance_sheet import signing_table
from msp_desktop.reports.layouts.meetings import (
    identity,
    lines_to_fill,
    part,
    quorum,
)
from msp_desktop.reports.layouts.reading import (
    Issue,
    Reader,
    called,
    dated_mark,
    document,
    signatures,
)

_FACTS = ("title", "date", "start", "end", "place", "body", "chair", "minute_taker")
_DISCUSSION = 7
"""Lines to write on for each subject."""
SUBJECTS, DECISIONS, ACTIONS = 3, 5, 7
"""Subjects with room to write on where the meeting lists none; rows for decisions and action points."""


def paper_minutes(records: Records, meeting: Row, issue: Issue) -> Document:
    """Lay out the form: what is known is printed, all else is left to be written.

    ``meeting`` may be empty: then it is a form for any meeting.
    """
    reader = Reader(records)
    blocks = [
        Note(translate(_("Write it down here and type it into task 7.1 when the power is back."))),
        *_facts(reader, meeting),
        *part(_("Attendance"), [signing_table(reader, meeting, guests=4)]),
        *part(_("Still open from earlier meetings"), _open(reader, meeting), _("None.")),
        *part(_("Agenda and discussion"), _discussion(reader, meeting)),
        *part(_("Decisions"), _decisions()),
        *part(_("Action points"), _actions()),
        *part(_("Other business"), [WritingLines("", 3)]),
        *part(_("Next meeting"), [WritingLines(translate(_("Day, time and place")), 1)]),
        *part(_("Signatures"), _signatures(reader, meeting)),
    ]
    return document(
        reader,
        issue,
        kind=_("Minutes to fill in by hand"),
        mark=dated_mark("H", meeting),
        title=reader.text("meeting", meeting, "title"),
        blocks=blocks,
    )


def _facts(reader: Reader, meeting: Row) -> Iterator[Block]:
    known = reader.pairs("meeting", meeting, *_FACTS)
    name = (translate(_("Partnership")), reader.single("partnership", "name"))
    yield Facts((name, *known, *quorum(reader, meeting)))
    for key in _FACTS:
        if not meeting.get(key):
            yield WritingLines(reader.label("meeting", key), 1)


def _open(reader: Reader, meeting: Row) -> Iterator[Block]:
    """List what is open from before, with room for what is reported."""
    columns = ("text", "responsible", "due")
    rows = [
        (*(reader.text("action_item", row, key) for key in columns), "")
        for row in carried_over(reader.records, meeting)
    ]
    if rows:
        labels = (KINDS["action_item"].fields[key].label for key in columns)
        head = (*labels, _("Done, or new date"))
        yield lines_to_fill(head, (5, 2.8, 2.4, 3.4), rows)


def _discussion(reader: Reader, meeting: Row) -> Iterator[Block]:
    lines = WritingLines(translate(_("Main points")), _DISCUSSION)
    for number, row in enumerate(reader.records.rows("agenda_item", identity(meeting)), 1):
        title, presenter = (reader.text("agenda_item", row, key) for key in ("title", "presenter"))
        yield Heading(3, f"{title} ({presenter})" if presenter else title, figures(str(number)))
        yield lines
    if not reader.records.rows("agenda_item", identity(meeting)):
        for number in range(1, SUBJECTS + 1):
            yield WritingLines(f"{figures(str(number))}. {translate(_('Subject'))}", 1)
            yield lines


def _decisions() -> Iterator[Block]:
    head = ("", _("What was decided"), _("How it was decided"), _("Objections"))
    rows = [(called(_("D{number}"), number), "", "", "") for number in range(1, DECISIONS + 1)]
    yield lines_to_fill(head, (0.9, 6.4, 2.6, 3.2), rows)


def _actions() -> Iterator[Block]:
    head = ("", _("What is to be done"), _("Who does it"), _("Partner"), _("Until"))
    rows = [(called(_("A{number}"), number), "", "", "", "") for number in range(1, ACTIONS + 1)]
    yield lines_to_fill(head, (0.9, 5.2, 2.8, 2.6, 2), rows)


def _signatures(reader: Reader, meeting: Row) -> Iterator[Block]:
    roles = (("chair", _("Chair")), ("minute_taker", _("Minute-taker")))
    people = [
        Signature(translate(role), reader.text("meeting", meeting, key)) for key, role in roles
    ]
    yield signatures(people, with_title=False)

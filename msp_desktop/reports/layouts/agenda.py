"""The agenda of a meeting, to be sent round before it (task 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msp_desktop.domain.meetings.carried import carried_over
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Heading, Note, Paragraph, Table
from msp_desktop.reports.layouts.meetings import (
    due_in_words,
    expected,
    identity,
    meeting_facts,
    part,
    quorum,
    why_nobody_takes_part,
)
from msp_desktop.reports.layouts.reading import Issue, Reader, dated_mark, document

_FACTS = ("number", "place", "mode", "body", "chair", "minute_taker")


def agenda(records: Records, meeting: Row, issue: Issue) -> Document:
    """Lay out the agenda: the subjects and their time, what is still open, who is expected.

    Subjects have the numbers that they have in the minutes; what every meeting begins and ends with
    has none.
    """
    reader = Reader(records)
    facts = [*meeting_facts(reader, meeting, *_FACTS), *quorum(reader, meeting)]
    blocks = [
        Facts(tuple(facts)),
        *part(_("Agenda"), _subjects(reader, meeting)),
        *part(_("Open action points"), _open(reader, meeting, issue.day), _("None.")),
        *part(_("Who is expected"), _expected(reader, meeting)),
        *_sent_to(reader),
    ]
    return document(
        reader,
        issue,
        kind=_("Agenda of a meeting"),
        mark=dated_mark("G", meeting),
        title=reader.text("meeting", meeting, "title"),
        blocks=blocks,
    )


def _subjects(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = reader.records.rows("agenda_item", identity(meeting))
    following = reader.text("meeting", meeting, "next_meeting")
    lines = [
        _line(_("Welcome and attendance")),
        _line(_("Minutes of the last meeting")),
        _line(_("Open action points")),
        *(_subject(reader, row, number) for number, row in enumerate(rows, 1)),
        _line(_("Other business")),
        _line(_("Next meeting"), following),
    ]
    head = ("", _("Subject"), _("Presented by"), _("Time"))
    yield Table(tuple(translate(word) for word in head), tuple(lines), (0.7, 6.4, 3.6, 2.6))
    if not rows:
        yield Note(translate(_("No subject is listed yet (task 7.1).")))


def _line(subject: str, time: str = "") -> tuple[str, ...]:
    return ("", translate(subject), "", time)


def _subject(reader: Reader, row: Row, number: int) -> tuple[str, ...]:
    title, presenter = (reader.text("agenda_item", row, key) for key in ("title", "presenter"))
    about = [reader.text("agenda_item", row, "purpose")]
    papers = reader.text("agenda_item", row, "papers")
    if papers:
        about.append(f"{reader.label('agenda_item', 'papers')}: {papers}")
    words = "\n".join(filter(None, (title, " · ".join(filter(None, about)))))
    return (figures(str(number)), words, presenter, _minutes(reader, row))


def _minutes(reader: Reader, row: Row) -> str:
    minutes = int(row.get("minutes") or 0)
    if not minutes:
        return ""
    reader.shown.note("agenda_item", row, "minutes")
    sentence = translate_plural("{count} minute", "{count} minutes", minutes)
    return figures(sentence.format(count=minutes))


def _open(reader: Reader, meeting: Row, day: date) -> Iterator[Block]:
    """List what somebody has to report on, with what is late on the day of printing."""
    rows = carried_over(reader.records, meeting)
    if not rows:
        return
    columns = ("text", "responsible", "partner")
    lines = tuple(
        (
            *(reader.text("action_item", row, key) for key in columns),
            due_in_words(reader, row, day),
        )
        for row in rows
    )
    head = tuple(reader.label("action_item", key) for key in (*columns, "due"))
    yield Table(head, lines, (5, 2.6, 3, 2.4))


def _expected(reader: Reader, meeting: Row) -> Iterator[Block]:
    people = expected(reader, meeting)
    if people:
        head = (_("Name"), _("Partner"), _("Position"))
        lines = tuple((one.name, one.organisation, one.role) for one in people)
        yield Table(tuple(translate(word) for word in head), lines, (3, 4, 3))
    yield from why_nobody_takes_part(reader)


def _sent_to(reader: Reader) -> Iterator[Block]:
    receivers = reader.single("meeting_plan", "sharing_list")
    if receivers:
        yield Heading(2, translate(_("Sent to")))
        yield Paragraph(receivers)

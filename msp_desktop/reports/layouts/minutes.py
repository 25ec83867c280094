"""Minutes of one meeting (task 7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Points,
    Signature,
)
from msp_desktop.reports.layouts.reading import Issue, Reader, document, signatures


def minutes(records: Records, meeting: Row, issue: Issue) -> Document:
    """Lay out the minutes of ``meeting``; what was not written down is said to be missing."""
    reader = Reader(records)
    title = translate(_("Minutes: {meeting}")).format(meeting=meeting.get("title") or "")
    blocks = [
        Heading(1, title),
        *_facts(reader, meeting),
        *_part(_("Attendance"), _attendance(reader, meeting)),
        *_part(_("Matters arising: open action items"), _carried_over(reader, meeting)),
        *_part(_("Agenda and discussion"), _agenda(reader, meeting)),
        *_part(_("Decisions"), _decisions(reader, meeting)),
        *_part(_("Action items"), _actions(reader, meeting)),
        *_closing(reader, meeting),
        _signatures(meeting),
    ]
    approved = meeting.get("state") == "approved"
    status = "" if approved else translate(_("Minutes not yet approved"))
    return document(issue, records, kind="M", title=title, blocks=blocks, status=status)


def _part(title: str, blocks: Iterator[Block]) -> Iterator[Block]:
    yield Heading(2, translate(title))
    found = list(blocks)
    yield from found or [Note(translate(_("Nothing recorded.")))]


def _facts(reader: Reader, meeting: Row) -> Iterator[Block]:
    partnership = reader.single("partnership", "name")
    yield Facts(((translate(_("Partnership")), partnership),))
    yield from reader.facts(
        "meeting", meeting, "date", "start", "end", "place", "body", "chair", "minute_taker"
    )
    body = reader.records.find("body", meeting.get("body"))
    if body is not None:
        yield from reader.facts("body", body, "quorum")


def _attendance(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = reader.records.rows("attendance", str(meeting["id"]))
    if not rows:
        return
    columns = ("name", "partner", "role", "presence", "proxy_for")
    yield from reader.table("attendance", rows, columns, (3, 3, 3, 2, 2.4))
    came = sum(row.get("presence") in ("present", "proxy") for row in rows)
    sentence = translate(_("{came} of {listed} listed took part, {partners} partners among them."))
    partners = {
        row["partner"]
        for row in rows
        if row.get("presence") in ("present", "proxy") and row.get("partner")
    }
    yield Paragraph(sentence.format(came=came, listed=len(rows), partners=len(partners)))


def _carried_over(reader: Reader, meeting: Row) -> Iterator[Block]:
    """List what earlier meetings asked for and nobody has finished."""
    day = str(meeting.get("date") or "9999")
    earlier = {
        row["id"] for row in reader.records.rows("meeting") if str(row.get("date") or "") < day
    }
    rows = [
        row
        for row in reader.records.rows("action_item")
        if row["owner_id"] in earlier and row.get("state") in (None, "open")
    ]
    if rows:
        columns = ("text", "responsible", "partner", "due")
        yield from reader.table("action_item", rows, columns, (5, 2.4, 3, 2.4))


def _agenda(reader: Reader, meeting: Row) -> Iterator[Block]:
    previous = reader.text("meeting", meeting, "previous")
    if previous:
        yield Facts(((reader.label("meeting", "previous"), previous),))
    for number, row in enumerate(reader.records.rows("agenda_item", str(meeting["id"])), 1):
        presenter = reader.text("agenda_item", row, "presenter")
        title = f"{number}. {row.get('title') or ''}"
        yield Heading(3, f"{title} ({presenter})" if presenter else title)
        discussion = reader.text("agenda_item", row, "discussion")
        yield Paragraph(discussion) if discussion else Note(translate(_("No discussion recorded.")))
    other = reader.text("meeting", meeting, "other_business")
    if other:
        yield Facts(((reader.label("meeting", "other_business"), other),))


def _decisions(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = reader.records.rows("decision", str(meeting["id"]))
    lines = []
    for row in rows:
        extra = [
            f"{reader.label('decision', key)}: {reader.text('decision', row, key)}"
            for key in ("method", "objections", "effective_on")
            if row.get(key)
        ]
        lines.append("\n".join((str(row.get("text") or ""), *extra)))
    if lines:
        yield Points(tuple(lines), numbered=True)


def _actions(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = reader.records.rows("action_item", str(meeting["id"]))
    if rows:
        columns = ("text", "responsible", "partner", "due", "state")
        yield from reader.table("action_item", rows, columns, (5, 2.4, 3, 2.4, 1.6))


def _closing(reader: Reader, meeting: Row) -> Iterator[Block]:
    summary = reader.text("meeting", meeting, "summary")
    if summary:
        yield Heading(2, reader.label("meeting", "summary"))
        yield Paragraph(summary)
    yield from reader.facts("meeting", meeting, "next_meeting")


def _signatures(meeting: Row) -> Block:
    approved = shown(KINDS["meeting"].fields["approved_on"], meeting.get("approved_on"))
    place = str(meeting.get("place") or "")
    return signatures(
        [
            Signature("", str(meeting.get(key) or ""), translate(title), approved, place)
            for key, title in (("chair", _("Chair")), ("minute_taker", _("Minute-taker")))
        ]
    )

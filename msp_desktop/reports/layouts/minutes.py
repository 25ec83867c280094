"""Minutes of one meeting (task 7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import (
    Block,
    Clause,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Signature,
    Table,
)
from msp_desktop.reports.layouts.reading import Issue, Reader, dated_mark, document, signatures

_PRESENCE = ("present", "proxy", "apology", "absent")
_TAKING_PART = ("present", "proxy")
_UNKNOWN = "–"


def minutes(records: Records, meeting: Row, issue: Issue) -> Document:
    """Lay out the minutes of ``meeting``; what was not written down is said to be missing."""
    reader = Reader(records)
    blocks = [
        _facts(reader, meeting),
        *_part(_("Attendance"), _attendance(reader, meeting)),
        *_part(_("Still open from earlier meetings"), _carried_over(reader, meeting), _("None.")),
        *_part(_("Agenda and discussion"), _agenda(reader, meeting)),
        *_part(_("Decisions"), _decisions(reader, meeting)),
        *_part(_("Action points"), _actions(reader, meeting)),
        *_closing(reader, meeting),
        *_part(_("Signatures"), _signatures(reader, meeting)),
    ]
    approved = meeting.get("state") == "approved"
    return document(
        issue,
        records,
        kind=_("Minutes of a meeting"),
        mark=dated_mark("M", meeting),
        title=str(meeting.get("title") or ""),
        blocks=blocks,
        status="" if approved else translate(_("Minutes not yet approved")),
    )


def _part(
    title: str, blocks: Iterator[Block], nothing: str = _("Nothing recorded.")
) -> Iterator[Block]:
    yield Heading(2, translate(title))
    found = list(blocks)
    yield from found or [Note(translate(nothing))]


def _facts(reader: Reader, meeting: Row) -> Block:
    columns = ("place", "body", "chair", "minute_taker", "state", "approved_on")
    times = (reader.text("meeting", meeting, key) for key in ("start", "end"))
    rows = [
        (translate(_("Partnership")), reader.single("partnership", "name")),
        *reader.pairs("meeting", meeting, "date"),
        (translate(_("Time")), " – ".join(filter(None, times)) or _UNKNOWN),
        *reader.pairs("meeting", meeting, *columns),
    ]
    return Facts(tuple(rows))


def _attendance(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = sorted(reader.records.rows("attendance", str(meeting["id"])), key=_presence)
    if not rows:
        return
    widths = {"name": 3.0, "partner": 4.0, "role": 2.6, "presence": 2.0}
    if any(row.get("proxy_for") for row in rows):
        widths["proxy_for"] = 2.4
    yield from reader.table("attendance", rows, tuple(widths), tuple(widths.values()))
    came = [row for row in rows if row.get("presence") in _TAKING_PART]
    partners = {row["partner"] for row in came if row.get("partner")}
    sentence = _("Of {listed} people listed, {came} took part; they spoke for {partners} partners.")
    yield Paragraph(
        translate(sentence).format(came=len(came), listed=len(rows), partners=len(partners))
    )
    body = reader.records.find("body", meeting.get("body"))
    if body is not None:
        yield from reader.facts("body", body, "quorum")


def _presence(row: Row) -> int:
    said = str(row.get("presence") or "")
    return _PRESENCE.index(said) if said in _PRESENCE else len(_PRESENCE)


def _carried_over(reader: Reader, meeting: Row) -> Iterator[Block]:
    """List what earlier meetings asked for and nobody has finished."""
    day = str(meeting.get("date") or "9999")
    earlier = {
        row["id"]
        for row in reader.records.rows("meeting")
        if str(row.get("date") or "") < day and row["id"] != meeting["id"]
    }
    rows = [
        row
        for row in reader.records.rows("action_item")
        if row["owner_id"] in earlier and row.get("state") in (None, "open")
    ]
    if rows:
        columns = ("text", "responsible", "partner", "due", "remark")
        yield from reader.table("action_item", rows, columns, (4.4, 2.4, 3, 2.4, 2.4))


def _agenda(reader: Reader, meeting: Row) -> Iterator[Block]:
    previous = reader.text("meeting", meeting, "previous")
    if previous:
        yield Heading(3, reader.label("meeting", "previous"))
        yield Paragraph(previous)
    for number, row in enumerate(reader.records.rows("agenda_item", str(meeting["id"])), 1):
        presenter = reader.text("agenda_item", row, "presenter")
        title = str(row.get("title") or "")
        yield Heading(3, f"{title} ({presenter})" if presenter else title, str(number))
        discussion = reader.text("agenda_item", row, "discussion")
        yield Paragraph(discussion) if discussion else Note(translate(_("No discussion recorded.")))
    other = reader.text("meeting", meeting, "other_business")
    if other:
        yield Heading(3, reader.label("meeting", "other_business"))
        yield Paragraph(other)


def _decisions(reader: Reader, meeting: Row) -> Iterator[Block]:
    for number, row in enumerate(reader.records.rows("decision", str(meeting["id"])), 1):
        details = reader.pairs(
            "decision", row, "rule", "method", "objections", "effective_on", "replaces"
        )
        yield Clause(f"D{number}", str(row.get("text") or ""), tuple(details))


def _actions(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = reader.records.rows("action_item", str(meeting["id"]))
    if rows:
        columns = ("text", "responsible", "partner", "due", "state")
        yield _counted("A", reader.table("action_item", rows, columns, (4.6, 2.6, 3, 2.4, 1.6)))


def _counted(letter: str, found: Sequence[Block]) -> Block:
    """Give each row of a table a number, in a column before the others."""
    (table,) = (block for block in found if isinstance(block, Table))
    rows = tuple((f"{letter}{number}", *row) for number, row in enumerate(table.rows, 1))
    return Table(("", *table.head), rows, (1, *table.weights))


def _closing(reader: Reader, meeting: Row) -> Iterator[Block]:
    summary = reader.text("meeting", meeting, "summary")
    if summary:
        yield Heading(2, reader.label("meeting", "summary"))
        yield Paragraph(summary)
    following = reader.text("meeting", meeting, "next_meeting")
    if following:
        yield Heading(2, reader.label("meeting", "next_meeting"))
        yield Paragraph(following)


def _signatures(reader: Reader, meeting: Row) -> Iterator[Block]:
    approved = reader.text("meeting", meeting, "approved_on")
    yield signatures(
        [
            Signature(translate(role), str(meeting.get(key) or ""), date=approved)
            for key, role in (("chair", _("Chair")), ("minute_taker", _("Minute-taker")))
        ],
        with_title=False,
    )

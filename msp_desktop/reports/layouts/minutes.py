"""Minutes of one meeting (task 7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Clause,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Signature,
)
from msp_desktop.reports.layouts.meetings import carried_over, counted, meeting_facts, part, quorum
from msp_desktop.reports.layouts.reading import (
    Issue,
    Reader,
    called,
    dated_mark,
    document,
    signatures,
)

_PRESENCE = ("present", "proxy", "apology", "absent")
_TAKING_PART = ("present", "proxy")
_FACTS = ("place", "body", "chair", "minute_taker", "state", "approved_on")


def minutes(records: Records, meeting: Row, issue: Issue) -> Document:
    """Lay out the minutes of ``meeting``; what was not written down is said to be missing."""
    reader = Reader(records)
    blocks = [
        Facts(tuple(meeting_facts(reader, meeting, *_FACTS))),
        *part(_("Attendance"), _attendance(reader, meeting)),
        *part(_("Still open from earlier meetings"), _carried_over(reader, meeting), _("None.")),
        *part(_("Agenda and discussion"), _agenda(reader, meeting)),
        *part(_("Decisions"), _decisions(reader, meeting)),
        *part(_("Action points"), _actions(reader, meeting)),
        *_closing(reader, meeting),
        *_corrections(reader, meeting),
        *part(_("Signatures"), _signatures(reader, meeting)),
    ]
    approved = meeting.get("state") == "approved"
    return document(
        reader,
        issue,
        kind=_("Minutes of a meeting"),
        mark=dated_mark("M", meeting),
        title=reader.text("meeting", meeting, "title"),
        blocks=blocks,
        status="" if approved else translate(_("Minutes not yet approved")),
    )


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
    counts = translate(sentence).format(came=len(came), listed=len(rows), partners=len(partners))
    yield Paragraph(figures(counts))
    signed = reader.pairs("meeting", meeting, "attendance_file")
    if facts := (*quorum(reader, meeting), *signed):
        yield Facts(facts)


def _presence(row: Row) -> int:
    said = str(row.get("presence") or "")
    return _PRESENCE.index(said) if said in _PRESENCE else len(_PRESENCE)


def _carried_over(reader: Reader, meeting: Row) -> list[Block]:
    rows = carried_over(reader, meeting)
    columns = ("text", "responsible", "partner", "due", "remark")
    return reader.table("action_item", rows, columns, (4.4, 2.4, 3, 2.4, 2.4)) if rows else []


def _agenda(reader: Reader, meeting: Row) -> Iterator[Block]:
    previous = reader.text("meeting", meeting, "previous")
    if previous:
        yield Heading(3, reader.label("meeting", "previous"))
        yield Paragraph(previous)
    for number, row in enumerate(reader.records.rows("agenda_item", str(meeting["id"])), 1):
        presenter = reader.text("agenda_item", row, "presenter")
        title = reader.text("agenda_item", row, "title")
        yield Heading(3, f"{title} ({presenter})" if presenter else title, figures(str(number)))
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
        yield Clause(
            called(_("D{number}"), number), reader.text("decision", row, "text"), tuple(details)
        )


def _actions(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = reader.records.rows("action_item", str(meeting["id"]))
    if rows:
        columns = ("text", "responsible", "partner", "due", "state")
        (table,) = reader.table("action_item", rows, columns, (4.6, 2.6, 3, 2.4, 1.6))
        yield counted(_("A{number}"), table)


def _closing(reader: Reader, meeting: Row) -> Iterator[Block]:
    summary = reader.text("meeting", meeting, "summary")
    if summary:
        yield Heading(2, reader.label("meeting", "summary"))
        yield Paragraph(summary)
    following = reader.text("meeting", meeting, "next_meeting")
    if following:
        yield Heading(2, reader.label("meeting", "next_meeting"))
        yield Paragraph(following)


def _corrections(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = reader.records.rows("addendum", str(meeting["id"]))
    if rows:
        yield Heading(2, translate(KINDS["addendum"].plural))
    for number, row in enumerate(rows, 1):
        details = reader.pairs("addendum", row, "asked_by", "date")
        yield Clause(
            called(_("C{number}"), number), reader.text("addendum", row, "text"), tuple(details)
        )


def _signatures(reader: Reader, meeting: Row) -> Iterator[Block]:
    approved = reader.text("meeting", meeting, "approved_on")
    yield signatures(
        [
            Signature(translate(role), reader.text("meeting", meeting, key), date=approved)
            for key, role in (("chair", _("Chair")), ("minute_taker", _("Minute-taker")))
        ],
        with_title=False,
    )

"""Minutes of one meeting (task 7.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.carried import carried_over
from msp_desktop.domain.meetings.quorum import TAKING_PART, quorum
from msp_desktop.domain.meetings.seals import Seal, as_sealed
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Clause,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Points,
    Signature,
)
from msp_desktop.reports.layouts.meetings import counted, meeting_facts, part
from msp_desktop.reports.layouts.meetings import quorum as agreed_quorum
from msp_desktop.reports.layouts.reading import (
    Issue,
    Reader,
    called,
    dated_mark,
    document,
    signatures,
)

_PRESENCE = ("present", "proxy", "apology", "absent")
_FACTS = (
    "number",
    "place",
    "mode",
    "body",
    "chair",
    "minute_taker",
    "state",
    "circulated_on",
    "approved_on",
)
_WIDTHS = {
    "name": 3.0,
    "abbreviation": 1.0,
    "partner": 4.0,
    "role": 2.6,
    "capacity": 2.2,
    "presence": 2.0,
    "proxy_for": 2.4,
}
_ONLY_WHERE_SAID = ("abbreviation", "capacity", "proxy_for")
"""Columns of the attendance that are left out where nobody has an answer."""


def minutes(records: Records, meeting: Row, issue: Issue) -> Document:
    """Lay out the minutes of ``meeting``; what was not written down is said to be missing.

    Sealed minutes are printed as they were sealed, whatever the records say today.
    """
    records, meeting, seal = as_sealed(records, meeting)
    reader = Reader(records)
    blocks = [
        Facts(tuple(meeting_facts(reader, meeting, *_FACTS))),
        *part(_("Attendance"), _attendance(reader, meeting)),
        *part(_("Still open from earlier meetings"), _carried_over(reader, meeting), _("None.")),
        *part(_("Agenda and discussion"), _agenda(reader, meeting)),
        *part(_("Decisions"), _decisions(reader, meeting)),
        *part(_("Action points"), _actions(reader, meeting)),
        *_closing(reader, meeting),
        *_asked_for(reader, meeting),
        *_corrections(reader, meeting),
        *part(_("Signatures"), _signatures(reader, meeting)),
        *_seal(seal),
    ]
    approved = meeting.get("state") == "approved"
    said = document(
        reader,
        issue,
        kind=_("Minutes of a meeting"),
        mark=dated_mark("M", meeting),
        title=reader.text("meeting", meeting, "title"),
        blocks=blocks,
        status="" if approved else translate(_("Minutes not yet approved")),
    )
    return replace(said, seal=sealed_in_words(seal))


def sealed_in_words(seal: Seal | None) -> str:
    """Return what stands at the foot of each page of sealed minutes; nothing of others."""
    return "" if seal is None else translate(_("Seal {code}")).format(code=seal.fingerprint)


def _attendance(reader: Reader, meeting: Row) -> Iterator[Block]:
    rows = sorted(reader.records.rows("attendance", str(meeting["id"])), key=_presence)
    if not rows:
        return
    unsaid = {key for key in _ONLY_WHERE_SAID if not any(row.get(key) for row in rows)}
    widths = {key: width for key, width in _WIDTHS.items() if key not in unsaid}
    yield from reader.table("attendance", rows, tuple(widths), tuple(widths.values()))
    came = [row for row in rows if row.get("presence") in TAKING_PART]
    partners = {row["partner"] for row in came if row.get("partner")}
    sentence = _("Of {listed} people listed, {came} took part; they spoke for {partners} partners.")
    counts = translate(sentence).format(came=len(came), listed=len(rows), partners=len(partners))
    yield Paragraph(" ".join(filter(None, (figures(counts), _sexes(reader, came)))))
    yield Paragraph(_quorum(reader, meeting))
    signed = reader.pairs("meeting", meeting, "attendance_file")
    if facts := (*agreed_quorum(reader, meeting), *signed):
        yield Facts(facts)


def _sexes(reader: Reader, came: list[Row]) -> str:
    """Count those who took part by what they said of themselves; nothing where nobody said it."""
    said = Counter(word for row in came if (word := reader.text("attendance", row, "sex")))
    parts = (f"{word}: {count}" for word, count in said.most_common())
    return figures("; ".join(parts)) + "." if said else ""


def _quorum(reader: Reader, meeting: Row) -> str:
    found = quorum(reader.records, meeting)
    there = translate_plural(
        "{present} of {count} member with a vote was there or represented.",
        "{present} of {count} members with a vote were there or represented.",
        found.members,
    ).format(present=found.present, count=found.members)
    if found.is_met is None:
        return figures(there)
    verdict = translate(
        _("{needed} are needed: the meeting could decide.")
        if found.is_met
        else _("{needed} are needed: the meeting could not decide.")
    )
    return figures(f"{there} {verdict.format(needed=found.needed)}")


def _presence(row: Row) -> int:
    said = str(row.get("presence") or "")
    return _PRESENCE.index(said) if said in _PRESENCE else len(_PRESENCE)


def _carried_over(reader: Reader, meeting: Row) -> list[Block]:
    rows = carried_over(reader.records, meeting)
    columns = ("text", "responsible", "partner", "due", "remark")
    return reader.table("action_item", rows, columns, (4.4, 2.4, 3, 2.4, 2.4)) if rows else []


def _agenda(reader: Reader, meeting: Row) -> Iterator[Block]:
    for key in ("interests", "previous"):
        if said := reader.text("meeting", meeting, key):
            yield Heading(3, reader.label("meeting", key))
            yield Paragraph(said)
    for number, row in enumerate(reader.records.rows("agenda_item", str(meeting["id"])), 1):
        presenter = reader.text("agenda_item", row, "presenter")
        title = reader.text("agenda_item", row, "title")
        yield Heading(3, f"{title} ({presenter})" if presenter else title, figures(str(number)))
        if about := " · ".join(_about_item(reader, row)):
            yield Note(about)
        discussion = reader.text("agenda_item", row, "discussion")
        yield Paragraph(discussion) if discussion else Note(translate(_("No discussion recorded.")))
        yield from _outcomes(reader, meeting, row["id"])
    yield from _told(reader, meeting, None)
    other = reader.text("meeting", meeting, "other_business")
    if other:
        yield Heading(3, reader.label("meeting", "other_business"))
        yield Paragraph(other)


def _about_item(reader: Reader, row: Row) -> Iterator[str]:
    """Go through what is known of a subject beside what was said."""
    yield from (
        text
        for key in ("purpose", "kind", "ended")
        if (text := reader.text("agenda_item", row, key))
    )
    papers = reader.text("agenda_item", row, "papers")
    if papers:
        yield f"{reader.label('agenda_item', 'papers')}: {papers}"
    used, planned = (reader.text("agenda_item", row, key) for key in ("used", "minutes"))
    if used and planned:
        yield translate(_("{used} of {planned} minutes")).format(used=used, planned=planned)
    elif used or planned:
        key = "used" if used else "minutes"
        yield f"{reader.label('agenda_item', key)}: {used or planned}"


def _outcomes(reader: Reader, meeting: Row, item_id: object) -> Iterator[Block]:
    """Say under a subject what was told, and which decisions and action points came out of it."""
    yield from _told(reader, meeting, item_id)
    numbered = chain.from_iterable(
        ((called(mark, number), row) for number, row in _numbered(reader, kind_key, meeting))
        for kind_key, mark in (("decision", _("D{number}")), ("action_item", _("A{number}")))
    )
    names = [name for name, row in numbered if row.get("item") == item_id]
    if names:
        sentence = translate(_("What came out of it: {outcomes}."))
        yield Paragraph(sentence.format(outcomes=", ".join(names)))


def _told(reader: Reader, meeting: Row, item_id: object) -> Iterator[Block]:
    """List what was told under a subject, or under none."""
    known = {row["id"] for row in reader.records.rows("agenda_item", str(meeting["id"]))}
    rows = [
        row
        for row in reader.records.rows("information", str(meeting["id"]))
        if row.get("item") == item_id or (item_id is None and row.get("item") not in known)
    ]
    if rows:
        yield Points(tuple(_with_source(reader, row) for row in rows))


def _with_source(reader: Reader, row: Row) -> str:
    text, source = (reader.text("information", row, key) for key in ("text", "told_by"))
    return f"{text} ({source})" if source else text


def _numbered(reader: Reader, kind_key: str, meeting: Row) -> Iterator[tuple[int, Row]]:
    return enumerate(reader.records.rows(kind_key, str(meeting["id"])), 1)


def _decisions(reader: Reader, meeting: Row) -> Iterator[Block]:
    details = (
        "number",
        "item",
        "background",
        "rule",
        "method",
        "votes_for",
        "votes_against",
        "abstained",
        "objections",
        "conditions",
        "effective_on",
        "replaces",
    )
    for number, row in _numbered(reader, "decision", meeting):
        pairs = reader.pairs("decision", row, *details)
        text = reader.text("decision", row, "text")
        yield Clause(called(_("D{number}"), number), text, tuple(pairs))


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


def _asked_for(reader: Reader, meeting: Row) -> Iterator[Block]:
    """List what was asked to be changed before the minutes were approved, and the answer."""
    rows = reader.records.rows("minutes_correction", str(meeting["id"]))
    if rows:
        yield Heading(2, translate(KINDS["minutes_correction"].plural))
        columns = ("text", "asked_by", "date", "answer", "reason")
        yield from reader.table("minutes_correction", rows, columns, (4.6, 2.4, 2, 2.4, 2.4))


def _seal(seal: Seal | None) -> Iterator[Block]:
    """Say by which seal the minutes can be known, and how to check it."""
    if seal is None:
        return
    yield Heading(2, translate(_("Seal")))
    told = KINDS["seal"].fields
    yield Facts(
        (
            (translate(told["number"].label), figures(str(seal.number))),
            (translate(told["office"].label), seal.office),
            (translate(told["person"].label), seal.person),
            (translate(told["day"].label), shown(told["day"], seal.day)),
            (translate(_("Code of the seal")), seal.fingerprint),
        )
    )
    remark = _(
        "These minutes are printed as they were sealed. Any office of the partnership can check the seal "
        "(task 7.1, “Sealed minutes”): the code there must be this one."
    )
    yield Note(translate(remark))


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

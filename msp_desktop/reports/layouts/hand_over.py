"""What somebody who leaves hands over: one page for the successor (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.meetings.carried import open_actions
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.turnover import Person, Standing, alert_in_words, people_by_partner
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Note,
    Paragraph,
    Signature,
    WritingLines,
)
from msp_desktop.reports.layouts.meetings import identity, part
from msp_desktop.reports.layouts.reading import Issue, Reader, document, signatures

_AT_WORK = ("planned", "under_way", None)


def leavers(records: Records) -> list[Row]:
    """Return the contact persons whose time has an end, who goes last first."""
    people = [one for among in people_by_partner(records).values() for one in among]
    ending = [one for one in people if one.end is not None]
    ending.sort(key=lambda one: str(one.end), reverse=True)
    return [one.row for one in ending]


def hand_over(records: Records, contact: Row, issue: Issue) -> Document:
    """Lay out the note of one person; without one, a form to fill in by hand."""
    reader = Reader(records)
    blocks = list(_note(reader, contact, issue) if contact else _form(reader))
    name = reader.text("contact", contact, "name") if contact else ""
    return document(
        reader,
        issue,
        kind=_("Hand-over note"),
        mark="HO",
        title=translate(_("Hand-over note: {name}")).format(name=name) if name else "",
        blocks=blocks,
    )


def _note(reader: Reader, contact: Row, issue: Issue) -> Iterator[Block]:
    partner = reader.records.find("partner", contact.get("owner_id")) or {}
    people = people_by_partner(reader.records).get(identity(partner), [])
    me = next((one for one in people if one.record_id == contact["id"]), None)
    follows = next((one for one in people if me is not None and one.record_id == me.follows), None)
    name = reader.text("partner", partner, "name") if partner else ""
    facts = [
        (translate(_("Partner")), name),
        *reader.pairs("contact", contact, "role", "authority", "valid"),
    ]
    if follows is not None:
        named = (reader.text("contact", follows.row, key) for key in ("name", "role"))
        facts.append((translate(_("Who may decide from then on")), ", ".join(filter(None, named))))
    yield Facts(tuple(facts))
    if me is not None and me.may_decide and me.end is not None and follows is None:
        yield Note(alert_in_words(reader.records, me, issue.day))
    yield from _to_know(reader, contact)
    for title, found in (
        (_("Promises of this partner"), _promises(reader, partner)),
        (_("Open action points"), _actions(reader, partner)),
        (_("Work under way"), _work(reader, partner)),
        (_("People to call"), _people(reader, people, contact, issue)),
    ):
        if blocks := list(found):
            yield from part(title, blocks)
    yield _signing(reader, contact, follows)


def _to_know(reader: Reader, contact: Row) -> Iterator[Block]:
    told = reader.text("contact", contact, "hand_over")
    lines = WritingLines(translate(_("Nothing is written down yet. By hand:")), 4)
    yield from part(_("What a successor must know"), [Paragraph(told)] if told else [lines])


def _promises(reader: Reader, partner: Row) -> Iterator[Block]:
    mine = [row for row in reader.records.rows("promise") if _is_of(row, "partner", partner)]
    open_ones = [row for row in mine if row.get("state") in ("open", None)]
    if open_ones:
        yield from reader.table(
            "promise", open_ones, ("description", "owed_to", "due"), (7, 3.6, 2.6)
        )
    told = {row.get("commitment") for row in open_ones}
    given = [
        row
        for row in reader.records.rows("commitment")
        if _is_of(row, "partner", partner)
        and row.get("state") != "withdrawn"
        and row["id"] not in told
    ]
    if given:
        columns = ("description", "kind", "quantity", "unit", "state")
        yield from reader.table("commitment", given, columns, (5.4, 2.6, 1.6, 1.8, 2))


def _actions(reader: Reader, partner: Row) -> Iterator[Block]:
    rows = [row for row in open_actions(reader.records) if _is_of(row, "partner", partner)]
    if rows:
        yield from reader.table("action_item", rows, ("text", "responsible", "due"), (7, 3.6, 2.6))


def _work(reader: Reader, partner: Row) -> Iterator[Block]:
    rows = [
        row
        for row in reader.records.rows("activity")
        if _is_of(row, "responsible", partner) and row.get("state") in _AT_WORK
    ]
    if rows:
        yield from reader.table("activity", rows, ("name", "period", "state"), (7, 4, 2.4))


def _people(reader: Reader, people: list[Person], contact: Row, issue: Issue) -> Iterator[Block]:
    others = [
        one.row
        for one in people
        if one.record_id != contact["id"] and one.standing(issue.day) is not Standing.LEFT
    ]
    if others:
        columns = ("name", "role", "phone", "email")
        yield from reader.table("contact", others, columns, (3.6, 3.4, 3, 3.4))


def _form(reader: Reader) -> Iterator[Block]:
    labels = [reader.label("contact", key) for key in ("name", "role", "authority", "valid")]
    by_hand = tuple((label, "") for label in (translate(_("Partner")), *labels))
    yield Facts(((translate(_("Partnership")), reader.single("partnership", "name")), *by_hand))
    for title in (_("Promises made"), _("Work under way"), _("People to call")):
        yield WritingLines(translate(title), 5)
    yield _signing(reader, {}, None)


def _signing(reader: Reader, contact: Row, follows: Person | None) -> Block:
    name = reader.text("contact", contact, "name") if contact else ""
    successor = reader.text("contact", follows.row, "name") if follows is not None else ""
    return signatures(
        [
            Signature(translate(_("Handed over by")), name),
            Signature(translate(_("Taken over by")), successor),
        ],
        with_title=False,
    )


def _is_of(row: Row, field_key: str, partner: Row) -> bool:
    return bool(partner) and row.get(field_key) == partner["id"]

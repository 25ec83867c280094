"""The formal announcement of the start: to hang on a notice board, and to send to the press (task 6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.fields import Goals
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrices.giving import kept
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Display,
    Document,
    Facts,
    Heading,
    PageBreak,
    Points,
    Signature,
    Table,
)
from msp_desktop.reports.layouts.reading import (
    NOTHING,
    Issue,
    Reader,
    document,
    no_parties,
    not_agreed,
    parties,
    signatures,
)

_KIND = "announcement"


def announcement(records: Records, issue: Issue) -> Document:
    """Lay out what everybody should know: what begins when, by whom, for what, and whom to ask."""
    reader = Reader(records)
    row = records.single(_KIND)
    missing = [key for key in ("text", "start", "by") if not row.get(key)]
    return document(
        reader,
        issue,
        kind=_("Announcement of the start"),
        mark="S",
        title=reader.text(_KIND, row, "headline") or reader.single("partnership", "name"),
        blocks=list(_blocks(reader, row)),
        status=translate(_("Draft: not everything is written yet (task 6.1)")) if missing else "",
    )


def _blocks(reader: Reader, row: Row) -> Iterator[Block]:
    """Say on the first page what hangs on the board, and on a second what newspapers ask for."""
    start = reader.text(_KIND, row, "start")
    sentence = translate(_("The work begins on {day}"))
    yield Display(sentence.format(day=start) if start else "", reader.text(_KIND, row, "text"))
    if not row.get("text"):
        yield not_agreed(_KIND)
    contact = reader.text(_KIND, row, "contact")
    if contact:
        yield Facts(((reader.label(_KIND, "contact"), contact),))
    by, said = (reader.text(_KIND, row, key) for key in ("by", "date"))
    # Signed right below its text, so that a long list of partners or a tall script parts neither.
    yield signatures(
        [Signature(translate(_("For the partnership")), name=by, date=said)],
        with_title=False,
        with_place=False,
    )
    yield Heading(2, translate(_("Who works together")))
    yield from _partners(reader)
    yield PageBreak(is_light=True)
    yield Heading(2, translate(_("For newspapers and radio")))
    yield Facts(tuple(_facts(reader, row)))
    objectives = [_objective(reader, one) for one in reader.records.rows("objective")]
    if any(objectives):
        yield Heading(3, translate(_("What we want to reach")))
        yield Points(tuple(filter(None, objectives)))


def _objective(reader: Reader, row: Row) -> str:
    name, due = (reader.text("objective", row, key) for key in ("name", "due"))
    return translate(_("{objective} (by {day})")).format(objective=name, day=due) if due else name


def _partners(reader: Reader) -> Iterator[Block]:
    """List who takes part, the lead partner first, with the components each carries."""
    rows = parties(reader.records)
    if not rows:
        yield no_parties(reader.records)
        return
    lead = reader.records.single("lead_partner").get("partner")
    components = reader.records.rows("component")
    lines = []
    for row in sorted(rows, key=lambda one: one["id"] != lead):
        name = reader.text("partner", row, "name")
        carried = [
            reader.text("component", one, "name")
            for one in components
            if str(row["id"]) in str(one.get("partners") or "").split()
        ]
        if row["id"] == lead:
            reader.shown.note("lead_partner", reader.records.single("lead_partner"), "partner")
            name = translate(_("{name} (lead partner)")).format(name=name)
        lines.append((name, formats.listed_names(carried or _brought(reader, row)) or NOTHING))
    head = (translate(KINDS["partner"].label), translate(_("What it does")))
    yield Table(head, tuple(lines), (5, 6))


def _brought(reader: Reader, partner: Row) -> list[str]:
    """Return what a partner that carries no component brings."""
    return [
        reader.text("commitment", one, "description")
        for one in kept(reader.records)
        if one.get("partner") == partner["id"]
    ]


def _facts(reader: Reader, row: Row) -> Iterator[tuple[str, str]]:
    """Say what a newspaper asks for: what it is called, where, until when, for which Goals, whom to ask."""
    yield translate(_("Partnership")), reader.single("partnership", "name")
    place = reader.single("partnership", "place") or reader.single("challenge", "place")
    if place:
        yield translate(_("Where")), place
    frame = reader.single("scope", "time_frame")
    if frame:
        yield translate(_("From – to")), frame
    goals = KINDS["challenge"].fields["goals_direct"]
    assert isinstance(goals, Goals)
    named = reader.single("challenge", goals.key)
    if named:
        yield translate(_("Sustainable Development Goals")), named
    count = len(parties(reader.records))
    if count:
        yield translate(_("Partners")), figures(str(count))
    yield reader.label(_KIND, "date"), reader.text(_KIND, row, "date") or NOTHING
    sent = reader.text(_KIND, row, "sent_to")
    if sent:
        yield reader.label(_KIND, "sent_to"), sent

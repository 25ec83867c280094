"""Who leads, whether all agree, what the lead can do, and who does what (tasks 5.1 and 5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msp_desktop.domain.guideline.formation.roles import LEAD_SUGGESTION, component_of
from msp_desktop.domain.leading import grounds_in_words, in_words, suggestions
from msp_desktop.domain.matrices.leading import (
    all_unfolded,
    lead_agreements,
    lead_capacities,
    roles,
)
from msp_desktop.domain.matrix import WORD, Matrix, options_of
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Heading, Points, Table
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document, not_agreed

ROLE = "responsibility"
_LEAD = ("partner", "mandate", "delegation", "delegated_to", "pilot_first", "pilot_note")


def roles_and_lead(records: Records, issue: Issue) -> Document:
    """Lay out the lead, the agreement of each partner, its capacity, the roles, and the suggestions."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    parts = (
        (_("Who leads"), _lead(reader)),
        (_("Does every partner agree?"), _matrix(reader, lead_agreements(records, issue.day))),
        (_("Can it lead?"), _matrix(reader, lead_capacities(records, issue.day))),
        (_("Who does what"), _roles(reader, issue)),
        (_("Who could lead by the figures"), _suggested(reader)),
    )
    blocks: list[Block] = [Facts(facts)]
    for number, (title, told) in enumerate(parts, 1):
        blocks += [Heading(2, translate(title), figures(str(number))), *told]
    return document(
        reader,
        issue,
        kind=_("Leadership and roles"),
        mark="L",
        title=translate(_("Who leads and who does what")),
        blocks=blocks,
    )


def roles_in_words(reader: Reader) -> Table | None:
    """Return a table of who has which role in each component and activity; None without any role."""
    records = reader.records
    found: dict[tuple[object, object], list[Row]] = {}
    for row in records.rows(ROLE):
        if row.get("role") and row.get("partner"):
            place = (component_of(records, row), row.get("activity") or None)
            found.setdefault(place, []).append(row)
            reader.shown.note(ROLE, row, "component", "activity", "role")
    if not found:
        return None
    options = options_of(ROLE, "role")
    head = (reader.label(ROLE, "component"), *(translate(label) for _key, label in options))
    places = [
        (component["id"], activity_id)
        for component in records.rows("component")
        for activity_id in (None, *(row["id"] for row in records.rows("activity")))
    ]
    lines = (
        (_place(reader, *place), *_by_role(reader, found[place], options))
        for place in places
        if place in found
    )
    return Table(head, tuple(lines), (3, 2.4, 2.8, 2.8, 2.6, 2.8))


# Inside


def _lead(reader: Reader) -> Sequence[Block]:
    row = reader.records.single("lead_partner")
    return reader.facts("lead_partner", row, *_LEAD) or [not_agreed("lead_partner")]


def _matrix(reader: Reader, matrix: Matrix) -> Iterator[Block]:
    yield from matrix_tables(reader, matrix)
    if matrix.flags:
        yield Points(tuple(flag.text for flag in matrix.flags))


def _roles(reader: Reader, issue: Issue) -> Iterator[Block]:
    records = reader.records
    matrix = roles(records, issue.day, all_unfolded(records))
    if matrix.is_empty:
        yield not_agreed(ROLE)
        return
    wider = (replace(head, room=WORD - 1) for head in matrix.columns)
    yield from _matrix(reader, replace(matrix, columns=tuple(wider)))
    table = roles_in_words(reader)
    if table is not None:
        yield Heading(3, translate(_("The same in words")))
        yield table


def _suggested(reader: Reader) -> Iterator[Block]:
    records = reader.records
    points = tuple(
        f"{in_words(records, one)} {grounds_in_words(records, one)}" for one in suggestions(records)
    )
    yield Points(points or (translate(_("No figures speak for one partner or for two.")),))
    rows = records.rows(LEAD_SUGGESTION.key)
    if rows:
        yield Heading(3, translate(LEAD_SUGGESTION.plural))
        columns = ("component", "partners", "answer", "reason", "decided_by", "decided_on")
        yield from reader.table(LEAD_SUGGESTION.key, rows, columns, (2.4, 2.4, 1.8, 4, 2.2, 2))


def _place(reader: Reader, component_id: object, activity_id: object) -> str:
    kind_key, key = ("activity", activity_id) if activity_id else ("component", component_id)
    row = reader.records.find(kind_key, str(key)) or {}
    name = reader.text(kind_key, row, "name") or NOTHING
    return f"– {name}" if activity_id else name


def _by_role(
    reader: Reader, rows: Sequence[Row], options: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """Name for each role the partners that have it, with their part where they say it."""
    for key, _label in options:
        names = (
            " – ".join(
                filter(None, (reader.text(ROLE, row, "partner"), reader.text(ROLE, row, "share")))
            )
            for row in rows
            if row.get("role") == key
        )
        yield formats.listed_names(names) or NOTHING

"""The inventory of organisations: who takes part, who was considered, who is not heard yet (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.initiation.choosing import PROMPTS
from msp_desktop.domain.inclusion import inclusion_gaps
from msp_desktop.domain.partner_assessment import assessments
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, number_in_words
from msp_desktop.domain.turnover import (
    Person,
    alert_in_words,
    people_by_partner,
    who_decides,
    without_successor,
)
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Note, Points, Table
from msp_desktop.reports.layouts.meetings import part
from msp_desktop.reports.layouts.reading import (
    NOTHING,
    Issue,
    Reader,
    document,
    no_parties,
    parties,
)


def partner_list(records: Records, issue: Issue) -> Document:
    """Lay out the list as of the day it is made."""
    reader = Reader(records)
    listed, among = records.rows("partner"), parties(records)
    others = [row for row in listed if not TAKING_PART.admits(row)]
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
        (translate(_("Organisations listed")), figures(str(len(listed)))),
        (translate(_("Of these take part")), figures(str(len(among)))),
    )
    blocks: list[Block] = [
        Facts(facts),
        *part(_("Who takes part"), _taking_part(reader, among, issue.day)),
        *part(_("Other organisations considered"), _considered(reader, others)),
        *part(_("What we know of them"), _assessed(reader)),
        *part(
            _("Who is not heard yet"),
            _gaps(reader, among),
            _("No gap found: all five sectors and every group named in task 1.1 have a voice."),
        ),
    ]
    return document(
        reader,
        issue,
        kind=_("Partner list"),
        mark="PL",
        title=translate(_("Partner list")),
        blocks=blocks,
    )


def decider_in_words(reader: Reader, person: Person) -> str:
    """Return who may decide, with the post, and about what."""
    name, role, authority = (
        reader.text("contact", person.row, key) for key in ("name", "role", "authority")
    )
    named = ", ".join(filter(None, (name, role)))
    return "\n".join(filter(None, (named, authority)))


def _taking_part(reader: Reader, rows: Sequence[Row], day: date) -> Iterator[Block]:
    if not rows:
        yield no_parties(reader.records)
        return
    people = people_by_partner(reader.records)
    head = (
        reader.label("partner", "name"),
        reader.label("partner", "sector"),
        reader.label("partner", "state"),
        reader.label("partner", "reason"),
        translate(_("Who may decide")),
    )
    lines = tuple(
        (
            reader.text("partner", row, "name"),
            reader.text("partner", row, "sector") or NOTHING,
            _state(reader, row),
            reader.text("partner", row, "reason") or NOTHING,
            _deciders(reader, people.get(str(row["id"]), ()), day),
        )
        for row in rows
    )
    yield Table(head, lines, (3.2, 2, 2.4, 3.2, 3.6))
    for person in without_successor(reader.records, day, TAKING_PART):
        reader.shown.note("contact", person.row, "name", "valid")
        yield Note(alert_in_words(reader.records, person, day))


def _state(reader: Reader, row: Row) -> str:
    state = reader.text("partner", row, "state") or NOTHING
    decided = " · ".join(
        filter(None, (reader.text("partner", row, key) for key in ("decided_by", "decided_on")))
    )
    return "\n".join(filter(None, (state, decided)))


def _deciders(reader: Reader, people: Sequence[Person], day: date) -> str:
    found = [decider_in_words(reader, person) for person in who_decides(people, day)]
    return "\n".join(found) or translate(_("Nobody named yet"))


def _considered(reader: Reader, rows: Sequence[Row]) -> Iterator[Block]:
    if not rows:
        return
    columns = ("name", "sector", "state", "reason")
    head = tuple(reader.label("partner", key) for key in columns)
    lines = tuple(
        (
            reader.text("partner", row, "name"),
            reader.text("partner", row, "sector") or NOTHING,
            _state(reader, row),
            reader.text("partner", row, "reason") or NOTHING,
        )
        for row in rows
    )
    yield Table(head, lines, (3.6, 2.4, 3, 5))


def _assessed(reader: Reader) -> Iterator[Block]:
    found = assessments(reader.records)
    lines = []
    for row in reader.records.rows("partner"):
        known = found.get(str(row["id"]))
        if known is None or known.mean is None:
            continue
        for answer in known.answers.values():
            reader.shown.note("partner_assessment", answer, "rating", "reliability")
        lines.append(
            (
                reader.text("partner", row, "name"),
                number_in_words(known.mean),
                number_in_words(known.answered),
                number_in_words(known.reliable),
            )
        )
    if lines:
        head = (
            reader.label("partner", "name"),
            translate(_("Mean of ratings, 1 to 5")),
            figures(translate(_("Answered, of {count}")).format(count=len(PROMPTS))),
            translate(_("Of these from own experience or documents")),
        )
        yield Table(head, tuple(lines), (5, 2.4, 2.4, 3.4), numeric=frozenset({1, 2, 3}))


def _gaps(reader: Reader, among: Sequence[Row]) -> Iterator[Block]:
    found = inclusion_gaps(reader.records)
    if not found:
        return
    reader.shown.note("challenge", reader.records.single("challenge"), "left_behind")
    for row in among:
        reader.shown.note("partner", row, "sector", "speaks_for")
    lines = []
    for gap in found:
        names = [reader.records.name("partner", one) for one in gap.candidates]
        asked = translate(_("Could be asked: {names}.")).format(names=formats.listed_names(names))
        lines.append(" ".join(filter(None, (gap.missing.text, asked if names else ""))))
    yield Points(tuple(lines))

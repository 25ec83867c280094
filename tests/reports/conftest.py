"""Partnerships to print: one with something in every section, one with nothing, one with too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from msp_desktop.domain import fields
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.records import Records, Row, Shape
from msp_desktop.reports.document import Block, Document, Letterhead
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.pdf import fonts

SPACE = "a" * 32
Answers = Mapping[str, fields.Stored]


class Drafting:
    """Collects the records of a partnership; ``add`` returns the identifier of a new one."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}
        self.add(
            "partnership", {"name": "Clean water for Jumla", "place": "Jumla", "number": "J/7"}
        )

    def add(self, kind_key: str, answers: Answers, owner: str | None = None) -> str:
        kind = KINDS[kind_key]
        unknown = answers.keys() - kind.fields.keys()
        assert not unknown, f"{kind_key} has no {unknown}"
        number = sum(map(len, self.rows.values()))
        record_id = single_id(SPACE, kind_key) if kind.shape is Shape.ONE else f"{number:032x}"
        frame = {"id": record_id, "space_id": SPACE, "owner_id": owner, "alive": 1}
        row = {**dict.fromkeys(kind.fields), **frame, "rank": f"{number:05}", **answers}
        self.rows.setdefault(kind_key, []).append(row)
        return record_id

    def change(self, kind_key: str, answers: Answers) -> None:
        """Write answers into the first record of a kind."""
        self.rows[kind_key][0] = {**self.rows[kind_key][0], **answers}

    def records(self) -> Records:
        return Records(SPACE, self.rows, KINDS)


@pytest.fixture(autouse=True)
def _standard_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fonts of more scripts may have been built or not; documents here are the same either way."""
    monkeypatch.setattr(fonts, "SHIPPED", ("", "cjk"))
    fonts._shelf.cache_clear()
    yield
    fonts._shelf.cache_clear()


@pytest.fixture
def drafting() -> Drafting:
    return Drafting()


@pytest.fixture
def issue() -> Issue:
    """Who prints, and when."""
    return Issue(Letterhead("Jumla District Office", "Jumla, Nepal"), date(2026, 11, 23))


@pytest.fixture
def water(drafting: Drafting) -> Drafting:
    """A partnership of two partners with a meeting behind it and a review."""
    add = drafting.add
    board = add("partner", {"name": "Water Board", "sector": "government", "state": "active"})
    cross = add("partner", {"name": "Red Cross", "sector": "civil_society", "state": "selected"})
    add("partner", {"name": "Turned Down Ltd", "state": "declined"})
    add("challenge", {"statement": "Wells run dry", "goals_direct": "3 6"})
    add(
        "agreement", {"title": "Water for all", "state": "negotiating", "principles": "Equal voice"}
    )
    add("commitment", {"partner": board, "kind": "money", "value": "NPR 250000"})
    add("commitment", {"partner": cross, "kind": "money", "value": "NPR 1000.5"})
    add("commitment", {"partner": cross, "kind": "people", "description": "Two engineers"})
    add("signatory", {"partner": board, "name": "Sita Rawal", "title": "Director"})
    goal = add("shared_goal", {"name": "Safe water", "description": "In every house"})
    wells = add("objective", {"name": "Repair 40 wells", "goal": goal, "due": "2027-06-30"})
    add("objective", {"name": "Teach 20 caretakers", "goal": goal})
    add("alignment", {"objective": wells, "target": "6.1", "contribution": "Water for 900 people"})
    values = {"unit": "wells", "baseline": "10", "baseline_date": "2026-01-01", "objective": wells}
    working = add("indicator", {"name": "Working wells", "target_value": "50", **values})
    add("indicator", {"name": "Never measured", "baseline": "1", "target_value": "2"})
    add("measurement", {"indicator": working, "date": "2026-05-01", "value": "20"})
    add("measurement", {"indicator": working, "date": "2026-10-01", "value": "30"})
    add_meetings(drafting, board)
    add_review(drafting, wells)
    return drafting


def add_meetings(drafting: Drafting, partner: str) -> None:
    add = drafting.add
    body = add("body", {"name": "Steering committee", "quorum": "Both partners"})
    first = add("meeting", {"title": "First", "date": "2026-09-01", "state": "approved"})
    add("action_item", {"text": "Order pumps", "state": "open", "due": "2026-09-20"}, first)
    add("action_item", {"text": "Book a room", "state": "done"}, first)
    told = {"chair": "Sita Rawal", "minute_taker": "Hari Thapa", "start": "10:00", "body": body}
    second = add("meeting", {"title": "Second", "date": "2026-10-01", **told})
    add("agenda_item", {"title": "Pumps", "presenter": "Hari", "discussion": "Too dear"}, second)
    add("agenda_item", {"title": "Wells"}, second)
    add("decision", {"text": "Buy in Surkhet", "method": "consensus"}, second)
    add("attendance", {"name": "Gita", "presence": "absent"}, second)
    add("attendance", {"name": "Sita", "presence": "present", "partner": partner}, second)
    add("attendance", {"name": "Ram", "presence": "proxy", "proxy_for": "Maya"}, second)
    add("action_item", {"text": "Ask for a price", "responsible": "Hari"}, second)
    third = add("meeting", {"title": "Third", "date": "2026-12-01", "state": "planned"})
    add("action_item", {"text": "Far ahead", "state": "open"}, third)


def add_review(drafting: Drafting, objective: str) -> None:
    add = drafting.add
    review = add("review", {"title": "First review", "date": "2026-11-01", "kind": "periodic"})
    add("finding", {"text": "Spare parts came late", "judgement": "negative"}, review)
    found = {"text": "Users pay", "judgement": "positive", "objective": objective}
    add("finding", found, review)
    add(
        "recommendation", {"text": "Keep spares", "response": "accept", "due": "2027-01-31"}, review
    )
    criterion = add("process_criterion", {"name": "All are heard", "today": 2, "desired": 5})
    for day, level in (("2026-03-01", 3), ("2026-09-01", 4)):
        add("process_assessment", {"criterion": criterion, "date": day, "level": level})
    for day, level in (("2026-02-01", 2), ("2026-02-01", 3), ("2026-10-01", 4)):
        partner = str(drafting.rows["partner"][0]["id"])
        add("health_check", {"date": day, "roles": level, "partner": partner})


@pytest.fixture
def crowded() -> Records:
    """A partnership with three records of every kind, each answer as long as it may be."""
    drafting = Drafting()
    drafting.rows.clear()
    for kind in KINDS.values():
        owner = f"{kind.owner}-0" if kind.owner else None
        for number in range(1 if kind.shape is Shape.ONE else 3):
            answers = {field.key: longest(field, number) for field in kind.fields.values()}
            record_id = drafting.add(kind.key, answers, owner)
            row = next(row for row in drafting.rows[kind.key] if row["id"] == record_id)
            drafting.rows[kind.key].remove(row)
            drafting.rows[kind.key].append({**row, "id": f"{kind.key}-{number}"})
    return drafting.records()


LONGEST: Mapping[type[fields.Field], Callable[[Any, int], fields.Stored]] = {
    fields.Text: lambda field, number: f"{field.key} & <b> " + "long " * 390,
    fields.LongText: lambda field, number: "& <b> " + "text " * 1_200 + "\n" + "x" * 3_000,
    fields.Choice: lambda field, number: field.options[number % len(field.options)].key,
    fields.Scale: lambda field, number: field.low + number,
    fields.Number: lambda field, number: f"{number + 1}{'0' * 25}",
    fields.Whole: lambda field, number: 1,
    fields.Flag: lambda field, number: 1,
    fields.Amount: lambda field, number: f"NPR {'9' * 25}.5",
    fields.Reference: lambda field, number: f"{field.to}-{number}",
    fields.References: lambda field, number: f"{field.to}-0 {field.to}-1",
    fields.Day: lambda field, number: f"2026-0{number + 1}-15",
    fields.Dates: lambda field, number: "2026-01-01/2026-12-31",
}


def longest(field: fields.Field, number: int) -> fields.Stored:
    """Return an answer that is as long as the field allows, or nearly so for the longest texts."""
    answer = LONGEST.get(type(field))
    return answer(field, number) if answer else None


@pytest.fixture
def plain() -> Callable[..., Document]:
    """Make a document of a few blocks."""

    def make(*blocks: Block, status: str = "", head: Letterhead | None = None) -> Document:
        return Document(
            kind="A kind",
            title="A title",
            subject="A subject",
            number="N-1",
            day=date(2026, 11, 23),
            day_words="23 November 2026",
            language="en",
            letterhead=head or Letterhead("Jumla District Office", "Jumla"),
            page="Page {page} of {pages}",
            check="Check code {code}",
            blocks=blocks,
            status=status,
        )

    return make

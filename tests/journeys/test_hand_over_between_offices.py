"""A hand-over from one office to another: a delay reaches the receiver with its cause, no edit is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from msp_desktop.app import exchange, planning
from msp_desktop.app.exchange import SendOptions
from msp_desktop.app.office import Office, set_up_office
from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.matrices.handing import (
    delays_told,
    hand_over_list,
    hand_overs_or_circle,
)
from msp_desktop.domain.records import Row
from msp_desktop.domain.schedule.hand_overs import HandOvers
from tests.trusting import befriend

MONDAY = date(2026, 11, 2)


class Desk:
    """An office that works on the plan of one partnership, and the stick on which it carries files."""

    def __init__(self, office: Office, stick: Path) -> None:
        self.office = office
        self.workspace = office.workspace
        self._stick = stick
        self._sent = 0

    @property
    def space(self) -> str:
        return str(self.workspace.partnerships()[0]["id"])

    def add(self, kind: str, **values: Stored) -> str:
        return self.workspace.add(kind, self.space, values)

    def row(self, kind: str, key: str) -> Row:
        row = self.workspace.read(kind, key)
        assert row is not None
        return row

    def carry_to(self, other: Desk) -> None:
        self._sent += 1
        file = self._stick / f"{self.office.id}-{self._sent}.mspsync"
        exchange.send(self.workspace.database, file, SendOptions(is_open=True))
        report = exchange.receive(other.workspace.database, [file])
        other.workspace.received(news=report.news)

    def delays(self, day: date) -> list[str]:
        records = self.workspace.records(self.space)
        found = hand_overs_or_circle(records, day)
        assert isinstance(found, HandOvers)
        return [one.text for one in delays_told(records, found)]

    def flags(self, day: date) -> list[str]:
        return [one.text for one in hand_over_list(self.workspace.records(self.space), day).flags]

    def close(self) -> None:
        self.office.close()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """The water utility and the health office, which trust each other."""
    offices = [
        set_up_office(tmp_path / name, name=name, place="", person=f"{name} officer")
        for name in ("utility", "health")
    ]
    befriend(*offices)
    desks = [Desk(office, tmp_path) for office in offices]
    yield desks[0], desks[1]
    for desk in desks:
        desk.close()


def planned(utility: Desk) -> dict[str, str]:
    """Write the plan of both down: pipes are laid, handed over, and a clinic opens with their water."""
    utility.workspace.add_partnership({"name": "Clean water"})
    utility.workspace.set_single("work_calendar", utility.space, {"rest_days": "sat sun"})
    ids = {name: utility.add("partner", name=name) for name in ("Water Utility", "Health Office")}
    ids["pipes"] = utility.add(
        "plan_item",
        what="Lay pipes",
        partner=ids["Water Utility"],
        period="2026-11-02/2026-11-13",
    )
    ids["clinic"] = utility.add(
        "plan_item",
        what="Open the clinic",
        partner=ids["Health Office"],
        period="2026-11-16/2026-11-20",
    )
    ids["water"] = utility.add(
        "hand_over",
        output="Water at the clinic",
        from_partner=ids["Water Utility"],
        from_item=ids["pipes"],
        to_partner=ids["Health Office"],
        to_item=ids["clinic"],
        due="2026-11-13",
    )
    return ids


def test_a_delay_reaches_the_receiver_with_its_cause_and_the_receipt_comes_back(
    two: tuple[Desk, Desk],
) -> None:
    utility, health = two
    ids = planned(utility)
    utility.carry_to(health)
    assert health.delays(MONDAY) == []

    # Apart: the utility learns that it will be late; the health office says what it needs, and moves.
    utility.workspace.set_fields(
        "hand_over", ids["water"], {"expected_on": "2026-11-19", "remark": "The pump is late."}
    )
    health.workspace.set_fields(
        "hand_over", ids["water"], {"quality": "Tested", "remark": "The nurse has the key."}
    )
    planning.move_entry(
        health.workspace, ids["clinic"], Period(date(2026, 11, 17), date(2026, 11, 23))
    )
    utility.carry_to(health)
    health.carry_to(utility)

    own = "Water Utility: “Water at the clinic” comes 4 working days late, on 19 November 2026."
    caused = (
        "Health Office: “Open the clinic” comes 3 working days late, on 26 November 2026, because of "
        "“Water at the clinic” (Water Utility)."
    )
    told = [own, caused]
    assert health.delays(MONDAY) == told
    assert utility.delays(MONDAY) == told
    assert exchange.digest(health.workspace.database) == exchange.digest(utility.workspace.database)
    for desk in two:
        row = desk.row("hand_over", ids["water"])
        assert (row["expected_on"], row["quality"]) == ("2026-11-19", "Tested")
        assert desk.row("plan_item", ids["clinic"])["period"] == "2026-11-17/2026-11-23"
        (conflict,) = exchange.conflicts(desk.workspace.database)
        assert {side.value for side in conflict.sides} == {
            "The pump is late.",
            "The nurse has the key.",
        }

    # Handed over, and received: the confirmation comes back to the giver.
    planning.hand_over(utility.workspace, ids["water"], date(2026, 11, 19))
    utility.carry_to(health)
    unconfirmed = "“Water at the clinic” was handed over, but Health Office has not confirmed it."
    assert health.flags(date(2026, 11, 19)) == [unconfirmed]
    planning.confirm(health.workspace, ids["water"], date(2026, 11, 20))
    assert utility.flags(date(2026, 11, 20)) == [unconfirmed]
    health.carry_to(utility)
    assert utility.flags(date(2026, 11, 20)) == []
    assert utility.row("hand_over", ids["water"])["confirmed_on"] == "2026-11-20"


def test_files_that_cross_twice_and_out_of_order_lose_nothing(two: tuple[Desk, Desk]) -> None:
    utility, health = two
    ids = planned(utility)
    utility.carry_to(health)
    for number in range(3):
        utility.workspace.set_fields(
            "plan_item", ids["pipes"], {"remark": f"Street {number} is open."}
        )
        planning.confirm(health.workspace, ids["water"], date(2026, 11, 13 + number))
        first, second = (utility, health) if number % 2 else (health, utility)
        first.carry_to(second)
        second.carry_to(first)
        first.carry_to(second)
    for desk in two:
        assert desk.row("plan_item", ids["pipes"])["remark"] == "Street 2 is open."
        assert desk.row("hand_over", ids["water"])["confirmed_on"] == "2026-11-15"
        assert exchange.conflicts(desk.workspace.database) == []

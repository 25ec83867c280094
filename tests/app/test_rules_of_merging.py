"""The rules by which two offices' work comes together, one test each, in words a person can rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.exchange import OpenConflict
from msp_desktop.app.office import Office
from msp_desktop.domain.changes import ALIVE
from tests.app.test_settling import carry, two

__all__ = ["two"]


class Pair:
    """Two offices that hold one partnership with one partner, and hand each other files."""

    def __init__(self, jumla: Office, surkhet: Office, folder: Path) -> None:
        self.jumla, self.surkhet = jumla, surkhet
        self._folder, self._files = folder, 0
        self.space = jumla.workspace.add_partnership({"name": "Clean water"})
        self.partner = jumla.workspace.add("partner", self.space, {"name": "DWSO", "phone": "1"})
        self.send(jumla, surkhet)

    def send(self, sender: Office, receiver: Office) -> None:
        self._files += 1
        carry(sender, receiver, self._folder / f"{self._files}.mspsync")

    def meet(self) -> None:
        """Let both know all the other knows; then they hold the same."""
        self.send(self.jumla, self.surkhet)
        self.send(self.surkhet, self.jumla)
        digests = {exchange.digest(one.workspace.database) for one in (self.jumla, self.surkhet)}
        assert len(digests) == 1

    def write(self, office: Office, **values: object) -> None:
        office.workspace.set_fields("partner", self.partner, values)

    def read(self, office: Office, field: str = "phone") -> object:
        return (office.workspace.read("partner", self.partner) or {})[field]

    def open(self, office: Office) -> list[OpenConflict]:
        return exchange.conflicts(office.workspace.database)


@pytest.fixture
def pair(two: tuple[Office, Office], tmp_path: Path) -> Pair:
    return Pair(*two, tmp_path)


def sides(conflict: OpenConflict) -> set[object]:
    return {side.value for side in conflict.sides}


def test_a_later_edit_made_knowing_the_earlier_replaces_it(pair: Pair) -> None:
    pair.write(pair.jumla, phone="2")
    pair.meet()
    pair.write(pair.surkhet, phone="3")
    pair.meet()
    assert (pair.read(pair.jumla), pair.read(pair.surkhet)) == ("3", "3")
    assert pair.open(pair.jumla) == pair.open(pair.surkhet) == []


def test_edits_made_apart_stay_open_and_show_the_same_answer_everywhere(pair: Pair) -> None:
    pair.write(pair.jumla, phone="2")
    pair.write(pair.surkhet, phone="3")
    pair.meet()
    assert pair.read(pair.jumla) == pair.read(pair.surkhet)
    for office in (pair.jumla, pair.surkhet):
        (conflict,) = pair.open(office)
        assert (sides(conflict), conflict.earlier, conflict.has_earlier) == ({"2", "3"}, "1", True)


def test_edits_of_different_answers_made_apart_are_both_taken_over(pair: Pair) -> None:
    pair.write(pair.jumla, phone="2")
    pair.write(pair.surkhet, area="West")
    pair.meet()
    assert (pair.read(pair.jumla), pair.read(pair.jumla, "area")) == ("2", "West")
    assert pair.open(pair.jumla) == []


def test_the_same_answer_written_twice_is_no_conflict(pair: Pair) -> None:
    pair.write(pair.jumla, phone="2")
    pair.write(pair.surkhet, phone="2")
    pair.meet()
    assert pair.open(pair.jumla) == pair.open(pair.surkhet) == []


def test_first_and_last_day_are_one_answer_and_never_mixed(pair: Pair) -> None:
    first, second = "2026-01-01/2026-06-30", "2027-01-01/2027-06-30"
    pair.write(pair.jumla, membership=first)
    pair.write(pair.surkhet, membership=second)
    pair.meet()
    (conflict,) = pair.open(pair.jumla)
    assert sides(conflict) == {first, second}
    assert pair.read(pair.jumla, "membership") in (first, second)


def test_an_amount_and_its_currency_are_one_answer_and_never_mixed(pair: Pair) -> None:
    component = pair.jumla.workspace.add(
        "component", pair.space, {"name": "Wells", "budget": "NPR 100"}
    )
    pair.meet()
    pair.jumla.workspace.set_fields("component", component, {"budget": "USD 7"})
    pair.surkhet.workspace.set_fields("component", component, {"budget": "NPR 900"})
    pair.meet()
    (conflict,) = pair.open(pair.surkhet)
    assert sides(conflict) == {"USD 7", "NPR 900"}


def test_a_change_is_never_lost_to_a_removal_that_did_not_know_of_it(pair: Pair) -> None:
    pair.jumla.workspace.remove("partner", pair.partner)
    pair.write(pair.surkhet, phone="3")
    pair.meet()
    for office in (pair.jumla, pair.surkhet):
        assert pair.read(office) == "3"
        (conflict,) = pair.open(office)
        assert (conflict.field_key, conflict.difference) == (ALIVE, "removed-or-changed")


def test_a_removal_that_knew_of_the_change_stands(pair: Pair) -> None:
    pair.write(pair.surkhet, phone="3")
    pair.meet()
    pair.jumla.workspace.remove("partner", pair.partner)
    pair.meet()
    assert pair.surkhet.workspace.read("partner", pair.partner) is None
    assert pair.open(pair.surkhet) == []


def test_what_was_added_to_an_entry_is_never_lost_to_its_removal(pair: Pair) -> None:
    pair.jumla.workspace.remove("partner", pair.partner)
    pair.surkhet.workspace.add("contact", pair.space, {"name": "Gita"}, owner_id=pair.partner)
    pair.meet()
    for office in (pair.jumla, pair.surkhet):
        assert [row["name"] for row in office.workspace.rows("contact", pair.space)] == ["Gita"]
        (conflict,) = pair.open(office)
        assert (conflict.record_id, conflict.difference) == (pair.partner, "removed-owner")


def disagree(pair: Pair) -> None:
    pair.write(pair.jumla, phone="2")
    pair.write(pair.surkhet, phone="3")
    pair.meet()


def decide(pair: Pair, office: Office, value: str) -> None:
    (conflict,) = pair.open(office)
    office.workspace.settle([exchange.decision(conflict, value)])


def test_what_two_people_decide_alike_is_decided(pair: Pair) -> None:
    disagree(pair)
    decide(pair, pair.jumla, "2")
    decide(pair, pair.surkhet, "2")
    pair.meet()
    assert pair.open(pair.jumla) == pair.open(pair.surkhet) == []
    assert pair.read(pair.jumla) == "2"


def test_what_two_people_decide_differently_is_a_new_conflict_of_their_two_answers(
    pair: Pair,
) -> None:
    disagree(pair)
    decide(pair, pair.jumla, "2")
    decide(pair, pair.surkhet, "4")
    pair.meet()
    (conflict,) = pair.open(pair.jumla)
    assert sides(conflict) == {"2", "4"}
    decide(pair, pair.jumla, "4")
    pair.meet()
    assert pair.open(pair.surkhet) == []


def test_typing_over_an_open_conflict_does_not_close_it(pair: Pair) -> None:
    disagree(pair)
    hidden = ({"2", "3"} - {pair.read(pair.jumla)}).pop()
    pair.write(pair.jumla, phone="5")
    pair.meet()
    (conflict,) = pair.open(pair.surkhet)
    assert sides(conflict) == {"5", hidden}

"""Which organisations and relations can be drawn."""

from __future__ import annotations

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.standing import SaidOnce
from msp_desktop.domain.network import Relation, network
from tests.partnerships import Drafted


def drafted() -> Drafted:
    found = Drafted()
    for name, state in (("A", "active"), ("B", "active"), ("C", "left")):
        found.add("partner", {"name": name, "state": state}, record=name)
    for first, kind, second in (
        ("A", "funds", "B"),
        ("A", "conflict", "C"),
        ("A", "funds", "A"),
        ("A", "funds", "gone"),
        ("A", None, "B"),
        ("B", "admires", "A"),
    ):
        found.add("partner_relation", {"first": first, "kind": kind, "second": second})
    return found


def test_only_relations_between_two_that_are_there_are_drawn() -> None:
    found = network(drafted().records())
    assert [(one.first, one.kind, one.second) for one in found.relations] == [
        ("A", "funds", "B"),
        ("A", "conflict", "C"),
    ]


def test_with_those_who_left_their_relations_are_hidden() -> None:
    found = network(drafted().records(), with_gone=False)
    assert [one.partner for one in found.members] == ["A", "B"]
    assert [one.kind for one in found.relations] == ["funds"]


def test_what_goes_both_ways_is_drawn_once_however_it_was_entered() -> None:
    found = drafted()
    ids = [
        found.add("partner_relation", {"first": one, "kind": kind, "second": other})
        for one, kind, other in (
            ("A", "works_with", "B"),
            ("B", "works_with", "A"),
            ("B", "funds", "A"),
        )
    ]
    drawn = network(found.records())
    assert [one.record for one in drawn.relations[2:]] == [ids[0], ids[2]], "money has a direction"
    assert drawn.again == (Relation(ids[1], "works_with", "B", "A"),)


def test_the_task_names_a_relation_that_was_entered_from_both_sides() -> None:
    found = drafted()
    found.add("partner_relation", {"first": "A", "kind": "works_with", "second": "B"})
    twice = found.add("partner_relation", {"first": "B", "kind": "works_with", "second": "A"})
    (told,) = SaidOnce().missing(found.records(), KINDS)
    assert (
        told.text == "“Works with” between B and A stands in the list twice. Remove one of the two."
    )
    assert (told.kind_key, told.record_id) == ("partner_relation", twice)


def test_a_relation_reads_right_from_both_sides() -> None:
    funds, conflict = network(drafted().records()).relations
    assert funds.seen_from("A") == ("Funds", "B")
    assert funds.seen_from("B") == ("Gets money from", "A")
    assert conflict.seen_from("A") == ("Is in conflict with", "C")
    assert conflict.seen_from("C") == ("Is in conflict with", "A")

"""Which organisations and relations can be drawn."""

from __future__ import annotations

from msp_desktop.domain.network import network
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


def test_a_relation_reads_right_from_both_sides() -> None:
    funds, conflict = network(drafted().records()).relations
    assert funds.seen_from("A") == ("Funds", "B")
    assert funds.seen_from("B") == ("Gets money from", "A")
    assert conflict.seen_from("A") == ("Is in conflict with", "C")
    assert conflict.seen_from("C") == ("Is in conflict with", "A")

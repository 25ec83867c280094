"""The register of decisions: where they come from, who could take them, and what replaces what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.decisions import Competence, Entry, register
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.matrices.deciding import (
    competence_in_words,
    decision_register,
    decision_table,
    emergency_procedure,
    quorum_in_words,
    standing_in_words,
    taken_by,
    to_see_to,
)
from msp_desktop.domain.meetings.seals import next_seal
from msp_desktop.domain.records import Records
from tests.partnerships import Drafted

TODAY = date(2026, 11, 26)


class Minutes(Drafted):
    """A steering committee, a working group below it, and the rules by which they decide."""

    def __init__(self) -> None:
        super().__init__()
        steering: dict[str, Stored] = {
            "name": "Steering committee",
            "seats": 4,
            "quorum_share": "50",
        }
        self.add("body", steering, record="steering")
        self.add("body", {"name": "Working group", "reports_to": "steering"}, record="group")
        self.add("body", {"name": "Advisers"}, record="advisers")
        self.add("partner", {"name": "Water Board", "state": "active"}, record="board")
        self.add("partner", {"name": "Red Cross", "state": "active"}, record="cross")
        rules: tuple[tuple[str, str, dict[str, Stored]], ...] = (
            ("budget", "joint", {"body": "steering"}),
            ("work", "joint", {"body": "group"}),
            ("staff", "sovereign", {}),
            ("grant", "sovereign", {"partner": "board"}),
            ("flood", "emergency", {"report_to": "steering", "report_hours": 24}),
        )
        for key, kind, who in rules:
            self.add("decision_rule", {"subject": key, "type": kind, **who}, record=key)

    def meeting(self, body: str = "steering", day: str = "2026-05-01", there: int = 0) -> str:
        title = f"Meeting of {day}"
        key = self.add("meeting", {"title": title, "date": day, "body": body, "state": "held"})
        for number in range(there):
            who = {"name": f"Member {number}", "capacity": "voting", "presence": "present"}
            self.add("attendance", who, owner=key)
        return key

    def decided(self, meeting: str, text: str, **answers: Stored) -> str:
        return self.add("decision", {"text": text, **answers}, owner=meeting)

    def outside(self, text: str, **answers: Stored) -> str:
        return self.add("urgent_decision", {"text": text, "date": "2026-05-01", **answers})


@pytest.fixture
def minutes() -> Minutes:
    return Minutes()


def entry(minutes: Minutes, key: str) -> Entry:
    return register(minutes.records()).by_id[key]


def told(minutes: Minutes) -> list[str]:
    records = minutes.records()
    return [hole.text for hole in to_see_to(records, register(records))]


def test_all_decisions_stand_in_one_list_the_newest_first(minutes: Minutes) -> None:
    minutes.decided(minutes.meeting(day="2026-03-01"), "Dig")
    minutes.outside("Close the well", date="2026-04-01")
    minutes.decided(minutes.meeting(day="2026-05-01"), "Train")
    found = register(minutes.records())
    assert [one.text for one in found.entries] == ["Train", "Close the well", "Dig"]
    records = minutes.records()
    assert taken_by(records, found.entries[0]) == "Steering committee"


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("DIG steering", ["Dig"]),
        ("2026-03", ["Dig"]),
        ("well", ["Close the well"]),
        ("", ["Close the well", "Dig"]),
        ("pump", []),
    ],
)
def test_decisions_are_found_by_words_of_all_that_is_said_of_them(
    minutes: Minutes, words: str, texts: list[str]
) -> None:
    minutes.decided(minutes.meeting(day="2026-03-01"), "Dig")
    minutes.outside("Close the well", date="2026-04-01")
    records = minutes.records()
    assert [one.text for one in register(records).found(records, words)] == texts


@pytest.mark.parametrize(
    ("body", "rule", "competence", "words"),
    [
        ("steering", "budget", Competence.YES, "Yes"),
        ("group", "budget", Competence.NO, "No: Steering committee decides"),
        ("steering", "work", Competence.YES, "Yes"),
        ("advisers", "work", Competence.NO, "No: Working group decides"),
        ("steering", "staff", Competence.NO, "No: each partner for itself decides"),
        ("steering", "grant", Competence.NO, "No: Water Board decides"),
        ("steering", None, Competence.UNKNOWN, "Not known: no rule"),
        (None, "budget", Competence.UNKNOWN, "Not known"),
        ("steering", "flood", Competence.UNKNOWN, "Not known"),
    ],
)
def test_a_body_can_decide_what_is_its_own_or_of_a_body_below_it(
    minutes: Minutes, body: str | None, rule: str | None, competence: Competence, words: str
) -> None:
    meeting = minutes.add("meeting", {"title": "M", "date": "2026-05-01", "body": body})
    found = entry(minutes, minutes.decided(meeting, "Dig", rule=rule))
    assert found.competence is competence
    assert competence_in_words(minutes.records(), found) == words


@pytest.mark.parametrize(
    ("answers", "competence"),
    [
        ({"rule": "flood"}, Competence.YES),
        ({"rule": "budget"}, Competence.NO),
        ({"rule": "budget", "body": "steering"}, Competence.YES),
        ({"rule": "budget", "body": "group"}, Competence.NO),
        ({"rule": "budget", "confirmed_on": "2026-05-03"}, Competence.YES),
        ({"rule": "staff", "partner": "cross"}, Competence.YES),
        ({"rule": "grant", "partner": "cross"}, Competence.NO),
        ({"rule": "grant", "partner": "board"}, Competence.YES),
        ({"rule": "grant"}, Competence.UNKNOWN),
        ({}, Competence.UNKNOWN),
    ],
)
def test_outside_a_meeting_partners_decide_their_own_and_emergencies(
    minutes: Minutes, answers: Mapping[str, Stored], competence: Competence
) -> None:
    assert entry(minutes, minutes.outside("Close", **answers)).competence is competence


def test_a_circle_of_bodies_that_report_to_each_other_decides_nothing(minutes: Minutes) -> None:
    minutes.add("body", {"name": "A", "reports_to": "b"}, record="a")
    minutes.add("body", {"name": "B", "reports_to": "a"}, record="b")
    minutes.add("decision_rule", {"subject": "x", "type": "joint", "body": "a"}, record="x")
    key = minutes.decided(minutes.meeting("steering"), "Dig", rule="x")
    assert entry(minutes, key).competence is Competence.NO


def test_what_was_decided_without_a_quorum_or_by_others_is_named(minutes: Minutes) -> None:
    few = minutes.decided(minutes.meeting(there=1), "Dig", number="1", rule="budget")
    wrong = minutes.decided(minutes.meeting("group"), "Pay", number="2", rule="budget")
    many = minutes.decided(minutes.meeting(there=2), "Train", number="3", rule="budget")
    assert quorum_in_words(entry(minutes, few)) == "No: 1, needed 2"
    assert quorum_in_words(entry(minutes, many)) == "Yes: 2, needed 2"
    assert quorum_in_words(entry(minutes, wrong)) == "Nobody listed"
    assert sorted(told(minutes)) == [
        "1: only 1 of the 2 who had to be there were.",
        "2: taken by Working group, but by the rule Steering committee decides.",
    ]
    shown = decision_register(minutes.records(), TODAY)
    assert shown.cell(few, "quorum").sign == "!"
    assert shown.cell(many, "quorum").sign == ""


def test_a_replaced_decision_is_struck_and_led_on_from(minutes: Minutes) -> None:
    old = minutes.decided(minutes.meeting(day="2026-03-01"), "Dig", number="1")
    urgent = minutes.outside("Stop digging", number="U1", replaces=old)
    new = minutes.decided(
        minutes.meeting(day="2026-06-01"), "Dig again", number="2", replaces_urgent=urgent
    )
    records = minutes.records()
    found = register(records)
    assert [one.number for one in found.chain(urgent)] == ["1", "U1", "2"]
    assert standing_in_words(found, found.by_id[old]) == "Replaced by U1"
    assert standing_in_words(found, found.by_id[new]) == "In force"
    shown = decision_register(records, TODAY)
    assert [shown.cell(key, "text").is_struck for key in (old, urgent, new)] == [True, True, False]


def test_two_decisions_that_replace_one_are_both_named(minutes: Minutes) -> None:
    old = minutes.decided(minutes.meeting(), "Dig", number="1")
    for number in ("2", "3"):
        minutes.decided(minutes.meeting(), "Dig more", number=number, replaces=old)
    found = register(minutes.records())
    assert standing_in_words(found, found.by_id[old]) in (
        *("Replaced by 2; 3", "Replaced by 3; 2"),
    )
    assert told(minutes)[0].startswith("1 is replaced by several: ")


def test_decisions_that_replace_one_another_in_a_circle_are_named_and_none_is_struck(
    minutes: Minutes,
) -> None:
    meeting = minutes.meeting()
    keys = [minutes.decided(meeting, f"Do {number}", number=str(number)) for number in range(3)]
    for at, key in enumerate(keys):
        row = minutes.rows["decision"][at]
        minutes.rows["decision"][at] = {**row, "replaces": keys[(at + 1) % 3]}
        assert key == row["id"]
    records = minutes.records()
    found = register(records)
    assert {standing_in_words(found, one) for one in found.entries} == {"Unclear: in a circle"}
    (sentence,) = (text for text in told(minutes) if "circle" in text)
    assert sentence.startswith("0; 1; 2 replace one another in a circle")
    shown = decision_register(records, TODAY)
    assert not any(shown.cell(key, "text").is_struck for key in keys)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16))
def test_whatever_replaces_what_a_circle_is_where_a_decision_leads_back_to_itself(
    pairs: list[tuple[int, int]],
) -> None:
    import networkx

    drafted = Drafted()
    graph: networkx.DiGraph[int] = networkx.DiGraph()
    graph.add_nodes_from(range(8))
    by: dict[int, int] = {later: earlier for later, earlier in pairs if later != earlier}
    graph.add_edges_from(by.items())
    for number in range(8):
        earlier = f"d{by[number]}" if number in by else None
        drafted.add(
            "urgent_decision", {"text": "x", "replaces_urgent": earlier}, record=f"d{number}"
        )
    found = register(drafted.records())
    expected = {
        frozenset(f"d{one}" for one in part)
        for part in networkx.strongly_connected_components(graph)
        if len(part) > 1
    }
    assert set(map(frozenset, found.circles)) == expected
    assert {one.id for one in found.entries if one.is_in_circle} == {
        key for circle in expected for key in circle
    }


def test_decisions_of_sealed_minutes_are_read_as_they_were_sealed(minutes: Minutes) -> None:
    meeting = minutes.meeting(there=2)
    key = minutes.decided(meeting, "Dig", rule="budget")
    records = minutes.records()
    row = records.find("meeting", meeting)
    assert row is not None
    seal = replace(next_seal(records, row, "Office", "Sita", "2026-06-01"), id="seal")
    fields = {name: getattr(seal, name) for name in KINDS["seal"].fields}
    minutes.add("seal", fields, owner=meeting, record="seal")
    minutes.rows["decision"] = [{**minutes.rows["decision"][0], "text": "Do not dig"}]
    minutes.rows["attendance"] = []
    found = entry(minutes, key)
    assert (found.text, found.is_sealed) == ("Dig", True)
    assert quorum_in_words(found) == "Yes: 2, needed 2"
    assert found.competence is Competence.YES
    minutes.rows["decision"] = []
    assert entry(minutes, key).text == "Dig", "what another office removed is still there"


@pytest.mark.parametrize(
    ("answers", "sentences"),
    [
        ({}, ["the partners were not told yet.", "Steering committee has not confirmed it yet."]),
        (
            {"informed_on": "2026-05-04", "confirmed_on": "2026-05-09"},
            ["the partners were told too late."],
        ),
        ({"informed_on": "2026-05-02", "confirmed_on": "2026-05-09"}, []),
    ],
)
def test_an_emergency_is_reported_in_time_and_confirmed(
    minutes: Minutes, answers: Mapping[str, Stored], sentences: list[str]
) -> None:
    minutes.outside("Close", number="U1", rule="flood", **answers)
    assert told(minutes) == [f"U1: {sentence}" for sentence in sentences]


def test_without_an_emergency_procedure_that_is_said(minutes: Minutes) -> None:
    def missing(records: Records) -> list[str]:
        return [one.text for rule in TASKS["5.3"].criteria for one in rule.missing(records, KINDS)]

    assert "flood: fill in “Up to what”." in missing(minutes.records())
    shown = emergency_procedure(minutes.records(), TODAY)
    assert shown.cell("flood", "up_to").words == "Missing"
    assert shown.cell("flood", "report_to").words == "Steering committee"
    rules = minutes.rows["decision_rule"]
    minutes.rows["decision_rule"] = [row for row in rules if row["id"] != "flood"]
    sentence = "“Decision rules” has nothing yet for: Emergency: cannot wait for a meeting."
    assert sentence in missing(minutes.records())
    assert emergency_procedure(minutes.records(), TODAY).is_empty
    assert sentence in [flag.text for flag in decision_table(minutes.records(), TODAY).flags]


def test_the_table_says_who_decides_and_by_what_majority(minutes: Minutes) -> None:
    row = minutes.rows["body"][0]
    minutes.rows["body"][0] = {**row, "decision_method": "two_thirds", "quorum": "Two of four"}
    minutes.add(
        "decision_rule",
        {"subject": "Change", "type": "joint", "body": "steering", "majority": "consensus",
         "told": "board cross"},
        record="change",
    )  # fmt: skip
    shown = decision_table(minutes.records(), TODAY)
    assert [head.key for head in shown.rows] == [
        *("budget", "work", "change", "staff", "grant", "flood"),
    ]
    assert shown.cell("budget", "quorum").words == "Two of four\nTwo thirds"
    assert shown.cell("change", "quorum").words == "Two of four\nAll agree"
    assert shown.cell("change", "told").words == "All partners"
    assert shown.cell("staff", "who").words == "Each partner for itself"
    assert shown.cell("grant", "who").words == "Water Board"

"""Finding records in a long list by words in any order and by answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.filtering import (
    NO_ANSWER,
    Finder,
    Order,
    Wanted,
    comparable,
    filters_of,
    ordered,
)
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row

PARTNER, CONTACT = KINDS["partner"], KINDS["contact"]


def rows(*answers: Mapping[str, str | int]) -> list[Row]:
    return [{"id": f"{at:032x}", "owner_id": None, **one} for at, one in enumerate(answers)]


def finder(found: list[Row], kind_key: str = "partner") -> Finder:
    made = Finder(KINDS[kind_key])
    made.take(found, Records("s", {kind_key: found}, KINDS))
    return made


def names(found: list[Row]) -> list[object]:
    return [row["name"] for row in found]


PEOPLE = rows(
    {"name": "Uỷ ban nước sạch", "sector": "government", "state": "active"},
    {"name": "អង្គការទឹក\u200bស្អាត", "sector": "civil_society", "mission": "Wells in 12 villages"},
    {"name": "खानेपानी तथा सरसफाइ कार्यालय ३", "sector": "government", "state": "left"},
    {"name": "Straße der Frauen", "sector": "business", "state": "active", "email": "a@frauen.de"},
    {"name": "محکمۂ آبپاشی", "sector": "government"},
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("SACH nuoc", 0),
        ("ទឹកស្អាត", 1),
        ("villages wells", 1),
        ("कार्यालय 3", 2),
        ("strasse", 3),
        ("frauen.de", 3),
        ("آبپاشي", 4),
    ],
)
def test_words_are_found_in_any_order_with_or_without_accents(typed: str, found: int) -> None:
    assert finder(PEOPLE).found(Wanted(typed)) == [PEOPLE[found]]


def test_vowel_signs_are_letters() -> None:
    assert finder(PEOPLE).found(Wanted("कारयालय")) == []
    assert comparable("ទឹក") != comparable("ទក")


def test_an_option_is_found_by_its_word_as_shown() -> None:
    assert names(finder(PEOPLE).found(Wanted("civil society"))) == ["អង្គការទឹក\u200bស្អាត"]


def test_of_one_field_any_answer_will_do_and_each_field_must_fit() -> None:
    either = Wanted(answers=frozenset({("sector", "business"), ("sector", "civil_society")}))
    assert finder(PEOPLE).found(either) == [PEOPLE[1], PEOPLE[3]]
    both = Wanted("", frozenset({("sector", "government"), ("state", "active")}))
    assert finder(PEOPLE).found(both) == [PEOPLE[0]]


def test_what_nobody_has_answered_can_be_looked_for() -> None:
    wanted = Wanted(answers=frozenset({("state", NO_ANSWER)}))
    assert finder(PEOPLE).found(wanted) == [PEOPLE[1], PEOPLE[4]]


def test_yes_and_no_are_chosen_and_several_options_count_each() -> None:
    people = rows({"name": "A", "may_decide": 1}, {"name": "B", "may_decide": 0}, {"name": "C"})
    one = Wanted(answers=frozenset({("may_decide", "0")}))
    assert names(finder(people, "contact").found(one)) == ["B"]
    assert [field.key for field in filters_of(CONTACT)] == ["may_decide"]


def test_a_row_is_read_again_when_it_has_changed() -> None:
    made = finder(PEOPLE)
    assert made.found(Wanted("radio")) == []
    changed = [{**PEOPLE[0], "name": "Radio"}, *PEOPLE[1:]]
    made.take(changed, Records("s", {"partner": changed}, KINDS))
    assert names(made.found(Wanted("radio"))) == ["Radio"]


def test_a_view_keeps_what_is_wanted() -> None:
    wanted = Wanted("  clean water ", frozenset({("state", "active"), ("sector", NO_ANSWER)}))
    kept = wanted.to_keep()
    assert kept == {"words": "clean water", "choices": "sector= state=active"}
    assert Wanted.kept({"id": "x", **kept}) == Wanted("clean water", wanted.answers)
    assert not Wanted.kept({"id": "x", "choices": "rubbish"})


@given(st.lists(st.text(max_size=12), max_size=12), st.text(max_size=8))
def test_a_row_fits_when_every_word_stands_somewhere_in_it(texts: list[str], typed: str) -> None:
    people = rows(*({"name": text} for text in texts))
    expected = [
        row
        for row in people
        if all(part in comparable(str(row["name"])) for part in comparable(typed).split())
    ]
    assert finder(people).found(Wanted(typed)) == expected


def test_rows_are_ordered_by_an_answer_and_those_without_come_last() -> None:
    people = rows(
        {"name": "b", "sector": "community", "influence": 2},
        {"name": "Á", "sector": "government", "influence": 5},
        {"name": "c"},
    )

    def by(field: str, *, backwards: bool = False) -> list[object]:
        return names(ordered(people, PARTNER, Order(field, backwards), None))

    assert by("") == ["b", "Á", "c"]
    assert by("name") == ["Á", "b", "c"]
    assert by("sector") == ["Á", "b", "c"], "options stand in the order of the list"
    assert by("influence") == ["b", "Á", "c"]
    assert by("influence", backwards=True) == ["Á", "b", "c"]

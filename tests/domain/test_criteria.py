"""Rules say exactly what is missing, and nothing when all is there."""

from __future__ import annotations

from msp_desktop.domain.criteria import (
    AtLeast,
    Covers,
    Criterion,
    EveryHas,
    EveryHasSome,
    EveryUsed,
    Filled,
    Missing,
    When,
    Where,
)
from msp_desktop.domain.fields import Choice, Flag, Option, Reference, References, Scale, Text
from msp_desktop.domain.records import Records, Row, Section, many, one
from msp_desktop.i18n import speaking

PAGE = one(
    "page",
    "Page",
    Section(
        "",
        (
            Text("title", "Title"),
            Choice("way", "Way", options=(Option("near", "Near"), Option("far", "Far"))),
        ),
    ),
)
WELL = many(
    "well",
    "Well",
    "Wells",
    Section(
        "",
        (
            Text("name", "Name"),
            Choice("state", "State", options=(Option("dry", "Dry"), Option("wet", "Wet"))),
            Scale("effect", "Effect", low=-3, high=3),
        ),
    ),
)
KEEPER = many(
    "keeper",
    "Keeper",
    "Keepers",
    Section("", (Text("name", "Name"), Flag("may_decide", "May decide?"))),
    owner="well",
)
VISIT = many(
    "visit",
    "Visit",
    "Visits",
    Section("", (Text("what", "What"), References("wells", "Wells", to="well"))),
)
REPAIR = many(
    "repair",
    "Repair",
    "Repairs",
    Section("", (Reference("well", "Well", to="well"),)),
)
KINDS = {kind.key: kind for kind in (PAGE, WELL, KEEPER, VISIT, REPAIR)}


def row(number: int, owner: int | None = None, **answers: str | int | None) -> Row:
    owner_id = None if owner is None else f"{owner:032x}"
    return {"id": f"{number:032x}", "owner_id": owner_id, **answers}


def lacks(rule: Criterion, **rows: list[Row]) -> list[str]:
    return [hole.text for hole in rule.missing(Records("0" * 32, rows, KINDS), KINDS)]


UPPER = row(1, name="Upper well", state="wet", effect=2)
LOWER = row(2, name="Lower well", state="dry", effect=-1)


def test_filled_names_each_empty_field_of_a_page() -> None:
    rule = Filled("page", ("title", "way"))
    assert lacks(rule) == ["Fill in “Title”.", "Fill in “Way”."]
    assert lacks(rule, page=[row(9, title="Water", way=None)]) == ["Fill in “Way”."]
    assert lacks(rule, page=[row(9, title="Water", way="far")]) == []


def test_at_least_counts_only_the_records_it_means() -> None:
    wet_ones = AtLeast("well", where=Where("state", ("wet",)))
    sentence = "Add to the list “Wells”: at least 1."
    assert lacks(AtLeast("well")) == [sentence]
    assert lacks(AtLeast("well"), well=[LOWER]) == []
    assert lacks(wet_ones, well=[LOWER]) == [sentence]
    assert lacks(wet_ones, well=[LOWER, UPPER]) == []


def test_at_least_asks_for_as_many_as_it_says() -> None:
    assert lacks(AtLeast("well", 2), well=[UPPER]) == ["Add to the list “Wells”: at least 2."]
    rule = AtLeast("well", 2, sentence="“{list}” needs {count} that run")
    assert lacks(rule, well=[UPPER]) == ["“Wells” needs 2 that run"]


def test_every_has_names_the_record_and_the_field() -> None:
    nameless = row(3, name=None, state=None)
    rule = EveryHas("well", ("state",))
    assert lacks(rule) == []
    assert lacks(rule, well=[UPPER, nameless]) == ["Well: fill in “State”."]


def test_every_has_leads_to_the_empty_field() -> None:
    records = Records("0" * 32, {"well": [row(3, name="Old well")]}, KINDS)
    (hole,) = EveryHas("well", ("state",)).missing(records, KINDS)
    assert (hole.kind_key, hole.record_id, hole.field_key) == ("well", f"{3:032x}", "state")
    assert hole.text == "Old well: fill in “State”."


def test_zero_and_no_are_answers() -> None:
    assert lacks(EveryHas("well", ("effect",)), well=[row(3, effect=0)]) == []
    assert lacks(EveryHas("keeper", ("may_decide",)), keeper=[row(4, 1, may_decide=0)]) == []


def test_one_answer_of_several_can_be_enough() -> None:
    rule = EveryHasSome("well", ("state", "effect"), "{name}: nothing is known.")
    assert lacks(rule, well=[row(3, state="dry"), row(4, effect=0)]) == []
    records = Records("0" * 32, {"well": [row(3, name="Old well")]}, KINDS)
    (hole,) = rule.missing(records, KINDS)
    assert hole.text == "Old well: nothing is known."
    assert (hole.record_id, hole.field_key) == (f"{3:032x}", "state")


def test_a_rule_narrowed_by_a_number_reads_only_those_records() -> None:
    rule = EveryHas("well", ("state",), where=Where("effect", ("-3", "-2", "-1")))
    harmless, harmful = row(3, name="A", effect=1), row(4, name="B", effect=-2)
    assert lacks(rule, well=[harmless, harmful]) == ["B: fill in “State”."]


def test_covers_names_each_option_nobody_chose() -> None:
    rule = Covers("well", "state")
    assert lacks(rule) == [
        "“Wells” has nothing yet for: Dry.",
        "“Wells” has nothing yet for: Wet.",
    ]
    assert lacks(rule, well=[UPPER]) == ["“Wells” has nothing yet for: Dry."]
    assert lacks(rule, well=[UPPER, LOWER]) == []


def test_covers_can_ask_for_some_options_and_some_records_only() -> None:
    assert lacks(Covers("well", "state", options=("wet",)), well=[UPPER]) == []
    helpful = Covers("well", "state", options=("dry",), where=Where("effect", ("1", "2", "3")))
    assert lacks(helpful, well=[UPPER]) == ["“Wells” has nothing yet for: Dry."]
    assert lacks(helpful, well=[UPPER, LOWER]) == [
        "Dry: Lower well is there; “Effect” is “-1”, not yet “+1 / +2 / +3”."
    ]


def test_covers_leads_to_the_answer_that_is_missing_in_what_is_there() -> None:
    helpful = Covers("well", "state", options=("dry",), where=Where("effect", ("1",)))
    records = Records("0" * 32, {"well": [UPPER, LOWER]}, KINDS)
    (hole,) = helpful.missing(records, KINDS)
    assert (hole.kind_key, hole.record_id, hole.field_key) == ("well", LOWER["id"], "effect")


def test_every_used_names_records_nothing_refers_to() -> None:
    rule = EveryUsed("well", "visit", "wells")
    wells = [UPPER, LOWER, row(3, name="Old well")]
    visits = [row(8, what="Spring visit", wells=f"{1:032x} {3:032x}")]
    assert lacks(rule, well=wells, visit=visits) == [
        "Lower well: nothing in “Visits” refers to it yet."
    ]


def test_every_used_leads_to_the_list_in_which_the_hole_is_filled() -> None:
    records = Records("0" * 32, {"well": [UPPER], "repair": [], "keeper": []}, KINDS)
    (hole,) = EveryUsed("well", "repair", "well").missing(records, KINDS)
    assert (hole.kind_key, hole.record_id) == ("repair", "")
    (hole,) = EveryUsed("well", "keeper", "owner_id").missing(records, KINDS)
    assert (hole.kind_key, hole.record_id) == ("well", UPPER["id"])


def test_every_used_speaks_in_the_words_of_its_task() -> None:
    rule = EveryUsed("well", "repair", "well", sentence="{name}: plan a repair.")
    assert lacks(rule, well=[LOWER], repair=[row(8, well=f"{1:032x}")]) == [
        "Lower well: plan a repair."
    ]


def test_every_used_can_ask_for_an_owned_record_of_a_certain_kind() -> None:
    rule = EveryUsed(
        "well",
        "keeper",
        "owner_id",
        where=Where("state", ("wet",)),
        by_where=Where("may_decide", ("1",)),
        sentence="{name}: add a keeper who may decide.",
    )
    helper = row(7, 1, name="Mina", may_decide=0)
    keeper = row(8, 1, name="Ravi", may_decide=1)
    assert lacks(rule, well=[LOWER], keeper=[]) == []
    assert lacks(rule, well=[UPPER], keeper=[helper]) == [
        "Upper well: add a keeper who may decide."
    ]
    assert lacks(rule, well=[UPPER], keeper=[helper, keeper]) == []


def test_when_counts_only_while_the_choice_asks_for_it() -> None:
    rule = When("page", Where("way", ("far",)), AtLeast("visit"))
    sentence = ["Add to the list “Visits”: at least 1."]
    assert lacks(rule) == []
    assert lacks(rule, page=[row(9, way="near")]) == []
    assert lacks(rule, page=[row(9, way="far")]) == sentence
    assert rule.kind_keys == ("page", "visit")


def test_rules_say_which_kinds_they_read() -> None:
    assert Filled("page", ("title",)).kind_keys == ("page",)
    assert Covers("well", "state").kind_keys == ("well",)
    assert EveryUsed("well", "visit", "wells").kind_keys == ("well", "visit")


def test_what_an_officer_wrote_is_not_translated() -> None:
    hole = Missing("{name}: fill in “{field}”.", {"name": "Government", "field": "Name"}, "well")
    with speaking("ne"):
        assert hole.text == "Government: “नाम” भर्नुहोस्।"

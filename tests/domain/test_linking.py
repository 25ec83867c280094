"""Entries said to be the same are read as one, whatever the order in which that was said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.duplicates import closeness, likely
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.linking import DIFFERENT, SAME, SAME_RECORD, joined
from msp_desktop.domain.records import Records, Row

IDS = tuple("abcdef")


EMPTY: dict[str, str | int | None] = dict.fromkeys(
    {*KINDS["partner"].fields, *KINDS["contact"].fields}
)


def partner(record_id: str, **values: str) -> Row:
    return {**EMPTY, "id": record_id, "owner_id": None, "name": record_id, **values}


def contact(record_id: str, owner: str) -> Row:
    return {**EMPTY, "id": record_id, "owner_id": owner, "name": record_id}


def link(first: str, second: str, answer: str = SAME) -> Row:
    return {"id": f"{first}{second}", "first": first, "second": second, "answer": answer}


def partners(*links: Row, rows: tuple[Row, ...]) -> dict[str, Row]:
    read = joined({"partner": rows, SAME_RECORD: links}, KINDS)
    return {str(row["id"]): row for row in read["partner"]}


def test_the_first_made_stands_for_all_and_takes_the_answers_it_lacks() -> None:
    rows = (partner("a", phone="1"), partner("b", phone="2", email="b@x"), partner("c", area="C"))
    read = partners(link("b", "a"), link("b", "c"), rows=rows)
    assert set(read) == {"a"}
    assert (read["a"]["phone"], read["a"]["email"], read["a"]["area"]) == ("1", "b@x", "C")


def test_a_removed_entry_never_hides_the_one_it_was_the_same_as() -> None:
    read = partners(link("a", "b"), link("b", "c"), rows=(partner("c"),))
    assert set(read) == {"c"}


def test_entries_said_to_be_different_stay_two() -> None:
    assert set(partners(link("a", "b", DIFFERENT), rows=(partner("a"), partner("b")))) == {"a", "b"}


def test_what_belongs_or_refers_to_any_of_them_belongs_to_the_one() -> None:
    score = {"id": "s1", "owner_id": None, "partner": "b", "criterion": "x"}
    delivery = {"id": "p1", "owner_id": None, "partners": "b c"}
    rows = {
        "partner": (partner("a"), partner("b"), partner("c")),
        "contact": (contact("x", "a"), contact("y", "b")),
        "partner_score": (score,),
        "component": (delivery,),
        SAME_RECORD: (link("a", "b"),),
    }
    records = Records("s", rows, KINDS)
    assert [row["id"] for row in records.rows("contact", "a")] == ["x", "y"]
    assert records.rows("partner_score")[0]["partner"] == "a"
    assert records.rows("component")[0]["partners"] == "a c"
    assert records.find("partner", "b") is None
    assert records.name("partner", "b") == "b", "what another stands for has its name still"


links = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).map(lambda pair: link(*pair))


@given(st.lists(links, max_size=8), st.randoms(use_true_random=False))
def test_links_in_any_order_and_any_circle_give_the_same_view(
    said: list[Row], random: object
) -> None:
    rows = tuple(partner(one, phone=one) for one in IDS)
    read = partners(*said, rows=rows)
    again = list(said) * 2
    random.shuffle(again)  # type: ignore[attr-defined]
    turned = [link(str(one["second"]), str(one["first"])) for one in again]
    assert partners(*again, rows=rows) == partners(*turned, rows=rows) == read
    assert list(
        joined({"partner": tuple(read.values()), SAME_RECORD: said}, KINDS)["partner"]
    ) == list(read.values()), "reading twice changes nothing"
    assert "a" in read, "the first made is always there"
    assert len(read) >= 1


def test_names_written_differently_are_likely_the_same() -> None:
    for one, other in (
        ("District Water Office", "district  water-office"),
        ("Water Office, District", "District Water Office"),
        ("District Water Ofice", "District Water Office"),
        ("जिल्ला खानेपानी कार्यालय", "जिल्ला खानेपानी  कार्यालय"),
        ("ＤＷＳＯ Jumla", "DWSO Jumla"),
    ):
        assert closeness(one, other) > 0.85, (one, other)
        assert closeness(one, other) == closeness(other, one)
    for one, other in (
        ("Ward 3 committee", "Ward 4 committee"),
        ("Ward ३ committee", "Ward ४ committee"),
        ("Health Office", "Water Office"),
        ("", ""),
        ("!!!", "???"),
        ("UNDP", "UNEP"),
    ):
        assert closeness(one, other) == 0, (one, other)


def test_pairs_are_found_within_one_owner_and_not_asked_about_again() -> None:
    rows = {
        "partner": (partner("a", name="Water Office"), partner("b", name="water office.")),
        "contact": (contact("x", "a"), {**contact("y", "b"), "name": "x"}),
    }
    (pair,) = likely(Records("s", rows, KINDS), KINDS)
    assert (pair.kind_key, pair.first, pair.second, pair.closeness) == ("partner", "a", "b", 1)
    decided = {**rows, SAME_RECORD: (link("b", "a", DIFFERENT),)}
    assert likely(Records("s", decided, KINDS), KINDS) == []
    # Once the partners are one, so may be their contact persons.
    linked = {**rows, SAME_RECORD: (link("a", "b"),)}
    assert [one.kind_key for one in likely(Records("s", linked, KINDS), KINDS)] == ["contact"]


def test_among_very_many_entries_neighbours_in_the_alphabet_are_compared() -> None:
    rows = [partner(f"{at:04}", name=f"{'xyz'[at % 3]} {at * 7919} office") for at in range(1000)]
    rows.append(partner("9999", name=str(rows[500]["name"]).upper()))
    found = likely(Records("s", {"partner": rows}, KINDS), KINDS)
    assert ("0500", "9999") in {(one.first, one.second) for one in found}

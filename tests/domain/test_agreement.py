"""The agreement at work: how far its sections have come, its versions, its signing, its promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.agreement.ledger import accounts, promises
from msp_desktop.domain.agreement.scorecard import (
    PURPOSES,
    Rating,
    Standing,
    answered,
    days_ahead,
    score,
    scorecard,
)
from msp_desktop.domain.agreement.signing import promises_to_keep
from msp_desktop.domain.agreement.versions import Part, by_line, compared, parts_of, whole_text
from msp_desktop.domain.fields import Stored, Text
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.guideline.initiation import agreement_signed
from msp_desktop.domain.guideline.initiation.agreement_sections import SECTIONS
from msp_desktop.domain.guideline.initiation.agreement_signed import changed_since_signed, marks
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.records import Records, Row, Shape
from msp_desktop.domain.three_way import Mark, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

SPACE = "a" * 32
SIGNED_ON = date(2026, 6, 1)


class Draft:
    """A partnership that is being written down; records are found by short names."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}

    def put(self, kind_key: str, at: str = "", /, **answers: Stored) -> str:
        """Write a record, or change the one of that name."""
        kind = KINDS[kind_key]
        assert answers.keys() <= kind.fields.keys()
        record_id = single_id(SPACE, kind_key) if kind.shape is Shape.ONE else at
        rows = self.rows.setdefault(kind_key, [])
        frame = {"id": record_id, "space_id": SPACE, "owner_id": None, "rank": "", "alive": 1}
        old = next((row for row in rows if row["id"] == record_id), None)
        new = {**(old or {**dict.fromkeys(kind.fields), **frame}), **answers}
        if old is None:
            rows.append(new)
        else:
            rows[rows.index(old)] = new
        return record_id

    @property
    def records(self) -> Records:
        return Records(SPACE, {key: list(rows) for key, rows in self.rows.items()}, KINDS)


@pytest.fixture
def draft() -> Draft:
    """Two partners, a commitment of each, and an agreement of which little is written."""
    made = Draft()
    made.put("partner", "board", name="Water Board", state="active")
    made.put("partner", "cross", name="Red Cross", state="selected")
    made.put("partner", "far", name="Far Away", state="declined")
    made.put(
        "commitment", "pumps", partner="board", description="Pumps", quantity="4", unit="pieces"
    )
    made.put("commitment", "staff", partner="cross", kind="people", description="Two engineers")
    made.put("agreement", strength="memorandum", principles="Equal voice", state="negotiating")
    return made


def standing(draft: Draft, key: str) -> Standing:
    (found,) = (one for one in scorecard(draft.records, KINDS) if one.section.key == key)
    return found


# How far it has come


def test_a_section_is_missing_partly_or_fully_there_by_what_is_recorded(draft: Draft) -> None:
    assert standing(draft, "principles").rating is Rating.FULL
    assert standing(draft, "finance").rating is Rating.MISSING
    assert standing(draft, "resources").rating is Rating.PARTLY
    draft.put("resource_sharing", rules="All decide")
    assert {hole.kind_key for hole in standing(draft, "resources").holes} == {"commitment"}
    for name in ("pumps", "staff"):
        draft.put("commitment", name, available="2026-07-01/2026-12-31")
    assert standing(draft, "resources").rating is Rating.FULL


def test_every_hole_leads_to_a_task_that_fills_it(draft: Draft) -> None:
    holes = [hole for one in scorecard(Draft().records, KINDS) for hole in one.holes]
    assert len(holes) > 28
    for hole in holes:
        assert hole.text
        assert HOME_TASK[hole.kind_key]
        assert not hole.field_key or hole.field_key in KINDS[hole.kind_key].fields


def test_somebody_may_judge_a_section_otherwise(draft: Draft) -> None:
    draft.put("agreement_section", "one", section=12, rating="full", comment="Looked through")
    draft.put("agreement_section", "two", section=7, rating="not_relevant")
    finance, principles = standing(draft, "finance"), standing(draft, "principles")
    assert (finance.found, finance.rating) == (Rating.MISSING, Rating.FULL)
    assert (finance.is_own, finance.comment) == (True, "Looked through")
    assert not principles.is_printed
    full, relevant = score(scorecard(draft.records, KINDS))
    assert (full, relevant) == (1, 27)


def test_an_agreement_always_has_parties_and_a_duration(draft: Draft) -> None:
    for number in (1, 2, 28):
        draft.put("agreement_section", str(number), section=number, rating="not_relevant")
    assert all(one.is_printed for one in scorecard(draft.records, KINDS))


def test_a_letter_of_intent_needs_fewer_sections_but_none_that_is_written_is_lost(
    draft: Draft,
) -> None:
    draft.put("agreement", strength="letter")
    assert not standing(draft, "finance").is_printed
    assert score(scorecard(draft.records, KINDS))[1] < 28
    draft.put("agreement", finance="Held by the Board")
    assert standing(draft, "finance").is_printed


def test_only_a_binding_agreement_needs_a_law(draft: Draft) -> None:
    draft.put("agreement", duration="2026-06-01/2027-05-31")
    assert standing(draft, "duration").rating is Rating.FULL
    draft.put("agreement", strength="agreement")
    (hole,) = standing(draft, "duration").holes
    assert (hole.kind_key, hole.field_key) == ("agreement", "law")


def test_every_section_serves_a_purpose_of_the_guideline(draft: Draft) -> None:
    served = {number for purpose in PURPOSES for number in purpose.sections}
    assert (len(PURPOSES), served) == (11, {one.number for one in SECTIONS})
    standings = scorecard(draft.records, KINDS)
    assert [answered(one, standings) for one in PURPOSES].count(Rating.MISSING) < 11
    assert answered(PURPOSES[-1], standings) is Rating.MISSING
    draft.put("agreement", joining="By all", amendment="In writing", exit="Three months")
    assert answered(PURPOSES[-1], scorecard(draft.records, KINDS)) is Rating.PARTLY


def test_days_until_review_and_expiry_are_counted(draft: Draft) -> None:
    assert days_ahead(draft.records, SIGNED_ON) == ()
    draft.put("agreement", review_on="2026-05-01", duration="2026-06-01/2026-06-30")
    found = days_ahead(draft.records, SIGNED_ON)
    assert [(one.field_key, one.days) for one in found] == [("review_on", -31), ("duration", 29)]


# Whether it still says what was signed


def signed(draft: Draft) -> None:
    draft.put("agreement", state="signed")
    draft.put(
        "agreement_version",
        "v1",
        date="2026-06-01",
        state="signed",
        marks=marks(draft.records, KINDS),
    )


def changed(draft: Draft) -> list[str]:
    return [one.key for one in changed_since_signed(draft.records, KINDS)]


def test_what_changes_after_signing_is_named_by_its_section(draft: Draft) -> None:
    signed(draft)
    assert changed(draft) == []
    draft.put("commitment", "pumps", quantity="2")
    draft.put("agreement", principles="The Board decides")
    assert changed(draft) == ["principles", "resources"]
    draft.put("commitment", "pumps", quantity="4")
    assert changed(draft) == ["principles"], "what was changed back says the same again"


def test_what_is_no_part_of_the_agreement_changes_nothing(draft: Draft) -> None:
    signed(draft)
    draft.put("commitment", "pumps", state="confirmed", responsible="Hari")
    draft.put("partner", "far", name="Another name")
    draft.put("agreement", signed_copy="In the safe")
    for rows in draft.rows.values():
        rows.reverse()
    assert changed(draft) == [], "nor does the order of a list"


@pytest.mark.parametrize(
    "draws", [("partner", "kind"), ("partner", "kind", "unit", "conditions", "responsible")]
)
def test_a_later_list_of_what_a_section_draws_changes_nothing_that_was_signed(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, draws: tuple[str, ...]
) -> None:
    draft.put("commitment", "pumps", conditions="By boat", responsible="Hari")
    signed(draft)
    later = [
        replace(one, draws={"commitment": draws, "risk": ("description",)})
        if one.key == "resources"
        else one
        for one in SECTIONS
    ]
    draft.put("risk", "flood", description="Floods")
    monkeypatch.setattr(agreement_signed, "SECTIONS", tuple(later))
    assert changed(draft) == ["risks"], "only what this section was drawn from then counts"
    draft.put("commitment", "pumps", quantity="12")
    assert changed(draft) == ["resources", "risks"]


def test_marks_of_earlier_versions_without_a_list_are_read(draft: Draft) -> None:
    short = " ".join(one.rpartition(":")[0] for one in marks(draft.records, KINDS).split())
    draft.put("agreement", state="signed")
    draft.put("agreement_version", "v1", date="2026-06-01", state="signed", marks=short)
    assert changed(draft) == []
    draft.put("agreement", principles="The Board decides")
    assert changed(draft) == ["principles"]


def test_a_partner_of_another_name_is_a_change(draft: Draft) -> None:
    signed(draft)
    draft.put("partner", "cross", name="Green Cross")
    assert changed(draft) == ["parties", "resources"]


def test_the_task_names_what_has_changed(draft: Draft) -> None:
    from msp_desktop.domain.guideline import TASKS

    signed(draft)
    draft.put("agreement", principles="The Board decides")
    texts = [
        hole.text
        for rule in TASKS["3.4"].criteria
        for hole in rule.missing(draft.records, KINDS)
        if "Changed" in hole.text
    ]
    assert texts == ["Changed since it was signed: 7 Principles."]


# Versions

titles = st.text("abc déខ", min_size=1, max_size=12).map(str.strip).filter(bool)
parts = st.lists(
    st.builds(
        Part,
        st.just("1"),
        titles,
        st.text("ab\n =.១", max_size=40).map(lambda one: one.strip("\n")),
    ),
    unique_by=lambda one: one.title,
    max_size=5,
)


@given(parts)
def test_a_kept_text_comes_apart_as_it_was_put_together(found: list[Part]) -> None:
    again = parts_of(whole_text(found))
    assert [(one.number, one.title) for one in again] == [(one.number, one.title) for one in found]
    assert not any(one.is_changed for one in compared(whole_text(found), whole_text(found)))


@given(parts, parts)
def test_from_a_difference_both_texts_can_be_read(earlier: list[Part], later: list[Part]) -> None:
    before, after = whole_text(earlier), whole_text(later)
    found = compared(before, after)
    for text, hidden in ((before, Mark.ADDED), (after, Mark.REMOVED)):
        for part in parts_of(text):
            (change,) = (one for one in found if one.title == part.title)
            said = "".join(one.text for one in change.pieces if one.mark is not hidden)
            assert said == part.text


def test_sections_are_compared_by_title_whatever_their_number() -> None:
    before = whole_text([Part("1", "Roles", "All dig."), Part("2", "Money", "None.")])
    after = whole_text([Part("1", "Money", "None."), Part("2", "Roles", "All dig wells.")])
    money, roles = compared(before, after)
    assert (money.title, money.is_changed, roles.is_changed) == ("Money", False, True)
    assert [piece.text for piece in roles.pieces if piece.mark is Mark.ADDED] == [" wells"]


def test_marks_close_at_the_end_of_each_line() -> None:
    pieces = (
        Piece(Mark.SAME, "A"),
        Piece(Mark.REMOVED, " one\n"),
        Piece(Mark.ADDED, "\ntwo\nthree"),
        Piece(Mark.SAME, "."),
    )
    assert [(one.mark, one.text) for one in by_line(pieces)] == [
        (Mark.SAME, "A"),
        (Mark.REMOVED, " one"),
        (Mark.SAME, "\n"),
        (Mark.ADDED, "two"),
        (Mark.SAME, "\n"),
        (Mark.ADDED, "three"),
        (Mark.SAME, "."),
    ]


def test_a_section_that_is_gone_is_shown_as_taken_out() -> None:
    (gone,) = compared(whole_text([Part("1", "Roles", "All dig.")]), "")
    assert [(one.mark, one.text) for one in gone.pieces] == [(Mark.REMOVED, "All dig.")]


# Promises


def owed(draft: Draft, version: str = "v1") -> dict[str, Mapping[str, Stored]]:
    found = promises_to_keep(draft.records, version, SIGNED_ON)
    return {one.name or one.record_id: one.values for one in found}


def sign(draft: Draft, version: str) -> None:
    """Write what signing a version makes, as the program does."""
    for one in promises_to_keep(draft.records, version, SIGNED_ON):
        draft.put("promise", one.record_id or single_id(SPACE, one.name), **one.values)


def test_every_commitment_that_stands_becomes_a_promise(draft: Draft) -> None:
    draft.put("commitment", "pumps", available="2026-07-01/2026-12-31")
    draft.put("commitment", "gone", partner="cross", description="Cars", state="withdrawn")
    found = owed(draft)
    assert found.keys() == {"promise/commitment/pumps", "promise/commitment/staff"}
    pumps = found["promise/commitment/pumps"]
    assert pumps["description"] == "Pumps (4 pieces)"
    assert pumps["due"] == "2026-07-01", "others count on it from the first day"
    assert (pumps["partner"], pumps["state"], pumps["version"]) == ("board", "open", "v1")
    assert found["promise/commitment/staff"]["due"] == "2026-06-01", "no day was named"


def test_work_and_reports_are_promised_too(draft: Draft) -> None:
    draft.put("component", "wells", name="Wells", period="2026-07-01/2026-12-31")
    draft.put("activity", "dig", name="Dig", responsible="board", period="2026-07-01/2026-09-30")
    draft.put(
        "activity", "no", name="Paint", responsible="board", state="stopped", period="/2026-09-30"
    )
    draft.put("responsibility", "lead", component="wells", partner="cross", role="lead")
    draft.put("responsibility", "told", component="wells", partner="board", role="informed")
    draft.put(
        *("reporting_line", "sheet"), what="Sheet", from_partner="board", to="Lead", cycle="monthly",
        days_after=10,
    )  # fmt: skip
    draft.put("agreement", duration="2027-01-31/2027-12-31")
    found = {key: values["due"] for key, values in owed(draft).items() if "commitment" not in key}
    assert found == {
        "promise/activity/dig": "2026-09-30",
        "promise/responsibility/lead": "2026-12-31",
        "promise/reporting_line/sheet": "2027-03-10",
    }


def test_nothing_keeps_an_agreement_from_being_signed(draft: Draft) -> None:
    long = "x" * Text.LONGEST
    draft.put("commitment", "pumps", description=long, quantity="4")
    draft.put("component", "wells", name=long, period="2026-07-01/2026-12-31")
    draft.put("responsibility", "lead", component="wells", partner="cross", role="lead")
    draft.put("agreement", duration="9999-06-01/")
    for at, (cycle, days) in enumerate((("yearly", 0), ("weekly", 10**15), ("monthly", 400))):
        draft.put("reporting_line", f"r{at}", from_partner="board", cycle=cycle, days_after=days)
    found = owed(draft)
    fields = KINDS["promise"].fields
    assert all(fields["description"].clean(one["description"]) for one in found.values())
    assert [found[f"promise/reporting_line/r{at}"]["due"] for at in range(3)] == [None] * 3


def test_signing_twice_makes_nothing_twice(draft: Draft) -> None:
    sign(draft, "v1")
    first = {row["id"]: dict(row) for row in draft.records.rows("promise")}
    sign(draft, "v1")
    assert {row["id"]: dict(row) for row in draft.records.rows("promise")} == first


def test_an_amendment_releases_what_is_promised_no_more_and_leaves_what_was_kept(
    draft: Draft,
) -> None:
    sign(draft, "v1")
    pumps, staff = (single_id(SPACE, f"promise/commitment/{one}") for one in ("pumps", "staff"))
    draft.put("promise", pumps, state="kept", kept_on="2026-07-02")
    draft.put("promise", "by hand", partner="board", description="Tea", state="open")
    draft.put("commitment", "pumps", quantity="9")
    draft.put("commitment", "staff", state="withdrawn")
    sign(draft, "v2")
    rows = {row["id"]: row for row in draft.records.rows("promise")}
    assert (rows[pumps]["state"], rows[pumps]["description"]) == ("kept", "Pumps (4 pieces)")
    assert rows[staff]["state"] == "released"
    assert rows["by hand"]["state"] == "open"
    draft.put("commitment", "staff", state="pledged")
    sign(draft, "v3")
    again = next(row for row in draft.records.rows("promise") if row["id"] == staff)
    assert (again["state"], again["version"]) == ("open", "v3")


def test_a_promise_written_by_hand_for_a_commitment_is_taken_for_it(draft: Draft) -> None:
    draft.put("promise", "mine", partner="board", commitment="pumps", state="open")
    sign(draft, "v1")
    rows: Sequence[Row] = draft.records.rows("promise")
    assert sorted(str(row["commitment"]) for row in rows) == ["pumps", "staff"]


# The ledger


def test_an_account_has_what_a_partner_owes_and_is_owed(draft: Draft) -> None:
    draft.put("promise", "a", partner="board", due="2026-06-20", state="open")
    draft.put("promise", "b", partner="cross", due="2026-05-01", state="open", owed_to="far")
    draft.put("promise", "c", partner="cross", due="2026-05-10", state="kept", kept_on="2026-05-12")
    board, cross = accounts(draft.records, SIGNED_ON)
    assert [one.row["id"] for one in board.promised] == ["a"]
    assert board.owed == (), "what is owed to another only is not owed to it"
    assert [(one.row["id"], one.late_days, one.is_late) for one in cross.promised] == [
        ("b", 31, True),
        ("c", 2, False),
    ]
    assert [one.row["id"] for one in cross.owed] == ["a"]
    assert [one.row["id"] for one in cross.late] == ["b"]


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["open", None]),
)
def test_a_promise_is_late_from_the_day_after_it_is_due(
    due: date, today: date, state: str | None
) -> None:
    draft = Draft()
    draft.put("promise", "a", partner="board", due=due.isoformat(), state=state)
    (one,) = promises(draft.records, today)
    assert one.is_late == (today > due)
    assert one.late_days == max((today - due).days, 0)

"""The agreement as a document: 28 sections from the records, in three strengths, signed by several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from msp_desktop.domain.fields import LongText
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.agreement_sections import SECTIONS
from msp_desktop.reports.document import (
    Clause,
    Footnote,
    Heading,
    Note,
    PageBreak,
    Points,
    Reference,
    Signatures,
    Table,
    words_of,
)
from msp_desktop.reports.layouts.agreement import DRAWN, agreement, agreement_text, drawn_texts
from msp_desktop.reports.layouts.agreement.drawing import Drawing
from msp_desktop.reports.layouts.reading import Reader
from tests.reports.saying import part, tables

if TYPE_CHECKING:
    from msp_desktop.domain.guideline.initiation.agreement_sections import AgreementSection
    from msp_desktop.domain.records import Records
    from msp_desktop.reports.document import Document
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


def numbers(said: Document) -> list[tuple[str, str]]:
    """Return number and title of every section that is printed."""
    return [
        (block.number, block.text)
        for block in said.blocks
        if isinstance(block, Heading) and block.level == 2 and block.number
    ]


# What stands in it


def test_the_agreement_names_the_partners_that_take_part(water: Drafting, issue: Issue) -> None:
    said = agreement(water.records(), issue)
    assert (said.kind, said.title) == ("Partnering agreement", "Water for all")
    table, _signing = tables(part(said, "Parties"))
    assert [row[0] for row in table.rows] == ["Water Board", "Red Cross"]
    assert "Turned Down Ltd" not in words_of(said.blocks)


def test_the_agreement_says_why_it_names_no_party(drafting: Drafting, issue: Issue) -> None:
    drafting.add("partner", {"name": "Water Board"})
    for state, remark in (
        (None, "1 organisation is listed but not marked as selected or active (task 1.4)."),
        (
            "declined",
            "2 organisations are listed but none is marked as selected or active (task 1.4).",
        ),
    ):
        if state:
            drafting.add("partner", {"name": "Red Cross", "state": state})
        assert part(agreement(drafting.records(), issue), "Parties") == (Note(remark),)


def test_sections_are_numbered_and_so_are_their_clauses(water: Drafting, issue: Issue) -> None:
    said = agreement(water.records(), issue)
    numbers = [block.number for block in said.blocks if isinstance(block, Heading) if block.number]
    assert numbers == [str(number) for number in range(1, 29)]
    (clause,) = (block for block in part(said, "Principles") if isinstance(block, Clause))
    assert (clause.number, clause.text) == ("7.1", "Equal voice")


def test_what_is_not_money_comes_first_and_money_is_summed(water: Drafting, issue: Issue) -> None:
    people, money = tables(part(agreement(water.records(), issue), "Resources"))
    assert people.rows[0][:2] == ("Red Cross", "Two engineers\n(People and their time)")
    assert not people.total, "what partners bring is not ranked by money"
    assert [row[3] for row in money.rows] == ["NPR 250,000", "NPR 1,000.50"]
    assert money.total[3] == "NPR 251,000.50"


def test_an_open_section_says_so_and_where_to_fill_it_in(water: Drafting, issue: Issue) -> None:
    said = agreement(water.records(), issue)
    finance = part(said, "Financial management, procurement and taxes")
    assert finance == (Note("Not yet agreed (task 3.4)."),)
    assert part(said, "Risks and safeguards") == (Note("Not yet agreed (task 3.2)."),)
    assert part(said, "Governance") != ()


def test_an_empty_partnership_still_makes_an_agreement(drafting: Drafting, issue: Issue) -> None:
    said = agreement(drafting.records(), issue)
    assert said.title == "Partnering agreement"
    open_parts = [block for block in said.blocks if isinstance(block, Note)]
    assert len(open_parts) == 28 + 1, "every section, and the signatures"


def test_the_agreement_is_a_draft_until_it_is_signed(drafting: Drafting, issue: Issue) -> None:
    draft = "Draft, to be checked by your legal office"
    assert agreement(drafting.records(), issue).status == draft
    assert agreement(drafting.records(), issue).watermark == "DRAFT"
    drafting.add("agreement", {"state": "signed"})
    assert agreement(drafting.records(), issue).status == ""
    assert agreement(drafting.records(), issue).watermark == ""


def test_every_partner_has_a_place_to_sign(water: Drafting, issue: Issue) -> None:
    said = agreement(water.records(), issue)
    assert PageBreak() in said.blocks
    (signing,) = (block for block in said.blocks if isinstance(block, Signatures))
    assert [(person.organisation, person.name) for person in signing.people] == [
        ("Water Board", "Sita Rawal"),
        ("Red Cross", ""),
    ]


def test_sections_lead_to_each_other(water: Drafting, issue: Issue) -> None:
    component = water.add("component", {"name": "Wells"})
    water.add("activity", {"name": "Dig", "component": component})
    water.add("activity", {"name": "Paint"})
    water.add("decision_rule", {"subject": "Budget"})
    said = agreement(water.records(), issue)
    numbers = {block.key: block.number for block in said.blocks if isinstance(block, Heading)}
    referred = [
        piece.to
        for block in said.blocks
        if isinstance(block, Clause) and isinstance(block.text, tuple)
        for piece in block.text
        if isinstance(piece, Reference)
    ]
    assert referred == ["alignment", "roles", "activities", "finance", "disputes"]
    assert [numbers[key] for key in referred] == ["6", "10", "", "12", "26"]
    dug, painted = tables(part(said, "Annex: Activities"))
    assert (dug.rows[0][0], painted.rows[0][0]) == ("Dig", "Paint")


def test_what_shows_the_problem_stands_at_the_foot_of_the_page(
    drafting: Drafting, issue: Issue
) -> None:
    drafting.add("challenge", {"statement": "Wells run dry", "evidence": "Survey of 2026"})
    (clause,) = part(agreement(drafting.records(), issue), "Background")
    assert clause == Clause("3.1", ("Wells run dry", Footnote("Survey of 2026")))


# Its sections


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key)
def test_a_section_prints_every_answer_it_says_it_is_drawn_from(
    section: AgreementSection, crowded: Records
) -> None:
    reader = Reader(crowded)
    blocks = list(DRAWN[section.key](Drawing(reader, frozenset())))
    told = {
        (entry["kind"], answer["field"])
        for entry in reader.shown.entries(crowded)
        for answer in entry["answers"]
    }
    wanted = {(kind, field) for kind, fields in section.sources.items() for field in fields}
    known = {(kind, field) for kind, row in crowded for field in KINDS[kind].fields if row[field]}
    assert wanted & known <= told
    assert blocks


def test_every_text_of_the_agreement_has_its_section() -> None:
    texts = [key for key, field in KINDS["agreement"].fields.items() if isinstance(field, LongText)]
    assert sorted(texts) == sorted(key for section in SECTIONS for key in section.own)


def test_what_is_not_relevant_is_left_out_and_the_numbers_go_on(
    water: Drafting, issue: Issue
) -> None:
    water.add("agreement_section", {"section": 6, "rating": "not_relevant"})
    water.add("agreement_section", {"section": 2, "rating": "not_relevant"})
    said = agreement(water.records(), issue)
    assert [number for number, _title in numbers(said)] == [str(one) for one in range(1, 28)]
    titles = [title for _number, title in numbers(said)]
    assert "Contribution to the 2030 Agenda" not in titles
    assert "Parties" in titles, "no agreement goes without its parties"
    (clause, *_more) = (
        block
        for block in part(said, "Vision, shared goals and objectives")
        if isinstance(block, Clause) and "objectives" in str(block.text)
    )
    assert clause.text == "They want to reach these objectives:", (
        "it leads nowhere that is not printed"
    )


def test_a_letter_says_less_and_in_short(water: Drafting, issue: Issue) -> None:
    water.change("agreement", {"strength": "letter"})
    said = agreement(water.records(), issue)
    assert "Governance" not in [title for _number, title in numbers(said)]
    assert not any(isinstance(block, Table) for block in said.blocks)
    (money, *_) = [block for block in part(said, "Resources") if isinstance(block, Points)]
    assert money.items[0].startswith("Red Cross: Two engineers")
    assert "It creates no legal duties." in words_of(said.blocks)


def test_a_letter_still_prints_what_the_partners_wrote(water: Drafting, issue: Issue) -> None:
    water.change("agreement", {"strength": "letter", "finance": "Held by the Board"})
    said = agreement(water.records(), issue)
    assert "Held by the Board" in words_of(
        part(said, "Financial management, procurement and taxes")
    )


@pytest.mark.parametrize(
    ("strength", "sentence"),
    [("memorandum", "No court is meant to enforce it."), ("agreement", "binds the partners")],
)
def test_what_it_means_in_law_follows_from_its_strength(
    strength: str, sentence: str, water: Drafting, issue: Issue
) -> None:
    water.change("agreement", {"strength": strength})
    said = agreement(water.records(), issue)
    assert sentence in words_of(part(said, "Duration, law and legal status"))
    assert any(isinstance(block, Table) for block in said.blocks)


# As text


def test_the_text_says_what_is_printed_with_the_numbers_it_refers_to(water: Drafting) -> None:
    text = agreement_text(water.records())
    assert "== 7  Principles ==\nEqual voice" in text
    assert "how it is looked after stands in section 12:" in text
    assert "Red Cross | Two engineers (People and their time)" in text
    assert drawn_texts(water.records())[7] == "Equal voice"

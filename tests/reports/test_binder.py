"""The whole partnership in one document: nothing left out, nothing mixed up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pypdfium2

from msp_desktop.domain.guideline import KINDS, MODULES, TASKS
from msp_desktop.reports.binding import bind
from msp_desktop.reports.document import (
    Block,
    Clause,
    Contents,
    Document,
    Facts,
    Footnote,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Strong,
    Table,
    words_of,
)
from msp_desktop.reports.document import (
    plain as words_in,
)
from msp_desktop.reports.layouts.binder import binder
from msp_desktop.reports.pdf import draw
from tests.reports.saying import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from msp_desktop.domain.records import Records
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


def headings(said: Document, level: int) -> list[Heading]:
    return [block for block in said.blocks if isinstance(block, Heading) and block.level == level]


def task_of(said: Document, key: str) -> Sequence[Block]:
    """Return the blocks of one task."""
    starts = [
        place
        for place, block in enumerate(said.blocks)
        if isinstance(block, Heading) and block.level < 3
    ]
    (start,) = (place for place in starts if getattr(said.blocks[place], "number", "") == key)
    end = next((place for place in starts if place > start), len(said.blocks))
    return said.blocks[start + 1 : end]


# Binding


def test_parts_keep_their_keys_apart(plain: Callable[..., Document]) -> None:
    def part(word: str) -> Document:
        return plain(
            Heading(2, word, "1", key="first"),
            Paragraph((f"{word}, see ", Reference("first"), Footnote("Source"), Strong("!"))),
            Clause("1.1", ("also ", Reference("rules")), key="rules"),
            Table(("A",), (("1",),), (1,), key="figures"),
        )

    said = bind(part("Body"), [part("One"), part("Two")])
    keys = [key for block in said.blocks if (key := getattr(block, "key", ""))]
    assert len(keys) == len(set(keys)), "no key stands twice"
    known = set(keys)
    texts = [block.text for block in said.blocks if isinstance(block, Paragraph | Clause)]
    referred = [
        piece.to
        for text in texts
        if isinstance(text, tuple)
        for piece in text
        if isinstance(piece, Reference)
    ]
    assert referred == [
        *("body/first", "body/rules"),
        *("annex-1/first", "annex-1/rules", "annex-2/first", "annex-2/rules"),
    ]
    assert known.issuperset(referred)
    assert "Two, see !" in [words_in(text) for text in texts]


def test_annexes_follow_the_body_each_on_a_page_with_its_own_number_and_state(
    plain: Callable[..., Document],
) -> None:
    body = plain(Note("Opening"), Heading(1, "A module", "A"), Heading(2, "A task", "1.1"))
    annex = plain(Contents("Its own"), Heading(2, "Inner", "7"), status="Draft")
    said = bind(body, [annex])
    assert said.blocks[1] == Contents("Contents"), "what opens the body stands before it"
    assert sum(isinstance(block, Contents) for block in said.blocks) == 1
    listed = [block for block in said.blocks if isinstance(block, Heading) and block.listed]
    assert [(block.level, block.number, block.text) for block in listed] == [
        (1, "A", "A module"),
        (2, "1.1", "A task"),
        (1, "", "Annex 1: A title"),
    ]
    place = said.blocks.index(next(block for block in said.blocks if "Annex" in words_of([block])))
    assert said.blocks[place - 1] == PageBreak()
    assert said.blocks[place + 1] == Facts(
        (("Document", "A kind"), ("Reference number", "N-1"), ("State", "Draft"))
    )
    assert said.blocks[-1] == Heading(2, "Inner", "7", listed=False)


def test_the_data_of_every_part_comes_along_under_a_name_of_its_own(
    water: Drafting, issue: Issue
) -> None:
    said = binder(water.records(), issue)
    names = [file.name for file in said.data]
    assert names == ["records.json", *(f"annex-{number:02}-records.json" for number in range(1, 5))]
    minutes = json.loads(said.data[2].content)
    assert minutes["document"]["number"] == "J/7-M-20260901"


def test_readers_of_pdf_see_modules_tasks_and_annexes(water: Drafting, issue: Issue) -> None:
    said = binder(water.records(), issue)
    with pypdfium2.PdfDocument(draw(said).pdf) as opened:
        outline = [(entry.level, entry.get_title()) for entry in opened.get_toc()]
        first = opened[0].get_textpage().get_text_bounded()
    parts = [title for level, title in outline if "Annex" in title or title[:2] == "A "]
    assert parts == [
        "A Initiation",
        "Annex 1: Water for all (DRAFT)",
        "Annex 2: First",
        "Annex 3: Second (DRAFT)",
        "Annex 4: First review",
    ]
    assert not any("Signatures" in title for _level, title in outline), "nothing from inside them"
    assert "Frame the challenge" in first


# What it holds


def test_modules_and_tasks_come_in_order(water: Drafting, issue: Issue) -> None:
    said = binder(water.records(), issue)
    parts = [heading.text for heading in headings(said, 1)]
    assert parts == [
        *("Initiation", "Managing implementation", "Review"),
        "Annex 1: Water for all (DRAFT)",
        "Annex 2: First",
        "Annex 3: Second (DRAFT)",
        "Annex 4: First review",
    ]
    numbers = [heading.number for heading in headings(said, 2) if heading.listed]
    assert numbers == [key for key in TASKS if key in numbers]
    assert {"1.1", "1.4", "2.2", "7.1", "9.1"} <= set(numbers)


def test_tasks_without_answers_are_named(drafting: Drafting, issue: Issue) -> None:
    said = binder(drafting.records(), issue)
    assert [heading.text for level in (1, 2) for heading in headings(said, level)] == []
    assert PageBreak() not in said.blocks, "no page holds nothing but the name of a module"
    modules = "; ".join(f"{module.letter} {module.title}" for module in MODULES)
    assert Note(f"Nothing is recorded yet in: {modules}.") in said.blocks
    drafting.add("challenge", {"statement": "Wells run dry"})
    begun = binder(drafting.records(), issue)
    assert [heading.number for heading in headings(begun, 2)] == ["1.1"]
    notes = " ".join(block.text for block in begun.blocks if isinstance(block, Note))
    for task in list(MODULES[0].tasks)[1:]:
        assert f"{task.key} {task.title}" in notes


def test_what_stands_in_an_annex_is_listed_with_its_annex(water: Drafting, issue: Issue) -> None:
    said = binder(water.records(), issue)
    (meetings, *_more) = tables(task_of(said, "7.1"))
    assert [row[-1] for row in meetings.rows] == ["Annex 2", "Annex 3"]
    assert "Third" in words_of(task_of(said, "7.1")), "what is only planned is told here"
    (agreement, *_signatures) = tables(task_of(said, "3.4"))
    assert agreement.rows[0][-1] == "Annex 1"


def test_the_state_of_a_task_and_what_a_person_said_stand_below_it(
    water: Drafting, issue: Issue
) -> None:
    water.add("task_note", {"task": "1.1", "state": "done", "reason": "The council agreed"})
    facts = task_of(binder(water.records(), issue), "1.1")[0]
    assert isinstance(facts, Facts)
    assert facts.rows[:2] == (("State of the task", "Done"), ("Reason", "The council agreed"))


def test_long_answers_stand_one_below_the_other_and_short_ones_in_a_table(
    water: Drafting, issue: Issue
) -> None:
    (table,) = tables(task_of(binder(water.records(), issue), "8.2"))
    assert len(table.rows) == 2
    water.add("process_assessment", {"level": 3, "note": "long " * 60})
    said = task_of(binder(water.records(), issue), "8.2")
    assert not tables(said)
    assert [block.number for block in said if isinstance(block, Clause)] == ["1", "2", "3"]


def test_what_belongs_to_a_record_stands_below_it(water: Drafting, issue: Issue) -> None:
    body = str(water.rows["body"][0]["id"])
    water.add("body_member", {"name": "Maya", "role": "Member"}, body)
    said = task_of(binder(water.records(), issue), "3.5")
    names = [block.text for block in said if isinstance(block, Heading)]
    assert names[:2] == ["Bodies", "Members: Steering committee"]


def test_contact_persons_and_confidential_conflicts_stay_out(water: Drafting, issue: Issue) -> None:
    partner = str(water.rows["partner"][0]["id"])
    water.add("contact", {"name": "Maya Rai", "phone": "+977 1"}, partner)
    water.add("conflict_case", {"subject": "Quarrel about pipes", "confidential": 1})
    said = binder(water.records(), issue)
    content = words_of(said.blocks) + "".join(file.content.decode() for file in said.data)
    for private in ("Maya Rai", "+977", "Quarrel about pipes"):
        assert private not in content
    assert "not printed, to protect them" in words_of(task_of(said, "1.4"))


def test_no_answer_is_left_out(crowded: Records, issue: Issue) -> None:
    """Every answer is told in the body or in an annex, but for those that must not be printed."""
    told = {
        (entry["kind"], entry["id"], answer["field"])
        for file in binder(crowded, issue).data
        for entry in json.loads(file.content)["records"]
        for answer in entry["answers"]
    }
    left_out = {
        f"{kind_key}.{field_key}"
        for kind_key, row in crowded
        for field_key in KINDS[kind_key].fields
        if row[field_key] is not None and (kind_key, row["id"], field_key) not in told
    }
    kinds = {one.partition(".")[0] for one in left_out}
    frame = {"office", "partnership", "same_record", "saved_view", "task_note"}
    not_printed = {"contact", "conflict_case", "meeting_annex"}
    assert kinds - frame == not_printed | {"seal", "period_lock"}, left_out

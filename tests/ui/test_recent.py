"""Recent changes say what was done to several entries, not what was done to one of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from msp_desktop.domain.changes import ALIVE, Edit
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.linking import SAME, SAME_RECORD
from msp_desktop.domain.records import Records
from msp_desktop.ui.shell.recent import notes


def edit(record_id: str, values: Mapping[str, Stored]) -> Edit:
    return Edit("partner", record_id, values, "Bikram", "Mugu", "", 1_790_000_000_000)


def detail(*edits: Edit) -> str:
    """Return what is told of edits, the newest first."""
    (note,) = notes(edits, Records("space", {}, KINDS), "Mugu", 5)
    return note.detail.split(" · ")[0].strip("\u2068\u2069")


ADDED: Mapping[str, Stored] = {ALIVE: 1, "name": "Sinja Radio"}
REMOVED: Mapping[str, Stored] = {ALIVE: 0}


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([edit("b", ADDED), edit("a", REMOVED)], "1 added, 1 removed"),
        ([edit("b", ADDED), edit("a", ADDED)], "added"),
        ([edit("b", REMOVED), edit("a", REMOVED)], "removed"),
        ([edit("b", {"name": "DWSO"}), edit("a", REMOVED)], "1 removed"),
        ([edit("a", REMOVED), edit("a", ADDED)], "removed"),
        ([edit("a", {"name": "DWSO"}), edit("a", ADDED)], "added"),
    ],
)
def test_added_and_removed_are_counted_apart(edits: list[Edit], told: str) -> None:
    assert detail(*edits) == told


def test_one_that_was_removed_is_still_called_by_its_name() -> None:
    there_no_more = Records("space", {}, KINDS)
    named = notes([edit("a", REMOVED)], there_no_more, "Mugu", 5, lambda *_given: "Sinja Radio")
    assert [note.title for note in named] == ["Partner: Sinja Radio"]
    assert [note.title for note in notes([edit("a", REMOVED)], there_no_more, "Mugu", 5)] == [
        "Partner"
    ]


def test_entries_said_to_be_the_same_are_told_by_the_answer() -> None:
    values: Mapping[str, Stored] = {"kind": "partner", "first": "a", "second": "b", "answer": SAME}
    said = Edit(SAME_RECORD, "link", values, "Bikram", "Mugu", "", 1_790_000_000_000)
    (note,) = notes(
        [said], Records("space", {SAME_RECORD: [{"id": "link", **values}]}, KINDS), "Mugu", 5
    )
    assert note.title == "Entered twice?"
    assert "The same" in note.detail

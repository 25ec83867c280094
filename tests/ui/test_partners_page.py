"""Task 1.4 by keyboard: who is not heard, people who come and go, what is known, and the choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import TASKS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.partner_assessment import name_of_answer
from msp_desktop.domain.partner_choice import name_of_score
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.matrix_part import MatrixPart
from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.modules.initiation.partners import (
    AssessmentPart,
    ComparisonPart,
    InclusionPart,
    PeoplePart,
)
from msp_desktop.ui.shell.pages import page_for
from msp_desktop.ui.widgets.cards import InlineMessage

pytestmark = pytest.mark.ui

Found = TypeVar("Found", bound=Part)
Open = Callable[[], TaskPage]


@pytest.fixture
def board(workspace: Workspace, space: str) -> str:
    answers = {"name": "Water Board", "state": "active", "sector": "government"}
    return workspace.add("partner", space, answers)


@pytest.fixture
def union(workspace: Workspace, space: str, board: str) -> str:
    assert board
    return workspace.add("partner", space, {"name": "Women's union", "state": "contacted"})


@pytest.fixture
def open_page(qtbot: QtBot, workspace: Workspace, space: str) -> Open:
    def opened() -> TaskPage:
        page = page_for(TASKS["1.4"], workspace, ChangeBus(workspace), space)
        qtbot.addWidget(page)
        page.resize(830, 900)
        page.show()
        page.turns.show_all()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        return page

    return opened


def part(page: TaskPage, kind: type[Found]) -> Found:
    found = next(one for one in page.designed if isinstance(one, kind))
    page.ensureWidgetVisible(found)
    QApplication.processEvents()
    return found


def cell(shown: MatrixPart, row: str, column: str, *keys: Qt.Key | str) -> None:
    """Go to a cell and press keys, as a person who uses no mouse."""
    shown.view.go_to(row, column)
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(shown.view, key)
        else:
            QTest.keyClick(shown.view, key)


def link(within: QWidget, words: str) -> QPushButton:
    return next(one for one in within.findChildren(QPushButton) if words in one.text())


def alerts(people: PeoplePart) -> list[str]:
    return [one.text for one in people.findChildren(InlineMessage) if "nobody who" in one.text]


# Who is not heard


def test_a_gap_leads_to_what_fills_it(
    open_page: Open, workspace: Workspace, space: str, union: str
) -> None:
    workspace.set_single("challenge", space, {"left_behind": "women"})
    workspace.set_fields("partner", union, {"speaks_for": "women"})
    page = open_page()
    gaps = part(page, InclusionPart)
    link(gaps, "Ask Women's union").click()
    detail = page.lists["partner"].detail
    assert detail is not None
    assert detail.record_id == union
    assert detail.form.editor("state").has_keyboard()
    workspace.set_fields("partner", union, {"state": "selected"})
    QApplication.processEvents()
    texts = [one.text() for one in gaps.findChildren(QPushButton) if one.isVisibleTo(gaps)]
    assert not any("speaks for" in text for text in texts)


# People


def test_a_leaver_raises_an_alert_until_a_successor_is_entered(
    open_page: Open, workspace: Workspace, space: str, board: str, qtbot: QtBot
) -> None:
    told = {"name": "Ram", "may_decide": "yes", "valid": "2020-01-01/2021-12-31"}
    ram = workspace.add("contact", space, told, board)
    page = open_page()
    people = part(page, PeoplePart)
    sentence = "Water Board: Ram left on 31 December 2021; nobody who may decide follows."
    assert alerts(people) == [sentence]
    assert sentence in [one.accessibleName() for one in page.state_line.links]
    workspace.add("contact", space, {"name": "Sita", "may_decide": "yes"}, board)
    qtbot.waitUntil(lambda: not alerts(people))
    model = people.table_model
    shown = [[model.index(row, at).data() for at in (1, 3, 5)] for row in range(model.rowCount())]
    assert shown == [["Sita", "Now", "–"], ["Ram", "Has left", "Sita"]]
    people.table.setFocus()
    people.table.choose(1)
    QTest.keyClick(people.table, Qt.Key.Key_Return)
    outer = page.lists["partner"].detail
    assert outer is not None
    inner = next(one for one in outer.lists if one.kind.key == "contact").detail
    assert inner is not None
    assert inner.record_id == ram


def test_address_cards_are_looked_at_before_they_come(
    open_page: Open, workspace: Workspace, space: str, board: str, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace.add("contact", space, {"name": "Ram"}, board)
    cards = part(open_page(), PeoplePart).cards
    file = tmp_path / "people.vcf"
    file.write_text("Dear Ram")
    cards.look_into(file)
    assert "Nothing was changed" in cards.message.text
    names = ("FN:Maya\nORG:Red Cross", "FN:Ram\nORG:Water Board", "FN:Gita", "TEL:1")
    file.write_text("".join(f"BEGIN:VCARD\n{one}\nEND:VCARD\n" for one in names))
    cards.look_into(file)
    preview = cards.preview
    assert preview is not None
    assert len(workspace.rows("contact", space)) == 1, "only looked at"
    model = preview.table_model
    becomes = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert becomes == [
        "New, with its organisation",
        "Listed already: Ram",
        "Stays out: no organisation",
    ]
    assert preview.take.text() == "Take in 1 person"
    preview.partner.show_stored(board)
    preview.partner.edited.emit()
    assert preview.take.text() == "Take in 2 people"
    assert preview.take.hasFocus()
    QTest.keyClick(preview.take, Qt.Key.Key_Space)
    assert [row["name"] for row in workspace.rows("contact", space)] == ["Ram", "Maya", "Gita"]
    assert cards.preview is None
    workspace.undo()
    assert len(workspace.rows("contact", space)) == 1
    assert [row["name"] for row in workspace.rows("partner", space)] == ["Water Board"]
    out = tmp_path / "saved"
    records = workspace.records(space)
    cards._write(records, records.rows("contact"), out)
    assert "FN:Ram" in (tmp_path / "saved.vcf").read_text("utf-8")


# What is known


def test_thirteen_questions_are_rated_by_keys_and_shared_between_offices(
    open_page: Open, workspace: Workspace, space: str, board: str
) -> None:
    page = open_page()
    page.lists["partner"].reveal(board)
    detail = page.lists["partner"].detail
    assert detail is not None
    (asked,) = (one for one in detail.designed if isinstance(one, AssessmentPart))
    page.ensureWidgetVisible(asked)
    QApplication.processEvents()
    cell(asked, "team", "rating", "4")
    cell(asked, "skills", "rating", "5", Qt.Key.Key_Delete)
    (row,) = workspace.rows("partner_assessment", space, board)
    assert (row["prompt"], row["rating"]) == ("team", 4)
    assert row["id"] == single_id(space, name_of_answer(board, "team"))
    assert asked.view.matrix.notes[0].startswith("4.0 of 5 · 1 of 13 answered")


# The choice


def test_organisations_are_scored_by_keys_and_old_scores_are_found(
    open_page: Open, workspace: Workspace, space: str, board: str, union: str
) -> None:
    trust = workspace.add("selection_criterion", space, {"name": "Trust", "weight": 5})
    told = {"partner": board, "criterion": trust, "score": 2}
    old = workspace.add("partner_score", space, told)
    compared = part(open_page(), ComparisonPart)
    cell(compared, board, trust, "3")
    cell(compared, union, trust, "5")
    scores = {str(row["id"]): row["score"] for row in workspace.rows("partner_score", space)}
    assert scores == {old: 3, single_id(space, name_of_score(union, trust)): 5}
    assert [head.key for head in compared.view.matrix.rows] == [union, board]
    assert compared.view.matrix.notes == (
        "Women's union stays first whichever single weight is one step higher or lower.",
    )


def test_a_choice_needs_a_reason_and_is_one_step(
    open_page: Open, workspace: Workspace, space: str, union: str
) -> None:
    workspace.add("selection_criterion", space, {"name": "Trust", "weight": 5})
    compared = part(open_page(), ComparisonPart)
    compared.view.setFocus()
    compared.view.go_to(union, compared.view.matrix.columns[0].key)
    decision = compared.decision
    assert "Women's union" in decision._title.text()
    decision.decline.setFocus()
    QTest.keyClick(decision.decline, Qt.Key.Key_Space)
    assert decision.reason.hasFocus()
    QTest.keyClick(decision.reason, Qt.Key.Key_Return)
    assert workspace.rows("partner", space)[1]["state"] == "contacted"
    QTest.keyClicks(decision.reason, "Too few staff")
    QTest.keyClick(decision.reason, Qt.Key.Key_Return)
    row = workspace.read("partner", union)
    assert row is not None
    assert (row["state"], row["reason"]) == ("declined", "Too few staff")
    assert row["decided_by"] == workspace.person
    assert row["decided_on"]
    assert "is declined" in decision.message.text
    workspace.undo()
    row = workspace.read("partner", union)
    assert row is not None
    assert (row["state"], row["reason"], row["decided_by"]) == ("contacted", None, None)

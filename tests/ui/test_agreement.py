"""The agreement at the window by keyboard: writing sections, keeping versions, signing, keeping promises."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import TASKS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.records import Row
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.forms.task_page import TaskPage
from msp_desktop.ui.modules.initiation import PARTS
from msp_desktop.ui.modules.initiation.agreement.builder import Builder
from msp_desktop.ui.modules.initiation.agreement.ledger_part import LedgerPart
from msp_desktop.ui.modules.initiation.agreement.signing_part import SigningPart
from msp_desktop.ui.modules.initiation.agreement.versions_part import VersionsPart

pytestmark = pytest.mark.ui

Kind = TypeVar("Kind", bound=Part)


class Officer:
    """Somebody at the page of the agreement."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, space: str) -> None:
        self.qtbot, self.workspace, self.space = qtbot, workspace, space
        self.page = TaskPage(TASKS["3.4"], workspace, ChangeBus(workspace), space, PARTS["3.4"])
        qtbot.addWidget(self.page)
        self.page.resize(790, 700)
        self.page.show()
        self.page.turns.show_all()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)

    def part(self, kind: type[Kind]) -> Kind:
        (found,) = (one for one in self.page.designed if isinstance(one, kind))
        return found

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)

    def write(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def tab_to(self, name: str) -> None:
        for _step in range(60):
            focused = QApplication.focusWidget()
            if isinstance(focused, QPushButton) and focused.text() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name!r}")

    def rows(self, kind_key: str) -> list[Row]:
        return self.workspace.rows(kind_key, self.space)

    @property
    def agreement(self) -> Row:
        return self.workspace.read("agreement", single_id(self.space, "agreement")) or {}

    def wait(self, milliseconds: int = 0) -> None:
        self.qtbot.wait(milliseconds)


@pytest.fixture
def officer(qtbot: QtBot, workspace: Workspace, space: str) -> Officer:
    for name in ("Water Board", "Red Cross"):
        partner = workspace.add("partner", space, {"name": name, "state": "active"})
        what = {"partner": partner, "description": f"Help of {name}", "state": "pledged"}
        workspace.add("commitment", space, {**what, "available": "2026-07-01/2026-12-31"})
        who = {"partner": partner, "name": f"Head of {name}", "title": "Director"}
        workspace.add("signatory", space, who)
    return Officer(qtbot, workspace, space)


def section(officer: Officer, number: int) -> Builder:
    """Go to a section by the arrows, and into it by Enter."""
    builder = officer.part(Builder)
    builder.table.setFocus()
    officer.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _step in range(number - 1):
        officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Return)
    return builder


def test_a_text_is_written_once_on_the_page_and_where_its_section_is(officer: Officer) -> None:
    builder = section(officer, 7)
    officer.write("Equal voice")
    officer.page.flush()
    assert officer.agreement["principles"] == "Equal voice"
    builder.refresh()
    assert builder.panel is not None
    assert builder.panel.preview.toPlainText() == "Equal voice"
    assert builder.score.text() == "1 of 28 relevant sections fully in place"
    officer.workspace.undo()
    assert officer.page.forms["agreement"].editor("principles").stored() is None
    places = officer.page.findChildren(type(builder.panel._rows[0].editor))
    assert sum(one.field.key == "principles" for one in places) == 1


def test_a_field_that_is_asked_for_is_found_in_its_section(officer: Officer) -> None:
    officer.page.reveal("agreement", "", "finance")
    builder = officer.part(Builder)
    assert builder.panel is not None
    assert builder.panel.section.key == "finance"
    assert officer.page.forms["agreement"].editor("finance").has_keyboard()
    officer.page.reveal("agreement", "", "place")
    assert officer.page.forms["agreement"].editor("place").has_keyboard()


def test_what_is_typed_is_kept_when_another_section_is_chosen(officer: Officer) -> None:
    builder = section(officer, 12)
    officer.write("Held by the Board")
    officer.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert builder.panel is not None
    assert builder.panel.section.number == 13
    assert officer.agreement["finance"] == "Held by the Board"
    officer.write("A committee")
    officer.page.flush()
    assert officer.agreement["governance"] == "A committee"


def test_a_hole_leads_to_where_it_is_filled(officer: Officer) -> None:
    builder = section(officer, 11)
    assert builder.panel is not None
    links = [one for one in builder.panel.findChildren(QPushButton) if "(task 3.1)" in one.text()]
    with officer.qtbot.waitSignal(officer.page.go_to_record) as told:
        links[-1].click()
    assert told.args == ["resource_sharing", "", "rules"]


def test_a_section_can_be_judged_and_judged_again_after_undo(officer: Officer) -> None:
    builder = section(officer, 16)
    assert builder.panel is not None
    judgement = builder.panel.judgement
    assert judgement is not None
    judgement.reveal("rating")
    officer.press(Qt.Key.Key_End)
    officer.page.flush()
    (row,) = officer.rows("agreement_section")
    assert (row["section"], row["rating"]) == (16, "full")
    assert row["id"] == single_id(officer.space, "agreement_section/16"), "in every office the same"
    officer.wait(10)
    assert builder.model.index(15, 2).data() == "Fully in place (judged)"
    officer.workspace.undo()
    officer.wait(10)
    assert officer.rows("agreement_section") == []
    assert builder.panel.judgement is not None
    assert builder.panel.judgement.editor("rating").stored() is None


def test_tab_goes_through_the_page_as_it_is_read(officer: Officer) -> None:
    builder = officer.part(Builder)
    builder.table.setFocus()
    officer.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    strength = officer.page.forms["agreement"].editor("strength")
    assert strength.has_keyboard(), "a part that was built late comes where it stands"
    officer.tab_to("It was signed…")
    officer.press(Qt.Key.Key_Tab)
    assert officer.part(VersionsPart).name.hasFocus()


def test_a_letter_of_intent_has_fewer_sections(officer: Officer) -> None:
    officer.workspace.set_single("agreement", officer.space, {"strength": "letter"})
    builder = officer.part(Builder)
    builder.refresh()
    assert builder.model.index(12, 2).data() == "Not relevant"
    assert "of 13 relevant" in builder.score.text()


def test_a_version_is_kept_and_compared_by_keyboard(officer: Officer) -> None:
    section(officer, 7)
    officer.write("Equal voice")
    officer.page.flush()
    versions = officer.part(VersionsPart)
    versions.name.setFocus()
    officer.write("Draft 1")
    officer.press(Qt.Key.Key_Return)
    (draft,) = officer.rows("agreement_version")
    assert "Equal voice" in str(draft["text"])

    section(officer, 7)
    officer.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    officer.write(" and open figures")
    officer.page.flush()
    officer.wait(10)
    versions.name.setFocus()
    officer.tab_to("Show what differs")
    officer.press(Qt.Key.Key_Space)
    assert versions.summary.text() == "1 section differs."
    said = [label.accessibleName() for label in versions.findChildren(QLabel)]
    assert "Equal voice[new:  and open figures]" in said


def test_a_day_of_signing_that_lies_ahead_is_asked_about(officer: Officer) -> None:
    signing = officer.part(SigningPart)
    signing.button.setFocus()
    officer.press(Qt.Key.Key_Space)
    officer.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    officer.write("1.6.2066")
    officer.tab_to("Write down the signing")
    officer.press(Qt.Key.Key_Space)
    assert officer.agreement.get("state") is None
    assert signing.panel is not None
    assert "1 June 2066" in signing.panel.message.text
    confirm = signing.panel.message.button
    assert confirm is not None
    confirm.setFocus()
    officer.press(Qt.Key.Key_Space)
    assert officer.agreement["state"] == "signed"


def test_a_wrong_day_of_signing_gets_the_keyboard(officer: Officer) -> None:
    signing = officer.part(SigningPart)
    signing.button.setFocus()
    officer.press(Qt.Key.Key_Space)
    assert signing.panel is not None
    wrong = list(signing.panel.people.values())[-1].line
    wrong.setFocus()
    officer.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    officer.write("99/99")
    officer.tab_to("Write down the signing")
    officer.press(Qt.Key.Key_Space)
    assert officer.agreement.get("state") is None
    assert wrong.hasFocus()


def test_signing_and_a_kept_promise_by_keyboard(officer: Officer) -> None:
    signing = officer.part(SigningPart)
    signing.button.setFocus()
    officer.press(Qt.Key.Key_Space)
    officer.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    officer.write("31.2.2026")
    officer.tab_to("Write down the signing")
    officer.press(Qt.Key.Key_Space)
    assert officer.agreement.get("state") is None, "a day that is none signs nothing"
    assert signing.panel is not None
    assert signing.panel.message.text
    signing.panel.day.line.setFocus()
    officer.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    officer.write("1.6.2026")
    officer.tab_to("Write down the signing")
    officer.press(Qt.Key.Key_Space)
    assert officer.agreement["state"] == "signed"
    assert [row["state"] for row in officer.rows("agreement_version")] == ["signed"]
    assert len(officer.rows("promise")) == 2
    officer.wait(10)

    ledger = officer.part(LedgerPart)
    ledger.table.setFocus()
    officer.press(Qt.Key.Key_Space)
    officer.write("Delivery note")
    officer.press(Qt.Key.Key_Return)
    states = sorted(str(row["state"]) for row in officer.rows("promise"))
    assert states == ["kept", "open"]
    (kept,) = (row for row in officer.rows("promise") if row["state"] == "kept")
    assert (kept["evidence"], kept["kept_on"] is not None) == ("Delivery note", True)

    section(officer, 7)
    officer.write("No more. ")
    officer.page.flush()
    officer.wait(10)
    assert "7 Principles" in signing.changed.text
    assert any("7 Principles" in link.accessibleName() for link in officer.page.state_line.links)

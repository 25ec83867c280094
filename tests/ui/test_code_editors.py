"""Targets and indicators are found while typing, and the title of the code shows."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Field, GlobalIndicator, NotAValue, Target
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.forms.editors.codes import CodeEditor
from msp_desktop.ui.widgets.labels import plain_label

pytestmark = pytest.mark.ui


@pytest.fixture
def shown(qtbot: QtBot, workspace: Workspace, space: str) -> CodeEditor:
    return editor(qtbot, workspace, space, Target("target", "Target"))


def editor(qtbot: QtBot, workspace: Workspace, space: str, field: Field) -> CodeEditor:
    made = editor_for(field, Surroundings(workspace, space, lambda _kind: None))
    assert isinstance(made, CodeEditor)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.focus()
    return made


def words_on(editor: CodeEditor) -> list[str]:
    labels = editor.findChildren(type(plain_label()))
    return [label.text() for label in labels if label.isVisible()]


def test_words_in_any_order_offer_what_fits(shown: CodeEditor) -> None:
    QTest.keyClicks(shown.line, "water drinking")
    assert shown.offered() == ["6.1"]
    with pytest.raises(NotAValue):
        shown.stored()


def test_the_only_code_that_fits_is_taken_on_leaving(qtbot: QtBot, shown: CodeEditor) -> None:
    QTest.keyClicks(shown.line, "water drinking")
    with qtbot.waitSignals([shown.edited, shown.left]):
        shown.line.left.emit()
    assert shown.stored() == "6.1"
    assert any("Clean water and sanitation" in words for words in words_on(shown))


def test_a_code_in_the_digits_of_another_script_is_understood(shown: CodeEditor) -> None:
    shown.line.setText("६.१")
    shown.line.textEdited.emit("६.१")
    assert shown.offered() == ["6.1"]
    assert shown.stored() == "6.1"
    assert any("Clean water and sanitation" in words for words in words_on(shown))


def test_words_that_fit_several_stay_as_typed(shown: CodeEditor) -> None:
    QTest.keyClicks(shown.line, "water")
    assert len(shown.offered()) > 3
    shown.line.left.emit()
    assert shown.line.text() == "water"
    assert words_on(shown) == []


def test_a_retired_indicator_is_found_and_says_so(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    made = editor(qtbot, workspace, space, GlobalIndicator("indicator", "Indicator"))
    QTest.keyClicks(made.line, "17.6.2")
    assert made.stored() == "17.6.2"
    assert any("until 2020" in words for words in words_on(made))


def test_what_an_earlier_version_kept_as_text_is_shown(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    made = editor(qtbot, workspace, space, GlobalIndicator("indicator", "Indicator"))
    made.show_stored("national 4.2")
    assert made.line.text() == "national 4.2"

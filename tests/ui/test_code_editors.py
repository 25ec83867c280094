"""Targets and indicators are found while typing, and the title of the code shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from msp_desktop.app import frameworks
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain import sdg
from msp_desktop.domain.fields import (
    Field,
    GlobalIndicator,
    NationalIndicator,
    NotAValue,
    Target,
)
from msp_desktop.domain.sdg import Framework
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.forms.editors.codes import CodeEditor
from msp_desktop.ui.widgets.labels import plain_label
from tests.intake.published import as_csv, as_xlsx

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
    assert QTest.qWaitForWindowActive(made)
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


@pytest.fixture
def worded(workspace: Workspace, tmp_path: Path) -> Framework:
    """A wording in invented words, loaded and shown."""
    return load(workspace, tmp_path, as_csv(), "Valley")


def load(workspace: Workspace, folder: Path, content: bytes, name: str) -> Framework:
    file = folder / f"{name}.csv"
    file.write_bytes(content)
    made = frameworks.look_into(file).framework(name, "en", "")
    frameworks.keep(workspace, made)
    return made


def lines_below(editor: CodeEditor) -> list[str]:
    model = editor._below.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_all_codes_are_offered_by_keyboard_and_chosen(shown: CodeEditor, qtbot: QtBot) -> None:
    QTest.keyClick(shown.line, Qt.Key.Key_Down)
    assert shown.offered() == list(sdg.TARGETS)
    assert shown._below.isVisible()
    with qtbot.waitSignal(shown.edited):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(shown._below, key)
    assert shown.stored() == "1.2"
    assert "Halve poverty" in words_on(shown)[0]


def test_a_code_gone_to_in_the_list_counts_when_the_field_is_left(
    shown: CodeEditor, qtbot: QtBot
) -> None:
    QTest.keyClicks(shown.line, "water")
    QTest.keyClick(shown._below, Qt.Key.Key_Down)
    QTest.keyClick(shown._below, Qt.Key.Key_Escape)
    assert shown.line.text() == "6.1"
    with qtbot.waitSignals([shown.edited, shown.left]):
        shown.line.left.emit()
    assert shown.stored() == "6.1"


def test_the_list_ends_with_the_edition_of_the_framework(shown: CodeEditor) -> None:
    QTest.keyClicks(shown.line, "water drinking")
    assert len(lines_below(shown)) == 2
    assert "as reviewed in 2025" in lines_below(shown)[-1]
    shown.line.clear()
    QTest.keyClicks(shown.line, "nothing like it")
    assert shown.offered() == []
    assert lines_below(shown)[-1].startswith("No code fits.")


def test_a_code_says_where_else_its_indicator_stands(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    made = editor(qtbot, workspace, space, GlobalIndicator("indicator", "Indicator"))
    made.show_stored("13.1.1")
    assert "1.5.1, 11.5.1" in words_on(made)[0]
    made.show_stored("8.9.2")
    assert "In older papers" in words_on(made)[0]


@pytest.mark.usefixtures("worded")
def test_a_loaded_wording_is_searched_and_shown(shown: CodeEditor) -> None:
    QTest.keyClicks(shown.line, "hearth house")
    assert shown.offered() == ["1.2"]
    assert "no house without a hearth" in lines_below(shown)[0]
    shown.line.left.emit()
    assert shown.stored() == "1.2"
    assert "By 2030, no house without a hearth" in words_on(shown)


def test_a_wording_is_loaded_from_the_list_of_codes(
    shown: CodeEditor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "valley_list.xlsx"
    file.write_bytes(as_xlsx())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(file), ""))
    QTest.keyClicks(shown.line, "6.1")
    while shown._below.currentIndex().row() != 1:
        QTest.keyClick(shown._below, Qt.Key.Key_Down)
    assert shown.stored() == "6.1", "going through the list changes no answer"
    QTest.keyClick(shown._below, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.loading.dialog is not None)
    dialog = shown.loading.dialog
    assert dialog is not None
    assert dialog.name.text() == "valley list"
    assert dialog.language.currentData() == "en"
    assert dialog.words.model().rowCount() == 10
    assert frameworks.kept(shown.surroundings.workspace) == (), "nothing is kept before it was seen"
    dialog.keep()
    assert shown.stored() == "6.1"
    assert "Taps for all" in words_on(shown)
    assert frameworks.kept(shown.surroundings.workspace)[0].name == "valley list"


def test_a_file_that_is_no_list_is_refused_in_the_form(
    shown: CodeEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "letter.csv"
    file.write_text("Dear all,")
    shown.loading.look_into(file)
    qtbot.waitUntil(lambda: bool(shown.message.text))
    assert "letter.csv" in shown.message.text
    assert "Nothing was changed" in shown.message.text
    shown.loading.look_into(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "gone.csv" in shown.message.text)


@pytest.mark.usefixtures("worded")
def test_codes_of_a_country_are_offered_for_its_own_indicators_only(
    qtbot: QtBot, workspace: Workspace, space: str
) -> None:
    own = editor(qtbot, workspace, space, NationalIndicator("own", "Own"))
    QTest.keyClicks(own.line, "taps dry")
    assert own.offered() == ["6.1.n1"]
    own.line.left.emit()
    assert own.stored() == "taps dry", "a text is not replaced behind a person's back"
    QTest.keyClick(own._below, Qt.Key.Key_Down)
    QTest.keyClick(own._below, Qt.Key.Key_Return)
    assert own.stored() == "6.1.n1"
    assert "Taps that run in the dry months" in words_on(own)
    made = editor(qtbot, workspace, space, GlobalIndicator("indicator", "Indicator"))
    QTest.keyClicks(made.line, "6.1.n1")
    assert made.offered() == []
    with pytest.raises(NotAValue):
        made.stored()

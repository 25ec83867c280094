"""Working in a matrix by keyboard: going from cell to cell, writing, choosing, emptying, opening."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from msp_desktop.domain.fields import Choice, Flag, LongText, Option, Scale, Stored
from msp_desktop.domain.matrix import Answer, Cell, Head, Matrix, Source
from msp_desktop.ui.widgets.matrix.view import MOST_LINES, MatrixView
from msp_desktop.ui.widgets.matrix.writing import CellText

pytestmark = pytest.mark.ui

FIELDS = (
    LongText("text", "Text"),
    Scale("score", "Score", low=-3, high=3),
    Choice("fit", "Fit", options=(Option("a", "Apart"), Option("b", "Both"), Option("n", "Near"))),
    Flag("chosen", "Chosen"),
)


@pytest.fixture
def mirrored() -> Iterator[None]:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def matrix(rows: int = 3, **stored: Stored) -> Matrix:
    """Return a matrix with a column for each kind of answer, and one that is only looked at."""
    heads = tuple(Head(f"r{at}", f"Row {at}") for at in range(rows))
    columns = (*(Head(field.key, field.label) for field in FIELDS), Head("seen", "Seen"))
    cells = {
        (head.key, field.key): Cell(
            text=str(stored.get(field.key) or ""),
            answer=Answer("kind", field, stored.get(field.key), head.key),
            sources=(Source("kind", head.key),),
        )
        for head in heads
        for field in FIELDS
    }
    cells |= {
        (head.key, "seen"): Cell(sign="▼", spoken="harms", sources=(Source("kind", head.key),))
        for head in heads
    }
    return Matrix(heads, columns, cells, corner="Rows")


class Desk:
    """A matrix on the screen, and what it said."""

    def __init__(self, qtbot: QtBot, shown: Matrix) -> None:
        self.view = MatrixView("Matrix")
        qtbot.addWidget(self.view)
        self.answers: list[tuple[str, str, Stored]] = []
        self.opened: list[tuple[Source, ...]] = []
        self.unsaved: list[bool] = []
        self.view.answered.connect(self._on_answered)
        self.view.opened.connect(self.opened.append)
        self.view.unsaved.connect(self.unsaved.append)
        self.view.resize(700, 400)
        self.view.show_matrix(shown)
        self.view.show()
        self.view.activateWindow()
        assert QTest.qWaitForWindowActive(self.view)
        self.view.setFocus()

    def _on_answered(self, answer: Answer, value: Stored) -> None:
        self.answers.append((answer.record_id, answer.field.key, value))

    def at(self, row: str, column: str) -> Desk:
        self.view.go_to(row, column)
        return self

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, key, modifier)

    def type(self, text: str) -> None:
        for letter in text:  # QTest types Latin letters only
            typed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget() or self.view, typed)

    @property
    def place(self) -> tuple[str, str]:
        return self.view.matrix_model.keys(self.view.currentIndex())


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, matrix())


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_arrows_home_and_end_go_from_cell_to_cell(desk: Desk) -> None:
    assert desk.place == ("r0", "text"), "the keyboard arrives at the first cell"
    for key, place in (
        (Qt.Key.Key_Right, ("r0", "score")),
        (Qt.Key.Key_Down, ("r1", "score")),
        (Qt.Key.Key_End, ("r1", "seen")),
        (Qt.Key.Key_Home, ("r1", "text")),
    ):
        desk.key(key)
        assert desk.place == place


@pytest.mark.usefixtures("mirrored")
def test_in_a_mirrored_window_left_goes_on(qtbot: QtBot) -> None:
    desk = Desk(qtbot, matrix())
    desk.key(Qt.Key.Key_Left)
    assert desk.place == ("r0", "score")
    first, second = (desk.view.columnViewportPosition(at) for at in (0, 1))
    assert first > second


def test_typing_writes_words_and_enter_keeps_them(desk: Desk) -> None:
    desk.at("r1", "text").type("Wells")
    assert desk.unsaved[-1]
    assert desk.answers == []
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    desk.type("and pumps")
    desk.key(Qt.Key.Key_Return)
    assert desk.answers == [("r1", "text", "Wells\nand pumps")]
    assert not desk.unsaved[-1]
    assert desk.view.hasFocus()
    assert desk.place == ("r1", "text")


def test_escape_leaves_the_words_as_they_were(desk: Desk) -> None:
    desk.at("r0", "text").type("Wrong")
    desk.key(Qt.Key.Key_Escape)
    assert desk.answers == []
    assert desk.view.hasFocus()


def test_leaving_the_sheet_or_being_asked_to_store_keeps_the_words(desk: Desk) -> None:
    desk.at("r0", "text").type("First")
    desk.key(Qt.Key.Key_Tab)
    desk.at("r1", "text").type("Second")
    desk.view.flush()
    assert desk.answers == [("r0", "text", "First"), ("r1", "text", "Second")]


def test_words_that_cannot_be_kept_stay_until_they_are_corrected(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LongText, "LONGEST", 20)
    desk.at("r0", "text").type("W")
    sheet = desk.view.indexWidget(desk.view.currentIndex())
    assert isinstance(sheet, CellText)
    whole = "Wells and pumps for all"
    sheet.setPlainText(whole)
    desk.key(Qt.Key.Key_Return)
    desk.view.go_to("r1", "seen")
    desk.view.flush()
    desk.at("r2", "text").type("O")
    assert sheet.isVisible()
    assert sheet.hasFocus(), "one after the other"
    assert sheet.toPlainText() == whole
    assert desk.view.refused == "Text"
    assert desk.unsaved[-1]
    assert desk.answers == []
    sheet.setPlainText("Wells")
    desk.key(Qt.Key.Key_Return)
    assert desk.answers == [("r0", "text", "Wells")]
    assert (desk.view.refused, desk.unsaved[-1]) == ("", False)


def test_enter_on_words_lets_them_be_changed(qtbot: QtBot) -> None:
    desk = Desk(qtbot, matrix(text="Wells"))
    desk.key(Qt.Key.Key_Return)
    sheet = QApplication.focusWidget()
    assert isinstance(sheet, CellText)
    assert sheet.toPlainText() == "Wells"
    desk.key(Qt.Key.Key_Return)
    assert desk.answers == [], "nothing was changed"


@pytest.mark.parametrize(("typed", "stored"), [("2", 2), ("-3", -3), ("−1", -1), ("०", 0)])
def test_a_digit_sets_a_step_in_any_script(desk: Desk, typed: str, stored: int) -> None:
    desk.at("r0", "score").type(typed)
    assert desk.answers == [("r0", "score", stored)]


def test_a_digit_beyond_the_scale_is_refused_with_a_word(desk: Desk) -> None:
    desk.at("r0", "score").type("7")
    assert desk.answers == []


def test_a_letter_chooses_and_the_next_one_goes_on(qtbot: QtBot) -> None:
    desk = Desk(qtbot, matrix(fit="a"))
    desk.at("r0", "fit").type("b")
    desk.at("r1", "fit").type("n")
    desk.at("r0", "chosen").type("y")
    assert desk.answers == [("r0", "fit", "b"), ("r1", "fit", "n"), ("r0", "chosen", 1)]


def test_enter_offers_the_steps_with_their_words(qtbot: QtBot) -> None:
    desk = Desk(qtbot, matrix(fit="b"))
    desk.at("r0", "fit").key(Qt.Key.Key_Return)
    offered = [action.text() for action in menu().actions() if action.text()]
    assert offered == ["Apart", "Both", "Near", "Empty it (Delete)"]
    QTest.keyClick(menu(), Qt.Key.Key_Down)
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    assert desk.answers == [("r0", "fit", "n")]


def test_delete_empties_a_cell_that_says_something(qtbot: QtBot) -> None:
    desk = Desk(qtbot, matrix(score=2))
    desk.at("r2", "score").key(Qt.Key.Key_Delete)
    desk.at("r2", "text").key(Qt.Key.Key_Delete)
    assert desk.answers == [("r2", "score", None)]


def test_enter_opens_what_is_only_looked_at_and_control_enter_what_can_be_written(
    desk: Desk,
) -> None:
    desk.at("r1", "seen").key(Qt.Key.Key_Return)
    desk.at("r2", "text").key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.opened == [(Source("kind", "r1"),), (Source("kind", "r2"),)]


def test_a_cell_is_read_aloud_with_its_heads_and_in_words(desk: Desk) -> None:
    model = desk.view.matrix_model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.place(("r1", "seen")).data(role) == "Row 1; Seen: harms"
    assert model.place(("r0", "text")).data(role) == "Row 0; Text: empty"
    spoken = QAccessible.queryAccessibleInterface(desk.view)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "Matrix"


def test_what_is_being_typed_outlives_news(desk: Desk) -> None:
    desk.at("r1", "text").type("Half a sen")
    desk.view.show_matrix(matrix(4, score=3))
    desk.type("tence")
    desk.key(Qt.Key.Key_Return)
    assert desk.answers == [("r1", "text", "Half a sentence")]
    assert len(desk.view.matrix.rows) == 4, "the news is shown afterwards"
    assert desk.place == ("r1", "text")


def test_the_keyboard_stays_in_its_cell_when_rows_come_and_go(desk: Desk) -> None:
    desk.at("r1", "score")
    grown = matrix(3)
    desk.view.show_matrix(
        Matrix((Head("new", "New"), *grown.rows), grown.columns, grown.cells, grown.corner)
    )
    assert desk.place == ("r1", "score")
    assert desk.view.currentIndex().row() == 2


def test_a_wide_and_long_matrix_scrolls_inside_under_its_heads(qtbot: QtBot) -> None:
    rows = tuple(Head(str(at), f"Row {at} with a rather long name") for at in range(60))
    columns = tuple(Head(str(at), f"Column {at}") for at in range(20))
    cells = {(r.key, c.key): Cell(text="Some words") for r in rows for c in columns}
    desk = Desk(qtbot, Matrix(rows, columns, cells))
    view = desk.view
    assert view.height() <= MOST_LINES * view.fontMetrics().lineSpacing()
    assert view.horizontalScrollBar().maximum() > 0
    desk.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert desk.place == ("59", "19")
    assert view.columns.y() == view.rows.y() - view.columns.height()
    assert view.rows.isVisible()
    assert view.visualRect(view.currentIndex()).right() <= view.viewport().width()


def test_columns_that_are_a_little_too_wide_together_get_narrower_and_are_seen_at_once(
    qtbot: QtBot,
) -> None:
    columns = tuple(Head(f"c{at}", "Seen", room=12) for at in range(8))
    desk = Desk(qtbot, Matrix((Head("r", "Row"),), columns, corner="Rows"))
    letter = desk.view.fontMetrics().averageCharWidth()
    desk.view.resize(8 * 12 * letter, 400)
    desk.view.fit()
    assert desk.view.columns.length() <= desk.view.width() - desk.view.rows.width()
    desk.view.resize(4 * 12 * letter, 400)
    desk.view.fit()
    assert desk.view.columns.sectionSize(0) > 12 * letter, "much too wide: then all keep their room"

"""What stands where: columns as wide as what they show, margins that are mirrored, parts scrolled to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.board.drawing import height_of
from msp_desktop.ui.widgets.board.model import BoardCard, BoardSheet
from msp_desktop.ui.widgets.board.view import BoardView
from msp_desktop.ui.widgets.labels import keep_off, plain_label
from msp_desktop.ui.widgets.menus import give_menu
from msp_desktop.ui.widgets.paper import Paper, push
from msp_desktop.ui.widgets.tables import Column, ListTable
from msp_desktop.ui.widgets.ticks import ChoiceDot, TickBox

pytestmark = pytest.mark.ui

LONG = "District Water Supply and Sanitation Division Office"


@pytest.fixture
def mirrored() -> Iterator[None]:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def table(
    qtbot: QtBot, width: int, *rows: tuple[str, ...], columns: Sequence[Column] = (Column(3),) * 3
) -> ListTable:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(["Name", "Sector", "State"])
    for cells in rows:
        model.appendRow([QStandardItem(cell) for cell in cells])
    shown = ListTable("Partners", columns)
    model.setParent(shown)
    shown.setModel(model)
    qtbot.addWidget(shown)
    shown.resize(width, 200)
    shown.show()
    return shown


def widths(shown: ListTable) -> list[int]:
    return [shown.columnWidth(at) for at in range(3)]


def test_a_long_name_gets_the_room_that_short_answers_leave(qtbot: QtBot) -> None:
    shown = table(qtbot, 500, (LONG, "–", "Selected"))
    name, sector, state = widths(shown)
    assert name > 2 * sector
    assert name > 2 * state
    assert sum(widths(shown)) == shown.viewport().width()
    for at, word in ((1, "Sector"), (2, "Selected")):
        assert shown.columnWidth(at) > shown.fontMetrics().horizontalAdvance(word)


def test_of_several_long_answers_none_takes_all_the_room(qtbot: QtBot) -> None:
    shown = table(qtbot, 500, (LONG, LONG, "–"))
    name, sector, state = widths(shown)
    assert abs(name - sector) <= 1
    assert state < sector


def test_days_are_not_cut_for_long_answers_beside_them(qtbot: QtBot) -> None:
    day = "28 September 2026"
    shown = table(qtbot, 420, (LONG, LONG, day), columns=[Column(3), Column(3), Column(2, day)])
    assert shown.columnWidth(2) > shown.fontMetrics().horizontalAdvance(day)
    assert sum(widths(shown)) == shown.viewport().width()


@pytest.mark.usefixtures("qapp")
def test_a_card_has_room_for_three_lines_as_they_are_drawn() -> None:
    theme.load_fonts()
    font = QFont("Noto Sans")
    font.setPointSizeF(
        10.5
    )  # here lines are drawn on whole pixels, and one more than the spacing says
    one, three = (BoardCard("card", "Dig", (words,)) for words in ("x", "x\nx\nx"))
    room = QRect(0, 0, 500, 500)
    drawn = QFontMetrics(font).boundingRect(room, 0, "x\nx\nx").height()
    drawn -= QFontMetrics(font).boundingRect(room, 0, "x").height()
    assert height_of(three, font, 500) - height_of(one, font, 500) == drawn


def test_a_board_shows_its_heads_whole(qtbot: QtBot) -> None:
    board = BoardView("Readiness", letters=6)
    qtbot.addWidget(board)
    board.show_sheet(BoardSheet(rows=("Here",), columns=("Ready", "Nothing was said of them yet")))
    head = board.horizontalHeader()
    assert board.columnWidth(1) >= head.fontMetrics().horizontalAdvance(
        "Nothing was said of them yet"
    )


def test_columns_follow_what_is_entered(qtbot: QtBot) -> None:
    shown = table(qtbot, 900, ("A", "B", "C"))
    before = shown.columnWidth(1)
    model = shown.model()
    model.setData(model.index(0, 1), LONG)
    shown.fit()
    assert shown.columnWidth(1) > before


@pytest.mark.usefixtures("mirrored")
def test_margins_begin_on_the_side_where_lines_begin(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    layout = QVBoxLayout(held)
    keep_off(layout, 26, 1, 3, 2)
    margins = layout.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (3, 1, 26, 2)


@pytest.mark.parametrize("kind", [TickBox, ChoiceDot])
def test_a_mark_without_words_stands_in_the_middle_of_its_ring(
    qtbot: QtBot, kind: type[TickBox | ChoiceDot]
) -> None:
    mark = kind()
    qtbot.addWidget(mark)
    assert abs(mark.sizeHint().width() - mark.sizeHint().height()) <= 2


def test_what_appears_below_is_scrolled_to(qtbot: QtBot) -> None:
    paper = Paper()
    qtbot.addWidget(paper)
    for number in range(60):
        paper.column.addWidget(plain_label(f"Line {number}"))
    paper.resize(600, 300)
    paper.show()
    QTest.qWait(1)
    last = QLabel("Written and read back.")
    paper.column.addWidget(last)
    paper.scroll_to(last)
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_a_button_does_not_stay_lit_after_its_menu(qtbot: QtBot) -> None:
    button, menu = push("Exchange"), QMenu()
    qtbot.addWidget(button)
    qtbot.addWidget(menu)
    give_menu(button, menu)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    menu.aboutToHide.emit()
    assert not button.underMouse()

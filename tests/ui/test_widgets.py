"""The small parts: chips, flow, messages, text that grows, boxes that ignore the wheel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from msp_desktop import locations
from msp_desktop.domain.tasks import TaskState
from msp_desktop.domain.three_way import Mark, Piece
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.chips import ChipGroup, ChipText
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox, TextInput
from msp_desktop.ui.widgets.labels import (
    ElidedLabel,
    as_tooltip,
    in_a_row,
    isolated,
    plain_label,
    running,
    without_middle,
)
from msp_desktop.ui.widgets.marked_text import marked_text
from msp_desktop.ui.widgets.paper import Paper
from msp_desktop.ui.widgets.task_state import SIGNS, StateGlyph, word_of

pytestmark = pytest.mark.ui

COLOURS = (ChipText("r", "Red"), ChipText("g", "Green"), ChipText("b", "Blue"))


def shown(qtbot: QtBot, widget: QWidget, width: int = 400) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, 200)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)


def test_of_single_chips_one_at_most_is_on_and_a_second_click_switches_it_off(
    qtbot: QtBot,
) -> None:
    group = ChipGroup(COLOURS, single=True)
    shown(qtbot, group)
    for chip in group.chips[:2]:
        with qtbot.waitSignal(group.edited):
            QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert group.keys() == ["g"]
    QTest.mouseClick(group.chips[1], Qt.MouseButton.LeftButton)
    assert group.keys() == []


def test_chips_are_one_tab_stop_and_arrows_go_along(qtbot: QtBot) -> None:
    group = ChipGroup(COLOURS, single=False)
    shown(qtbot, group)
    group.setFocus()
    QTest.keyClick(group.chips[0], Qt.Key.Key_Right)
    assert group.chips[1].hasFocus()
    QTest.keyClick(group.chips[1], Qt.Key.Key_Space)
    QTest.keyClick(group.chips[1], Qt.Key.Key_Left)
    QTest.keyClick(group.chips[0], Qt.Key.Key_Return)
    assert group.keys() == ["r", "g"]
    stops = [chip for chip in group.chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [group.chips[0]]


def test_showing_what_is_chosen_is_not_an_edit(qtbot: QtBot) -> None:
    group = ChipGroup(COLOURS, single=False)
    qtbot.addWidget(group)
    with qtbot.assertNotEmitted(group.edited):
        group.show_keys(["b"])
    assert group.keys() == ["b"]


def test_a_page_stays_where_it_is_while_the_mouse_presses_something_in_it(qtbot: QtBot) -> None:
    paper = Paper()
    qtbot.addWidget(paper)
    paper.column.addWidget(plain_label("Words that go on in the next line.", "muted"))
    buttons = [QPushButton(str(number)) for number in range(40)]
    for button in buttons:
        paper.column.addWidget(button)
    paper.resize(400, 300)
    paper.show()
    paper.activateWindow()
    assert QTest.qWaitForWindowActive(paper)
    buttons[0].setFocus()
    bar, pressed = paper.verticalScrollBar(), buttons[20]
    lower_edge = pressed.mapTo(paper.viewport(), QPoint(0, pressed.height())).y() + bar.value()
    bar.setValue(lower_edge - paper.viewport().height() - 6)  # its foot is out of view
    before = bar.value()
    assert before > 0
    QTest.mousePress(pressed, Qt.MouseButton.LeftButton, pos=QPoint(8, 4))
    assert pressed.hasFocus()
    assert bar.value() == before
    QTest.mouseRelease(pressed, Qt.MouseButton.LeftButton)
    QTest.keyClick(pressed, Qt.Key.Key_Tab)
    assert bar.value() > before, "with Tab the page follows"


def test_a_flow_outlives_a_page_whose_parts_were_looked_at(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    flow = FlowLayout(held)
    gone = QWidget()
    column = QVBoxLayout(gone)
    before = [QLabel("before") for _part in range(6)]
    for part in before:
        column.addWidget(part)
    assert all(column.itemAt(at) is not None for at in range(6))  # as Tab does
    after = [QLabel("after") for _part in range(6)]
    for part in before:
        Shiboken.delete(part)
    for part in after:
        flow.addWidget(part)
    Shiboken.delete(gone)
    assert flow.minimumSize().height() == after[0].minimumSizeHint().height()
    after[0].setParent(None)
    flow.removeWidget(after[1])
    Shiboken.delete(after[2])
    assert flow.count() == 3


def test_a_flow_goes_on_in_the_next_line_and_knows_its_height(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    flow = FlowLayout(held, spacing=10)
    for _part in range(3):
        part = QLabel("x")
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    assert flow.heightForWidth(400) == 20
    assert flow.heightForWidth(215) == 50
    assert flow.heightForWidth(50) == 80


def test_text_is_shown_as_written_never_as_markup(qtbot: QtBot) -> None:
    label = plain_label("<b>Wells</b> & more")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert as_tooltip("<img src=x>") == "<p>&lt;img src=x&gt;</p>"


def test_a_cut_label_tells_all_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A rather long name of a partnership <for> wells")
    shown(qtbot, label, width=80)
    label.grab()
    assert "&lt;for&gt; wells" in label.toolTip()
    label.resize(900, 40)
    label.grab()
    assert not label.toolTip()


def test_a_text_box_is_as_high_as_its_text(qtbot: QtBot) -> None:
    held = QWidget()
    box = TextInput()
    QVBoxLayout(held).addWidget(box)
    shown(qtbot, held)
    empty = box.height()
    box.setPlainText("\n".join(["ရေသန့်"] * 6))
    qtbot.waitUntil(lambda: box.height() > 2 * empty)
    assert box.verticalScrollBar().maximum() == 0, "the last line shows whole"
    box.setPlainText("\n".join(["water"] * 200))
    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() > 0)
    assert box.height() < 800


def test_the_wheel_does_not_change_an_answer(qtbot: QtBot) -> None:
    box = ChoiceBox()
    box.addItems(["one", "two", "three"])
    shown(qtbot, box)
    box.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.currentText() == "one"


def test_whatever_is_chosen_all_entries_of_a_short_list_show_below_the_box(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp)
    box = ChoiceBox()
    box.addItems(["one", "two", "three", "four"])
    shown(qtbot, box)
    for chosen in range(4):
        box.setCurrentIndex(chosen)
        box.showPopup()
        view, model = box.view(), box.model()
        for row in range(4):
            place, sight = view.visualRect(model.index(row, 0)), view.viewport().rect()
            assert sight.top() <= place.top() < place.bottom() <= sight.bottom(), (chosen, row)
        assert view.window().y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
        box.hidePopup()


def test_what_somebody_works_on_stays_in_its_place_when_the_page_above_it_changes(
    qtbot: QtBot,
) -> None:
    page, above, field, below = Paper(), QWidget(), QLineEdit(), QWidget()
    for part, height in ((above, 300), (field, 30), (below, 900)):
        part.setFixedHeight(height)
        page.column.addWidget(part)
    page.column.addWidget(plain_label("A page is as high as its text at the width it has."))
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 900)
    page.verticalScrollBar().setValue(200)
    field.setFocus()
    place = field.mapTo(page, QPoint()).y()
    assert 0 < place < 200
    for height in (350, 250):
        with qtbot.waitSignal(page.verticalScrollBar().rangeChanged):
            above.setFixedHeight(height)
        assert field.mapTo(page, QPoint()).y() == place
    page.verticalScrollBar().setValue(0)
    above.setFixedHeight(320)
    qtbot.waitUntil(lambda: field.mapTo(page, QPoint()).y() > 320)
    assert page.verticalScrollBar().value() == 0, "the head of the page stays in sight"


def test_a_message_offers_one_thing_to_do_and_goes_away(qtbot: QtBot) -> None:
    done: list[str] = []
    message = InlineMessage()
    qtbot.addWidget(message)
    assert not message.text
    message.say("Removed: Wells", "info", "Undo", lambda: done.append("undo"))
    assert message.button is not None
    message.button.click()
    assert done == ["undo"]
    message.say("Saved", "ok")
    assert message.button is None
    message.clear()
    assert not message.text


@pytest.mark.parametrize(
    ("direction", "mark"),
    [(Qt.LayoutDirection.LeftToRight, "\u200e"), (Qt.LayoutDirection.RightToLeft, "\u200f")],
)
def test_lines_of_a_message_run_as_the_window_does_whatever_name_comes_first(
    qtbot: QtBot, direction: Qt.LayoutDirection, mark: str
) -> None:
    message = InlineMessage()
    qtbot.addWidget(message)
    message.setLayoutDirection(direction)
    message.say("damaged.mspsync: فائل خراب ہے۔", "bad")
    (words,) = (one for one in message.findChildren(QLabel) if one.text())
    assert words.text().startswith(mark)
    assert message.text == message.accessibleName() == "damaged.mspsync: فائل خراب ہے۔"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_what_a_message_offers_is_pressed_by_space_and_by_enter(qtbot: QtBot, key: Qt.Key) -> None:
    done: list[str] = []
    message = InlineMessage()
    message.say("Removed: Wells", "info", "Undo", lambda: done.append("undo"))
    shown(qtbot, message)
    assert message.button is not None
    message.button.setFocus()
    QTest.keyClick(message.button, key)
    assert done == ["undo"]


def test_tab_comes_to_what_a_message_offers_where_the_message_stands(qtbot: QtBot) -> None:
    page, above, message, below = QWidget(), QLineEdit(), InlineMessage(), QLineEdit()
    column = QVBoxLayout(page)
    for part in (above, message, below):
        column.addWidget(part)
    shown(qtbot, page)
    message.say("Removed: Wells", "info", "Undo", above.clear, ("Leave it", above.clear))
    for expected in (message.button, message.other_button, below):
        assert expected is not None
        qtbot.waitUntil(expected.isVisible)
    above.setFocus()
    for expected in (message.button, message.other_button, below):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is expected


def test_words_know_their_height_anew_when_they_or_their_letters_change(qtbot: QtBot) -> None:
    words = plain_label("Wells run dry in May. " * 8)
    shown(qtbot, words)
    font = words.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    changes: list[Callable[[], None]] = [
        lambda: words.setText("Wells run dry in May. " * 16),
        lambda: words.setFont(font),
        lambda: words.setContentsMargins(0, 10, 0, 10),
        lambda: words.setStyleSheet("padding: 6px; font-size: 8pt"),
    ]
    for change in changes:
        before = words.heightForWidth(200)
        change()
        assert words.heightForWidth(200) == QLabel.heightForWidth(words, 200) != before


def test_every_state_has_its_own_sign_and_word(qtbot: QtBot) -> None:
    assert len(set(SIGNS.values())) == len(TaskState)
    assert len({word_of(state) for state in TaskState}) == len(TaskState)
    glyph = StateGlyph()
    qtbot.addWidget(glyph.widget)
    glyph.show_state(TaskState.DONE)
    assert glyph.widget.accessibleName() == "Done"


def test_every_icon_can_be_drawn_in_the_colour_of_the_theme(qapp: QApplication) -> None:
    files = sorted((locations.resources() / "icons").glob("*.svg"))
    assert files
    for file in files:
        image = icons.pixmap(file.stem, "#ff0000", 24).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        drawn = [image.pixelColor(x, y) for x, y in points if image.pixelColor(x, y).alpha() > 200]
        assert drawn, file.stem
        assert all(colour.green() < 60 for colour in drawn), file.stem


def test_of_a_choice_without_room_the_first_and_the_last_words_are_seen_and_all_told(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp)
    box = ChoiceBox()
    name = "Sheet of the <high-risk> areas, the running month, 30 November 2026"
    box.offer([("a", name), ("b", "Market")])
    shown(qtbot, box)
    seen = []
    for letters in (80, 40, 24):
        box.resize(box.fontMetrics().averageCharWidth() * letters, box.height())
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        seen.append(option.currentText)
        assert bool(box.toolTip()) == (option.currentText != name)
    assert "&lt;high-risk&gt;" in box.toolTip()
    assert seen[0] == name
    seen = [one.replace("\u2068", "").replace("\u2069", "") for one in seen]
    assert all(one.startswith("Sheet ") and one.endswith(" 2026") for one in seen)
    assert all(word in f"{name} …".split() for one in seen for word in one.split())
    assert sorted(set(seen), key=len, reverse=True) == seen
    assert box.currentText() == name, "readers of screens are told all of it"


def test_a_single_long_word_loses_letters(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    metrics, word = box.fontMetrics(), "ប្រជុំក្រុមការងារអំពីទឹកស្អាត"
    room = metrics.horizontalAdvance(word) // 2
    short = without_middle(word, metrics, room)
    assert "…" in short
    assert metrics.horizontalAdvance(short) <= room


def test_a_choice_among_others_is_as_wide_as_the_longest_offered(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.load_fonts()  # others are wider than the program ever shows them
    theme.apply(qapp)
    box = ChoiceBox()
    shown(qtbot, box)
    box.fit_words()
    wide = []
    for longest in ("Village council of the upper valley", "District health office"):
        box.offer([("", "All"), ("a", longest), ("b", "Market")])
        wide.append(box.sizeHint().width())
        assert wide[-1] > box.fontMetrics().horizontalAdvance(longest)
        box.choose("a")
        box.resize(box.sizeHint())
        assert not box.toolTip(), "nothing of it is cut"
    assert wide[0] > wide[1]


def test_names_in_a_row_run_as_the_window_does(qapp: QApplication) -> None:
    names = f"{isolated('Jumla')} · {isolated('Sita')}"
    assert (in_a_row(("Jumla", "", "Sita")), running("Jumla: …")) == (names, "Jumla: …")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert in_a_row(("Jumla", "Sita")) == f"\u200f{names}"
        assert running("Jumla: …") == "\u200fJumla: …"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("width", range(200, 230, 7))
def test_lines_from_the_right_begin_at_one_edge_and_lose_no_letter(
    qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        label = plain_label("لهاست " * 30)
        qtbot.addWidget(label)
        label.resize(width, label.heightForWidth(width))
        image = label.grab().toImage()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    ground = image.pixelColor(0, image.height() - 1)
    high = label.fontMetrics().lineSpacing()
    edges = set()
    for top in range(0, image.height() - high + 1, high):
        inked = [
            across
            for across in range(width)
            for down in range(top, top + high)
            if image.pixelColor(across, down) != ground
        ]
        edges.add(max(inked))
    assert len(edges) == 1
    assert max(edges) >= width - 3


def test_marked_text_is_drawn_as_marked_in_a_mirrored_window_too(
    qtbot: QtBot, qapp: QApplication
) -> None:
    pieces = [
        Piece(Mark.SAME, "in the "),
        Piece(Mark.REMOVED, "upper "),
        Piece(Mark.SAME, "valley"),
    ]
    images = []
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        qapp.setLayoutDirection(direction)
        try:
            label = marked_text(pieces)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            qtbot.addWidget(label)
            label.resize(300, 60)
            images.append(label.grab().toImage())
        finally:
            qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert images[0] == images[1], "it runs as its own text does"

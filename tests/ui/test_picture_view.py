"""Pictures on the screen: walked through, moved and joined by mouse and keyboard, enlarged, kept as files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from msp_desktop.graphs.picture import Box, Edge, Node, Note, Picture, Shape, Sign, Stroke
from msp_desktop.ui.widgets.picture.frame import PictureFrame
from msp_desktop.ui.widgets.picture.saving import drawn, save
from msp_desktop.ui.widgets.picture.view import Drag, PictureView

pytestmark = pytest.mark.ui

PLACES = [(Box(0, 0, 100, 60), "Left"), (Box(100, 0, 100, 60), "Right")]
SPOKEN = {"a": "A leads to C.", "b": "B", "c": "C"}


def picture() -> Picture:
    """Make a picture of three in a row, of which the first is joined with the last."""
    nodes = tuple(
        Node(
            Box(10 + 60 * at, 10, 40, 20),
            key.upper(),
            key=key,
            spoken=SPOKEN[key],
            shape=shape,
            sign=Sign.STAR if key == "a" else None,
        )
        for at, (key, shape) in enumerate(
            zip("abc", (Shape.ROUND, Shape.HEXAGON, Shape.DOUBLE), strict=True)
        )
    )
    edge = Edge(((50, 20), (130, 20)), "a", "c", Stroke.DOUBLE, letter="D", at=(90, 20))
    note = Note(Box(10, 40, 180, 11), "पानी and < water")
    return Picture("Three", 200, 60, nodes, (edge,), (note,), told="A leads to C.")


def made() -> PictureView:
    view = PictureView("Three things", Drag.MOVE)
    view.show_picture(picture(), PLACES)
    return view


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    shown = made()
    qtbot.addWidget(shown)
    shown.resize(500, 200)
    shown.show()
    shown.setFocus()
    return shown


@pytest.fixture
def mirrored() -> Iterator[None]:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def press(view: PictureView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view, key)


def middle(view: PictureView, key: str) -> QPoint:
    node = view.picture.node(key)
    assert node is not None
    return view.place_of(node.box).center().toPoint()


def drag(view: PictureView, start: QPoint, end: QPoint) -> None:
    on = view.viewport()
    QTest.mousePress(on, Qt.MouseButton.LeftButton, pos=start)
    for part in (1, 2, 3):
        QTest.mouseMove(on, start + (end - start) * part / 3)
    QTest.mouseRelease(on, Qt.MouseButton.LeftButton, pos=end)


def test_arrows_go_along_lines_first(view: PictureView) -> None:
    press(view, Qt.Key.Key_Home)
    assert view.chosen_key == "a"
    assert view.accessibleDescription() == "A leads to C."
    press(view, Qt.Key.Key_Right)
    assert view.chosen_key == "c"
    press(view, Qt.Key.Key_Left)
    assert view.chosen_key == "a"
    press(view, Qt.Key.Key_End)
    assert view.chosen_key == "c"


def test_where_no_line_leads_arrows_go_to_what_is_nearest(view: PictureView) -> None:
    view.choose("b")
    press(view, Qt.Key.Key_Right)
    assert view.chosen_key == "c"
    press(view, Qt.Key.Key_Right)
    assert view.chosen_key == "c"


def test_arrows_follow_the_screen_where_reading_starts_at_the_right(
    mirrored: None, view: PictureView
) -> None:
    view.choose("b")
    assert middle(view, "a").x() > middle(view, "c").x()
    press(view, Qt.Key.Key_Right)
    assert view.chosen_key == "a"


def test_enter_and_a_double_click_open(view: PictureView, qtbot: QtBot) -> None:
    view.choose("b")
    with qtbot.waitSignal(view.opened) as opened:
        press(view, Qt.Key.Key_Return)
    assert opened.args == ["b"]
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "c"))
    assert opened.args == ["c"]


def test_a_node_is_dragged_to_a_place(view: PictureView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.moved) as moved:
        drag(view, middle(view, "a"), view.place_of(PLACES[1][0]).center().toPoint())
    assert moved.args == ["a", 1]
    assert not view.is_carrying


def test_a_node_dropped_nowhere_stays(view: PictureView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.moved):
        drag(view, middle(view, "a"), QPoint(2, 190))
    assert not view.is_carrying


def test_a_node_is_moved_by_keyboard_and_every_step_is_said(
    view: PictureView, qtbot: QtBot
) -> None:
    said: list[str] = []
    view.told.connect(said.append)
    view.choose("a")
    press(view, Qt.Key.Key_Space)
    assert view.is_carrying
    with qtbot.waitSignal(view.moved) as moved:
        press(view, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert moved.args == ["a", 1]
    assert said[-1] == "Right"
    assert "picked up" in said[-2]


def test_escape_puts_back_and_no_more(view: PictureView, qtbot: QtBot) -> None:
    view.choose("a")
    press(view, Qt.Key.Key_Space, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(view.moved):
        press(view, Qt.Key.Key_Escape)
    assert not view.is_carrying
    assert view.chosen_key == "a"


def test_two_are_joined_by_mouse_and_by_keyboard(view: PictureView, qtbot: QtBot) -> None:
    view.drag = Drag.JOIN
    with qtbot.waitSignal(view.joined) as joined:
        drag(view, middle(view, "a"), middle(view, "b"))
    assert joined.args == ["a", "b"]
    view.choose("a")
    press(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(view.joined) as joined:
        press(view, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert joined.args == ["a", "b"]
    view.carry("c")
    with qtbot.waitSignal(view.joined) as joined:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "b"))
    assert joined.args == ["c", "b"]


def test_nothing_is_joined_with_itself(view: PictureView, qtbot: QtBot) -> None:
    view.drag = Drag.JOIN
    view.choose("a")
    with qtbot.assertNotEmitted(view.joined):
        press(view, Qt.Key.Key_Space, Qt.Key.Key_Return)


def test_a_picture_that_cannot_be_changed_is_only_looked_at(
    view: PictureView, qtbot: QtBot
) -> None:
    view.drag = Drag.NOTHING
    view.choose("a")
    with qtbot.assertNotEmitted(view.moved):
        press(view, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Return)
        drag(view, middle(view, "a"), view.place_of(PLACES[1][0]).center().toPoint())


def test_what_is_no_longer_there_is_not_chosen_any_more(view: PictureView) -> None:
    view.choose("c")
    whole = picture()
    view.show_picture(Picture("Two", 200, 60, whole.nodes[:2]), PLACES)
    assert view.chosen_key == ""


def test_keys_and_the_wheel_change_the_size(view: PictureView) -> None:
    first = view.scale
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale > first
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale < first
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == first
    at = QPointF(50, 50)
    turned = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turned)
    assert view.scale > first


def test_what_is_chosen_is_scrolled_to(view: PictureView) -> None:
    for _step in range(6):
        view.zoom_by(1)
    press(view, Qt.Key.Key_End)
    node = view.picture.node("c")
    assert node is not None
    assert view.viewport().rect().contains(view.place_of(node.box).center().toPoint())


class Page(QWidget):
    """A page with a picture and a button beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.view = made()
        self.frame = PictureFrame(self.view, "Choose something.")
        self.other = QPushButton("Other")
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.frame)
        self.column.addWidget(self.other)
        self.resize(800, 600)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    shown = Page()
    qtbot.addWidget(shown)
    return shown


def test_enlarged_a_picture_has_the_window_to_itself_until_escape(page: Page, qtbot: QtBot) -> None:
    view = page.view
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    small = view.height()
    page.frame.enlarge.click()
    qtbot.waitUntil(lambda: view.height() > small)
    assert page.frame.is_enlarged
    seen = set()
    for _step in range(12):
        here = QApplication.focusWidget()
        assert here is not None
        seen.add(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert page.other not in seen
    assert {view, page.frame.enlarge} <= seen
    view.setFocus()
    press(view, Qt.Key.Key_Escape)
    assert not page.frame.is_enlarged
    assert page.column.indexOf(page.frame) == 0
    assert view.hasFocus()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.resize(500, 500)  # what held the picture is gone, and nothing of the picture with it
    qtbot.waitUntil(lambda: page.frame.width() < 500)
    assert page.frame.enlarge.isVisible()


def test_the_line_below_says_what_is_chosen(page: Page) -> None:
    view = page.view
    assert page.frame.line.text() == "Choose something."
    view.choose("a")
    assert page.frame.line.text() == "A leads to C."
    view.choose("")
    assert page.frame.line.text() == "Choose something."


def test_an_svg_file_has_shapes_and_words(qtbot: QtBot) -> None:
    root = ET.fromstring(drawn(picture(), ".svg"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.findtext(f"{space}title") == "Three"
    assert root.findtext(f"{space}desc") == "A leads to C."
    words = "".join("".join(one.itertext()) for one in root.iter(f"{space}text"))
    assert "पानी and < water" in words
    assert "D" in words
    assert len(list(root.iter(f"{space}path"))) >= 3


def test_a_png_file_is_sharp_and_white(qtbot: QtBot) -> None:
    image = Image.open(io.BytesIO(drawn(picture(), ".png")))
    assert image.size == ((200 + 24) * 3, (60 + 24) * 3)
    assert image.getpixel((2, 2)) == (255, 255, 255)
    greys = image.convert("L").histogram()
    assert sum(greys[:60]) > 500
    assert image.info["Description"] == "A leads to C."


def test_a_png_file_of_a_very_long_picture_is_whole(qtbot: QtBot) -> None:
    end = Box(10, 15_900, 40, 80)
    far = replace(picture(), height=16_000, nodes=(Node(end, "Z", key="z", spoken="Z"),), edges=())
    image = Image.open(io.BytesIO(drawn(far, ".png"))).convert("L")
    assert max(image.size) <= 32_767
    ink = image.point(lambda grey: 255 - grey).getbbox()
    assert ink is not None
    assert ink[3] > image.height * 0.99


def test_a_pdf_file_has_one_page_with_the_words(qtbot: QtBot) -> None:
    document = pypdfium2.PdfDocument(drawn(picture(), ".pdf"))
    assert len(document) == 1
    assert [round(size) for size in document[0].get_size()] == [224, 84]
    text = document[0].get_textpage().get_text_bounded()
    assert "पानी" in text
    assert "water" in text
    assert document.get_metadata_dict()["Title"] == "Three"


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(
    page: Page, tmp_path: Path
) -> None:
    page.frame.save_to(tmp_path / "gone" / "three.png")
    assert page.frame.message.mood == "bad"
    page.frame.save_to(tmp_path / "three.PNG")
    assert page.frame.message.mood == "ok"
    assert [file.name for file in tmp_path.iterdir()] == ["three.PNG"]
    with pytest.raises(KeyError):
        save(picture(), tmp_path / "three.txt")
    assert [file.name for file in tmp_path.iterdir()] == ["three.PNG"]


def test_what_is_said_of_the_chosen_one_follows_the_records(view: PictureView) -> None:
    frame = PictureFrame(view, "Nothing is chosen.")
    view.choose("b")
    assert frame.line.text() == "B"
    first, second, third = picture().nodes
    view.show_picture(
        replace(picture(), nodes=(first, replace(second, spoken="B, moved"), third)), PLACES
    )
    assert frame.line.text() == "B, moved"

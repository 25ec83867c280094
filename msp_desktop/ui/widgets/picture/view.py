"""A picture on the screen: looked at, enlarged, and worked with by mouse or by keyboard.

Qt's own scenes are mute for screen readers, so the view says itself what is chosen: as an announcement,
as its description, and by `told` for a line of words beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from msp_desktop.graphs.picture import Box, Node, Picture, Point
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.escape import on_escape
from msp_desktop.ui.widgets.picture.area import PictureArea
from msp_desktop.ui.widgets.picture.ways import as_read, nearest, neighbour

Place = tuple[Box, str]
"""Where something can be put down, and the words for it."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class Drag(Enum):
    """What dragging a node does: nothing, move it to another place, or join it with another node."""

    NOTHING = "nothing"
    MOVE = "move"
    JOIN = "join"


class PictureView(PictureArea):
    """Shows a picture; arrows go from node to node, Enter opens what a node stands for.

    ``chosen`` carries the key of a node (empty for none), ``opened`` of one to open, ``moved`` of one
    that was put down and the number of its new place, ``joined`` of two nodes. ``told`` carries words
    about what happens.
    """

    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str, int)
    joined = Signal(str, str)
    told = Signal(str)

    def __init__(self, name: str, drag: Drag = Drag.NOTHING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drag = drag
        self._places: Sequence[Place] = ()
        self._chosen = ""
        self._carried = ""
        self._place = -1
        self._target = ""
        self._pressed: QPointF | None = None
        self._pointer: QPointF | None = None
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(name)
        on_escape(self, self._on_escape, lambda: self.is_carrying)

    # What is shown

    @property
    def lit(self) -> Sequence[str]:
        return [self._chosen] if self._chosen else []

    @property
    def target(self) -> str:
        return self._target if self._target != self._carried else ""

    @property
    def chosen_key(self) -> str:
        """The key of the chosen node; empty for none."""
        return self._chosen

    @property
    def is_carrying(self) -> bool:
        """Whether a node is being moved or joined."""
        return bool(self._carried)

    def show_picture(self, picture: Picture, places: Sequence[Place] = ()) -> None:
        """Show a picture; ``places`` are where its nodes can be put down."""
        before = self._picture.node(self._chosen)
        self._picture, self._places = picture, places
        if self._carried and picture.node(self._carried) is None:
            self.put_back()
        if self._chosen and picture.node(self._chosen) is None:
            self.choose("")
        now = picture.node(self._chosen)
        if now is not None and before is not None and now.spoken != before.spoken:
            self._say(now.spoken)
        self.updateGeometry()
        self._lay_out()

    def choose(self, key: str) -> None:
        """Choose a node, bring it into view and say it; an empty key chooses none."""
        is_new = key != self._chosen
        self._chosen = key
        node = self._picture.node(key)
        if node is not None:
            self.bring_into_view(node.box)
            if is_new:
                self._say(node.spoken)
        elif is_new:
            self._say("")
        if is_new:
            self.chosen.emit(key)
        self.viewport().update()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if has_control and self._zoom_key(event):
            return
        if not has_control and event.key() in (*_ARROWS, *_ENDS):
            self._go(Qt.Key(event.key()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif event.key() == Qt.Key.Key_Space:
            self._on_space()
        else:
            super().keyPressEvent(event)

    def _zoom_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.zoom_out_of_the_way()
            case _:
                return False
        return True

    def _go(self, key: Qt.Key) -> None:
        keys = [node.key for node in self._picture.nodes if node.key]
        if not keys:
            return
        if self.drag is Drag.MOVE and self._carried:
            self._go_to_place(key)
        elif key in _ENDS:
            self._arrive(keys[_ENDS[key]])
        else:
            start = self._target if self._carried else self._chosen
            way = as_read(_ARROWS[key])
            self._arrive(neighbour(self._picture, start, way, along=not self._carried) or keys[0])

    def _arrive(self, key: str) -> None:
        """Choose a node; while joining, make it the other one."""
        if not self._carried:
            self.choose(key)
            return
        self._target = key
        node = self._picture.node(key)
        if node is not None:
            self.bring_into_view(node.box)
            self._say(node.spoken)
        self.viewport().update()

    def _go_to_place(self, key: Qt.Key) -> None:
        if key not in _ARROWS:
            return
        boxes = [box for box, _words in self._places]
        found = nearest(boxes, boxes[self._place], as_read(_ARROWS[key]))
        if found is not None:
            self._place = boxes.index(found)
            self.bring_into_view(found)
            self._say(self._places[self._place][1])
        self.viewport().update()

    def _on_enter(self) -> None:
        if self._carried:
            self._put_down()
        elif self._chosen:
            self.opened.emit(self._chosen)

    def _on_space(self) -> None:
        if self._carried:
            self._put_down()
        elif self._chosen and self.drag is not Drag.NOTHING:
            self.carry(self._chosen)

    # Moving and joining

    def carry(self, key: str) -> None:
        """Begin to move a node, or to join it with another, by keyboard."""
        node = self._picture.node(key)
        if node is None or self.drag is Drag.NOTHING:
            return
        self.choose(key)
        self._carried = self._target = key
        if self.drag is Drag.MOVE:
            self._place = max(self._place_at(node.box.middle), 0)
            words = translate(
                "{name} is picked up. Arrows move it, Enter puts it down, Esc puts it back."
            )
        else:
            words = translate(
                "From {name}: go to another with the arrows and press Enter; Esc ends it."
            )
        self._say(words.format(name=node.words))
        self.viewport().update()

    def _place_at(self, point: Point) -> int:
        """Return the number of the place at a point; -1 where there is none."""
        found = (at for at, (box, _words) in enumerate(self._places) if box.holds(point))
        return next(found, -1)

    def put_back(self) -> None:
        """Move or join nothing after all."""
        self._carried = self._target = ""
        self._place = -1
        self._pressed = self._pointer = None
        self.viewport().update()

    def _on_escape(self) -> None:
        self.put_back()
        self._say(translate("Put back."))

    def _put_down(self) -> None:
        carried, target, place = self._carried, self._target, self._place
        self.put_back()
        if self.drag is Drag.MOVE and place >= 0:
            self.moved.emit(carried, place)
        elif self.drag is Drag.JOIN and target and target != carried:
            self.joined.emit(carried, target)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        node = self._picture.at(self.point_at(event.position()))
        if self._carried and self.drag is Drag.JOIN:
            self._target = node.key if node else ""
            self._put_down()
            return
        self.choose(node.key if node else "")
        self._pressed = event.position() if node else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        node = self._picture.at(self.point_at(event.position()))
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_hand(node)
            return
        way = (event.position() - self._pressed).manhattanLength()
        if self.drag is Drag.NOTHING or way < QApplication.startDragDistance():
            return
        self._carried, self._pointer = self._chosen, event.position()
        self._target = node.key if node and node.key != self._carried else ""
        self._place = self._place_at(self.point_at(event.position()))
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pointer is not None:
            self._put_down()
        self._pressed = self._pointer = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self._picture.at(self.point_at(event.position()))
        if node is not None:
            self.opened.emit(node.key)

    def _show_hand(self, node: Node | None) -> None:
        if node is None:
            self.viewport().unsetCursor()
        elif self.drag is Drag.NOTHING:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    # Painting

    def paint_over(self, painter: QPainter) -> None:
        """Show the place where what is carried would lie, or the line that would join it."""
        node = self._picture.node(self._carried)
        if node is None:
            return
        painter.setPen(QPen(QColor(theme.tokens().focus), 3, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.drag is Drag.MOVE and self._place >= 0:
            painter.drawRect(self.place_of(self._places[self._place][0]).adjusted(2, 2, -2, -2))
        end = self._pointer
        other = self._picture.node(self._target)
        if end is None and other is not None:
            end = self.place_of(other.box).center()
        start = self.place_of(node.box)
        if self.drag is Drag.JOIN and end is not None:
            painter.drawLine(start.center(), end)
        elif end is not None:
            start.moveCenter(end)
            painter.drawRoundedRect(start, 8, 8)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next((node.key for node in self._picture.nodes if node.key), "")
        is_by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if is_by_keyboard and not self._chosen and first:
            self.choose(first)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _say(self, words: str) -> None:
        """Say words to screen readers and to whoever shows them."""
        self.setAccessibleDescription(words)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.told.emit(words)

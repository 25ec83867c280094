"""A layout that sets its parts side by side and goes on in the next line when a line is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from msp_desktop.ui import theme


class FlowLayout(QLayout):
    """Fills lines from the leading edge, as text does; knows its height for a width.

    With ``column`` all parts are equally wide, at least so much, and stand in columns.
    """

    def __init__(
        self, parent: QWidget | None = None, spacing: int = theme.S, *, column: int = 0
    ) -> None:
        super().__init__(parent)
        self._column = column
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self._is_placed = False
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget at the end.

        Its item is made here: one that Qt makes may lie where an item looked at earlier lay, and
        would be taken for that one and count as deleted when the page of that one goes.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        self._least, self._is_placed = None, False
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        if self._is_placed and rect == self.geometry():
            return
        super().setGeometry(rect)
        self._place(rect, move=True)
        self._is_placed = True

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            size = QSize()
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            margins = self.contentsMargins()
            around = QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
            self._least = size + around
        return self._least

    def _place(self, rect: QRect, *, move: bool) -> int:
        room = rect.marginsRemoved(self.contentsMargins())
        y = room.y()
        for line in self._lines(room.width()):
            height = max(size.height() for _item, size in line)
            if move:
                self._place_line(line, QRect(room.x(), y, room.width(), height))
            y += height + self.spacing()
        y -= self.spacing() if y > room.y() else 0
        return y - rect.y() + self.contentsMargins().bottom()

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        even, used = self._even_width(room), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(room, 1), 100_000))
            size.setWidth(even or size.width())
            if not lines or used + self.spacing() + size.width() > room:
                lines.append([])
                used = -self.spacing()
            lines[-1].append((item, size))
            used += self.spacing() + size.width()
        return lines

    def _place_line(self, line: list[tuple[QLayoutItem, QSize]], room: QRect) -> None:
        widget = self.parentWidget()
        mirrored = widget is not None and widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = room.x()
        for item, size in line:
            start = room.right() + room.x() - x - size.width() + 1 if mirrored else x
            middle = room.y() + (room.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(start, middle), size))
            x += size.width() + self.spacing()

    def _even_width(self, room: int) -> int:
        """Return the width of a column when all parts are equally wide, else 0."""
        if not self._column:
            return 0
        columns = max((room + self.spacing()) // (self._column + self.spacing()), 1)
        return (room - (columns - 1) * self.spacing()) // columns

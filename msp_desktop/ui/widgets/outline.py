"""Lines to type one below the other, each of a sort that stands beside it, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from msp_desktop.ui import theme

_SOFT_BREAK = "\u2028"
"""What breaks a line without ending it; a text of several lines is one line here."""


class OutlineSort(NamedTuple):
    """A sort of lines: the word beside them, the key that makes one with Ctrl, and the letter typed first.

    A sort without a word is that of plain lines.
    """

    word: str = ""
    key: str = ""


@dataclass(slots=True)
class OutlineLine:
    """One line: its sort, what its owner knows it by (empty for a new one), and its text."""

    sort: str
    key: str
    text: str = ""


class Outline(QPlainTextEdit):
    """A running list of lines. Enter begins the next, Ctrl and a letter makes a line another sort.

    A letter and a space at the beginning of a line do so too. ``edited`` is sent at every change a person
    makes, ``moved`` when the place of typing is another. ``complete`` is asked with the text before the
    place of typing when Tab, space or Enter is pressed (the key is handed in), and returns how many
    letters to replace by what; zero letters leave all as it is.
    """

    edited = Signal()
    moved = Signal()
    left = Signal()

    def __init__(self, sorts: Mapping[str, OutlineSort], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sorts = sorts
        self._plain = next(key for key, sort in sorts.items() if not sort.word)
        self._by_key = {sort.key: key for key, sort in sorts.items() if sort.key}
        self._known: list[OutlineLine] = []
        self._is_showing = False
        self.complete: Callable[[str, Qt.Key], tuple[int, str]] = lambda _before, _key: (0, "")
        self.setUndoRedoEnabled(False)  # steps are taken back where they are kept
        self.setTabChangesFocus(True)
        self._side = _Side(self)
        self._make_room()
        self.document().contentsChange.connect(self._on_contents)
        self.cursorPositionChanged.connect(self._on_moved)
        self.updateRequest.connect(self._on_update)

    # What it holds

    def show_lines(self, lines: Sequence[OutlineLine]) -> None:
        """Show other lines; the place of typing stays as near as can be."""
        at, column = self.textCursor().blockNumber(), self.textCursor().positionInBlock()
        self._is_showing = True
        self._known = []
        self.setPlainText("\n".join(one.text.replace("\n", _SOFT_BREAK) for one in lines))
        block = self.document().begin()
        for line in lines or [OutlineLine(self._plain, "")]:
            self._know(block, OutlineLine(line.sort, line.key))
            block = block.next()
        self._is_showing = False
        self._dress()
        block = self.document().findBlockByNumber(min(at, self.blockCount() - 1))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(column, max(block.length() - 1, 0)))
        self.setTextCursor(cursor)

    def lines(self) -> list[OutlineLine]:
        """Return the lines as they stand."""
        return [
            OutlineLine(line.sort, line.key, block.text().replace(_SOFT_BREAK, "\n"))
            for block in self._blocks()
            for line in (self._line(block),)
        ]

    def know_as(self, keys: Sequence[str]) -> None:
        """Remember what the owner knows each line by."""
        for block, key in zip(self._blocks(), keys, strict=True):
            self._line(block).key = key

    @property
    def current(self) -> OutlineLine:
        """The line in which somebody types."""
        block = self.textCursor().block()
        line = self._line(block)
        return OutlineLine(line.sort, line.key, block.text())

    @property
    def before(self) -> str:
        """What stands in the line before the place of typing."""
        return self.textCursor().block().text()[: self.textCursor().positionInBlock()]

    def make(self, sort: str) -> None:
        """Make the line in which somebody types another sort; once more makes it plain."""
        line = self._line(self.textCursor().block())
        line.sort = self._plain if line.sort == sort else sort
        self._dress()
        self.edited.emit()
        self.moved.emit()

    def break_line(self, at: int, column: int) -> None:
        """Break a line in two; what stood behind the column is a plain line of its own."""
        cursor = QTextCursor(self.document().findBlockByNumber(at))
        cursor.setPosition(cursor.position() + column)
        self._is_showing = True
        cursor.insertBlock()
        self._is_showing = False
        self._dress()

    def go_to_end(self) -> None:
        """Put the place of typing behind everything, into a line of its own."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        if self.textCursor().block().text() and not self.isReadOnly():
            self._is_showing = True
            self.textCursor().insertBlock()
            self._is_showing = False
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.moved.emit()
        self.ensureCursorVisible()

    # Typing

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(
                QKeySequence.StandardKey.Redo
            ):
                event.ignore()
                return False
            if self._sort_of(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        sort = self._sort_of(event)
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.isReadOnly() or (
            is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore() if is_enter else super().keyPressEvent(event)
        elif sort is not None:
            self.make(sort)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Space) or is_enter:
            self._on_end_of_word(event, key)
        elif key == Qt.Key.Key_Backspace and self._is_at_begin_of_sort():
            self.make(self._plain)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_side()

    # Inside

    def _sort_of(self, event: QKeyEvent) -> str | None:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        return self._by_key.get(QKeySequence(event.key()).toString().casefold())

    def _on_end_of_word(self, event: QKeyEvent, key: Qt.Key) -> None:
        count, text = self.complete(self.before, key)
        if count:
            cursor = self.textCursor()
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count
            )
            cursor.insertText(text)
            if key == Qt.Key.Key_Tab:
                return
        if key == Qt.Key.Key_Space and self._becomes_sort():
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self._begin_line()
            return
        super().keyPressEvent(event)

    def _becomes_sort(self) -> bool:
        """Make a line another sort when all that stands before the place of typing is its letter."""
        sort = self._by_key.get(self.before)
        if sort is None or self.current.sort != self._plain:
            return False
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.make(sort)
        return True

    def _begin_line(self) -> None:
        """End the line: what stands behind the place of typing is the next one, which is plain."""
        cursor = self.textCursor()
        is_before_all = cursor.positionInBlock() == 0 and bool(cursor.block().text())
        whole = self._line(cursor.block())
        cursor.insertBlock()
        if is_before_all:  # the text went down: so does what it is
            self._know(cursor.block().previous(), OutlineLine(self._plain, ""))
            self._know(cursor.block(), whole)
        self.setTextCursor(cursor)
        self._dress()
        self.ensureCursorVisible()

    def _is_at_begin_of_sort(self) -> bool:
        cursor = self.textCursor()
        return (
            not cursor.hasSelection()
            and cursor.positionInBlock() == 0
            and self.current.sort != self._plain
        )

    def _blocks(self) -> list[QTextBlock]:
        found, block = [], self.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    def _line(self, block: QTextBlock) -> OutlineLine:
        state = block.userState()
        return self._known[state] if state >= 0 else self._know(block, OutlineLine(self._plain, ""))

    def _know(self, block: QTextBlock, line: OutlineLine) -> OutlineLine:
        place = next((at for at, one in enumerate(self._known) if one is line), len(self._known))
        if place == len(self._known):
            self._known.append(line)
        block.setUserState(place)
        return line

    def _on_contents(self, _at: int, removed: int, added: int) -> None:
        if not self._is_showing and (removed or added):
            self._dress()
            self.edited.emit()

    def _on_moved(self) -> None:
        self._side.update()
        if not self._is_showing:
            self.moved.emit()

    # How it looks

    def word_of(self, block: QTextBlock) -> str:
        """Return the word beside a line; empty for plain ones."""
        return self._sorts[self._line(block).sort].word

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_grounds()
        super().paintEvent(event)

    def _paint_grounds(self) -> None:
        """Put a ground under lines of a sort: the word beside them says which."""
        painter = QPainter(self.viewport())
        for block, place in self._visible():
            if self.word_of(block):
                painter.fillRect(place, QColor(theme.tokens().accent_soft))

    def _visible(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Go through the lines to be seen, each with its place."""
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > self.viewport().height():
                return
            yield block, place
            block = block.next()

    def _dress(self) -> None:
        self.viewport().update()
        self._side.update()

    def _make_room(self) -> None:
        words = (sort.word for sort in self._sorts.values())
        width = max(self.fontMetrics().horizontalAdvance(word) for word in words) + 2 * theme.S
        self._side.width_wanted = width
        is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(0 if is_mirrored else width, 0, width if is_mirrored else 0, 0)
        self._put_side()

    def _put_side(self) -> None:
        room = self.contentsRect()
        width = self._side.width_wanted
        is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.viewport().geometry().right() + 1 if is_mirrored else room.left()
        self._side.setGeometry(QRect(left, room.top(), width, room.height()))

    def _on_update(self, _rect: QRect, _by: int) -> None:
        self._side.update()

    def paint_side(self, painter: QPainter) -> None:
        """Write the words of the sorts beside their lines."""
        width, height = self._side.width() - theme.S, self.fontMetrics().height()
        for block, place in self._visible():
            if word := self.word_of(block):
                painter.setPen(QColor(theme.tokens().accent))
                painter.drawText(
                    QRect(theme.XS, round(place.top()), width, height),
                    int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop),
                    word,
                )


class _Side(QWidget):
    """The strip beside the lines."""

    def __init__(self, outline: Outline) -> None:
        super().__init__(outline)
        self._outline = outline
        self.width_wanted = 0

    def sizeHint(self) -> QSize:
        return QSize(self.width_wanted, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._outline.paint_side(painter)

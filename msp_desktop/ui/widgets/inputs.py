"""Fields to type in and to choose from, made for forms: nothing changes by accident, nothing is clipped."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from msp_desktop.ui import icons, theme

_ARROW = 16


class LineInput(QLineEdit):
    """One line of text; tells when a person leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TextInput(QPlainTextEdit):
    """Several lines of text; as high as its text, between a least and a greatest number of lines."""

    left = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, least: int = 2, greatest: int = 16
    ) -> None:
        super().__init__(parent)
        self._least, self._greatest = least, greatest
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A long text scrolls inside only while somebody works in it; else the page scrolls.
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        line = float(self.fontMetrics().lineSpacing())
        lowest, highest = line * self._least, line * self._greatest
        text = self._text_height(highest)
        frame = 2 * (round(self.document().documentMargin()) + 6)
        height = ceil(min(max(text, lowest), highest)) + frame
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if text > highest
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self.verticalScrollBarPolicy() != bar:
            self.setVerticalScrollBarPolicy(bar)
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)

    def _text_height(self, enough: float) -> float:
        # Lines of some scripts are much higher than the font of the language says: add up real ones.
        height, block = 0.0, self.document().firstBlock()
        while block.isValid() and height <= enough:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height


class ChoiceBox(QComboBox):
    """A list to choose from; the mouse wheel scrolls the page and never changes the answer."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self._tell_whole)

    def showPopup(self) -> None:
        """List what can be chosen: as wide and as high as the entries need, where the screen has room."""
        super().showPopup()
        view, popup = self.view(), self.view().window()
        screen = self.screen().availableGeometry()
        missing = QSize(
            max(view.sizeHintForColumn(0) - view.viewport().width(), 0),
            self._hidden_height(),
        )
        place = popup.geometry()
        place.setSize((place.size() + missing).boundedTo(screen.size()))
        place.moveBottom(min(place.bottom(), screen.bottom()))
        place.moveRight(min(place.right(), screen.right()))
        place.moveTopLeft(QPoint(max(place.left(), screen.left()), max(place.top(), screen.top())))
        popup.setGeometry(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxArrow,
            self,
        )
        colours = theme.tokens()
        colour = colours.muted if self.isEnabled() else colours.disabled
        place = QRect(0, 0, _ARROW, _ARROW)
        place.moveCenter(room.center())
        painter = QPainter(self)
        painter.drawPixmap(place, icons.pixmap("chevron-down", colour, _ARROW))
        painter.end()

    def _hidden_height(self) -> int:
        """Return how much of a short list lies out of sight, in pixels; a long one scrolls."""
        count = min(self.count(), self.maxVisibleItems())
        rows = sum(self.view().sizeHintForRow(row) for row in range(count))
        return max(rows - self.view().viewport().height(), 0)

    def _tell_whole(self) -> None:
        """Tell what is chosen in a tooltip where it is cut off."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        words = self.currentText()
        is_cut = self.fontMetrics().horizontalAdvance(words) > room.width()
        self.setToolTip(words if is_cut else "")

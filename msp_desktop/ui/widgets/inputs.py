"""Fields to type in and to choose from, made for forms: nothing changes by accident, nothing is clipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
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
from msp_desktop.ui.widgets.labels import as_tooltip, without_middle

_ARROW = 16
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


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


class _Offered(QAbstractListModel):
    """Pairs of key and words; thousands are there at once, for words are asked for when they are seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pairs: Sequence[tuple[str, str]] = ()
        self.places: Mapping[str, int] = {}

    def offer(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Hold these from now on."""
        self.beginResetModel()
        self.pairs = tuple(pairs)
        self.places = {key: at for at, (key, _words) in enumerate(self.pairs)}
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        key, words = self.pairs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words
        return key if role == Qt.ItemDataRole.UserRole else None


_LEAST, _WIDEST = 8, 38
"""Letters of the narrowest choice, and of the widest among others in a row."""


class ChoiceBox(QComboBox):
    """A list to choose from; the mouse wheel scrolls the page and never changes the answer."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fits_words = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(_LEAST)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self._tell_whole)

    def offer(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Offer these keys by their words; what is chosen stays so, or else the first is."""
        offered = self.model()
        if not isinstance(offered, _Offered):
            offered = _Offered(self)
            self.setModel(offered)
        if offered.pairs != tuple(pairs):
            chosen = self.currentData()
            offered.offer(pairs)
            self._fit_longest(pairs)
            self.setCurrentIndex(offered.places.get(chosen, 0 if pairs else -1))

    def choose(self, key: str) -> bool:
        """Choose one of those handed to `offer`; say whether it is there."""
        offered = self.model()
        at = offered.places.get(key, -1) if isinstance(offered, _Offered) else -1
        if at >= 0:
            self.setCurrentIndex(at)
        return at >= 0

    def fit_words(self) -> None:
        """Be as wide as the longest of what is offered, up to a width that leaves room for others beside."""
        self._fits_words = True
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)

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

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Leave out the middle of what is chosen where it has no room: its end is often the day."""
        super().initStyleOption(option)
        room = self._room(option)
        option.currentText = without_middle(option.currentText, self.fontMetrics(), room)

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

    def _fit_longest(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Have room for the longest of all; Qt would measure thousands, whenever it asks for a size."""
        if not self._fits_words:
            return
        metrics = self.fontMetrics()
        longest = max((words for _key, words in pairs), key=len, default="")
        letters = ceil(metrics.horizontalAdvance(longest) / metrics.horizontalAdvance("X"))
        self.setMinimumContentsLength(max(letters, _LEAST))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _hidden_height(self) -> int:
        """Return how much of a short list lies out of sight, in pixels; a long one scrolls."""
        count = min(self.count(), self.maxVisibleItems())
        rows = sum(self.view().sizeHintForRow(row) for row in range(count))
        return max(rows - self.view().viewport().height(), 0)

    def _tell_whole(self) -> None:
        """Tell what is chosen in a tooltip where it is cut off."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = self.currentText()
        self.setToolTip(as_tooltip(words) if option.currentText != words else "")

    def _room(self, option: QStyleOptionComboBox) -> int:
        """Return the width in pixels that there is for words."""
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(control, option, part, self).width()

"""Answers as buttons beside each other: chosen by a click or the space bar, one Tab stop for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import as_tooltip

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_WIDEST = 420
_SIGN = 16


@dataclass(frozen=True, slots=True)
class ChipText:
    """What one chip stands for: ``key`` is the answer, ``spoken`` what screen readers say for ``words``."""

    key: str
    words: str
    spoken: str = ""


class Chip(QAbstractButton):
    """A button that is on or off; when on it carries a check mark, so that colour is not the only sign."""

    moved = Signal(int)
    left = Signal()

    def __init__(self, text: ChipText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = text
        self._hint: QSize | None = None
        self.setText(text.words.replace("&", "&&"))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        if self._hint is None:  # layouts ask again and again
            metrics = QFontMetrics(self._bold())
            width = metrics.horizontalAdvance(self.chip.words) + 2 * theme.M + _SIGN + 2 * theme.XS
            self._hint = QSize(min(width, _WIDEST), metrics.lineSpacing() + 2 * theme.S)
        return self._hint

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.XXL * 2, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = 1 if event.key() in _FORWARD else -1 if event.key() in _BACK else 0
        if mirrored and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -step
        if step:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hint = None

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, focused = self.isChecked(), self.hasFocus()
        edge = colours.focus if focused else colours.accent if on else colours.border_strong
        if not self.isEnabled():
            edge = colours.border
        ground = colours.accent_soft if on or self.underMouse() else colours.surface
        thick = 2 if focused else 1
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(ground))
        inset = thick // 2 + 0.5 if thick == 1 else 1.0
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 6, 6)
        self._paint_words(painter, colours.text if self.isEnabled() else colours.muted)
        painter.end()

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        room = self.rect().adjusted(theme.M, 0, -theme.S, 0)
        if self.isChecked():
            room = self._paint_check(painter, room)
        else:
            room.adjust((_SIGN + theme.XS) // 2, 0, 0, 0)
        painter.setFont(self._bold() if self.isChecked() else self.font())
        painter.setPen(QColor(ink))
        words = painter.fontMetrics().elidedText(
            self.chip.words, Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip("" if words == self.chip.words else as_tooltip(self.chip.words))
        painter.drawText(
            self._mirrored(room), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words
        )

    def _paint_check(self, painter: QPainter, room: QRect) -> QRect:
        sign = QRect(room.x(), (self.height() - _SIGN) // 2, _SIGN, _SIGN)
        painter.drawPixmap(
            self._mirrored(sign), icons.pixmap("check", theme.tokens().accent, _SIGN)
        )
        return room.adjusted(_SIGN + theme.XS, 0, 0, 0)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - place.right() - 1, place.y(), place.width(), place.height())
        return place


class ChipGroup(QWidget):
    """Chips in lines; arrow keys go from one to the next.

    With ``single`` at most one is on; with ``column`` all are equally wide, at least so much; ``make``
    makes chips of another look.
    ``edited`` is sent when a person has switched a chip, ``left`` when the keyboard leaves the group.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        texts: Sequence[ChipText],
        *,
        single: bool,
        column: int = 0,
        spacing: int = theme.S,
        make: Callable[[ChipText, QWidget], Chip] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._single = single
        self._make = make or Chip
        self._name = ""
        self.chips: list[Chip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing, column=column)
        self.offer(texts)

    def offer(self, texts: Sequence[ChipText]) -> None:
        """Offer other chips than before, if they are others; none of the new ones is on."""
        if [chip.chip for chip in self.chips] == list(texts) and self.chips:
            return
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._make(text, self) for text in texts]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.clicked.connect(self._on_clicked)
            chip.moved.connect(self._on_moved)
            chip.left.connect(self._on_left)
            chip.setVisible(True)
        self.set_name(self._name)
        self._set_tab_stop(0)

    def set_name(self, name: str) -> None:
        """Say to screen readers what the chips answer."""
        self._name = name
        self.setAccessibleName(name)
        for chip in self.chips:
            spoken = chip.chip.spoken or chip.chip.words
            chip.setAccessibleName(f"{name}: {spoken}" if name else spoken)

    def keys(self) -> list[str]:
        """Return what is chosen, in the order of the chips."""
        return [chip.chip.key for chip in self.chips if chip.isChecked()]

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show what is chosen."""
        for chip in self.chips:
            chip.setChecked(chip.chip.key in keys)
        chosen = (at for at, chip in enumerate(self.chips) if chip.isChecked())
        self._set_tab_stop(next(chosen, 0))

    def _on_clicked(self) -> None:
        clicked = self.sender()
        for at, chip in enumerate(self.chips):
            if chip is clicked:
                self._set_tab_stop(at)
            elif self._single and chip.isChecked():
                chip.setChecked(False)
        self.edited.emit()

    def go_to(self, at: int) -> None:
        """Put the keyboard on a chip."""
        self._set_tab_stop(at)
        self.chips[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, step: int) -> None:
        at = next((i for i, chip in enumerate(self.chips) if chip is self.sender()), 0)
        self.go_to((at + step) % len(self.chips))

    def _on_left(self) -> None:
        if not any(chip.hasFocus() for chip in self.chips):
            self.left.emit()

    def _set_tab_stop(self, at: int) -> None:
        for i, chip in enumerate(self.chips):
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if i == at else Qt.FocusPolicy.ClickFocus
            )
        if self.chips:
            self.setFocusProxy(self.chips[at])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

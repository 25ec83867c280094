"""The row of tabs: the overview and one tab for each module of the guideline."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QTabBar, QWidget

from msp_desktop.domain.guideline import MODULES
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.shell.places import OVERVIEW

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_AROUND = theme.L
_LINE = 3
_LEAST = 48


class ModuleTabs(QTabBar):
    """Tabs drawn from the theme: the current one by colour and a line, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = -1
        self._by_keyboard = False
        self._widths: list[int] = []
        self.setAccessibleName(translate("Modules"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self._letters = [""]
        self._add(OVERVIEW, translate("Overview"))
        for module in MODULES:
            self._letters.append(module.letter)
            self._add(module.key, translate(module.title), translate(module.purpose))

    @property
    def pages(self) -> list[str]:
        """The names of the tabs' pages in their order."""
        return [str(self.tabData(index)) for index in range(self.count())]

    @property
    def page(self) -> str:
        """The page whose tab is chosen."""
        return str(self.tabData(self.currentIndex()))

    def choose(self, page: str) -> None:
        """Choose the tab of a page."""
        self.setCurrentIndex(self.pages.index(page))

    def _add(self, page: str, title: str, tip: str = "") -> None:
        index = self.addTab(title.replace("&", "&&"))
        self.setTabData(index, page)
        self.setTabToolTip(index, tip)

    def fit(self, width: int) -> None:
        """Use so much room: where it does not suffice, the longest titles are cut first."""
        wanted = [self._wanted_width(index) for index in range(self.count())]
        while sum(wanted) > width and max(wanted) > _LEAST:
            longest = wanted.index(max(wanted))
            wanted[longest] -= theme.XS
        if wanted != self._widths:
            self._widths = wanted
            self.setIconSize(self.iconSize())  # the one way to have the tabs laid out again

    def tabSizeHint(self, index: int) -> QSize:
        width = self._widths[index] if index < len(self._widths) else self._wanted_width(index)
        return QSize(width, max(44, self.fontMetrics().height() + 2 * theme.M))

    def _wanted_width(self, index: int) -> int:
        metrics = QFontMetrics(self._bold())
        return metrics.horizontalAdvance(self._shown(index)) + 2 * _AROUND

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.tabAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(self.tabAt(event.position().toPoint()))
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _shown(self, index: int) -> str:
        return f"{self._letters[index]}  {self._title(index)}".strip()

    def _title(self, index: int) -> str:
        return self.tabText(index).replace("&&", "&")

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        colours, area = theme.tokens(), self.tabRect(index)
        chosen = index == self.currentIndex() and self.isEnabled()
        if index == self._hovered and not chosen and self.isEnabled():
            painter.fillRect(area, QColor(colours.accent_soft))
        ink = colours.accent if chosen else colours.muted
        painter.setFont(self._bold() if chosen else self.font())
        painter.setPen(QColor(ink))
        text = painter.fontMetrics().elidedText(
            self._shown(index), Qt.TextElideMode.ElideRight, area.width() - theme.M
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        if chosen:
            line = QRect(area.bottomLeft() - QPoint(0, _LINE - 1), QSize(area.width(), _LINE))
            painter.fillRect(line.adjusted(_AROUND // 2, 0, -_AROUND // 2, 0), QColor(ink))
        if chosen and self.hasFocus() and self._by_keyboard:
            painter.setPen(QColor(colours.focus))
            painter.drawRoundedRect(area.adjusted(2, 2, -3, -_LINE - 3), 6, 6)


def tab_keys(pages: Iterable[str]) -> list[tuple[str, str]]:
    """Return the shortcut of each page, Ctrl+1 for the first."""
    return [(f"Ctrl+{number}", page) for number, page in enumerate(pages, 1)]

"""Room for a picture over the whole window; Esc brings it back to its page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.escape import on_escape


class Enlarged(QWidget):
    """Lies over a window and holds one widget; ``closed`` is sent when a person has seen enough."""

    closed = Signal()

    def __init__(self, over: QWidget, held: QWidget) -> None:
        super().__init__(over)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(held.accessibleName())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        column.addWidget(held)
        on_escape(self, self.closed.emit)
        over.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard among what is seen; what lies below is out of reach."""
        stops = [
            part
            for part in self.findChildren(QWidget)
            if part.isVisible()
            and part.isEnabled()
            and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return False
        here = self.focusWidget()
        at = stops.index(here) if here in stops else -1 if next else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def _fit(self) -> None:
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())

"""How far a job has come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push


class Progress(QWidget):
    """A bar with a sentence while a job runs; ``stopped`` is sent when a person wants it to end."""

    stopped = Signal()

    def __init__(self, *, can_stop: bool = False) -> None:
        super().__init__()
        self._says = plain_label("", "muted", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._bar.setAccessibleName(translate("Progress"))
        stop = push(translate("Stop"))
        stop.clicked.connect(self.stopped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self._says)
        layout.addWidget(self._bar, 1)
        layout.addWidget(stop)
        stop.setVisible(can_stop)  # not before: shown alone it would be a window
        self.hide()

    def begin(self, sentence: str) -> None:
        """Show that something has begun."""
        self._says.setText(sentence)
        self._bar.setRange(0, 0)
        self.show()

    def show_while(self, sentence: str) -> None:
        """Show that something is under way, or with an empty sentence that it is not."""
        if sentence:
            self.begin(sentence)
        else:
            self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

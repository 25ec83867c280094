"""Words the pages of the exchange share: how long ago, how large, and how far a job has come."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from msp_desktop.domain.moments import day_and_time, how_old
from msp_desktop.i18n import language, translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push

__all__ = ["Progress", "day_and_time", "how_old", "office_in_words", "size_in_words"]


def size_in_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    return QLocale(language()).formattedDataSize(
        size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )


def office_in_words(office: str, place: str) -> str:
    """Return an office by name and place."""
    name = office or translate("An office whose name has not arrived yet")
    return f"{name}, {place}" if place and place not in name else name


def file_name_of(office: str) -> str:
    """Return an office's name as any computer and mail program accepts it in the name of a file."""
    return re.sub(r"[^A-Za-z0-9]+", "-", office).strip("-").lower()[:40] or "office"


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

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

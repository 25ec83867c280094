"""Words the pages of the exchange share: how long ago, how large, and how far a job has come."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import language, translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push


def day_and_time(moment: int) -> str:
    """Return a moment (milliseconds since 1970) as day and time of this computer's place."""
    then = datetime.fromtimestamp(moment / 1000, UTC).astimezone()
    return f"{day_in_words(then.date())}, {then:%H:%M}"


def how_old(moment: int, now: datetime | None = None) -> str:
    """Return how long ago a moment was; one in the future means that a clock is wrong."""
    days = ((now or datetime.now(UTC)) - datetime.fromtimestamp(moment / 1000, UTC)).days
    if days < -1:
        return translate("its clock is ahead of yours")
    if days < 1:
        return translate("today")
    return translate_plural("{count} day ago", "{count} days ago", days).format(count=days)


def size_in_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    return QLocale(language()).formattedDataSize(
        size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )


def office_in_words(office: str, place: str) -> str:
    """Return an office by name and place."""
    name = office or translate("An office whose name has not arrived yet")
    return f"{name}, {place}" if place and place not in name else name


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
        stop.setVisible(can_stop)
        stop.clicked.connect(self.stopped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self._says)
        layout.addWidget(self._bar, 1)
        layout.addWidget(stop)
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

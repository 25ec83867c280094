"""The sync files that lie on sticks now, each to be chosen with one key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.locations import SYNC_SUFFIX
from msp_desktop.ui import theme
from msp_desktop.ui.exchange.drives import drives, files_on
from msp_desktop.ui.exchange.telling import day_and_time
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.paper import RowButton, clear, follow

_LOOK_MS = 3000
_OFFERED = 8


class StickFiles(QVBoxLayout):
    """Offers the newest files, and looks again while it is watched; ``chosen`` carries one of them.

    Tab comes to them behind ``above``.
    """

    chosen = Signal(Path)

    def __init__(self, above: QWidget) -> None:
        super().__init__()
        self.setSpacing(theme.XS)
        self._above = above
        self._offered: list[Path] = []
        self._again = QTimer(self, interval=_LOOK_MS)
        self._again.timeout.connect(self._look)

    def watch(self) -> None:
        """Look what there is, and again every few seconds."""
        self._look()
        self._again.start()

    def stop(self) -> None:
        """Look no more."""
        self._again.stop()

    def _look(self) -> None:
        found = [file for drive in drives() for file in files_on(drive.root, SYNC_SUFFIX)]
        if found[:_OFFERED] == self._offered:
            return
        self._offered = found[:_OFFERED]
        clear(self)
        if self._offered:
            self.addWidget(plain_label(translate("On the stick"), "label"))
        last = self._above
        for file in self._offered:
            offer = self._offer(file)
            self.addWidget(offer)
            follow(last, offer)
            last = offer

    def _offer(self, file: Path) -> RowButton:
        try:
            written = day_and_time(int(file.stat().st_mtime * 1000))
        except OSError:  # pulled out since it was found: pressing it will say so
            written = ""
        pressed = RowButton(f"{file.name}, {written}")
        pressed.hold(icon_label("file", theme.tokens().muted))
        pressed.hold(plain_label(file.name), 1)
        pressed.hold(plain_label(written, "caption", wrap=False))
        pressed.clicked.connect(lambda: self.chosen.emit(file))
        return pressed

"""Where a sync file goes: onto a stick found by itself, into a folder, or into an e-mail draft."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.exchange.drives import Drive, drives
from msp_desktop.ui.exchange.telling import size_in_words
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.option_row import OptionRow
from msp_desktop.ui.widgets.paper import clear, push, row
from msp_desktop.ui.widgets.ticks import ChoiceDot

_LOOK_MS = 3000
_SIZES = (7_200_000, 8_000_000, 14_500_000, 200_000_000)
_USUAL = 8_000_000


class Destinations(QWidget):
    """Asks where the file is to be written, and how large a part of it may be."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = Path(folder)
        self._drives: list[Drive] = []
        self._options: dict[str, OptionRow] = {}
        self._group = QButtonGroup(self)
        self._places = QVBoxLayout()
        self._places.setSpacing(theme.XS)
        self._another = push(translate("Another folder…"), sign="folder")
        self._another.clicked.connect(self._on_another_folder)
        self._sizes = ChoiceBox()
        for size in _SIZES[:-1]:
            words = translate("Parts of at most {size}").format(size=size_in_words(size))
            self._sizes.addItem(words, size)
        self._sizes.addItem(translate("One file, however large"), _SIZES[-1])
        self._sizes.setCurrentIndex(_SIZES.index(_USUAL))
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_for_drives)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addLayout(self._places)
        column.addLayout(row(self._another, 1))
        why = translate(
            "Many mail servers refuse more than 10 MB. Parts can be taken in in any order."
        )
        column.addWidget(Entry(translate("Size"), self._sizes, why))
        self._show()

    @property
    def folder(self) -> Path:
        """Where the file is going to lie."""
        chosen = self._group.checkedButton()
        return Path(str(chosen.property("folder"))) if chosen is not None else self._folder

    @property
    def is_mail(self) -> bool:
        """Whether an e-mail is to be drafted."""
        return "mail" in self._options and self._options["mail"].is_chosen

    @property
    def part_size(self) -> int:
        """The most bytes of one part."""
        return int(self._sizes.currentData())

    def choose_folder(self, folder: Path) -> None:
        """Write into this folder."""
        self._folder = folder
        self._show(chosen="folder")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_for_drives()
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    # Inside

    def _on_another_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, translate("Choose a folder"), str(self._folder)
        )
        if chosen:
            self.choose_folder(Path(chosen))

    def _look_for_drives(self) -> None:
        found = drives()
        if found != self._drives:
            self._drives = found
            self._show()

    def _show(self, chosen: str = "") -> None:
        before = next((key for key, one in self._options.items() if one.is_chosen), "")
        known = set(self._options)
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._places)
        self._options = {}
        for drive in self._drives:
            free = translate("{size} free").format(size=size_in_words(drive.free))
            about = translate("cannot be written to") if drive.is_read_only else free
            option = self._add(str(drive.root), drive.name, about, drive.root)
            option.set_usable(usable=not drive.is_read_only)
        if not self._drives:
            text = translate("No stick is plugged in. Plug one in, and it appears here.")
            self._places.addWidget(plain_label(text, "muted"))
        self._add("folder", translate("Folder"), breakable(self._folder), self._folder)
        about = translate("Opens your mail program with the file attached; you send it.")
        self._add("mail", translate("E-mail draft"), about, self._folder)
        usable = [key for key, one in self._options.items() if one.button.isEnabled()]
        new_stick = next((key for key in usable if key not in {*known, "folder", "mail"}), "")
        wanted = (chosen, new_stick if known else "", before, usable[0])
        self._options[next(one for one in wanted if one in usable)].choose()

    def _add(self, key: str, name: str, about: str, folder: Path) -> OptionRow:
        option = OptionRow(ChoiceDot(), name, about)
        option.button.setProperty("folder", str(folder))
        self._group.addButton(option.button)
        self._places.addWidget(option)
        self._options[key] = option
        return option


def breakable(folder: Path) -> str:
    """Return a path that can go on in a second line after every part of it."""
    return re.sub(r"([/\\_-])", "\\1\u200b", str(folder))

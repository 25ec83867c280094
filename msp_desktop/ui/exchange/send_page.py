"""Send: to whom, which partnerships, onto which stick; done only when the file was read back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QVBoxLayout,
)

from msp_desktop.app import exchange
from msp_desktop.domain.ids import REFERENCE_SPACE
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.drives import Drive, drive_of, drives
from msp_desktop.ui.exchange.telling import Progress, office_in_words, size_in_words
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import Paper, clear, push, row
from msp_desktop.ui.widgets.ticks import ChoiceDot, TickBox

_LOOK_MS = 3000
_BESIDE_FROM = 860


class SendPage(Paper):
    """Writes a sync file and says when the stick can be taken out."""

    def __init__(self, post: PostRoom) -> None:
        super().__init__(1000)
        self._post = post
        self._drives: list[Drive] = []
        self._folder = Path(post.folder) if post.folder else _documents()
        self.message = InlineMessage()
        self._progress = Progress()
        self._to = ChoiceBox()
        self._partnerships: list[tuple[str, TickBox]] = []
        self._places = QVBoxLayout()
        self._places.setSpacing(theme.S)
        self._chosen_place = QButtonGroup(self)
        self._write = push(translate("Write the file"), "primary", "usb")
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_for_drives)
        self._write.clicked.connect(self.send)
        self._fill_offices()
        self._lay_out()
        self._show_places()

    def begin(self) -> None:
        """Put the keyboard on the first question."""
        self._to.setFocus()

    def send(self) -> None:
        """Write the file into the chosen folder."""
        chosen = [space_id for space_id, box in self._partnerships if box.isChecked()]
        if not chosen:
            self.message.say(translate("Choose at least one partnership."), "warn")
            return
        self.send_to(_free_name(self.folder, self._file_name()), chosen)

    def send_to(self, file: Path, space_ids: list[str]) -> None:
        """Write the file of these partnerships under a name, and say what became of it."""
        database, to_office = self._post.workspace.database, self._to.currentData()
        options = exchange.SendOptions(
            to=(to_office,) if to_office else (), is_open=not to_office, spaces=tuple(space_ids)
        )
        self._set_busy(busy=True)
        self._post.jobs.run(
            lambda: exchange.send(database, file, options),
            self._on_sent,
            on_failure=self._on_failure,
            asker=self,
        )

    @property
    def folder(self) -> Path:
        """Where the file is going to lie."""
        chosen = self._chosen_place.checkedButton()
        return Path(str(chosen.property("folder"))) if chosen is not None else self._folder

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE_FROM
        self._beside.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_for_drives()
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    # Inside

    def _on_sent(self, report: exchange.SendReport) -> None:
        self._set_busy(busy=False)
        file = Path(report.files[0])
        self._post.keep_folder(str(file.parent))
        drive = drive_of(file.parent)
        text = (
            translate(
                "{file} ({size}) is written and was read back. You can take the stick out now."
            )
            if drive is not None
            else translate("{file} ({size}) is written and was read back. It lies in {folder}.")
        )
        self.message.say(
            text.format(file=file.name, size=size_in_words(report.size), folder=file.parent), "ok"
        )

    def _on_failure(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, Problem):
            self.message.say(str(error), "bad")
        elif isinstance(error, OSError):
            text = translate(
                "The file could not be written to {folder}: {reason}. Nothing was lost. "
                "Free some space, or choose another stick or folder."
            )
            reason = error.strerror or str(error)
            self.message.say(text.format(folder=self.folder, reason=reason), "bad")
        else:
            self.message.clear()
            self._post.jobs.failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._write.setEnabled(not busy)
        self.message.clear()
        if busy:
            self._progress.begin(translate("Writing, then reading back. Leave the stick in."))
        else:
            self._progress.hide()

    def _file_name(self) -> str:
        name = str(self._post.office.row.get("name") or "")
        plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:40] or "office"
        return f"{plain}-{datetime.now(UTC).astimezone():%Y%m%d-%H%M}"

    def _fill_offices(self) -> None:
        self._to.addItem(translate("Everyone who gets the file"), None)
        for office in self._post.workspace.rows("office", REFERENCE_SPACE):
            if office["id"] != self._post.office.id:
                words = office_in_words(str(office["name"] or ""), str(office["place"] or ""))
                self._to.addItem(words, str(office["id"]))

    def _lay_out(self) -> None:
        what, where = Card(), Card()
        for one in (what, where):
            one.body.setSpacing(theme.L)
        to_whom = translate(
            "A file for one office holds only what that office does not have yet. "
            "A file for everyone is larger and can be copied to all of them."
        )
        what.body.addWidget(Entry(translate("To whom"), self._to, to_whom))
        what.body.addWidget(plain_label(translate("Which partnerships"), "label"))
        self._add_partnerships(what)
        what.body.addStretch(1)
        where.body.addWidget(plain_label(translate("Where to"), "label"))
        where.body.addLayout(self._places)
        another = push(translate("Another folder…"), sign="folder")
        another.clicked.connect(self._on_another_folder)
        where.body.addLayout(row(another, 1))
        where.body.addStretch(1)
        self._beside.setSpacing(theme.L)
        self._beside.addWidget(what, 1)
        self._beside.addWidget(where, 1)
        said = translate(
            "Everything written in this office goes into one file. The others take it in; "
            "what they have written stays as it is."
        )
        self.column.addWidget(plain_label(said, "muted"))
        self.column.addLayout(self._beside)
        self.column.addWidget(self.message)
        self.column.addLayout(row(self._write, self._progress, 1, spacing=theme.L))
        self.column.addStretch(1)

    def _add_partnerships(self, card: Card) -> None:
        rows = [one for one in self._post.workspace.partnerships() if one["origin"] != "sample"]
        for partnership in rows:
            name = str(partnership["name"] or translate("Without a name"))
            box = TickBox(name.replace("&", "&&"))
            box.setChecked(True)
            self._partnerships.append((str(partnership["id"]), box))
            card.body.addWidget(box)
        if not rows:
            text = translate(
                "There is no partnership to send yet. The sample stays on this computer."
            )
            card.body.addWidget(plain_label(text, "muted"))
            self._write.setEnabled(False)

    def _on_another_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, translate("Choose a folder"), str(self._folder)
        )
        if chosen:
            self.choose_folder(Path(chosen))

    def choose_folder(self, folder: Path) -> None:
        """Write into this folder."""
        self._folder = folder
        self._show_places(chosen=folder)

    def _look_for_drives(self) -> None:
        found = drives()
        if found != self._drives:
            self._drives = found
            self._show_places()

    def _show_places(self, chosen: Path | None = None) -> None:
        clear(self._places)
        for button in self._chosen_place.buttons():
            self._chosen_place.removeButton(button)
        for drive in self._drives:
            free = translate("{size} free").format(size=size_in_words(drive.free))
            about = translate("cannot be written to") if drive.is_read_only else free
            self._add_place(f"{drive.name} ({about})", drive.root, is_usable=not drive.is_read_only)
        if not self._drives:
            text = translate("No stick is plugged in. Plug one in, and it appears here.")
            self._places.addWidget(plain_label(text, "muted"))
        self._add_place(translate("Folder {folder}").format(folder=self._folder), self._folder)
        usable = [button for button in self._chosen_place.buttons() if button.isEnabled()]
        wanted = [button for button in usable if button.property("folder") == str(chosen)]
        (wanted or usable)[0].setChecked(True)

    def _add_place(self, text: str, folder: Path, *, is_usable: bool = True) -> None:
        button = ChoiceDot(text.replace("&", "&&"))
        button.setProperty("folder", str(folder))
        button.setEnabled(is_usable)
        self._chosen_place.addButton(button)
        self._places.addWidget(button)


def _documents() -> Path:
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        or Path.home()
    )


def _free_name(folder: Path, name: str) -> Path:
    """Return a file that is not there yet."""
    file = folder / f"{name}{exchange.SUFFIX}"
    number = 2
    while file.exists():
        file = folder / f"{name}-{number}{exchange.SUFFIX}"
        number += 1
    return file

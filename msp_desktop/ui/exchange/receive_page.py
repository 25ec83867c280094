"""Receive: choose files, see what they would bring, take them in, read what happened."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from msp_desktop.app import exchange
from msp_desktop.domain import received_words as words
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.drives import drives, files_on
from msp_desktop.ui.exchange.telling import (
    Progress,
    day_and_time,
    how_old,
    office_in_words,
    size_in_words,
)
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.paper import Paper, RowButton, clear, push, row

_LOOK_MS = 3000
_OFFERED = 8


class ReceivePage(Paper):
    """Looks into sync files and takes them in: all of them or none."""

    def __init__(self, post: PostRoom, files: Sequence[Path] = ()) -> None:
        super().__init__(820)
        self._post = post
        self._files: list[Path] = list(files)
        self._offered: list[Path] = []
        self._stop = threading.Event()
        self.message = InlineMessage()
        self._progress = Progress(can_stop=True)
        self._choose = push(translate("Choose a file…"), sign="folder")
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.XS)
        self._facts = Card()
        self._take_in = push(translate("Take in"), "primary", "receive")
        self._not_now = push(translate("Not now"))
        self._look = QTimer(self, interval=_LOOK_MS)
        self.setAcceptDrops(True)
        self._lay_out()
        self._look.timeout.connect(self._look_for_files)
        self._choose.clicked.connect(self._on_choose)
        self._take_in.clicked.connect(self.take_in)
        self._not_now.clicked.connect(self._forget)
        self._progress.stopped.connect(self._stop.set)
        post.jobs.progressed.connect(self._progress.show_progress)
        self._forget(keep=True)
        if files:
            self.look_into(files)

    def begin(self) -> None:
        """Put the keyboard on the first thing to do."""
        self._choose.setFocus()

    def look_into(self, files: Sequence[Path]) -> None:
        """Say what files would bring, without taking them in."""
        self._files = list(files)
        self._facts.hide()
        database, progress = self._post.workspace.database, self._watch
        self._set_busy(translate("Looking into the file…"))
        self._post.jobs.run(
            lambda: exchange.preview(database, self._files, progress),
            self._on_previewed,
            on_failure=self._on_failure,
            asker=self,
        )

    def take_in(self) -> None:
        """Take in the files that were looked into."""
        workspace, files, progress = self._post.workspace, self._files, self._watch

        def work() -> exchange.ReceiveReport:
            report = exchange.receive(workspace.database, files, progress)
            workspace.received(report.changes)
            return report

        self._set_busy(translate("Taking in…"))
        self._post.jobs.run(work, self._on_taken_in, on_failure=self._on_failure, asker=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.look_into(_dropped(event))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_for_files()
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    # What came of it

    def _on_previewed(self, report: exchange.ReceiveReport) -> None:
        self._set_busy("")
        self._post.keep_folder(str(self._files[0].parent))
        clear(self._facts.body)
        for facts in report.files:
            self._add_sender(facts)
        for text in words.brought(report):
            self._facts.body.addWidget(plain_label(text))
        is_known = not report.brings_something
        if is_known:
            text = translate("Everything in it is here already. There is nothing to take in.")
            self._facts.body.addWidget(plain_label(text))
        self._take_in.setVisible(not is_known)
        self._not_now.setVisible(True)
        self._facts.show()
        (self._not_now if is_known else self._take_in).setFocus()

    def _on_taken_in(self, report: exchange.ReceiveReport) -> None:
        self._set_busy("")
        self._facts.hide()
        self._take_in.hide()
        self._not_now.hide()
        parts = [translate("The file is taken in."), *words.brought(report)]
        if report.conflicts:
            self.message.say(
                " ".join(parts),
                "warn",
                translate("Decide now"),
                lambda: self._post.go_to_page("conflicts"),
            )
        else:
            self.message.say(" ".join(parts), "ok")

    def _add_sender(self, facts: exchange.FileFacts) -> None:
        sender = translate("From {office}").format(
            office=office_in_words(facts.office, facts.place)
        )
        self._facts.body.addWidget(plain_label(sender, "heading"))
        about = translate("{file}, {size}, written {when} ({age})").format(
            file=facts.file,
            size=size_in_words(facts.size),
            when=day_and_time(facts.created),
            age=how_old(facts.created),
        )
        self._facts.body.addWidget(plain_label(about, "muted"))
        for text in words.remarks(facts, self._post.office.id):
            self._facts.body.addWidget(plain_label(text, "muted"))

    def _on_failure(self, error: Exception) -> None:
        self._set_busy("")
        if isinstance(error, exchange.Stopped):
            self.message.say(translate("Stopped. Nothing was changed."))
        elif isinstance(error, Problem):
            self.message.say(str(error), "bad")
        elif isinstance(error, OSError):
            text = translate(
                "The file could not be read: {reason}. Nothing was changed. "
                "Plug the stick in again, or copy the file to this computer first."
            )
            self.message.say(text.format(reason=error.strerror or str(error)), "bad")
        else:
            self._post.jobs.failed.emit(error)

    # Inside

    def _watch(self, done: int, total: int) -> None:
        """Pass progress on; from inside the job."""
        if self._stop.is_set():
            raise exchange.Stopped
        self._post.jobs.advance(done, total)

    def _set_busy(self, sentence: str) -> None:
        self._stop.clear()
        self._choose.setEnabled(not sentence)
        self._take_in.setEnabled(not sentence)
        self.message.clear()
        if sentence:
            self._progress.begin(sentence)
        else:
            self._progress.hide()

    def _forget(self, *, keep: bool = False) -> None:
        if not keep:
            self._files = []
        self._facts.hide()
        self._take_in.hide()
        self._not_now.hide()

    def _on_choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(
            self,
            translate("Choose sync files"),
            self._post.folder,
            translate("Sync files") + f" (*{exchange.SUFFIX})",
        )
        if chosen:
            self.look_into([Path(one) for one in chosen])

    def _look_for_files(self) -> None:
        found = [file for drive in drives() for file in files_on(drive.root, exchange.SUFFIX)]
        if found[:_OFFERED] == self._offered:
            return
        self._offered = found[:_OFFERED]
        clear(self._found)
        if self._offered:
            self._found.addWidget(plain_label(translate("On the stick"), "label"))
        for file in self._offered:
            self._found.addWidget(self._offer(file))

    def _offer(self, file: Path) -> RowButton:
        written = day_and_time(int(file.stat().st_mtime * 1000))
        pressed = RowButton(f"{file.name}, {written}")
        pressed.hold(icon_label("file", theme.tokens().muted))
        pressed.hold(plain_label(file.name), 1)
        pressed.hold(plain_label(written, "caption", wrap=False))
        pressed.clicked.connect(lambda: self.look_into([file]))
        return pressed

    def _lay_out(self) -> None:
        said = translate(
            "Choose the file another office gave you, or drop it here. You see first what it would bring; "
            "nothing changes before you say so."
        )
        chooser = Card()
        chooser.body.addWidget(plain_label(said))
        chooser.body.addLayout(row(self._choose, 1))
        chooser.body.addLayout(self._found)
        self.column.addWidget(chooser)
        self.column.addWidget(self._progress)
        self.column.addWidget(self.message)
        self.column.addWidget(self._facts)
        self.column.addLayout(row(self._take_in, self._not_now, 1))
        self.column.addStretch(1)


def _dropped(event: QDropEvent) -> list[Path]:
    if not event.mimeData().hasUrls():
        return []
    files = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [file for file in files if file.suffix == exchange.SUFFIX]

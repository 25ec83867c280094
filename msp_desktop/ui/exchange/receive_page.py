"""Receive: choose files, see what they would bring, take them in, read what happened, take it back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog

from msp_desktop.app import exchange, sameness
from msp_desktop.app.exchange import Held, Missing, ReceiveReport, WaitingFile, Waits, inbox
from msp_desktop.domain import received_words as words
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.drives import dropped_files
from msp_desktop.ui.exchange.inbox_list import HeldList, ReceivedList, WaitingList, question_about
from msp_desktop.ui.exchange.received_card import ReceivedCard
from msp_desktop.ui.exchange.stick_files import StickFiles
from msp_desktop.ui.exchange.unlocking import Unlocking
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.paper import Paper, push, row
from msp_desktop.ui.widgets.progress import Progress


class _Lists(NamedTuple):
    """What lies in the inbox, what waits, what was taken in, and why what is shown cannot be taken back."""

    waiting: list[WaitingFile]
    held: list[Held]
    missing: list[Missing]
    reports: list[ReceiveReport]
    obstacle: str


class ReceivePage(Paper):
    """Looks into sync files and takes them in: all of them or none."""

    def __init__(self, post: PostRoom, files: Sequence[Path] = ()) -> None:
        super().__init__(820)
        self._post = post
        self._files: list[Path] = list(files)
        self._passphrase: str | None = None
        self._shown = 0
        self._stop = threading.Event()
        self.message = InlineMessage()
        self._progress = Progress(can_stop=True)
        self._chooser = Card()
        self._choose = push(translate("Choose a file…"), sign="folder")
        self.on_stick = StickFiles(self._choose)
        self.card = ReceivedCard(post.office.id)
        self._unlocking = Unlocking()
        self._take_in = push(translate("Take in"), "primary", "receive")
        self._not_now = push(translate("Not now"))
        self._print = push(translate("Print…"), sign="print")
        self._undo = push(translate("Undo this import"), sign="undo")
        self._obstacle = plain_label("", "muted")
        self._offices = push(translate("Go to the offices"))
        self._open_it = push("", "primary")
        self._to_open = ""
        self.waiting, self.held, self.received = WaitingList(), HeldList(), ReceivedList()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._forget()
        self._refresh_lists()
        if files:
            self.look_into(files)

    def begin(self) -> None:
        """Put the keyboard on the first thing to do."""
        self._choose.setFocus()

    def look_into(self, files: Sequence[Path], passphrase: str | None = None) -> None:
        """Say what files would bring, without taking them in."""
        self._files, self._passphrase = list(files), passphrase
        chosen, database, progress = self._files, self._post.workspace.database, self._watch
        self._forget()
        self._set_busy(translate("Looking into the file…"))
        self._post.jobs.run(
            lambda: exchange.preview(database, chosen, progress, passphrase=passphrase),
            self._on_previewed,
            on_failure=self._on_failure,
            asker=self,
        )

    def take_in(self) -> None:
        """Take in the files that were looked into."""
        workspace, files, progress = self._post.workspace, self._files, self._watch
        passphrase = self._passphrase

        def work() -> tuple[ReceiveReport, int]:
            here = [str(one["id"]) for one in workspace.partnerships()]
            before = {one: workspace.records(one) for one in here}
            report = exchange.receive(workspace.database, files, progress, passphrase=passphrase)
            workspace.received(news=report.news)
            return report, sameness.newly_likely(workspace, before, report.spaces)

        self._set_busy(translate("Taking in…"))
        self._post.jobs.run(work, self._on_taken_in, on_failure=self._on_failure, asker=self)

    def undo(self) -> None:
        """Take back the import whose report is shown."""
        workspace, number = self._post.workspace, self._shown
        self._set_busy(translate("Taking back…"))
        self._post.jobs.run(
            lambda: exchange.undo_import(workspace, number),
            lambda _none: self._on_undone(),
            on_failure=self._on_failure,
            asker=self,
        )

    def show_report(self, number: int) -> None:
        """Show the report of an import again."""
        database = self._post.workspace.database
        report = exchange.report_of(database, number)
        if report is not None:
            self._forget()
            self.message.clear()
            self._show_taken_in(report, self._why_not(number))
            self._print.setFocus()
            self.scroll_to(self.card)  # it was chosen in a list far below

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.window().activateWindow()
        self.look_into(dropped_files(event))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.on_stick.watch()

    def hideEvent(self, event: QHideEvent) -> None:
        self.on_stick.stop()
        super().hideEvent(event)

    # What came of it

    def _on_previewed(self, report: ReceiveReport) -> None:
        self._set_busy("")
        if self._files[0].parent.name != inbox.FOLDER:
            self._post.keep_folder(str(self._files[0].parent))
        # From here on the copies in the inbox are read: the stick may go.
        inside = [*(one.path for one in report.files), *(one.path for one in report.kept)]
        self._files = [Path(path) for path in inside]
        self.card.show_report(report)
        locked = any(one.reason is Waits.PASSPHRASE for one in report.kept)
        self._unlocking.setVisible(locked)
        self._take_in.setVisible(report.brings_something)
        self._not_now.setVisible(report.brings_something)
        distrusted = any(one.reason.is_about_trust for one in report.kept)
        self._offices.setVisible(distrusted)
        if locked:
            self._unlocking.begin()
        else:
            next_step = self._offices if distrusted else self._choose
            (self._take_in if report.brings_something else next_step).setFocus()
            # Below the files of a stick it might stand out of sight.
            self.scroll_to(self._take_in if report.brings_something else self.card)
        self._refresh_lists()

    def _on_taken_in(self, taken_in: tuple[ReceiveReport, int]) -> None:
        report, twice = taken_in
        self._set_busy("")
        self._forget()
        parts = [translate("The file is taken in."), *words.brought(report)]
        if twice:
            sentence = translate_plural(
                "{count} entry may now stand here twice.",
                "{count} entries may now stand here twice.",
                twice,
            )
            parts.append(sentence.format(count=twice))
        if report.conflicts or twice:
            text, then = translate("Decide now"), lambda: self._post.go_to_page("conflicts")
            self._say(" ".join(parts), "warn", text, then)
        else:
            self._say(" ".join(parts), "ok")
        self._show_taken_in(report, "")
        self._offer_to_open(report)
        opening = self._open_it if self._open_it.isVisible() else self._print
        (self.message.button or opening).setFocus()
        self._refresh_lists()

    def _on_undone(self) -> None:
        self._set_busy("")
        self._forget()
        text = translate(
            "The import is taken back: everything is as it was before. "
            "Whoever sent the files still has them and can give them to you again."
        )
        self._say(text, "ok")
        self._choose.setFocus()
        self._refresh_lists()

    def _show_taken_in(self, report: ReceiveReport, obstacle: str) -> None:
        self._shown = report.number
        self.card.show_report(report)
        self._print.setVisible(bool(report.number))
        self._offer_undo(obstacle)

    def _why_not(self, number: int) -> str:
        """Say why an import cannot be taken back; nothing where it can. From any thread."""
        return str(exchange.obstacle(self._post.workspace.database, number) or "")

    def _offer_undo(self, obstacle: str) -> None:
        """Offer to take back what is shown, or say why that cannot be."""
        self._undo.setVisible(bool(self._shown) and not obstacle)
        self._obstacle.setText(obstacle)
        self._obstacle.setVisible(bool(self._shown) and bool(obstacle))

    def _offer_to_open(self, report: ReceiveReport) -> None:
        """Offer to open a partnership that came, when none is open."""
        there = {str(one["id"]): str(one["name"]) for one in self._post.workspace.partnerships()}
        came = next((one.space_id for one in report.spaces if one.space_id in there), "")
        if came and not self._post.has_partnership():
            self._to_open = came
            self._open_it.setText(translate("Open “{name}”").format(name=there[came]))
            self._open_it.show()

    def _on_failure(self, error: Exception) -> None:
        self._set_busy("")
        if isinstance(error, exchange.Stopped):
            text = translate(
                "Stopped. Nothing was changed; the file is kept under “Waiting files”."
            )
            self._say(text)
            self._choose.setFocus()
        elif isinstance(error, Problem):
            self._say(str(error), "bad")
            if self._passphrase is None:
                self._choose.setFocus()
            else:  # the card still says of which file
                self.card.show()
                self._unlocking.show()
                self._unlocking.begin()
        elif isinstance(error, OSError):
            text = translate(
                "The file could not be read: {reason}. Nothing was changed. "
                "Plug the stick in again, or copy the file to this computer first."
            )
            self._say(text.format(reason=error.strerror or str(error)), "bad")
        else:
            self._post.jobs.failed.emit(error)
        self._refresh_lists()

    # The lists

    def _refresh_lists(self) -> None:
        database, shown = self._post.workspace.database, self._shown

        def work() -> _Lists:
            return _Lists(
                exchange.waiting_files(database),
                exchange.held(database),
                exchange.missing(database),
                exchange.reports(database),
                self._why_not(shown),
            )

        self._post.jobs.run(work, self._show_lists, asker=self)

    def _show_lists(self, lists: _Lists) -> None:
        self.waiting.show_files(lists.waiting)
        self.held.show_held(lists.held, lists.missing)
        self.received.show_reports(lists.reports)
        if self._shown:
            self._offer_undo(lists.obstacle)

    def _on_removal(self, path: str) -> None:
        exchange.forget_file(self._post.workspace.database, Path(path))
        self._forget()
        text = translate("The file is removed from this computer; where it came from it stays.")
        self._say(text)
        self._choose.setFocus()
        self._refresh_lists()

    def _ask_to_throw_away(self, held: Held) -> None:
        throw_away = translate("Throw away")
        self._say(question_about(held), "warn", throw_away, lambda: self._throw_away(held))
        if self.message.button is not None:
            self.message.button.setFocus()

    def _throw_away(self, held: Held) -> None:
        workspace = self._post.workspace

        def on_thrown_away(_count: int) -> None:
            self._say(
                translate("What waited of {office} is gone.").format(office=isolated(held.name))
            )
            self._choose.setFocus()
            self._refresh_lists()

        self._post.jobs.run(
            lambda: exchange.throw_away(workspace.database, workspace.person, held.office_id),
            on_thrown_away,
            on_failure=self._on_failure,
            asker=self,
        )

    # Inside

    def _say(
        self,
        text: str,
        mood: str = "info",
        action: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Say something where it is seen: a stick with many files pushes it far down."""
        self.message.say(text, mood, action, then)
        self.scroll_to(self.message)

    def _watch(self, done: int, total: int) -> None:
        """Pass progress on; from inside the job."""
        if self._stop.is_set():
            raise exchange.Stopped
        self._post.jobs.advance(done, total)

    def _set_busy(self, sentence: str) -> None:
        self._stop.clear()
        if sentence and self.isAncestorOf(self.focusWidget()):
            self.setFocus()  # else a key pressed meanwhile would reach whatever is next to be pressed
        lists = (self._chooser, self.waiting, self.held, self.received)
        for part in (*lists, self._take_in, self._not_now, self._undo, self._unlocking):
            part.setEnabled(not sentence)
        self.message.clear()
        if sentence:
            self._progress.begin(sentence)
            self.scroll_to(self._progress)
        else:
            self._progress.hide()

    def _forget(self) -> None:
        self._shown = 0
        self._unlocking.forget()
        self.card.put_away()
        deciding = (self._take_in, self._not_now, self._offices, self._open_it)
        for part in (*deciding, self._print, self._undo, self._obstacle, self._unlocking):
            part.hide()

    def _on_not_now(self) -> None:
        self._forget()
        self._say(translate("Nothing was changed. The file is kept under “Waiting files”."))
        self._choose.setFocus()

    def _on_choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(
            self,
            translate("Choose sync files"),
            self._post.folder,
            translate("Sync files") + f" (*{exchange.SUFFIX})",
        )
        if chosen:
            self.look_into([Path(one) for one in chosen])

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose)
        self.on_stick.chosen.connect(lambda file: self.look_into([file]))
        self._take_in.clicked.connect(self.take_in)
        self._not_now.clicked.connect(self._on_not_now)
        self._unlocking.given.connect(lambda typed: self.look_into(self._files, typed))
        self._print.clicked.connect(
            lambda: self._post.go_to_page("print", f"received:{self._shown}")
        )
        self._undo.clicked.connect(self.undo)
        self._open_it.clicked.connect(lambda: self._post.open_partnership(self._to_open))
        self._progress.stopped.connect(self._stop.set)
        self._post.jobs.progressed.connect(self._progress.show_progress)
        self.waiting.look_wanted.connect(self.look_into)
        self.waiting.removal_wanted.connect(self._on_removal)
        for wanted in (self._offices.clicked, self.waiting.offices_wanted):
            wanted.connect(lambda *_given: self._post.go_to_page("offices"))
        self.held.throwing_away_wanted.connect(self._ask_to_throw_away)
        self.received.chosen.connect(self.show_report)

    def _lay_out(self) -> None:
        said = translate(
            "Choose the file another office gave you, or drop it here. You see first what it would bring; "
            "nothing changes before you say so."
        )
        self._chooser.body.addWidget(plain_label(said))
        self._chooser.body.addLayout(row(self._choose, 1))
        self._chooser.body.addLayout(self.on_stick)
        self.column.addWidget(self._chooser)
        self.column.addWidget(self._progress)
        self.column.addWidget(self.message)
        self.column.addWidget(self.card)
        self.column.addWidget(self._unlocking)
        deciding = (self._take_in, self._not_now, self._offices)
        self.column.addLayout(row(*deciding, self._open_it, self._print, self._undo, 1))
        self.column.addWidget(self._obstacle)
        self.column.addWidget(self.card.details)
        self.column.addWidget(self.waiting)
        self.column.addWidget(self.held)
        self.column.addWidget(self.received)
        self.column.addStretch(1)

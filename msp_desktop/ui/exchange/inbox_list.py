"""Lists below the page of receiving: files and changes that wait, and what was taken in before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from msp_desktop.app.exchange import Held, Missing
from msp_desktop.domain import received_words as words
from msp_desktop.domain.moments import day_and_time
from msp_desktop.domain.received import FileFacts, ReceiveReport, WaitingFile
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.i18n.formats import listed
from msp_desktop.ui import theme
from msp_desktop.ui.exchange.telling import size_in_words, waiting_in_words
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import icon_label, isolated, plain_label
from msp_desktop.ui.widgets.paper import RowButton, clear, push, row

_SHOWN = 10


class WaitingList(Card):
    """The files in the inbox, each with the reason why it waits and what can be done."""

    look_wanted = Signal(list)
    removal_wanted = Signal(str)
    offices_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def show_files(self, files: Sequence[WaitingFile]) -> None:
        """List files; without any the list is not shown."""
        clear(self.body)
        self.body.addWidget(plain_label(translate("Waiting files"), "heading"))
        for one in files:
            self.body.addLayout(self._entry(one))
        self.setVisible(bool(files))

    def _entry(self, one: WaitingFile) -> QVBoxLayout:
        name = words.waiting_file(one)
        about = QVBoxLayout()
        about.setSpacing(theme.XS)
        about.addWidget(plain_label(waiting_in_words(one), "label"))
        about.addWidget(plain_label(one.reason.sentence))
        look = push(translate("Look into it"))
        look.setAccessibleName(translate("Look into it: {file}").format(file=name))
        look.clicked.connect(lambda: self.look_wanted.emit([Path(one.path)]))
        remove = push(translate("Remove"))
        remove.setAccessibleName(translate("Remove: {file}").format(file=name))
        remove.clicked.connect(lambda: self.removal_wanted.emit(one.path))
        buttons: QHBoxLayout = row(look, remove, 1)
        if one.reason.is_about_trust:
            offices = push(translate("Go to the offices"))
            offices.clicked.connect(self.offices_wanted)
            buttons.insertWidget(0, offices)
        about.addLayout(buttons)
        return about


class HeldList(Card):
    """Changes that came and cannot be worked in yet, office by office, and what they wait for."""

    throwing_away_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def show_held(self, held: Sequence[Held], missing: Sequence[Missing]) -> None:
        """List what waits; without anything the list is not shown."""
        clear(self.body)
        self.body.addWidget(plain_label(translate("Changes that wait"), "heading"))
        for sentence in map(str, missing):
            self.body.addWidget(plain_label(sentence))
        for one in held:
            self.body.addLayout(self._entry(one))
        self.setVisible(bool(held))

    def _entry(self, one: Held) -> QHBoxLayout:
        drop = push(translate("Throw away…"))
        drop.setAccessibleName(translate("Throw away: {office}").format(office=one.name))
        drop.clicked.connect(lambda: self.throwing_away_wanted.emit(one))
        said = plain_label(f"{one} ({size_in_words(one.size)})")
        entry = row(said, drop)
        entry.setStretch(0, 1)
        return entry


def question_about(held: Held) -> str:
    """Ask whether changes are to be thrown away, and say what that means."""
    return translate_plural(
        "Throw away {count} change of {office}? It is not in any partnership here. An office that has "
        "it sends it again with its next file.",
        "Throw away {count} changes of {office}? They are not in any partnership here. An office that "
        "has them sends them again with its next file.",
        held.writes,
    ).format(count=held.writes, office=isolated(held.name))


class ReceivedList(Card):
    """What was taken in, the newest first; pressing an entry shows its report."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def show_reports(self, reports: Sequence[ReceiveReport]) -> None:
        """List reports; without any the list is not shown."""
        clear(self.body)
        self.body.addWidget(plain_label(translate("Received files"), "heading"))
        for report in reports[:_SHOWN]:
            self.body.addWidget(self._entry(report))
        self.setVisible(bool(reports))

    def _entry(self, report: ReceiveReport) -> RowButton:
        senders = dict.fromkeys(words.sender(one) for one in report.files)
        name = ", ".join(senders)
        when = day_and_time(report.moment)
        if report.undone:
            when = translate("{when}, taken back").format(when=when)
        which = _which(report.files)
        pressed = RowButton(f"{name}, {which}, {when}")
        pressed.hold(icon_label("file", theme.tokens().muted))
        pressed.hold(plain_label(name), 1)
        pressed.hold(plain_label(which, "caption", wrap=False))
        pressed.hold(plain_label(when, "caption", wrap=False))
        pressed.clicked.connect(lambda: self.chosen.emit(report.number))
        return pressed


def _which(files: Sequence[FileFacts]) -> str:
    """Say which files of their sender were taken in together: several may come within a minute."""
    if len(files) != 1:
        return translate_plural("{count} file", "{count} files", len(files)).format(
            count=len(files)
        )
    (facts,) = files
    file = translate("file {number}").format(number=facts.number)
    if facts.parts == 1:
        return file
    part = translate("part {part} of {parts}").format(part=facts.part, parts=facts.parts)
    return listed((file, part))

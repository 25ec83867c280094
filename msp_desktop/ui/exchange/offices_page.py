"""The offices: the own card, whom this office trusts, and when each was last heard from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from msp_desktop.app import exchange, trust
from msp_desktop.app.trust import Added, KnownOffice, Received
from msp_desktop.domain.offices import SignedCard, Standing
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.card_view import OwnCard, print_card
from msp_desktop.ui.exchange.comparing import Comparing
from msp_desktop.ui.exchange.telling import (
    day_and_time,
    file_name_of,
    how_old,
    office_in_words,
    released,
)
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.labels import icon_label, isolated, plain_label
from msp_desktop.ui.widgets.paper import Paper, clear, follow, push, row

Answer = TypeVar("Answer")

_STATES = {
    Standing.VERIFIED: ("check", "ok", _("Trusted: the digits were compared.")),
    Standing.INTRODUCED: ("people", "ok", _("Trusted: introduced by {offices}.")),
    Standing.UNKNOWN: (
        "help",
        "warn",
        _("Not compared yet. Its files wait unopened until you compare the digits."),
    ),
    Standing.CHANGED: (
        "warning",
        "bad",
        _("Other digits than this office had. Files with them wait unopened. Call the office."),
    ),
    Standing.REVOKED: (
        "lock",
        "bad",
        _("Reported lost or stolen by {offices}. Files with these digits wait unopened."),
    ),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything the page shows."""

    own: SignedCard
    reported_by: tuple[str, ...]
    offices: list[KnownOffice]
    heard: dict[str, exchange.PeerStatus]


class OfficesPage(Paper):
    """Shows the card of this office and lists the others, those that need a person first."""

    def __init__(self, post: PostRoom) -> None:
        super().__init__(820)
        self._post = post
        self.message = InlineMessage()
        self._next = ""
        self._add = push(translate("Add from a card file…"), sign="plus")
        self._send = push(translate("Send to other offices…"), sign="usb")
        self._receive = push(translate("Receive a file…"), sign="receive")
        self._add.clicked.connect(self._on_add)
        self._send.clicked.connect(lambda: post.go_to_page("send"))
        self._receive.clicked.connect(lambda: post.go_to_page("receive"))
        self._own = QVBoxLayout()
        self._others = QVBoxLayout()
        self._others.setSpacing(theme.L)
        self.column.addLayout(self._own)
        self.column.addWidget(self.message)
        self.column.addWidget(plain_label(translate("Other offices"), "title"))
        self.column.addLayout(row(self._add, self._send, self._receive, 1))
        self.column.addLayout(self._others)
        self.column.addStretch(1)
        self._look()

    def begin(self) -> None:
        """Put the keyboard on the first thing to do."""
        self._add.setFocus()

    def add_card(self, file: Path) -> None:
        """Add the office whose card lies in a file; its digits are still to be compared."""
        database = self._post.workspace.database

        def work() -> Added:
            return trust.add_card(database, trust.read_card(file))

        self._post.keep_folder(str(file.parent))
        self._do(work, self._on_added)

    def save_card(self, file: Path) -> None:
        """Save the card of this office into a file."""
        database = self._post.workspace.database

        def on_saved(_signed: SignedCard) -> None:
            self._post.keep_folder(str(file.parent))
            text = translate("{file} is written. Give it to the other office.")
            self._say(text.format(file=isolated(file.name)), "ok")

        self._do(lambda: trust.write_card(database, file), on_saved)

    # Looking

    def _look(self) -> None:
        database = self._post.workspace.database

        def work() -> _Known:
            return _Known(
                trust.own_card(database),
                trust.own_keys_reported_by(database),
                trust.known_offices(database),
                {one.office_id: one for one in exchange.status(database)},
            )

        self._post.jobs.run(work, self._show, asker=self)

    def _show(self, known: _Known) -> None:
        for layout in (self._own, self._others):
            clear(layout)
        own = OwnCard(known.own)
        own.save.clicked.connect(self._on_save)
        own.print.clicked.connect(lambda: self._on_print(known.own))
        self._own.addWidget(own)
        for one, following in pairwise((own.print, self._add, self._send, self._receive)):
            follow(one, following)
        if known.reported_by:
            self._warn_of_lost_keys(known.reported_by)
        for office in known.offices:
            card = _OfficeCard(office, known.heard.get(office.office_id), self)
            card.wants_comparing(known.own.card.digits)
            self._others.addWidget(card)
            if office.office_id == self._next:
                card.begin()
        if self._next == self._post.office.id:
            own.save.setFocus()
        self._next = ""
        if not known.offices:
            empty = Card()
            text = translate(
                "No other office is known yet. Add one from its card file; or receive a file, and its "
                "office appears here so that you can compare the digits."
            )
            empty.body.addWidget(plain_label(text, "muted"))
            self._others.addWidget(empty)

    def _warn_of_lost_keys(self, offices: tuple[str, ...]) -> None:
        text = translate(
            "{offices} reported the keys of your office as lost or stolen, and others no longer take in "
            "your files. Make new keys, then compare digits with each office again."
        )
        self._say(
            text.format(offices=", ".join(isolated(one) for one in offices)),
            "bad",
            translate("Make new keys"),
            self._on_new_keys,
        )

    # Deciding

    def confirm(self, office: KnownOffice) -> None:
        """Trust an office whose digits were compared."""
        workspace = self._post.workspace

        def on_confirmed(received: Received) -> None:
            text = translate("{office} is trusted now.").format(office=isolated(office.name))
            text += released(received.released)
            self._say(
                text, "ok", translate("Receive a file…"), lambda: self._post.go_to_page("receive")
            )
            if self.message.button is not None:
                self.message.button.setFocus()
            workspace.received(news=received.news)
            self._look()

        self._do(
            lambda: trust.confirm(workspace.database, workspace.person, office, office.digits),
            on_confirmed,
        )

    def ask_to_revoke(self, office: KnownOffice) -> None:
        """Ask once more before an office is no longer trusted."""
        text = translate(
            "Was a computer of {office} lost or stolen? From now on its files wait unopened here, and in "
            "every office that trusts yours, until its new digits are compared."
        )
        self._say(
            text.format(office=isolated(office.name)),
            "warn",
            translate("Stop trusting it"),
            lambda: self.revoke(office),
        )
        if self.message.button is not None:
            self.message.button.setFocus()

    def revoke(self, office: KnownOffice) -> None:
        """Stop trusting an office's keys."""
        workspace = self._post.workspace

        def on_revoked(_nothing: None) -> None:
            text = translate(
                "{office} is no longer trusted. Your next files tell the others. "
                "What came before stays. When it has new keys, compare its new digits."
            )
            self._say(text.format(office=isolated(office.name)), "ok")
            self._next = office.office_id
            self._look()

        self._do(lambda: trust.revoke(workspace.database, workspace.person, office), on_revoked)

    def dismiss(self, office: KnownOffice) -> None:
        """Drop a card that proved to be nobody's."""
        database = self._post.workspace.database

        def on_dismissed(_nothing: None) -> None:
            self._add.setFocus()
            self._look()

        self._do(lambda: trust.dismiss(database, office), on_dismissed)

    # Inside

    def _do(self, work: Callable[[], Answer], done: Callable[[Answer], None]) -> None:
        self._post.jobs.run(work, done, on_failure=self._on_failure, asker=self)

    def _say(
        self, text: str, mood: str, action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        self.message.say(text, mood, action, then)
        self.scroll_to(self.message)

    def _on_failure(self, error: Exception) -> None:
        if isinstance(error, Problem | OSError):
            self._say(str(error), "bad")
        else:
            self._post.jobs.failed.emit(error)

    def _on_added(self, added: Added) -> None:
        office, received = added
        text = translate("The card of {office} is here. Compare the digits with that office now.")
        if office.state.is_trusted:
            text = translate("The card of {office} is here. It is trusted.")
        self._say(text.format(office=isolated(office.name)) + released(received.released), "info")
        if received.released:
            self._post.workspace.received(news=received.news)
        self._next = office.office_id
        self._look()

    def _on_new_keys(self) -> None:
        workspace = self._post.workspace

        def on_made(_signed: SignedCard) -> None:
            text = translate("Your office has new keys. Send your new card to the others.")
            self._say(text, "ok")
            self._next = self._post.office.id
            self._look()

        self._do(lambda: trust.rotate(workspace.database, workspace.person), on_made)

    def _on_add(self) -> None:
        kinds = translate("Office cards") + f" (*{trust.CARD_SUFFIX})"
        file, _kind = QFileDialog.getOpenFileName(
            self, translate("Add from a card file"), self._post.folder, kinds
        )
        if file:
            self.add_card(Path(file))

    def _on_save(self) -> None:
        office = str(self._post.office.row.get("name") or "")
        name = f"{file_name_of(office)}{trust.CARD_SUFFIX}"
        file, _kind = QFileDialog.getSaveFileName(
            self, translate("Save the card"), str(Path(self._post.folder) / name)
        )
        if file:
            self.save_card(Path(file).with_suffix(trust.CARD_SUFFIX))

    def _on_print(self, signed: SignedCard) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            print_card(printer, signed)


class _OfficeCard(Card):
    """One other office: what is known of it and what can be done."""

    def __init__(
        self, office: KnownOffice, heard: exchange.PeerStatus | None, page: OfficesPage
    ) -> None:
        super().__init__()
        self._office = office
        self._page = page
        self._comparing: Comparing | None = None
        self.body.setSpacing(theme.S)
        name = isolated(office_in_words(office.name, office.place))
        self.body.addWidget(plain_label(name, "heading"))
        sign, mood, sentence = _STATES[office.state]
        told_by = ", ".join(isolated(one) for one in office.told_by or (office.name,))
        self._say(sign, mood, translate(sentence).format(offices=told_by))
        if office.held_back:
            text = translate_plural(
                "{count} change of this office came through others and waits.",
                "{count} changes of this office came through others and wait.",
                office.held_back,
            )
            self._say("in-progress", "warn", text.format(count=office.held_back))
        if heard is not None and office.state.is_trusted:
            self._tell_when_heard(heard)
        self._buttons = QWidget()
        self.body.addWidget(self._buttons)

    def wants_comparing(self, own_digits: str) -> None:
        """Offer what can be done; comparing shows both numbers."""
        office, page = self._office, self._page
        parts: list[QWidget | int] = []
        if office.state is not Standing.VERIFIED:
            compare = push(translate("Compare digits"), sign="check")
            compare.setAccessibleName(
                translate("Compare digits of {office}").format(office=office.name)
            )
            compare.clicked.connect(lambda: self._compare(own_digits))
            parts.append(compare)
        if office.state.is_trusted:
            lost = push(translate("Lost or stolen: stop trusting"), sign="lock")
            lost.clicked.connect(lambda: page.ask_to_revoke(office))
            parts.append(lost)
        elif office.state is not Standing.REVOKED:
            drop = push(translate("Remove this card"), sign="trash")
            drop.clicked.connect(lambda: page.dismiss(office))
            parts.append(drop)
        buttons = row(*parts, 1)
        buttons.setContentsMargins(0, theme.XS, 0, 0)
        self._buttons.setLayout(buttons)

    def begin(self) -> None:
        """Put the keyboard on the first thing that can be done with the office."""
        if (first := self._buttons.findChild(QPushButton)) is not None:
            first.setFocus()

    def _compare(self, own_digits: str) -> None:
        self._buttons.hide()
        self._comparing = Comparing(
            self._office, own_digits, lambda: self._page.confirm(self._office), self._stop
        )
        self.body.addWidget(self._comparing)
        self._comparing.begin()
        self._page.scroll_to(self._comparing)

    def _stop(self) -> None:
        if self._comparing is not None:
            self._comparing.deleteLater()
            self._comparing = None
        self._buttons.show()
        self.begin()

    def _say(self, sign: str, mood: str, text: str) -> None:
        colours = theme.tokens()
        colour = {"ok": colours.ok, "warn": colours.warn}.get(mood, colours.bad)
        icon = icon_label(sign, colour, 16)
        icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = row(icon, plain_label(text), spacing=theme.S)
        said.setStretch(1, 1)
        self.body.addLayout(said)

    def _tell_when_heard(self, heard: exchange.PeerStatus) -> None:
        text = translate("Never heard from.")
        if heard.received is not None:
            text = translate("Last heard from: {when} ({age})").format(
                when=day_and_time(heard.received), age=how_old(heard.received)
            )
        self.body.addWidget(plain_label(text, "muted"))
        if count := heard.unacknowledged:
            lacks = translate_plural(
                "It may lack {count} change. Send it a file.",
                "It may lack {count} changes. Send it a file.",
                count,
            )
            self._say("warning", "warn", lacks.format(count=count))
        else:
            self._say("check", "ok", translate("Has everything that is here."))

"""To whom a sync file goes: offices chosen from a list, whoever knows a passphrase, or everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from msp_desktop.app.exchange import Outstanding
from msp_desktop.domain.passphrases import strength
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange.telling import how_old, office_in_words
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import keep_off, plain_label
from msp_desktop.ui.widgets.option_row import OptionRow
from msp_desktop.ui.widgets.ticks import ChoiceDot, TickBox

_INDENT = 26


class Address(TypedDict):
    """The part of `SendOptions` that says for whom a file is."""

    to: tuple[str, ...]
    passphrase: str | None
    is_open: bool


class Recipients(QWidget):
    """Asks for whom the file is, and shows what each office lacks."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offices: list[tuple[Outstanding, OptionRow]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S)
        self._group = QButtonGroup(self)
        self._named = self._way(translate("Offices you choose"), "")
        self._list = QVBoxLayout()
        keep_off(self._list, _INDENT, 0, 0, 0)
        self._list.setSpacing(theme.XS)
        self._column.addLayout(self._list)
        self._secret = self._way(
            translate("Whoever knows a passphrase"),
            translate("Tell it by telephone or in person, never with the file."),
        )
        self.passphrase = LineInput()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(translate("Passphrase"))
        self.passphrase.textChanged.connect(self._on_typed)
        self._show = OptionRow(TickBox(), translate("Show what I type"))
        self._show.changed.connect(self._on_show)
        self._hint = plain_label("", "caption")
        self._secret_parts = QWidget()
        below = QVBoxLayout(self._secret_parts)
        keep_off(below, _INDENT, 0, 0, 0)
        below.setSpacing(theme.XS)
        for part in (self.passphrase, self._hint, self._show):
            below.addWidget(part)
        self._column.addWidget(self._secret_parts)
        self._everybody = self._way(
            translate("Everyone who gets the file"),
            translate("It holds everything and can be copied to all."),
        )
        self._warning = InlineMessage()
        self._column.addWidget(self._warning)
        self._on_typed()
        self._everybody.choose()
        self.show_offices([])

    def begin(self) -> None:
        """Put the keyboard on the way that is chosen."""
        next(one for one in self._group.buttons() if one.isChecked()).setFocus()

    def show_offices(
        self, offices: Sequence[Outstanding], partnerships: Iterable[str] = ()
    ) -> None:
        """Offer these offices; all of them are ticked when they are first shown."""
        for _office, option in self._offices:
            self._list.removeWidget(option)
            option.deleteLater()
        self._offices = []
        for office in offices:
            option = OptionRow(TickBox(), office_in_words(office.office, office.place))
            option.choose(chosen=office.is_trusted)
            option.set_usable(usable=office.is_trusted)
            option.changed.connect(self.changed)
            self._list.addWidget(option)
            self._offices.append((office, option))
        usable = any(one.is_trusted for one in offices)
        self._named.set_usable(usable=usable)
        self._named.tell(
            translate("Only they can read it. It holds what not all of them have yet.")
            if usable
            else translate("No other office is trusted yet. Exchange cards and compare the digits.")
        )
        if usable:
            had_keyboard = any(one.hasFocus() for one in self._group.buttons())
            self._named.choose()
            if had_keyboard:
                self.begin()
        self.tell(partnerships)
        self._on_way()

    def tell(self, partnership_ids: Iterable[str]) -> None:
        """Say of each office what it lacks of some partnerships."""
        chosen = tuple(partnership_ids)
        for office, option in self._offices:
            option.tell(_news(office, chosen))

    @property
    def chosen(self) -> list[Outstanding]:
        """The offices ticked, if the file is for offices."""
        if not self._named.is_chosen:
            return []
        return [office for office, option in self._offices if option.is_chosen]

    def address(self) -> Address | None:
        """Return for whom the file is; None while something is lacking, which is then said."""
        if self._named.is_chosen and not self.chosen:
            self._warning.say(translate("Tick at least one office."), "warn")
            self._offices[0][1].button.setFocus()
            return None
        if self._secret.is_chosen and not self.passphrase.text():
            self.refuse_passphrase(translate("Type a passphrase."))
            return None
        return Address(
            to=tuple(one.office_id for one in self.chosen),
            passphrase=self.passphrase.text() if self._secret.is_chosen else None,
            is_open=self._everybody.is_chosen,
        )

    def refuse_passphrase(self, sentence: str) -> None:
        """Say what is wrong with the passphrase, and let it be typed anew."""
        self._warning.say(sentence, "warn")
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    # Inside

    def _way(self, name: str, about: str) -> OptionRow:
        option = OptionRow(ChoiceDot(), name, about)
        self._group.addButton(option.button)
        option.changed.connect(self._on_way)
        self._column.addWidget(option)
        return option

    def _on_way(self) -> None:
        for _office, option in self._offices:
            option.setVisible(self._named.is_chosen)
        self._secret_parts.setVisible(self._secret.is_chosen)
        if self._everybody.is_chosen:
            text = translate(
                "Anyone who finds the stick or gets the e-mail can read everything in this file."
            )
            self._warning.say(text, "warn")
        else:
            self._warning.clear()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._hint.setText(translate(strength(self.passphrase.text()).value))
        if self._secret.is_chosen:
            self._warning.clear()

    def _on_show(self) -> None:
        mode = QLineEdit.EchoMode
        self.passphrase.setEchoMode(mode.Normal if self._show.is_chosen else mode.Password)


def _news(office: Outstanding, partnership_ids: Sequence[str]) -> str:
    if not office.is_trusted:
        return translate("Compare its digits first, on the page of offices.")
    if office.received is None:
        return translate("Never heard from: it gets everything.")
    heard = translate("last heard from {when}").format(when=how_old(office.received))
    count = office.among(partnership_ids)
    if not count:
        return translate("Has everything ({heard}).").format(heard=heard)
    news = translate_plural("{count} change it may lack", "{count} changes it may lack", count)
    return f"{news.format(count=count)} ({heard})."

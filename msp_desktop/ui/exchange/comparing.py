"""Comparing the digits of another office: both numbers are shown, then typed or ticked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msp_desktop.app.trust import KnownOffice
from msp_desktop.domain.offices import same_digits
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.exchange.card_view import Digits
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push, row
from msp_desktop.ui.widgets.ticks import TickBox


class Comparing(QWidget):
    """Asks for the digits of an office; ``confirm`` is called once they are the same."""

    def __init__(
        self,
        office: KnownOffice,
        own_digits: str,
        confirm: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        super().__init__()
        self._digits = office.digits
        self._confirm = confirm
        self._typed = LineInput()
        why = translate("Spaces do not matter; digits of any script will do.")
        self._entry = Entry(translate("Digits as the office reads them to you"), self._typed, why)
        self._same = TickBox(translate("We compared all six groups. They are the same."))
        yes = push(translate("Confirm"), "primary", "check")
        no = push(translate("Not now"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        ask = translate(
            "Call the office at a number you know, not one that came with the file. "
            "Let them read their digits to you, and read yours to them."
        )
        column.addWidget(plain_label(ask))
        both = QHBoxLayout()
        both.setSpacing(theme.XXL)
        for name, digits in (
            (translate("On their card"), office.digits),
            (translate("On your card"), own_digits),
        ):
            one = QVBoxLayout()
            one.setSpacing(theme.XS)
            one.addWidget(plain_label(name, "label"))
            one.addLayout(row(Digits(digits), 1))
            both.addLayout(one)
        both.addStretch(1)
        column.addLayout(both)
        column.addWidget(self._entry)
        column.addWidget(self._same)
        column.addLayout(row(yes, no, 1))
        yes.clicked.connect(self._on_confirm)
        no.clicked.connect(stop)
        self._typed.returnPressed.connect(self._on_confirm)
        self._typed.textChanged.connect(lambda: self._entry.complain(""))

    def begin(self) -> None:
        """Put the keyboard where the digits are typed."""
        self._typed.setFocus()

    def _on_confirm(self) -> None:
        typed = self._typed.text().strip()
        if typed and not same_digits(typed, self._digits):
            self._entry.complain(
                translate(
                    "These are not the digits on that card. Read all six groups again; if they still "
                    "differ, the card is not from that office."
                )
            )
        elif typed or self._same.isChecked():
            self._confirm()
        else:
            self._entry.complain(translate("Type the digits, or tick that you compared them."))

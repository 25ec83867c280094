"""The editor of money: an amount and its currency as one answer."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtWidgets import QWidget

from msp_desktop.domain.fields import Amount, Field, Money, NotAValue, Stored, Value
from msp_desktop.domain.guideline import KINDS
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.forms.editors.base import Editor, Surroundings
from msp_desktop.ui.forms.editors.text import bare
from msp_desktop.ui.widgets.inputs import ChoiceBox, LineInput
from msp_desktop.ui.widgets.typed import typed_number, written_number

CURRENCIES = (
    "AFN", "AMD", "AUD", "AZN", "BDT", "BND", "BTN", "CNY", "EUR", "FJD", "GBP", "GEL", "HKD", "IDR",
    "INR", "IRR", "JPY", "KGS", "KHR", "KPW", "KRW", "KZT", "LAK", "LKR", "MMK", "MNT", "MOP", "MVR",
    "MYR", "NPR", "NZD", "PGK", "PHP", "PKR", "RUB", "SBD", "SGD", "THB", "TJS", "TMT", "TOP", "TRY",
    "USD", "UZS", "VND", "VUV", "WST", "XPF",
)  # fmt: skip
"""Currencies of the members of ESCAP and of their usual donors (ISO 4217)."""

_CENTS = 2
"""Decimals that money has at most, in each of these currencies."""


class AmountEditor(Editor):
    """An amount of money; the currency the partnership already uses is offered first."""

    is_short = True

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self.line = LineInput(self)
        self.line.setPlaceholderText(translate(field.example) or translate("Amount"))
        self.currency = ChoiceBox(self)
        self.currency.addItem("–", "")
        for code in CURRENCIES:
            self.currency.addItem(code, code)
        self.currency.setMinimumContentsLength(4)
        self.line.textEdited.connect(self.edited)
        self.currency.activated.connect(self.edited)
        for part in (self.line, self.currency):
            part.left.connect(self._on_left)
        bare(self, self.line, self.currency)

    def stored(self) -> Stored:
        amount = typed_number(self.line.text(), _CENTS)
        if not amount:
            return None
        currency = str(self.currency.currentData() or "")
        if not currency:
            raise NotAValue(_("Choose the currency of the amount."))
        return self.field.clean(f"{currency} {amount}")

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line, self.currency)

    def set_name(self, label: str, description: str) -> None:
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(description)
        self.currency.setAccessibleName(translate("{field}: currency").format(field=label))

    def _show(self, value: Stored) -> None:
        money = self.field.value(value)
        if not isinstance(money, Money):
            self.line.clear()
            self._show_currency(self._usual_currency())
            return
        self._show_currency(money.currency)
        if not self.line.hasFocus() or self._reading() != money:
            self.line.setText(written_number(f"{money.amount:f}"))

    def _reading(self) -> Value:
        """Return the money that is typed; None while it is none."""
        try:
            return self.field.value(self.stored())
        except NotAValue:
            return None

    def _show_currency(self, code: str) -> None:
        if self.currency.findData(code) < 0:
            self.currency.addItem(code, code)
        self.currency.setCurrentIndex(self.currency.findData(code))

    def _usual_currency(self) -> str:
        for kind_key, row in self.surroundings.records:
            for field in KINDS[kind_key].fields.values():
                if isinstance(field, Amount) and isinstance(
                    money := field.value(row[field.key]), Money
                ):
                    return money.currency
        return ""

    def _on_left(self) -> None:
        if self.has_keyboard():
            return
        with suppress(NotAValue):  # what is not an amount stays as it was typed
            self.show_stored(self.stored())
        self.left.emit()

"""What partners pass on to one another: the list with its flaws, and what a delay does (task 7.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from msp_desktop.app import planning
from msp_desktop.domain.matrices.handing import delays_told, hand_over_list, hand_overs_or_circle
from msp_desktop.domain.records import Row
from msp_desktop.domain.schedule.hand_overs import HandOvers
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push

_SHOWN = Shown(
    _("What partners pass on"),
    hand_over_list,
    ("hand_over", "plan_item", "work_calendar", "day_off"),
    _(
        "Choose a line; Ctrl+Enter opens its entry, F8 says that it was handed over today, "
        "F9 confirms receipt."
    ),
)
_MOST = 8
"""Delays that are told one by one; of more only the number is said."""


class HandOverPart(MatrixPart):
    """The list, buttons for giver and receiver, and all that comes later because of a delay."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(_SHOWN, surroundings, bus)

    def build(self) -> None:
        super().build()
        self.deliver = self._button(_("Handed over today"), self._on_deliver)
        self.confirm = self._button(_("Confirm receipt"), self._on_confirm)
        self.view.installEventFilter(self)
        self.whose = plain_label("", "caption")
        self.told = QVBoxLayout()
        self.told.setSpacing(theme.XS)
        self.delays_title = plain_label(translate(_("What delays do")), "label")
        bar = FlowLayout(spacing=theme.S)
        bar.addWidget(self.deliver)
        bar.addWidget(self.confirm)
        place = self.body.indexOf(self.view) + 1
        self.body.insertLayout(place, bar)
        self.body.insertWidget(place + 1, self.whose)
        self.body.addWidget(self.delays_title)
        self.body.addLayout(self.told)
        self.view.selectionModel().currentChanged.connect(lambda _now, _then: self._on_chosen())
        self.view.matrix_model.modelReset.connect(self._on_chosen)

    def refresh(self) -> None:
        """Show the list and what delays do."""
        super().refresh()
        self._show_delays()
        self._on_chosen()

    @property
    def chosen(self) -> Row | None:
        """The hand-over in whose line the keyboard is."""
        index = self.view.currentIndex()
        if not index.isValid():
            return None
        return self.surroundings.records.find("hand_over", self.view.matrix_model.keys(index)[0])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        does = {Qt.Key.Key_F8: self.deliver, Qt.Key.Key_F9: self.confirm}
        button = does.get(Qt.Key(event.key())) if not event.modifiers() else None
        if button is not None:
            button.click()
        return button is not None

    # Inside

    def _button(self, words: str, then: Callable[[], None]) -> QPushButton:
        button = push(translate(words))
        button.clicked.connect(lambda _checked: then())
        return button

    def _show_delays(self) -> None:
        clear(self.told)
        records = self.surroundings.records
        found = hand_overs_or_circle(records, today())
        if not isinstance(found, HandOvers):
            self.delays_title.show()
            self._say(found, "bad")
            return
        told = delays_told(records, found)
        self.delays_title.setVisible(bool(told))
        for one in told[:_MOST]:
            self._say(
                one.text, "warn", partial(self.open_record.emit, one.kind_key, one.record_id, "")
            )
        if len(told) > _MOST:
            count = len(told) - _MOST
            more = translate_plural("… and {count} more", "… and {count} more", count)
            self.told.addWidget(plain_label(more.format(count=formats.number(count)), "muted"))

    def _say(self, text: str, mood: str, then: Callable[[], None] | None = None) -> None:
        message = InlineMessage()
        self.told.addWidget(message)
        message.say(text, mood, translate("Open"), then)

    def _on_chosen(self) -> None:
        row = self.chosen
        is_delivered = row is not None and bool(row.get("delivered_on"))
        is_confirmed = row is not None and bool(row.get("confirmed_on"))
        self.deliver.setEnabled(row is not None and not is_delivered)
        self.confirm.setEnabled(is_delivered and not is_confirmed)
        self.whose.setText(self._whose(row))
        self.whose.setVisible(bool(self.whose.text()))

    def _whose(self, row: Row | None) -> str:
        """Say for whom the buttons are."""
        if row is None:
            return ""
        records = self.surroundings.records
        nobody = translate(_("nobody named"))
        words = {
            "giver": records.name("partner", row.get("from_partner")) or nobody,
            "receiver": records.name("partner", row.get("to_partner")) or nobody,
        }
        confirmed = records.value("hand_over", row, "confirmed_on")
        if isinstance(confirmed, date):
            sentence = translate(_("{receiver} confirmed receipt on {day}."))
            return sentence.format(**words, day=day_in_words(confirmed))
        if row.get("delivered_on"):
            sentence = _(
                "Only {receiver} can confirm receipt: do so only if that is your organisation."
            )
        else:
            sentence = _("{giver} says when it is handed over; then {receiver} confirms receipt.")
        return translate(sentence).format(**words)

    def _on_deliver(self) -> None:
        self.catch_up()
        if (row := self.chosen) is not None and not row.get("delivered_on"):
            planning.hand_over(self.surroundings.workspace, str(row["id"]), today())

    def _on_confirm(self) -> None:
        self.catch_up()
        row = self.chosen
        if row is not None and row.get("delivered_on") and not row.get("confirmed_on"):
            planning.confirm(self.surroundings.workspace, str(row["id"]), today())

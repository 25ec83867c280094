"""Locking periods and opening them again; what other offices wrote into a locked one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout

from msp_desktop.app import periods
from msp_desktop.app.periods import State
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.monitoring.periods import LOCK, READ, Difference
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push


class PeriodPart(Part):
    """One period at a time: its state, the keys to lock and to open it, and what differs."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("Locking of periods")), READ, surroundings, bus)
        self._states: list[State] = []

    def build(self) -> None:
        """Make the choice of a period and the keys."""
        self.period = period_box()
        self.period.activated.connect(self._show)
        self.empty = plain_label(translate(_("No period yet. Add them below.")), "muted")
        self.state = plain_label("")
        self.reason = QLineEdit()
        self.reason_entry = Entry(translate(_("Reason, kept with the period")), self.reason)
        self.lock = push(translate(_("Lock…")))
        self.lock.clicked.connect(self._ask_to_lock)
        self.open_again = self._key(_("Open again"), self._on_open)
        self.put_back = self._key(_("Put back what was locked"), self._on_put_back)
        self.accept = self._key(_("Accept as it is now"), self._on_accept)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.XS)
        self.message = InlineMessage()
        bar, keys = FlowLayout(spacing=theme.S), FlowLayout(spacing=theme.S)
        for part in (self.period, self.lock):
            bar.addWidget(part)
        for key in (self.open_again, self.put_back, self.accept):
            keys.addWidget(key)
        self.body.addWidget(self.empty)
        self.body.addLayout(bar)
        self.body.addWidget(self.state)
        self.body.addLayout(self.list)
        self.body.addWidget(self.reason_entry)
        self.body.addLayout(keys)
        self.body.addWidget(self.message)

    def refresh(self) -> None:
        """Show the periods as they are now."""
        self._states = periods.states(self.surroundings.workspace, self.surroundings.space_id)
        offer(self.period, [(one.key, one.name) for one in self._states])
        self._show()

    @property
    def chosen(self) -> State | None:
        """The period that is chosen."""
        key = self.period.currentData()
        return next((one for one in self._states if one.key == key), None)

    # Inside

    def _key(self, words: str, then: Callable[[State], None]) -> QPushButton:
        key = push(translate(words))
        key.clicked.connect(lambda _checked: self._carry_out(then))
        return key

    def _show(self) -> None:
        one = self.chosen
        is_locked = one is not None and one.locked is not None
        differs = one is not None and bool(one.differences)
        self.empty.setVisible(one is None)
        self.period.setVisible(one is not None)
        self.lock.setVisible(one is not None and not is_locked)
        for part in (self.reason_entry, self.open_again):
            part.setVisible(is_locked)
        for key in (self.put_back, self.accept):
            key.setVisible(differs)
        clear(self.list)
        if self.message.mood == "open":  # asked of another period, or of other figures
            self.message.clear()
        self.state.setText("\n".join((_told(one), *self._acts(one))) if one is not None else "")
        self.state.setVisible(one is not None)
        for difference in one.differences if one is not None else ():
            message = InlineMessage()
            self.list.addWidget(message)
            then = partial(self.open_record.emit, difference.kind_key, difference.record_id, "")
            text = self._difference(difference)
            if difference.now is None:
                message.say(text, "warn")
            else:
                message.say(text, "warn", translate("Open"), then)

    def _acts(self, one: State) -> Iterator[str]:
        """Say when the period was locked and opened, by whom and why."""
        records, fields = self.surroundings.records, KINDS[LOCK].fields
        for row in records.rows(LOCK, one.key):
            said = [
                shown(fields[key], row.get(key), records)
                for key in ("date", "act", "by", "office", "reason")
            ]
            yield f"• {formats.listed_names(filter(None, said))}"

    def _difference(self, one: Difference) -> str:
        records, kind = self.surroundings.records, KINDS[one.kind_key]
        name = records.name(one.kind_key, one.record_id) or translate(kind.label)
        if one.then is None:
            return translate(_("“{name}” was added after locking.")).format(name=name)
        if one.now is None:
            answers = (
                shown(kind.fields[key], value, records)
                for key, value in one.then.items()
                if key in kind.fields
            )
            was = formats.listed_names(filter(None, answers))
            return translate(_("An entry was removed after locking: {was}.")).format(was=was)
        said = []
        for key in one.fields:
            then, now = (
                shown(kind.fields[key], values.get(key), records) or "–"
                for values in (one.then, one.now)
            )
            words = translate(_("{field}: locked as {then}, now {now}"))
            said.append(words.format(field=translate(kind.fields[key].label), then=then, now=now))
        return f"{name}. {formats.listed_names(said)}."

    def _carry_out(self, then: Callable[[State], None]) -> None:
        self.catch_up()
        one = self.chosen
        if one is None:
            return
        try:
            then(one)
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        self.reason.clear()
        self.refresh()

    def _ask_to_lock(self) -> None:
        self.catch_up()
        if self.chosen is None:
            return
        said = translate(
            _(
                "The figures of “{period}” can then only be read, here and in every office that hears of it. "
                "The period can be opened again with a reason, which everybody sees; what was done before "
                "can no longer be undone. Lock it now?"
            )
        ).format(period=self.chosen.name)
        lock = partial(self._carry_out, self._on_lock)
        self.message.ask(self.lock, said, translate(_("Lock it")), lock)

    def _on_lock(self, one: State) -> None:
        periods.lock(self.surroundings.workspace, self.surroundings.space_id, one.key, today())
        self.period.setFocus()  # the keys that were pressed go away; the keyboard stays here
        self._say(_("“{period}” is locked. What came before can no longer be undone."), one)

    def _on_open(self, one: State) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        periods.open_again(workspace, space_id, one.key, self.reason.text(), today())
        self._say(_("“{period}” is open again."), one)

    def _on_put_back(self, one: State) -> None:
        periods.put_back(self.surroundings.workspace, self.surroundings.space_id, one.key)
        self._say(_("The figures of “{period}” are as they were locked."), one)

    def _on_accept(self, one: State) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        periods.accept(workspace, space_id, one.key, self.reason.text(), today())
        self._say(_("“{period}” is locked with the figures as they are now."), one)

    def _say(self, sentence: str, one: State) -> None:
        self.message.say(translate(sentence).format(period=one.name), "ok")


def period_box() -> ChoiceBox:
    """Return a choice of periods, empty at first."""
    box = ChoiceBox()
    box.setAccessibleName(translate(_("Period")))
    box.fit_words()
    return box


def offer(box: ChoiceBox, offered: list[tuple[str, str]]) -> None:
    """Offer pairs of identifier and name; what was chosen stays so, at first it is the last one."""
    if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == offered:
        return
    chosen = box.currentData()
    box.clear()
    for key, name in offered:
        box.addItem(name, key)
    at = box.findData(chosen)
    box.setCurrentIndex(at if at >= 0 else len(offered) - 1)


def _told(one: State) -> str:
    if one.locked is None:
        return translate(_("Open: figures can be written and corrected."))
    day = day_in_words(one.locked.day) if one.locked.day is not None else "–"
    by = ", ".join(filter(None, (one.locked.by, one.locked.office))) or "–"
    said = [
        translate(_("Locked on {day} by {by}: figures can only be read.")).format(day=day, by=by)
    ]
    if one.differences:
        sentence = _(
            "Other offices wrote into it before they heard of that. Nothing is lost; decide what stands:"
        )
        said.append(translate(sentence))
    return " ".join(said)

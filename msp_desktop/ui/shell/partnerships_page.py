"""The partnerships of this office: open one, begin one, try the sample, take the sample away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from msp_desktop.domain.records import Row
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.labels import ElidedLabel, icon_label, plain_label
from msp_desktop.ui.widgets.paper import Paper, RowButton, badge, clear, push, row

_BESIDE_FROM = 760


class PartnershipsPage(QWidget):
    """Lists partnerships and asks for new ones; opens and makes none itself.

    ``open_wanted`` carries an identifier, ``new_wanted`` name and place, ``sample_wanted`` nothing,
    ``removal_wanted`` the identifier of a sample, ``receiving_wanted`` nothing.
    """

    open_wanted = Signal(str)
    new_wanted = Signal(str, str)
    sample_wanted = Signal()
    removal_wanted = Signal(str)
    receiving_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = Paper(900)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._paper)
        self._notice = InlineMessage()
        self._title = plain_label("", "title")
        self._said = plain_label("", "muted")
        self._list = Card()
        self._list.body.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        self._list.body.setSpacing(theme.XS)
        self._name, self._place = QLineEdit(), QLineEdit()
        self._name_entry = Entry(translate("Name of the partnership"), self._name)
        self._begin = push(translate("Start this partnership"), "primary")
        self._sample = push(translate("Open the sample partnership"))
        self._receive = push(translate("Receive a file…"), sign="receive")
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._begin.clicked.connect(self._on_begin)
        self._name.returnPressed.connect(self._on_begin)
        self._place.returnPressed.connect(self._on_begin)
        self._name.textEdited.connect(lambda: self._name_entry.complain(""))
        self._sample.clicked.connect(self._on_sample)
        self._receive.clicked.connect(self.receiving_wanted)

    def show_partnerships(self, rows: Sequence[Row], current: str = "") -> None:
        """List the partnerships there are, the newest first."""
        self._name.clear()
        self._place.clear()
        self._title.setText(translate("How would you like to begin?"))
        self._title.setVisible(not rows)
        self._said.setText(
            translate("Each partnership is kept, shared and printed on its own.")
            if rows
            else translate("Look around in a finished example, or start with your own.")
        )
        clear(self._list.body)
        for partnership in reversed(rows):
            self._list.body.addLayout(self._row(partnership, is_open=partnership["id"] == current))
        self._list.setVisible(bool(rows))
        has_sample = any(partnership["origin"] == "sample" for partnership in rows)
        self._sample_card.setVisible(not has_sample)
        self.set_busy(busy=False)

    def set_busy(self, *, busy: bool) -> None:
        """Wait while a partnership is being made."""
        self._begin.setEnabled(not busy)
        self._sample.setEnabled(not busy)

    def complain(self, sentence: str) -> None:
        """Say why something did not work."""
        self.set_busy(busy=False)
        self._notice.say(sentence, "bad")

    def begin(self) -> None:
        """Put the cursor where a person most likely goes on."""
        self._name.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE_FROM
        self._choices.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _lay_out(self) -> None:
        column = self._paper.column
        for part in (self._title, self._said, self._notice, self._list):
            column.addWidget(part)
        self._sample_card = self._make_sample_card()
        self._choices.setSpacing(theme.L)
        self._choices.addWidget(self._make_new_card(), 1)
        self._choices.addWidget(self._sample_card, 1)
        column.addLayout(self._choices)
        column.addWidget(self._make_receiving_card())
        column.addStretch(1)

    def _make_receiving_card(self) -> QFrame:
        frame = Card()
        text = translate("Does another office have the partnership already? Take in its file.")
        line = row(plain_label(text), self._receive)
        line.setStretch(0, 1)
        frame.body.addLayout(line)
        return frame

    def _make_new_card(self) -> QFrame:
        frame = Card()
        column = frame.body
        column.setSpacing(theme.L)
        column.addWidget(plain_label(translate("New partnership"), "heading"))
        column.addWidget(self._name_entry)
        where = translate("District, province or country where it works.")
        column.addWidget(Entry(translate("Place"), self._place, where))
        column.addStretch(1)
        column.addLayout(row(self._begin, 1))
        return frame

    def _make_sample_card(self) -> QFrame:
        frame = Card()
        column = frame.body
        column.setSpacing(theme.L)
        column.addWidget(plain_label(translate("Sample partnership"), "heading"))
        text = translate(
            "An invented partnership from the first talk to the review, with every task filled in. "
            "Change and print what you like. It is marked as a sample and goes away in one step."
        )
        column.addWidget(plain_label(text))
        column.addStretch(1)
        column.addLayout(row(self._sample, 1))
        return frame

    def _row(self, partnership: Row, *, is_open: bool) -> QBoxLayout:
        name = str(partnership["name"] or translate("Without a name"))
        place = str(partnership["place"] or "")
        is_sample = partnership["origin"] == "sample"
        spoken = [name, place, translate("Sample") if is_sample else ""]
        pressed = RowButton(", ".join(part for part in spoken if part))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        title = ElidedLabel(name, "label")
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        column.addLayout(row(title, *([badge(translate("Sample"))] if is_sample else []), 1))
        if place or is_open:
            parts = (place, translate("open now") if is_open else "")
            column.addWidget(plain_label(" · ".join(part for part in parts if part), "caption"))
        pressed.hold(held, 1)
        pressed.hold(icon_label("chevron-next", theme.tokens().muted, 16))
        identifier = str(partnership["id"])
        pressed.clicked.connect(lambda: self.open_wanted.emit(identifier))
        beside = row(pressed)
        beside.setStretch(0, 1)
        if is_sample:
            remove = push(translate("Remove the sample"), sign="trash")
            remove.clicked.connect(lambda: self.removal_wanted.emit(identifier))
            beside.addWidget(remove)
        return beside

    def _on_begin(self) -> None:
        name = self._name.text().strip()
        if not name:
            self._name_entry.complain(
                translate("Give the partnership a name; it can change later.")
            )
            self._name.setFocus()
            return
        self.set_busy(busy=True)
        self._notice.clear()
        self.new_wanted.emit(name, self._place.text().strip())

    def _on_sample(self) -> None:
        self.set_busy(busy=True)
        self._notice.clear()
        self.sample_wanted.emit()

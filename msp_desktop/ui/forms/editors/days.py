"""Editors of days and of stretches of days: typed as people write dates, or picked from a month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from msp_desktop.domain.fields import Field, NotAValue, Stored
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.forms.editors.base import Editor, Surroundings, mark_invalid
from msp_desktop.ui.forms.editors.text import bare
from msp_desktop.ui.widgets.calendar import CalendarPopup
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.typed import typed_day, written_day


class DayInput(QWidget):
    """A line for one date with a button that opens a month; the tooltip says the date in words."""

    edited = Signal()
    left = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineInput(self)
        self.line.setPlaceholderText(placeholder or translate("day/month/year"))
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self._on_left)
        self.button = QToolButton()
        theme.set_role(self.button, "icon")
        self.button.setIcon(icons.icon("calendar", theme.tokens().muted))
        self.button.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.button.clicked.connect(self.open_calendar)
        self.button.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = bare(self, self.line, self.button)
        layout.setSpacing(theme.XS)
        layout.setAlignment(self.button, Qt.AlignmentFlag.AlignVCenter)

    def typed(self) -> str:
        """Return the date as ISO 8601, empty when there is none. Raises `NotAValue`."""
        return typed_day(self.line.text())

    @property
    def is_date(self) -> bool:
        """Whether what is typed is a date, or nothing is typed."""
        return bool(self._reading()) or not self.line.text().strip()

    def show_day(self, stored: str) -> None:
        """Show a date given as ISO 8601; one that is there already stays as it was typed."""
        if not stored or self._reading() != stored:
            self.line.setText(written_day(stored) if stored else "")
        self._say_in_words()

    def set_name(self, name: str, description: str = "") -> None:
        """Say to screen readers what the date is."""
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(description)
        self.button.setAccessibleName(translate("{field}: open the calendar").format(field=name))

    def open_calendar(self) -> CalendarPopup:
        """Open a month below the line."""
        stored = self._reading()
        popup = CalendarPopup(date.fromisoformat(stored) if stored else None, self)
        popup.picked.connect(self._on_picked)
        popup.open_below(self.line)
        return popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() != Qt.FocusReason.PopupFocusReason
        ):
            self._on_left()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if opens:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _reading(self) -> str:
        try:
            return self.typed()
        except NotAValue:
            return ""

    def _on_picked(self, day: date | None) -> None:
        self.line.setText(written_day(day.isoformat()) if day else "")
        self._say_in_words()
        self.edited.emit()
        self.line.setFocus()

    def _on_left(self) -> None:
        if stored := self._reading():
            self.line.setText(written_day(stored))
        self._say_in_words()
        self.left.emit()

    def _say_in_words(self) -> None:
        stored = self._reading()
        self.line.setToolTip(day_in_words(date.fromisoformat(stored)) if stored else "")


class DayEditor(Editor):
    """One date."""

    is_short = True

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self.day = DayInput(parent=self)
        self.day.edited.connect(self.edited)
        self.day.left.connect(self.left)
        bare(self, self.day)

    def stored(self) -> Stored:
        return self.field.clean(self.day.typed())

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.day.line, self.day.button)

    def set_name(self, label: str, description: str) -> None:
        self.day.set_name(label, description)

    def _show(self, value: Stored) -> None:
        self.day.show_day(str(value or ""))


class DatesEditor(Editor):
    """The first and the last day of a stretch; either may be open."""

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self.start, self.end = DayInput(), DayInput()
        for day in (self.start, self.end):
            day.edited.connect(self.edited)
            day.left.connect(self._on_left)
            day.setMinimumWidth(190)
        flow = FlowLayout(self)
        flow.setSpacing(theme.M)
        for words, day in ((translate("from"), self.start), (translate("to"), self.end)):
            flow.addWidget(self._beside(words, day))

    def stored(self) -> Stored:
        start, end = self.start.typed(), self.end.typed()
        return self.field.clean(f"{start}/{end}" if start or end else "")

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.start.line, self.start.button, self.end.line, self.end.button)

    def set_name(self, label: str, description: str) -> None:
        self.start.set_name(translate("{field}: first day").format(field=label), description)
        self.end.set_name(translate("{field}: last day").format(field=label), description)

    def set_invalid(self, invalid: bool) -> None:
        wrong = [day for day in (self.start, self.end) if not day.is_date]
        for day in (self.start, self.end):
            mark_invalid(day.line, invalid=invalid and (day in wrong or not wrong))

    def _show(self, value: Stored) -> None:
        start, _slash, end = str(value or "").partition("/")
        self.start.show_day(start)
        self.end.show_day(end)

    def _on_left(self) -> None:
        if not self.has_keyboard():
            self.left.emit()

    @staticmethod
    def _beside(words: str, day: DayInput) -> QWidget:
        part = QWidget()
        label = plain_label(words, "muted", wrap=False)
        layout = bare(part, label, day)
        layout.setAlignment(label, Qt.AlignmentFlag.AlignVCenter)
        return part

"""A month to pick a day from, opened beside a field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.i18n import language, translate
from msp_desktop.ui import icons, theme


class CalendarPopup(QFrame):
    """Shows a month below a field; sends ``picked`` with a day, or with None for no day, and closes."""

    picked = Signal(object)

    def __init__(self, day: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(translate("Calendar"))
        self.calendar.setLocale(QLocale(language()))
        self.calendar.setGridVisible(False)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.ShortDayNames
        )
        # A date typed into the month would be read in Qt's order: in English the month first.
        self.calendar.setDateEditEnabled(False)
        self._dress()
        self._mark(day or _day(QDate.currentDate()))
        self.calendar.clicked.connect(self._on_chosen)
        self.calendar.activated.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        layout.addWidget(self.calendar)
        layout.addLayout(self._buttons())

    def open_below(self, field: QWidget) -> None:
        """Open under a field, inside the screen."""
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height() + 2))
        screen = field.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        if place.y() + self.height() > screen.bottom():
            place.setY(field.mapToGlobal(QPoint(0, -self.height() - 2)).y())
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _mark(self, day: date) -> None:
        """Put the mark on a day. Before, it stands where today was while the month had week numbers."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def _dress(self) -> None:
        # Which days are free differs from country to country: none is coloured.
        usual = QTextCharFormat()
        usual.setForeground(QColor(theme.tokens().text))
        for weekday in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(weekday, usual)
        for name, sign, words in (
            ("qt_calendar_prevmonth", "chevron-back", translate("Month before")),
            ("qt_calendar_nextmonth", "chevron-next", translate("Month after")),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(sign))
                button.setAccessibleName(words)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        today = _day(QDate.currentDate())
        for words, day in ((translate("Today"), today), (translate("No date"), None)):
            button = QPushButton(words)
            button.setAccessibleName(words)
            theme.set_role(button, "plain")
            button.clicked.connect(lambda _on=False, chosen=day: self._pick(chosen))
            row.addWidget(button)
        row.addStretch()
        return row

    def _on_chosen(self, chosen: QDate) -> None:
        self._pick(_day(chosen))

    def _pick(self, day: date | None) -> None:
        self.picked.emit(day)
        self.close()


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())

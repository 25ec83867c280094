"""Activities over time: as planned and as they are now, with milestones and a line at today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.lib.units import mm

from msp_desktop.domain.shown import day_in_words
from msp_desktop.reports.charts import Activity, GanttChart
from msp_desktop.reports.pdf.charts.labels import along, label
from msp_desktop.reports.pdf.charts.legend import Entry, Legend, filling, rule, sign
from msp_desktop.reports.pdf.charts.rows import RowsChart
from msp_desktop.reports.pdf.charts.scales import time_scale
from msp_desktop.reports.pdf.charts.sheet import DARK, EMPTY, PALE, Marker, Sheet, Tone
from msp_desktop.reports.pdf.styles import HAIRLINE, LINE, SHADE, style
from msp_desktop.reports.pdf.text import Text, Typesetter

_NAME = 0.34
"""The part of the width that the names of the activities take."""
_EDGE = 3 * mm
_TICK = 17 * mm
_BETWEEN = 5 * mm
"""Room between lines without words, such as those of quarters between years."""
_FINE = (0.6, 1.6)
_HEAVY = 2.0
"""Weight of the edge of what has no slack."""
_BAR, _PLAN = 3.2 * mm, 1.6 * mm
_APART = 0.6 * mm
_PAD = 1.2 * mm
_NOSE = 2 * mm
_MILESTONE, _PLANNED_MILESTONE = 1.5 * mm, 2.3 * mm
_TODAY = (3.0, 1.6)
_SHADE = Tone(SHADE)

Days = tuple[date | None, date | None]


class Gantt(RowsChart):
    """One row for each activity: its bar, below it a thin one as planned, and names at the side."""

    def __init__(self, chart: GanttChart, typeset: Typesetter) -> None:
        super().__init__(chart.alternative, typeset, len(chart.activities))
        self._chart = chart

    def measure_rows(self, width: float) -> tuple[float, Sequence[float]]:
        room = width * _NAME - 2 * mm
        self._names = [
            self._words(one.name, "strong" if one.heading else "cell", room, 3)
            for one in self._chart.activities
        ]
        self._details = [
            self._words(one.detail, "small", room, 2) for one in self._chart.activities
        ]
        self._left, self._right = width * _NAME + _EDGE, width - _EDGE
        self._time = time_scale(self._days(), int((self._right - self._left) / _TICK))
        self._between = time_scale(self._days(), int((self._right - self._left) / _BETWEEN)).ticks
        self._ticks = [
            self._words(self._time.words(day), "small", _TICK - 2, 3) for day in self._time.ticks
        ]
        self._today = self._words(self._today_words(), "strong", self._right - self._left, 1)
        self._legend = Legend(list(self._entries()), width, self.typeset)
        self._axis = max((text.height for text in self._ticks), default=0) + _PAD
        self._today_height = self._today.height + 1 if self._shows_today() else 0.0
        heights = [
            max(name.height + (detail.height if one.detail else 0), _BAR + _PLAN + _APART)
            + 2 * _PAD
            for name, detail, one in zip(
                self._names, self._details, self._chart.activities, strict=True
            )
        ]
        return self._legend.height + _PAD + self._axis + self._today_height, heights

    def keeps_with_next(self, row: int) -> bool:
        return self._chart.activities[row].heading

    def heading_of(self, row: int) -> int | None:
        if self._chart.activities[row].heading:
            return None
        above = range(row - 1, -1, -1)
        return next((one for one in above if self._chart.activities[one].heading), None)

    def show(self, sheet: Sheet) -> None:
        super().show(sheet)
        if self._chart.today and self._shows_today():
            at = self._at(self._chart.today)
            top = self.height - self.head
            sheet.line(((at, 0), (at, top)), weight=1.2, dash=_TODAY)
            for left, words in along([(at, self._today)], self.width * _NAME, self.width):
                sheet.write(words, left, top + 1, plate=True)

    def show_head(self, sheet: Sheet, top: float, bottom: float) -> None:
        self._legend.draw(sheet, top)
        places = [self._at(day) for day in self._time.ticks]
        named = zip(places, self._ticks, strict=True)
        above = bottom + self._today_height
        for left, words in along(named, self.width * _NAME, self.width):
            sheet.write(words, left, above + _PAD)
        for row, foot, head in self._spans(bottom):
            if self._chart.activities[row].heading:
                sheet.box(0, foot, self.width, head - foot, _SHADE, weight=0)
        for day in self._between:
            at = self._at(day)
            sheet.line(((at, 0), (at, bottom)), weight=0.4, colour=HAIRLINE, dash=_FINE)
        for place in places:
            sheet.line(((place, 0), (place, above)), weight=0.8, colour=HAIRLINE)
        sheet.line(((0, bottom), (self.width, bottom)), weight=0.8, colour=LINE)

    def show_row(self, sheet: Sheet, row: int, bottom: float, top: float) -> None:
        one, name, detail = self._chart.activities[row], self._names[row], self._details[row]
        sheet.write(name, 0, top - _PAD - name.height)
        if one.detail:
            sheet.write(detail, 0, top - _PAD - name.height - detail.height)
        sheet.line(((0, bottom), (self.width, bottom)), weight=0.4, colour=HAIRLINE)
        middle = (bottom + top) / 2
        if one.milestone:
            self._show_milestone(sheet, one, middle)
        elif one.heading:
            self._show_group(sheet, one, middle)
        else:
            self._show_activity(sheet, one, middle)

    def _show_activity(self, sheet: Sheet, one: Activity, middle: float) -> None:
        foot = middle - _BAR / 2
        if one.planned:
            foot = middle - (_BAR + _APART + _PLAN) / 2 + _PLAN + _APART
            first, last = sorted(map(self._at, one.planned))
            width = max(last - first, 1.0)
            sheet.box(first, foot - _APART - _PLAN, width, _PLAN, EMPTY, weight=0.7)
        if one.start is None and one.end is None:
            return
        first, last = self._span(one)
        outline = self._outline(one, first, last, foot)
        sheet.area(outline, PALE.grey, weight=_HEAVY if one.critical else 0.6)
        share = min(max(float(one.done or 0), 0.0), 1.0)
        if share:
            sheet.box(first, foot, (last - first) * share, _BAR, DARK, weight=0.6)

    def _outline(
        self, one: Activity, first: float, last: float, foot: float
    ) -> list[tuple[float, float]]:
        """Return the corners of a bar; it is pointed at an end that is not known."""
        middle, top = foot + _BAR / 2, foot + _BAR
        nose = min(_NOSE, (last - first) / 2)
        start = [(first, top), (first, foot)]
        end = [(last, foot), (last, top)]
        if one.start is None:
            start = [(first + nose, top), (first, middle), (first + nose, foot)]
        if one.end is None:
            end = [(last - nose, foot), (last, middle), (last - nose, top)]
        return [*start, *end]

    def _span(self, one: Activity) -> tuple[float, float]:
        first = self._at(one.start) if one.start else self._left
        last = self._at(one.end) if one.end else self._right
        first, last = min(first, last), max(first, last)
        return first, max(last, first + 1.0)

    def _show_group(self, sheet: Sheet, one: Activity, middle: float) -> None:
        """Draw a line over the days of all that belongs together, with feet at both ends."""
        if one.start and one.end:
            first, last = self._span(one)
            foot, head = middle - mm, middle + mm
            sheet.line(((first, foot), (first, head), (last, head), (last, foot)), weight=1.8)

    def _show_milestone(self, sheet: Sheet, one: Activity, middle: float) -> None:
        day = one.end or one.start
        places = [(self._at(at), middle) for at in (one.planned and one.planned[1], day) if at]
        if len(places) == 2:
            sheet.line(places, weight=0.6, dash=(1, 1))
        if one.planned:
            sheet.marker(Marker.DIAMOND, places[0], _PLANNED_MILESTONE, filled=False)
        if day:
            sheet.marker(Marker.DIAMOND, places[-1], _MILESTONE, filled=True)

    def _entries(self) -> Iterator[Entry]:
        words, activities = self._chart.words, self._chart.activities
        if any(one.start or one.end for one in activities if not (one.milestone or one.heading)):
            yield filling(words.current, PALE)
        if any(one.critical for one in activities):
            yield filling(words.critical, PALE, weight=_HEAVY)
        if any(one.done for one in activities):
            yield filling(words.done, DARK)
        if any(one.planned for one in activities if not one.milestone):
            yield filling(words.planned, EMPTY, height=_PLAN)
        milestones = [one for one in activities if one.milestone]
        if any(one.start or one.end for one in milestones):
            yield sign(words.milestone, Marker.DIAMOND, filled=True)
        if any(one.planned for one in milestones):
            yield sign(words.milestone_planned, Marker.DIAMOND, filled=False)
        if self._shows_today():
            yield rule(words.today, 1.2, _TODAY)

    def _spans(self, top: float) -> Iterator[tuple[int, float, float]]:
        """Go through the rows that are shown, with their lower and upper edge."""
        for row in self.shown:
            yield row, top - self.heights[row], top
            top -= self.heights[row]

    def _known_days(self) -> list[date]:
        return [
            day
            for one in self._chart.activities
            for day in (one.start, one.end, *(one.planned or ()))
            if day
        ]

    def _days(self) -> list[date]:
        days = self._known_days()
        return [*days, self._chart.today] if self._chart.today and self._shows_today() else days

    def _shows_today(self) -> bool:
        """Say whether today is near enough to the activities to be shown with them."""
        days, today = self._known_days(), self._chart.today
        if today is None or not days:
            return today is not None
        reach = (max(days) - min(days)).days / 2 + 31
        return -reach <= (today - min(days)).days and (today - max(days)).days <= reach

    def _today_words(self) -> str:
        today = self._chart.today
        return f"{self._chart.words.today}: {day_in_words(today)}" if today else ""

    def _at(self, day: date) -> float:
        return self._left + (self._right - self._left) * self._time.share(day)

    def _words(self, words: str, look: str, room: float, lines: int) -> Text:
        return label(self.typeset, words, style(look), room, lines)

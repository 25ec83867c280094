"""The slip chart: when milestones were expected, by the day on which it was said (task 8.1).

Both ways the same time: across the day of the report, up the day that was expected. A level line is on
time, a rising one slips; where it meets the slanting line the milestone is reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msp_desktop.domain.monitoring.slips import Slip
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.picture import (
    LINE,
    SAMPLE,
    WIDTH,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Point,
    Sample,
    Shape,
    Stroke,
    with_legend,
)
from msp_desktop.i18n import figures, formats, translate, translate_plural
from msp_desktop.i18n import mark as _

_LEFT, _TOP = 82.0, 8.0
_SIZE = 216.0
_FOOT = 16.0
_DOT = 7.0
_PLATE = 13.0
_TABLE = _LEFT + _SIZE + 10
_ROW = 35.0
_MONTHS = (1, 2, 3, 6, 12, 24, 60)
"""Months between marks on the axes: the first with which there are few enough."""
_MOST_MARKS = 6
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPES = (Shape.ROUND, Shape.BOX, Shape.HEXAGON, Shape.OCTAGON, Shape.SLANTED)
_STROKES = (Stroke.SOLID, Stroke.HEAVY, Stroke.DASHED)


def slip_map(found: Sequence[Slip], today: date) -> Picture:
    """Draw a line for each milestone of which somebody said when it is expected; the others are listed."""
    days = [day for one in found for day in _days(one)] or [today]
    scale = _Scale(min(days), max(days))
    nodes: list[Node] = []
    edges = list(scale.edges())
    notes = list(scale.notes())
    for at, one in enumerate(found):
        line = _line(one, at, scale)
        edges += line
        nodes += _points(one, at, scale)
        nodes += _plate(one, at, scale)
        notes += _listed(one, at)
    height = max(_TOP + _SIZE + _FOOT, _TOP + LINE + len(found) * _ROW)
    words = translate(_("Expected now"))
    notes.append(Note(Box(_TABLE, 0, WIDTH - _TABLE, LINE), words, Look.FAINT))
    picture = Picture(
        translate(_("Slip chart of the milestones")),
        WIDTH,
        height,
        tuple(nodes),
        tuple(edges),
        tuple(notes),
        told=" ".join(told(one) for one in found),
    )
    return with_legend(picture, list(_legend()))


def told(one: Slip) -> str:
    """Say of a milestone when it was agreed for and when it was expected at each report."""
    said = [
        translate(_("on {said}: {expected}")).format(
            said=day_in_words(said), expected=day_in_words(expected)
        )
        for said, expected in one.forecasts
    ]
    if one.reached is not None:
        said.append(translate(_("reached on {day}")).format(day=day_in_words(one.reached)))
    agreed = day_in_words(one.agreed) if one.agreed is not None else "–"
    sentence = translate(_("{milestone}, agreed for {day}: {said}."))
    return sentence.format(
        milestone=one.name, day=agreed, said=formats.listed_names([*said, slipped(one)])
    )


def slipped(one: Slip) -> str:
    """Say by how many days a milestone comes after the day agreed first, or before it."""
    if not one.days:
        return translate(_("= as agreed"))
    later = one.days > 0
    sentence = (
        translate_plural("▲ {count} day later", "▲ {count} days later", one.days)
        if later
        else translate_plural("▼ {count} day earlier", "▼ {count} days earlier", -one.days)
    )
    return sentence.format(count=figures(str(abs(one.days))))


# Inside


class _Scale:
    """Days to places, the same across and up."""

    def __init__(self, first: date, last: date) -> None:
        room = max((last - first).days // 14, 10)
        before, after = (
            min(room, (one - other).days) for one, other in ((first, date.min), (date.max, last))
        )
        self.first, self.last = first - timedelta(before), last + timedelta(after)
        self._days = max((self.last - self.first).days, 1)

    def part(self, day: date) -> float:
        return (day - self.first).days / self._days * _SIZE

    def at(self, said: date, expected: date) -> Point:
        return _LEFT + self.part(said), _TOP + _SIZE - self.part(expected)

    def marks(self) -> Sequence[date]:
        whole = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((one for one in _MONTHS if whole / one <= _MOST_MARKS), _MONTHS[-1])
        begin = self.first.year * 12 + self.first.month - 1
        begin += -begin % step
        months = (divmod(begin + step * at, 12) for at in range(whole // step + 1))
        found = (date(year, month + 1, 1) for year, month in months if year <= date.max.year)
        return [day for day in found if self.first <= day <= self.last]

    def edges(self) -> Iterator[Edge]:
        floor, right, top = _TOP + _SIZE, _LEFT + _SIZE, _TOP
        for day in self.marks():
            across, up = self.at(day, day)
            yield Edge(((across, floor), (across, up)), stroke=Stroke.FAINT, arrow=False)
            yield Edge(((_LEFT, up), (across, up)), stroke=Stroke.FAINT, arrow=False)
        yield Edge(((_LEFT, floor), (right, floor)), arrow=False)
        yield Edge(((_LEFT, floor), (_LEFT, top)), arrow=False)
        yield Edge(((_LEFT, floor), (right, top)), stroke=Stroke.DOTTED, arrow=False)

    def notes(self) -> Iterator[Note]:
        for day in self.marks():
            across, up = self.at(day, day)
            words = formats.month(day)
            box = Box(across - 24, _TOP + _SIZE + 2, 48, LINE)
            yield Note(box, _short(day), Look.FAINT, centred=True)
            yield Note(Box(0, up - LINE / 2, _LEFT - 4, LINE), words, Look.FAINT)


def _short(day: date) -> str:
    return figures(f"{day.month}/{day.year % 100:02}")


def _days(one: Slip) -> Iterator[date]:
    for said, expected in one.forecasts:
        yield said
        yield expected
    if one.forecasts and one.reached is not None:
        yield one.reached


def _line(one: Slip, at: int, scale: _Scale) -> Iterator[Edge]:
    points = [scale.at(*pair) for pair in one.forecasts]
    if one.reached is not None and points:
        points.append(scale.at(one.reached, one.reached))
    if len(points) > 1:
        stroke = _STROKES[at % len(_STROKES)]
        yield Edge(tuple(points), stroke=stroke, arrow=False, spoken=told(one), record=one.key)


def _points(one: Slip, at: int, scale: _Scale) -> Iterator[Node]:
    shape = _SHAPES[at % len(_SHAPES)]
    for said, expected in one.forecasts:
        across, up = scale.at(said, expected)
        yield Node(Box(across - _DOT / 2, up - _DOT / 2, _DOT, _DOT), shape=shape)
    if one.reached is not None and one.forecasts:
        across, up = scale.at(one.reached, one.reached)
        box = Box(across - _DOT / 2, up - _DOT / 2, _DOT, _DOT)
        yield Node(box, shape=shape, filled=True, strong=True)


def _plate(one: Slip, at: int, scale: _Scale) -> Iterator[Node]:
    """Put the letter of a milestone at the beginning of its line and before its name."""
    key, record = one.key, one.key
    box = Box(_TABLE, _TOP + LINE + at * _ROW, _PLATE, _PLATE)
    yield Node(box, _letter(at), key, "milestone", record, told(one), strong=one.days > 0)
    if one.forecasts:
        across, up = scale.at(*one.forecasts[0])
        begin = Box(across - _DOT / 2 - _PLATE - 1, up - _PLATE / 2, _PLATE, _PLATE)
        yield Node(begin, _letter(at), shape=Shape.BARE)


def _listed(one: Slip, at: int) -> Iterator[Note]:
    top = _TOP + LINE + at * _ROW
    left = _TABLE + _PLATE + 4
    room = WIDTH - left
    yield Note(Box(left, top, room, LINE), one.name)
    when = day_in_words(one.latest) if one.latest is not None else "–"
    sentence = _("reached on {day}") if one.reached is not None else _("expected on {day}")
    yield Note(Box(left, top + LINE, room, LINE), translate(sentence).format(day=when))
    yield Note(Box(left, top + 2 * LINE, room, LINE), slipped(one), Look.STRONG)


def _letter(at: int) -> str:
    return _LETTERS[at] if at < len(_LETTERS) else figures(str(at + 1))


def _legend() -> Iterator[tuple[Sample, str]]:
    middle = SAMPLE.height / 2
    dot = Box(SAMPLE.width / 2 - _DOT / 2, middle - _DOT / 2, _DOT, _DOT)
    yield Node(dot, shape=Shape.ROUND), translate(_("Said at a report"))
    yield Node(dot, shape=Shape.ROUND, filled=True, strong=True), translate(_("Reached"))
    slant = Edge(((0.0, middle), (SAMPLE.width, middle)), stroke=Stroke.DOTTED, arrow=False)
    yield slant, translate(_("Day of the report"))

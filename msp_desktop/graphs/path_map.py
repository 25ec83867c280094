"""Indicators beside their paths: what was agreed from baseline to target, and what was measured (8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msp_desktop.domain.monitoring.paths import Path
from msp_desktop.domain.shown import day_in_words, month_in_words, number_in_words
from msp_desktop.domain.sums import to_a_tenth
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
    Sample,
    Shape,
    Stroke,
    with_legend,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_COLUMNS = 2
_GAP = 26.0
_BLOCK = (WIDTH - _GAP) / _COLUMNS
_HEAD = 2 * LINE + 2
_CHART = 84.0
_FOOT = 3 * LINE + 14
_SIDE = 30.0
_DOT = 6.0


def path_map(found: Sequence[Path]) -> Picture:
    """Draw a small chart for each indicator, two beside each other."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    notes: list[Note] = []
    height = 0.0
    for at, one in enumerate(found):
        left = at % _COLUMNS * (_BLOCK + _GAP)
        top = at // _COLUMNS * (_HEAD + _CHART + _FOOT)
        height = max(height, top + _HEAD + _CHART + _FOOT)
        chart = _Chart(one, left, top)
        nodes += chart.nodes()
        edges += chart.edges()
        notes += chart.notes()
    picture = Picture(
        translate(_("Indicators beside their paths")),
        WIDTH,
        height,
        tuple(nodes),
        tuple(edges),
        tuple(notes),
        told=" ".join(told(one) for one in found),
    )
    return with_legend(picture, list(_legend()))


def told(one: Path) -> str:
    """Say what an indicator was on each day, and what was agreed."""
    said = ", ".join(f"{day_in_words(day)} {number_in_words(value)}" for day, value in one.measured)
    agreed = ", ".join(f"{day_in_words(day)} {number_in_words(value)}" for day, value in one.agreed)
    sentence = translate(_("{indicator} ({unit}). Agreed: {agreed}. Measured: {said}. {state}"))
    return sentence.format(
        indicator=one.name, unit=one.unit, agreed=agreed or "–", said=said or "–", state=state(one)
    )


def state(one: Path) -> str:
    """Say whether an indicator lies on its path."""
    if one.behind is None:
        return translate(_("Nothing to compare yet."))
    by = number_in_words(to_a_tenth(abs(one.behind)))
    if one.is_behind:
        return translate(_("! {by} behind its path.")).format(by=by)
    if one.behind < 0:
        return translate(_("✓ {by} ahead of its path.")).format(by=by)
    return translate(_("✓ On its path."))


class _Chart:
    """One indicator in its block."""

    def __init__(self, one: Path, left: float, top: float) -> None:
        self._one = one
        self._left, self._top = left, top
        points = [*one.agreed, *one.measured]
        days = [day for day, _value in points] or [date.min, date.min]
        values = [value for _day, value in points] or [Decimal(0)]
        self._first, self._last = min(days), max(days)
        self._low, self._high = min(values), max(values)
        self._area = Box(left + _SIDE, top + _HEAD, _BLOCK - _SIDE - _DOT, _CHART)

    def nodes(self) -> Iterator[Node]:
        one = self._one
        box = Box(self._left, self._top, _BLOCK, _HEAD - 2)
        yield Node(box, one.name, one.key, "indicator", one.key, told(one), Shape.BARE, strong=True)
        for day, value in one.agreed:
            yield self._dot(day, value, Shape.BOX)
        for day, value in one.measured:
            yield self._dot(day, value, Shape.ROUND, filled=True)

    def edges(self) -> Iterator[Edge]:
        area = self._area
        floor = ((area.left, area.bottom), (area.right, area.bottom))
        yield Edge(floor, stroke=Stroke.FAINT, arrow=False)
        yield Edge(
            ((area.left, area.top), (area.left, area.bottom)), stroke=Stroke.FAINT, arrow=False
        )
        for points, stroke in (
            (self._one.agreed, Stroke.DASHED),
            (self._one.measured, Stroke.HEAVY),
        ):
            if len(points) > 1:
                line = tuple(self._at(day, value) for day, value in points)
                yield Edge(line, stroke=stroke, arrow=False)

    def notes(self) -> Iterator[Note]:
        area, one = self._area, self._one
        if not one.agreed and not one.measured:
            words = translate(_("No value yet."))
            yield Note(Box(area.left + 4, area.top, area.width, LINE), words, Look.FAINT)
            return
        for value in dict.fromkeys((self._low, self._high)):
            up = self._at(self._first, value)[1]
            box = Box(self._left, up - LINE / 2, _SIDE - 4, LINE)
            yield Note(box, number_in_words(value), Look.FAINT)
        below = area.bottom + 3
        half = area.width / 2
        yield Note(Box(area.left, below, half, LINE), month_in_words(self._first), Look.FAINT)
        last = Box(area.left + half, below, half + _DOT, LINE)
        yield Note(last, month_in_words(self._last), Look.FAINT, centred=True)
        room = Box(self._left, below + LINE, _BLOCK, LINE)
        yield Note(room, self._now())
        yield Note(Box(self._left, below + 2 * LINE, _BLOCK, LINE), state(one), Look.STRONG)

    def _now(self) -> str:
        latest = self._one.latest
        if latest is None:
            return translate(_("Not measured yet."))
        wanted = self._one.expected(latest[0])
        sentence = translate(_("{value} on {day}; expected {wanted}"))
        return sentence.format(
            value=number_in_words(latest[1]),
            day=day_in_words(latest[0]),
            wanted=number_in_words(to_a_tenth(wanted)) if wanted is not None else "–",
        )

    def _at(self, day: date, value: Decimal) -> tuple[float, float]:
        days = max((self._last - self._first).days, 1)
        across = (day - self._first).days / days
        up = (
            float((value - self._low) / (self._high - self._low)) if self._high > self._low else 0.5
        )
        return self._area.left + across * self._area.width, self._area.bottom - up * _CHART

    def _dot(self, day: date, value: Decimal, shape: Shape, *, filled: bool = False) -> Node:
        across, up = self._at(day, value)
        box = Box(across - _DOT / 2, up - _DOT / 2, _DOT, _DOT)
        return Node(box, shape=shape, filled=filled, strong=filled)


def _legend() -> Iterator[tuple[Sample, str]]:
    middle = SAMPLE.height / 2
    ends = ((0.0, middle), (SAMPLE.width, middle))
    yield Edge(ends, stroke=Stroke.DASHED, arrow=False), translate(_("Agreed path"))
    yield Edge(ends, stroke=Stroke.HEAVY, arrow=False), translate(_("Measured"))

"""What was done beside what was planned by today, what came of it, and when it will end (task 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.monitoring.outlook import Standing
from msp_desktop.domain.schedule.board import late_words
from msp_desktop.domain.schedule.forecast import WHOLE
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.picture import (
    LINE,
    PAD,
    SAMPLE,
    WIDTH,
    Area,
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
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _

_HEAD = 18.0
_ROW = 27.0
_NAMES = 134.0
_BAR = Box(_NAMES + 4, 6, 96, 13)
_PERCENT = 30.0
_STEPS = Box(_BAR.right + _PERCENT + 4, 8, 8, 9)
_STEP_COUNT = 5
_DAYS = _STEPS.left + _STEP_COUNT * (_STEPS.width + 1) + 8
_INDENT = 8.0
_MARK = 1.4
"""Width of the mark where the work should be by today."""
Group = tuple[Standing, Sequence[Standing]]


def standing_map(groups: Sequence[Group]) -> Picture:
    """Draw a row for each component and below it one for each of its activities."""
    rows = [(one, is_head) for group in groups for one, is_head in _rows(group)]
    height = _HEAD + len(rows) * _ROW
    nodes: list[Node] = []
    areas: list[Area] = []
    notes = list(_heads())
    edges: list[Edge] = []
    for at, (one, is_head) in enumerate(rows):
        top = _HEAD + at * _ROW
        if is_head and at:
            edges.append(Edge(((0.0, top), (WIDTH, top)), stroke=Stroke.FAINT, arrow=False))
        nodes.append(_bar(one, top))
        areas += _areas(one, top, is_head=is_head)
        notes += _words(one, top, is_head=is_head)
    picture = Picture(
        translate(_("Planned and done")),
        WIDTH,
        height,
        tuple(nodes),
        tuple(edges),
        tuple(notes),
        tuple(areas),
        told=" ".join(told(one) for one, _is_head in rows),
    )
    return with_legend(picture, list(_legend()))


def told(one: Standing) -> str:
    """Say in a sentence where a component or an activity stands."""
    sentence = _("{name}: {done} % done, {planned} % planned by today.")
    said = [
        translate(sentence).format(
            name=one.name or translate(_("In no component")),
            done=figures(str(one.done)),
            planned=figures(str(one.planned)),
        )
    ]
    if one.result is not None:
        words = translate(_("What came of it: {step} of 5."))
        said.append(words.format(step=figures(str(one.result))))
    said.append(_end_told(one))
    return " ".join(filter(None, said))


# Inside


def _rows(group: Group) -> Iterator[tuple[Standing, bool]]:
    head, inside = group
    yield head, True
    for one in inside:
        yield one, False


def _heads() -> Iterator[Note]:
    for left, width, words in (
        (_BAR.left, _BAR.width + _PERCENT, _("Done")),
        (_STEPS.left, _DAYS - _STEPS.left - 2, _("Result")),
        (_DAYS, WIDTH - _DAYS, _("End, + working days late")),
    ):
        yield Note(Box(left, 2, width, LINE), translate(words), Look.FAINT)


def _bar(one: Standing, top: float) -> Node:
    box = Box(_BAR.left, top + _BAR.top, _BAR.width, _BAR.height)
    return Node(box, "", one.key or "rest", one.kind_key, one.key, told(one), Shape.BARE)


def _areas(one: Standing, top: float, *, is_head: bool) -> Iterator[Area]:
    box = Box(_BAR.left, top + _BAR.top, _BAR.width, _BAR.height)
    yield Area(box, edge=1.4 if is_head else 0.7)
    if one.done > 0:
        width = max((box.width - 4) * min(one.done, WHOLE) / WHOLE, 1)
        inside = Box(box.left + 2, box.top + 3, width, box.height - 6)
        yield Area(inside, is_dark=True)
    if one.planned > 0:
        across = box.left + (box.width - _MARK) * min(one.planned, WHOLE) / WHOLE
        yield Area(Box(across, box.top - 4, _MARK, box.height + 8), is_dark=True)
    for step in range(_STEP_COUNT if one.result is not None else 0):
        left = _STEPS.left + step * (_STEPS.width + 1)
        is_reached = one.result is not None and step < one.result
        yield Area(Box(left, top + _STEPS.top, _STEPS.width, _STEPS.height), is_dark=is_reached)


def _words(one: Standing, top: float, *, is_head: bool) -> Iterator[Note]:
    indent = 0.0 if is_head else _INDENT
    name = one.name or translate(_("In no component"))
    look = Look.STRONG if is_head else Look.SMALL
    yield Note(Box(indent, top + 2, _NAMES - indent, 2 * LINE), name, look)
    per_cent = f"{figures(str(one.done))} %"
    beside = Box(_BAR.right + PAD, top + _BAR.top + 1, _PERCENT - PAD, LINE)
    yield Note(beside, per_cent, look)
    if one.result is None:
        yield Note(Box(_STEPS.left, top + _STEPS.top - 1, PAD * 2, LINE), "–", Look.FAINT)
    first, second = _ending(one)
    is_late = one.days_late > 0
    room = WIDTH - _DAYS
    yield Note(Box(_DAYS, top + 2, room, LINE), first, Look.FAINT if is_late else Look.SMALL)
    if second:
        yield Note(Box(_DAYS, top + 2 + LINE, room, LINE), second, Look.STRONG)


def _ending(one: Standing) -> tuple[str, str]:
    """Return the deadline in words, and how late it will be where it is."""
    if one.deadline is None:
        return translate(_("no last day planned")), ""
    planned = translate(_("by {day}")).format(day=day_in_words(one.deadline))
    if one.days_late <= 0 or one.end is None:
        return planned, ""
    return planned, f"! {day_in_words(one.end)}, {figures(f'+{one.days_late}')}"


def _end_told(one: Standing) -> str:
    if one.deadline is None:
        return translate(_("No last day is planned."))
    if one.days_late <= 0 or one.end is None:
        return translate(_("To end by {day}.")).format(day=day_in_words(one.deadline))
    sentence = translate(_("To end by {day}; comes {late}."))
    return sentence.format(day=day_in_words(one.deadline), late=late_words(one.days_late, one.end))


def _legend() -> Iterator[tuple[Sample, str]]:
    middle = SAMPLE.height / 2
    bar = Edge(((0.0, middle), (SAMPLE.width, middle)), stroke=Stroke.HEAVY, arrow=False)
    yield bar, translate(_("Done"))
    across = SAMPLE.width / 2
    mark = Edge(((across, -2.0), (across, SAMPLE.height + 2)), stroke=Stroke.HEAVY, arrow=False)
    yield mark, translate(_("Planned by today"))
    step = Box(across - 4, 0, _STEPS.width, _STEPS.height)
    yield Node(step), translate(_("Result, from 1 to 5"))

"""Charts as tables of the values they show, for programs in which people go on working with them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import singledispatch

from msp_desktop.domain.shown import day_in_words, number_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.charts import (
    Activity,
    BarChart,
    Chart,
    GanttChart,
    GraphChart,
    HeatMap,
    LineChart,
    ProgressChart,
    RadarChart,
    Series,
)
from msp_desktop.reports.document import Table
from msp_desktop.reports.workbook import Cell

Values = tuple[tuple[str, ...], list[tuple[Cell, ...]]]
"""The head of a table and its rows."""


def chart_table(chart: Chart) -> Table:
    """Return the values of a chart as a table in words, without a name of its own."""
    head, rows = chart_values(chart)
    numeric = frozenset(
        column
        for column in range(len(head))
        if all(isinstance(row[column], int | Decimal | None) for row in rows)
    )
    said = tuple(tuple(map(_in_words, row)) for row in rows)
    weights = (2.5, *[1.0] * (len(head) - 1))
    return Table(head, said, weights, numeric)


@singledispatch
def chart_values(chart: object) -> Values:
    """Return the head and the rows of a chart's values. Raises TypeError for what is no chart."""
    raise TypeError(f"no chart: {type(chart).__name__}")


@chart_values.register
def _progress(chart: ProgressChart) -> Values:
    rows: list[tuple[Cell, ...]] = [
        (bar.label, bar.baseline, bar.latest, bar.target) for bar in chart.bars
    ]
    return ("", *chart.names), rows


@chart_values.register
def _bars(chart: BarChart) -> Values:
    return _by_name(chart.unit, chart.rows, chart.series)


@chart_values.register
def _radar(chart: RadarChart) -> Values:
    return _by_name("", chart.criteria, chart.rounds)


@chart_values.register
def _lines(chart: LineChart) -> Values:
    measured = [dict(line.points) for line in chart.lines]
    rows: list[tuple[Cell, ...]] = [
        (day, *(values.get(day) for values in measured))
        for day in sorted({day for values in measured for day in values})
    ]
    if any(line.target is not None for line in chart.lines):
        rows.append((chart.target_word, *(line.target for line in chart.lines)))
    return (chart.unit, *(line.name for line in chart.lines)), rows


@chart_values.register
def _heat(chart: HeatMap) -> Values:
    head = (" / ".join(filter(None, (chart.row_title, chart.column_title))), *chart.columns)
    rows: list[tuple[Cell, ...]] = [
        (name, *(_heat_cell(chart, row, column) for column in range(len(chart.columns))))
        for row, name in enumerate(chart.rows)
    ]
    return head, rows


@chart_values.register
def _gantt(chart: GanttChart) -> Values:
    first, last = translate(_("first day")), translate(_("last day"))
    words = chart.words
    is_planned = any(one.planned for one in chart.activities)
    stretches = (words.current, words.planned) if is_planned else (words.current,)
    head = (
        "",
        *(f"{name}: {end}" for name in stretches for end in (first, last)),
        f"{words.done} (%)",
    )
    rows = (_activity(one) for one in chart.activities)
    return head, [row if is_planned else (*row[:3], *row[5:]) for row in rows]


@chart_values.register
def _graph(chart: GraphChart) -> Values:
    """Return what is joined to what; without any line, what stands in the picture."""
    picture = chart.picture
    joined: list[tuple[Cell, ...]] = [
        (start.words, end.words)
        for edge in picture.edges
        if (start := picture.node(edge.start)) and (end := picture.node(edge.end))
        if start != end
    ]
    if not joined:
        return (picture.name,), [(node.words,) for node in picture.nodes if node.key]
    return (translate(_("From")), translate(_("To"))), joined


def _by_name(unit: str, names: tuple[str, ...], series: tuple[Series, ...]) -> Values:
    rows: list[tuple[Cell, ...]] = [
        (name, *(one.values[place] for one in series)) for place, name in enumerate(names)
    ]
    return (unit, *(one.name for one in series)), rows


def _heat_cell(chart: HeatMap, row: int, column: int) -> str:
    """Return what a cell says: its text or else its level, and the marks that lie in it."""
    level = chart.levels[row][column]
    text = chart.texts[row][column] if chart.texts else ""
    said = text or ("" if level is None else chart.level_names[level])
    now, before = chart.mark_names
    lie = [mark.label for mark in chart.marks if mark.at == (row, column)]
    lay = [mark.label for mark in chart.marks if mark.before == (row, column) != mark.at]
    marks = [f"{name}: {', '.join(found)}" for name, found in ((now, lie), (before, lay)) if found]
    return "\n".join(filter(None, (said, *(mark.removeprefix(": ") for mark in marks))))


def _activity(one: Activity) -> tuple[Cell, ...]:
    planned = one.planned or (None, None)
    done = None if one.done is None else one.done * 100
    name = "\n".join(filter(None, (one.name, one.detail)))
    return (name, one.start, one.end, *planned, done)


def _in_words(value: Cell) -> str:
    match value:
        case None:
            return ""
        case date():
            return day_in_words(value)
        case int() | Decimal():
            return number_in_words(value)
        case _:
            return str(value)

"""Specimen of every kind of chart in one script, made of the words of its specimen page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice

from msp_desktop.graphs.picture import (
    LINE,
    WIDTH,
    Box,
    Edge,
    Look,
    Node,
    Note,
    Picture,
    Shape,
    Sign,
    Stroke,
)
from msp_desktop.reports.charts import (
    Activity,
    Bar,
    BarChart,
    Chart,
    GanttChart,
    GanttWords,
    GraphChart,
    HeatMap,
    Line,
    LineChart,
    Mark,
    ProgressChart,
    RadarChart,
    Series,
)

_DAY = date(2026, 11, 23)


def specimen_charts(text: str, words: Sequence[str]) -> tuple[Chart, ...]:
    """Return one chart of each kind; ``text`` is long, ``words`` are three short ones."""
    partners, minutes, plan = words
    return (
        ProgressChart(
            (
                Bar(text, Decimal(10), Decimal(30), Decimal(50)),
                Bar(partners, Decimal(40), Decimal("8.5"), Decimal(0)),
                Bar(minutes, Decimal(0), Decimal(12), Decimal(10)),
                Bar(plan, Decimal(5), Decimal(2), Decimal(10)),
            ),
            (partners, minutes, plan),
            text,
        ),
        BarChart(
            (f"{partners} 1", text, f"{partners} 3"),
            (
                Series(plan, (1200, 800, 450)),
                Series(minutes, (950, 820, None)),
                Series(partners, (300, -120, 10)),
            ),
            text,
            unit="USD",
        ),
        BarChart(
            (f"{partners} 1", text, f"{partners} 3"),
            tuple(
                Series(f"{name} {place}", (10 * place, 35 - 5 * place, 2 * place))
                for place, name in enumerate(islice(cycle(words), 6), 1)
            ),
            text,
            stacked=True,
            unit=f"{plan} (USD)",
        ),
        _lines(text, words),
        _radar(text, words),
        _heat(text, words),
        _gantt(text, words),
        _graph(text, words),
    )


def _lines(text: str, words: Sequence[str]) -> Chart:
    partners, minutes, plan = words
    days = [date(2026, month, 15) for month in (1, 4, 7, 10)]
    return LineChart(
        (
            Line(partners, _points(days, (10, 18, 26, 30)), 50, date(2027, 6, 30)),
            Line(minutes, _points(days, (40, 38, 20, 24)), 15, date(2026, 8, 31)),
            Line(text, _points(days[1:], (22, 24, 27)), 30),
        ),
        plan,
        text,
        unit=partners,
    )


def _points(days: Sequence[date], values: Sequence[int]) -> tuple[tuple[date, int], ...]:
    return tuple(zip(days, values, strict=True))


def _radar(text: str, words: Sequence[str]) -> Chart:
    partners, minutes, plan = words
    rounds = ((minutes, (2, 1, 3, 2, None, 2, 1)), (partners, (3, 3, 4, 2, 3, 2, 4)))
    return RadarChart(
        (partners, minutes, plan, text, f"{partners} 2", f"{minutes} 2", f"{plan} 2"),
        (*(Series(*one) for one in rounds), Series(plan, (5, 4, 5, 4, 4, 5, 5))),
        text,
    )


def _heat(text: str, words: Sequence[str]) -> Chart:
    partners, minutes, plan = words
    levels = tuple(
        tuple(sum(row * column >= limit for limit in (5, 10, 16)) for column in range(1, 6))
        for row in range(5, 0, -1)
    )
    return HeatMap(
        tuple(f"{row} {minutes}" for row in range(5, 0, -1)),
        tuple(f"{column} {plan}" for column in range(1, 6)),
        levels,
        (f"{partners} 1–4", f"{minutes} 5–9", f"{plan} 10–15", f"{partners} 16–25"),
        text,
        marks=(
            Mark("R1", (2, 1), (0, 4)),
            Mark("R2", (3, 3), (1, 3)),
            Mark("R3", (3, 3)),
            Mark(f"R4 {partners}", (4, 0), (2, 2)),
            Mark("R5", (2, 1), (2, 3)),
        ),
        mark_names=(minutes, partners),
        row_title=partners,
        column_title=plan,
    )


def _gantt(text: str, words: Sequence[str]) -> Chart:
    partners, minutes, plan = words

    def days(start: int, length: int) -> tuple[date, date]:
        first = date(2026, 3, 1) + timedelta(start)
        return first, first + timedelta(length)

    return GanttChart(
        (
            Activity(f"1 {plan}", *days(0, 330), heading=True),
            Activity(partners, *days(0, 80), days(0, 60), Decimal(1), minutes),
            Activity(text, *days(70, 200), days(55, 160), Decimal("0.6"), partners),
            Activity(minutes, *days(250, 0), days(220, 0), milestone=True),
            Activity(f"2 {plan}", *days(200, 260), heading=True),
            Activity(f"{partners} 2", days(200, 0)[0], None, days(200, 200), Decimal(0)),
            Activity(f"{minutes} 2", None, days(0, 380)[1]),
            Activity(f"{plan} 2", planned=days(330, 120), detail=partners),
            Activity(f"{minutes} 3", *days(455, 0), milestone=True),
        ),
        GanttWords(*islice(cycle(words), 5)),
        text,
        today=_DAY,
    )


def _graph(text: str, words: Sequence[str]) -> Chart:
    """Return three boxes of several shapes, two of them joined, with a sign and a letter."""
    shapes = (Shape.ROUND, Shape.HEXAGON, Shape.DOUBLE)
    nodes = tuple(
        Node(
            Box(20 + 150 * place, 10, 110, 36),
            name,
            key=name,
            shape=shape,
            sign=Sign.STAR if shape is Shape.ROUND else None,
        )
        for place, (name, shape) in enumerate(zip((text, *words[1:]), shapes, strict=True))
    )
    line = Edge(((130, 28), (170, 28)), text, words[1], Stroke.HEAVY, letter="A", at=(150, 28))
    note = Note(Box(20, 52, 410, LINE), " / ".join(words), Look.STRONG)
    return GraphChart(Picture(text, WIDTH, 66, nodes, (line,), (note,), told=text), text)

"""What the charts of a document say: plain numbers, days and words, without any drawing.

Each has an ``alternative``, the same facts in a sentence or two for who cannot see it; a ``caption``
names it below, its ``key`` is for references. ``tabled`` says that its values stand in the document
already, in words or in a table, so that programs without charts need not list them once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from msp_desktop.domain.shown import number_in_words
from msp_desktop.graphs.picture import Picture

Quantity = Decimal | int | None
"""A value in a chart; None where nothing is known, which is not the same as 0."""

_UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Bar:
    """One indicator in a chart, its values in its own unit; baseline and target differ."""

    label: str
    baseline: Decimal
    latest: Decimal
    target: Decimal

    @property
    def share(self) -> Decimal:
        """The part of the way from baseline to target that is done; below 0 when it went back."""
        return (self.latest - self.baseline) / (self.target - self.baseline)


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """How far each indicator has come between its baseline and its target.

    ``names`` are the words for baseline, latest and target, ``outside`` those for what lies beyond the
    target or before the baseline.
    """

    bars: tuple[Bar, ...]
    names: tuple[str, str, str]
    alternative: str
    outside: str = ""
    caption: str = ""
    key: str = ""
    tabled: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together, such as what was planned or one round of answers, and their name."""

    name: str
    values: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars for each row, one for each series; ``stacked`` sets them end to end, with their sum.

    Every series has a value for every row. ``unit`` stands at the head.
    """

    rows: tuple[str, ...]
    series: tuple[Series, ...]
    alternative: str
    stacked: bool = False
    unit: str = ""
    caption: str = ""
    key: str = ""
    tabled: bool = False

    def __post_init__(self) -> None:
        _check(self.rows, *(series.values for series in self.series))


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured over time, the first point being the baseline, and the target if there is one.

    ``target_day`` is when the target is to be reached, if that is set.
    """

    name: str
    points: tuple[tuple[date, Decimal | int], ...]
    target: Quantity = None
    target_day: date | None = None


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over time, all in one unit. ``target_word`` is the word for a target.

    ``ends`` are the first and last value of a scale that is known, such as 1 and 5; without them the
    axis is as long as the values need.
    """

    lines: tuple[Line, ...]
    target_word: str
    alternative: str
    unit: str = ""
    ends: tuple[int, int] | None = None
    caption: str = ""
    key: str = ""
    tabled: bool = False


@dataclass(frozen=True, slots=True)
class RadarChart:
    """Values on a scale for several criteria around a middle, one outline for each round.

    Every round has a value for every criterion, between ``lowest`` (the middle) and ``highest``.
    """

    criteria: tuple[str, ...]
    rounds: tuple[Series, ...]
    alternative: str
    lowest: int = 0
    highest: int = 5
    caption: str = ""
    key: str = ""
    tabled: bool = False

    def __post_init__(self) -> None:
        _check(self.criteria, *(series.values for series in self.rounds))
        if self.lowest >= self.highest:
            raise ValueError("a scale ends above where it begins")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that lies in a cell of a heat map, such as a risk: row and column, from 0.

    ``before`` is the cell where it lay before, such as a risk before it was reduced.
    """

    label: str
    at: tuple[int, int]
    before: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells in rows (the first at the top) and columns, each as dark as its level is high.

    ``levels`` has for each cell of each row a place in ``level_names``, which go from the lightest to
    the darkest, or None. ``texts`` stand in the cells. ``mark_names`` are the words for where marks
    lie and where they lay before.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: tuple[tuple[int | None, ...], ...]
    level_names: tuple[str, ...]
    alternative: str
    texts: tuple[tuple[str, ...], ...] = ()
    marks: tuple[Mark, ...] = ()
    mark_names: tuple[str, str] = ("", "")
    row_title: str = ""
    column_title: str = ""
    caption: str = ""
    key: str = ""
    tabled: bool = False

    def __post_init__(self) -> None:
        for cells in (self.levels, self.texts or self.levels):
            _check(self.rows, cells)
            _check(self.columns, *cells)
        known = {*range(len(self.level_names)), None}
        if not known.issuperset(level for row in self.levels for level in row):
            raise ValueError("a cell has a level without a name")
        for mark in self.marks:
            for row, column in filter(None, (mark.at, mark.before)):
                if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
                    raise ValueError("a mark lies outside the map")


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of a Gantt chart: a bar from its first to its last day, or a milestone on its last.

    ``planned`` are the first and last day that were agreed on, ``done`` is the part that is done, from
    0 to 1. ``detail`` stands below the name, such as who is responsible. A ``heading`` groups the rows
    below it. Any delay of a ``critical`` one delays the end of everything. Days that are not known are None.
    """

    name: str
    start: date | None = None
    end: date | None = None
    planned: tuple[date, date] | None = None
    done: Decimal | None = None
    detail: str = ""
    milestone: bool = False
    heading: bool = False
    critical: bool = False


@dataclass(frozen=True, slots=True)
class GanttWords:
    """The words for what a Gantt chart shows, in its legend.

    ``planned`` are bars as agreed on, ``milestone_planned`` milestones as agreed on.
    """

    planned: str
    current: str
    done: str
    milestone: str
    today: str
    milestone_planned: str = ""
    critical: str = ""


@dataclass(frozen=True, slots=True)
class GanttChart:
    """Activities over time as planned and as they are now, with a line at ``today``."""

    activities: tuple[Activity, ...]
    words: GanttWords
    alternative: str
    today: date | None = None
    caption: str = ""
    key: str = ""
    tabled: bool = False


@dataclass(frozen=True, slots=True)
class GraphChart:
    """A picture of what belongs together, such as a network, drawn as the window draws it."""

    picture: Picture
    alternative: str
    caption: str = ""
    key: str = ""
    tabled: bool = False


Chart = ProgressChart | BarChart | LineChart | RadarChart | HeatMap | GanttChart | GraphChart


def in_words(names: Sequence[str], series: Sequence[Series]) -> str:
    """Return what bars or outlines show as sentences, one for each name: an alternative to a chart."""
    sentences = []
    for place, name in enumerate(names):
        values = ((one.name, one.values[place]) for one in series)
        told = (
            f"{word} {_UNKNOWN if value is None else number_in_words(value)}"
            for word, value in values
        )
        sentences.append(f"{name}: {', '.join(told)}.")
    return " ".join(sentences)


def _check(names: Sequence[object], *others: Sequence[object]) -> None:
    if any(len(other) != len(names) for other in others):
        raise ValueError("a chart needs as many values as it has names")

"""Charts drawn as lines, greys and hatching: clear without colour, and right in every script.

In languages written from the right a chart runs to the left: its places are turned around as a whole.
"""

from __future__ import annotations

from msp_desktop.reports.charts import (
    BarChart,
    Chart,
    GanttChart,
    GraphChart,
    HeatMap,
    LineChart,
    ProgressChart,
    RadarChart,
)
from msp_desktop.reports.pdf.charts import heat, lines, progress, radar
from msp_desktop.reports.pdf.charts.bars import Bars
from msp_desktop.reports.pdf.charts.gantt import Gantt
from msp_desktop.reports.pdf.charts.graph import Graph
from msp_desktop.reports.pdf.charts.rows import ChartFlowable
from msp_desktop.reports.pdf.styles import WIDTH
from msp_desktop.reports.pdf.text import Typesetter


def drawn(chart: Chart, typeset: Typesetter) -> ChartFlowable:
    """Return what draws a chart."""
    made: ChartFlowable
    match chart:
        case ProgressChart():
            made = progress.ProgressBars(chart, typeset)
        case BarChart():
            made = Bars(chart, typeset)
        case LineChart():
            made = lines.Lines(chart, typeset)
        case RadarChart():
            made = _around(chart, typeset)
        case HeatMap():
            made = heat.Heat(chart, typeset)
        case GanttChart():
            made = Gantt(chart, typeset)
        case GraphChart():
            made = Graph(chart, typeset)
    return made


def _around(chart: RadarChart, typeset: Typesetter) -> ChartFlowable:
    if radar.FEWEST <= len(chart.criteria) <= radar.MOST:
        return radar.Radar(chart, typeset)
    return Bars(BarChart(chart.criteria, chart.rounds, chart.alternative), typeset)


def height_with_heading(chart: Chart, typeset: Typesetter) -> float:
    """Return how much of a chart stays with the heading above it, in points, with the room around it."""
    made = drawn(chart, typeset)
    made.wrap(WIDTH, 0)
    return made.getSpaceBefore() + made.least + made.getSpaceAfter()

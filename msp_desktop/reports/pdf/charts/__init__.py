"""Charts drawn as lines, greys and hatching: clear without colour, and right in every script.

In languages written from the right a chart runs to the left: its places are turned around as a whole.
"""

from __future__ import annotations

from msp_desktop.reports.charts import (
    BarChart,
    Chart,
    GanttChart,
    HeatMap,
    LineChart,
    ProgressChart,
    RadarChart,
)
from msp_desktop.reports.pdf.charts import heat, lines, progress, radar
from msp_desktop.reports.pdf.charts.bars import Bars
from msp_desktop.reports.pdf.charts.gantt import Gantt
from msp_desktop.reports.pdf.charts.rows import ChartFlowable
from msp_desktop.reports.pdf.styles import WIDTH
from msp_desktop.reports.pdf.text import Typesetter


def drawn(chart: Chart, typeset: Typesetter) -> ChartFlowable:
    """Return what draws a chart."""
    match chart:
        case ProgressChart():
            return progress.ProgressBars(chart, typeset)
        case BarChart():
            return Bars(chart, typeset)
        case LineChart():
            return lines.Lines(chart, typeset)
        case RadarChart():
            return _around(chart, typeset)
        case HeatMap():
            return heat.Heat(chart, typeset)
        case GanttChart():
            return Gantt(chart, typeset)


def _around(chart: RadarChart, typeset: Typesetter) -> ChartFlowable:
    if radar.FEWEST <= len(chart.criteria) <= radar.MOST:
        return radar.Radar(chart, typeset)
    return Bars(BarChart(chart.criteria, chart.rounds, chart.alternative), typeset)


def height_with_heading(chart: Chart) -> float:
    """Return how much of a chart stays with the heading above it, in points."""
    made = drawn(chart, Typesetter("en"))
    made.wrap(WIDTH, 0)
    return made.least

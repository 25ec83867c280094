"""The plan computed: what waits for what, what has no slack, whom a delay hits (tasks 4.2, 7.2, 8.1)."""

from __future__ import annotations

from msp_desktop.domain.schedule.calendar import WorkCalendar
from msp_desktop.domain.schedule.engine import Computed, Schedule
from msp_desktop.domain.schedule.forecast import Hit, forecast, hits, slipped
from msp_desktop.domain.schedule.network import Circle, Link, LinkKind, Network, Work

__all__ = [
    "Circle",
    "Computed",
    "Hit",
    "Link",
    "LinkKind",
    "Network",
    "Schedule",
    "Work",
    "WorkCalendar",
    "forecast",
    "hits",
    "slipped",
]

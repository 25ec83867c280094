"""Early warnings: what will be late, because of what, and what to do about it (task 8.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msp_desktop.domain.monitoring.delays import apart, circle, delays, risks
from msp_desktop.domain.monitoring.flag import Flag, FlagKind
from msp_desktop.domain.monitoring.outlook import Outlook
from msp_desktop.domain.monitoring.shortfalls import (
    indicators_behind,
    late_milestones,
    missed_checks,
    missing_figures,
)
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import Circle


def flags(records: Records, today: date) -> Sequence[Flag]:
    """Return every warning, what is late first, then what will be, the longest delay first."""
    return records.once(("flags", today), lambda: _flags(records, today))


def _flags(records: Records, today: date) -> Sequence[Flag]:
    found: list[Flag] = []
    try:
        outlook = Outlook(records, today)
        found += [*delays(outlook), *risks(outlook), *apart(outlook)]
    except Circle as loop:
        found.append(circle(records, loop))
    found += [*late_milestones(records, today), *missed_checks(records, today)]
    found += [*indicators_behind(records, today), *missing_figures(records, today)]
    order = list(FlagKind)
    return sorted(found, key=lambda one: (order.index(one.kind), not one.is_late, -one.days))

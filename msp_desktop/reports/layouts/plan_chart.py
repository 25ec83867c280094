"""The plan over time: activities, how far they have come, and milestones (tasks 4.1 and 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from msp_desktop.domain.fields import Period, Value
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Row
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.domain.schedule.rows import agreed
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import Activity, GanttChart, GanttWords
from msp_desktop.reports.layouts.reading import Reader

_OVER = ("done", "stopped")
_WHOLE = 100
"""Per cent of an activity that is done."""


def plan_over_time(reader: Reader, today: date, key: str = "") -> Iterator[GanttChart]:
    """Draw all activities and milestones that have days; nothing when none has.

    Its values stand in the tables of activities and milestones.
    """
    drawn = list(_groups(reader, _critical(reader)))
    if not drawn:
        return
    words = GanttWords(
        planned=reader.label("milestone", "due"),
        current=reader.label("activity", "period"),
        done=translate(_("Done")),
        milestone=translate(_("Milestone reached")),
        today=translate(_("Today")),
        milestone_planned=translate(_("Milestone planned")),
        critical=translate(_("Any delay delays the end")),
    )
    yield GanttChart(
        tuple(one for one, _told in drawn),
        words,
        " ".join(told for _one, told in drawn if told),
        today,
        translate(_("Activities and milestones over time")),
        key,
        tabled=True,
    )


_Drawn = tuple[Activity, str]
"""A row of the chart, and what it says in words."""


def _critical(reader: Reader) -> frozenset[str]:
    """Return the activities still to be done whose delay delays the end; none where a circle hides them."""
    try:
        computed = Plan(reader.records).schedule.computed
    except Circle:
        return frozenset()
    over = {row["id"] for row in reader.records.rows("activity") if row.get("state") in _OVER}
    return frozenset(key for key, one in computed.items() if one.is_critical and key not in over)


def _groups(reader: Reader, critical: frozenset[str]) -> Iterator[_Drawn]:
    """Go through the rows: by component, then what is in none; milestones stand below their activity."""
    rows = reader.records.rows("activity")
    components = reader.records.rows("component")
    for component in components:
        name = reader.text("component", component, "name")
        among = [row for row in rows if row.get("component") == component["id"]]
        reader.shown.note("component", component, "period")
        period = reader.records.value("component", component, "period")
        yield from _under(name, _activities(reader, among, critical), period)
    known = {component["id"] for component in components}
    rest = [row for row in rows if row.get("component") not in known]
    title = translate(_("In no component")) if components else ""
    yield from _under(title, _activities(reader, rest, critical))
    loose = [
        row
        for row in reader.records.rows("milestone")
        if reader.records.find("activity", row.get("activity")) is None
    ]
    yield from _under(translate(KINDS["milestone"].plural), _milestones(reader, loose))


def _under(title: str, rows: Iterable[_Drawn], period: Value = None) -> Iterator[_Drawn]:
    found = list(rows)
    if found and title:
        start, end = (period.start, period.end) if isinstance(period, Period) else (None, None)
        yield Activity(title, start, end, heading=True), ""
    yield from found


def _activities(reader: Reader, rows: Sequence[Row], critical: frozenset[str]) -> Iterator[_Drawn]:
    for row in rows:
        period = reader.records.value("activity", row, "period")
        if isinstance(period, Period) and (period.start or period.end):
            drawn, told = _activity(reader, row, period)
            yield replace(drawn, critical=str(row["id"]) in critical), told
        of_it = [
            one for one in reader.records.rows("milestone") if one.get("activity") == row["id"]
        ]
        yield from _milestones(reader, of_it)


def _activity(reader: Reader, row: Row, period: Period) -> _Drawn:
    name, responsible, days, state = (
        reader.text("activity", row, key) for key in ("name", "responsible", "period", "state")
    )
    reader.shown.note("activity", row, "component", "progress")
    progress = reader.records.value("activity", row, "progress")
    if row.get("state") == "done":
        progress = _WHOLE
    done = Decimal(progress) / _WHOLE if isinstance(progress, int) else None
    stopped = state if row.get("state") == "stopped" else ""
    detail = ", ".join(filter(None, (responsible, stopped)))
    told = ", ".join(filter(None, (days, state, "" if done is None else formats.per_cent(done))))
    planned = _agreed(reader, row)
    return Activity(name, period.start, period.end, planned, done, detail), f"{name}: {told}."


def _milestones(reader: Reader, rows: Sequence[Row]) -> Iterator[_Drawn]:
    for row in rows:
        due, reached = (reader.records.value("milestone", row, key) for key in ("due", "reached"))
        day = due if isinstance(due, date) else None
        end = reached if isinstance(reached, date) else None
        if day or end:
            name = reader.text("milestone", row, "name")
            pairs = reader.pairs("milestone", row, "due", "reached")
            told = ", ".join(f"{label} {text}" for label, text in pairs)
            planned = _agreed(reader, row) or ((day, day) if day else None)
            yield Activity(name, None, end, planned, milestone=True), f"{name}: {told}."


def _agreed(reader: Reader, row: Row) -> tuple[date, date] | None:
    """Return the days that the plan agreed last has for an activity or a milestone."""
    kept = reader.records.rows("plan_baseline")
    if not kept:
        return None
    newest = max(kept, key=lambda one: str(one.get("date") or ""))
    period = agreed(reader.records, str(newest["id"])).get(str(row["id"]))
    if period is None:
        return None
    start, end = period.start or period.end, period.end or period.start
    return (start, end) if start and end else None

"""How components stand on a day: planned, done, forecast, and the light of each (task 8.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Period
from msp_desktop.domain.lights import Light, Lit
from msp_desktop.domain.monitoring.outlook import Outlook
from msp_desktop.domain.monitoring.outlook import Standing as Outlined
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _

BEHIND, FAR_BEHIND = 10, 25
"""Percentage points behind the plan from which on somebody should look, and somebody has to act."""
COMPONENT_RULE = _(
    "Light of a component: ▲ 10 points behind the plan or an activity late, ■ 25 points behind or an "
    "activity stopped, else ●. Planned is the time that has passed of its activities."
)
_OVER = ("done", "stopped")


@dataclass(frozen=True, slots=True)
class ComponentStanding:
    """A component on a day: per cent planned and done (None without activities), its end, its light.

    ``forecast`` is the day on which its last activity will end as work goes on; ``causes`` are the reasons
    that were written down for delays.
    """

    row: Row
    planned: int | None
    done: int | None
    ends: date | None
    forecast: date | None
    causes: tuple[str, ...]
    lit: Lit


def component_standings(records: Records, day: date) -> list[ComponentStanding]:
    """Return how every component stands, in the order of the list."""
    known = _outlook(records, day)
    return [_standing(records, row, day, known) for row in records.rows("component")]


def _outlook(records: Records, day: date) -> Mapping[str, Outlined]:
    """Return how components go on, as on the page of task 8.1; nothing while activities wait in a circle."""
    try:
        return {one.key: one for one, _inside in Outlook(records, day).components()}
    except Circle:
        return {}


def _standing(
    records: Records, row: Row, day: date, known: Mapping[str, Outlined]
) -> ComponentStanding:
    work = [one for one in records.rows("activity") if one.get("component") == row["id"]]
    keys = {one["id"] for one in work}
    found = known.get(str(row["id"])) if any(one.get("period") for one in work) else None
    planned, done = (found.planned, found.done) if found is not None else (None, None)
    causes = tuple(
        str(flag.get("cause"))
        for flag in records.rows("delay_flag")
        if flag.get("activity") in keys and flag.get("state") != "solved" and flag.get("cause")
    )
    period = records.value("component", row, "period")
    return ComponentStanding(
        row,
        planned,
        done,
        period.end if isinstance(period, Period) else None,
        found.end if found is not None else None,
        causes,
        _light(work, planned, done, _late(records, work, day)),
    )


def _late(records: Records, work: Sequence[Row], day: date) -> int:
    """Return by how many days the latest activity is late."""
    ends = (
        period.end
        for row in work
        if row.get("state") not in _OVER
        and isinstance(period := records.value("activity", row, "period"), Period)
        and period.end is not None
    )
    return max(((day - end).days for end in ends), default=0)


def _light(work: Sequence[Row], planned: int | None, done: int | None, late: int) -> Lit:
    if any(row.get("state") == "stopped" for row in work):
        return Lit(Light.RED, translate(_("An activity was stopped.")))
    if planned is None or done is None:
        if any(row.get("period") for row in work):
            return Lit(Light.NONE, translate(_("Activities that wait in a circle")))
        return Lit(Light.NONE, translate(_("No activity has days yet.")))
    behind = planned - done
    points = translate_plural(
        "{count} point behind the plan.", "{count} points behind the plan.", behind
    )
    words = figures(points.format(count=behind))
    if behind >= FAR_BEHIND:
        return Lit(Light.RED, words)
    if late > 0:
        said = translate_plural(
            "An activity is {count} day late.", "An activity is {count} days late.", late
        )
        return Lit(Light.YELLOW, figures(said.format(count=late)))
    return Lit(Light.YELLOW, words) if behind >= BEHIND else Lit(Light.GREEN)


def forecast_in_words(one: ComponentStanding) -> str:
    """Say when a component will end, and how much later than planned."""
    if one.done is not None and one.done >= 100:
        return translate(_("finished"))
    if one.forecast is None:
        return "–"
    words = day_in_words(one.forecast)
    late = (one.forecast - one.ends).days if one.ends else 0
    if late <= 0:
        return words
    said = translate_plural("{count} day late", "{count} days late", late)
    return f"{words}\n{figures(said.format(count=late))}"

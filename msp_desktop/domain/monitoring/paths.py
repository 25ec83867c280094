"""The path of an indicator from its baseline to its target, and where it stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.indicators import Standing, standings
from msp_desktop.domain.lights import Light
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _

Point = tuple[date, Decimal]

_TOLERATED = Decimal("0.03")
"""Part of the whole way by which a value may lie behind its path before anybody is warned."""
_FAR = Decimal("0.6")
"""Part of what was to be gained by the day of a value below which somebody has to act."""
LIGHT_RULE = _(
    "Light of an indicator: ▲ when its last value lies behind the agreed path by more than 3 per cent of the "
    "whole way, ■ when less than 60 per cent of the way agreed until its day is done, else ●. The path leads "
    "from the baseline over the values agreed between to the target. Where the reference sheet names values "
    "from which to watch or act, these count."
)
_TREND = 400
"""Days back from the last value within which earlier ones say how fast it moves."""
_LEAST = 2
"""Points that make a path: without a baseline and a target, or a step to it, nothing can be compared."""
_FARTHEST = 3650
"""Days ahead beyond which no day is foretold."""


@dataclass(frozen=True, slots=True)
class Path:
    """One indicator: the points that were agreed on, the first the baseline, and the measured ones.

    ``better`` is 1 where higher is better and -1 where lower is.
    """

    key: str
    name: str
    unit: str
    responsible: str
    better: int
    agreed: tuple[Point, ...]
    measured: tuple[Point, ...]
    standing: Standing

    def expected(self, day: date) -> Decimal | None:
        """Return the value that was to be reached by a day: on the straight line between agreed points."""
        if len(self.agreed) == 0 or day < self.agreed[0][0]:
            return None
        for (start, low), (end, high) in pairwise(self.agreed):
            if start <= day <= end:
                part = Decimal((day - start).days) / max((end - start).days, 1)
                return low + (high - low) * part
        return self.agreed[-1][1]

    @property
    def latest(self) -> Point | None:
        """The last measured value and its day."""
        return self.measured[-1] if self.measured else None

    @property
    def behind(self) -> Decimal | None:
        """How far the last value lies behind what was expected on its day; below zero when ahead."""
        if self.latest is None or (wanted := self.expected(self.latest[0])) is None:
            return None
        return (wanted - self.latest[1]) * self.better

    @property
    def is_behind(self) -> bool:
        """Whether it lies behind by more than figures always sway."""
        if self.behind is None or not self.agreed:
            return False
        way = abs(self.agreed[-1][1] - self.agreed[0][1])
        return self.behind > way * _TOLERATED

    @property
    def is_far_behind(self) -> bool:
        """Whether it is behind and has gained much less than was agreed for the day of the last value."""
        if self.behind is None or not self.is_behind:
            return False
        day, value = self.measured[-1]
        start, wanted = self.agreed[0][1], self.expected(day)
        assert wanted is not None
        return (value - start) * self.better < (wanted - start) * self.better * _FAR

    @property
    def light(self) -> Light:
        """The light: by the values that the reference sheet names, else by the path."""
        if self.latest is None:
            return Light.NONE
        named = self._light_by_sheet(self.latest[1])
        if named is not None:
            return named
        if self.behind is None or len(self.agreed) < _LEAST:
            return Light.NONE
        if self.is_far_behind:
            return Light.RED
        return Light.YELLOW if self.is_behind else Light.GREEN

    def _light_by_sheet(self, latest: Decimal) -> Light | None:
        row = self.standing.indicator
        act, watch = (
            Decimal(str(stored)) if (stored := row.get(key)) is not None else None
            for key in ("red_from", "amber_from")
        )
        if act is not None and latest * self.better <= act * self.better:
            return Light.RED
        if watch is not None and latest * self.better <= watch * self.better:
            return Light.YELLOW
        return None if act is None and watch is None else Light.GREEN

    @property
    def reached_on(self) -> date | None:
        """The day on which the target will be reached if it goes on as within the last year."""
        if self.latest is None or not self.agreed:
            return None
        day, value = self.latest
        left = (self.agreed[-1][1] - value) * self.better
        if left <= 0:
            return day
        since = [one for one in self.measured[:-1] if (day - one[0]).days <= _TREND]
        begin = since[0] if since else self.agreed[0]
        gained, days = (value - begin[1]) * self.better, (day - begin[0]).days
        if gained <= 0 or days <= 0:
            return None
        more = int(left * days / gained) + 1
        return day + timedelta(more) if more <= _FARTHEST else None


def paths(records: Records, until: str = "") -> Sequence[Path]:
    """Return the path of every indicator, in the order of the list; ``until`` that ISO date if given."""
    steps: dict[Stored, list[Row]] = {}
    for row in records.rows("indicator_target"):
        steps.setdefault(row["owner_id"], []).append(row)
    return [
        _path(one, steps.get(one.indicator["id"], ()), records) for one in standings(records, until)
    ]


def _path(one: Standing, steps: Sequence[Row], records: Records) -> Path:
    row = one.indicator
    agreed = {
        day: value
        for kind, entry, day_key, value_key in (
            ("indicator", row, "baseline_date", "baseline"),
            *(("indicator_target", step, "date", "value") for step in steps),
            ("indicator", row, "target_date", "target_value"),
        )
        for day, value in _point(kind, entry, day_key, value_key)
    }
    measured = {
        day: value
        for entry in one.measurements
        for day, value in _point("measurement", entry, "date", "value")
    }
    return Path(
        str(row["id"]),
        one.name,
        one.unit,
        records.name("partner", row.get("responsible")),
        -1 if row.get("direction") == "down" else 1,
        tuple(sorted(agreed.items())),
        tuple(sorted(measured.items())),
        one,
    )


def _point(kind_key: str, row: Row, day_key: str, value_key: str) -> list[Point]:
    fields = KINDS[kind_key].fields
    day, value = (fields[key].value(row.get(key)) for key in (day_key, value_key))
    return [(day, value)] if isinstance(day, date) and isinstance(value, Decimal) else []

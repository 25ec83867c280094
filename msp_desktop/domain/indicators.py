"""Where each indicator stands: its baseline, its latest measurement, its target (tasks 2.4, 8.1, 9.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from msp_desktop.domain.records import Records, Row

_LAST_DAY = "9999-12-31"
_PER_CENT = re.compile("[%٪％]|per ?cent|phần trăm|प्रतिशत|فی ?صد|ភាគរយ", re.IGNORECASE)
"""Per cent as a sign, and as a word in each language of the program."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator; values in its unit, days as ISO dates, both None or empty where not known.

    ``objective`` is the identifier of the objective it measures. ``indicator`` and ``measurement`` are
    the records this comes from, the second empty while nothing is measured; ``measurements`` are all
    that were taken, by day.
    """

    name: str
    unit: str
    objective: str
    baseline: Decimal | None
    baseline_day: str
    latest: Decimal | None
    latest_day: str
    target: Decimal | None
    target_day: str
    indicator: Row
    measurement: Row
    measurements: tuple[Row, ...] = ()

    @property
    def share(self) -> Decimal | None:
        """The part of the way from baseline to target that is done; below 0 when it went backwards.

        None when a value is missing or baseline and target are the same.
        """
        if self.baseline is None or self.latest is None or self.target is None:
            return None
        if self.target == self.baseline:
            return None
        return (self.latest - self.baseline) / (self.target - self.baseline)


def is_in_per_cent(indicator: Row) -> bool:
    """Say whether the values of an indicator are per cent, by its unit."""
    return _PER_CENT.search(str(indicator.get("unit") or "")) is not None


def standings(records: Records, until: str = "") -> list[Standing]:
    """Return where every indicator stands, in the order of the list; ``until`` that ISO date if given."""
    return [_standing(records, row, until or _LAST_DAY) for row in records.rows("indicator")]


def _standing(records: Records, row: Row, until: str) -> Standing:
    measured = [
        entry
        for entry in records.rows("measurement")
        if entry.get("indicator") == row["id"]
        and entry.get("value") is not None
        and _day(entry) <= until
    ]
    latest = max(measured, key=_day, default={})
    return Standing(
        name=str(row.get("name") or ""),
        unit=str(row.get("unit") or ""),
        objective=str(row.get("objective") or ""),
        baseline=_decimal(row.get("baseline")),
        baseline_day=str(row.get("baseline_date") or ""),
        latest=_decimal(latest.get("value")),
        latest_day=str(latest.get("date") or ""),
        target=_decimal(row.get("target_value")),
        target_day=str(row.get("target_date") or ""),
        indicator=row,
        measurement=latest,
        measurements=tuple(sorted(measured, key=_day)),
    )


def _day(row: Row) -> str:
    return str(row.get("date") or "")


def _decimal(stored: str | int | None) -> Decimal | None:
    return None if stored is None else Decimal(str(stored))

"""The rows of a plan drawn over time: components with their activities and milestones (tasks 4.1, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.i18n import formats


class RowKind(Enum):
    """What a row stands for; the value is the key of its kind of record."""

    COMPONENT = "component"
    ACTIVITY = "activity"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row: the days as written, as agreed (``baseline``), and as what it waits for allows (``pushed``).

    ``done`` is its progress in per cent, ``slack`` working days, ``None`` where nothing is computed.
    The day of a milestone is both ends of its period; ``reached`` says when it came about.
    """

    kind: RowKind
    key: str
    name: str
    organisation: str = ""
    period: Period | None = None
    baseline: Period | None = None
    pushed: Period | None = None
    reached: date | None = None
    done: int = 0
    slack: int | None = None

    @property
    def is_critical(self) -> bool:
        """Whether a delay of it delays the end of everything."""
        return self.slack is not None and self.slack <= 0


def plan_rows(
    records: Records, plan: Plan, baseline_id: str = "", partner_id: str = ""
) -> Sequence[PlanRow]:
    """Return the rows in the order of the lists; what belongs to no component stands at the end.

    ``baseline_id`` chooses the agreed plan to compare with, ``partner_id`` the partner whose activities
    are wanted (those it answers for or contributes to).
    """
    return list(_Rows(records, plan, baseline_id, partner_id))


def components(records: Records) -> Sequence[PlanRow]:
    """Return the components that have days, with those who answer for them, as rows by themselves."""
    found = []
    for row in records.rows("component"):
        period = records.value("component", row, "period")
        if isinstance(period, Period) and (period.start or period.end):
            key = str(row["id"])
            partners = (
                records.name("partner", one) for one in str(row.get("partners") or "").split()
            )
            named = formats.listed_names(partners)
            name = records.name("component", key)
            found.append(PlanRow(RowKind.COMPONENT, key, name, named, period))
    return found


class _Rows:
    def __init__(self, records: Records, plan: Plan, baseline_id: str, partner_id: str) -> None:
        self._records = records
        self._partner_id = partner_id
        self._plan = plan
        self._pushed = plan.pushed
        self._agreed = agreed(records, baseline_id) if baseline_id else {}
        self._inside = _grouped(records.rows("activity"), "component")
        self._reaching = _grouped(records.rows("milestone"), "activity")

    def __iter__(self) -> Iterator[PlanRow]:
        components = self._records.rows("component")
        known = {row["id"] for row in components}
        for component in components:
            yield from self._component(component)
        for row in self._records.rows("activity"):
            if row.get("component") not in known:
                yield from self._activity(row)
        if not self._partner_id:
            for row in self._records.rows("milestone"):
                if self._records.find("activity", row.get("activity")) is None:
                    yield self._milestone(row)

    def _component(self, row: Row) -> Iterator[PlanRow]:
        inside = self._inside.get(row["id"], ())
        rows = [found for one in inside for found in self._activity(one)]
        if rows or not self._partner_id:
            yield self._row(RowKind.COMPONENT, row, self._records.value("component", row, "period"))
            yield from rows

    def _activity(self, row: Row) -> Iterator[PlanRow]:
        others = str(row.get("contributors") or "").split()
        if self._partner_id and self._partner_id not in (row.get("responsible"), *others):
            return
        key = str(row["id"])
        computed = self._plan.schedule.computed.get(key)
        plain = self._row(RowKind.ACTIVITY, row, self._records.value("activity", row, "period"))
        yield replace(
            plain,
            organisation=self._records.name("partner", row.get("responsible")),
            pushed=self._pushed.get(key),
            done=self._plan.progress.get(key, 0),
            slack=computed.slack if computed else None,
        )
        for milestone in self._reaching.get(row["id"], ()):
            yield self._milestone(milestone)

    def _milestone(self, row: Row) -> PlanRow:
        due = self._records.value("milestone", row, "due")
        reached = self._records.value("milestone", row, "reached")
        period = Period(due, due) if isinstance(due, date) else None
        day = reached if isinstance(reached, date) else None
        return replace(self._row(RowKind.MILESTONE, row, period), reached=day)

    def _row(self, kind: RowKind, row: Row, period: object) -> PlanRow:
        key = str(row["id"])
        name = self._records.name(kind.value, key)
        own = period if isinstance(period, Period) else None
        return PlanRow(kind, key, name, period=own, baseline=self._agreed.get(key))


def _grouped(rows: Sequence[Row], field_key: str) -> Mapping[Stored, Sequence[Row]]:
    groups: dict[Stored, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.get(field_key), []).append(row)
    return groups


def agreed(records: Records, baseline_id: str) -> Mapping[str, Period]:
    """Return the days of an agreed plan by the identifier of the activity or milestone."""
    found: dict[str, Period] = {}
    for row in records.rows("baseline_activity", baseline_id):
        period = records.value("baseline_activity", row, "period")
        due = records.value("baseline_activity", row, "due")
        if isinstance(period, Period):
            found[str(row.get("activity"))] = period
        elif isinstance(due, date):
            found[str(row.get("milestone"))] = Period(due, due)
    return found

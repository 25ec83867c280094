"""Whether each partner is ready when its first activity begins (task 6.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.criteria import Kinds, Missing, Where
from msp_desktop.domain.fields import Period
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import mark as _

READY = "ready"
_OVER = ("done", "stopped")


@dataclass(frozen=True, slots=True)
class Standing:
    """A partner, what is written about its readiness (none yet: None), and what it has prepared.

    ``activity`` is the first in which it has a part, ``begins`` the first day of that.
    """

    partner: Row
    row: Row | None
    prepared: frozenset[str] = frozenset()
    steps: tuple[Row, ...] = ()
    ready_by: date | None = None
    activity: Row | None = None
    begins: date | None = None
    today: date | None = None

    @property
    def state(self) -> str:
        """The key of its state; empty while nothing is said."""
        return str(self.row.get("state") or "") if self.row is not None else ""

    @property
    def comes_too_late(self) -> bool:
        """Whether it is not ready when its first activity begins, as far as that is known."""
        if self.begins is None or self.activity is None or self.state == READY:
            return False
        if self.activity.get("state") in _OVER:
            return False
        has_begun = self.today is not None and self.today >= self.begins
        return has_begun or self.ready_by is None or self.ready_by > self.begins


def standings(records: Records, where: Where) -> Sequence[Standing]:
    """Return how it stands with every partner that takes part (``where``), in the order of their list."""
    written = {row.get("partner"): row for row in reversed(records.rows("readiness"))}
    first = _first_activities(records)
    return [
        _standing(records, row, written.get(row["id"]), first.get(str(row["id"])))
        for row in records.rows("partner")
        if where.admits(row)
    ]


@dataclass(frozen=True, slots=True)
class ReadyInTime:
    """Every partner that takes part (``where``) is ready when its first activity begins."""

    where: Where
    kind_key: str = "partner"

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key, "readiness", "activity")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each partner that is not, with the activity and the day."""
        yield from too_late(records, self.where)


def too_late(records: Records, where: Where) -> Iterator[Missing]:
    """Name each partner that is not ready in time, of which something is written about its readiness."""
    sentence = _("{name}: not ready when “{activity}” begins on {day}.")
    for one in standings(records, where):
        if not one.comes_too_late or one.row is None:
            continue
        assert one.activity is not None
        assert one.begins is not None
        words = {
            "name": records.name("partner", one.partner["id"]),
            "activity": records.name("activity", one.activity["id"]),
            "day": str(day_in_words(one.begins)),
        }
        yield Missing(sentence, words, "readiness", str(one.row["id"]), "ready_by")


# Inside


def _first_activities(records: Records) -> Mapping[str, tuple[Row, date]]:
    """Return the activity with the earliest first day for each partner that has a part in one."""
    found: dict[str, tuple[Row, date]] = {}
    for row in records.rows("activity"):
        period = records.value("activity", row, "period")
        start = period.start or period.end if isinstance(period, Period) else None
        if start is None:
            continue
        for key in (row.get("responsible"), *str(row.get("contributors") or "").split()):
            if key and (str(key) not in found or start < found[str(key)][1]):
                found[str(key)] = row, start
    return found


def _standing(
    records: Records, partner: Row, row: Row | None, first: tuple[Row, date] | None
) -> Standing:
    activity, begins = first or (None, None)
    if row is None:
        return Standing(partner, None, activity=activity, begins=begins, today=records.day)
    steps = tuple(records.rows("preparation", str(row["id"])))
    done = {str(step["part"]) for step in steps if step.get("done_on") and step.get("part")}
    ready_by = records.value("readiness", row, "ready_by")
    return Standing(
        partner,
        row,
        frozenset({*str(row.get("prepared") or "").split(), *done}),
        steps,
        ready_by if isinstance(ready_by, date) else None,
        activity,
        begins,
        records.day,
    )

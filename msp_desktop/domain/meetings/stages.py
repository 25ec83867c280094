"""How far a meeting and its minutes have come, and which meeting somebody most likely works on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from msp_desktop.domain.meetings.seals import seal_for
from msp_desktop.domain.records import Records, Row


class Stage(Enum):
    """What has become of a meeting; the first four are what its state says."""

    PLANNED = "planned"
    HELD = "held"
    CIRCULATED = "circulated"
    APPROVED = "approved"
    SEALED = "sealed"


def stage_of(records: Records, meeting: Row) -> Stage:
    """Return how far a meeting has come."""
    if seal_for(records, meeting.get("id")) is not None:
        return Stage.SEALED
    return Stage(str(meeting.get("state") or Stage.PLANNED.value))


def by_day(records: Records) -> Sequence[Row]:
    """Return the meetings, the newest first; those without a day at the end."""
    rows = sorted(records.rows("meeting"), key=lambda row: str(row.get("date") or ""))
    return rows[::-1]


def at_hand(records: Records, today: date) -> Row | None:
    """Return the meeting somebody most likely works on: of those planned or held the one nearest to today."""
    rows = by_day(records)
    under_way = [
        row for row in rows if row.get("state") in (None, Stage.PLANNED.value, Stage.HELD.value)
    ]

    def distance(row: Row) -> int:
        day = str(row.get("date") or "")
        return abs((date.fromisoformat(day) - today).days) if day else 10_000

    return min(under_way, key=distance) if under_way else next(iter(rows), None)


def ends_too_soon(meeting: Row) -> bool:
    """Say whether a meeting ends at the time at which it begins, or before."""
    start, end = str(meeting.get("start") or ""), str(meeting.get("end") or "")
    return bool(start and end) and end <= start

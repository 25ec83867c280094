"""What one meeting takes over from those before it."""

from __future__ import annotations

from datetime import date

from msp_desktop.domain.as_of import as_of
from msp_desktop.domain.records import Records, Row

OPEN = (None, "", "open")
"""What the state of an action point says while it is not finished."""


def open_actions(records: Records) -> list[Row]:
    """Return the action points of all meetings that nobody has finished, the earliest due first."""
    rows = [row for row in records.rows("action_item") if row.get("state") in OPEN]
    return sorted(rows, key=lambda row: str(row.get("due") or "9999"))


def carried_over(records: Records, meeting: Row) -> list[Row]:
    """Return what earlier meetings asked for and nobody had finished on the day of a meeting."""
    day = str(meeting.get("date") or "")
    then = as_of(records, date.fromisoformat(day)) if day else records
    earlier = {
        row["id"]
        for row in then.rows("meeting")
        if str(row.get("date") or "") < (day or "9999") and row["id"] != meeting.get("id")
    }
    return [row for row in open_actions(then) if row["owner_id"] in earlier]


def days_late(row: Row, day: date) -> int:
    """Return by how many days an action point is late on ``day``: 0 or less while there is time."""
    due = str(row.get("due") or "")
    return (day - date.fromisoformat(due)).days if due else 0

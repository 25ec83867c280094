"""What was known of a partnership on a day that is over, for reports about that time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.records import Records, Row

_TAKEN_ON: Mapping[str, str] = MappingProxyType(
    {
        "measurement": "date",
        "output_count": "date",
        "partner_progress": "date",
        "process_assessment": "date",
        "process_review": "date",
        "health_check": "date",
        "meeting": "date",
    }
)
"""The field with the day from which on there is a record of a kind."""
_ENDED_ON: Mapping[str, tuple[str, Mapping[str, Stored]]] = MappingProxyType(
    {
        "action_item": ("done_on", {"done_on": None, "state": "open"}),
        "milestone": ("reached", {"reached": None}),
    }
)
"""The field with the day on which a record of a kind was over, and what it said before."""


def as_of(records: Records, day: date) -> Records:
    """Return the records as they were at the end of ``day``, as far as they say so themselves.

    What came later is left out, with what belongs to it; what was ended later is still open. An answer
    that has no day of its own stays as it is now.
    """
    last = day.isoformat()
    later = {
        row["id"]
        for kind_key, field_key in _TAKEN_ON.items()
        for row in records.rows(kind_key)
        if str(row.get(field_key) or "") > last
    }

    def then(kind_key: str, row: Row) -> Row | None:
        if row["id"] in later or row.get("owner_id") in later:
            return None
        ended, before = _ENDED_ON.get(kind_key, ("", {}))
        return {**row, **before} if str(row.get(ended) or "") > last else row

    return records.changed(then, day, (*_TAKEN_ON, *_ENDED_ON))

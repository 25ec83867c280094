"""How far partners have come in their components, by what was written down last (task 7.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.records import Records


@dataclass(frozen=True, slots=True)
class State:
    """How far a partner had come in a component on a day, in per cent."""

    component: str
    day: date
    done: int


def states_of(records: Records, partner_id: str) -> Sequence[State]:
    """Return the newest state of each component of a partner; without a day or a figure it counts not."""
    newest: dict[Stored, State] = {}
    for row in records.rows("partner_progress"):
        if row.get("partner") != partner_id:
            continue
        day, done = (records.value("partner_progress", row, key) for key in ("date", "progress"))
        component = row.get("component")
        if isinstance(day, date) and isinstance(done, int):
            known = newest.get(component)
            if known is None or known.day <= day:
                newest[component] = State(records.name("component", component), day, done)
    return list(newest.values())

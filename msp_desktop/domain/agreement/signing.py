"""Signing the agreement: every commitment in it becomes a promise with a day on which it is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from msp_desktop.domain.fields import Period, Stored, Text
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.agreement_sections import AGREEMENT
from msp_desktop.domain.ids import is_computed, single_id
from msp_desktop.domain.periods import CYCLES, after_cycles
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

PROMISE = "promise"
OPEN, KEPT, RELEASED = "open", "kept", "released"
_LEADS = ("lead", "joint_lead")
_GIVEN_UP = "stopped"


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise that signing makes or brings up to date.

    ``name`` is that of the record, the same in every office; ``record_id`` is one that is there already.
    """

    name: str
    record_id: str
    values: Mapping[str, Stored]


def promises_to_keep(records: Records, version_id: str, signed_on: date) -> tuple[Owed, ...]:
    """Return every promise as it stands once a version is signed.

    What was kept stays as it is. What was promised in an earlier version and is promised no more is
    released; what others promised by hand is left alone.
    """
    known = {str(row["id"]): row for row in records.rows(PROMISE)}
    by_commitment = {row.get("commitment"): row for row in known.values()}
    still_promised: set[str] = set()
    found: list[Owed] = []
    for name, values in _promised(records, signed_on):
        record_id = single_id(records.space_id, name)
        row = known.get(record_id)
        if row is None and "commitment" in values:
            row = by_commitment.get(values["commitment"])
        still_promised.add(record_id if row is None else str(row["id"]))
        if row is None or row.get("state") != KEPT:
            there = "" if row is None else str(row["id"])
            said = str(values.get("description") or "")[: Text.LONGEST]
            standing = {"description": said, "state": OPEN, "version": version_id}
            found.append(Owed(name, there, {**values, **standing}))
    found += [
        Owed("", record_id, {"state": RELEASED})
        for record_id, row in known.items()
        if record_id not in still_promised
        and row.get("state") == OPEN
        and (is_computed(record_id) or row.get("commitment"))
    ]
    return tuple(found)


Promised = Iterator[tuple[str, dict[str, Stored]]]
"""Names of promises, each with what is promised."""


def _promised(records: Records, signed_on: date) -> Promised:
    yield from _resources(records, signed_on)
    yield from _roles(records)
    yield from _reports(records, signed_on)


def _resources(records: Records, signed_on: date) -> Promised:
    """Promise each commitment for the first day on which it is to be there.

    From that day the others count on it; it cannot be late on the last day of a period before it was
    there at all.
    """
    for row in records.rows("commitment"):
        period = records.value("commitment", row, "available")
        if row.get("state") == "withdrawn" or not row.get("partner"):
            continue
        days = (period.start, period.end) if isinstance(period, Period) else ()
        due = next((day for day in days if day), None) or _beginning(records, signed_on)
        values: dict[str, Stored] = {
            "partner": row["partner"],
            "description": _resource(row, records),
            "kind": "resource",
            "due": due.isoformat(),
            "commitment": row["id"],
        }
        yield f"{PROMISE}/commitment/{row['id']}", values


def _resource(row: Row, records: Records) -> str:
    def words(key: str) -> str:
        return shown(KINDS["commitment"].fields[key], row.get(key), records)

    amount = " ".join(filter(None, (words("quantity"), words("unit"))))
    if row.get("kind") == "money":
        amount = amount or words("value")
    what = words("description") or words("kind")
    return f"{what} ({amount})" if amount else what


def _roles(records: Records) -> Promised:
    """Promise planned activities, and the lead of components, for the day on which they end."""
    for row in records.rows("activity"):
        end = _end(records, "activity", row)
        if row.get("responsible") and end and row.get("state") != _GIVEN_UP:
            values: dict[str, Stored] = {
                "partner": row["responsible"],
                "description": row.get("name"),
                "kind": "role",
                "due": end.isoformat(),
            }
            yield f"{PROMISE}/activity/{row['id']}", values
    for row in records.rows("responsibility"):
        component = records.find("component", row.get("component")) or {}
        end = _end(records, "component", component)
        if row.get("role") in _LEADS and not row.get("activity") and row.get("partner") and end:
            said = translate(_("Lead of “{component}”"))
            values = {
                "partner": row["partner"],
                "description": said.format(component=component.get("name")),
                "kind": "role",
                "due": end.isoformat(),
            }
            yield f"{PROMISE}/responsibility/{row['id']}", values


def _reports(records: Records, signed_on: date) -> Promised:
    """Promise of each line of reports the first; the later ones follow in task 8.3."""
    first = _beginning(records, signed_on)
    for row in records.rows("reporting_line"):
        cycle = row.get("cycle")
        if not row.get("from_partner") or cycle not in CYCLES:
            continue
        due = _after(first, str(cycle), int(row.get("days_after") or 0))
        words = (
            shown(KINDS["reporting_line"].fields[key], row.get(key), records)
            for key in ("what", "cycle", "to")
        )
        values: dict[str, Stored] = {
            "partner": row["from_partner"],
            "description": " – ".join(filter(None, words)),
            "kind": "report",
            "due": due.isoformat() if due is not None else None,
        }
        yield f"{PROMISE}/reporting_line/{row['id']}", values


def _beginning(records: Records, signed_on: date) -> date:
    period = records.value(AGREEMENT, records.single(AGREEMENT), "duration")
    start = period.start if isinstance(period, Period) else None
    return start or signed_on


def _end(records: Records, kind_key: str, row: Row) -> date | None:
    period = records.value(kind_key, row, "period") if row else None
    return period.end if isinstance(period, Period) else None


def _after(day: date, cycle: str, days: int) -> date | None:
    """Return the day so many days after the first period; None for one beyond the calendar.

    A period that began on a day which a month does not have ends on the last day of it.
    """
    try:
        return after_cycles(day, cycle) + timedelta(days=days)
    except (OverflowError, ValueError):
        return None

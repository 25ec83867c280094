"""Periods whose figures are final: which records belong to one, whether it is locked, what differs since.

Each locking and each opening is a record of its own that names those it follows, as seals do: so two
offices that do so apart make two ends, and as long as one of them is locked the period is.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.implementation.figures import LOCKED, PERIOD_LOCK
from msp_desktop.domain.records import Records, Row

PERIOD, LOCK = "monitoring_period", PERIOD_LOCK.key
DATED = ("measurement", "output_count", "activity_check", "milestone_forecast")
"""Kinds whose records belong to the period in which their day lies."""
PART = "measurement_part"
WATCHED = (*DATED, PART, PERIOD)
"""Kinds whose records a locked period keeps as they were."""
READ = (*WATCHED, LOCK)
_LARGEST = 8_000_000
"""Bytes that the figures of one period unpack into at most."""

Place = tuple[str, str]
"""The kind and the identifier of a record."""
Answers = Mapping[str, Stored]
Figures = Mapping[Place, Answers]


@dataclass(frozen=True, slots=True)
class Difference:
    """A record of a locked period that is not as it was locked.

    ``then`` is None where it was not there, ``now`` where it is no longer.
    """

    kind_key: str
    record_id: str
    then: Answers | None
    now: Answers | None

    @property
    def fields(self) -> Sequence[str]:
        """The answers that differ."""
        then, now = self.then or {}, self.now or {}
        keys = KINDS[self.kind_key].fields
        return [key for key in keys if then.get(key) != now.get(key)]


@dataclass(frozen=True, slots=True)
class Locked:
    """A period that is locked: since when, by whom, and the figures as they were then.

    Where two offices locked it apart, ``held`` are all that were locked by one of them.
    """

    key: str
    name: str
    day: date | None
    by: str
    office: str
    held: tuple[Figures, ...]

    def as_locked(self, place: Place) -> Answers | None:
        """Return a record as it was locked, by the first who had it; None where nobody did."""
        return next((figures[place] for figures in self.held if place in figures), None)

    def is_as_locked(self, place: Place, now: Answers | None) -> bool:
        """Say whether a record is as somebody locked it."""
        return any(figures.get(place) == now for figures in self.held)


def ends(records: Records, period_id: str) -> Sequence[Row]:
    """Return the lockings and openings of a period that no other one follows."""
    rows = records.rows(LOCK, period_id)
    followed = {one for row in rows for one in str(row.get("before") or "").split()}
    return [row for row in rows if row["id"] not in followed]


def locked(records: Records) -> Sequence[Locked]:
    """Return the periods that are locked."""
    found = []
    for row in records.rows(PERIOD):
        key = str(row["id"])
        locks = [one for one in ends(records, key) if one.get("act") == LOCKED]
        if locks:
            last = max(locks, key=lambda one: (str(one.get("date") or ""), str(one["id"])))
            day = records.value(LOCK, last, "date")
            found.append(
                Locked(
                    key,
                    records.name(PERIOD, key),
                    day if isinstance(day, date) else None,
                    str(last.get("by") or ""),
                    str(last.get("office") or ""),
                    tuple(unfolded(one.get("held")) for one in locks),
                )
            )
    return found


def period_of(records: Records, kind_key: str, row: Row) -> str:
    """Return the period to which a record belongs; empty where it belongs to none."""
    if kind_key == PERIOD:
        return str(row["id"])
    if kind_key == PART:
        owner = records.find("measurement", row.get("owner_id"))
        return period_of(records, "measurement", owner) if owner is not None else ""
    named = str(row.get("period") or "") if kind_key == "measurement" else ""
    if named and records.find(PERIOD, named) is not None:
        return named
    day = str(row.get("date") or "")
    return period_on(records, day) if day else ""


def period_on(records: Records, day: str) -> str:
    """Return the first period in which an ISO date lies; empty where there is none."""
    for row in records.rows(PERIOD):
        period = records.value(PERIOD, row, "period")
        if isinstance(period, Period) and (period.start or period.end):
            first = period.start.isoformat() if period.start else ""
            last = period.end.isoformat() if period.end else "9999"
            if first <= day <= last:
                return str(row["id"])
    return ""


def places_of(records: Records, places: Iterable[Place] | None = None) -> Mapping[Place, str]:
    """Return the period of each record that belongs to one; only of some ``places`` where they are given."""
    if places is None:
        places = ((key, str(row["id"])) for key in WATCHED for row in records.rows(key))
    rows = ((place, records.find(*place)) for place in places)
    found = {place: period_of(records, place[0], row) for place, row in rows if row is not None}
    return {place: period_id for place, period_id in found.items() if period_id}


def figures_of(
    records: Records, period_id: str, places: Mapping[Place, str] | None = None
) -> Figures:
    """Return all that belongs to a period, as it is now: its own days too.

    ``places`` are those among which it is looked for, as `places_of` returns them; all by default.
    """
    among = places_of(records) if places is None else places
    return {
        (kind_key, key): answers_of(kind_key, records.find(kind_key, key) or {})
        for (kind_key, key), belongs_to in among.items()
        if belongs_to == period_id
    }


def answers_of(kind_key: str, row: Row) -> Answers:
    """Return what a record says, with what it belongs to; what is empty is left out."""
    keys = ("period",) if kind_key == PERIOD else tuple(KINDS[kind_key].fields)
    answers = {key: row.get(key) for key in (*keys, *(("owner_id",) if kind_key == PART else ()))}
    return {key: value for key, value in answers.items() if value not in (None, "")}


def differences(
    records: Records, one: Locked, places: Mapping[Place, str] | None = None
) -> Sequence[Difference]:
    """Return what is not as it was locked: it came by sync file, from an office that had not heard of it.

    ``places`` are all that belong to any period, where they are known.
    """
    now = figures_of(records, one.key, places)
    all_places = dict.fromkeys((*now, *(place for figures in one.held for place in figures)))
    return [
        Difference(*place, one.as_locked(place), now.get(place))
        for place in all_places
        if not one.is_as_locked(place, now.get(place))
    ]


def locked_for(records: Records, kind_key: str, row: Row) -> Locked | None:
    """Return the locked period to which a record belongs."""
    if kind_key not in WATCHED or not row.get("id"):
        return None
    known = {one.key: one for one in locked(records)}
    return known.get(period_of(records, kind_key, row)) if known else None


def folded(figures: Figures) -> str:
    """Return figures as text to be kept in a record."""
    rows = sorted([kind, key, dict(answers)] for (kind, key), answers in figures.items())
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False, sort_keys=True).encode(), 9)
    return base64.b64encode(packed).decode()


def unfolded(text: Stored) -> Figures:
    """Return figures from text; none where it cannot be read, and of no kind that is not known here."""
    try:
        packed = base64.b64decode(str(text or ""), validate=True)
        plain = zlib.decompressobj().decompress(packed, _LARGEST)
        return dict(_read(json.loads(plain)))
    except (binascii.Error, zlib.error, ValueError, TypeError, RecursionError):
        return {}


def _read(rows: object) -> Iterator[tuple[Place, Answers]]:
    if not isinstance(rows, list):
        raise ValueError(rows)
    for kind, key, answers in rows:
        if kind in WATCHED:
            yield (kind, str(key)), dict(answers)

"""Keeping the figures of locked periods as they are: the rule that every write of a person goes through."""

from __future__ import annotations

from collections.abc import Sequence

from msp_desktop.db.store import Store
from msp_desktop.domain.changes import ALIVE, Change
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.monitoring.periods import (
    LOCK,
    PERIOD,
    READ,
    WATCHED,
    Place,
    figures_of,
    locked,
    places_of,
)
from msp_desktop.domain.problems import Refused
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _


class PeriodIsLocked(Refused):
    """Raised when something would change a figure of a locked period."""

    def __init__(self, period: str) -> None:
        super().__init__(
            _(
                "The period “{period}” is locked: its figures can only be read. Nothing was changed. Open it "
                "under “Monitoring periods” in task 8.1, with a reason, or choose another day."
            ),
            period=period,
        )


def refuse_if_locked(store: Store) -> None:
    """Look at what a transaction changed. Raises `PeriodIsLocked` when figures of a locked period were.

    Bringing back what was locked is not refused: where another office's edit came in, it can be undone.
    """
    touched = [one for one in store.changes if one.kind_key in WATCHED or one.kind_key == LOCK]
    if not touched or not store.has_any(LOCK):
        return
    for space_id in {_space_of(store, one) for one in touched}:
        partnership = store.read("partnership", space_id)
        if partnership is not None and partnership[ALIVE] == 1:
            _refuse(store, space_id, touched)


def records_of(store: Store, space_id: str, periods: Sequence[Row] | None = None) -> Records:
    """Return what the rule reads of a partnership, each record as it was entered.

    ``periods`` stand in place of those that are there.
    """
    kinds = (*READ, "indicator", "output", "activity", "milestone")
    rows = {key: store.rows(key, space_id) for key in kinds}
    return Records(space_id, rows if periods is None else {**rows, PERIOD: periods}, KINDS)


def _refuse(store: Store, space_id: str, touched: list[Change]) -> None:
    records = records_of(store, space_id)
    names = {
        str(row["id"]): records.name("monitoring_period", row["id"])
        for row in records.rows("monitoring_period")
    }
    for change in touched:
        # A lock is written once, with all its answers, and stays as it is.
        if change.kind_key == LOCK and not _is_new(change, touched):
            row = store.read(LOCK, change.record_id) or {}
            raise PeriodIsLocked(names.get(str(row.get("owner_id")), "–"))
    places = {(one.kind_key, one.record_id) for one in touched if one.kind_key != LOCK}
    places |= _moved(store, records, touched)
    belonging = places_of(records, places)
    for one in locked(records):
        now = figures_of(records, one.key, belonging)
        if not all(one.is_as_locked(place, now.get(place)) for place in places):
            raise PeriodIsLocked(one.name)


def _moved(store: Store, records: Records, touched: list[Change]) -> set[Place]:
    """Return the records that lie in another period than before, for the days of periods are others now."""
    before: dict[str, dict[str, Stored]] = {}
    for change in reversed(touched):
        if change.kind_key == PERIOD:
            before.setdefault(change.record_id, {})[change.field_key] = change.before
    if not before:
        return set()
    all_rows = store.rows_removed_too(PERIOD, records.space_id)
    rows = [{**row, **before.get(str(row["id"]), {})} for row in all_rows]
    there = [row for row in rows if row[ALIVE] == 1]
    there.sort(key=lambda row: (str(row["rank"]), str(row["id"])))
    then, now = places_of(records_of(store, records.space_id, there)), places_of(records)
    return {place for place in then.keys() | now.keys() if then.get(place) != now.get(place)}


def _is_new(change: Change, touched: list[Change]) -> bool:
    return any(
        one.record_id == change.record_id and one.field_key == ALIVE and one.before is None
        for one in touched
    )


def _space_of(store: Store, change: Change) -> str:
    row = store.read(change.kind_key, change.record_id)
    return "" if row is None else str(row["space_id"])

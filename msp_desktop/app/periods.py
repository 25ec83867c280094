"""Locking the figures of a period, opening it again, and the rule that every write goes through (8.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msp_desktop.app.locked import PeriodIsLocked, records_of
from msp_desktop.app.workspace import Workspace
from msp_desktop.db.replica import identity
from msp_desktop.db.store import Store
from msp_desktop.domain.fields import NotAValue, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.implementation.figures import LOCKED, OPENED
from msp_desktop.domain.ids import new_id
from msp_desktop.domain.monitoring import periods
from msp_desktop.domain.monitoring.periods import Difference, Locked
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _

__all__ = ["PeriodIsLocked", "State", "accept", "lock", "open_again", "put_back", "states"]


class ReasonIsMissing(Problem):
    """Raised when a period is to be opened, or changed figures accepted, and nobody says why."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was done. Say why: it is kept with the period."))


class PeriodIsTooLarge(Problem):
    """Raised when a period holds more figures than can be kept with it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The period holds too many figures to be locked at once. Divide it into shorter ones."
            )
        )


@dataclass(frozen=True, slots=True)
class State:
    """A period: whether it is locked, and what is not as it was locked."""

    key: str
    name: str
    locked: Locked | None
    differences: tuple[Difference, ...]


def states(workspace: Workspace, space_id: str) -> list[State]:
    """Return every period, in the order of the list."""
    with workspace.database.reading() as store:
        records = records_of(store, space_id)
    known = {one.key: one for one in periods.locked(records)}
    places = periods.places_of(records) if known else {}
    found = []
    for row in records.rows(periods.PERIOD):
        one = known.get(str(row["id"]))
        apart = tuple(periods.differences(records, one, places)) if one is not None else ()
        name = records.name(periods.PERIOD, row["id"])
        found.append(State(str(row["id"]), name, one, apart))
    return found


def lock(workspace: Workspace, space_id: str, period_id: str, today: date) -> None:
    """Lock a period: its figures can only be read from then on, here and in every office that hears of it."""
    with workspace.step(_("Lock the period"), for_good=True) as store:
        _write(workspace, store, space_id, period_id, LOCKED, "", today)


def open_again(
    workspace: Workspace, space_id: str, period_id: str, reason: str, today: date
) -> None:
    """Open a locked period again and keep why. Raises `ReasonIsMissing`."""
    _with_reason(reason)
    with workspace.step(_("Open the period again"), for_good=True) as store:
        _write(workspace, store, space_id, period_id, OPENED, reason, today)


def accept(workspace: Workspace, space_id: str, period_id: str, reason: str, today: date) -> None:
    """Lock a period anew with the figures as they are now, and keep why. Raises `ReasonIsMissing`."""
    _with_reason(reason)
    with workspace.step(_("Accept the changed figures"), for_good=True) as store:
        _write(workspace, store, space_id, period_id, LOCKED, reason, today)


def put_back(workspace: Workspace, space_id: str, period_id: str) -> int:
    """Bring the figures of a period back to what was locked, as one step; return how many records."""
    state = next((one for one in states(workspace, space_id) if one.key == period_id), None)
    if state is None:
        raise NotFound(period_id)
    with workspace.step(_("Put back what was locked")) as store:
        for one in state.differences:
            if one.then is None:
                store.remove(one.kind_key, one.record_id)
                continue
            # What is not there any more may have been changed before, so all its answers are written.
            keys = KINDS[one.kind_key].fields if one.now is None else one.fields
            values: dict[str, Stored] = {key: one.then.get(key) for key in keys}
            if one.now is None:
                owner = one.then.get("owner_id")
                owner_id = str(owner) if owner else None
                store.create(one.kind_key, one.record_id, space_id, values, owner_id)
            else:
                store.update(one.kind_key, one.record_id, values)
    return len(state.differences)


# Inside


def _with_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonIsMissing


def _write(
    workspace: Workspace,
    store: Store,
    space_id: str,
    period_id: str,
    act: str,
    reason: str,
    today: date,
) -> None:
    records = records_of(store, space_id)
    if records.find(periods.PERIOD, period_id) is None:
        raise NotFound(period_id)
    held = periods.folded(periods.figures_of(records, period_id)) if act == LOCKED else None
    me = identity.identity(store.connection)
    office = store.read("office", me.origin.office_id) or {}
    answers = {
        "act": act,
        "date": today.isoformat(),
        "by": workspace.person,
        "office": office.get("name"),
        "reason": reason.strip() or None,
        "before": " ".join(sorted(str(one["id"]) for one in periods.ends(records, period_id))),
        "held": held,
    }
    try:
        values = workspace.clean(periods.LOCK, answers)
    except NotAValue as error:
        raise PeriodIsTooLarge from error
    store.create(periods.LOCK, new_id(), space_id, values, owner_id=period_id)

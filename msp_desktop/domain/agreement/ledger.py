"""The promise ledger: for each partner what it promised, what is due, and what others owe it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.agreement.signing import KEPT, OPEN, PROMISE
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.records import Records, Row


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise on a day: ``late_days`` is how late it is while open, or was when it was kept.

    One of which nobody has said how it stands is open.
    ``owed_to`` are the identifiers of partners; none means all.
    """

    row: Row
    partner_id: str
    owed_to: frozenset[str]
    due: date | None
    kept_on: date | None
    late_days: int

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.row.get("state") in (OPEN, None)

    @property
    def is_late(self) -> bool:
        """Whether it is owed and its day is over."""
        return self.is_open and self.late_days > 0

    def is_owed_to(self, partner_id: str) -> bool:
        """Say whether a partner waits for it."""
        return self.partner_id != partner_id and (not self.owed_to or partner_id in self.owed_to)


@dataclass(frozen=True, slots=True)
class Account:
    """One partner: what it promised, and what others still owe it; the soonest due first."""

    partner_id: str
    name: str
    promised: tuple[Promise, ...]
    owed: tuple[Promise, ...]

    @property
    def open(self) -> tuple[Promise, ...]:
        """What it still owes."""
        return tuple(one for one in self.promised if one.is_open)

    @property
    def late(self) -> tuple[Promise, ...]:
        """What it owes beyond its day."""
        return tuple(one for one in self.promised if one.is_late)


def promises(records: Records, today: date) -> tuple[Promise, ...]:
    """Return every promise as of a day, the soonest due first, those without a day last."""
    found = [_promise(row, records, today) for row in records.rows(PROMISE)]
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def accounts(records: Records, today: date) -> tuple[Account, ...]:
    """Return an account for every partner that takes part or has promised something."""
    everything = promises(records, today)
    makers = {one.partner_id for one in everything}
    return tuple(
        Account(
            partner_id,
            records.name("partner", partner_id),
            tuple(one for one in everything if one.partner_id == partner_id),
            tuple(one for one in everything if one.is_open and one.is_owed_to(partner_id)),
        )
        for row in records.rows("partner")
        if (partner_id := str(row["id"])) in makers or TAKING_PART.admits(row)
    )


def _promise(row: Row, records: Records, today: date) -> Promise:
    due, kept_on = (_day(records, row, key) for key in ("due", "kept_on"))
    end = {OPEN: today, KEPT: kept_on}.get(str(row.get("state") or OPEN))
    late = max((end - due).days, 0) if due and end else 0
    owed_to = frozenset(str(row.get("owed_to") or "").split())
    return Promise(row, str(row.get("partner") or ""), owed_to, due, kept_on, late)


def _day(records: Records, row: Row, field_key: str) -> date | None:
    found = records.value(PROMISE, row, field_key)
    return found if isinstance(found, date) else None

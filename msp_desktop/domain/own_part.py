"""What a report may tell: one partner's own part, some indicators, what outsiders may read (task 8.3)."""

from __future__ import annotations

from collections.abc import Set

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.records import Records, Row

_OF_PARTNER = ("commitment", "partner_progress", "plan_item", "action_item", "risk")
"""Kinds whose records name the partner they are about."""
_OF_ACTIVITY = ("milestone", "delay_flag", "trouble")
"""Kinds whose records name an activity, or none."""


def own_part(records: Records, partner_id: str) -> Records:
    """Return the records without what is the part of other partners alone.

    Of activities those it answers for or contributes to are left, with their components, milestones and
    outputs; of promises, plans and steps its own. What concerns everybody stays.
    """
    activities: dict[Stored, Row] = {
        row["id"]: row for row in records.rows("activity") if _takes_part(row, partner_id)
    }
    components: set[Stored] = {row.get("component") for row in activities.values()} - {None}
    components |= {
        row["id"]
        for row in records.rows("component")
        if partner_id in str(row.get("partners") or "").split()
    }
    commitments = {
        row["id"] for row in records.rows("commitment") if row.get("partner") == partner_id
    }

    wanted: dict[str, tuple[str, Set[Stored]]] = {
        "activity": ("id", activities.keys()),
        "component": ("id", components),
        "delivery": ("commitment", commitments),
        "output": ("component", components),
        **{kind_key: ("partner", {partner_id}) for kind_key in _OF_PARTNER},
        **{kind_key: ("activity", activities.keys()) for kind_key in _OF_ACTIVITY},
    }

    def belongs(kind_key: str, row: Row) -> bool:
        if kind_key not in wanted:
            return True
        field_key, values = wanted[kind_key]
        return row.get(field_key) in values

    return records.changed(lambda kind_key, row: row if belongs(kind_key, row) else None)


OUTSIDE = ("public", "served", "registry")
"""Levels of receivers that are not of the partnership and do not govern it."""
_AMONG_PARTNERS = frozenset(("action_item", "conflict_case", "health_check", "health_round"))


def for_outsiders(records: Records) -> Records:
    """Return the records without what partners settle among themselves: conflicts, steps, their health."""
    return records.changed(lambda kind_key, row: None if kind_key in _AMONG_PARTNERS else row)


def only_indicators(records: Records, wanted: frozenset[str]) -> Records:
    """Return the records with these indicators and their objectives alone; all where none is named."""
    if not wanted:
        return records
    measured = {row.get("objective") for row in records.rows("indicator") if row["id"] in wanted}

    def belongs(kind_key: str, row: Row) -> bool:
        if kind_key == "objective":
            return row["id"] in measured
        return kind_key != "indicator" or row["id"] in wanted

    return records.changed(lambda kind_key, row: row if belongs(kind_key, row) else None)


def _takes_part(row: Row, partner_id: str) -> bool:
    named = (str(row.get("responsible") or ""), *str(row.get("contributors") or "").split())
    return partner_id in named

"""The tree of goals: shared goals, objectives, indicators, and partners' own goals beside (task 2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from msp_desktop.domain.influence import short_name
from msp_desktop.domain.records import Records, Row


@dataclass(frozen=True, slots=True)
class Branch:
    """One record of the tree and what stands below it.

    ``kind_key`` is shared_goal, objective, indicator or partner_goal; a branch without a record
    gathers what serves no shared goal, or no objective.
    """

    kind_key: str
    record: str
    name: str
    detail: str = ""
    below: tuple[Branch, ...] = ()
    fit: str = ""


@dataclass(frozen=True, slots=True)
class GoalsTree:
    """Shared goals with what serves them, and below each goal's identifier the partners' own goals."""

    goals: tuple[Branch, ...]
    own: tuple[tuple[str, tuple[Branch, ...]], ...]


def goals_tree(records: Records) -> GoalsTree:
    """Return the goals of a partnership as a tree; what hangs in the air comes last, under no goal."""
    goals = [
        _goal(records, str(row["id"]), str(row.get("name") or ""))
        for row in records.rows("shared_goal")
    ]
    loose = _goal(records, "", "")
    if loose.below:
        goals.append(loose)
    own = [(goal.record, _own(records, goal.record)) for goal in goals]
    if not loose.below and _own(records, ""):
        own.append(("", _own(records, "")))
    return GoalsTree(tuple(goals), tuple((key, found) for key, found in own if found))


def _goal(records: Records, key: str, name: str) -> Branch:
    objectives = tuple(
        Branch(
            "objective",
            str(row["id"]),
            str(row.get("name") or ""),
            below=_indicators(records, str(row["id"])),
        )
        for row in records.rows("objective")
        if _known(records, "shared_goal", row, "goal") == key
    )
    if not key:
        objectives += _indicators(records, "")
    return Branch("shared_goal", key, name, below=objectives)


def _indicators(records: Records, objective: str) -> tuple[Branch, ...]:
    return tuple(
        Branch("indicator", str(row["id"]), str(row.get("name") or ""), str(row.get("unit") or ""))
        for row in records.rows("indicator")
        if _known(records, "objective", row, "objective") == objective
    )


def _own(records: Records, goal: str) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            "partner_goal",
            str(row["id"]),
            str(row.get("goal") or ""),
            short_name(records.find("partner", row.get("partner")) or {}),
            fit=str(row.get("fit") or ""),
        )
        for row in records.rows("partner_goal")
        if _known(records, "shared_goal", row, "shared_goal") == goal
    )


def _known(records: Records, kind_key: str, row: Row, field_key: str) -> str:
    """Return the identifier of a record that is referred to and there, or nothing."""
    found = records.find(kind_key, row.get(field_key))
    return str(found["id"]) if found is not None else ""

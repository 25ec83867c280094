"""What people do with plans: move, tie together, keep as agreed, catch up, hand over (tasks 4.2, 7.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import Circle, Link, Network
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.domain.schedule.rows import PlanRow, RowKind
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


class WouldWaitInACircle(Problem):
    """Raised when a dependency would make activities wait for one another; nothing is written."""

    def __init__(self, loop: str) -> None:
        super().__init__(
            _("Not added: these activities would wait for one another in a circle: {loop}."),
            loop=loop,
        )


class WaitsInACircle(Problem):
    """Raised when a plan cannot be computed, because activities wait for one another."""

    def __init__(self, loop: str) -> None:
        super().__init__(
            _(
                "The plan cannot be computed: these activities wait for one another in a circle: {loop}. "
                "Remove one of their dependencies below."
            ),
            loop=loop,
        )


def plan(records: Records) -> Plan:
    """Compute the plan of a partnership. Raises `WaitsInACircle`."""
    try:
        return Plan(records)
    except Circle as circle:
        raise WaitsInACircle(_loop(records, circle)) from circle


def move(workspace: Workspace, row: PlanRow, period: Period) -> None:
    """Give an activity or a milestone other days, as one step."""
    values: dict[str, Stored] = {"period": stored(period)}
    if row.kind is RowKind.MILESTONE:
        values = {"due": period.start.isoformat() if period.start else None}
    workspace.set_fields(row.kind.value, row.key, values)


def link(workspace: Workspace, space_id: str, before: str, after: str) -> str:
    """Let one activity wait for the end of another; return the dependency, also one there already.

    Raises `WouldWaitInACircle`, and then nothing is written; `WaitsInACircle` when there is one already.
    """
    records = workspace.records(space_id)
    for row in records.rows("dependency"):
        if (row.get("before"), row.get("after")) == (before, after):
            return str(row["id"])
    network = plan(records).network
    try:
        Network(network.works.values(), [*network.links, Link(before, after)])
    except Circle as circle:
        raise WouldWaitInACircle(_loop(records, circle)) from circle
    values = {"before": before, "after": after, "kind": "finish_start"}
    return workspace.add("dependency", space_id, values)


def catch_up(workspace: Workspace, pushed: Mapping[str, Period]) -> None:
    """Give activities the days that what they wait for allows, as one step."""
    with workspace.step(_("Move what waits for others")):
        for key, period in pushed.items():
            workspace.set_fields("activity", key, {"period": stored(period)})


def keep_as_agreed(workspace: Workspace, space_id: str, day: date, name: str = "") -> str:
    """Keep the days of all activities and milestones as the plan agreed on a day; return its identifier."""
    records = workspace.records(space_id)
    with workspace.step(_("Keep the plan as agreed")):
        answers = {"name": name or translate(_("Plan as agreed")), "date": day.isoformat()}
        baseline = workspace.add("plan_baseline", space_id, answers)
        for kind, field, entry in (("activity", "period", "period"), ("milestone", "due", "due")):
            for row in records.rows(kind):
                if row.get(field):
                    values = {kind: row["id"], entry: row[field]}
                    workspace.add("baseline_activity", space_id, values, owner_id=baseline)
    return baseline


def move_entry(workspace: Workspace, key: str, period: Period) -> None:
    """Give a plan entry other days, as one step."""
    workspace.set_fields("plan_item", key, {"period": stored(period)})


def hand_over(workspace: Workspace, key: str, day: date) -> None:
    """Write down that something was handed over on a day, as one step."""
    workspace.set_fields("hand_over", key, {"delivered_on": day.isoformat()})


def confirm(workspace: Workspace, key: str, day: date) -> None:
    """Write down that the receiver confirmed a hand-over on a day, as one step."""
    workspace.set_fields("hand_over", key, {"confirmed_on": day.isoformat()})


def stored(period: Period) -> str:
    """Return the stored form of a period."""
    return "/".join(day.isoformat() if day else "" for day in (period.start, period.end))


def _loop(records: Records, circle: Circle) -> str:
    names = [records.name("activity", key) for key in circle.keys]
    return " → ".join([*names, names[0]])

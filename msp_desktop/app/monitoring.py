"""What people do about monitoring: look, keep forecasts, bring a warning before the next meeting (8.1)."""

from __future__ import annotations

from datetime import date

from msp_desktop.app.agendas import put_on_agenda
from msp_desktop.app.health import NoMeetingPlanned
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.ids import name_of_one
from msp_desktop.domain.matrices.healthy import next_meeting
from msp_desktop.domain.meetings.proposals import about_flag
from msp_desktop.domain.monitoring.flag import Flag
from msp_desktop.domain.monitoring.outlook import Outlook
from msp_desktop.domain.monitoring.slips import slips
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import Circle
from msp_desktop.i18n import formats
from msp_desktop.i18n import mark as _


class NothingToForetell(Problem):
    """Raised when no milestone is still to come; nothing is written."""

    def __init__(self) -> None:
        super().__init__(_("No milestone is still to come. Nothing was written."))


def bring_before_meeting(workspace: Workspace, space_id: str, flag: Flag, today: date) -> str:
    """Put a warning on the agenda of the next meeting, and return its identifier.

    Raises `NoMeetingPlanned` when there is none.
    """
    meeting = next_meeting(workspace.records(space_id), today)
    if meeting is None:
        raise NoMeetingPlanned
    put_on_agenda(workspace, str(meeting["id"]), [about_flag(meeting, flag)])
    return str(meeting["id"])


def is_before_meeting(records: Records, flag: Flag, today: date) -> bool:
    """Say whether a warning stands on the agenda of the next meeting."""
    meeting = next_meeting(records, today)
    return (
        meeting is not None
        and records.find("agenda_item", about_flag(meeting, flag).id) is not None
    )


def looked_at(workspace: Workspace, schedule_id: str, today: date) -> None:
    """Write down that what an entry of the schedule asks for was done today; the next day follows from it."""
    values = {"last_on": today.isoformat(), "next_on": None}
    workspace.set_fields("monitoring_schedule", schedule_id, values)


def keep_forecasts(workspace: Workspace, space_id: str, day: date) -> int:
    """Write down when each milestone still to come is expected, as of ``day``, as one step; return how many.

    What was said of it on a report stands; where nobody said anything, it comes as its activity does.
    Two offices that do so on the same day write the same records. Raises `NothingToForetell`.
    """
    records = workspace.records(space_id)
    ends = _ends(records, day)
    coming = [one for one in slips(records) if one.reached is None]
    if not coming:
        raise NothingToForetell
    with workspace.step(_("Keep forecasts of {day}"), {"day": formats.day(day)}):
        for one in coming:
            expected = max(filter(None, (one.latest, ends.get(one.key), day)))
            values = {
                "milestone": one.key,
                "date": day.isoformat(),
                "expected": expected.isoformat(),
            }
            name = name_of_one("milestone_forecast", milestone=one.key, date=day.isoformat())
            workspace.set_single("milestone_forecast", space_id, values, name=name)
    return len(coming)


def _ends(records: Records, day: date) -> dict[str, date]:
    """Return by milestone its own day, later by as much as its activity will be late."""
    try:
        outlook = Outlook(records, day)
        late = {one.key: one for one in outlook.activities() if one.days_late > 0}
    except Circle:
        return {}
    found = {}
    for row in records.rows("milestone"):
        due = records.value("milestone", row, "due")
        activity = late.get(str(row.get("activity") or ""))
        if isinstance(due, date) and activity is not None:
            found[str(row["id"])] = outlook.plan.calendar.shifted(due, activity.days_late)
    return found

"""What people do about the health of a partnership: write answers, take up what was agreed (task 7.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.matrices.healthy import next_meeting, waiting_for_agenda
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


class NoMeetingPlanned(Problem):
    """Raised when there is no meeting on whose agenda something could be put; nothing is written."""

    def __init__(self) -> None:
        super().__init__(
            _("No meeting is planned. Add the next one in task 7.1, then put these on its agenda.")
        )


def begin_answers(
    workspace: Workspace, space_id: str, about: Mapping[str, Stored], first: Mapping[str, Stored]
) -> str:
    """Begin the answers of one respondent with the first of them; return the identifier of the record."""
    return workspace.add("health_check", space_id, {**about, **first})


def put_on_agenda(workspace: Workspace, space_id: str, today: date) -> str:
    """Put all that was agreed and waits on the agenda of the next meeting, as one step.

    Return the identifier of the meeting. Raises `NoMeetingPlanned`.
    """
    records = workspace.records(space_id)
    meeting = next_meeting(records, today)
    if meeting is None:
        raise NoMeetingPlanned
    meeting_id = str(meeting["id"])
    with workspace.step(_("Put what was agreed on the agenda")):
        for row in waiting_for_agenda(records):
            sentence = translate(_("Health of the partnership: {action}"))
            values: dict[str, Stored] = {
                "title": sentence.format(action=row.get("text") or ""),
                "presenter": row.get("responsible"),
                "purpose": "discuss",
                "kind": "new",
            }
            workspace.add("agenda_item", space_id, values, owner_id=meeting_id)
            workspace.set_fields("health_action", str(row["id"]), {"meeting": meeting_id})
    return meeting_id

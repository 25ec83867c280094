"""Putting proposed subjects on the agenda of a meeting, and planning the next meeting of a series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.meetings.proposals import Proposal
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def put_on_agenda(workspace: Workspace, meeting_id: str, chosen: Sequence[Proposal]) -> None:
    """Put subjects at the end of an agenda, as one step; two offices that do so apart write the same ones.

    A subject that waited in the list says from then on in which meeting it is taken up.
    """
    meeting = workspace.read("meeting", meeting_id)
    if meeting is None:
        raise NotFound(meeting_id)
    space_id = str(meeting["space_id"])
    with workspace.step(_("Put on the agenda")) as store:
        for one in chosen:
            answers = {
                "title": one.title,
                "purpose": one.purpose,
                "minutes": one.minutes,
                "kind": "standing" if one.is_standing else "carried",
            }
            if one.kind_key == "topic":
                answers["kind"] = "new"
                workspace.set_fields("topic", one.record_id, {"meeting": meeting_id})
            cleaned = workspace.clean("agenda_item", answers)
            store.create("agenda_item", one.id, space_id, cleaned, owner_id=meeting_id)


def plan_meeting(workspace: Workspace, space_id: str, day: date) -> str:
    """Add the next meeting of the series, with what is the same every time; return its identifier."""
    records = workspace.records(space_id)
    plan = records.single("meeting_plan")
    before = max(
        records.rows("meeting"), key=lambda row: str(row.get("date") or ""), default={"title": ""}
    )
    title = translate(_("Meeting of {day}")).format(day=day_in_words(day))
    same = {key: before.get(key) for key in ("body", "chair", "minute_taker", "mode")}
    answers = {
        **{key: value for key, value in same.items() if value is not None},
        "title": title,
        "date": day.isoformat(),
        "state": "planned",
        "start": plan.get("start"),
        "place": plan.get("place"),
    }
    return workspace.add("meeting", space_id, answers)

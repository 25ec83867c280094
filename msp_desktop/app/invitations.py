"""Invitations that any calendar opens (iCalendar, RFC 5545); the only module that knows icalendar.

Times are those of the clock on the wall, without a time zone: a meeting at ten is at ten where people meet.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings import series
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _

if TYPE_CHECKING:
    from icalendar import Event

CALENDAR = ".ics"
MEDIA_TYPE = "text/calendar"


class NothingToInviteTo(Problem):
    """Raised when a meeting has no day, or the series no rule."""


def invitation(records: Records, meeting: Row) -> bytes:
    """Return an invitation to one meeting with its agenda. Raises `NothingToInviteTo`.

    Opened again after a change it replaces the one before.
    """
    day = KINDS["meeting"].fields["date"].value(meeting.get("date"))
    if not isinstance(day, date):
        raise NothingToInviteTo(_("The meeting has no date yet. Write it down, then invite."))
    event = _event(f"{meeting['id']}", str(meeting.get("title") or ""), meeting)
    _put_time(event, day, meeting, _minutes(records, meeting))
    lines = [
        f"{figures(str(number))}. {row.get('title') or ''}"
        for number, row in enumerate(records.rows("agenda_item", str(meeting["id"])), 1)
    ]
    if lines:
        event.add("description", "\n".join((translate(_("Agenda")), *lines)))
    return _calendar(event)


def series_invitation(records: Records) -> bytes:
    """Return an invitation to all regular meetings. Raises `NothingToInviteTo`."""
    from icalendar import vRecur

    plan = records.single("meeting_plan")
    rule = series.rule_of(plan)
    first = next(iter(series.next_days(plan, date.min, 1)), None)
    if not rule or first is None:
        raise NothingToInviteTo(
            _(
                "How often and from when on you meet is not written down yet "
                "(task 7.1, “The regular meeting”)."
            )
        )
    name = str(records.single("partnership").get("name") or "")
    title = translate(_("Regular meeting: {partnership}")).format(partnership=name)
    event = _event(f"series-{records.space_id}", title, plan)
    _put_time(event, first, plan, int(plan.get("lasts") or 0))
    event.add("rrule", vRecur.from_ical(rule))
    return _calendar(event)


def _event(name: str, title: str, row: Row) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}@msp-desktop")
    event.add("dtstamp", datetime.now(UTC))
    event.add("summary", title)
    if row.get("place"):
        event.add("location", str(row["place"]))
    return event


def _put_time(event: Event, day: date, row: Row, minutes: int) -> None:
    start = KINDS["meeting"].fields["start"].value(row.get("start"))
    if not isinstance(start, time):
        event.add("dtstart", day)
        return
    begin = datetime.combine(day, start)
    end = KINDS["meeting"].fields["end"].value(row.get("end"))
    event.add("dtstart", begin)
    if isinstance(end, time) and end > start:
        event.add("dtend", datetime.combine(day, end))
    elif minutes:
        event.add("dtend", begin + timedelta(minutes=minutes))


def _minutes(records: Records, meeting: Row) -> int:
    """Return how long a meeting takes: as usual, or as long as its subjects."""
    usual = records.single("meeting_plan").get("lasts")
    subjects = records.rows("agenda_item", str(meeting["id"]))
    return int(usual or 0) or sum(int(row.get("minutes") or 0) for row in subjects)


def _calendar(event: Event) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//MSP Desktop//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())

"""What holds activities up: resources, permits, hand-overs, partners that are not ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


class Cause(Enum):
    """Why an activity cannot begin or end in time."""

    DELIVERY = "delivery"
    COMING = "coming"
    PERMIT = "permit"
    CANCELLED = "cancelled"
    PLEDGE = "pledge"
    HAND_OVER = "hand_over"
    MOVED = "moved"
    READINESS = "readiness"
    OBSTACLE = "obstacle"
    PLAN = "plan"
    PACE = "pace"


SENTENCES: Mapping[Cause, tuple[str, str]] = {
    Cause.DELIVERY: (
        _("“{what}” from {partner}, planned for {day}, is not there"),
        _("Ask {partner} for a firm day, or agree on a new date at the next meeting."),
    ),
    Cause.COMING: (
        _("“{what}” from {partner} comes on {expected} only"),
        _("Ask {partner} whether it can come earlier, or agree on a new date at the next meeting."),
    ),
    Cause.PERMIT: (
        _("the permit for “{what}” ({office}), needed by {day}, is not confirmed"),
        _("Ask about the permit ({office}), or agree on a new date at the next meeting."),
    ),
    Cause.CANCELLED: (
        _("“{what}” from {partner} will not come"),
        _("Find out who else can bring it, or agree at the next meeting what to do without it."),
    ),
    Cause.PLEDGE: (
        _("“{what}” is promised by {partner} by word of mouth only"),
        _("Ask {partner} to confirm it in writing."),
    ),
    Cause.HAND_OVER: (
        _("“{what}” from {partner}, promised for {day}, has not been handed over"),
        _("Ask {partner} when it comes, or agree on a new date at the next meeting."),
    ),
    Cause.MOVED: (
        _("“{what}” from {partner} is expected on {expected} instead of {day}"),
        _("Ask {partner} whether it can come earlier, or agree on a new date at the next meeting."),
    ),
    Cause.READINESS: (
        _("{partner} is not ready; it was to be by {day}"),
        _("Ask {partner} what it still has to prepare and who can help."),
    ),
    Cause.OBSTACLE: (
        _("of this: {what}"),
        _("Talk with {partner} about what would help, or agree on a new date at the next meeting."),
    ),
    Cause.PLAN: (
        _("it waits for “{what}”, planned for {day}"),
        _("Move it in the plan (task 4.2), or let “{what}” end earlier."),
    ),
    Cause.PACE: (
        _("{done} % are done where {planned} % were planned by now"),
        _("Ask {partner} what would help, or agree on a new date at the next meeting."),
    ),
}
"""What is said of each cause: the reason, as the end of a sentence, and what to do next."""
_OPEN_PERMITS = ("open", "asked")


@dataclass(frozen=True, slots=True)
class Reason:
    """Something an activity waits for until ``day`` (None: nobody knows until when).

    ``kind_key``, ``record_id`` and ``field_key`` are where it can be put right, ``due`` is the day for
    which it was promised.
    """

    cause: Cause
    activity: str
    kind_key: str
    record_id: str
    field_key: str
    day: date | None
    due: date | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The reason in words, as the end of a sentence."""
        return translate(SENTENCES[self.cause][0]).format(**self.words)

    @property
    def step(self) -> str:
        """What to do next, as a sentence."""
        return translate(SENTENCES[self.cause][1]).format(**self.words)


def reasons(records: Records, today: date) -> Mapping[str, list[Reason]]:
    """Return what holds up each activity, by its identifier; those that nothing holds up are left out."""
    found: dict[str, list[Reason]] = {}
    for source in (_deliveries, _pledges, _hand_overs, _readiness):
        for one in source(records, today):
            found.setdefault(one.activity, []).append(one)
    return found


def day_of(records: Records, kind_key: str, row: Row, *field_keys: str) -> date | None:
    """Return the first of some days of a record that is written down."""
    for key in field_keys:
        found = records.value(kind_key, row, key) if key in row else None
        if isinstance(found, date):
            return found
    return None


def start_of(records: Records, activity: Row) -> date | None:
    """Return the day on which an activity begins by its plan."""
    period = records.value("activity", activity, "period")
    return period.start if isinstance(period, Period) else None


# Inside


def _users(records: Records) -> Mapping[Stored, list[tuple[str, Row, date | None]]]:
    """Return the activities that need each commitment, and from which day on."""
    found: dict[Stored, list[tuple[str, Row, date | None]]] = {}
    for row in records.rows("activity"):
        for commitment in str(row.get("commitments") or "").split():
            found.setdefault(commitment, []).append((str(row["id"]), row, start_of(records, row)))
    for need in records.rows("activity_need"):
        activity = records.find("activity", need.get("owner_id"))
        if activity is None or not need.get("commitment"):
            continue
        day = day_of(records, "activity_need", need, "needed_on") or start_of(records, activity)
        among = found.setdefault(need.get("commitment"), [])
        among[:] = [one for one in among if one[0] != activity["id"]]
        among.append((str(activity["id"]), activity, day))
    return found


def _deliveries(records: Records, today: date) -> Iterator[Reason]:
    users = _users(records)
    for row in records.rows("delivery"):
        if row.get("received_on") or row.get("state") == "received":
            continue
        commitment = records.find("commitment", row.get("commitment")) or {}
        planned = day_of(records, "delivery", row, "planned_on")
        expected = day_of(records, "delivery", row, "expected_on") or planned
        cause, field_key = _why_not_here(row)
        named = (records.name("commitment", row.get("commitment")), str(row.get("what") or ""))
        words = {
            "what": ": ".join(filter(None, named)),
            "partner": _partner(records, commitment.get("partner")),
            "office": str(row.get("facilitated_by") or ""),
            "day": day_in_words(planned) if planned else "–",
            "expected": day_in_words(expected) if expected else "–",
        }
        if cause is Cause.DELIVERY and expected is not None and expected >= today:
            cause = Cause.COMING
        day = None if cause is Cause.CANCELLED else max(expected or today, today)
        for key, _activity, _needed in users.get(row.get("commitment"), ()):
            yield Reason(cause, key, "delivery", str(row["id"]), field_key, day, planned, words)


def _why_not_here(row: Row) -> tuple[Cause, str]:
    if row.get("state") == "cancelled":
        return Cause.CANCELLED, "state"
    waits = next((key for key in ("permit", "tax", "customs") if row.get(key) in _OPEN_PERMITS), "")
    # Whoever helps with the import is known: then it is that office's answer that is waited for.
    if row.get("facilitated_by") and row.get("from_abroad") and row.get("permit") != "granted":
        return Cause.PERMIT, waits or "facilitated_by"
    return Cause.DELIVERY, "planned_on"


def _pledges(records: Records, today: date) -> Iterator[Reason]:
    """Name what is promised by word of mouth only and not here yet, though it is needed."""
    brought = {row.get("commitment") for row in records.rows("delivery") if row.get("received_on")}
    users = _users(records)
    for row in records.rows("commitment"):
        if row.get("state") != "pledged" or row["id"] in brought:
            continue
        words = {
            "what": records.name("commitment", row["id"]),
            "partner": _partner(records, row.get("partner")),
        }
        for key, _activity, needed in users.get(row["id"], ()):
            yield Reason(
                Cause.PLEDGE, key, "commitment", str(row["id"]), "state", today, needed, words
            )


def _hand_overs(records: Records, today: date) -> Iterator[Reason]:
    for row in records.rows("hand_over"):
        item = records.find("plan_item", row.get("to_item")) or {}
        if row.get("delivered_on") or not item.get("activity"):
            continue
        due = day_of(records, "hand_over", row, "due")
        expected = day_of(records, "hand_over", row, "expected_on") or due
        needed = day_of(records, "hand_over", row, "needed_on")
        if expected is None or (expected >= today and (needed is None or expected <= needed)):
            continue
        words = {
            "what": records.name("hand_over", row["id"]),
            "partner": _partner(records, row.get("from_partner")),
            "day": day_in_words(due) if due else "–",
            "expected": day_in_words(expected),
        }
        is_overdue = due is None or due < today
        yield Reason(
            Cause.HAND_OVER if is_overdue else Cause.MOVED,
            str(item["activity"]),
            "hand_over",
            str(row["id"]),
            "expected_on",
            max(expected, today),
            due,
            words,
        )


def _readiness(records: Records, today: date) -> Iterator[Reason]:
    for row in records.rows("readiness"):
        partner = records.find("partner", row.get("partner"))
        if row.get("state") == "ready" or partner is None or not TAKING_PART.admits(partner):
            continue
        due = day_of(records, "readiness", row, "ready_by")
        words = {
            "partner": _partner(records, row.get("partner")),
            "day": day_in_words(due) if due else "–",
        }
        for activity in records.rows("activity"):
            if activity.get("responsible") == row.get("partner"):
                yield Reason(
                    Cause.READINESS,
                    str(activity["id"]),
                    "readiness",
                    str(row["id"]),
                    "state",
                    max(due or today, today),
                    due,
                    words,
                )


def _partner(records: Records, key: Stored) -> str:
    return records.name("partner", key) or translate(_("nobody named"))

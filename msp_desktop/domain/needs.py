"""What activities need, set against what partners promised: enough, in time, and not twice (task 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from msp_desktop.domain.fields import Money, Period, Stored
from msp_desktop.domain.records import Records, Row

WITHDRAWN = "withdrawn"
"""The state of a commitment that its partner took back."""


class Flaw(Enum):
    """What is wrong with how a need is covered."""

    NOBODY = "nobody"
    """No commitment covers it."""
    WITHDRAWN = "withdrawn"
    """The partner took its commitment back."""
    SHORT = "short"
    """Less is promised than is needed."""
    TOGETHER = "together"
    """Activities at the same time need more of it together than is promised."""
    LATE = "late"
    """It is there only after it is needed."""
    ENDS_EARLY = "ends_early"
    """It is taken back before the activity ends."""
    UNITS = "units"
    """Need and commitment are counted in different units, or one is not counted at all."""


@dataclass(frozen=True, slots=True)
class Match:
    """A need of an activity beside the commitment that covers it.

    Without a ``need`` the activity names the commitment only; without both it names nothing.
    ``promised`` is in the unit of the need, ``short`` what is missing, ``together`` what is missing when
    all activities of the same time are served; ``days`` are those between need and arrival.
    """

    activity: Row
    need: Row | None
    commitment: Row | None
    flaws: tuple[Flaw, ...] = ()
    promised: Decimal | None = None
    short: Decimal | None = None
    together: Decimal | None = None
    needed_on: date | None = None
    days: int = 0


def commitments_of(records: Records) -> Mapping[str, Sequence[str]]:
    """Return the commitments on which each activity draws: those it names and those its needs name."""
    found = {
        str(row["id"]): dict.fromkeys(str(row.get("commitments") or "").split())
        for row in records.rows("activity")
    }
    for need in records.rows("activity_need"):
        if need.get("commitment") and str(need["owner_id"]) in found:
            found[str(need["owner_id"])][str(need["commitment"])] = None
    return {key: tuple(named) for key, named in found.items()}


def matches(records: Records) -> Sequence[Match]:
    """Set every need of every activity against what was promised, in the order of the activities.

    Stopped activities need nothing.
    """
    needs: dict[Stored, list[Row]] = {}
    for row in records.rows("activity_need"):
        needs.setdefault(row["owner_id"], []).append(row)
    found = [
        match
        for activity in records.rows("activity")
        if activity.get("state") != "stopped"
        for match in _of_activity(records, activity, needs.get(activity["id"], ()))
    ]
    lacking = _together(records, found)
    return [
        replace(one, flaws=(*one.flaws, Flaw.TOGETHER), together=lacking[at])
        if at in lacking
        else one
        for at, one in enumerate(found)
    ]


def promised_of(records: Records, commitment: Row, unit: str) -> Decimal | None:
    """Return how much is promised in a unit: of things and days, or of money by its currency."""
    wanted, own = _plain(unit), _plain(str(commitment.get("unit") or ""))
    quantity = records.value("commitment", commitment, "quantity")
    if isinstance(quantity, Decimal) and wanted in ("", own):
        return quantity
    value = records.value("commitment", commitment, "value")
    return value.amount if isinstance(value, Money) and _plain(value.currency) == wanted else None


# Inside


def _of_activity(records: Records, activity: Row, needs: Sequence[Row]) -> Iterator[Match]:
    counted = set()
    for need in needs:
        commitment = records.find("commitment", need.get("commitment"))
        if commitment is not None:
            counted.add(str(commitment["id"]))
        yield _matched(records, activity, need, commitment)
    named = [
        row
        for key in str(activity.get("commitments") or "").split()
        if key not in counted and (row := records.find("commitment", key)) is not None
    ]
    for row in named:
        yield _matched(records, activity, None, row)
    if not needs and not named:
        yield Match(activity, None, None, (Flaw.NOBODY,))


def _matched(records: Records, activity: Row, need: Row | None, commitment: Row | None) -> Match:
    days = records.value("activity", activity, "period")
    first, last = (days.start, days.end) if isinstance(days, Period) else (None, None)
    needed = records.value("activity_need", need, "needed_on") if need is not None else None
    needed_on = needed if isinstance(needed, date) else first
    if commitment is None:
        return Match(activity, need, None, (Flaw.NOBODY,), needed_on=needed_on)
    match = Match(activity, need, commitment, needed_on=needed_on)
    flaws = [Flaw.WITHDRAWN] if commitment.get("state") == WITHDRAWN else []
    quantity = None if need is None else records.value("activity_need", need, "quantity")
    if need is not None and isinstance(quantity, Decimal):
        promised = promised_of(records, commitment, str(need.get("unit") or ""))
        short = None if promised is None else max(quantity - promised, Decimal(0))
        match = replace(match, promised=promised, short=short)
        flaws += [Flaw.UNITS] if promised is None else [Flaw.SHORT] if short else []
    available = records.value("commitment", commitment, "available")
    if isinstance(available, Period):
        if available.start is not None and needed_on is not None and available.start > needed_on:
            flaws.append(Flaw.LATE)
            match = replace(match, days=(available.start - needed_on).days)
        if available.end is not None and last is not None and available.end < last:
            flaws.append(Flaw.ENDS_EARLY)
    return replace(match, flaws=tuple(flaws))


def _together(records: Records, found: Sequence[Match]) -> Mapping[int, Decimal]:
    """Return, by place, what is missing of a commitment when activities of the same time all draw on it.

    What serves again is not needed by one activity after another; so only the day of the greatest need
    counts, and nothing is said that might not be so.
    """
    uses: dict[tuple[str, str], list[_Use]] = {}
    for at, one in enumerate(found):
        if (use := _use(records, one, at)) is not None:
            assert one.commitment is not None
            assert one.need is not None
            key = str(one.commitment["id"]), _plain(str(one.need.get("unit") or ""))
            uses.setdefault(key, []).append(use)
    lacking: dict[int, Decimal] = {}
    for among in uses.values():
        needed, those = _greatest(among)
        promised = among[0].promised
        if len(those) > 1 and needed > promised:
            lacking |= dict.fromkeys(those, needed - promised)
    return lacking


@dataclass(frozen=True, slots=True)
class _Use:
    """So much of a commitment, needed by the match at a place from the first to the last day."""

    at: int
    quantity: Decimal
    promised: Decimal
    first: date
    last: date


def _use(records: Records, match: Match, at: int) -> _Use | None:
    if match.need is None or match.promised is None:
        return None
    quantity = records.value("activity_need", match.need, "quantity")
    days = records.value("activity", match.activity, "period")
    last = days.end if isinstance(days, Period) else None
    if not isinstance(quantity, Decimal) or match.needed_on is None:
        return None
    return _Use(
        at, quantity, match.promised, match.needed_on, max(last or date.max, match.needed_on)
    )


def _greatest(uses: Sequence[_Use]) -> tuple[Decimal, Sequence[int]]:
    """Return the most that is needed on one day, and by which."""
    # On one day, what ends is counted still when something else begins.
    turns = sorted(
        [(use.first, 0, use) for use in uses] + [(use.last, 1, use) for use in uses],
        key=lambda turn: turn[:2],
    )
    now: dict[int, _Use] = {}
    needed, most, those = Decimal(0), Decimal(0), tuple[int, ...]()
    for _day, is_end, use in turns:
        if is_end:
            del now[use.at]
            needed -= use.quantity
            continue
        now[use.at] = use
        needed += use.quantity
        if needed > most:
            most, those = needed, tuple(now)
    return most, those


def _plain(unit: str) -> str:
    return " ".join(unit.casefold().split())

"""Who passes what on to whom, as a network of plan entries with hand-overs between them (task 7.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.matrices.handing import hand_overs_or_circle, is_open
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.hand_overs import Delay, Flaw, HandOvers
from msp_desktop.domain.shown import day_in_words

_LATE = {Flaw.LATE_BY_PLAN, Flaw.OVERDUE, Flaw.EXPECTED_LATE}


@dataclass(frozen=True, slots=True)
class Stop:
    """A plan entry from which or to which something is passed on, or a partner where no entry is named."""

    key: str
    kind_key: str
    name: str
    partner: str
    delay: Delay | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A hand-over between two stops: what is passed on, by when, and how it stands."""

    record: str
    name: str
    start: str
    end: str
    due: str
    is_late: bool
    is_received: bool


@dataclass(frozen=True, slots=True)
class Passing:
    """All stops that have to do with a hand-over, and the hand-overs between them."""

    stops: tuple[Stop, ...]
    passes: tuple[Passed, ...]


def passing(records: Records, today: date) -> Passing:
    """Return the network of hand-overs that name giver and receiver."""
    found = hand_overs_or_circle(records, today)
    flaws: Mapping[str, Sequence[Flaw]] = {}
    delays: Mapping[str, Delay] = {}
    if isinstance(found, HandOvers):
        flaws = found.flaws()
        delays = {one.key: one for one in found.delays() if is_open(records, one)}
    stops: dict[str, Stop] = {}
    passes = []
    for row in records.rows("hand_over"):
        ends = [_stop(records, row, side, delays) for side in ("from", "to")]
        start, end = ends
        if start is None or end is None:
            continue
        stops |= {start.key: start, end.key: end}
        key = str(row["id"])
        due = records.value("hand_over", row, "due")
        passes.append(
            Passed(
                key,
                records.name("hand_over", key),
                start.key,
                end.key,
                day_in_words(due) if isinstance(due, date) else "",
                is_late=key in delays or bool(_LATE & set(flaws.get(key, ()))),
                is_received=bool(row.get("confirmed_on")),
            )
        )
    return Passing(tuple(stops.values()), tuple(passes))


def _stop(records: Records, row: Row, side: str, delays: Mapping[str, Delay]) -> Stop | None:
    partner = str(row.get(f"{side}_partner") or "")
    name = records.name("partner", partner)
    item = records.find("plan_item", row.get(f"{side}_item"))
    if item is not None:
        key = str(item["id"])
        owner = records.name("partner", item.get("partner")) or name
        return Stop(key, "plan_item", records.name("plan_item", key), owner, delays.get(key))
    return Stop(partner, "partner", name, "") if name else None

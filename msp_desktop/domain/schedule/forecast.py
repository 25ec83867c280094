"""What becomes of a plan: the forecast from progress, and whom a delay hits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from msp_desktop.domain.schedule.engine import Schedule
from msp_desktop.domain.schedule.network import Link, LinkKind, Network, Work

WHOLE = 100
"""Per cent of an activity that is done."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An activity that ends later than before, by so many working days.

    ``cause`` is the activity with which the delay began, ``via`` the one that passed it on; for that
    first activity both are itself.
    """

    key: str
    organisation: str
    days: int
    cause: str
    via: str


def slipped(network: Network, delays: Mapping[str, int]) -> Network:
    """Return the network with activities that take longer by so many working days."""
    works = (
        replace(work, length=max(work.length + delays.get(work.key, 0), 0))
        for work in network.works.values()
    )
    return Network(works, network.links)


def forecast(network: Network, progress: Mapping[str, int], today: int) -> Network:
    """Return the network as it will go on, from how far activities have come (0 to 100 per cent).

    What is finished stays where it was planned. What has begun needs the rest of its days from today
    on; what has not begun cannot begin before today. ``today`` is a count of working days. Nothing
    holds back a beginning that lies behind, whatever the plan said it had to wait for.
    """
    works = [_going_on(work, progress.get(work.key, 0), today) for work in network.works.values()]
    return Network(works, (link for link in network.links if _still_holds(link, progress)))


def hits(before: Schedule, after: Schedule) -> Sequence[Hit]:
    """Say which activities end later in ``after`` than in ``before``, the hardest hit first."""
    found: dict[str, Hit] = {}
    for key in after.network.order:
        then, now = before.computed.get(key), after.computed[key]
        if then is None or now.finish <= then.finish:
            continue
        via = now.driver.before if now.driver is not None and now.driver.before in found else key
        cause = found[via].cause if via != key else key
        organisation = after.network.works[key].organisation
        found[key] = Hit(key, organisation, now.finish - then.finish, cause, via)
    return sorted(found.values(), key=lambda hit: -hit.days)


def _going_on(work: Work, done: int, today: int) -> Work:
    if done >= WHOLE:
        return work
    if done <= 0:
        return replace(work, start=max(work.start, today))
    # A started day is a whole one: half a day left still needs a day.
    left = -(-work.length * (WHOLE - done) // WHOLE)
    return replace(work, length=max(today + left - work.start, left))


def _still_holds(link: Link, progress: Mapping[str, int]) -> bool:
    done = progress.get(link.after, 0)
    return done <= 0 or (done < WHOLE and link.kind is LinkKind.FINISH_FINISH)

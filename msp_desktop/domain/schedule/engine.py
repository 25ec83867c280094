"""Forward and backward pass: earliest and latest days, slack, and the chain without slack.

The critical path method with finish–start, start–start and finish–finish dependencies and lags
(J. E. Kelley and M. R. Walker, “Critical-path planning and scheduling”, 1959). All days are counts of
working days; a finish is the day after the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msp_desktop.domain.schedule.network import Link, Network


@dataclass(frozen=True, slots=True)
class Computed:
    """The days of one activity: earliest, latest, and the dependency that holds it back, if one does."""

    start: int
    finish: int
    latest_start: int
    latest_finish: int
    driver: Link | None

    @property
    def slack(self) -> int:
        """Working days it may slip before the end of everything slips."""
        return self.latest_start - self.start

    @property
    def is_critical(self) -> bool:
        """Whether any delay of it delays the end."""
        return self.slack <= 0


class Schedule:
    """A network computed. ``finish`` is the day after the last day of all; ``deadline`` may lie elsewhere."""

    def __init__(self, network: Network, deadline: int | None = None) -> None:
        self.network = network
        self._starts: dict[str, int] = {}
        self._finishes: dict[str, int] = {}
        self._drivers: dict[str, Link | None] = {}
        self._forward()
        self.finish = max(self._finishes.values(), default=0)
        latest = self._backward(self.finish if deadline is None else deadline)
        self.computed: Mapping[str, Computed] = {
            key: Computed(
                self._starts[key],
                self._finishes[key],
                latest[key] - work.length,
                latest[key],
                self._drivers[key],
            )
            for key, work in network.works.items()
        }

    def chain(self, key: str) -> Sequence[str]:
        """Return what holds an activity back, from the first cause to the activity itself."""
        path = [key]
        while (driver := self._drivers[path[-1]]) is not None:
            path.append(driver.before)
        return path[::-1]

    def critical_path(self) -> Sequence[str]:
        """Return the chain that ends last, in the order of time; of several the first of the plan."""
        ends = (key for key, finish in self._finishes.items() if finish == self.finish)
        last = next(ends, None)
        return () if last is None else self.chain(last)

    def critical_by_organisation(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the critical path as stretches of one organisation each: who hands over to whom."""
        stretches: list[tuple[str, list[str]]] = []
        for key in self.critical_path():
            organisation = self.network.works[key].organisation
            if not stretches or stretches[-1][0] != organisation:
                stretches.append((organisation, []))
            stretches[-1][1].append(key)
        return stretches

    def _forward(self) -> None:
        works, into = self.network.works, self.network.into
        starts, finishes = self._starts, self._finishes
        for key in self.network.order:
            work = works[key]
            start, driver = work.start, None
            for link in into[key]:
                earliest = link.earliest(starts[link.before], finishes[link.before], work.length)
                if earliest > start:
                    start, driver = earliest, link
            starts[key], finishes[key] = start, start + work.length
            self._drivers[key] = driver

    def _backward(self, end: int) -> Mapping[str, int]:
        works, out_of = self.network.works, self.network.out_of
        latest: dict[str, int] = {}
        for key in reversed(self.network.order):
            length = works[key].length
            finish = end
            for link in out_of[key]:
                after = latest[link.after]
                finish = min(finish, link.latest(after - works[link.after].length, after, length))
            latest[key] = finish
        return latest

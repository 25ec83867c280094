"""Activities and what ties them together, in an order in which causes stand before effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _


class LinkKind(Enum):
    """How one activity waits for another; the values are those of the kind ``dependency``."""

    FINISH_START = "finish_start"
    START_START = "start_start"
    FINISH_FINISH = "finish_finish"


@dataclass(frozen=True, slots=True)
class Work:
    """One activity: it takes ``length`` working days and does not begin before ``start`` (a count of days).

    ``organisation`` identifies the partner that answers for it.
    """

    key: str
    start: int
    length: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """``after`` waits for ``before`` with ``lag`` working days between; below zero they may overlap."""

    before: str
    after: str
    kind: LinkKind = LinkKind.FINISH_START
    lag: int = 0

    def earliest(self, start: int, finish: int, length: int) -> int:
        """Return the first day ``after`` may begin, which takes ``length`` days.

        ``start`` and ``finish`` are those of ``before``; a finish is the day after the last.
        """
        if self.kind is LinkKind.START_START:
            return start + self.lag
        if self.kind is LinkKind.FINISH_FINISH:
            return finish + self.lag - length
        return finish + self.lag

    def latest(self, start: int, finish: int, length: int) -> int:
        """Return the last day by which ``before``, which takes ``length`` days, must be finished.

        ``start`` and ``finish`` are the latest of ``after``.
        """
        if self.kind is LinkKind.START_START:
            return start - self.lag + length
        if self.kind is LinkKind.FINISH_FINISH:
            return finish - self.lag
        return start - self.lag


class Circle(Problem):
    """Raised when activities wait for one another in a circle; ``keys`` are they, in order."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            _(
                "These activities wait for one another in a circle, so none could begin. Remove one of "
                "their dependencies."
            )
        )
        self.keys = tuple(keys)


class Network:
    """Activities with their dependencies. Raises `Circle` when no order is possible.

    Dependencies on activities that are not there are left out: they have not arrived yet, or were removed.
    """

    def __init__(self, works: Iterable[Work], links: Iterable[Link]) -> None:
        self.works: Mapping[str, Work] = {work.key: work for work in works}
        self.into: dict[str, list[Link]] = {key: [] for key in self.works}
        self.out_of: dict[str, list[Link]] = {key: [] for key in self.works}
        self.links = tuple(
            link for link in links if link.before in self.works and link.after in self.works
        )
        for link in self.links:
            self.into[link.after].append(link)
            self.out_of[link.before].append(link)
        self.order = self._order()

    def _order(self) -> Sequence[str]:
        waiting = {key: len(links) for key, links in self.into.items()}
        order = [key for key, count in waiting.items() if not count]
        for key in order:
            for link in self.out_of[key]:
                waiting[link.after] -= 1
                if not waiting[link.after]:
                    order.append(link.after)
        if len(order) < len(self.works):
            raise Circle(self._circle({key for key, count in waiting.items() if count}))
        return order

    def _circle(self, among: set[str]) -> Sequence[str]:
        """Follow causes back among activities that all wait for one of them until one comes again."""
        path: list[str] = []
        key = next(key for key in self.works if key in among)
        while key not in path:
            path.append(key)
            key = next(link.before for link in self.into[key] if link.before in among)
        return path[path.index(key) :][::-1]

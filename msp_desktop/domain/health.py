"""How a partnership is doing, worked out from what its partners answered (task 7.4).

The middle of the answers says how it is going, their spread whether partners see it alike: a wide spread
matters more than a low middle. Small groups are never shown apart, so that nobody's answer is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from msp_desktop.domain.guideline.implementation.health_axes import AXES, Axis
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import Said, day_in_words, number_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

SMALLEST_GROUP = 3
"""So many answers at least are shown together where a round says nothing else."""
_WIDE = 2
"""Steps between the lower and the upper quarter of answers from which partners do not see it alike."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Answers to one side of health, from 1 to 5: how many, their middle, and where half of them lie."""

    count: int
    middle: Decimal
    low: Decimal
    high: Decimal

    @property
    def is_wide(self) -> bool:
        """Whether partners see it differently."""
        return self.high - self.low >= _WIDE


@dataclass(frozen=True, slots=True)
class Round:
    """Answers that were asked for together; ``key`` is the identifier of the round, or else the day."""

    key: str
    name: str
    day: date
    checks: Sequence[Row]
    smallest_group: int = SMALLEST_GROUP

    @property
    def is_shown(self) -> bool:
        """Whether the answers may be shown: not where few answered, and one of them without a name."""
        is_open = all(check.get("partner") for check in self.checks)
        return is_open or len(self.checks) >= self.smallest_group

    @property
    def title(self) -> str:
        """The name of the round, or else its day in words."""
        return self.name or day_in_words(self.day)

    def axes(self) -> Mapping[str, Spread]:
        """Return what was answered to each side of health; sides without an answer are left out."""
        return _axes(self.checks)

    def by_group(self, group_of: Mapping[str, str]) -> Mapping[str, Mapping[str, Spread]]:
        """Return the answers of groups of partners apart: only groups that are large enough.

        ``group_of`` says for the identifier of a partner to which group it belongs. When one group is too
        small, the next smallest is left out too: else its answers could be worked out from the whole.
        """
        groups: dict[str, list[Row]] = {}
        for check in self.checks:
            groups.setdefault(group_of.get(str(check.get("partner")), ""), []).append(check)
        large = [key for key, rows in groups.items() if len(rows) >= self.smallest_group]
        hidden = sum(len(rows) for key, rows in groups.items() if key not in large)
        for key in sorted(large, key=lambda one: len(groups[one])):
            if not 0 < hidden < self.smallest_group:
                break
            large.remove(key)
            hidden += len(groups[key])
        return {key: _axes(groups[key]) for key in groups if key in large and key}

    def pace(self) -> Decimal | None:
        """Return by how many steps capacity lies behind progress (7.4); none without answers."""
        done, able = (self._middle_of(key) for key in ("components", "capacity"))
        return None if done is None or able is None else done - able

    def _middle_of(self, key: str) -> Decimal | None:
        return _middle([Decimal(one) for check in self.checks for one in _answers(check, (key,))])


def rounds(records: Records) -> Sequence[Round]:
    """Return all rounds that have answers, the oldest first; checks without a round belong to their day."""
    gathered: dict[str, list[Row]] = {}
    for row in records.rows("health_check"):
        known = records.find("health_round", row.get("round"))
        key = str(known["id"]) if known is not None else str(row.get("date") or "")
        gathered.setdefault(key, []).append(row)
    found = (_round(records, key, rows) for key, rows in gathered.items())
    return sorted((one for one in found if one is not None), key=lambda one: (one.day, one.key))


@dataclass(frozen=True, slots=True)
class Course:
    """How health went: the first round, the one before the last, the last, and what partners wish for.

    Rounds that may not be shown are left out; ``hidden`` are they. ``first`` and ``before`` are the same
    round where there are two, and None where there is one.
    """

    now: Round | None
    before: Round | None
    first: Round | None
    wish: Mapping[str, int]
    hidden: Sequence[Round]

    def named(self) -> Sequence[tuple[str, Mapping[str, Decimal]]]:
        """Return the middles of each round and the wish with their names, each once, the oldest first."""
        rounds = ((_("First"), self.first), (_("Before"), self.before), (_("Now"), self.now))
        seen: list[Round] = []
        found: list[tuple[str, Mapping[str, Decimal]]] = []
        for word, one in rounds:
            if one is not None and one not in seen:
                seen.append(one)
                middles = {key: spread.middle for key, spread in one.axes().items()}
                found.append((f"{translate(word)}: {one.title}", middles))
        if self.wish:
            wish = {key: Decimal(value) for key, value in self.wish.items()}
            found.append((translate(_("Where we want to be")), wish))
        return found

    def lower(self) -> Sequence[str]:
        """Return the sides that are lower now than in the round before."""
        return [] if self.now is None or self.before is None else declining(self.before, self.now)

    def apart(self) -> Sequence[str]:
        """Return the sides that partners see differently now."""
        axes = self.now.axes() if self.now is not None else {}
        return [key for key, spread in axes.items() if spread.is_wide]


def course(records: Records) -> Course:
    """Return how health went over all rounds that may be shown."""
    found = rounds(records)
    shown = [one for one in found if one.is_shown]
    hidden = [one for one in found if not one.is_shown]
    now = shown[-1] if shown else None
    before = shown[-2] if len(shown) > 1 else None
    first = shown[0] if len(shown) > 1 else None
    return Course(now, before, first, wished(records), hidden)


def wished(records: Records) -> Mapping[str, int]:
    """Return where the partners want to be, by side of health."""
    row = records.single("health_wish")
    values = {axis.key: row.get(axis.key) for axis in AXES}
    return {key: value for key, value in values.items() if isinstance(value, int)}


def level_in_words(level: Decimal) -> Said:
    """Return a level, with one place after the point at most."""
    rounded = round(level, 1)
    return number_in_words(int(rounded) if rounded == int(rounded) else rounded)


def declining(before: Round, now: Round) -> Sequence[str]:
    """Return the sides of health whose middle is lower than in an earlier round."""
    then, today = before.axes(), now.axes()
    return [key for key, one in today.items() if key in then and one.middle < then[key].middle]


def _round(records: Records, key: str, rows: Sequence[Row]) -> Round | None:
    own = records.find("health_round", key)
    kind, row = ("health_round", own) if own is not None else ("health_check", rows[0])
    day = records.value(kind, row, "date")
    if not isinstance(day, date):
        return None
    least = records.value("health_round", own, "smallest_group") if own is not None else None
    name = records.name("health_round", key) if own is not None else ""
    return Round(
        key, name, day, rows, least if isinstance(least, int) and least else SMALLEST_GROUP
    )


def _axes(checks: Sequence[Row]) -> Mapping[str, Spread]:
    found = ((axis, _of_each(checks, axis)) for axis in AXES)
    return {axis.key: _spread(answers) for axis, answers in found if answers}


def _of_each(checks: Sequence[Row], axis: Axis) -> list[Decimal]:
    """Return one number for each who answered: the mean of the statements that were answered."""
    keys = tuple(statement.key for statement in axis.statements)
    given = (_answers(check, keys) for check in checks)
    return [Decimal(sum(answers)) / len(answers) for answers in given if answers]


def _answers(check: Row, keys: Sequence[str]) -> list[int]:
    return [value for key in keys if isinstance(value := check.get(key), int)]


def _spread(answers: Sequence[Decimal]) -> Spread:
    ordered = sorted(answers)
    half = len(ordered) // 2
    below, above = ordered[:half] or ordered, ordered[-half:] if half else ordered
    middle, low, high = (_middle(part) for part in (ordered, below, above))
    assert middle is not None
    assert low is not None
    assert high is not None
    return Spread(len(ordered), middle, low, high)


def _middle(answers: Sequence[Decimal]) -> Decimal | None:
    """Return the median."""
    ordered = sorted(answers)
    half = len(ordered) // 2
    if not ordered:
        return None
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2

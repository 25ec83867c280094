"""The results chain: steps by level, what leads to what, and what is odd about it (task 2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msp_desktop.domain.guideline.initiation.goals import LEVELS
from msp_desktop.domain.records import Records
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _

LEVEL_KEYS = tuple(option.key for option in LEVELS)
_CAUSED_FROM = LEVEL_KEYS.index("activity")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``level`` is its place among `LEVELS`, None while nobody said.

    ``leads_to`` are the identifiers of other steps, also of some that have not arrived or were removed;
    ``objective`` is that of the objective it stands for.
    """

    record: str
    name: str
    level: int | None
    leads_to: tuple[str, ...]
    objective: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at: what it says, and the record it is about."""

    sentence: str
    kind_key: str
    record: str
    field_key: str


@dataclass(frozen=True)
class Chain:
    """All steps in the order of their list, and the objectives by identifier and name."""

    steps: tuple[Step, ...]
    objectives: tuple[tuple[str, str], ...] = ()

    @cached_property
    def arrows(self) -> tuple[tuple[Step, Step], ...]:
        """What leads to what; a step that is said to lead to itself does not."""
        known = {step.record: step for step in self.steps}
        return tuple(
            (step, known[key])
            for step in self.steps
            for key in dict.fromkeys(step.leads_to)
            if key in known and key != step.record
        )


def chain(records: Records) -> Chain:
    """Return the results chain of a partnership."""
    steps = tuple(
        Step(
            str(row["id"]),
            str(row.get("name") or ""),
            LEVEL_KEYS.index(str(row["level"])) if row.get("level") in LEVEL_KEYS else None,
            tuple(str(row.get("leads_to") or "").split()),
            str(row.get("objective") or ""),
        )
        for row in records.rows("result")
    )
    objectives = tuple(
        (str(row["id"]), str(row.get("name") or "")) for row in records.rows("objective")
    )
    return Chain(steps, objectives)


def hints(found: Chain) -> list[Hint]:
    """Return what is odd about a chain, in words; nothing while it has no step."""
    if not found.steps:
        return []
    return [*_of_arrows(found), *_of_circles(found), *_of_steps(found), *_of_objectives(found)]


def circles(found: Chain) -> list[tuple[Step, ...]]:
    """Return steps that lead back to themselves through others, one circle for each group of such steps."""
    after: dict[str, list[str]] = {step.record: [] for step in found.steps}
    for cause, effect in found.arrows:
        after[cause.record].append(effect.record)
    by_key = {step.record: step for step in found.steps}
    named: set[str] = set()
    circles = []
    for key in after:
        if key in named:
            continue
        way = _way_back(key, after)
        if way and not named & set(way):
            circles.append(tuple(by_key[one] for one in way))
            named.update(way)
    return circles


def _way_back(start: str, after: dict[str, list[str]]) -> list[str]:
    """Return the shortest way from a step back to itself; empty when there is none."""
    came_from: dict[str, str] = {}
    reached = [start]
    for key in reached:
        for other in after[key]:
            if other == start:
                way = [key]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if other not in came_from:
                came_from[other] = key
                reached.append(other)
    return []


def _of_arrows(found: Chain) -> Iterator[Hint]:
    for cause, effect in found.arrows:
        if cause.level is None or effect.level is None:
            continue
        if effect.level > cause.level + 1:
            yield Hint(_jump(cause, effect), "result", cause.record, "leads_to")
        elif effect.level < cause.level:
            sentence = _(
                "“{from}” leads back to “{to}”, a step of an earlier level. Look which way it goes."
            )
            yield Hint(_about(sentence, cause, effect), "result", cause.record, "leads_to")


def _jump(cause: Step, effect: Step) -> str:
    assert cause.level is not None
    assert effect.level is not None
    sentences = {
        ("activity", "impact"): _(
            "“{from}”: an activity leads straight to impact, “{to}”. Say what comes in between."
        ),
        ("activity", "outcome"): _(
            "“{from}”: an activity leads straight to an outcome, “{to}”. Name what it brings forth first."
        ),
    }
    general = _("“{from}” leads straight to “{to}”, over a level. Say what comes in between.")
    about = LEVEL_KEYS[cause.level], LEVEL_KEYS[effect.level]
    return _about(sentences.get(about, general), cause, effect)


def _of_circles(found: Chain) -> Iterator[Hint]:
    for way in circles(found):
        names = formats.onward(f"“{step.name}”" for step in (*way, way[0]))
        sentence = translate(_("These steps lead in a circle: {steps}. Take one arrow away."))
        yield Hint(sentence.format(steps=names), "result", way[0].record, "leads_to")


def _of_steps(found: Chain) -> Iterator[Hint]:
    led_to = {effect.record for _cause, effect in found.arrows}
    leading = {cause.record for cause, _effect in found.arrows}
    for step in found.steps:
        if step.level is None:
            sentence = _("“{from}” has no level yet.")
            yield Hint(_about(sentence, step), "result", step.record, "level")
            continue
        if step.level >= _CAUSED_FROM and step.record not in led_to:
            sentence = _("Nothing leads to “{from}”. Say what brings it about.")
            yield Hint(_about(sentence, step), "result", step.record, "name")
        if step.level < len(LEVEL_KEYS) - 1 and step.record not in leading:
            sentence = _("“{from}” leads nowhere. Say what comes of it.")
            yield Hint(_about(sentence, step), "result", step.record, "leads_to")


def _of_objectives(found: Chain) -> Iterator[Hint]:
    in_chain = {step.objective for step in found.steps}
    for key, name in found.objectives:
        if key not in in_chain:
            sentence = translate(
                _("No step stands for the objective “{name}”. Add one, or name it in a step.")
            )
            yield Hint(sentence.format(name=name), "objective", key, "name")


def _about(sentence: str, cause: Step, effect: Step | None = None) -> str:
    names = {"from": cause.name, "to": effect.name if effect else ""}
    return translate(sentence).format(**names)


def without(leads_to: Sequence[str], key: str) -> str:
    """Return the stored form of what a step leads to, without one step."""
    return " ".join(one for one in leads_to if one != key)

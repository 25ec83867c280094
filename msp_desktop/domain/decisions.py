"""The register of decisions: those of all meetings and those taken outside of them, and what became of each.

Decisions of meetings live in their minutes, sealed or not; nothing is kept twice. A decision of sealed
minutes is read as it was sealed. Who may decide what is read from the rules of task 5.3 as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property
from math import ceil

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.filtering import comparable
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.formation.deciding import EMERGENCY, JOINT, SOVEREIGN
from msp_desktop.domain.meetings.quorum import Quorum, quorum
from msp_desktop.domain.meetings.seals import MEETING, seals, unfolded
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown

DECISION, OUTSIDE = "decision", "urgent_decision"
_REPLACES = ("replaces", "replaces_urgent")


class Competence(Enum):
    """Whether those who decided were the ones to decide; unknown where nobody said under which rule."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision.

    ``meeting`` is None for one that was taken outside of meetings; ``body_id`` is the body that decided,
    if one did. ``replaces`` and ``replaced_by`` are identifiers of other entries; ``is_in_circle`` says
    that it replaces itself through others, so that nobody can say what holds.
    """

    kind_key: str
    row: Row
    day: date | None
    meeting: Row | None
    is_sealed: bool
    rule: Row | None
    body_id: str
    competence: Competence
    quorum: Quorum | None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    is_in_circle: bool = False

    @property
    def id(self) -> str:
        """The identifier of its record."""
        return str(self.row["id"])

    @property
    def text(self) -> str:
        """What was decided."""
        return str(self.row.get("text") or "")

    @property
    def number(self) -> str:
        """The number under which people know it, or nothing."""
        return str(self.row.get("number") or "")

    @property
    def is_replaced(self) -> bool:
        """Whether another decision took its place."""
        return bool(self.replaced_by) and not self.is_in_circle

    @property
    def lacks_quorum(self) -> bool:
        """Whether too few were there for it."""
        return self.quorum is not None and self.quorum.is_met is False


@dataclass(frozen=True)
class Register:
    """Every decision of a partnership, the newest first."""

    entries: tuple[Entry, ...]
    circles: tuple[tuple[str, ...], ...] = ()
    _texts: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries by their identifiers."""
        return {one.id: one for one in self.entries}

    def found(self, records: Records, words: str) -> list[Entry]:
        """Return the entries in which all of these words occur, in any order."""
        parts = comparable(words).split()
        return [
            one for one in self.entries if all(part in self._text(records, one) for part in parts)
        ]

    def chain(self, entry_id: str) -> list[Entry]:
        """Return all decisions that replaced one another around an entry, the oldest first."""
        there = {entry_id} & self.by_id.keys()
        waiting = list(there)
        while waiting:
            one = self.by_id[waiting.pop()]
            new = {*one.replaces, *one.replaced_by} - there
            there |= new
            waiting += new
        return [one for one in reversed(self.entries) if one.id in there]

    def could_replace(self, earlier: Entry) -> list[Entry]:
        """Return the decisions that can be said to replace one: not sealed, and without making a circle."""
        replaces = {one.id: one.replaces for one in self.entries}
        before = {earlier.id, *_behind(earlier.id, replaces)}
        return [
            one
            for one in self.entries
            if one.id not in before
            and not one.is_sealed
            and not one.row.get(replacing_field(earlier))
        ]

    def _text(self, records: Records, one: Entry) -> str:
        if one.id not in self._texts:
            said = (
                *(
                    shown(KINDS[one.kind_key].fields[key], one.row.get(key))
                    for key in _SEARCHED[one.kind_key]
                ),
                str((one.meeting or {}).get("title") or ""),
                records.name("body", one.body_id),
                records.name("decision_rule", one.row.get("rule")),
            )
            self._texts[one.id] = comparable(" ".join(filter(None, said)))
        return self._texts[one.id]


_SEARCHED: Mapping[str, Sequence[str]] = {
    DECISION: ("number", "text", "background", "objections", "conditions", "effective_on"),
    OUTSIDE: ("number", "text", "decided_by", "reason", "date"),
}
"""The fields by whose words a decision is found."""


def replacing_field(earlier: Entry) -> str:
    """Return the field by which a later decision names this one: one for each kind."""
    return _REPLACES[0] if earlier.kind_key == DECISION else _REPLACES[1]


def register(records: Records) -> Register:
    """Return every decision with who took it, whether they could, and what replaced it."""
    found = [*_of_meetings(records), *_outside(records)]
    there = {one.id for one in found}
    replaces = {
        one.id: tuple(
            key
            for name in _REPLACES
            if (key := str(one.row.get(name) or "")) in there and key != one.id
        )
        for one in found
    }
    replaced_by: dict[str, list[str]] = {}
    for later, earlier in ((one, key) for one, keys in replaces.items() for key in keys):
        replaced_by.setdefault(earlier, []).append(later)
    circles = _circles(replaces)
    in_circle = {key for circle in circles for key in circle}
    entries = (
        replace(
            one,
            replaces=replaces[one.id],
            replaced_by=tuple(replaced_by.get(one.id, ())),
            is_in_circle=one.id in in_circle,
        )
        for one in found
    )
    newest = sorted(entries, key=lambda one: (one.day or date.min, one.number), reverse=True)
    return Register(tuple(newest), circles)


# Where decisions come from


def _of_meetings(records: Records) -> Iterator[Entry]:
    sealed = {}
    for seal in reversed(seals(records)):
        if (content := unfolded(seal.content)) is not None:
            sealed[seal.meeting_id] = content
    for meeting in records.rows(MEETING):
        key = str(meeting["id"])
        source = sealed.get(key, records)
        then = source.find(MEETING, key) or meeting
        rows = source.rows(DECISION, key)
        has_list = bool(rows and source.rows("attendance", key))
        there = quorum(source, then) if has_list else None
        body_id = str(then.get("body") or "")
        day = source.value(MEETING, then, "date") if key not in sealed else _day(then.get("date"))
        for row in rows:
            rule = records.find("decision_rule", row.get("rule"))
            yield Entry(
                DECISION,
                row,
                day if isinstance(day, date) else None,
                then,
                key in sealed,
                rule,
                body_id,
                _competent_in_meeting(records, rule, body_id),
                there,
            )


def _outside(records: Records) -> Iterator[Entry]:
    for row in records.rows(OUTSIDE):
        rule = records.find("decision_rule", row.get("rule"))
        body_id = str(row.get("body") or "")
        competence = _competent_outside(records, rule, row)
        yield Entry(
            OUTSIDE, row, _day(row.get("date")), None, False, rule, body_id, competence, None
        )


def _day(stored: object) -> date | None:
    try:
        return date.fromisoformat(str(stored))
    except ValueError:
        return None


# Who may decide


def _competent_in_meeting(records: Records, rule: Row | None, body_id: str) -> Competence:
    if rule is None or not body_id:
        return Competence.UNKNOWN
    if rule.get("type") == SOVEREIGN:
        return Competence.NO
    if not rule.get("body"):
        return Competence.NO if rule.get("partner") else Competence.UNKNOWN
    return Competence.YES if _is_or_above(records, body_id, rule["body"]) else Competence.NO


def _competent_outside(records: Records, rule: Row | None, row: Row) -> Competence:
    """Judge a decision without a meeting; one that the body confirmed is that of the body."""
    kind = None if rule is None else rule.get("type")
    if row.get("confirmed_on") or kind == EMERGENCY:
        return Competence.YES
    if rule is None or kind not in (SOVEREIGN, JOINT):
        return Competence.UNKNOWN
    if kind == JOINT:
        body_id = str(row.get("body") or "")
        fits = bool(body_id) and _is_or_above(records, body_id, rule.get("body"))
    elif row.get("partner"):
        fits = rule.get("partner") in (None, "", row["partner"])
    else:
        return Competence.UNKNOWN
    return Competence.YES if fits else Competence.NO


def _is_or_above(records: Records, body_id: str, named: Stored) -> bool:
    """Say whether a body is the one that a rule names, or one to which that reports."""
    seen: set[Stored] = set()
    now = named
    while now and now not in seen:
        if now == body_id:
            return True
        seen.add(now)
        now = (records.find("body", now) or {}).get("reports_to")
    return False


# What replaces what


def _circles(replaces: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the decisions that replace one another in a circle, each circle once."""
    behind = {key: _behind(key, replaces) for key, earlier in replaces.items() if earlier}
    circles = {
        frozenset(one for one in there if key in behind.get(one, ())): None
        for key, there in behind.items()
        if key in there
    }
    return tuple(tuple(one for one in replaces if one in circle) for circle in circles)


def _behind(key: str, replaces: Mapping[str, Sequence[str]]) -> set[str]:
    """Return all that a decision replaces, directly or through others."""
    there: set[str] = set()
    waiting = [key]
    while waiting:
        new = set(replaces.get(waiting.pop(), ())) - there
        there |= new
        waiting += new
    return there


def told_late(entry: Entry) -> bool | None:
    """Say whether the partners were told too late of a decision under an emergency rule; None where open.

    Days are known and no hours: within 24 hours means by the next day.
    """
    rule = entry.rule or {}
    hours = rule.get("report_hours")
    if entry.kind_key != OUTSIDE or rule.get("type") != EMERGENCY:
        return False
    told = _day(entry.row.get("informed_on"))
    if told is None:
        return None
    if entry.day is None or not isinstance(hours, int):
        return False
    return (told - entry.day).days > ceil(hours / 24)

"""What must be shown and what must stay open, worked out from sets: who knew what when they wrote.

Knows nothing of chains, segments, heads or clocks of the program. A field is a set of writes; a write
replaces those its author knew and saw on the screen; what nobody replaced stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.records import RecordKind
from tests.sync.world import Row, State, label_in

CALM = {"rank", "owner_id"}
Key = tuple[str, str]
Conflict = tuple[str, str, str, str, frozenset[Stored]]


@dataclass(eq=False)
class Write:
    """One value written into one field; ``before`` is what its author saw there.

    ``saw_all``: the author looked at every standing value, or the field is one nobody disputes.
    """

    label: str
    value: Stored
    before: Stored
    saw_all: bool
    known: frozenset[str]
    stamp: int = 0
    replaced: frozenset[Write] | None = None


@dataclass
class Oracle:
    """All writes ever made anywhere, by record and field."""

    spaces: dict[Key, str] = field(default_factory=dict)
    writes: dict[Key, dict[str, list[Write]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    _expected: dict[tuple[object, ...], tuple[State, set[Conflict]]] = field(default_factory=dict)

    def note(
        self,
        label: str,
        before: State,
        after: State,
        decided: set[tuple[str, str, str]],
        known: frozenset[str],
    ) -> list[Write]:
        """Take down what one office did in one step, from what was on its screen before and after."""
        noted: list[Write] = []

        def add(key: Key, name: str, old: Stored, new: Stored, by_hand: bool) -> None:
            here = label_in(label, self.spaces[key])
            write = Write(here, new, old, by_hand or name in CALM, known)
            self.writes[key][name].append(write)
            noted.append(write)

        for key, row in after.items():
            old = before.get(key)
            self.spaces[key] = str(row["space_id"])
            touched = False
            for name in row.keys() - {"id", "space_id", "alive"}:
                by_hand = (*key, name) in decided
                was = old[name] if old else None
                if row[name] != was or by_hand:
                    add(key, name, was, row[name], by_hand)
                    touched = True
            by_hand = (*key, "alive") in decided
            was = old["alive"] if old else None
            if row["alive"] != was or by_hand or (touched and row["alive"] == 1):
                add(key, "alive", was, row["alive"], by_hand)
        return noted

    def _standing(self, writes: list[Write], known: frozenset[str]) -> set[Write]:
        here = {write for write in writes if write.label in known}
        return here - {gone for write in here for gone in self._replaced(writes, write)}

    def _replaced(self, writes: list[Write], write: Write) -> frozenset[Write]:
        if write.replaced is None:
            standing = self._standing(writes, write.known)
            write.replaced = frozenset(
                one for one in standing if write.saw_all or one.value == write.before
            )
        return write.replaced

    def expect(
        self, known: frozenset[str], kinds: Sequence[RecordKind]
    ) -> tuple[State, set[Conflict]]:
        """Return the tables and the open conflicts of an office that knows these labels and kinds.

        What a version has no place for it does not list as open either. Worked out once: all that an
        office knows was noted before, and what others write later changes nothing of it.
        """
        asked = (known, frozenset((kind.key, name) for kind in kinds for name in kind.fields))
        if asked not in self._expected:
            self._expected[asked] = self._work_out(known, kinds)
        return self._expected[asked]

    def _work_out(
        self, known: frozenset[str], kinds: Sequence[RecordKind]
    ) -> tuple[State, set[Conflict]]:
        names = {kind.key: {"owner_id", "rank", "alive", *kind.fields} for kind in kinds}
        standing: dict[Key, dict[str, set[Write]]] = {}
        for key, fields in self.writes.items():
            if key[0] not in names:
                continue
            stands = {name: self._standing(writes, known) for name, writes in fields.items()}
            if any(stands.values()):
                standing[key] = stands
        rows = {key: self._row(key, stands, names[key[0]]) for key, stands in standing.items()}
        self._keep_owners(rows, {kind.key: kind.owner for kind in kinds})
        conflicts: set[Conflict] = set()
        for key, row in rows.items():
            if row["alive"]:
                here = {name: standing[key][name] for name in names[key[0]] & standing[key].keys()}
                conflicts |= set(self._conflicts(key, here))
        return rows, conflicts

    def _row(self, key: Key, stands: dict[str, set[Write]], names: set[str]) -> Row:
        row: Row = {"id": key[1], "space_id": self.spaces[key]}
        for name, writes in stands.items():
            if name not in names:
                continue
            if name == "alive":
                row[name] = int(any(write.value for write in writes))
            elif writes:
                row[name] = max(writes, key=_shown_first).value
        return row

    def _keep_owners(self, rows: State, owners: dict[str, str]) -> None:
        moved = True
        while moved:
            moved = False
            for (kind, _id), row in rows.items():
                owner = owners[kind]
                if owner and row["alive"]:
                    above = rows[owner, str(row["owner_id"])]
                    moved |= not above["alive"]
                    above["alive"] = 1

    def _conflicts(self, key: Key, stands: dict[str, set[Write]]) -> list[Conflict]:
        found: list[Conflict] = []
        for name, writes in stands.items():
            values = frozenset(write.value for write in writes)
            if name == "alive":
                if values == {0, 1}:
                    found.append((*key, name, "removed-or-changed", frozenset()))
                elif values == {0}:
                    found.append((*key, name, "removed-owner", frozenset()))
            elif name not in CALM and len(values) > 1:
                found.append((*key, name, "different", values))
        return found


def _shown_first(write: Write) -> tuple[int, int, int, str]:
    value = write.value
    if value is None:
        return (write.stamp, 0, 0, "")
    return (write.stamp, 1, value, "") if isinstance(value, int) else (write.stamp, 2, 0, value)

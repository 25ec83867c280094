"""What received files did to the partnerships, in words: counted, named, and where answers disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msp_desktop.db.replica.disputes import OpenConflict, disputes, open_conflicts
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import ALIVE, RecordNews
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import REFERENCE_SPACE
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.past import called
from msp_desktop.domain.received import Disagreement, Entries, SpaceNews, Voice
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.sync import format

ADDED, RETURNED, CHANGED, REMOVED = "added", "returned", "changed", "removed"
TOLD = 200
"""Conflicts told one by one; beyond that they are counted."""
_NAMES = 5


def open_now(store: Store) -> frozenset[str]:
    """Return the names of the conflicts that are open, to be compared with `disagreements` later."""
    return frozenset(one.id for one in disputes(store.connection))


def news(store: Store, brought: Iterable[RecordNews]) -> tuple[SpaceNews, ...]:
    """Say for each partnership what became of its records; the list of offices comes last."""
    by_kind: dict[str, dict[str, RecordNews]] = {}
    for one in brought:
        by_kind.setdefault(one.kind_key, {})[one.record_id] = one
    spaces: dict[str, _Space] = {}
    for kind_key, records in by_kind.items():
        for row in store.find_all(kind_key, list(records)):
            space = spaces.setdefault(store.partnership_of(kind_key, row), _Space())
            space.add(records[str(row["id"])], row)
    found = [
        space.told(space_id, _name_of(store, space_id))
        for space_id, space in spaces.items()
        if space.counts
    ]
    return tuple(sorted(found, key=lambda one: (one.space_id == REFERENCE_SPACE, one.name)))


def disagreements(store: Store, before: frozenset[str]) -> tuple[int, tuple[Disagreement, ...]]:
    """Return how many conflicts are open that were not ``before``, and the first of them in words."""
    new = [one for one in disputes(store.connection) if one.id not in before]
    first = {one.id: one.record_id for one in new[:TOLD] if one.kind_key in KINDS}
    told: list[Disagreement] = []
    records: dict[str, Records] = {}
    for conflict in open_conflicts(store.connection, format, record_ids=first.values()):
        if conflict.space_id not in records:
            records[conflict.space_id] = _records(store, conflict.space_id)
        if conflict.id in first:
            told.append(_in_words(store, conflict, records[conflict.space_id]))
    return len(new), tuple(told)


def _became(record: RecordNews, answers: int) -> str:
    """Say what became of a record of which so many answers changed."""
    if record.is_there and not record.was_there:
        return ADDED if record.was_there is None else RETURNED
    if record.was_there and not record.is_there:
        return REMOVED
    if not record.is_there:
        return ""  # it came and went before anybody here saw it
    return CHANGED if answers else ""


@dataclass(slots=True)
class _Space:
    """What happened in one partnership."""

    answers: int = 0
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    names: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, record: RecordNews, row: Row) -> None:
        kind_key = record.kind_key
        answers = sum(key in KINDS[kind_key].fields for key in record.fields)
        what = _became(record, answers)
        if not what:
            return
        if what == CHANGED:
            self.answers += answers
        group = kind_key, what
        self.counts[group] = self.counts.get(group, 0) + 1
        names = self.names.setdefault(group, [])
        if len(names) < _NAMES and (name := _called(kind_key, row)):
            names.append(name)

    def told(self, space_id: str, name: str) -> SpaceNews:
        order = {key: place for place, key in enumerate(KINDS)}
        entries = tuple(
            Entries(kind_key, what, count, tuple(self.names.get((kind_key, what), ())))
            for (kind_key, what), count in sorted(
                self.counts.items(), key=lambda one: (order[one[0][0]], one[0][1])
            )
        )
        return SpaceNews(space_id, name, self.answers, entries)


def _called(kind_key: str, row: Row) -> str:
    """Name a record by its own words, removed or not; references in its name are left out."""
    if kind_key == SAME_RECORD:
        about = KINDS.get(str(row.get("kind")))
        return translate(about.label) if about is not None else ""
    return called(KINDS[kind_key], row)


def _name_of(store: Store, space_id: str) -> str:
    if space_id == REFERENCE_SPACE:
        return translate(_("The list of offices"))
    name = str((store.read("partnership", space_id) or {}).get("name") or "")
    return name or translate(_("A partnership whose name has not arrived yet"))


def _records(store: Store, space_id: str) -> Records:
    return Records(space_id, {key: store.rows(key, space_id) for key in KINDS}, KINDS)


def _in_words(store: Store, conflict: OpenConflict, records: Records) -> Disagreement:
    kind = KINDS[conflict.kind_key]
    row = store.read(conflict.kind_key, conflict.record_id) or {}
    name = _called(conflict.kind_key, row)
    label = translate(kind.label)
    known = kind.fields.get(conflict.field_key)
    return Disagreement(
        _name_of(store, conflict.space_id),
        f"{label}: {name}" if name else label,
        translate(known.label) if known else "",
        tuple(_voices(conflict, records)),
    )


def _voices(conflict: OpenConflict, records: Records) -> Iterator[Voice]:
    for side in conflict.sides:
        words = _answer(conflict, side.value, records)
        yield Voice(words, side.office, side.person, side.moment)


def _answer(conflict: OpenConflict, value: Stored, records: Records) -> str:
    known = KINDS[conflict.kind_key].fields.get(conflict.field_key)
    if known is not None:
        return shown(known, value, records) or translate(_("(left empty)"))
    if conflict.field_key == ALIVE:
        return translate(_("changed")) if value == 1 else translate(_("removed"))
    return "" if value is None else str(value)


def counted(spaces: Sequence[SpaceNews], what: str) -> int:
    """Return how many records of all partnerships were added, changed or removed."""
    return sum(one.count for space in spaces for one in space.entries if one.what == what)

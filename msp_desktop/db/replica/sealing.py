"""From marked records to the log: what a transaction wrote, and which earlier writes that replaced."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from operator import attrgetter, is_not, ne

from msp_desktop.db.replica import chains, settling
from msp_desktop.db.replica.catalogue import (
    Catalogue,
    Kind,
    author_number,
    quoted,
    space_number,
)
from msp_desktop.db.replica.packing import (
    Patch,
    pack_kept,
    pack_patch,
    pack_state,
    packer_of_new,
    removal_code,
    unpack_patch,
    unpack_state,
)
from msp_desktop.domain.changes import ALIVE, Author, Change
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import (
    NEVER_OPEN,
    Head,
    RecordState,
    all_of,
    chain_of,
    dot_of,
    place_of,
    seen_in,
)
from msp_desktop.domain.segments import Presence

_KEPT, _RESTORED, _REMOVED = Presence.KEPT, Presence.RESTORED, Presence.REMOVED
_UNTOUCHED = ""
_NOTHING: frozenset[str] = frozenset()
_STAGE_DECIDED = f"""
    INSERT INTO sync_stage (kind, record_id, before)
    SELECT DISTINCT kind, record_id, '{_UNTOUCHED}' FROM sync_decision AS this
    WHERE NOT EXISTS (
        SELECT 1 FROM sync_stage WHERE kind = this.kind AND record_id = this.record_id
    )
"""
"""What was decided on is marked too, as not written to, where no trigger has marked it."""

_KEEP_HEAD = """
    INSERT INTO sync_head (number, space, kind, record_id, removed, state) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (number) DO UPDATE SET removed = excluded.removed, state = excluded.state
"""

Record = tuple[int, str]
"""A record by the number of its kind and its identifier."""


@dataclass(slots=True)
class _Write:
    """What a transaction did to one record, and what stands in it."""

    order: int
    """When the transaction first touched the record."""
    kind: Kind
    record_id: str
    space_id: str
    number: int | None
    state: RecordState
    before: Sequence[Stored]
    after: Sequence[Stored]
    was_alive: int | None
    alive: int
    decided: frozenset[str]
    is_beside: bool
    """Whether what was decided stands beside what stands already instead of replacing it."""
    written: list[int] = field(default_factory=list)
    """Places of the written columns in the kind's list."""
    presence: Presence | None = None
    """What the write says about the record being there; None when nothing was written at all."""

    def look(self) -> None:
        """Find out what was written."""
        differs = map(is_not if self.was_alive is None else ne, self.before, self.after)
        self.written = list(compress(range(len(self.after)), differs))
        if self.decided:
            keys = enumerate(column.key for column in self.kind.columns)
            self.written = sorted({*self.written, *(at for at, key in keys if key in self.decided)})
        if self.is_beside and ALIVE in self.decided:
            self.presence = _REMOVED
        elif self.alive != self.was_alive or ALIVE in self.decided:
            there = _KEPT if self.was_alive is None else _RESTORED
            self.presence = there if self.alive else _REMOVED
        elif self.written:
            self.presence = _KEPT if self.alive else Presence.ABSENT

    @property
    def fields(self) -> tuple[int, ...]:
        """The numbers of the written fields."""
        numbers = self.kind.fields
        return tuple([numbers[at] for at in self.written])

    @property
    def values(self) -> list[Stored]:
        """What was written into them."""
        after = self.after
        return [after[at] for at in self.written]

    def seen(self, at: int) -> tuple[int, ...]:
        """Return the writes that a field's new value replaces."""
        column = self.kind.columns[at]
        if self.is_beside and column.key in self.decided:
            return ()
        standing = self.state.standing(column.number)
        if column.key in self.decided or column.key in NEVER_OPEN:
            return all_of(standing)
        return seen_in(standing, self.before[at])

    @property
    def presence_seen(self) -> tuple[int, ...]:
        """The writes about being there that this one replaces."""
        life = self.state.life
        if self.presence is _RESTORED:
            return life.removals
        if self.presence is not _REMOVED or (self.is_beside and ALIVE in self.decided):
            return ()
        return (*life.living_dots, *(life.removals if ALIVE in self.decided else ()))

    @property
    def stamp_seen(self) -> int:
        """The latest stamp among disputed values that are written over."""
        several = self.state.several
        disputed = (several.get(self.kind.columns[at].number, ()) for at in self.written)
        return max((head.stamp for heads in disputed for head in heads), default=0)

    def log(
        self, chain: int, place: int, stamp: int, recall: Callable[[int, int], Head]
    ) -> tuple[bytes, bytes]:
        """Let the write take its place among those that stand.

        Returns it and what stands then, as the log and the head keep them.
        """
        if self.presence is _KEPT and not (self.is_beside or self.state.several):
            return self._follow(chain, place)
        patch = self._patch()
        self._stand(patch, dot_of(chain, place), stamp, recall)
        return pack_patch(patch), pack_state(self.state)

    def _follow(self, chain: int, place: int) -> tuple[bytes, bytes]:
        """Take the place of the one write that stands in each field, if any does."""
        fields = self.fields
        if self.number is None:
            return pack_kept(fields, self.values, 0), packer_of_new(fields, chain)(place)
        single = self.state.single
        seen = [single.get(number, 0) for number in fields]
        only = seen[0] if seen else 0
        same = seen.count(only) == len(seen)
        patch = pack_kept(
            fields, self.values, only if same else [[dot] if dot else [] for dot in seen]
        )
        single.update(dict.fromkeys(fields, dot_of(chain, place)))
        self.state.life.living[chain] = place
        return patch, pack_state(self.state)

    def _patch(self) -> Patch:
        """Return the write when it says more than its values."""
        assert self.presence is not None
        seen = [sorted(self.seen(at)) for at in self.written]
        there = sorted(self.presence_seen)
        return Patch(self.fields, self.values, seen, self.presence, there)

    def _stand(
        self, patch: Patch, dot: int, stamp: int, recall: Callable[[int, int], Head]
    ) -> None:
        life = self.state.life
        for number, value, seen in zip(patch.fields, patch.values, patch.seen, strict=True):
            write = Head(dot, stamp, value)
            self.state.follow(number, write, seen, partial(recall, number))
        if patch.presence is _KEPT:
            life.confirm(dot)
        elif patch.presence is _RESTORED:
            life.restore(dot, patch.presence_seen)
        elif patch.presence is _REMOVED:
            life.remove(dot, patch.presence_seen)

    def changes(self) -> Iterator[Change]:
        """Tell the write as changes of answers; a settled conflict is news even at the same value.

        What a new record says is no news of its own.
        """
        if self.alive != self.was_alive or ALIVE in self.decided:
            yield Change(self.kind.key, self.record_id, ALIVE, self.was_alive, self.alive)
        if self.was_alive is None:
            return
        for at in self.written:
            key = self.kind.columns[at].key
            yield Change(self.kind.key, self.record_id, key, self.before[at], self.after[at])


@dataclass(slots=True)
class _Space:
    """A space that was written in: its number, this installation's chain there and the last place in it."""

    number: int
    chain: int
    last: int

    @classmethod
    def of(cls, raw: sqlite3.Connection, space_id: str) -> _Space:
        number = space_number(raw, space_id)
        return cls(number, *chains.own_chain(raw, number))


def write_log(
    raw: sqlite3.Connection,
    catalogue: Catalogue,
    author: Author,
    moment: int,
    *,
    beside: bool = False,
) -> tuple[Change, ...]:
    """Write what the running transaction did to records into the log, and return it.

    Decided answers stand ``beside`` those that stand already, or else in their place.
    """
    writes = _writes(raw, catalogue, beside=beside)
    if not writes:
        return ()
    stamp, base = next_stamps(raw, moment, _latest_seen(writes))
    raw.execute("UPDATE sync_identity SET stamp = ?", (base,))
    who = author_number(raw, author.person, author.reason)
    at_stamp = None if stamp >> 16 == moment else moment
    next_number = _last_number(raw) + 1
    recall = partial(_recall, raw) if beside else _nothing_else_stood
    log: list[tuple[object, ...]] = []
    heads: list[tuple[object, ...]] = []
    spaces: dict[str, _Space] = {}
    for write in writes:
        space = spaces.get(write.space_id)
        if space is None:
            space = spaces[write.space_id] = _Space.of(raw, write.space_id)
        space.last += 1
        patch, state = write.log(space.chain, space.last, stamp, recall)
        if write.number is None:
            write.number, next_number = next_number, next_number + 1
        log.append((space.chain, space.last, stamp, at_stamp, who, write.number, patch))
        removed = removal_code(write.state.life)
        heads.append(
            (write.number, space.number, write.kind.number, write.record_id, removed, state)
        )
    raw.executemany("INSERT INTO sync_unsealed VALUES (?, ?, ?, ?, ?, ?, ?)", log)
    raw.executemany(_KEEP_HEAD, heads)
    _list_conflicts(raw, catalogue, writes)
    changes = [change for write in writes for change in write.changes()]
    settle = {spaces[write.space_id].number for write in writes if _may_move_owners(write)}
    return (*changes, *settling.settle_owners(raw, catalogue, settle))


def _latest_seen(writes: Sequence[_Write]) -> int:
    return max((write.stamp_seen for write in writes if write.state.several), default=0)


def next_stamps(raw: sqlite3.Connection, moment: int, seen: int = 0) -> tuple[int, int]:
    """Return the stamp of a new write, and what the merge clock says after it.

    A write is stamped later than every disputed value its author saw, so that what was typed is what is
    shown. The merge clock does not follow: another office's wrong clock would spread through it.
    """
    (last,) = raw.execute("SELECT stamp FROM sync_identity").fetchone()
    base = max(max(moment, 0) << 16, last + 1)
    return max(base, seen + 1), base


def _nothing_else_stood(_field: int, dot: int) -> Head:
    """Refuse to recall: a write made here has seen whatever stood alone."""
    raise AssertionError(dot)


def _recall(raw: sqlite3.Connection, field: int, dot: int) -> Head:
    """Return a write of this transaction that stood alone until another was put beside it."""
    (stamp, data) = raw.execute(
        "SELECT stamp, patch FROM sync_unsealed WHERE chain = ? AND place = ?",
        (chain_of(dot), place_of(dot)),
    ).fetchone()
    patch = unpack_patch(data)
    return Head(dot, stamp, patch.values[list(patch.fields).index(field)])


def _may_move_owners(write: _Write) -> bool:
    """Say whether an owner may now be kept, or no longer be kept, by what belongs to it."""
    if write.presence is _RESTORED or write.presence is _REMOVED:
        return True
    return bool(write.kind.owner) and write.was_alive is None


def _last_number(raw: sqlite3.Connection) -> int:
    (number,) = raw.execute("SELECT coalesce(max(number), 0) FROM sync_head").fetchone()
    return int(number)


def _writes(raw: sqlite3.Connection, catalogue: Catalogue, *, beside: bool) -> list[_Write]:
    """Return what was done to each record, in the order in which they were first touched."""
    decided: dict[Record, set[str]] = {}
    for kind, record_id, key in raw.execute("SELECT * FROM sync_decision").fetchall():
        decided.setdefault((kind, record_id), set()).add(key)
    if decided:
        raw.execute(_STAGE_DECIDED)
    found: list[_Write] = []
    for (number,) in raw.execute("SELECT DISTINCT kind FROM sync_stage").fetchall():
        found += _read(raw, catalogue.kind_by_number(number), decided, beside=beside)
    found.sort(key=attrgetter("order"))
    return found


def _read(
    raw: sqlite3.Connection, kind: Kind, decided: Mapping[Record, set[str]], *, beside: bool
) -> Iterator[_Write]:
    """Return what was done to the records of a kind, in no order."""
    query = (
        "SELECT stage.number, stage.before, now.id, now.space_id, head.number, head.state, "
        f"now.{quoted(ALIVE)}, {kind.column_list('now')} FROM sync_stage AS stage "
        f"CROSS JOIN {kind.table} AS now ON now.id = stage.record_id "
        "LEFT JOIN sync_head AS head ON head.kind = stage.kind AND head.record_id = now.id "
        "WHERE stage.kind = ?"
    )
    nothing: list[Stored] = [None] * len(kind.columns)
    for order, earlier, record_id, space_id, number, state, alive, *after in raw.execute(
        query, (kind.number,)
    ):
        was_alive, before = None, nothing
        if earlier == _UNTOUCHED:
            was_alive, before = alive, after
        elif earlier and number is not None:
            before = json.loads(earlier)
            was_alive = before.pop(0)
            assert len(before) == len(after)
        write = _Write(
            order,
            kind,
            record_id,
            space_id,
            number,
            unpack_state(state) if state else RecordState(),
            before,
            after,
            was_alive,
            alive,
            frozenset(decided.get((kind.number, record_id), ())) if decided else _NOTHING,
            beside,
        )
        write.look()
        if write.presence is not None:
            yield write


def _list_conflicts(
    raw: sqlite3.Connection, catalogue: Catalogue, writes: Sequence[_Write]
) -> None:
    numbers: list[int] = []
    open_now: list[settling.ConflictRow] = []
    for write in writes:
        assert write.number is not None
        numbers.append(write.number)
        shown = bool(write.alive)
        open_now += settling.conflicts_in(catalogue, write.kind, write.number, write.state, shown)
    settling.list_conflicts(raw, numbers, open_now)

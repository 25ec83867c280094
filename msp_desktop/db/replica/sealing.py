"""From marked records to the log: what a transaction wrote, and which earlier writes that replaced."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from msp_desktop.db.replica import chains, settling
from msp_desktop.db.replica.catalogue import (
    Catalogue,
    Kind,
    author_number,
    quoted,
    space_number,
)
from msp_desktop.db.replica.packing import unpack_patch, unpack_state
from msp_desktop.db.replica.written import Added, Shapes, Write
from msp_desktop.domain.changes import ALIVE, Author, Change
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Head, RecordState, chain_of, place_of

_UNTOUCHED = ""
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
    known = [write for write in writes if isinstance(write, Write)]
    stamp, base = next_stamps(raw, moment, _latest_seen(known))
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
        record = write.number, space.number, write.kind.number, write.record_id
        heads.append((*record, write.removed, state))
    raw.executemany("INSERT INTO sync_unsealed VALUES (?, ?, ?, ?, ?, ?, ?)", log)
    raw.executemany(_KEEP_HEAD, heads)
    _list_conflicts(raw, catalogue, known)
    changes = [change for write in writes for change in write.changes()]
    settle = {spaces[write.space_id].number for write in writes if write.may_move_owners}
    return (*changes, *settling.settle_owners(raw, catalogue, settle))


def _latest_seen(writes: Sequence[Write]) -> int:
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


def _last_number(raw: sqlite3.Connection) -> int:
    (number,) = raw.execute("SELECT coalesce(max(number), 0) FROM sync_head").fetchone()
    return int(number)


def _writes(raw: sqlite3.Connection, catalogue: Catalogue, *, beside: bool) -> list[Write | Added]:
    """Return what was done to each record.

    Known records come first, kind by kind as they lie in the log, so that whoever takes in many of them goes
    through his tables from the top to the bottom; then new ones in the order in which they were made.
    """
    decided: dict[Record, set[str]] = {}
    for kind, record_id, key in raw.execute("SELECT * FROM sync_decision").fetchall():
        decided.setdefault((kind, record_id), set()).add(key)
    if decided:
        raw.execute(_STAGE_DECIDED)
    found: list[Write | Added] = []
    for (number,) in raw.execute("SELECT DISTINCT kind FROM sync_stage").fetchall():
        found += _read(raw, catalogue.kind_by_number(number), decided, beside=beside)
    found.sort(key=_place_in_log)
    return found


def _place_in_log(write: Write | Added) -> tuple[bool, int, int]:
    if write.number is None:
        return True, 0, write.order
    return False, write.kind.number, write.number


def _read(
    raw: sqlite3.Connection, kind: Kind, decided: Mapping[Record, set[str]], *, beside: bool
) -> Iterator[Write | Added]:
    """Return what was done to the records of a kind, in no order."""
    query = (
        "SELECT stage.number, stage.before, now.id, now.space_id, head.number, head.state, "
        f"now.{quoted(ALIVE)}, {kind.column_list('now')} FROM sync_stage AS stage "
        f"CROSS JOIN {kind.table} AS now ON now.id = stage.record_id "
        "LEFT JOIN sync_head AS head ON head.kind = stage.kind AND head.record_id = now.id "
        "WHERE stage.kind = ?"
    )
    nothing: list[Stored] = [None] * len(kind.columns)
    shapes = Shapes(kind)
    for order, earlier, record_id, space_id, number, state, alive, *after in raw.execute(
        query, (kind.number,)
    ):
        decided_here = decided.get((kind.number, record_id)) if decided else None
        if number is None and alive == 1 and not decided_here:
            yield Added(order, record_id, space_id, *shapes.part(after))
            continue
        was_alive, before = None, nothing
        if earlier == _UNTOUCHED:
            was_alive, before = alive, after
        elif earlier and number is not None:
            before = json.loads(earlier)
            was_alive = before.pop(0)
            assert len(before) == len(after)
        write = Write(
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
            frozenset(decided_here or ()),
            beside,
        )
        write.look()
        if write.presence is not None:
            yield write


def _list_conflicts(raw: sqlite3.Connection, catalogue: Catalogue, writes: Sequence[Write]) -> None:
    numbers: list[int] = []
    open_now: list[settling.ConflictRow] = []
    for write in writes:
        assert write.number is not None
        numbers.append(write.number)
        shown = bool(write.alive)
        open_now += settling.conflicts_in(catalogue, write.kind, write.number, write.state, shown)
    settling.list_conflicts(raw, numbers, open_now)

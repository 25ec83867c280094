"""The change log as people read it: who changed what, where and when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from msp_desktop.db.replica.catalogue import Catalogue, driver_of
from msp_desktop.db.replica.log import Log, SegmentFormat
from msp_desktop.db.replica.opened import LoggedWrite
from msp_desktop.db.replica.packing import Patch
from msp_desktop.domain.changes import ALIVE, Edit
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.segments import Presence


def history_of(
    connection: Connection, format: SegmentFormat, kind_key: str, record_id: str
) -> list[Edit]:
    """Return who changed a record, the newest first.

    A write stands above every write its author had seen, whatever their clocks said.
    """
    raw = driver_of(connection)
    catalogue = Catalogue(raw)
    writes = Log(raw, catalogue, format).writes_to(kind_key, record_id)
    depth = _depths(writes)
    writes.sort(key=lambda write: (depth[write.dot], write.stamp, write.dot), reverse=True)
    return edits(raw, catalogue, writes, {write.dot: write for write in writes})


def kind_of_record(connection: Connection, record_id: str) -> str:
    """Return the key of a record's kind; nothing when no such record was ever written."""
    query = (
        "SELECT kind.key FROM sync_kind AS kind JOIN sync_head AS head ON head.kind = kind.number "
        "WHERE head.record_id = ?"
    )
    found = driver_of(connection).execute(query, (record_id,)).fetchone()
    return str(found[0]) if found else ""


def recent_edits(
    connection: Connection, format: SegmentFormat, space_id: str, limit: int
) -> list[Edit]:
    """Return the newest changes in a partnership."""
    raw = driver_of(connection)
    catalogue = Catalogue(raw)
    writes = Log(raw, catalogue, format).newest(space_id, limit)
    return edits(raw, catalogue, writes, {write.dot: write for write in writes})


def offices_of_writers(
    raw: sqlite3.Connection, catalogue: Catalogue
) -> dict[bytes, tuple[str, str]]:
    """Return identifier and name of the office behind each writer; nothing for those not known yet."""
    office = catalogue.find("office")
    if office is None or not office.is_known:
        return {}
    writers = (
        "SELECT origin, office_id FROM sync_origin UNION "
        "SELECT origin, office_id FROM sync_identity"
    )
    query = f"SELECT origin, office_id, name FROM ({writers}) JOIN office ON office.id = office_id"
    return {origin: (office_id, name or "") for origin, office_id, name in raw.execute(query)}


def unseen(writes: Iterable[LoggedWrite], by: Iterable[LoggedWrite]) -> list[LoggedWrite]:
    """Return those writes to a record that at least one of the writes ``by`` did not know of."""
    known = {write.dot: write for write in writes}
    earlier = _earlier(known.values())
    found: set[int] = set()
    for one in by:
        seen: set[int] = set()
        waiting = [one.dot]
        while waiting:
            dot = waiting.pop()
            if dot not in seen:
                seen.add(dot)
                waiting += earlier[dot]
        found |= known.keys() - seen
    return [write for dot, write in known.items() if dot in found]


def _earlier(writes: Iterable[LoggedWrite]) -> dict[int, list[int]]:
    """Return for each write those that its author knew, as far as they stand directly below it."""
    by_dot = {write.dot: write for write in writes}
    earlier: dict[int, list[int]] = {}
    last_of_chain: dict[int, int] = {}
    for write in sorted(by_dot.values(), key=lambda one: (one.chain, one.place)):
        below = {dot for seen in write.patch.seen for dot in seen} | {*write.patch.presence_seen}
        if write.chain in last_of_chain:
            below.add(last_of_chain[write.chain])
        last_of_chain[write.chain] = write.dot
        earlier[write.dot] = [dot for dot in below if dot in by_dot]
    return earlier


def _depths(writes: Iterable[LoggedWrite]) -> dict[int, int]:
    """Return for each write how many writes of its author's knowledge lie one above another below it."""
    earlier = _earlier(writes)
    depth: dict[int, int] = {}
    waiting = list(earlier)
    while waiting:
        dot = waiting[-1]
        unknown = [one for one in earlier[dot] if one not in depth]
        if unknown:
            waiting += unknown
        else:
            depth[dot] = 1 + max((depth[one] for one in earlier[dot]), default=0)
            waiting.pop()
    return depth


def edits(
    raw: sqlite3.Connection,
    catalogue: Catalogue,
    writes: Iterable[LoggedWrite],
    known: Mapping[int, LoggedWrite],
) -> list[Edit]:
    """Return writes as people read them; ``known`` are those of which it is said what they replaced."""
    offices = offices_of_writers(raw, catalogue)
    return [
        Edit(
            write.kind_key,
            write.record_id,
            _values(catalogue, write.patch),
            write.person,
            offices.get(write.origin, ("", ""))[1],
            write.reason,
            write.moment,
            _replaced(catalogue, write.patch, known),
        )
        for write in writes
    ]


def _replaced(
    catalogue: Catalogue, patch: Patch, known: Mapping[int, LoggedWrite]
) -> dict[str, tuple[Stored, ...]]:
    """Return what each field said before, as far as the writes that said it are known."""
    return {
        catalogue.field_key(number): tuple(
            value_in(known[dot].patch, number) for dot in seen if dot in known
        )
        for number, seen in zip(patch.fields, patch.seen, strict=True)
    }


def value_in(patch: Patch, field: int) -> Stored:
    """Return what a write says about a field that it wrote."""
    return patch.values[list(patch.fields).index(field)]


def _values(catalogue: Catalogue, patch: Patch) -> dict[str, Stored]:
    values: dict[str, Stored] = {}
    if patch.presence in (Presence.RESTORED, Presence.REMOVED):
        values[ALIVE] = int(patch.presence is Presence.RESTORED)
    for number, value in zip(patch.fields, patch.values, strict=True):
        values[catalogue.field_key(number)] = value
    return values

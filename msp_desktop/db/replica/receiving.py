"""Working in what other offices sent: everything is kept, and applied once what it builds on is there.

The records are a pure function of the set of segments worked in: order, duplicates and clocks do not
matter. All of it happens inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from msp_desktop.db.replica import chains, identity, settling, triggers, trust
from msp_desktop.db.replica.applying import Applier, Outcome
from msp_desktop.db.replica.catalogue import Catalogue, Kind, driver_of
from msp_desktop.db.replica.log import Log, SegmentFormat
from msp_desktop.db.replica.rows import Note
from msp_desktop.db.replica.touched import Touched
from msp_desktop.domain.changes import Change, RecordNews
from msp_desktop.domain.progress import Progress, unwatched
from msp_desktop.domain.segments import BadFile, SealedSegment, SegmentBody

_MANY = 1000
"""From so many writes on it pays to take the triggers of a segment's kinds away meanwhile."""

_AHEAD = 24 * 60 * 60 * 1000
"""How far the merge clock follows another office's clock beyond this computer's (milliseconds)."""


@dataclass(slots=True)
class Received:
    """What became of the writes in a file. ``writes`` is the sum of the next five.

    ``quarantined`` wait because their writers are not trusted, ``waiting`` for what they build on.
    ``released`` are writes of earlier files that waited for this one. ``restored`` says that this
    installation turned out to work on a restored or copied database and goes on as a new writer.
    ``notes`` and ``settled`` are what became of records; `news_of` says it for people.
    """

    writes: int = 0
    known: int = 0
    applied: int = 0
    conflicting: int = 0
    waiting: int = 0
    quarantined: int = 0
    released: int = 0
    branches: int = 0
    restored: bool = False
    notes: dict[int, Note] = field(default_factory=dict)
    settled: list[Change] = field(default_factory=list)
    news: tuple[RecordNews, ...] = ()


def receive(
    connection: Connection,
    segments: Sequence[SealedSegment],
    format: SegmentFormat,
    now: int,
    progress: Progress = unwatched,
) -> Received:
    """Keep the segments of a file and work in all that is ready.

    What was written here must be sealed into segments before. ``progress`` is told how many segments
    are done, and of how many; it may raise to stop the work. Raises `BadFile` when a segment
    contradicts what is known; the caller's transaction must then be rolled back.
    """
    return _Import(connection, format, now, progress).run(segments)


def news_of(connection: Connection, files: Sequence[Received]) -> tuple[RecordNews, ...]:
    """Say of each record what files worked in one after the other did to it; in their transaction."""
    raw = driver_of(connection)
    catalogue = Catalogue(raw)
    found: dict[tuple[str, str], RecordNews] = {}
    for file in files:
        for one in (*_noted(raw, catalogue, file.notes), *map(_settled, file.settled)):
            key = one.kind_key, one.record_id
            before = found.get(key, one)
            fields = tuple(dict.fromkeys((*before.fields, *one.fields)))
            found[key] = one._replace(was_there=before.was_there, fields=fields)
    return tuple(found.values())


def _noted(
    raw: sqlite3.Connection, catalogue: Catalogue, notes: Mapping[int, Note]
) -> Iterator[RecordNews]:
    keys: dict[tuple[int, ...], tuple[str, ...]] = {}
    query = "SELECT kind, record_id FROM sync_head WHERE number = ?"
    for number, (before, alive, fields) in notes.items():
        kind, record_id = raw.execute(query, (number,)).fetchone()
        if fields not in keys:
            keys[fields] = tuple(map(catalogue.field_key, fields))
        key = catalogue.kind_by_number(kind).key
        was_there = None if before is None else before == 1
        yield RecordNews(key, record_id, was_there, alive == 1, keys[fields])


def _settled(change: Change) -> RecordNews:
    return RecordNews(*change[:2], change.before == 1, change.after == 1, ())


class _Import:
    """One file being worked in."""

    def __init__(
        self,
        connection: Connection,
        format: SegmentFormat,
        now: int,
        progress: Progress,
    ) -> None:
        self._connection = connection
        self._raw = driver_of(connection)
        self._format = format
        self._now = now
        self._progress = progress
        self._catalogue = Catalogue(self._raw)
        self._touched = Touched(self._raw, self._catalogue)
        self._log = Log(self._raw, self._catalogue, format)
        self._applier = Applier(self._raw, self._catalogue, self._touched, self._log)
        self._received = Received()
        self._from_file: set[bytes] = set()
        self._worked_in: set[bytes] = set()
        self._without_triggers: dict[str, Kind] = {}
        self._spaces: set[int] = set()
        self._latest = 0

    def run(self, segments: Sequence[SealedSegment]) -> Received:
        raw, received = self._raw, self._received
        Catalogue.forget(self._connection)  # its numbers would outlive a rollback
        raw.execute("PRAGMA defer_foreign_keys = ON")
        raw.execute("UPDATE sync_switch SET capturing = 0")
        fresh = self._fresh(segments)
        self._work_in([*fresh, *self._waited_before(fresh)])
        self._keep_waiting(fresh)
        triggers.create(raw, self._without_triggers.values())
        received.notes = self._touched.rows.notes
        received.settled = settling.settle_owners(raw, self._catalogue, self._spaces)
        raw.execute("UPDATE sync_switch SET capturing = 1")
        follow = min(self._latest, (self._now + _AHEAD) << 16)
        raw.execute("UPDATE sync_identity SET stamp = max(stamp, ?)", (follow,))
        if received.restored:
            identity.new_incarnation(self._connection)
        return received

    def _fresh(self, segments: Iterable[SealedSegment]) -> list[SealedSegment]:
        """Return the segments that are not worked in yet, each once."""
        fresh = []
        for segment in segments:
            count = segment.head.count
            self._received.writes += count
            if _is_known(self._raw, segment.hash) or segment.hash in self._from_file:
                self._received.known += count
                continue
            self._from_file.add(segment.hash)
            fresh.append(segment)
        return fresh

    def _keep_waiting(self, fresh: Iterable[SealedSegment]) -> None:
        """Keep every segment that could not be worked in."""
        self._raw.executemany(
            "INSERT OR IGNORE INTO sync_waiting VALUES (?, ?, ?, ?)",
            (
                (one.hash, one.head.space_id, one.signature, one.data)
                for one in fresh
                if one.hash not in self._worked_in
            ),
        )

    def _waited_before(self, fresh: Iterable[SealedSegment]) -> list[SealedSegment]:
        new = {segment.hash for segment in fresh}
        rows = self._raw.execute("SELECT hash, signature, data FROM sync_waiting").fetchall()
        return [self._format.read_segment(*row[1:]) for row in rows if row[0] not in new]

    def _work_in(self, segments: Sequence[SealedSegment]) -> None:
        """Work in every segment whose predecessors are there, and then those that waited for it."""
        missing: dict[bytes, set[bytes]] = {}
        waiting_for: dict[bytes, list[SealedSegment]] = {}
        ready: deque[SealedSegment] = deque()
        trusted = trust.admitted(self._connection, segments)
        self._received.quarantined = self._from_strangers(segments, trusted)
        for segment in trusted:
            needs = {one for one in _needs(segment) if not _is_known(self._raw, one)}
            missing[segment.hash] = needs
            for need in needs:
                waiting_for.setdefault(need, []).append(segment)
            if not needs:
                ready.append(segment)
        done = 0
        while ready:
            segment = ready.popleft()
            done += 1
            self._progress(done, len(segments))
            if not self._apply(segment):
                continue
            for waiter in waiting_for.pop(segment.hash, ()):
                missing[waiter.hash].discard(segment.hash)
                if not missing[waiter.hash]:
                    ready.append(waiter)
        self._received.waiting = (
            self._received.writes
            - self._received.known
            - self._received.applied
            - self._received.conflicting
            - self._received.quarantined
        )

    def _from_strangers(
        self, segments: Iterable[SealedSegment], trusted: Iterable[SealedSegment]
    ) -> int:
        """Return how many writes of the file wait because their writers are not trusted."""
        good = {segment.hash for segment in trusted}
        waiting = (one for one in segments if one.hash in self._from_file - good)
        return sum(segment.head.count for segment in waiting)

    def _apply(self, segment: SealedSegment) -> bool:
        """Work in one segment; say whether that was possible.

        One that was kept earlier and proves impossible goes on waiting, and so does what would begin one
        more branch of a writer than is reasonable.
        """
        if chains.is_one_too_many(self._raw, segment.head):
            return False
        is_from_file = segment.hash in self._from_file
        if is_from_file:
            body = self._format.read_body(segment)
            if segment.head.count > _MANY:
                self._drop_triggers(body)
            outcome = self._applier.apply(segment, body)
        else:
            self._raw.execute("SAVEPOINT kept_earlier")
            try:
                outcome = self._applier.apply(segment, self._format.read_body(segment))
            except BadFile:
                self._raw.execute("ROLLBACK TO kept_earlier")
                self._catalogue.read_again()
                return False
            finally:
                self._raw.execute("RELEASE kept_earlier")
        self._raw.execute("DELETE FROM sync_waiting WHERE hash = ?", (segment.hash,))
        self._worked_in.add(segment.hash)
        self._count(outcome, is_from_file)
        self._spaces.add(outcome.space)
        self._latest = max(self._latest, outcome.latest)
        return True

    def _drop_triggers(self, body: SegmentBody) -> None:
        """Take the triggers of a segment's kinds away until all is worked in."""
        for key in {key for key, _fields in body.shapes} - set(self._without_triggers):
            kind = self._catalogue.find(key)
            if kind is not None and kind.is_known:
                triggers.drop(self._raw, (name for name, _sql in triggers.triggers_of(kind)))
                self._without_triggers[key] = kind

    def _count(self, outcome: Outcome, is_from_file: bool) -> None:
        received = self._received
        received.branches += outcome.is_branch
        received.restored |= outcome.is_own
        if is_from_file:
            received.known += outcome.shared
            received.applied += outcome.writes - outcome.conflicting
            received.conflicting += outcome.conflicting
        else:
            received.released += outcome.writes


def _needs(segment: SealedSegment) -> set[bytes]:
    head = segment.head
    needs = {link.hash for link in head.needs}
    if head.previous:
        needs.add(head.previous)
    return needs


def _is_known(raw: sqlite3.Connection, digest: bytes) -> bool:
    return (
        raw.execute("SELECT 1 FROM sync_segment WHERE hash = ?", (digest,)).fetchone() is not None
    )

"""Exchange with other offices: send, look, receive, see where they differ, decide."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msp_desktop.app.delivery import Progress, put_together, take_in, unwatched
from msp_desktop.db.backup import make_durable
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, holdings, identity, spaces
from msp_desktop.db.replica.disputes import OpenConflict, Side, open_conflicts
from msp_desktop.db.replica.receiving import Received
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import ALIVE, Author, Change
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.ids import REFERENCE_SPACE
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.segments import BadFile
from msp_desktop.i18n import mark as _
from msp_desktop.sync import envelope
from msp_desktop.sync.envelope import Content, Header

__all__ = [
    "SUFFIX",
    "FileFacts",
    "OpenConflict",
    "PeerStatus",
    "Progress",
    "ReceiveReport",
    "SendReport",
    "Side",
    "Stopped",
    "conflicts",
    "digest",
    "inspect",
    "preview",
    "receive",
    "resolve",
    "send",
    "shared_spaces",
    "status",
]

SUFFIX = envelope.SUFFIX
_SENDING = Author("", "sync file written")
_RECEIVING = Author("", "sync file received")


@dataclass(frozen=True, slots=True)
class SendReport:
    """A sync file that was written and read back."""

    file: str
    number: int
    size: int
    segments: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a sync file says about itself. Times are milliseconds since 1970 by its writer's clock."""

    file: str
    office_id: str
    office: str
    place: str
    number: int
    created: int
    to_office_id: str
    program: str
    size: int


@dataclass(frozen=True, slots=True)
class ReceiveReport:
    """What sync files brought; ``writes`` = known + applied + conflicting + waiting."""

    files: tuple[FileFacts, ...]
    already: int
    writes: int
    known: int
    applied: int
    conflicting: int
    waiting: int
    added_records: int
    changed_records: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """Another office: when it was last heard from, and how many writes it is not known to have."""

    office_id: str
    office: str
    place: str
    file_number: int
    created: int
    received: int
    unacknowledged: int


class Stopped(Exception):
    """Raised by a progress callback to stop; nothing is changed then."""


def send(
    database: Database,
    file: Path,
    to_office: str | None = None,
    space_ids: Sequence[str] | None = None,
) -> SendReport:
    """Write a sync file for one office or, with ``to_office`` None, for whoever receives it.

    Without ``space_ids`` every partnership goes along but the sample. The file gets its name only after
    it was written, flushed and read back; an older file of that name is never touched.
    Raises `Problem` when there is one already, OSError when it cannot be written.
    """
    if file.exists():
        sentence = _("{file} is there already. Nothing was written; choose another name.")
        raise Problem(sentence, file=file.name)
    with database.transaction(_SENDING) as store:
        chosen = list(space_ids) if space_ids is not None else shared_spaces(store)
        parcel = put_together(store, _names(store), to_office, chosen, capture.clock())
    _write_once(file, parcel.data)
    return SendReport(str(file), parcel.header.file_number, len(parcel.data), parcel.segments)


def preview(
    database: Database, files: Sequence[Path], progress: Progress = unwatched
) -> ReceiveReport:
    """Say what taking files in would do, without doing it. Raises `BadFile`."""
    try:
        with database.transaction(_RECEIVING) as store:
            raise _NotForReal(_work_in(store, files, progress))
    except _NotForReal as looked:
        return looked.report


def receive(
    database: Database, files: Sequence[Path], progress: Progress = unwatched
) -> ReceiveReport:
    """Take files in: all of them or, when one is bad, none. Raises `BadFile`."""
    with database.transaction(_RECEIVING) as store:
        return _work_in(store, files, progress)


def inspect(file: Path) -> FileFacts:
    """Say what a file says about itself; no office is needed. Raises `BadFile`."""
    data = _read(file)
    return _facts(file, envelope.read_header(data), len(data))


def status(database: Database) -> list[PeerStatus]:
    """Return the other offices that were heard from, the latest first."""
    with database.reading() as store:
        shared = shared_spaces(store)
        offices = {str(row["id"]): row for row in store.all_rows("office")}
        peers = [
            PeerStatus(
                peer.office_id,
                str(offices.get(peer.office_id, {}).get("name") or ""),
                str(offices.get(peer.office_id, {}).get("place") or ""),
                peer.file_number,
                peer.created,
                peer.received,
                holdings.writes_beyond(store.connection, shared, peer.holds),
            )
            for peer in holdings.peers(store.connection)
        ]
    return sorted(peers, key=lambda peer: peer.received, reverse=True)


def conflicts(database: Database, space_id: str | None = None) -> list[OpenConflict]:
    """Return the answers that offices wrote apart and nobody has decided on."""
    with database.reading() as store:
        return open_conflicts(store.connection, space_id)


def resolve(
    database: Database, person: str, conflict: OpenConflict, value: Stored
) -> tuple[Change, ...]:
    """Settle a conflict with one of its values or another; return what changed for people to see.

    The decision replaces every value that stands, also when it is the one already shown. A record that
    is to be removed goes with everything that belongs to it.
    """
    about = conflict.kind_key, conflict.record_id, conflict.field_key
    with database.transaction(Author(person, "conflict settled")) as store:
        before = (store.read(conflict.kind_key, conflict.record_id) or {}).get(conflict.field_key)
        capture.decide(store.connection, *about)
        if conflict.field_key == ALIVE and value == 0:
            store.remove(conflict.kind_key, conflict.record_id)
        else:
            store.update(conflict.kind_key, conflict.record_id, {conflict.field_key: value})
    return (*store.changes, *store.settled) or (Change(*about, before, value),)


def digest(database: Database, space_id: str | None = None) -> str:
    """Return the number that two offices share exactly when they hold the same partnerships.

    The sample and the list of offices do not count.
    """
    with database.reading() as store:
        chosen = [space_id] if space_id is not None else shared_spaces(store)
        return spaces.digest(store.connection, chosen)


def shared_spaces(store: Store) -> list[str]:
    """Return the partnerships that are meant for others, removed ones too: all but the sample.

    A removal must reach the others like any other change; so must what still waits here for the
    beginning of a partnership.
    """
    here = spaces.known_spaces(store.connection)
    return [one for one in here if one != REFERENCE_SPACE and not _is_sample(store, one)]


def _is_sample(store: Store, space_id: str) -> bool:
    partnership = store.read("partnership", space_id)
    return partnership is not None and partnership["origin"] == "sample"


class _NotForReal(Exception):
    def __init__(self, report: ReceiveReport) -> None:
        super().__init__()
        self.report = report


def _work_in(store: Store, files: Sequence[Path], progress: Progress) -> ReceiveReport:
    """Read every file before the first is worked in: a bad one must not leave half the work done."""
    opened: list[tuple[FileFacts, Header, Content]] = []
    for file in files:
        data = _read(file)
        header, content = envelope.read(data)
        opened.append((_facts(file, header, len(data)), header, content))
    now = capture.clock()
    results: list[Received] = []
    already = 0
    for _file_facts, header, content in opened:
        if holdings.file_received(store.connection, header.file_id) is not None:
            already += 1
        results.append(take_in(store, header, content, now, progress))
    return ReceiveReport(
        files=tuple(facts for facts, _header, _content in opened),
        already=already,
        writes=sum(one.writes for one in results),
        known=sum(one.known for one in results),
        applied=sum(one.applied for one in results),
        conflicting=sum(one.conflicting for one in results),
        waiting=sum(one.waiting for one in results),
        added_records=sum(one.added_records for one in results),
        changed_records=sum(one.changed_records for one in results),
        changes=tuple(change for one in results for change in one.changes),
    )


def _names(store: Store) -> tuple[str, str]:
    me = store.read("office", identity.identity(store.connection).origin.office_id) or {}
    return str(me.get("name") or ""), str(me.get("place") or "")


def _facts(file: Path, header: Header, size: int) -> FileFacts:
    return FileFacts(
        file.name,
        header.sender.office_id,
        header.office_name,
        header.office_place,
        header.file_number,
        header.created,
        header.address.office_id if header.address is not None else "",
        header.program,
        size,
    )


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise BadFile.not_ours()
    envelope.check_size(file.stat().st_size)
    return file.read_bytes()


def _write_once(file: Path, data: bytes) -> None:
    part = file.with_name(file.name + ".part")
    try:
        part.write_bytes(data)
        make_durable(part)
        if hashlib.sha256(part.read_bytes()).digest() != hashlib.sha256(data).digest():
            sentence = _("What was written to {file} reads back differently. Use another stick.")
            raise Problem(sentence, file=file.name)
        os.replace(part, file)  # noqa: PTH105 - the one call that is atomic on every platform
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    make_durable(file.parent)

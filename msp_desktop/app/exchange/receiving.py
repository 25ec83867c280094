"""Receiving: what files say and would bring, and taking them in, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msp_desktop.app.exchange.delivery import Progress, take_in, unwatched
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, holdings
from msp_desktop.db.replica.receiving import Received
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author, Change
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import envelope
from msp_desktop.sync.envelope import Content
from msp_desktop.sync.header import Header

_RECEIVING = Author("", "sync file received")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a sync file says about itself. Times are milliseconds since 1970 by its writer's clock."""

    file: str
    office_id: str
    office: str
    place: str
    number: int
    created: int
    to_office_ids: tuple[str, ...]
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


class Stopped(Exception):
    """Raised by a progress callback to stop; nothing is changed then."""


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


def _facts(file: Path, header: Header, size: int) -> FileFacts:
    return FileFacts(
        file.name,
        header.sender.office_id,
        header.office_name,
        header.office_place,
        header.file_number,
        header.created,
        tuple(address.office_id for address in header.addresses),
        header.program,
        size,
    )


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise BadFile.not_ours()
    envelope.check_size(file.stat().st_size)
    return file.read_bytes()

"""Receiving: what files say and would bring, and taking them in, all or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from msp_desktop.app.exchange import carrying, inbox, introducing, news
from msp_desktop.app.exchange.delivery import take_in
from msp_desktop.app.exchange.inbox import Kept
from msp_desktop.db import backup, witness
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, holdings, journal
from msp_desktop.db.replica.receiving import Received, news_of
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import OfficeNotTrusted, SignedCard, Standing
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.progress import Progress, unwatched
from msp_desktop.domain.received import (
    FileFacts,
    ReceiveReport,
    WaitingFile,
    Waits,
    report_from,
)
from msp_desktop.domain.segments import BadFile, SealedSegment
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.sync import envelope
from msp_desktop.sync.age import Locked, NeedsPassphrase
from msp_desktop.sync.envelope import Content
from msp_desktop.sync.header import Header

_RECEIVING = Author("", "sync file received")
_DISTRUST = {
    Standing.UNKNOWN: Waits.STRANGER,
    Standing.CHANGED: Waits.CHANGED,
    Standing.REVOKED: Waits.REVOKED,
}


class Stopped(Exception):
    """Raised by a progress callback to stop; nothing is changed then."""


def preview(
    database: Database,
    files: Sequence[Path],
    progress: Progress = unwatched,
    *,
    passphrase: str | None = None,
) -> ReceiveReport:
    """Say what taking files in would do, without doing it: the real work, taken back at its end.

    The files are copied into the inbox first and stay there until they are taken in or removed.
    Raises `BadFile`, which names the file, `CannotBeRead` or `DiskIsFull`.
    """
    opened = _open(database, files, passphrase)
    try:
        with database.transaction(_RECEIVING) as store:
            raise _NotForReal(_work_in(store, opened, progress))
    except _NotForReal as looked:
        return replace(looked.report, attached=_new_attached(database, opened))


def receive(
    database: Database,
    files: Sequence[Path],
    progress: Progress = unwatched,
    *,
    passphrase: str | None = None,
) -> ReceiveReport:
    """Take files in.

    A damaged file among several refuses all of them; one that must wait (see `Waits`) stays in the
    inbox and the others are taken in. Everything is backed up before and happens in one transaction.
    Raises `BadFile`, which names the file, `CannotBeRead` or `DiskIsFull`; then nothing has changed.
    """
    opened = _open(database, files, passphrase)
    attached = _new_attached(database, opened)
    new = sum(one.facts.size for one in opened if one.content and one.facts and not one.taken_in)
    if not new:
        with database.reading() as store:
            report = replace(_already_here(store, opened), attached=attached)
        _keep_attached(database, opened, passphrase)
        _tidy(opened)
        return report
    with database.reading() as store:
        before = witness.look(store)
    saved = backup.back_up_before_import(database.path, new)
    try:
        with database.transaction(_RECEIVING) as store:
            if witness.look(store) != before:  # what was written meanwhile must be in the backup
                backup.back_up(database.path, saved)
            report = _work_in(store, opened, progress)
            report = replace(report, backup=saved.name, attached=attached)
            number = journal.add_entry(store.connection, report.moment, report.plain(), saved.name)
            _keep_attached(database, opened, passphrase)
    except BaseException:
        saved.unlink(missing_ok=True)  # nothing came in: it is a backup of what is still there
        raise
    witness.keep(database)
    _tidy(opened)
    return replace(report, number=number)


def waiting_files(database: Database) -> list[WaitingFile]:
    """Return what lies in the inbox, what came first first; what was taken in meanwhile is swept away."""
    found = []
    home = _home(database)
    for file in inbox.files(home):
        try:
            (opened,) = _open(database, [file])
        except BadFile:  # spoilt on the disk since, or seen only now that it can be unlocked
            opened = _Opened(inbox.keep(home, file), Waits.DAMAGED)
        if opened.taken_in:
            inbox.remove(file)
        else:
            found.append(opened.waiting)
    return found


def forget_file(database: Database, path: Path) -> None:
    """Remove a file from the inbox; where it came from it stays."""
    if path.parent.resolve() == (_home(database) / inbox.FOLDER).resolve():
        inbox.remove(path)


def reports(database: Database) -> list[ReceiveReport]:
    """Return what was told of every import, the newest first."""
    with database.reading() as store:
        return [
            report_from(entry.report, number=entry.number, undone=entry.undone)
            for entry in journal.entries(store.connection)
        ]


def report_of(database: Database, number: int) -> ReceiveReport | None:
    """Return what was told of one import, or None when there is none of that number."""
    return next((one for one in reports(database) if one.number == number), None)


def inspect(file: Path) -> FileFacts:
    """Say what a file says about itself; neither an office nor a key is needed.

    Raises `BadFile` unless every byte is as its sender signed it, OSError.
    """
    envelope.check_size(file.stat().st_size)
    data = file.read_bytes()
    return _facts(Kept(file, file.name, True), envelope.verify(data), len(data))


class _NotForReal(Exception):
    def __init__(self, report: ReceiveReport) -> None:
        super().__init__()
        self.report = report


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file in the inbox, read as far as it can be."""

    kept: Kept
    reason: Waits
    facts: FileFacts | None = None
    header: Header | None = None
    content: Content | None = None
    stranger: SignedCard | None = None

    @property
    def taken_in(self) -> int:
        """When the file was taken in before, or 0."""
        return self.facts.taken_in if self.facts is not None else 0

    @property
    def waiting(self) -> WaitingFile:
        """The file as it is listed while it waits."""
        arrived = int(self.kept.path.stat().st_mtime * 1000)
        return WaitingFile(str(self.kept.path), self.kept.name, self.reason, arrived, self.facts)


def _open(
    database: Database, files: Iterable[Path], passphrase: str | None = None
) -> list[_Opened]:
    """Copy files into the inbox and read them; when one is bad, none is kept."""
    kept: dict[Path, Kept] = {}
    try:
        for file in files:
            try:
                one = inbox.keep(_home(database), file)
            except BadFile as bad:
                raise bad.about(file.name) from bad
            kept.setdefault(one.path, one)
        with database.reading() as store:
            opened = [_look_into(store, one, passphrase) for one in kept.values()]
        introducing.remember(database, [one.stranger for one in opened if one.stranger])
        return opened
    except (Problem, OSError):
        for one in kept.values():
            one.discard()
        raise


def _look_into(store: Store, kept: Kept, passphrase: str | None) -> _Opened:
    data = kept.path.read_bytes()
    try:
        header, content = introducing.open_up(store, data, passphrase)
    except OfficeNotTrusted as stranger:
        facts = _facts_if_readable(kept, data)
        return _Opened(kept, _DISTRUST[stranger.standing], facts, stranger=stranger.signed)
    except NeedsPassphrase:
        if passphrase is not None:
            raise
        return _Opened(kept, Waits.PASSPHRASE, _facts_if_readable(kept, data))
    except Locked:
        return _Opened(kept, Waits.NOT_FOR_US, _facts_if_readable(kept, data))
    except BadFile as bad:
        if bad.is_newer:
            return _Opened(kept, Waits.NEWER, _facts_if_readable(kept, data))
        raise bad.about(kept.name) from bad
    taken_in = holdings.file_received(store.connection, header.file_id) or 0
    facts = _facts(kept, header, len(data), taken_in)
    return _Opened(kept, Waits.READY, facts, header, content.without_chunks())


def _work_in(store: Store, opened: Sequence[_Opened], progress: Progress) -> ReceiveReport:
    now, before = capture.clock(), news.open_now(store)
    results: list[Received] = []
    done, total = 0, sum(len(_segments(one)) for one in opened if not one.taken_in)
    for one in opened:
        if one.header is None or one.content is None or one.taken_in:
            continue
        watch = _further(progress, done, total)
        results.append(take_in(store, one.header, one.content, now, watch))
        done += len(_segments(one))
    brought = news_of(store.connection, results)
    spaces = news.news(store, brought)
    conflicts, disagreements = news.disagreements(store, before)
    return replace(
        _already_here(store, opened),
        writes=_known_writes(opened) + sum(one.writes for one in results),
        known=_known_writes(opened) + sum(one.known for one in results),
        applied=sum(one.applied for one in results),
        conflicting=sum(one.conflicting for one in results),
        waiting=sum(one.waiting for one in results),
        quarantined=sum(one.quarantined for one in results),
        released=sum(one.released for one in results),
        branches=sum(one.branches for one in results),
        restored=any(one.restored for one in results),
        added_records=news.counted(spaces, news.ADDED),
        returned_records=news.counted(spaces, news.RETURNED),
        changed_records=news.counted(spaces, news.CHANGED),
        removed_records=news.counted(spaces, news.REMOVED),
        conflicts=conflicts,
        disagreements=disagreements,
        spaces=spaces,
        moment=now,
        news=brought,
    )


def _new_attached(database: Database, opened: Iterable[_Opened]) -> int:
    """Count the attached files in sync files that are not here yet."""
    manifests = (manifest for one in opened if one.content for manifest in one.content.manifests)
    hashes = {manifest.hash.hex() for manifest in manifests}
    return sum(not database.attachments.has(hash_) for hash_ in hashes)


def _keep_attached(database: Database, opened: Iterable[_Opened], passphrase: str | None) -> None:
    """Keep the attached files; each sync file is read once more, so that one at a time is in memory."""
    for one in opened:
        if one.content is not None and one.content.manifests:
            with database.reading() as store:
                keys = introducing.keys(store, passphrase)
            carrying.keep(database, envelope.read(one.kept.path.read_bytes(), keys)[1])


def _already_here(store: Store, opened: Sequence[_Opened]) -> ReceiveReport:
    """Return what can be said without working anything in."""
    facts = tuple(one.facts for one in opened if one.content is not None and one.facts is not None)
    writes = _known_writes(opened)
    return ReceiveReport(
        files=facts,
        kept=tuple(one.waiting for one in opened if one.content is None),
        already=sum(bool(one.taken_in) for one in facts),
        writes=writes,
        known=writes,
        missing_parts=_missing_parts(store, facts),
        moment=capture.clock(),
    )


def _known_writes(opened: Iterable[_Opened]) -> int:
    return sum(segment.head.count for one in opened if one.taken_in for segment in _segments(one))


def _segments(one: _Opened) -> Sequence[SealedSegment]:
    return (*one.content.segments, *one.content.waiting) if one.content is not None else ()


def _further(progress: Progress, done: int, total: int) -> Progress:
    """Return the progress of one file as that of all."""
    return lambda here, of: progress(done + here, max(total, done + of))


def _missing_parts(store: Store, facts: Sequence[FileFacts]) -> tuple[str, ...]:
    """Name the parts of these files that have not come: they can be taken in whenever they come."""
    in_parts = {one.set_id: one for one in facts if one.parts > 1}
    here: dict[str, set[int]] = {set_id: set() for set_id in in_parts}
    earlier = (
        one
        for entry in journal.entries(store.connection)
        if in_parts and not entry.undone
        for one in report_from(entry.report).files
    )
    for one in (*facts, *earlier):
        if one.set_id in here:
            here[one.set_id].add(one.part)
    sentence = translate(
        _("File {number} from {office} has {parts} parts; still missing: {missing}.")
    )
    return tuple(
        sentence.format(
            number=one.number, office=one.office, parts=one.parts, missing=_listed(missing)
        )
        for set_id, one in in_parts.items()
        if (missing := set(range(1, one.parts + 1)) - here[set_id])
    )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


def _facts_if_readable(kept: Kept, data: bytes) -> FileFacts | None:
    try:
        return _facts(kept, envelope.read_header(data), len(data))
    except BadFile:
        return None


def _facts(kept: Kept, header: Header, size: int, taken_in: int = 0) -> FileFacts:
    return FileFacts(
        file=kept.name,
        path=str(kept.path),
        file_id=header.file_id.hex(),
        office_id=header.sender.office_id,
        office=header.office_name,
        place=header.office_place,
        number=header.file_number,
        created=header.created,
        to_office_ids=tuple(address.office_id for address in header.addresses),
        program=header.program,
        size=size,
        set_id=header.set_id.hex(),
        part=header.part,
        parts=header.parts,
        attachments=header.counts.attachments,
        without=header.without,
        taken_in=taken_in,
    )


def _tidy(opened: Iterable[_Opened]) -> None:
    """Take out of the inbox what is taken in now."""
    for one in opened:
        if one.content is not None:
            one.kept.remove()


def _home(database: Database) -> Path:
    return database.path.parent

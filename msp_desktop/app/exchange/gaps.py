"""What is missing before everything received can be worked in, as offices ask for it and people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msp_desktop.app.exchange.acquainted import all_offices
from msp_desktop.db.database import Database
from msp_desktop.db.replica import holdings
from msp_desktop.db.replica.spaces import waiting_spaces
from msp_desktop.db.store import Store
from msp_desktop.domain.segments import (
    SHORT_HASH,
    BadFile,
    SegmentHead,
    StoredSegment,
    Vector,
    VectorEntry,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.sync import format

_NEVER = 2**63


@dataclass(frozen=True, slots=True)
class Missing:
    """What one office wrote and has not arrived, and the numbers of its files in which it should be.

    ``files`` is empty when no file of that office tells; ``writes`` wait for it. ``is_certain`` when it
    must be in these: parts of them are missing. Otherwise another office may have brought it.
    """

    office_id: str
    office: str
    files: tuple[int, ...]
    writes: int
    is_certain: bool = False

    def __str__(self) -> str:
        """Return the sentence for the officer."""
        office = self.office or translate(_("an office whose name has not arrived yet"))
        if not self.files:
            sentence = translate(
                _(
                    "Waiting for something {office} wrote. "
                    "Any office that has it can send it: ask for a file for your office."
                )
            )
            return sentence.format(office=office)
        if self.is_certain:
            sentence = translate_plural(
                "Waiting for file {numbers} from {office}.",
                "Waiting for files {numbers} from {office}.",
                len(self.files),
            )
        else:
            sentence = translate_plural(
                "Waiting for file {numbers} from {office}, probably. "
                "If it does not turn up, send that office a file: its next one brings what is missing.",
                "Waiting for one or more of files {numbers} from {office}, probably. "
                "If it does not turn up, send that office a file: its next one brings what is missing.",
                len(self.files),
            )
        return sentence.format(office=office, numbers=_in_words(self.files))


def gaps(store: Store, waiting: Iterable[StoredSegment]) -> Vector:
    """Return the segments that waiting ones lack and that do not wait themselves."""
    lacking = (entry for _segment, entries in _lacking(store, waiting) for entry in entries)
    return tuple(dict.fromkeys(lacking))


def missing(database: Database) -> list[Missing]:
    """Return what everything waiting waits for, office by office."""
    with database.reading() as store:
        connection = store.connection
        waiting = holdings.waiting_segments(connection, waiting_spaces(connection))
        writes: dict[bytes, int] = {}
        moments: dict[VectorEntry, int] = {}
        for segment, entries in _lacking(store, waiting):
            head, moment = _written(segment)
            for origin_id in dict.fromkeys(entry.origin_id for entry in entries):
                writes[origin_id] = writes.get(origin_id, 0) + head.count
            for entry in entries:
                moments[entry] = min(moment, moments.get(entry, moment))
        names = all_offices(store) if writes else {}
        found = []
        for origin_id, count in writes.items():
            office_id = holdings.office_of(connection, origin_id)
            lacking = [
                holdings.files_lacking(connection, origin_id, moment)
                for entry, moment in moments.items()
                if entry.origin_id == origin_id
            ]
            files = sorted({number for one in lacking for number in one.numbers})
            name, _place = names.get(office_id, ("", ""))
            is_certain = all(one.is_certain for one in lacking)
            found.append(Missing(office_id, name, tuple(files), count, is_certain))
    return sorted(found, key=lambda one: (one.office, one.office_id))


def _written(segment: StoredSegment) -> tuple[SegmentHead, int]:
    """Return the head of a segment and when the last of it was written, by the clock of its writer."""
    try:
        head, body = format.read_kept(segment.data)
    except BadFile:  # it will never be worked in, and says nothing of when it was written
        return format.read_head(segment.data), _NEVER
    return head, max(body.saves.moments)


def _lacking(
    store: Store, waiting: Iterable[StoredSegment]
) -> Iterator[tuple[StoredSegment, list[VectorEntry]]]:
    """Yield waiting segments that lack something that is nowhere here, each with what it lacks."""
    waiting = tuple(waiting)
    here = {segment.hash for segment in waiting}
    for segment in waiting:
        head = format.read_head(segment.data)
        needs = {link.hash: (link.origin_id, link.number) for link in head.needs}
        if head.previous:
            needs[head.previous] = head.origin.id, head.number - 1
        lacking = [
            VectorEntry(head.space_id, *named, digest[:SHORT_HASH])
            for digest, named in needs.items()
            if digest not in here and not holdings.has_segment(store.connection, digest)
        ]
        if lacking:
            yield segment, lacking


def _in_words(numbers: tuple[int, ...]) -> str:
    """Return numbers as people list them: 3, 5–7, 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)

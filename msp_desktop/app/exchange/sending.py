"""Sending: a sync file put together, written, flushed and read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from msp_desktop.app.exchange import carrying, parts
from msp_desktop.app.exchange.delivery import SendOptions, partnerships_in, put_together
from msp_desktop.app.exchange.writing import check_room, write_once
from msp_desktop.db import witness
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, identity, spaces
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import REFERENCE_SPACE
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.progress import Progress, unwatched
from msp_desktop.domain.shown import size_in_words
from msp_desktop.i18n import translate_plural
from msp_desktop.sync import envelope

SUFFIX = envelope.SUFFIX
_SENDING = Author("", "sync file written")


@dataclass(frozen=True, slots=True)
class SendReport:
    """Sync files that were written and read back; ``size`` is that of all in bytes."""

    files: tuple[str, ...]
    number: int
    size: int
    segments: int
    partnerships: int
    writes: int
    attachments: int = 0
    personal_kept: int = 0
    """Contact persons that were to be left out but lie in the partnerships, where older versions
    wrote them."""
    oversized: tuple[int, ...] = ()
    """The sizes of the parts that are larger than asked for: what lies in them cannot be cut."""


def send(
    database: Database, file: Path, options: SendOptions, progress: Progress = unwatched
) -> SendReport:
    """Write a sync file, in parts when it is larger than the size chosen for one.

    An older file of that name is never touched. ``progress`` is told the bytes written. Raises
    `NotFound` for a partnership of which nothing is here, `NotWritten` when there is a file already or
    it cannot be written; nothing of it is left then.
    """
    with database.reading() as store:
        chosen = shared_spaces(store) if options.spaces is None else known(store, options.spaces)
    carried = carrying.carried(database, chosen, options.to, with_files=options.with_attachments)
    with database.transaction(_SENDING) as store:
        parcels = put_together(store, _names(store), options, chosen, capture.clock(), carried)
        kept = 0 if options.with_personal else _personal_within(store, chosen)
        files = parts.names(file, len(parcels))
        size = sum(parts.room_for(parcel.cargo) for parcel in parcels)
        check_room(files, size)  # a file that is refused must not take a number
    witness.keep(database)
    sizes = write_once(files, (parcel.data() for parcel in parcels), size, progress)
    return SendReport(
        tuple(map(str, files)),
        parcels[0].header.file_number,
        sum(sizes),
        sum(len(parcel.cargo.segments) for parcel in parcels),
        len(set().union(*(partnerships_in(parcel.cargo) for parcel in parcels))),
        sum(parcel.header.counts.writes for parcel in parcels),
        len(carried.files),
        kept,
        tuple(one for one in sizes if one > options.part_size),
    )


def cannot_leave_out(count: int) -> str:
    """Return the sentence about contact persons that go along although they were to stay."""
    sentence = translate_plural(
        "{count} contact person was entered with an older version and cannot be left out.",
        "{count} contact persons were entered with an older version and cannot be left out.",
        count,
    )
    return sentence.format(count=count)


def larger_than_asked(report: SendReport) -> str:
    """Return the sentence about parts that are larger than asked for; empty when none is."""
    count = len(report.oversized)
    if not count:
        return ""
    sentence = translate_plural(
        "{count} part is larger than asked for ({size}): what lies in it cannot be cut.",
        "{count} parts are larger than asked for (up to {size}): what lies in them cannot be cut.",
        count,
    )
    return sentence.format(count=count, size=size_in_words(max(report.oversized)))


def shared_spaces(store: Store) -> list[str]:
    """Return the partnerships that are meant for others, removed ones too: all but the sample.

    A removal must reach the others like any other change; so must what still waits here for the
    beginning of a partnership.
    """
    here = spaces.known_spaces(store.connection)
    return [one for one in here if one != REFERENCE_SPACE and not _is_sample(store, one)]


def known(store: Store, space_ids: Sequence[str]) -> Sequence[str]:
    """Return the partnerships named, of each of which something is here. Raises `NotFound`."""
    here = {REFERENCE_SPACE, *spaces.known_spaces(store.connection)}
    for one in space_ids:
        if one not in here:
            raise NotFound(one)
    return space_ids


def _is_sample(store: Store, space_id: str) -> bool:
    partnership = store.read("partnership", space_id)
    return partnership is not None and partnership["origin"] == "sample"


def _personal_within(store: Store, partnership_ids: Iterable[str]) -> int:
    kinds = [key for key, kind in KINDS.items() if kind.personal]
    spaces = set(partnership_ids)
    return sum(row["space_id"] in spaces for key in kinds for row in store.all_rows(key))


def _names(store: Store) -> tuple[str, str]:
    me = store.read("office", identity.identity(store.connection).origin.office_id) or {}
    return str(me.get("name") or ""), str(me.get("place") or "")

"""Sending: one sync file written, flushed and read back."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from msp_desktop.app.exchange.delivery import SendOptions, put_together
from msp_desktop.db.backup import make_durable
from msp_desktop.db.database import Database
from msp_desktop.db.replica import capture, identity, spaces
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.ids import REFERENCE_SPACE
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
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


def send(database: Database, file: Path, options: SendOptions) -> SendReport:
    """Write a sync file.

    The file gets its name only after it was written, flushed and read back; an older file of that name
    is never touched. Raises `Problem` when there is one already, OSError when it cannot be written.
    """
    if file.exists():
        sentence = _("{file} is there already. Nothing was written; choose another name.")
        raise Problem(sentence, file=file.name)
    with database.transaction(_SENDING) as store:
        chosen = shared_spaces(store) if options.spaces is None else options.spaces
        parcel = put_together(store, _names(store), options, chosen, capture.clock())
    _write_once(file, parcel.data)
    return SendReport((str(file),), parcel.header.file_number, len(parcel.data), parcel.segments)


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


def _names(store: Store) -> tuple[str, str]:
    me = store.read("office", identity.identity(store.connection).origin.office_id) or {}
    return str(me.get("name") or ""), str(me.get("place") or "")


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

"""Attached files in sync files: which go along, which are asked for, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from msp_desktop.db.arriving import Arrivals
from msp_desktop.db.attachments import AttachmentFolder
from msp_desktop.db.database import Database
from msp_desktop.db.replica import attached, holdings
from msp_desktop.db.store import Store
from msp_desktop.domain.attachments import NotThere, Outgoing
from msp_desktop.sync import format
from msp_desktop.sync.envelope import Content
from msp_desktop.sync.header import Header


@dataclass(frozen=True, slots=True)
class Carried:
    """What a sync file says about attached files and carries of them: hashes, hashes, and the files."""

    has: tuple[bytes, ...] = ()
    wants: tuple[bytes, ...] = ()
    files: tuple[Outgoing, ...] = ()


NOTHING = Carried()


def carried(
    database: Database, space_ids: Iterable[str], to: Sequence[str], *, with_files: bool = True
) -> Carried:
    """Return what goes along of the files that the records of some partnerships speak of.

    A file is left out when every office addressed (``to``; nobody means anybody) is known to have it.
    The small ones come first. Every file is read to its end before; one that is damaged is asked for
    instead. To be called outside a transaction: reading may take long.
    """
    folder = database.attachments
    with database.reading() as store:
        mentioned = {
            one.attached.hash: one.attached.size
            for one in attached.mentions(store, format, space_ids)
        }
        known = [_known_of(store, office_id) for office_id in to]
    here = {hash_: size for hash_, size in mentioned.items() if folder.has(hash_)}
    files = []
    for hash_ in sorted(here, key=lambda one: (here[one], one)) if with_files else ():
        digest = bytes.fromhex(hash_)
        if known and all(one.has(digest) for one in known):
            continue
        try:
            manifest = folder.manifest(hash_)
        except NotThere:
            continue
        numbers = range(len(manifest.chunks))
        files.append(Outgoing(manifest, numbers, partial(_chunk, folder, hash_)))
    present = {hash_ for hash_ in here if folder.has(hash_)}
    return Carried(
        tuple(bytes.fromhex(one) for one in sorted(present)),
        tuple(bytes.fromhex(one) for one in sorted(mentioned.keys() - present)),
        tuple(files),
    )


def keep(database: Database, content: Content) -> list[str]:
    """Keep the chunks of a sync file; return the hashes of the files that became whole by them.

    May be called at any time and any number of times: everything is named by its hash.
    """
    if not content.manifests and not content.chunks:
        return []
    return Arrivals(database.attachments).take(content.manifests, content.chunks)


def remember(store: Store, header: Header, content: Content) -> None:
    """Remember what the sender of a file says about attached files."""
    attached.remember(store, header.sender.id, header.file_number, content.has, content.wants)


def _known_of(store: Store, office_id: str) -> attached.HeldByPeer:
    peers = (one for one in holdings.peers(store.connection) if one.office_id == office_id)
    peer = next(peers, None)
    return attached.held_by(store, peer.origin_id) if peer else attached.HeldByPeer()


def _chunk(folder: AttachmentFolder, hash_: str, number: int) -> bytes:
    """Read a chunk while a file is written; nothing when the file was set aside meanwhile."""
    try:
        return folder.chunk(hash_, number)
    except NotThere:
        return b""

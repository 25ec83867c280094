"""One sync file: put together from the database, or worked into it, inside one transaction."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msp_desktop
from msp_desktop.db.replica import capture, drafting, holdings, identity, receiving
from msp_desktop.db.store import Store
from msp_desktop.domain.ids import REFERENCE_SPACE
from msp_desktop.domain.segments import BadFile, Vector
from msp_desktop.sync import envelope, format, limits
from msp_desktop.sync.envelope import Address, Cargo, Content, Header

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; it may raise to stop the work."""


def unwatched(_done: int, _all: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A sync file ready to be written."""

    header: Header
    data: bytes
    segments: int


def seal_own(store: Store, now: int) -> None:
    """Seal everything written here, also by other programs, into segments."""
    connection = store.connection
    capture.seal(connection, capture.OUTSIDE, now)
    secret = identity.identity(connection).secret
    while draft := drafting.next_draft(connection, limits.SEGMENT_WRITES, limits.SEGMENT_TEXT):
        drafting.keep_own(connection, format.seal(*draft, secret))


def put_together(
    store: Store,
    names: tuple[str, str],
    to_office: str | None,
    space_ids: Sequence[str],
    now: int,
) -> Parcel:
    """Put a sync file together for an office, or for anybody.

    ``names`` are name and place of this office. The list of offices goes with every file. An office
    that was heard from gets what its newest file does not prove it to have.
    """
    connection = store.connection
    seal_own(store, now)
    me = identity.identity(connection)
    spaces = list(dict.fromkeys([REFERENCE_SPACE, *space_ids]))
    peer = next((one for one in holdings.peers(connection) if one.office_id == to_office), None)
    assumed: Vector = tuple(
        entry for entry in (peer.holds if peer else ()) if entry.space_id in set(spaces)
    )
    segments = holdings.segments_beyond(connection, spaces, assumed)
    header = Header(
        file_id=os.urandom(16),
        set_id=os.urandom(16),
        part=1,
        parts=1,
        sender=me.origin,
        office_name=names[0],
        office_place=names[1],
        incarnation=me.incarnation,
        file_number=identity.next_file_number(connection),
        address=Address(to_office, peer.origin_id if peer else b"") if to_office else None,
        created=now,
        program=msp_desktop.__version__,
    )
    cargo = Cargo(
        holdings.vector(connection, spaces),
        assumed,
        segments,
        holdings.waiting_segments(connection, spaces),
    )
    return Parcel(header, envelope.write(header, cargo, me.secret), len(segments))


def take_in(
    store: Store, header: Header, content: Content, now: int, progress: Progress = unwatched
) -> receiving.Received:
    """Work a sync file in. Raises `BadFile`; the transaction must then be rolled back."""
    connection = store.connection
    seal_own(store, now)
    me = identity.identity(connection)
    address = header.address
    is_mine = address is not None and address.origin_id == me.origin.id
    was_restored = is_mine and holdings.lacks(connection, content.assumes)
    if not identity.admit(connection, header.sender):
        raise BadFile.impossible()
    received = receiving.receive(
        connection, [*content.segments, *content.waiting], format, now, progress
    )
    if was_restored and not received.restored:
        identity.new_incarnation(connection)
        received.restored = True
    peer = holdings.Peer(
        header.sender.id,
        header.sender.office_id,
        header.file_number,
        content.holds,
        header.created,
        now,
    )
    if header.sender.id != me.origin.id:
        holdings.remember_peer(connection, peer)
    holdings.remember_file(connection, header.file_id, peer)
    kept = [(frame.kind, frame.data) for frame in content.kept]
    holdings.keep_frames(connection, header.file_id, kept)
    return received

"""One sync file: put together from the database, or worked into it, inside one transaction."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msp_desktop
from msp_desktop.app import cards
from msp_desktop.app.exchange import carrying, copies, introducing, parts
from msp_desktop.app.exchange.carrying import NOTHING as NOTHING_CARRIED
from msp_desktop.app.exchange.carrying import Carried
from msp_desktop.app.exchange.gaps import gaps
from msp_desktop.db.replica import capture, drafting, holdings, identity, receiving
from msp_desktop.db.replica.undisturbed import undisturbed
from msp_desktop.db.store import Store
from msp_desktop.domain.ids import REFERENCE_SPACE, people_space, spaces_of
from msp_desktop.domain.progress import Progress, unwatched
from msp_desktop.domain.segments import BadFile, SegmentHead
from msp_desktop.sync import envelope, format, limits
from msp_desktop.sync.age import Lock
from msp_desktop.sync.envelope import Cargo, Content
from msp_desktop.sync.header import ATTACHMENTS, PERSONAL, Address, Counts, Header


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOptions:
    """For whom a sync file is and what goes into it: exactly one of the first three is given.

    ``to`` are offices, ``is_open`` is for whoever gets the file. Without ``spaces`` every partnership
    goes along but the sample. A file larger than ``part_size`` bytes is split into several.
    """

    to: tuple[str, ...] = ()
    passphrase: str | None = None
    is_open: bool = False
    spaces: tuple[str, ...] | None = None
    with_attachments: bool = True
    with_personal: bool = True
    part_size: int = 8_000_000

    def __post_init__(self) -> None:
        if (bool(self.to), self.passphrase is not None, self.is_open).count(True) != 1:
            raise ValueError("exactly one of to, passphrase and is_open")

    @property
    def without(self) -> tuple[str, ...]:
        """What is left out, as the header says it."""
        left_out = {ATTACHMENTS: not self.with_attachments, PERSONAL: not self.with_personal}
        return tuple(key for key, is_left_out in left_out.items() if is_left_out)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A sync file before it is written: what it holds, the key it is signed with, and who can open it."""

    header: Header
    cargo: Cargo
    secret: bytes
    lock: Lock

    def data(self) -> bytes:
        """Return the bytes of the file."""
        return envelope.write(self.header, self.cargo, self.secret, self.lock)


def seal_own(store: Store, now: int) -> None:
    """Seal everything written here, also by other programs, into segments."""
    connection = store.connection
    capture.seal(connection, capture.OUTSIDE, now)
    with undisturbed():
        while draft := drafting.next_draft(connection, limits.SEGMENT_WRITES, limits.SEGMENT_TEXT):
            secret = identity.identity(connection).secret
            sealed = format.seal(draft.head, draft.body, secret)
            drafting.keep_own(connection, sealed, draft.records)


def put_together(
    store: Store,
    names: tuple[str, str],
    options: SendOptions,
    space_ids: Sequence[str],
    now: int,
    carried: Carried = NOTHING_CARRIED,
) -> list[Parcel]:
    """Put a sync file together, in as many parts as its size asks for.

    ``names`` are name and place of this office, ``carried`` the attached files that go along. The list
    of offices goes with every file. What is left out is what the newest file of every office addressed
    proves it to have; who was never heard from gets everything. Raises `NoCard`, `PassphraseTooShort`.
    """
    connection = store.connection
    seal_own(store, now)
    me = identity.identity(connection)
    spaces = list(dict.fromkeys([REFERENCE_SPACE, *_spaces_sent(store, options, space_ids)]))
    heard = {peer.office_id: peer for peer in holdings.peers(connection)}
    peers = [heard.get(office_id) for office_id in options.to]
    cargo = _cargo(store, options, spaces, peers, carried)
    lock = introducing.lock(store, options.to, options.passphrase)
    header = Header(
        file_id=b"",
        set_id=os.urandom(16),
        part=1,
        parts=1,
        card=cards.sign(me, names),
        origin_id=me.origin.id,
        incarnation=me.incarnation,
        file_number=identity.next_file_number(connection),
        addresses=tuple(
            Address(office_id, peer.origin_id if peer else b"")
            for office_id, peer in zip(options.to, peers, strict=True)
        ),
        created=now,
        program=msp_desktop.__version__,
        without=options.without,
        encryption=lock.encryption,
    )
    cargos = parts.split(cargo, options.part_size)
    return [
        Parcel(
            replace(
                header, file_id=os.urandom(16), part=number, parts=len(cargos), counts=_counts(one)
            ),
            one,
            me.secret,
            lock,
        )
        for number, one in enumerate(cargos, 1)
    ]


def _cargo(
    store: Store,
    options: SendOptions,
    spaces: Sequence[str],
    peers: Sequence[holdings.Peer | None],
    carried: Carried,
) -> Cargo:
    """Return all that goes along for ``peers``: the offices addressed, None for one never heard from."""
    connection = store.connection
    assumed = [
        tuple(entry for entry in (peer.holds if peer else ()) if entry.space_id in set(spaces))
        for peer in peers
    ]
    asked_for = [entry for peer in peers if peer for entry in peer.gaps]
    waiting = holdings.waiting_segments(connection, spaces)
    return Cargo(
        holdings.vector(connection, spaces),
        assumed,
        holdings.segments_beyond(connection, spaces, assumed, asked_for),
        waiting,
        gaps(store, waiting),
        wants=carried.wants,
        has=carried.has,
        attachments=carried.files,
        roster=introducing.roster(store, options.to),
        rosters=introducing.rosters(store, options.to),
    )


def _spaces_sent(
    store: Store, options: SendOptions, partnership_ids: Sequence[str]
) -> Sequence[str]:
    """Return the spaces of which anything goes along.

    Of a partnership whose beginning has not arrived yet nobody can say which space holds its people;
    without these nothing of it is passed on.
    """
    if options.with_personal:
        return spaces_of(*partnership_ids)
    return [one for one in partnership_ids if store.read("partnership", one) is not None]


def partnerships_in(cargo: Cargo) -> set[str]:
    """Return the partnerships of which something lies in a file; the list of offices is none."""
    spaces = {head.space_id for head in _heads(cargo)} - {REFERENCE_SPACE}
    return spaces - set(map(people_space, spaces))


def _counts(cargo: Cargo) -> Counts:
    writes = sum(head.count for head in _heads(cargo))
    return Counts(len(partnerships_in(cargo)), writes, len(cargo.attachments))


def _heads(cargo: Cargo) -> list[SegmentHead]:
    return [format.read_head(segment.data) for segment in (*cargo.segments, *cargo.waiting)]


def take_in(
    store: Store, header: Header, content: Content, now: int, progress: Progress = unwatched
) -> receiving.Received:
    """Work a sync file in.

    Raises `BadFile` or `OfficeNotTrusted`; the transaction must then be rolled back.
    """
    connection = store.connection
    introducing.check_sender(store, header.card)
    seal_own(store, now)
    me = identity.identity(connection)
    is_own = header.sender.id == me.origin.id
    was_restored = copies.is_copy(store, header, content, me)
    if not identity.admit(connection, header.sender):
        raise BadFile.impossible()
    introducing.take_in(store, header.card, content, now)
    with undisturbed():
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
        content.gaps,
    )
    if not is_own or received.restored:
        holdings.remember_peer(connection, peer)
        carrying.remember(store, header, content)
    holdings.remember_file(connection, header.file_id, peer, header.part, header.parts)
    kept = [(frame.kind, frame.data) for frame in content.kept]
    holdings.keep_frames(connection, header.file_id, kept)
    return received

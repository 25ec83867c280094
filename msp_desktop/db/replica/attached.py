"""Which attached files the records speak of, and what other offices have of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.db.replica.disputes import Dispute, disputes, open_conflicts
from msp_desktop.db.replica.log import SegmentFormat
from msp_desktop.db.store import Store
from msp_desktop.domain.attachments import Attached
from msp_desktop.domain.fields import Attachment, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.segments import SHORT_HASH

_HASH = 32

FIELDS = {
    key: fields
    for key, kind in KINDS.items()
    if (fields := tuple(one for one in kind.fields.values() if isinstance(one, Attachment)))
}
"""The fields that hold attached files, by kind of record."""


@dataclass(frozen=True, slots=True)
class HeldByPeer:
    """Attached files another writer had and missed at its newest file: beginnings of hashes, and hashes."""

    held: frozenset[bytes] = frozenset()
    wanted: frozenset[bytes] = frozenset()

    def has(self, digest: bytes) -> bool:
        """Say whether it is known to have a file; what it asks for it does not have."""
        return digest[:SHORT_HASH] in self.held and digest not in self.wanted


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that speaks of an attached file."""

    kind_key: str
    record_id: str
    field_key: str
    attached: Attached


def mentions(store: Store, format: SegmentFormat, space_ids: Iterable[str]) -> Iterator[Mention]:
    """Yield every mention of an attached file in some partnerships, also in values not decided on."""
    for space_id in space_ids:
        for kind_key, fields in FIELDS.items():
            for row in store.rows(kind_key, space_id):
                for field in fields:
                    yield from _mention(field, kind_key, str(row["id"]), row[field.key])
        for dispute in disputes(store.connection, space_id):
            for field in FIELDS.get(dispute.kind_key, ()):
                if field.key == dispute.field_key:
                    yield from _disputed(store, format, field, dispute)


def remember(
    store: Store, origin_id: bytes, file_number: int, has: Iterable[bytes], wants: Iterable[bytes]
) -> None:
    """Remember what a writer says it has and misses; its newest file replaces what it said before."""
    driver_of(store.connection).execute(
        "INSERT INTO sync_peer_attachments VALUES (?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET "
        "file_number = excluded.file_number, held = excluded.held, wanted = excluded.wanted "
        "WHERE excluded.file_number > sync_peer_attachments.file_number",
        (origin_id, file_number, b"".join(sorted(has)), b"".join(sorted(wants))),
    )


def held_by(store: Store, origin_id: bytes) -> HeldByPeer:
    """Return what a writer had and missed when it wrote its newest file."""
    found = (
        driver_of(store.connection)
        .execute("SELECT held, wanted FROM sync_peer_attachments WHERE origin = ?", (origin_id,))
        .fetchone()
    )
    if found is None:
        return HeldByPeer()
    return HeldByPeer(_split(found[0], SHORT_HASH), _split(found[1], _HASH))


def _disputed(
    store: Store, format: SegmentFormat, field: Attachment, dispute: Dispute
) -> Iterator[Mention]:
    for conflict in open_conflicts(store.connection, format, record_ids=[dispute.record_id]):
        if conflict.field_key == field.key:
            for side in conflict.sides:
                yield from _mention(field, conflict.kind_key, conflict.record_id, side.value)


def _mention(field: Attachment, kind_key: str, record_id: str, stored: Stored) -> Iterator[Mention]:
    attached = field.value(stored)
    if isinstance(attached, Attached):
        yield Mention(kind_key, record_id, field.key, attached)


def _split(data: bytes, length: int) -> frozenset[bytes]:
    return frozenset(data[at : at + length] for at in range(0, len(data), length))

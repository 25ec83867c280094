"""Who this installation is as a writer: its office, its keys, its incarnation, its merge clock."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from typing import NamedTuple

import cbor2
from sqlalchemy import Connection

from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.domain.offices import EarlierKeys
from msp_desktop.domain.segments import Origin


class Identity(NamedTuple):
    """This installation as others know it, and the secrets it signs and reads with.

    ``secret`` is an Ed25519 key, ``age_secret`` age identities, one a line, the present one first, and
    ``recipient`` its public half.
    ``since`` says when the keys were made, in milliseconds since 1970. ``file_number`` is its last file's.
    """

    origin: Origin
    incarnation: int
    secret: bytes
    file_number: int
    age_secret: str
    recipient: str
    since: int
    earlier: tuple[EarlierKeys, ...]


class NewKeys(NamedTuple):
    """Keys just made: to sign with (secret and public), and to read with."""

    secret: bytes
    key: bytes
    age_secret: str
    recipient: str


def begin(raw: sqlite3.Connection) -> None:
    """Make this database a writer of its own, which has no keys yet."""
    raw.execute(
        "INSERT INTO sync_identity (id, origin, incarnation, office_id, secret_key, public_key, stamp, "
        "file_number) VALUES (1, ?, 1, '', x'', x'', 0, 0)",
        (os.urandom(8),),
    )


def create(connection: Connection, office_id: str) -> None:
    """Make the office's keys; to be called once, when the office is set up."""
    raw = driver_of(connection)
    raw.execute("UPDATE sync_identity SET office_id = ?", (office_id,))
    _keep_keys(raw, make_keys(), ())


def complete(connection: Connection) -> None:
    """Give an office that was set up by an earlier version what it lacks: keys to read with."""
    raw = driver_of(connection)
    query = "SELECT 1 FROM sync_identity WHERE age_secret = '' AND office_id <> ''"
    if raw.execute(query).fetchone() is not None:
        raw.execute(
            "UPDATE sync_identity SET age_secret = ?, recipient = ?, since = ?",
            (*_make_age_keys(), _now()),
        )


def make_keys() -> NewKeys:
    """Return new keys."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.generate()
    public = secret.public_key().public_bytes_raw()
    return NewKeys(secret.private_bytes_raw(), public, *_make_age_keys())


def replace_keys(connection: Connection, sign_next: Callable[[Identity, NewKeys], bytes]) -> None:
    """Go on with new keys, which the old ones sign, and as a new writer.

    What was written before must be sealed already: it stays signed with the old keys.
    """
    raw = driver_of(connection)
    old, new = identity(connection), make_keys()
    new_incarnation(connection)
    latest = EarlierKeys(old.origin.key, old.recipient, sign_next(old, new))
    secrets = "\n".join((new.age_secret, old.age_secret))  # files for the old ones are on their way
    _keep_keys(raw, new._replace(age_secret=secrets), (latest, *old.earlier))


def identity(connection: Connection) -> Identity:
    """Return who this installation is."""
    raw = driver_of(connection)
    *writer, incarnation, secret, file_number, age_secret, recipient, since, earlier = raw.execute(
        "SELECT origin, office_id, public_key, incarnation, secret_key, file_number, age_secret, "
        "recipient, since, earlier FROM sync_identity"
    ).fetchone()
    keys = earlier_keys(earlier)
    return Identity(
        Origin(*writer), incarnation, secret, file_number, age_secret, recipient, since, keys
    )


def earlier_keys(kept: bytes) -> tuple[EarlierKeys, ...]:
    """Read the keys this office had before."""
    return tuple(EarlierKeys(*one) for one in cbor2.loads(kept)) if kept else ()


def _make_age_keys() -> tuple[str, str]:
    import pyrage

    secret = pyrage.x25519.Identity.generate()
    return str(secret), str(secret.to_public())


def _keep_keys(raw: sqlite3.Connection, keys: NewKeys, earlier: tuple[EarlierKeys, ...]) -> None:
    raw.execute(
        "UPDATE sync_identity SET secret_key = ?, public_key = ?, age_secret = ?, recipient = ?, "
        "since = ?, earlier = ?",
        (*keys, _now(), cbor2.dumps([list(one) for one in earlier])),
    )


def _now() -> int:
    return time.time_ns() // 1_000_000


def new_incarnation(connection: Connection) -> None:
    """Go on as a new writer: after a backup was restored, or whenever this might be a copy.

    A writer's places are never used twice; a restored copy would use those again that the lost one had
    already given out. What was written before stays and keeps its writer.
    """
    raw = driver_of(connection)
    origin, office_id, public = raw.execute(
        "SELECT origin, office_id, public_key FROM sync_identity"
    ).fetchone()
    raw.execute("INSERT OR IGNORE INTO sync_origin VALUES (?, ?, ?)", (origin, office_id, public))
    raw.execute(
        "UPDATE sync_identity SET origin = ?, incarnation = incarnation + 1, file_number = 0",
        (os.urandom(8),),
    )
    raw.execute("UPDATE sync_chain SET named = 0")


def writer(raw: sqlite3.Connection, origin: bytes) -> Origin:
    """Return a writer that was met before, or this installation."""
    query = (
        "SELECT origin, office_id, public_key FROM sync_identity WHERE origin = ?1 UNION ALL "
        "SELECT origin, office_id, public_key FROM sync_origin WHERE origin = ?1"
    )
    return Origin(*raw.execute(query, (origin,)).fetchone())


def is_known(connection: Connection, origin_id: bytes) -> bool:
    """Say whether a writer was ever met, or is this installation now or before."""
    query = "SELECT 1 FROM sync_identity WHERE origin = ?1 UNION SELECT 1 FROM sync_origin WHERE origin = ?1"
    return driver_of(connection).execute(query, (origin_id,)).fetchone() is not None


def is_genuine(raw: sqlite3.Connection, origin: Origin) -> bool:
    """Say whether a writer has the office and the key it is known by: nobody speaks in its name.

    One never met is known from now on.
    """
    known = raw.execute(
        "SELECT office_id, public_key FROM sync_identity WHERE origin = ?1 UNION ALL "
        "SELECT office_id, public_key FROM sync_origin WHERE origin = ?1",
        (origin.id,),
    ).fetchone()
    if known is None:
        raw.execute("INSERT INTO sync_origin VALUES (?, ?, ?)", origin)
    return known is None or tuple(known) == (origin.office_id, origin.key)


def admit(connection: Connection, origin: Origin) -> bool:
    """Say whether the sender of a file is who it is known to be (see `is_genuine`)."""
    return is_genuine(driver_of(connection), origin)


def next_file_number(connection: Connection) -> int:
    """Return the number of the next sync file written here."""
    raw = driver_of(connection)
    raw.execute("UPDATE sync_identity SET file_number = file_number + 1")
    (number,) = raw.execute("SELECT file_number FROM sync_identity").fetchone()
    return int(number)

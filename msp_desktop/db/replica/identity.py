"""Who this installation is as a writer: its office, its keys, its incarnation, its merge clock."""

from __future__ import annotations

import os
import sqlite3
from typing import NamedTuple

from sqlalchemy import Connection

from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.domain.segments import Origin


class Identity(NamedTuple):
    """This installation as others know it, the secret key it signs with, and its last file's number."""

    origin: Origin
    incarnation: int
    secret: bytes
    file_number: int


def create(connection: Connection, office_id: str) -> None:
    """Make the office's keys; to be called once, when the office is set up."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.generate()
    public = secret.public_key().public_bytes_raw()
    driver_of(connection).execute(
        "UPDATE sync_identity SET office_id = ?, secret_key = ?, public_key = ?",
        (office_id, secret.private_bytes_raw(), public),
    )


def identity(connection: Connection) -> Identity:
    """Return who this installation is."""
    raw = driver_of(connection)
    origin, incarnation, office_id, secret, public, file_number = raw.execute(
        "SELECT origin, incarnation, office_id, secret_key, public_key, file_number "
        "FROM sync_identity"
    ).fetchone()
    return Identity(Origin(origin, office_id, public), incarnation, secret, file_number)


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

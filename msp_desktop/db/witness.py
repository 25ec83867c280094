"""The witness: outside the database, it remembers how far this office had come on this computer.

A database that was copied back from a stick, restored behind the program's back or carried to another
computer does not know it. Writing on as the same writer, it would give out numbers a second time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from msp_desktop import locations
from msp_desktop.db.backup import make_durable
from msp_desktop.db.database import Database
from msp_desktop.db.replica import identity
from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.i18n import mark as _

_LOG = logging.getLogger("msp_desktop")
_SETTING = "witness"
"""The setting by which a database knows that some computer stands witness for it."""


class Seen(NamedTuple):
    """How far a writer had come: its identifier and incarnation, its last file, its merge clock."""

    origin: str
    incarnation: int
    file_number: int
    stamp: int

    def is_behind(self, other: Seen) -> bool:
        """Say whether this cannot follow from ``other``."""
        if self.origin != other.origin:
            return self.incarnation <= other.incarnation
        return self.file_number < other.file_number or self.stamp < other.stamp


class Verdict(Enum):
    """What the witness says of a database that is opened."""

    SAME = ""
    OLDER = _(
        "This is an older copy of your office's data than the one last used on this computer. "
        "It is kept as it is, and so is everything other offices have of the newer one: their next "
        "files bring it back. From now on this copy writes under a new number."
    )
    ELSEWHERE = _(
        "Your office's data was copied or moved here from another computer or folder. Nothing is lost. "
        "From now on it writes under a new number here, so that two copies are never mixed up; "
        "go on with one of them only."
    )


def place_of(home: Path) -> Path:
    """Return the file that stands witness for the office in a folder."""
    name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]
    return locations.witnesses() / f"{name}.json"


def question(database: Database) -> Verdict:
    """Compare a database just opened with its witness; a copy becomes a new writer at once."""
    with database.reading() as store:
        now, is_known = _seen(store.connection), store.setting(_SETTING) is not None
    before = _read(place_of(database.path.parent))
    verdict = Verdict.SAME
    if before is None and is_known:
        verdict = Verdict.ELSEWHERE
    elif before is not None and now.is_behind(before):
        verdict = Verdict.OLDER
    if verdict is not Verdict.SAME:
        with database.transaction(Author("", "copy found")) as store:
            identity.new_incarnation(store.connection)
    if not is_known and remember(database.path.parent, now):
        with database.transaction(Author("", "set-up")) as store:
            store.keep_setting(_SETTING, "1")
    keep(database)
    return verdict


def keep(database: Database) -> None:
    """Let the witness see how far this office has come: before anything of it leaves the computer.

    A database that was never opened as an office has no witness. Where the witness cannot be written
    the work goes on, and no database is missed by it: it is a second safety, and the log says so.
    """
    with database.reading() as store:
        if store.setting(_SETTING) is None:
            return
        remember(database.path.parent, look(store))


def look(store: Store) -> Seen:
    """Return how far the writer of a database has come."""
    return _seen(store.connection)


def remember(home: Path, now: Seen) -> bool:
    """Write down how far the office in a folder has come; say whether that could be done."""
    place = place_of(home)
    if _read(place) == now:
        return True
    part = place.with_suffix(".part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(now._asdict()), "utf-8")
        make_durable(part)
        os.replace(part, place)  # noqa: PTH105 - the one call that is atomic on every platform
    except OSError as error:
        _LOG.warning("the witness could not be written: %s", error)
        return False
    return True


def forget(home: Path) -> None:
    """Forget the office that was in a folder: another is put there on purpose."""
    place_of(home).unlink(missing_ok=True)


def _seen(connection: Connection) -> Seen:
    found = driver_of(connection).execute(
        "SELECT lower(hex(origin)), incarnation, file_number, stamp FROM sync_identity"
    )
    return Seen(*found.fetchone())


def _read(place: Path) -> Seen | None:
    """Return what the witness saw; one that cannot be read has seen nothing."""
    try:
        return Seen(**json.loads(place.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None

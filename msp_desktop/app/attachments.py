"""Files that belong to answers: added, looked at, saved elsewhere, checked."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from msp_desktop.app.workspace import Workspace
from msp_desktop.db.database import Database
from msp_desktop.db.replica import attached as mentioned
from msp_desktop.domain.attachments import Attached, CannotAttach, NotThere
from msp_desktop.domain.fields import Attachment
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.progress import Progress, unwatched
from msp_desktop.i18n import mark as _
from msp_desktop.sync import format

__all__ = [
    "Attached",
    "CannotAttach",
    "Finding",
    "NotThere",
    "State",
    "Stopped",
    "add",
    "copy_to_open",
    "has_arrived",
    "read_files",
    "save_copy",
    "sender_of",
    "states",
]


class State(Enum):
    """What is the matter with an attached file."""

    NOT_ARRIVED = "not arrived"
    GONE = "gone"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Finding:
    """An attached file that cannot be read; ``office`` wrote it into its record."""

    attached: Attached
    state: State
    office: str


class Stopped(Exception):
    """Raised by a progress callback to stop; nothing is changed then."""


class MayNotOpen(Problem):
    """Raised when a file could be a program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "{name} is not opened from here, because it could be a program. Save a copy, "
                "and open that only if you know what it is."
            ),
            name=name,
        )


def add(database: Database, file: Path, progress: Progress = unwatched) -> Attached:
    """Copy a file beside the database; its description can then be written into a record.

    Raises `CannotAttach`. A file added and never written into a record does no harm.
    """
    return database.attachments.add(file, progress)


def read_files(
    database: Database, kind_key: str, values: Mapping[str, object]
) -> dict[str, object]:
    """Replace ``@path`` in answers that are attached files by the file there. Raises `CannotAttach`."""
    fields = KINDS[kind_key].fields
    return {
        key: add(database, Path(value[1:])).stored
        if isinstance(value, str)
        and value.startswith("@")
        and isinstance(fields.get(key), Attachment)
        else value
        for key, value in values.items()
    }


def has_arrived(database: Database, attached: Attached) -> bool:
    """Say whether the bytes of a file are here."""
    return database.attachments.has(attached.hash)


def sender_of(workspace: Workspace, space_id: str, attached: Attached) -> str:
    """Return the name of the other office that wrote a file into its record; empty when none did."""
    with workspace.database.reading() as store:
        found = [
            one for one in mentioned.mentions(store, format, [space_id]) if one.attached == attached
        ]
    office, is_own = _writer(workspace, found[0]) if found else ("", False)
    return "" if is_own else office


def copy_to_open(database: Database, attached: Attached, folder: Path) -> Path:
    """Put a copy that cannot be changed into a folder, to be shown by another program.

    Raises `MayNotOpen` for what could be a program, `NotThere` when the bytes are missing or damaged.
    """
    if not attached.may_be_opened:
        raise MayNotOpen(attached.name)
    place = folder / attached.hash[:16]
    place.mkdir(parents=True, exist_ok=True)
    copy = place / attached.name
    if not copy.exists():
        database.attachments.copy_out(attached, copy)
        copy.chmod(stat.S_IRUSR)
    return copy


def save_copy(
    database: Database, attached: Attached, target: Path, progress: Progress = unwatched
) -> None:
    """Write a verified copy to where a person wants it. Raises `NotThere`, OSError."""
    database.attachments.copy_out(attached, target, progress)


def states(workspace: Workspace) -> list[Finding]:
    """Read every file that a record speaks of to its end; return those that cannot be read."""
    database = workspace.database
    with database.reading() as store:
        spaces = [str(row["id"]) for row in store.all_rows("partnership")]
        found = {one.attached.hash: one for one in mentioned.mentions(store, format, spaces)}
    findings = []
    for mention in found.values():
        office, is_own = _writer(workspace, mention)
        state = State.GONE if is_own else State.NOT_ARRIVED
        try:
            database.attachments.verify(mention.attached.hash)
        except NotThere as trouble:
            if trouble.is_damaged:
                state = State.DAMAGED
            findings.append(Finding(mention.attached, state, office))
    return findings


def _writer(workspace: Workspace, mention: mentioned.Mention) -> tuple[str, bool]:
    """Return the name of the office that wrote a mention, and whether it is this one."""
    edits = workspace.history_of(mention.kind_key, mention.record_id)
    stored = mention.attached.stored
    office = next((one.office for one in edits if one.values.get(mention.field_key) == stored), "")
    with workspace.database.reading() as store:
        own = store.read("office", store.setting("office_id") or "") or {}
    return office, office == own.get("name")

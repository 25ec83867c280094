"""Setting up an office, opening it, and the settings that belong to this computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msp_desktop import locations
from msp_desktop.app.lock import OfficeLock
from msp_desktop.app.workspace import Workspace
from msp_desktop.db import attachments, backup, witness
from msp_desktop.db.attachments import AttachmentFolder
from msp_desktop.db.database import Database
from msp_desktop.db.replica import identity
from msp_desktop.domain.changes import Author
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import REFERENCE_SPACE, new_id
from msp_desktop.domain.problems import FileIsDamaged, NoOfficeYet
from msp_desktop.domain.records import Row
from msp_desktop.i18n import BASE_LANGUAGE, translate

DATABASE = locations.DATABASE


@dataclass(slots=True)
class Office:
    """An open office: its folder, its records, and what is set on this computer."""

    home: Path
    workspace: Workspace
    lock: OfficeLock
    notice: str = ""
    """What a person must know at once, such as that this is an older copy; usually nothing."""

    @property
    def id(self) -> str:
        """The identifier of this office among all offices."""
        return self.setting("office_id") or ""

    @property
    def row(self) -> Row:
        """Name and place of this office, as others see them."""
        return self.workspace.read("office", self.id) or {}

    @property
    def language(self) -> str:
        """The language of the window."""
        return self.setting("language") or BASE_LANGUAGE

    @property
    def emblem(self) -> bytes | None:
        """The picture for the letterhead (PNG), if the office has set one."""
        with self.workspace.database.reading() as store:
            return store.setting_data("emblem")

    def setting(self, key: str) -> str | None:
        """Return a setting of this computer."""
        with self.workspace.database.reading() as store:
            return store.setting(key)

    def keep_setting(self, key: str, value: str | None, data: bytes | None = None) -> None:
        """Keep a setting of this computer; it never leaves it."""
        with self.workspace.database.transaction(Author(self.workspace.person)) as store:
            store.keep_setting(key, value, data)
        if key == "person" and value:
            self.workspace.person = value

    def rename(self, name: str, place: str) -> None:
        """Change the office's name and place."""
        self.workspace.set_fields("office", self.id, {"name": name, "place": place})

    def back_up_daily(self) -> Path | None:
        """Make a backup when none is of the last day; return it, or None when none was due."""
        return backup.back_up_daily(self.home / DATABASE)

    def close(self) -> None:
        """Close the database and let others open the office."""
        witness.keep(self.workspace.database)
        self.workspace.database.close()
        self.lock.release()


def is_set_up(home: Path) -> bool:
    """Say whether a folder holds an office."""
    return (home / DATABASE).is_file()


def set_up_office(
    home: Path, *, name: str, place: str, person: str, language: str = BASE_LANGUAGE
) -> Office:
    """Make an office in an empty folder and open it.

    Nothing is left behind when a name is not acceptable. Raises `NotAValue`, `FileIsOpenElsewhere`, or
    FileExistsError when the folder holds an office already.
    """
    if is_set_up(home):
        raise FileExistsError(str(home / DATABASE))
    cleaned = {
        key: KINDS["office"].fields[key].clean(text)
        for key, text in (("name", name), ("place", place))
    }
    lock = OfficeLock(home)
    # Built under another name: a power cut in between leaves no half-made office.
    part = home / (DATABASE + ".part")
    for leftover in home.glob(part.name + "*"):
        leftover.unlink()
    database = Database(part)
    office_id = new_id()
    with database.transaction(Author(person, "set-up")) as store:
        identity.create(store.connection, office_id)
        for key, value in (("office_id", office_id), ("person", person), ("language", language)):
            store.keep_setting(key, value)
        store.create("office", office_id, REFERENCE_SPACE, cleaned)
    database.close()
    backup.make_durable(part)
    part.replace(home / DATABASE)
    backup.make_durable(home)
    witness.forget(home)
    lock.release()
    return open_office(home)


def open_office(home: Path) -> Office:
    """Open the office in a folder.

    Raises `NoOfficeYet`, `FileIsOpenElsewhere`, `FileIsNewer` or `FileIsDamaged`.
    """
    if not is_set_up(home):
        raise NoOfficeYet(str(home))
    lock = OfficeLock(home)
    try:
        database = Database(home / DATABASE)
        with database.reading() as store:
            person = store.setting("person")
        if person is None:
            database.close()
            raise FileIsDamaged(DATABASE)
        database.attachments.sweep()
        notice = translate(witness.question(database).value)
    except BaseException:
        lock.release()
        raise
    return Office(home, Workspace(database, person), lock, notice)


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup a person made: the folder beside it, how many files lie there, how many were damaged."""

    folder: Path
    files: int
    damaged: int


def back_up_to(office: Office, target: Path) -> BackedUp:
    """Copy the office's database into a file of its own, and the attached files into a folder beside it.

    Files that lie there already are not copied again: they never change.
    """
    backup.back_up(office.home / DATABASE, target)
    copies = attachments.beside(target)
    damaged = office.workspace.database.attachments.copy_all(copies)
    return BackedUp(copies.folder, len(copies.all_hashes()), len(damaged))


def restore(home: Path, source: Path) -> Path | None:
    """Put a backup in the place of the office's database; return the backup made of what was there.

    Attached files that lie beside the backup are copied in before; those that are here stay.

    The restored office gets a new identity for its changes (a new incarnation), so that nothing it
    writes from now on can be mistaken for what the lost one wrote. Raises `FileIsDamaged`,
    `FileIsNewer` or `FileIsOpenElsewhere`; then nothing has changed.
    """
    backup.verify(source)
    with OfficeLock(home):
        attachments.beside(source).copy_all(AttachmentFolder(home / attachments.FOLDER))
        part = home / "restored.part"
        backup.back_up(source, part)
        database = Database(part)
        with database.transaction(Author("", "restore")) as store:
            identity.new_incarnation(store.connection)
            seen = witness.look(store)
        database.close()
        saved = None
        current = home / DATABASE
        if current.exists():
            saved = (
                backup.folder_of(current) / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}.msp"
            )
            backup.back_up(current, saved)
            for leftover in home.glob(DATABASE + "-*"):
                leftover.unlink()
        part.replace(current)
        backup.make_durable(home)
        witness.remember(home, seen)
    return saved

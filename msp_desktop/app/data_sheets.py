"""Data sheets: written for a partner and a period, filled in elsewhere, taken in whole (task 8.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from msp_desktop.app.publish import language_of, manner_of, write
from msp_desktop.app.workspace import Workspace
from msp_desktop.db.replica import identity
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.monitoring.cells import Line
from msp_desktop.domain.monitoring.data_sheet import (
    ACTIVITIES,
    FORMS,
    GROUPS,
    VERSION,
    Key,
    key_in,
)
from msp_desktop.domain.monitoring.outlook import last_checks
from msp_desktop.domain.monitoring.taking_in import Entry, Incoming, Verdict, incoming
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule.forecast import WHOLE
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import speaking, translate

ENDING = ".xlsx"


class NotADataSheet(Problem):
    """Raised when a file is no data sheet of this program; nothing was changed."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} is no data sheet: the key on its first sheet is missing or was changed. Nothing was "
                "changed. Ask for the file that was sent out, filled in."
            ),
            file=file,
        )


class OtherDataSheet(Problem):
    """Raised when a data sheet is of another partnership, or of a period that is not here."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} belongs to another partnership, or to a period or a partner that is not listed here. "
                "Nothing was changed. Open that partnership, or choose another file."
            ),
            file=file,
        )


class NewerDataSheet(Problem):
    """Raised when a data sheet was written by a newer version of the program."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} was written by a newer version of this program. Nothing was changed. Install "
                "it here, then read the file again."
            ),
            file=file,
        )


class CannotBeTaken(Problem):
    """Raised when lines of a data sheet stand against taking it in; nothing was taken in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing was taken in: some lines cannot be read, or there is nothing new. Correct them "
                "in the file, save it, and read it again."
            )
        )


class ChangedMeanwhile(Problem):
    """Raised when a sheet would change something else than was shown; nothing was taken in."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "Nothing was taken in: what {file} is compared with was changed meanwhile. Read the file "
                "again, and look at what it brings now."
            ),
            file=file,
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """A data sheet that came back, and what it would bring to the records as they were when it was read."""

    file: str
    sheets: Mapping[str, Sequence[Line]]
    found: Incoming


def write_sheet(
    workspace: Workspace, space_id: str, period_id: str, partner_id: str, out: Path
) -> None:
    """Write a data sheet for a partner and a period, in the language of the documents. Raises `NotFound`."""
    from msp_desktop.reports.layouts.data_sheet import data_book
    from msp_desktop.reports.sheet import write as written

    records = workspace.records(space_id)
    for kind_key, record_id in (("monitoring_period", period_id), ("partner", partner_id)):
        if record_id and records.find(kind_key, record_id) is None:
            raise NotFound(record_id)
    with workspace.database.reading() as store:
        office = store.read("office", identity.identity(store.connection).origin.office_id) or {}
    today = date.today()  # noqa: DTZ011 - the day of the place where it is written
    with speaking(language_of(records), manner_of(records)):
        name = str(office.get("name") or "")
        book = data_book(records, period_id, partner_id, name, today)
    write(written(book), out)


def file_name(records: Records, period_id: str, partner_id: str) -> str:
    """Return a name for the file of a data sheet that every system takes."""
    names = (records.name("monitoring_period", period_id), records.name("partner", partner_id))
    letters = (letter if letter.isalnum() else " " for letter in " ".join(filter(None, names)))
    return f"{' '.join(''.join(letters).split())[:80]}{ENDING}"


def look_into(workspace: Workspace, space_id: str, file: Path) -> Filled:
    """Read a data sheet that came back and say what it would bring; nothing is changed.

    Raises `NotADataSheet`, `OtherDataSheet`, `NewerDataSheet`, and what `intake.sheets` raises.
    """
    from msp_desktop.intake.sheets import typed

    sheets = typed(file.read_bytes(), file.name)
    key = next(
        (
            found
            for _name, lines in sheets[:1]
            for line in lines
            for one in line
            if (found := key_in(one))
        ),
        None,
    )
    if key is None:
        raise NotADataSheet(file.name)
    if key.version > VERSION:
        raise NewerDataSheet(file.name)
    records = workspace.records(space_id)
    is_known = records.find("monitoring_period", key.period_id) is not None
    if key.partner_id:
        is_known = is_known and records.find("partner", key.partner_id) is not None
    if key.space_id != space_id or not is_known:
        raise OtherDataSheet(file.name)
    lines = _by_form(key, sheets)
    return Filled(file.name, lines, incoming(records, key, lines))


def take_in(workspace: Workspace, filled: Filled) -> Incoming:
    """Write all lines of a data sheet as one step, and return what it was.

    The lines are compared anew, for somebody may have written in between. Raises `CannotBeTaken`, and
    `ChangedMeanwhile` where they would bring something else than was shown.
    """
    key = filled.found.key
    found = incoming(workspace.records(key.space_id), key, filled.sheets)
    if not found.can_be_taken:
        raise CannotBeTaken
    if _brings(found) != _brings(filled.found):
        raise ChangedMeanwhile(filled.file)
    words = {"file": filled.file}
    with workspace.step(_("Take in the data sheet {file}"), words) as store:
        for entry in found.entries:
            if entry.verdict is Verdict.SAME:
                continue
            values = workspace.clean(entry.form.kind_key, entry.values)
            kind_key = entry.form.kind_key
            if entry.verdict is Verdict.CHANGED:
                workspace.set_fields(kind_key, entry.record_id, values)
            else:
                owner_id = entry.owner_id if entry.form is GROUPS else None
                store.create(kind_key, entry.record_id, key.space_id, values, owner_id)
        for entry in found.entries:
            if entry.form is ACTIVITIES:
                _note_progress(workspace, key.space_id, entry)
    return found


# Inside


def _brings(found: Incoming) -> list[tuple[Verdict, Sequence[str]]]:
    return [(entry.verdict, entry.changes) for entry in found.entries]


def _by_form(
    key: Key, sheets: Sequence[tuple[str, Sequence[Line]]]
) -> Mapping[str, Sequence[Line]]:
    """Return the lines of each form by its key: a sheet is known by its name in the file's language."""
    with speaking(key.language):
        names = {translate(form.title).casefold(): form.key for form in FORMS}
    known = ((names.get(name.casefold(), ""), lines) for name, lines in sheets)
    return {form_key: lines for form_key, lines in known if form_key}


def _note_progress(workspace: Workspace, space_id: str, entry: Entry) -> None:
    """Let an activity say how far it has come, where no later check says something else."""
    records = workspace.records(space_id)
    activity = records.find("activity", entry.about) or {}
    last = last_checks(records, date.max).get(entry.about, {})
    if last.get("id") != entry.record_id or not activity:
        return
    done = int(Decimal(str(last.get("done") or 0)))
    values: dict[str, Stored] = {"progress": done}
    if activity.get("state") in (None, "planned", "under_way"):
        values["state"] = (
            "done" if done >= WHOLE else "under_way" if done else activity.get("state")
        )
    workspace.set_fields("activity", entry.about, values)

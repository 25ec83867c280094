"""The sample partnership: one complete example that a newcomer can open, change and throw away.

The file of a language names each kind of record by its key. Its answers stand as people type them;
``ref`` gives a record a local name, ``owner`` and reference fields hold such names. The text of the
signed agreement stands in no file: it is what the other answers make of it. A day such as ``+12`` is
so many days after the day on which the sample is read: what is still due there never lies in the past.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from msp_desktop import locations
from msp_desktop.app.agreements import keep_signed_text
from msp_desktop.app.periods import lock
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Dates, Day, Field, NotAValue, Reference, References, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import RecordKind, Shape
from msp_desktop.i18n import BASE_LANGUAGE, translate
from msp_desktop.i18n import mark as _

ABOUT = "about"
PARTNERSHIP = "partnership"
REF = "ref"
OWNER = "owner"


class SampleIsFaulty(Problem):
    """Raised when the sample file holds something that is not an answer; says where it stands."""

    def __init__(self, file: str, kind: str, field: str, reason: str) -> None:
        super().__init__(
            _(
                "The sample in {file} cannot be used: {kind}, {field}: {reason} "
                "Nothing was added; install the program again."
            ),
            file=file,
            kind=kind,
            field=field,
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the sample as written: ``plain`` answers are clean, ``names`` are local names."""

    kind: RecordKind
    ref: str
    owner: str
    plain: Mapping[str, Stored]
    names: Mapping[str, Sequence[str]]


def sample_file(language: str = BASE_LANGUAGE) -> Path:
    """Return the sample of a language, or the English one where nobody has translated it."""
    folder = locations.resources() / "sample"
    file = folder / f"{language}.toml"
    return file if file.is_file() else folder / f"{BASE_LANGUAGE}.toml"


def load_sample(workspace: Workspace, language: str = BASE_LANGUAGE) -> str:
    """Add the sample partnership as one step and return its identifier.

    Raises `SampleIsFaulty` when an answer does not fit its field or a local name leads nowhere.
    """
    file = sample_file(language)
    partnership, entries = read_sample(file)
    with workspace.step(_("Add the sample partnership")):
        space_id = workspace.add_partnership({**partnership, "origin": "sample"})
        add_entries(workspace, space_id, entries)
        keep_signed_text(workspace, space_id)
        lock_what_is_over(workspace, space_id)
    return space_id


def lock_what_is_over(workspace: Workspace, space_id: str) -> None:
    """Lock the periods of the sample whose figures were due before the last of them began."""
    rows = workspace.records(space_id).rows("monitoring_period")
    last = str(rows[-1].get("period") or "") if rows else ""
    for row in rows:
        due = str(row.get("figures_due") or "")
        if due and due < last:
            lock(workspace, space_id, str(row["id"]), date.fromisoformat(due))


def add_entries(
    workspace: Workspace, space_id: str, entries: Sequence[Entry]
) -> dict[tuple[str, str], str]:
    """Add records of a sample to a partnership as one step, owners before what they own.

    Returns their identifiers by kind and local name. What refers to a record that is not among them
    stays empty.
    """
    ids: dict[tuple[str, str], str] = {}
    written = []
    with workspace.step(_("Add the sample partnership")):
        for entry in entries:
            record_id = _write(workspace, space_id, entry, ids)
            ids[entry.kind.key, entry.ref] = record_id
            written.append((entry, record_id))
        for entry, record_id in written:
            if answers := references(entry, ids):
                workspace.set_fields(entry.kind.key, record_id, answers)
    return ids


def references(entry: Entry, ids: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return what an entry refers to as answers, as far as those records have identifiers."""
    found: dict[str, str] = {}
    for field_key, names in entry.names.items():
        known = [ids.get((_target(entry, field_key), name)) for name in names]
        if None not in known:
            found[field_key] = " ".join(map(str, known))
    return found


def read_sample(file: Path) -> tuple[Mapping[str, Stored], Sequence[Entry]]:
    """Return the partnership's own answers and every record of a sample, owners before what they own.

    Raises `SampleIsFaulty` when an answer does not fit its field or a local name leads nowhere.
    """
    with file.open("rb") as stream:
        tables = tomllib.load(stream)
    tables.pop(ABOUT)
    partnership = _entry(file, PARTNERSHIP, tables.pop(PARTNERSHIP))
    entries = [_entry(file, key, table) for key, found in tables.items() for table in _rows(found)]
    entries.sort(key=lambda entry: bool(entry.kind.owner))
    _check_names(file, entries)
    return partnership.plain, entries


def _rows(found: Any) -> list[Mapping[str, object]]:
    """Return the tables of a kind, of which a page has one and a list has many."""
    return found if isinstance(found, list) else [found]


def _entry(file: Path, key: str, table: Mapping[str, object]) -> Entry:
    kind = KINDS.get(key)
    if kind is None:
        raise SampleIsFaulty(file.name, key, "–", translate(_("There is no such kind of record.")))
    plain: dict[str, Stored] = {}
    names: dict[str, tuple[str, ...]] = {}
    for field_key, raw in table.items():
        if field_key in (REF, OWNER):
            continue
        field = kind.fields.get(field_key)
        if field is None:
            reason = translate(_("There is no such field."))
            raise SampleIsFaulty(file.name, key, field_key, reason)
        if isinstance(field, Reference | References):
            names[field_key] = tuple(str(raw).split())
        else:
            plain[field_key] = _clean(file, key, field, raw)
    return Entry(kind, str(table.get(REF, "")), str(table.get(OWNER, "")), plain, names)


def _clean(file: Path, key: str, field: Field, raw: object) -> Stored:
    if isinstance(field, Day | Dates):
        raw = _FROM_TODAY.sub(_on_the_calendar, str(raw))
    try:
        return field.clean(raw)
    except NotAValue as problem:
        reason = translate(str(problem))
        raise SampleIsFaulty(file.name, key, field.key, reason) from problem


_FROM_TODAY = re.compile(r"(?<![0-9])[+-][0-9]+(?![0-9-])")


def _on_the_calendar(written: re.Match[str]) -> str:
    today = date.today()  # noqa: DTZ011 - the day of the place where the sample is looked at
    return (today + timedelta(days=int(written[0]))).isoformat()


def _check_names(file: Path, entries: Sequence[Entry]) -> None:
    known: set[tuple[str, str]] = set()
    for entry in entries:
        if (entry.kind.key, entry.ref) in known:
            reason = translate(_("The name “{name}” stands twice.")).format(name=entry.ref)
            raise SampleIsFaulty(file.name, entry.kind.key, REF, reason)
        if entry.ref:
            known.add((entry.kind.key, entry.ref))
    for entry in entries:
        if entry.kind.owner:
            _known(file, entry, OWNER, (entry.kind.owner, entry.owner), known)
        for field_key, names in entry.names.items():
            for name in names:
                _known(file, entry, field_key, (_target(entry, field_key), name), known)


def _known(
    file: Path,
    entry: Entry,
    field_key: str,
    wanted: tuple[str, str],
    known: set[tuple[str, str]],
) -> None:
    if wanted not in known:
        reason = translate(_("No record “{name}” of kind {kind}.")).format(
            name=wanted[1], kind=wanted[0]
        )
        raise SampleIsFaulty(file.name, entry.kind.key, field_key, reason)


def _target(entry: Entry, field_key: str) -> str:
    field = entry.kind.fields[field_key]
    assert isinstance(field, Reference | References)
    return field.to


def _write(
    workspace: Workspace, space_id: str, entry: Entry, ids: Mapping[tuple[str, str], str]
) -> str:
    if entry.kind.shape is Shape.ONE:
        return workspace.set_single(entry.kind.key, space_id, entry.plain)
    owner_id = ids[entry.kind.owner, entry.owner] if entry.kind.owner else None
    return workspace.add(entry.kind.key, space_id, entry.plain, owner_id=owner_id)

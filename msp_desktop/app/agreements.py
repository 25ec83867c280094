"""The agreement at work: keeping a version of its text, comparing two, signing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from msp_desktop.app.publish import language_of, manner_of
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.agreement.signing import PROMISE, promises_to_keep
from msp_desktop.domain.agreement.versions import PartChange
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.agreement_sections import AGREEMENT
from msp_desktop.domain.guideline.initiation.agreement_signed import SIGNED, VERSION, marks
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.records import Records
from msp_desktop.i18n import formats, speaking, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.layouts.agreement import agreement_text, drawn_texts
from msp_desktop.reports.layouts.agreement.kept import changes_between


@dataclass(frozen=True, slots=True)
class Signed:
    """What signing made: the version, and how many promises stand in it."""

    version_id: str
    promises: int


def section_texts(records: Records) -> Mapping[int, str]:
    """Return what each of the 28 sections would say in print, in the language of the documents."""
    with _spoken(records):
        return drawn_texts(records)


def changes(records: Records, earlier_id: str, later_id: str = "") -> tuple[PartChange, ...]:
    """Return what differs between two kept versions, or between one and today."""
    with _spoken(records):
        return changes_between(records, earlier_id, later_id)


def keep_version(
    workspace: Workspace, space_id: str, name: str, today: date, remark: str = ""
) -> str:
    """Keep the agreement as it would be printed now, and return the identifier of the version.

    Raises `NotAValue` when the text is longer than a version can hold.
    """
    records = workspace.records(space_id)
    values = {
        "name": name,
        "date": today.isoformat(),
        "state": records.single(AGREEMENT).get("state"),
        "changes": remark or None,
        **_kept(records),
    }
    return workspace.add(VERSION, space_id, values)


def sign(workspace: Workspace, space_id: str, day: date, signed_on: Mapping[str, date]) -> Signed:
    """Write down that the agreement was signed, as one step.

    ``signed_on`` has the days on which people signed, by the identifiers of their records. The text is
    kept as a version, and every commitment in it becomes a promise. Signing once more is an amendment:
    what was kept stays, what is promised no more is released. Identifiers are computed, so that offices
    that write down the same signing apart write the same records.
    """
    before = workspace.records(space_id).single(AGREEMENT)
    state = "amended" if before.get("state") in SIGNED else "signed"
    with workspace.step(_("Sign the agreement")):
        for signatory_id, when in signed_on.items():
            workspace.set_fields("signatory", signatory_id, {"signed_on": when.isoformat()})
        workspace.set_single(AGREEMENT, space_id, {"state": state})
        version_id = _sign_version(workspace, space_id, day, state)
        records = workspace.records(space_id)
        with _spoken(records):
            owed = promises_to_keep(records, version_id, day)
        for one in owed:
            if one.record_id:
                workspace.set_fields(PROMISE, one.record_id, one.values)
            else:
                workspace.set_single(PROMISE, space_id, one.values, name=one.name)
    stand = sum(one.values.get("state") == "open" for one in owed)
    return Signed(version_id, stand)


def keep_signed_text(workspace: Workspace, space_id: str) -> None:
    """Keep today's text for signed versions of which nobody kept it (those of a sample)."""
    records = workspace.records(space_id)
    for row in records.rows(VERSION):
        if row.get("state") in SIGNED and not row.get("text"):
            workspace.set_fields(VERSION, str(row["id"]), _kept(records))


def _sign_version(workspace: Workspace, space_id: str, day: date, state: str) -> str:
    records = workspace.records(space_id)
    kept = _kept(records)
    about, number = _room_for(workspace, space_id, f"{VERSION}/{state}/{day.isoformat()}", kept)
    with _spoken(records):
        said = _("Signed text of {day}") if state == "signed" else _("Amended text of {day}")
        name = translate(said).format(day=formats.day(day))
        if number > 1:
            name = f"{name} ({formats.number(number)})"
    values = {"name": name, "date": day.isoformat(), "state": state, **kept}
    return workspace.set_single(VERSION, space_id, values, name=about)


def _room_for(
    workspace: Workspace, space_id: str, about: str, kept: Mapping[str, Stored]
) -> tuple[str, int]:
    """Return the name under which a text can be kept, and the how-manieth of its day that is.

    What was kept already under a name is another text of that day, and stays.
    """
    name, number = about, 1
    while (row := workspace.read(VERSION, single_id(space_id, name))) is not None and any(
        row.get(key) != value for key, value in kept.items()
    ):
        number += 1
        name = f"{about}/{number}"
    return name, number


def _kept(records: Records) -> dict[str, Stored]:
    with _spoken(records):
        return {"text": agreement_text(records), "marks": marks(records, KINDS)}


@contextmanager
def _spoken(records: Records) -> Iterator[None]:
    """Speak the language of the partnership's documents."""
    with speaking(language_of(records), manner_of(records)):
        yield

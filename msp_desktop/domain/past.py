"""The history of a record as a person reads it: who, when, where, and what became what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msp_desktop.domain.changes import ALIVE, REOPENED, SETTLED, Edit
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import NEVER_OPEN
from msp_desktop.domain.records import RecordKind, Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_REASONS = {
    SETTLED: _("decided between offices"),
    REOPENED: _("decision taken back"),
    "external edit": _("by another program"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One answer that became another. ``moment`` is in milliseconds since 1970 by that office's clock."""

    moment: int
    person: str
    office: str
    field_key: str
    answer: str
    before: str
    after: str
    reason: str


def events(
    kind: RecordKind, edits: Iterable[Edit], records: Records | None = None, field_key: str = ""
) -> list[Event]:
    """Return what happened to a record or to one field, in the order of ``edits``."""
    return [
        event
        for edit in edits
        for event in _events_of(kind, edit, records)
        if field_key in ("", event.field_key)
    ]


def called(kind: RecordKind, row: Row) -> str:
    """Name a record by its own words, removed or not; references in its name are left out."""
    words = (shown(kind.fields[key], row.get(key)) for key in kind.named_by)
    return " ".join(word for word in words if word and word != translate(_("(removed)")))


def _events_of(kind: RecordKind, edit: Edit, records: Records | None) -> Iterator[Event]:
    for key, value in edit.values.items():
        if key in NEVER_OPEN:
            continue
        field = kind.fields.get(key)
        label = translate(field.label) if field is not None else key
        yield Event(
            edit.moment,
            edit.person,
            edit.office,
            key,
            translate(_("The entry itself")) if key == ALIVE else label,
            " | ".join(
                _said(kind, key, one, records) for one in dict.fromkeys(edit.replaced.get(key, ()))
            ),
            _said(kind, key, value, records),
            translate(_REASONS.get(edit.reason, edit.reason)),
        )


def _said(kind: RecordKind, key: str, value: Stored, records: Records | None) -> str:
    if key == ALIVE:
        return translate(_("there")) if value == 1 else translate(_("removed"))
    if value in (None, ""):
        return translate(_("(empty)"))
    field = kind.fields.get(key)
    return shown(field, value, records) if field is not None else str(value)

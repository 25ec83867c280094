"""Whether an agreement still says what was signed: marks of what each section was drawn from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import Reference, References
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.initiation.agreement_sections import (
    AGREEMENT,
    SECTIONS,
    AgreementSection,
)
from msp_desktop.domain.records import Records, Row, is_filled
from msp_desktop.i18n import mark as _

SIGNED = ("signed", "amended")
"""The states of an agreement, and of its kept versions, that partners have signed."""
IN_FORCE = (*SIGNED, "ended")
"""The states in which an agreement is no draft."""
VERSION = "agreement_version"
_LENGTH = 6
"""Letters of a mark: of a million changes to a section one goes unseen."""

_MARKS: WeakKeyDictionary[Records, str] = WeakKeyDictionary()
"""The marks of records, as long as somebody holds these: several ask after each change."""


def marks(records: Records, kinds: Kinds) -> str:
    """Return a mark for each section that changes when anything it is drawn from does.

    It knows no language and no order of lists, so that it is the same in every office: ``1:3f9a0c 2:…``
    """
    if records not in _MARKS:
        _MARKS[records] = _marks(records, kinds)
    return _MARKS[records]


def _marks(records: Records, kinds: Kinds) -> str:
    return " ".join(f"{one.number}:{_mark(one, records, kinds)}" for one in SECTIONS)


def signed_version(records: Records) -> Row | None:
    """Return the version that was signed last."""
    found = [row for row in records.rows(VERSION) if row.get("state") in SIGNED]
    return max(found, key=lambda row: str(row.get("date") or ""), default=None)


def changed_since_signed(records: Records, kinds: Kinds) -> tuple[AgreementSection, ...]:
    """Return the sections that are drawn from something else today than when the agreement was signed.

    None while nothing is signed, or of what was signed no marks were kept.
    """
    signed = signed_version(records) or {}
    then = _by_number(str(signed.get("marks") or ""))
    if not then or records.single(AGREEMENT).get("state") not in SIGNED:
        return ()
    now = _by_number(marks(records, kinds))
    return tuple(
        one
        for one in SECTIONS
        if (number := str(one.number)) in then and then[number] != now[number]
    )


@dataclass(frozen=True, slots=True)
class StillAsSigned:
    """Nothing that a section of the signed agreement is drawn from has changed since."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (AGREEMENT, VERSION, *dict.fromkeys(key for one in SECTIONS for key in one.draws))

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each section that has changed."""
        for one in changed_since_signed(records, kinds):
            words = {"number": str(one.number), "title": one.title}
            own = next(iter((*one.own, *one.facts)))
            sentence = _("Changed since it was signed: {number} {title}.")
            yield Missing(sentence, words, AGREEMENT, field_key=own)


def _by_number(kept: str) -> dict[str, str]:
    return {number: mark for number, _colon, mark in (one.partition(":") for one in kept.split())}


def _mark(section: AgreementSection, records: Records, kinds: Kinds) -> str:
    said = sorted(
        repr(answers)
        for kind_key, fields in section.sources.items()
        for row in records.rows(kind_key)
        if _counts(kind_key, row) and (answers := _answers(kind_key, fields, row, records, kinds))
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:_LENGTH]


def _counts(kind_key: str, row: Row) -> bool:
    """Say whether a record is part of the agreement at all."""
    match kind_key:
        case "partner":
            return TAKING_PART.admits(row)
        case "commitment":
            return row.get("state") != "withdrawn"
        case "risk":
            return row.get("state") != "closed"
        case _:
            return True


def _answers(
    kind_key: str, fields: tuple[str, ...], row: Row, records: Records, kinds: Kinds
) -> list[tuple[str, str, str]]:
    """Return the answers a section draws from a record; instead of identifiers, names."""
    found = []
    for key in fields:
        if is_filled(row, key):
            field, stored = kinds[kind_key].fields[key], str(row[key])
            if isinstance(field, Reference | References):
                stored = "; ".join(sorted(records.name(field.to, one) for one in stored.split()))
            found.append((kind_key, key, stored))
    return found

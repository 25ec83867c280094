"""Whether an agreement still says what was signed: marks of what each section was drawn from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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

Sources = Mapping[str, tuple[str, ...]]
"""What a section is drawn from: kinds of records, each with the fields that count."""


def marks(records: Records, kinds: Kinds) -> str:
    """Return a mark for each section that changes when anything it is drawn from does.

    It knows no language and no order of lists, so that it is the same in every office. Behind each mark
    stands what it was made from, for a later version of this program may draw a section from more:
    ``10:3f9a0c:lead_partner.partner+mandate,responsibility.component+role 11:…``
    """
    return records.once("marks", lambda: _marks(records, kinds))


def _marks(records: Records, kinds: Kinds) -> str:
    return " ".join(
        f"{one.number}:{_mark(one.sources, records, kinds)}:{_listed(one.sources)}"
        for one in SECTIONS
    )


def signed_version(records: Records) -> Row | None:
    """Return the version that was signed last."""
    found = [row for row in records.rows(VERSION) if row.get("state") in SIGNED]
    # Of several texts of one day the one that was kept last.
    return max(reversed(found), key=lambda row: str(row.get("date") or ""), default=None)


def changed_since_signed(records: Records, kinds: Kinds) -> tuple[AgreementSection, ...]:
    """Return the sections that are drawn from something else today than when the agreement was signed.

    None while nothing is signed, or of what was signed no marks were kept.
    """
    signed = signed_version(records) or {}
    then = kept_marks(str(signed.get("marks") or ""))
    if not then or records.single(AGREEMENT).get("state") not in SIGNED:
        return ()
    now = kept_marks(marks(records, kinds))
    return tuple(
        one
        for one in SECTIONS
        if (kept := then.get(one.number)) is not None
        and kept != now[one.number]
        and _differs(kept, one, records, kinds)
    )


def same_sections(earlier: str, later: str) -> frozenset[int]:
    """Return the numbers of the sections that say the same by the marks of two versions."""
    then, now = kept_marks(earlier), kept_marks(later)
    return frozenset(number for number in then.keys() & now.keys() if then[number] == now[number])


@dataclass(frozen=True, slots=True)
class KeptMark:
    """The mark of a section as it was kept, and what it was made from; None where that was not kept."""

    mark: str
    sources: Sources | None = None


def kept_marks(text: str) -> dict[int, KeptMark]:
    """Read marks as they were kept, by the numbers of their sections."""
    found = {}
    for one in text.split():
        number, mark, listed = (*one.split(":", 2), "", "")[:3]
        if number.isdecimal():
            found[int(number)] = KeptMark(mark, _sources(listed) if listed else None)
    return found


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


def _differs(kept: KeptMark, section: AgreementSection, records: Records, kinds: Kinds) -> bool:
    """Say whether a section says something else by what its mark was made from.

    What a newer version of the program made it from cannot be told here.
    """
    sources = section.sources if kept.sources is None else kept.sources
    known = all(
        kind_key in kinds and kinds[kind_key].fields.keys() >= set(fields)
        for kind_key, fields in sources.items()
    )
    return known and _mark(sources, records, kinds) != kept.mark


def _listed(sources: Sources) -> str:
    return ",".join(f"{kind_key}.{'+'.join(fields)}" for kind_key, fields in sources.items())


def _sources(listed: str) -> Sources:
    pairs = (one.partition(".") for one in listed.split(","))
    return {kind_key: tuple(fields.split("+")) for kind_key, _dot, fields in pairs}


def _mark(sources: Sources, records: Records, kinds: Kinds) -> str:
    said = sorted(
        repr(answers)
        for kind_key, fields in sources.items()
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

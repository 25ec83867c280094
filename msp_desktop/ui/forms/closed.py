"""What of a record can only be read: what sealed minutes say, and the figures of a locked period."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.seals import SEAL, kept_fields, sealed_fields
from msp_desktop.domain.monitoring.periods import LOCK, PERIOD, WATCHED, locked_for
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import translate


@dataclass(frozen=True, slots=True)
class Closed:
    """The fields into which nobody may type, and what the form says about that."""

    fields: Collection[str] = ()
    says: str = ""


def can_be_closed(kind_key: str) -> bool:
    """Say whether a seal or a lock may ever close records of a kind."""
    return kind_key in WATCHED or bool(sealed_fields(kind_key))


def may_have_closed(kind_key: str, changed: Collection[str]) -> bool:
    """Say whether changes to records of some kinds may have closed those of another, or opened them."""
    is_sealed = SEAL in changed and bool(sealed_fields(kind_key))
    return is_sealed or (LOCK in changed and kind_key in WATCHED)


def sealed(records: Records, kind_key: str, row: Row) -> Collection[str]:
    """Return the fields of a record that sealed minutes keep as they are."""
    record_id, owner_id = (str(row.get(key) or "") for key in ("id", "owner_id"))
    return kept_fields(records, kind_key, record_id, owner_id)


def closed(records: Records, kind_key: str, row: Row) -> Closed:
    """Return what of a record can only be read now."""
    if kept := sealed(records, kind_key, row):
        said = translate(
            "The minutes are sealed: what they say stays as it is. Put things right under "
            "“Corrections to the minutes”."
        )
        return Closed(kept, said)
    period = locked_for(records, kind_key, row)
    if period is None:
        return Closed()
    if kind_key == PERIOD:
        return Closed(("period",))
    said = translate(
        "The period “{period}” is locked: its figures can only be read. It can be opened again, with "
        "a reason, under “Monitoring periods” in task 8.1."
    )
    return Closed(tuple(KINDS[kind_key].fields), said.format(period=period.name))

"""What is said beside an answer that is not wrong by itself but does not go with the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.indicators import is_in_per_cent
from msp_desktop.domain.meetings.stages import ends_too_soon
from msp_desktop.domain.monitoring.sums import gaps
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import translate

_WHOLE = 100

Remarks = Mapping[str, str]
"""Sentences, translated, by the field beside which they are said."""


def remarks(records: Records, kind_key: str, row: Row) -> Remarks:
    """Return what is to be said beside the answers of a record as they stand on a form."""
    source = _SOURCES.get(kind_key)
    return source(records, row) if source is not None else {}


def has_remarks(kind_key: str) -> bool:
    """Say whether anything is ever said beside the answers of a kind."""
    return kind_key in _SOURCES


def _measurement(records: Records, row: Row) -> Remarks:
    parts = records.rows("measurement_part", str(row.get("id") or "-"))
    indicator = records.find("indicator", row.get("indicator")) or {}
    name = str(indicator.get("name") or translate(KINDS["measurement"].label))
    found: dict[str, str] = {}
    for gap in gaps(row, parts, indicator.get("value_type"), KINDS):
        words = gap.words(name)
        words = {**words, "group": translate(words["group"]), "field": translate(words["field"])}
        found.setdefault(gap.field_key, translate(gap.sentence).format(**words))
    return found | _per_cent(indicator, "measurement", row)


def _part_of_measurement(records: Records, row: Row) -> Remarks:
    """Look at the value of a group; its whole says which indicator that is, or else the row itself."""
    stored = records.find("measurement_part", row.get("id")) or row
    whole = records.find("measurement", stored.get("owner_id")) or row
    indicator = records.find("indicator", whole.get("indicator")) or {}
    return _per_cent(indicator, "measurement_part", row)


def _per_cent(indicator: Row, kind_key: str, row: Row) -> dict[str, str]:
    value = KINDS[kind_key].fields["value"].value(row.get("value"))
    if not is_in_per_cent(indicator) or not isinstance(value, Decimal) or 0 <= value <= _WHOLE:
        return {}
    said = translate("Per cent lie between 0 and 100 as a rule. Look at the number again.")
    return {"value": said}


def _meeting(_records: Records, row: Row) -> Remarks:
    if not ends_too_soon(row):
        return {}
    return {"end": translate("The meeting ends before it begins. Look at both times again.")}


_SOURCES: Mapping[str, Callable[[Records, Row], Remarks]] = {
    "measurement": _measurement,
    "measurement_part": _part_of_measurement,
    "meeting": _meeting,
}

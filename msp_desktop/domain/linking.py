"""Entries said to be the same: several records read as one, without any of them being rewritten.

Two offices may enter the same organisation apart. A link says so and can be taken away again; what
people see is a function of the records and the set of links alone, so it is the same in every office,
in whatever order links arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msp_desktop.domain.fields import Reference, References, Stored

if TYPE_CHECKING:
    from msp_desktop.domain.records import RecordKind, Row

SAME_RECORD = "same_record"
"""The key of the kind of record that holds a link, or the answer that two entries are different."""
SAME, DIFFERENT = "same", "different"

Rows = Mapping[str, Sequence["Row"]]


def groups(links: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Return for each linked record all that it is the same as, itself included; by any chain of links."""
    group: dict[str, frozenset[str]] = {}
    for link in links:
        first, second = link.get("first"), link.get("second")
        if link.get("answer") == SAME and isinstance(first, str) and isinstance(second, str):
            one = group.get(first, frozenset({first})) | group.get(second, frozenset({second}))
            group.update(dict.fromkeys(one, one))
    return group


def standing_for(rows: Rows) -> dict[str, str]:
    """Return for each linked record the one that stands for it: the first made of those that are there."""
    linked = groups(rows.get(SAME_RECORD, ()))
    there = {str(row["id"]) for of_kind in rows.values() for row in of_kind} if linked else set()
    return {record_id: min(group & there) for record_id, group in linked.items() if group & there}


def joined(rows: Rows, kinds: Mapping[str, RecordKind]) -> Rows:
    """Return records with linked ones as one.

    Answers it lacks come from the others. What belongs or refers to any of them belongs or refers to it.
    """
    standing = standing_for(rows)
    if not standing:
        return rows
    return {key: _joined_kind(of_kind, kinds[key], standing) for key, of_kind in rows.items()}


def _joined_kind(
    rows: Sequence[Row], kind: RecordKind, standing: Mapping[str, str]
) -> Sequence[Row]:
    points = [
        key for key, field in kind.fields.items() if isinstance(field, Reference | References)
    ]
    known = {str(row["id"]): row for row in rows}
    others: dict[str, list[Row]] = {}
    for record_id in sorted(known.keys() & standing.keys()):
        if standing[record_id] != record_id and standing[record_id] in known:
            others.setdefault(standing[record_id], []).append(known[record_id])
    hidden = {str(row["id"]) for of_one in others.values() for row in of_one}
    return [
        _pointed(_filled(row, others.get(str(row["id"]), ())), points, standing)
        for row in rows
        if row["id"] not in hidden
    ]


def _filled(row: Row, others: Sequence[Row]) -> Row:
    if not others:
        return row
    filled = dict(row)
    for other in others:
        for key, value in other.items():
            if filled.get(key) in (None, "") and key != "owner_id":
                filled[key] = value
    return filled


def _pointed(row: Row, points: Sequence[str], standing: Mapping[str, str]) -> Row:
    pointed: dict[str, Stored] = {}
    for key in ("owner_id", *points):
        value = row.get(key)
        if isinstance(value, str) and any(one in standing for one in value.split()):
            found = {standing.get(one, one) for one in value.split()}
            pointed[key] = " ".join(sorted(found))
    return {**row, **pointed} if pointed else row

"""Saying that two entries are the same, taking it back, and finding entries that may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.duplicates import Likely, likely
from msp_desktop.domain.fields import Field, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.linking import DIFFERENT, SAME, SAME_RECORD
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.received import SpaceNews
from msp_desktop.domain.records import Records, Row, Shape
from msp_desktop.i18n import mark as _

_TELLING = {SAME_RECORD, *(key for key, kind in KINDS.items() if kind.same_by)}
"""Kinds of records by which pairs may come about."""


def likely_same(workspace: Workspace, space_id: str) -> list[Likely]:
    """Return pairs of entries that may be the same, the closest first."""
    return likely(workspace.records(space_id), KINDS)


def newly_likely(
    workspace: Workspace, before: Mapping[str, Records], brought: Iterable[SpaceNews]
) -> int:
    """Return how many pairs of entries may be the same that were none ``before`` files were taken in.

    ``before`` holds the records of every partnership that was there; ``brought`` is what came.
    """
    there = {str(one["id"]) for one in workspace.partnerships()}
    now = {
        one.space_id: workspace.records(one.space_id)
        for one in brought
        if one.space_id in there and any(each.kind_key in _TELLING for each in one.entries)
    }
    earlier = (likely(before[one], KINDS) if one in before else [] for one in now)
    known = {(pair.kind_key, pair.first, pair.second) for pairs in earlier for pair in pairs}
    found = (pair for records in now.values() for pair in likely(records, KINDS))
    return sum((pair.kind_key, pair.first, pair.second) not in known for pair in found)


def differing(
    workspace: Workspace, kind_key: str, first: str, second: str
) -> list[tuple[Field, Stored, Stored]]:
    """Return the answers that both entries give and give differently. Raises `Problem`."""
    one, other = _both(workspace, kind_key, first, second)
    return [
        (field, one[key], other[key])
        for key, field in KINDS[kind_key].fields.items()
        if one[key] != other[key] and one[key] not in (None, "") and other[key] not in (None, "")
    ]


def say_same(
    workspace: Workspace,
    kind_key: str,
    first: str,
    second: str,
    chosen: Mapping[str, object] | None = None,
) -> None:
    """Say that two entries are the same, in one step; ``chosen`` are answers for the one they become.

    Nothing of either is rewritten but what is chosen. Raises `Problem` when they cannot be the same.
    """
    _both(workspace, kind_key, first, second)
    space_id = workspace.partnership_of(kind_key, first)
    with workspace.step(_("Say that two entries are the same")):
        _answer(workspace, kind_key, space_id, (first, second), SAME)
        if chosen:
            workspace.set_fields(kind_key, first, chosen)


def say_different(workspace: Workspace, kind_key: str, first: str, second: str) -> None:
    """Say that two entries are different, so that nobody is asked again."""
    _both(workspace, kind_key, first, second)
    space_id = workspace.partnership_of(kind_key, first)
    with workspace.step(_("Say that two entries are different")):
        _answer(workspace, kind_key, space_id, (first, second), DIFFERENT)


def take_apart(workspace: Workspace, kind_key: str, record_id: str) -> None:
    """Take away every link of an entry: each stands for itself again. Raises `NotFound` without any."""
    space_id = workspace.partnership_of(kind_key, record_id)
    group = set(workspace.same_as(kind_key, record_id))
    found = [
        link
        for link in links(workspace, space_id)
        if link["answer"] == SAME and group & {link["first"], link["second"]}
    ]
    if not found:
        raise NotFound(f"{kind_key} {record_id}")
    with workspace.step(_("Take entries apart")):
        for link in found:
            workspace.remove(SAME_RECORD, str(link["id"]))


def links(workspace: Workspace, space_id: str) -> list[Row]:
    """Return what people said about entries being the same or different."""
    return workspace.rows(SAME_RECORD, space_id)


def _answer(
    workspace: Workspace, kind_key: str, space_id: str, pair: tuple[str, str], answer: str
) -> None:
    first, second = sorted(pair)
    values = {"kind": kind_key, "first": first, "second": second, "answer": answer}
    # Two offices that say it apart write the same record.
    workspace.set_single(SAME_RECORD, space_id, values, name=f"{SAME_RECORD} {first} {second}")


def _both(workspace: Workspace, kind_key: str, first: str, second: str) -> tuple[Row, Row]:
    kind = KINDS.get(kind_key)
    if kind is None or kind.shape is Shape.ONE:
        raise NotFound(kind_key)
    one, other = workspace.read(kind_key, first), workspace.read(kind_key, second)
    if one is None or other is None:
        raise NotFound(f"{kind_key} {first if one is None else second}")
    if one["id"] == other["id"]:
        raise Problem(_("These are one entry already. Nothing was changed."))
    if any(one[key] != other[key] for key in ("space_id", "owner_id")):
        raise Problem(_("These belong to different entries. Say first that those are the same."))
    return one, other

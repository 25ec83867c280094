"""Writing in a matrix: the answer of a record that is found, or made, by what it is about."""

from __future__ import annotations

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import name_of_one, single_id
from msp_desktop.domain.matrix import Answer
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.records import Row, is_filled
from msp_desktop.i18n import mark as _


def write_answer(
    workspace: Workspace, space_id: str, answer: Answer, value: object, initiator: object = None
) -> str:
    """Write one answer as one step and return the identifier of its record; empty where there is none now.

    A record that is about a pair (an objective and a target, say) gets an identifier computed from it,
    so that two offices that make it apart make the same one. One that says nothing but its pair once
    the answer is emptied is removed. Raises `NotAValue` and `NotFound` like `Workspace.set_fields`.
    """
    if answer.member and answer.record_id:
        return _name_or_not(workspace, space_id, answer, value, initiator)
    if answer.record_id:
        return _change(workspace, answer, value, initiator)
    stored = answer.field.clean(value)
    if stored is None:
        return ""
    if answer.member:
        if not stored:
            return ""
        stored = answer.member
    values: dict[str, Stored] = {**dict(answer.pair), answer.field.key: stored}
    if answer.several or not answer.pair:
        return workspace.add(answer.kind_key, space_id, values, answer.owner_id or None, initiator)
    return _make(workspace, space_id, answer, values, initiator)


def _name_or_not(
    workspace: Workspace, space_id: str, answer: Answer, value: object, initiator: object
) -> str:
    """Add a record to those that a field names, or take it out, under whichever entry of it was named."""
    row = workspace.records(space_id).find(answer.kind_key, answer.record_id)
    if row is None:
        raise NotFound(f"{answer.kind_key} {answer.record_id}")
    named = set(str(row.get(answer.field.key) or "").split()) - {answer.member}
    if answer.field.clean(value):
        named.add(answer.member)
    values = {answer.field.key: " ".join(named)}
    workspace.set_fields(answer.kind_key, answer.record_id, values, initiator=initiator)
    return answer.record_id


def _change(workspace: Workspace, answer: Answer, value: object, initiator: object) -> str:
    kind_key, field_key = answer.kind_key, answer.field.key
    row = workspace.read(kind_key, answer.record_id)
    if row is None:
        raise NotFound(f"{kind_key} {answer.record_id}")
    if answer.field.clean(value) is None and _says_nothing_else(answer, row):
        with workspace.step(
            _("Remove {kind}"), {"kind": KINDS[kind_key].label}, initiator=initiator
        ):
            workspace.set_fields(kind_key, answer.record_id, {field_key: None})
            workspace.remove(kind_key, answer.record_id)
        return ""
    workspace.set_fields(kind_key, answer.record_id, {field_key: value}, initiator=initiator)
    return answer.record_id


def _says_nothing_else(answer: Answer, row: Row) -> bool:
    if not answer.pair:
        return False
    own = {answer.field.key, *dict(answer.pair)}
    return not any(is_filled(row, key) for key in KINDS[answer.kind_key].fields if key not in own)


def _make(
    workspace: Workspace,
    space_id: str,
    answer: Answer,
    values: dict[str, Stored],
    initiator: object,
) -> str:
    """Make the record of a pair under its computed identifier, unless that says something else by now."""
    kind_key, pair = answer.kind_key, dict(answer.pair)
    owner = {"owner_id": answer.owner_id} if answer.owner_id else {}
    name = name_of_one(kind_key, **pair, **owner)
    known = workspace.read(kind_key, single_id(space_id, name))
    if known is None:
        with workspace.step(_("Add {kind}"), {"kind": KINDS[kind_key].label}, initiator):
            return workspace.set_single(
                kind_key, space_id, values, name=name, owner_id=answer.owner_id or None
            )
    if all(known.get(key) == wanted for key, wanted in pair.items()):
        record_id = str(known["id"])
        workspace.set_fields(kind_key, record_id, values, initiator=initiator)
        return record_id
    return workspace.add(kind_key, space_id, values, answer.owner_id or None, initiator)

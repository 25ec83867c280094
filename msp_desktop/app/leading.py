"""What people decide about who leads: suggestions accepted or declined, a pilot first (tasks 5.1 and 5.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msp_desktop.app.answering import write_answer
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.formation.roles import CONTRIBUTOR, leads_of
from msp_desktop.domain.leading import ACCEPTED, ANSWER, DECLINED, Suggestion, grounds_in_words
from msp_desktop.domain.matrix import Answer
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _


def role_of(
    records: Records, component_id: object, partner_id: object, activity_id: object = None
) -> Row | None:
    """Return the role of a partner in a component as a whole, or in one of its activities."""
    return next(
        (
            row
            for row in records.rows("responsibility")
            if (row.get("component"), row.get("partner"), row.get("activity") or None)
            == (component_id, partner_id, activity_id)
        ),
        None,
    )


def accept(
    workspace: Workspace, space_id: str, one: Suggestion, reason: str, who: str, day: date
) -> Sequence[str]:
    """Let the suggested partners lead and keep the answer, as one step.

    Who led before contributes from now on; returns the identifiers of these partners.
    """
    records = workspace.records(space_id)
    before = [
        row for row in leads_of(records, one.component_id) if row["partner"] not in one.partners
    ]
    with workspace.step(_("Accept a suggestion of who leads")):
        for row in before:
            workspace.set_fields("responsibility", str(row["id"]), {"role": CONTRIBUTOR})
        for partner in one.partners:
            _give_role(workspace, space_id, records, one, partner)
        _keep(workspace, space_id, one, records, _answer(ACCEPTED, reason, who, day))
    return [str(row["partner"]) for row in before]


def decline(
    workspace: Workspace, space_id: str, one: Suggestion, reason: str, who: str, day: date
) -> None:
    """Keep that a suggestion was declined and why; roles stay as they are."""
    records = workspace.records(space_id)
    with workspace.step(_("Decline a suggestion of who leads")):
        _keep(workspace, space_id, one, records, _answer(DECLINED, reason, who, day))


# Inside


def _answer(answer: str, reason: str, who: str, day: date) -> dict[str, Stored]:
    return {
        "answer": answer,
        "reason": reason or None,
        "decided_by": who or None,
        "decided_on": day.isoformat(),
    }


def _give_role(
    workspace: Workspace, space_id: str, records: Records, one: Suggestion, partner: str
) -> None:
    known = role_of(records, one.component_id, partner)
    pair = (("component", one.component_id), ("activity", None), ("partner", partner))
    field = KINDS["responsibility"].fields["role"]
    record_id = "" if known is None else str(known["id"])
    write_answer(
        workspace, space_id, Answer("responsibility", field, None, record_id, pair), one.role
    )


def _keep(
    workspace: Workspace,
    space_id: str,
    one: Suggestion,
    records: Records,
    answer: Mapping[str, Stored],
) -> None:
    """Write the answer down, in the record that is there for this suggestion or a new one."""
    values: dict[str, Stored] = {
        "component": one.component_id,
        "partners": " ".join(one.partners),
        "role": one.role,
        "basis": grounds_in_words(records, one),
        **answer,
    }
    if one.answer is not None:
        workspace.set_fields(ANSWER, str(one.answer["id"]), values)
    else:
        workspace.set_single(ANSWER, space_id, values, name=one.name)

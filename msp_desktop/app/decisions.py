"""What people do with the register of decisions: say which later one took the place of another (task 5.3)."""

from __future__ import annotations

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.decisions import register, replacing_field
from msp_desktop.domain.matrices.deciding import called
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _


class CannotReplace(Problem):
    """Raised when a decision cannot take the place of another; nothing is written."""

    def __init__(self, earlier: str, later: str) -> None:
        super().__init__(
            _(
                "Not written: {later} cannot replace {earlier}. It would replace itself in the end, it "
                "replaces another already, or its minutes are sealed."
            ),
            earlier=earlier,
            later=later,
        )


def replace_decision(workspace: Workspace, space_id: str, earlier_id: str, later_id: str) -> None:
    """Say that a later decision takes the place of an earlier one, as one step.

    Only the later one is written, so the earlier may stand in sealed minutes. Raises `NotFound`, or
    `CannotReplace` where decisions would replace one another in a circle.
    """
    found = register(workspace.records(space_id))
    earlier, later = found.by_id.get(earlier_id), found.by_id.get(later_id)
    if earlier is None or later is None:
        raise NotFound(later_id if later is None else earlier_id)
    if later not in found.could_replace(earlier):
        raise CannotReplace(called(earlier), called(later))
    workspace.set_fields(later.kind_key, later.id, {replacing_field(earlier): earlier.id})

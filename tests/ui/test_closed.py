"""What a form lets nobody type into: sealed minutes, and figures of a locked period."""

from __future__ import annotations

from datetime import date

from msp_desktop.app import periods, sealing
from msp_desktop.app.office import Office
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import KINDS
from msp_desktop.ui.forms.closed import Closed, can_be_closed, closed, may_have_closed
from tests.app.test_periods import fill
from tests.app.test_sealing import hold


def in_form(workspace: Workspace, space: str, kind_key: str, record_id: str) -> Closed:
    row = workspace.read(kind_key, record_id)
    assert row is not None
    return closed(workspace.records(space), kind_key, row)


def test_of_a_locked_period_the_figures_and_its_days_are_closed(
    workspace: Workspace, space: str
) -> None:
    made = fill(workspace, space)
    assert in_form(workspace, space, "measurement", made["value"]) == Closed()
    periods.lock(workspace, space, made["first"], date(2026, 7, 10))
    found = in_form(workspace, space, "measurement", made["value"])
    assert set(found.fields) == set(KINDS["measurement"].fields)
    assert "“Spring” is locked" in found.says
    assert in_form(workspace, space, "monitoring_period", made["first"]) == Closed(("period",))
    assert in_form(workspace, space, "monitoring_period", made["second"]) == Closed()
    assert closed(workspace.records(space), "measurement", {"id": None}) == Closed()


def test_of_sealed_minutes_only_what_goes_on_after_them_is_open(office: Office, space: str) -> None:
    workspace = office.workspace
    meeting = hold(workspace, space, "2026-09-08")
    (item,) = (str(row["id"]) for row in workspace.rows("action_item", space, meeting))
    assert in_form(workspace, space, "meeting", meeting) == Closed()
    sealing.seal_minutes(workspace, space, meeting)
    assert "title" in in_form(workspace, space, "meeting", meeting).fields
    found = in_form(workspace, space, "action_item", item)
    assert "text" in found.fields
    assert "state" not in found.fields
    assert "The minutes are sealed" in found.says
    entry = {"id": None, "owner_id": meeting}
    assert "text" in closed(workspace.records(space), "decision", entry).fields, "nor a new one"


def test_only_seals_and_locks_close_and_only_kinds_that_they_keep() -> None:
    assert can_be_closed("measurement")
    assert can_be_closed("decision")
    assert not can_be_closed("partner")
    assert may_have_closed("measurement", {"period_lock"})
    assert may_have_closed("meeting", {"seal", "partner"})
    assert not may_have_closed("meeting", {"period_lock"})
    assert not may_have_closed("partner", {"seal", "period_lock"})

"""The one door for changes: durable, announced, undoable."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from msp_desktop.app.history import NotTheNewest, Step
from msp_desktop.app.office import Office, open_office
from msp_desktop.app.removed import name_of_removed
from msp_desktop.app.workspace import Workspace
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Change, Changed
from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.tasks import TaskState


def test_an_answer_is_there_after_a_crash(office: Office, space: str) -> None:
    office.workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    office.lock.release()  # the process is gone; nothing was closed
    again = open_office(office.home)
    assert again.workspace.records(space).single("challenge")["statement"] == "Wells run dry"
    again.close()


def test_listeners_hear_of_a_change_when_it_is_durable(workspace: Workspace, space: str) -> None:
    heard: list[tuple[Changed, object]] = []
    page = object()
    stop = workspace.listen(
        lambda news: heard.append((news, workspace.records(space).single("challenge")))
    )
    workspace.set_single("challenge", space, {"statement": "Wells run dry"}, initiator=page)
    ((news, seen),) = heard
    assert news.initiator is page
    assert news.cause == "edit"
    assert seen["statement"] == "Wells run dry"  # type: ignore[index]
    workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    assert len(heard) == 1, "an answer that is already there is no change"
    stop()
    workspace.set_single("challenge", space, {"statement": "Springs run dry"})
    assert len(heard) == 1


def test_undo_and_redo_of_every_kind_of_step(workspace: Workspace, space: str) -> None:
    def names() -> list[object]:
        return [row["name"] for row in workspace.rows("partner", space)]

    first = workspace.add("partner", space, {"name": "Water Board"})
    second = workspace.add("partner", space, {"name": "Red Cross"})
    workspace.set_fields("partner", first, {"name": "Water Authority"})
    workspace.move("partner", second, None)
    workspace.remove("partner", first)
    story = [names()]
    while workspace.history.done and workspace.history.done[-1].label != "Add Partnership":
        workspace.undo()
        story.append(names())
    assert story == [
        ["Red Cross"],
        ["Red Cross", "Water Authority"],
        ["Water Authority", "Red Cross"],
        ["Water Board", "Red Cross"],
        ["Water Board"],
        [],
    ]
    for expected in reversed(story[:-1]):
        workspace.redo()
        assert names() == expected


def test_a_step_that_is_not_the_newest_any_more_is_not_taken_back(
    workspace: Workspace, space: str
) -> None:
    workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    meant = workspace.history.done[-1]
    workspace.add("partner", space, {"name": "Karnali Water"})
    with pytest.raises(NotTheNewest):
        workspace.undo(meant)
    assert len(workspace.rows("partner", space)) == 1
    workspace.undo()
    workspace.undo(meant)
    workspace.received()
    with pytest.raises(NotTheNewest):
        workspace.redo(meant)
    assert "statement" not in workspace.records(space).single("challenge")


@pytest.mark.parametrize("meanwhile", ["written", "received"])
def test_what_came_while_a_step_was_taken_back_stays_in_order(
    workspace: Workspace, space: str, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    workspace.set_single("challenge", space, {"statement": "Wells run dry"})
    apply = Store.apply

    def apply_and_write(store: Store, changes: Sequence[Change]) -> None:
        apply(store, changes)
        if meanwhile == "written":
            workspace.history.add(newer)
        else:
            workspace.history.clear()

    newer = Step("Add", {}, ())
    monkeypatch.setattr(Store, "apply", apply_and_write)
    workspace.undo()
    assert workspace.history.done[1:] == ([newer] if meanwhile == "written" else [])
    assert workspace.history.undone == [], "older than what was written since"


def test_removing_takes_what_belongs_to_it_and_undo_brings_all_back(
    workspace: Workspace, space: str
) -> None:
    meeting = workspace.add("meeting", space, {"title": "First meeting"})
    item = workspace.add("agenda_item", space, {"title": "Budget"}, owner_id=meeting)
    workspace.remove("meeting", meeting)
    assert workspace.read("agenda_item", item) is None
    workspace.undo()
    assert workspace.rows("agenda_item", space, meeting)[0]["title"] == "Budget"


def test_a_bad_answer_changes_nothing(workspace: Workspace, space: str) -> None:
    partner = workspace.add("partner", space, {"name": "Water Board", "influence": 3})
    with pytest.raises(NotAValue):
        workspace.set_fields("partner", partner, {"name": "Other", "influence": 9})
    with pytest.raises(NotFound):
        workspace.set_fields("partner", partner, {"nonsense": "x"})
    with pytest.raises(NotFound):
        workspace.add("agenda_item", space, {"title": "Budget"}, owner_id=partner)
    assert workspace.read("partner", partner)["name"] == "Water Board"  # type: ignore[index]


def test_a_step_is_all_or_nothing(workspace: Workspace, space: str) -> None:
    def two_partners(influence: int) -> None:
        with workspace.step("Fill in"):
            workspace.add("partner", space, {"name": "Water Board"})
            workspace.add("partner", space, {"name": "Red Cross", "influence": influence})

    with pytest.raises(NotAValue):
        two_partners(influence=12)
    assert workspace.rows("partner", space) == []
    two_partners(influence=3)
    assert workspace.history.done[-1].label == "Fill in"
    workspace.undo()
    assert workspace.rows("partner", space) == []


def test_a_person_may_call_a_task_done_with_a_reason_or_want_to_revisit_it(
    workspace: Workspace, space: str
) -> None:
    def say(state: str, reason: str) -> TaskState:
        name = "task_note/1.1"
        values = {"task": "1.1", "state": state, "reason": reason}
        assert workspace.set_single("task_note", space, values, name=name) == single_id(space, name)
        return workspace.progress(space)["1.1"].state

    assert workspace.progress(space)["1.1"].state is TaskState.NOT_STARTED
    assert say("done", "") is TaskState.NOT_STARTED
    assert say("done", "Settled in the cabinet paper of 3 May") is TaskState.DONE
    assert say("revisit", "The river changed its course") is TaskState.REVISIT
    assert say("", "") is TaskState.NOT_STARTED


def test_records_seen_by_rules_follow_every_change(workspace: Workspace, space: str) -> None:
    assert workspace.records(space).rows("partner") == []
    partner = workspace.add("partner", space, {"name": "Water Board"})
    assert workspace.records(space).name("partner", partner) == "Water Board"
    workspace.remove("partner", partner)
    assert workspace.records(space).find("partner", partner) is None


def test_history_names_who_changed_what(workspace: Workspace, space: str) -> None:
    partner = workspace.add("partner", space, {"name": "Water Board"})
    workspace.person = "Hari Thapa"
    workspace.set_fields("partner", partner, {"name": "Water Authority"})
    newest, oldest = workspace.history_of("partner", partner)
    assert (newest.person, newest.values["name"]) == ("Hari Thapa", "Water Authority")
    assert (oldest.person, oldest.values["name"]) == ("Sita Rawal", "Water Board")
    assert newest.office == "Jumla District Office"
    assert workspace.recent_edits(space, 2)[0].record_id == partner


def test_a_sample_goes_without_a_trace_and_own_work_is_never_discarded(
    workspace: Workspace, space: str
) -> None:
    sample = workspace.add_partnership({"name": "Sample", "origin": "sample"})
    workspace.add("partner", sample, {"name": "Water Board"})
    workspace.add("partner", space, {"name": "Red Cross"})
    workspace.discard_sample(sample)
    assert [row["id"] for row in workspace.partnerships()] == [space]
    assert workspace.rows("partner", sample) == []
    assert workspace.recent_edits(sample) == []
    with pytest.raises(NotFound):
        workspace.discard_sample(space)
    assert len(workspace.rows("partner", space)) == 1


def test_steps_of_one_run_are_taken_back_and_done_again_as_one(
    workspace: Workspace, space: str
) -> None:
    for run, text in (("a", "W"), ("a", "We"), ("b", "Wells")):
        with workspace.step("Type", run=run):
            workspace.set_single("challenge", space, {"statement": text})
    workspace.undo()
    assert workspace.records(space).single("challenge")["statement"] == "We"
    workspace.undo()
    assert not workspace.records(space).single("challenge").get("statement")
    workspace.redo()
    assert workspace.records(space).single("challenge")["statement"] == "We"


def test_what_was_removed_still_has_its_name(workspace: Workspace, space: str) -> None:
    record = workspace.add("partner", space, {"name": "Sinja Radio"})
    workspace.remove("partner", record)
    assert workspace.read("partner", record) is None
    assert name_of_removed(workspace.database, "partner", record) == "Sinja Radio"
    assert name_of_removed(workspace.database, "partner", "f" * 32) == ""

"""Figures of a locked period stay as they are; what comes by file is shown and not lost."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zlib import compress

import pytest

from msp_desktop.app import periods
from msp_desktop.app.periods import PeriodIsLocked, ReasonIsMissing, State
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.changes import Author
from msp_desktop.domain.monitoring.periods import Figures, folded, unfolded
from tests.app.districts import Districts
from tests.copying import ReadyMade

TODAY = date(2026, 7, 10)


def fill(workspace: Workspace, space: str) -> dict[str, str]:
    """Write down two quarters, an indicator, and a value with a group in the first; return identifiers."""
    add = workspace.add
    made = {
        "first": add(
            "monitoring_period", space, {"name": "Spring", "period": "2026-04-01/2026-06-30"}
        ),
        "second": add(
            "monitoring_period", space, {"name": "Summer", "period": "2026-07-01/2026-09-30"}
        ),
        "wells": add("indicator", space, {"name": "Wells"}),
    }
    answers = {"indicator": made["wells"], "date": "2026-05-02", "value": "12"}
    made["value"] = add("measurement", space, answers)
    group = {"dimension": "place", "name": "Hills", "value": "5"}
    made["group"] = add("measurement_part", space, group, owner_id=made["value"])
    return made


@pytest.fixture
def made(workspace: Workspace, space: str) -> dict[str, str]:
    found = fill(workspace, space)
    periods.lock(workspace, space, found["first"], TODAY)
    return found


def state(workspace: Workspace, space: str) -> State:
    return periods.states(workspace, space)[0]


def test_what_belongs_to_a_locked_period_can_only_be_read(
    workspace: Workspace, space: str, made: dict[str, str]
) -> None:
    value, group, first = made["value"], made["group"], made["first"]
    with pytest.raises(PeriodIsLocked, match="Spring"):
        workspace.set_fields("measurement", value, {"value": "13"})
    with pytest.raises(PeriodIsLocked):
        workspace.set_fields("measurement", value, {"date": "2026-07-02"})
    with pytest.raises(PeriodIsLocked):
        workspace.remove("measurement", value)
    with pytest.raises(PeriodIsLocked):
        workspace.set_fields("measurement_part", group, {"value": "6"})
    answers = {"indicator": made["wells"], "date": "2026-06-30", "value": "1"}
    with pytest.raises(PeriodIsLocked):
        workspace.add("measurement", space, answers)
    with pytest.raises(PeriodIsLocked):
        workspace.set_fields("monitoring_period", first, {"period": "2026-04-01/2026-05-01"})
    with pytest.raises(PeriodIsLocked):
        workspace.remove("monitoring_period", first)
    (lock,) = workspace.rows("period_lock", space)
    with pytest.raises(PeriodIsLocked):
        workspace.remove("period_lock", str(lock["id"]))
    row = workspace.read("measurement", value)
    assert row is not None
    assert row["value"] == "12"
    assert state(workspace, space).differences == ()


def test_other_periods_and_other_answers_go_on(
    workspace: Workspace, space: str, made: dict[str, str]
) -> None:
    answers = {"indicator": made["wells"], "date": "2026-07-01", "value": "1"}
    later = workspace.add("measurement", space, answers)
    with pytest.raises(PeriodIsLocked):
        workspace.set_fields("measurement", later, {"period": made["first"]})
    workspace.set_fields("indicator", made["wells"], {"name": "Wells that work"})
    workspace.set_fields("monitoring_period", made["first"], {"figures_due": "2026-07-10"})


def test_opening_needs_a_reason_and_is_recorded(
    workspace: Workspace, space: str, made: dict[str, str]
) -> None:
    with pytest.raises(ReasonIsMissing):
        periods.open_again(workspace, space, made["first"], " ", TODAY)
    periods.open_again(workspace, space, made["first"], "A sheet was read wrongly", TODAY)
    workspace.set_fields("measurement", made["value"], {"value": "13"})
    acts = [(row["act"], row["reason"], row["by"]) for row in workspace.rows("period_lock", space)]
    assert acts == [
        ("locked", None, workspace.person),
        ("opened", "A sheet was read wrongly", workspace.person),
    ]
    told: list[int] = []
    workspace.listen(lambda _changed: told.append(len(workspace.history.done)))
    periods.lock(workspace, space, made["first"], TODAY)
    assert state(workspace, space).locked is not None
    assert workspace.history.done == []
    assert told == [0], "whoever hears of it offers no undo that would do nothing"


def test_figures_are_kept_as_text_and_read_back() -> None:
    figures: Figures = {("measurement", "a" * 32): {"value": "12", "women": 3, "remark": "ជួរភ្នំ"}}
    assert unfolded(folded(figures)) == figures
    assert unfolded("not base64") == unfolded("AAAA") == unfolded(None) == {}


def test_figures_that_this_version_does_not_know_are_left_out() -> None:
    known: Figures = {("measurement", "a" * 32): {"value": "12"}}
    assert unfolded(folded({**known, ("drone_flight", "b" * 32): {"value": "1"}})) == known
    deep = b64encode(compress(b"[" * 100_000)).decode()
    assert unfolded(deep) == {}


@pytest.fixture
def two(tmp_path: Path, ready_made: ReadyMade) -> Iterator[tuple[Districts, str, dict[str, str]]]:
    """Two offices with the same figures; the first has locked them, the second has not heard of it."""
    offices = Districts(tmp_path, ready_made)
    first = offices["Kosi"].workspace
    space = first.add_partnership({"name": "Water"})
    made = fill(first, space)
    offices["Mechi"].workspace.partnerships()
    offices.compare("Kosi", "Mechi")
    offices.carry("Kosi", "Mechi")
    offices["Mechi"].workspace.received()
    periods.lock(first, space, made["first"], TODAY)
    yield offices, space, made
    offices.close()


def edit_apart(offices: Districts, space: str, made: dict[str, str]) -> None:
    """Let the second office change, remove and add figures, and send them to the first."""
    second = offices["Mechi"].workspace
    second.set_fields("measurement", made["value"], {"value": "14"})
    second.remove("measurement_part", made["group"])
    answers = {"indicator": made["wells"], "date": "2026-04-04", "value": "3"}
    second.add("measurement", space, answers)
    offices.carry("Mechi", "Kosi")
    offices["Kosi"].workspace.received()


def value_of(workspace: Workspace, made: dict[str, str]) -> object:
    return (workspace.read("measurement", made["value"]) or {}).get("value")


def test_what_came_by_file_is_shown_and_put_back(
    two: tuple[Districts, str, dict[str, str]],
) -> None:
    offices, space, made = two
    edit_apart(offices, space, made)
    first = offices["Kosi"].workspace
    assert value_of(first, made) == "14", "what another office wrote is not lost"
    told = {one.record_id: one for one in state(first, space).differences}
    assert len(told) == 3
    assert told[made["value"]].fields == ["value"]
    assert told[made["group"]].now is None
    assert periods.put_back(first, space, made["first"]) == 3
    assert state(first, space).differences == ()
    assert value_of(first, made) == "12"
    assert len(first.rows("measurement_part", space)) == 1
    assert len(first.rows("measurement", space)) == 1
    offices.carry("Kosi", "Mechi")
    offices["Mechi"].workspace.received()
    second = offices["Mechi"].workspace
    assert (value_of(second, made), state(second, space).differences) == ("12", ())
    with pytest.raises(PeriodIsLocked):
        second.set_fields("measurement", made["value"], {"value": "15"})


def test_what_came_by_file_holds_up_no_other_period(
    two: tuple[Districts, str, dict[str, str]],
) -> None:
    offices, space, made = two
    edit_apart(offices, space, made)
    first = offices["Kosi"].workspace
    autumn = first.add(
        "monitoring_period", space, {"name": "Autumn", "period": "2026-10-01/2026-12-31"}
    )
    first.set_fields("monitoring_period", made["second"], {"period": "2026-07-01/2026-08-31"})
    first.remove("monitoring_period", autumn)
    first.undo()
    with pytest.raises(PeriodIsLocked):
        first.set_fields("monitoring_period", made["first"], {"period": "2026-05-03/2026-06-30"})


def test_what_was_changed_and_then_removed_elsewhere_is_put_back_as_it_was(
    two: tuple[Districts, str, dict[str, str]],
) -> None:
    offices, space, made = two
    second = offices["Mechi"].workspace
    second.set_fields("measurement", made["value"], {"remark": "Counted twice"})
    second.remove("measurement", made["value"])
    offices.carry("Mechi", "Kosi")
    first = offices["Kosi"].workspace
    first.received()
    assert periods.put_back(first, space, made["first"]) == 2
    assert state(first, space).differences == ()
    assert (first.read("measurement", made["value"]) or {})["remark"] is None


def test_what_the_other_office_locked_is_not_thrown_away(
    two: tuple[Districts, str, dict[str, str]],
) -> None:
    offices, space, made = two
    first, second = offices["Kosi"].workspace, offices["Mechi"].workspace
    answers = {"indicator": made["wells"], "date": "2026-04-04", "value": "3"}
    more = second.add("measurement", space, answers)
    periods.lock(second, space, made["first"], TODAY)
    offices.carry("Mechi", "Kosi")
    first.received()
    assert state(first, space).differences == (), "each is as one of them locked it"
    with first.database.transaction(Author("somebody")) as store:
        store.update("measurement", more, {"value": "4"})
    first.received()
    assert periods.put_back(first, space, made["first"]) == 1
    assert (first.read("measurement", more) or {})["value"] == "3"


def test_what_came_by_file_can_be_accepted_with_a_reason(
    two: tuple[Districts, str, dict[str, str]],
) -> None:
    offices, space, made = two
    edit_apart(offices, space, made)
    first = offices["Kosi"].workspace
    with pytest.raises(ReasonIsMissing):
        periods.accept(first, space, made["first"], "", TODAY)
    periods.accept(first, space, made["first"], "The second sheet is right", TODAY)
    assert state(first, space).differences == ()
    with pytest.raises(PeriodIsLocked):
        first.set_fields("measurement", made["value"], {"value": "12"})


def test_as_long_as_one_office_has_it_locked_a_period_is_locked(
    two: tuple[Districts, str, dict[str, str]],
) -> None:
    offices, space, made = two
    first, second = offices["Kosi"].workspace, offices["Mechi"].workspace
    periods.lock(second, space, made["first"], TODAY)
    periods.open_again(second, space, made["first"], "Too early", TODAY)
    offices.carry("Mechi", "Kosi")
    first.received()
    assert state(first, space).locked is not None
    periods.open_again(first, space, made["first"], "As in Mechi", TODAY)
    assert state(first, space).locked is None
    offices.carry("Kosi", "Mechi")
    second.received()
    assert state(second, space).locked is None
    assert len(second.rows("period_lock", space)) == 4

"""History is read from rows and from sealed segments alike."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import pytest

from msp_desktop.app import exchange
from msp_desktop.app.office import DATABASE, Office
from msp_desktop.app.workspace import Workspace
from msp_desktop.db.engine import connect
from msp_desktop.db.replica import log
from msp_desktop.domain.changes import Edit

NAMES = ("North", "South", "East", "West")


@pytest.fixture
def partner(workspace: Workspace, space: str) -> str:
    """An organisation that was renamed several times."""
    record = workspace.add("partner", space, {"name": "Before"})
    for name in NAMES:
        workspace.set_fields("partner", record, {"name": name})
    return record


def names(edits: list[Edit]) -> list[object]:
    return [edit.values.get("name") for edit in edits]


def seal(workspace: Workspace, folder: Path, number: int) -> None:
    """Send a file, which seals what was written."""
    everybody = exchange.SendOptions(is_open=True)
    exchange.send(workspace.database, folder / f"{number}.mspsync", everybody)


def test_sealing_changes_nothing_in_history(
    workspace: Workspace, space: str, partner: str, tmp_path: Path
) -> None:
    before = workspace.history_of("partner", partner), workspace.recent_edits(space, 3)
    seal(workspace, tmp_path, 1)
    assert (workspace.history_of("partner", partner), workspace.recent_edits(space, 3)) == before


def test_recent_edits_go_on_from_rows_to_segments(
    workspace: Workspace, space: str, partner: str, tmp_path: Path
) -> None:
    seal(workspace, tmp_path, 1)
    workspace.set_fields("partner", partner, {"name": "Between"})
    seal(workspace, tmp_path, 2)
    workspace.set_fields("partner", partner, {"name": "Now"})
    assert names(workspace.recent_edits(space, 4)) == ["Now", "Between", "West", "East"]


def test_a_sealed_write_is_kept_once(office: Office, partner: str, tmp_path: Path) -> None:
    assert partner
    seal(office.workspace, tmp_path, 1)
    connection = connect(office.home / DATABASE)
    (rows,) = connection.execute("SELECT count(*) FROM sync_unsealed").fetchone()
    connection.close()
    assert rows == 0


def test_segments_are_opened_again_after_they_were_put_away(
    workspace: Workspace, partner: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(("One", "Two", "Three")):
        seal(workspace, tmp_path, number)
        workspace.set_fields("partner", partner, {"name": name})
    wanted = [astuple(edit) for edit in workspace.history_of("partner", partner)]
    monkeypatch.setattr(log, "_HELD_OPEN", 1)
    assert [astuple(edit) for edit in workspace.history_of("partner", partner)] == wanted
    assert [one[2]["name"] for one in wanted] == [
        *("Three", "Two", "One"),
        *reversed(NAMES),
        "Before",
    ]

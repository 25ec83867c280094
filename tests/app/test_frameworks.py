"""Loaded wordings are kept whole or not at all, chosen, and removed without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_desktop.app import frameworks
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.sdg import Framework
from tests.intake.published import as_csv, as_xlsx


def load(workspace: Workspace, folder: Path, content: bytes, name: str) -> Framework:
    file = folder / f"{name}.csv"
    file.write_bytes(content)
    made = frameworks.look_into(file).framework(name, "en", "A stick")
    frameworks.keep(workspace, made)
    return made


def test_the_last_loaded_is_shown_and_comes_back_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    one = load(workspace, tmp_path, as_csv(), "Valley")
    two = load(workspace, tmp_path, as_xlsx(), "Hills")
    assert frameworks.kept(workspace) == (two, one)
    assert frameworks.shown(workspace) == two
    frameworks.show(workspace, one.sha)
    assert frameworks.shown(workspace) == one
    frameworks.show(workspace, "")
    assert frameworks.shown(workspace) is None


def test_the_same_file_again_takes_the_place_of_the_first(
    workspace: Workspace, tmp_path: Path
) -> None:
    load(workspace, tmp_path, as_csv(), "Valley")
    load(workspace, tmp_path, as_csv(), "Valley, corrected")
    assert [one.name for one in frameworks.kept(workspace)] == ["Valley, corrected"]


def test_removing_what_is_shown_shows_the_next(workspace: Workspace, tmp_path: Path) -> None:
    one = load(workspace, tmp_path, as_csv(), "Valley")
    two = load(workspace, tmp_path, as_xlsx(), "Hills")
    frameworks.remove(workspace, two.sha)
    assert frameworks.shown(workspace) == one
    frameworks.keep(workspace, two)
    assert frameworks.kept(workspace) == (two, one)
    frameworks.remove(workspace, two.sha)
    frameworks.remove(workspace, one.sha)
    assert frameworks.kept(workspace) == ()
    assert frameworks.shown(workspace) is None


def test_a_file_that_cannot_be_read_leaves_everything_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    kept = load(workspace, tmp_path, as_csv(), "Valley")
    with pytest.raises(Problem):
        load(workspace, tmp_path, b"name,place\n", "Other")
    assert frameworks.kept(workspace) == (kept,)


def test_no_more_are_kept_than_anybody_needs(workspace: Workspace, tmp_path: Path) -> None:
    for number in range(12):
        load(workspace, tmp_path, as_csv([("", f"6.1.1 Taps {number}")]), f"List {number}")
    with pytest.raises(frameworks.TooManyFrameworks):
        load(workspace, tmp_path, as_csv(), "One more")
    assert len(frameworks.kept(workspace)) == 12


def test_one_is_named_by_its_name_or_its_number(workspace: Workspace, tmp_path: Path) -> None:
    kept = load(workspace, tmp_path, as_csv(), "Valley")
    assert frameworks.named(workspace, "Valley") == kept
    assert frameworks.named(workspace, kept.sha[:6].upper()) == kept
    for words in ("Hills", "", kept.sha[:3]):
        with pytest.raises(NotFound):
            frameworks.named(workspace, words)

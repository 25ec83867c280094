"""Keeping versions of the agreement and signing it: durable, undone in one step, the same in two offices."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.app import agreements
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.agreement_signed import (
    changed_since_signed,
    signed_version,
)
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.three_way import Mark

DAY = date(2026, 6, 1)


@pytest.fixture
def drafted(workspace: Workspace, space: str) -> dict[str, str]:
    """Two partners with a commitment each, one who signs, and a text."""
    ids: dict[str, str] = {}
    for name in ("Water Board", "Red Cross"):
        ids[name] = workspace.add("partner", space, {"name": name, "state": "active"})
        what = {"partner": ids[name], "description": f"Help of {name}", "state": "pledged"}
        ids[f"help of {name}"] = workspace.add("commitment", space, what)
    who = {"partner": ids["Water Board"], "name": "Sita", "title": "Director"}
    ids["Sita"] = workspace.add("signatory", space, who)
    workspace.set_single("agreement", space, {"principles": "Equal voice", "state": "negotiating"})
    return ids


def test_a_kept_version_says_what_would_be_printed(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    version = agreements.keep_version(workspace, space, "Draft 1", DAY, "For the May meeting")
    row = workspace.read("agreement_version", version)
    assert row is not None
    assert "Equal voice" in str(row["text"])
    assert (row["date"], row["state"], row["changes"]) == (
        *("2026-06-01", "negotiating", "For the May meeting"),
    )
    workspace.set_single("agreement", space, {"principles": "Equal voice and open figures"})
    changed = [
        one.title for one in agreements.changes(workspace.records(space), version) if one.is_changed
    ]
    assert changed == ["Principles"]
    assert drafted


def test_signing_is_one_step_that_keeps_the_text_and_makes_promises(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    before = len(workspace.history.done)
    signed = agreements.sign(workspace, space, DAY, {drafted["Sita"]: date(2026, 5, 30)})
    assert len(workspace.history.done) == before + 1
    records = workspace.records(space)
    assert records.single("agreement")["state"] == "signed"
    assert (records.find("signatory", drafted["Sita"]) or {})["signed_on"] == "2026-05-30"
    assert signed.promises == len(records.rows("promise")) == 2
    assert {row["version"] for row in records.rows("promise")} == {signed.version_id}
    assert changed_since_signed(records, KINDS) == ()
    workspace.undo()
    records = workspace.records(space)
    assert records.rows("promise") == []
    assert records.rows("agreement_version") == []
    assert records.single("agreement")["state"] == "negotiating"
    workspace.redo()
    assert len(workspace.records(space).rows("promise")) == 2


def test_what_two_offices_write_down_of_one_signing_meets(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    signed = agreements.sign(workspace, space, DAY, {})
    assert signed.version_id == single_id(space, "agreement_version/signed/2026-06-01")
    names = {
        f"promise/commitment/{drafted[f'help of {one}']}" for one in ("Water Board", "Red Cross")
    }
    rows = workspace.records(space).rows("promise")
    assert {row["id"] for row in rows} == {single_id(space, name) for name in names}


def test_an_amendment_is_a_version_of_its_own_and_loses_nothing_kept(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    agreements.sign(workspace, space, DAY, {})
    kept = single_id(space, f"promise/commitment/{drafted['help of Red Cross']}")
    workspace.set_fields("promise", kept, {"state": "kept", "kept_on": "2026-06-10"})
    workspace.set_fields("commitment", drafted["help of Water Board"], {"state": "withdrawn"})
    workspace.set_fields("commitment", drafted["help of Red Cross"], {"description": "More help"})
    assert [one.key for one in changed_since_signed(workspace.records(space), KINDS)] == [
        "resources"
    ]
    amended = agreements.sign(workspace, space, date(2026, 9, 1), {})
    records = workspace.records(space)
    assert records.single("agreement")["state"] == "amended"
    assert [row["state"] for row in records.rows("agreement_version")] == ["signed", "amended"]
    states = {str(row["id"]): row["state"] for row in records.rows("promise")}
    assert states.pop(kept) == "kept"
    assert list(states.values()) == ["released"]
    assert amended.promises == 0
    assert changed_since_signed(records, KINDS) == ()


def test_a_second_amendment_on_one_day_leaves_the_first_text(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    agreements.sign(workspace, space, DAY, {})
    for principles in ("Open figures", "Open figures and open doors"):
        workspace.set_single("agreement", space, {"principles": principles})
        agreements.sign(workspace, space, DAY, {})
    agreements.sign(workspace, space, DAY, {})
    records = workspace.records(space)
    kept = [(row["state"], row["name"]) for row in records.rows("agreement_version")]
    assert kept == [
        ("signed", "Signed text of 1 June 2026"),
        ("amended", "Amended text of 1 June 2026"),
        ("amended", "Amended text of 1 June 2026 (2)"),
    ], "what was written down already is not written down again"
    texts = [str(row["text"]) for row in records.rows("agreement_version")]
    assert ["doors" in text for text in texts] == [False, False, True]
    assert (signed_version(records) or {})["name"] == "Amended text of 1 June 2026 (2)"
    assert changed_since_signed(records, KINDS) == ()
    assert drafted


def test_a_removed_promise_comes_back_without_what_was_said_of_it(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    agreements.sign(workspace, space, DAY, {})
    promise = single_id(space, f"promise/commitment/{drafted['help of Red Cross']}")
    said = {"state": "kept", "kept_on": "2026-06-10", "evidence": "Bill 7"}
    workspace.set_fields("promise", promise, said)
    workspace.remove("promise", promise)
    agreements.sign(workspace, space, date(2026, 9, 1), {})
    row = workspace.read("promise", promise) or {}
    assert (row["state"], row["kept_on"], row["evidence"]) == ("open", None, None)


def test_two_texts_in_two_languages_are_compared_by_what_they_say(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    before = agreements.keep_version(workspace, space, "Draft 1", DAY)
    workspace.set_fields("partnership", space, {"language": "ne"})
    same = agreements.keep_version(workspace, space, "Draft 1 in Nepali", DAY)
    workspace.set_single("agreement", space, {"principles": "The Board decides"})
    after = agreements.keep_version(workspace, space, "Draft 2 in Nepali", DAY)
    records = workspace.records(space)
    assert not any(one.is_changed for one in agreements.changes(records, before, same))
    (changed,) = (one for one in agreements.changes(records, before, after) if one.is_changed)
    said = {(piece.mark, piece.text) for piece in changed.pieces}
    assert (Mark.REMOVED, "Equal voice") in said or (Mark.REMOVED, "Equal") in said
    assert not any(
        "Equal voice" in piece.text for piece in changed.pieces if piece.mark is Mark.SAME
    )
    assert drafted


def test_the_text_is_kept_in_the_language_of_the_documents(
    workspace: Workspace, space: str, drafted: dict[str, str]
) -> None:
    workspace.set_fields("partnership", space, {"language": "ne"})
    version = agreements.keep_version(workspace, space, "Draft 1", DAY)
    text = str((workspace.read("agreement_version", version) or {})["text"])
    assert "Parties" not in text
    assert "Equal voice" in text
    assert not any(one.is_changed for one in agreements.changes(workspace.records(space), version))
    assert drafted

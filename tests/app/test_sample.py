"""The sample partnership shows every kind of record, and every one of its tasks is done."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from msp_desktop.app.agreements import changes
from msp_desktop.app.sample import SampleIsFaulty, load_sample, read_sample, sample_file
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Reference, References
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.guideline.initiation.agreement_signed import changed_since_signed
from msp_desktop.domain.records import is_filled
from msp_desktop.domain.tasks import TaskState


@pytest.fixture
def sample(with_sample: str) -> str:
    return with_sample


def test_every_task_is_done(workspace: Workspace, sample: str) -> None:
    open_tasks = {
        key: [str(hole) for hole in found.missing]
        for key, found in workspace.progress(sample).items()
        if found.state is not TaskState.DONE
    }
    assert open_tasks == {}


def test_every_kind_of_every_task_has_a_record_with_a_name(
    workspace: Workspace, sample: str
) -> None:
    records = workspace.records(sample)
    for task in TASKS.values():
        for kind in task.kinds:
            rows = records.rows(kind.key)
            assert rows, kind.key
            if kind.named_by:
                assert all(records.name(kind.key, row["id"]) for row in rows), kind.key


def test_every_reference_leads_to_a_record(workspace: Workspace, sample: str) -> None:
    records = workspace.records(sample)
    seen = 0
    for kind_key, row in records:
        kind = KINDS[kind_key]
        if kind.owner:
            assert records.find(kind.owner, row["owner_id"]) is not None
        for field in kind.fields.values():
            if isinstance(field, Reference | References) and is_filled(row, field.key):
                for record_id in str(row[field.key]).split():
                    assert records.find(field.to, record_id) is not None, (kind_key, field.key)
                    seen += 1
    assert seen > 300


def test_it_is_marked_as_sample_and_undone_in_one_step(workspace: Workspace) -> None:
    sample = load_sample(workspace)
    partnership = workspace.read("partnership", sample)
    assert partnership is not None
    assert partnership["origin"] == "sample"
    assert len(workspace.history.done) == 1
    workspace.undo()
    assert workspace.partnerships() == []
    assert workspace.rows("partner", sample) == []


def test_a_language_without_a_sample_shows_the_english_one() -> None:
    assert sample_file("xx") == sample_file("en")
    assert sample_file().is_file()


def test_it_says_where_its_facts_come_from() -> None:
    about = tomllib.loads(sample_file().read_text(encoding="utf-8"))["about"]
    assert "box IV.12" in about["source"]
    assert "invented" in about


BEGINNING = '[about]\ntitle = "T"\nsource = "S"\n[partnership]\nname = "P"\n'


@pytest.mark.parametrize(
    ("tables", "kind", "field"),
    [
        ('[[partner]]\nname = "A"\ninfluence = 9\n', "partner", "influence"),
        ('[[partner]]\nname = "A"\nshoe_size = 9\n', "partner", "shoe_size"),
        ('[[pirate]]\nname = "A"\n', "pirate", "–"),
        ('[[commitment]]\npartner = "nobody"\n', "commitment", "partner"),
        ('[[contact]]\nowner = "nobody"\nname = "A"\n', "contact", "owner"),
        ('[[partner]]\nref = "a"\n[[partner]]\nref = "a"\n', "partner", "ref"),
    ],
)
def test_a_fault_names_file_kind_and_field(
    tmp_path: Path, tables: str, kind: str, field: str
) -> None:
    file = tmp_path / "en.toml"
    file.write_text(BEGINNING + tables, encoding="utf-8")
    with pytest.raises(SampleIsFaulty) as caught:
        read_sample(file)
    assert caught.value.words["file"] == "en.toml"
    assert caught.value.words["kind"] == kind
    assert caught.value.words["field"] == field


def test_the_signed_agreement_is_kept_and_says_what_it_says_today(
    workspace: Workspace, sample: str
) -> None:
    records = workspace.records(sample)
    kept = [row for row in records.rows("agreement_version") if row["text"]]
    assert [row["state"] for row in kept] == ["draft", "negotiating", "signed"]
    assert changed_since_signed(records, KINDS) == ()
    assert not any(one.is_changed for one in changes(records, str(kept[-1]["id"])))
    assert any(one.is_changed for one in changes(records, str(kept[1]["id"]), str(kept[2]["id"])))

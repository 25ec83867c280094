"""What `bench sync` measures is a real exchange; how fast it is depends on the computer and is not tested."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from msp_desktop.app.bench import measuring, others, run, workload
from msp_desktop.app.bench.measuring import Offices

WORK = workload.make(200)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    return Offices(tmp_path_factory.mktemp("offices"), WORK)


def test_the_workload_is_always_the_same() -> None:
    assert workload.make(200) == WORK
    assert len(WORK.changes) == 200
    assert len(WORK.rows) == len(WORK.new) == len(WORK.by_row) == 40


def test_a_file_with_one_edited_field_is_smaller_than_two_kilobytes(offices: Offices) -> None:
    one = replace(WORK, changes=WORK.changes[:1])
    offices.write("one", partial(measuring.save_each, workload=one))
    assert offices.size("one") < 2000


@pytest.mark.parametrize("way", run.SAVED)
def test_every_way_of_saving_arrives(offices: Offices, way: str) -> None:
    offices.write(way, partial(run.SAVED[way], workload=WORK))
    assert offices.receive(way)["conflicting"] == 0


def test_writes_apart_are_all_left_open(offices: Offices) -> None:
    offices.write("mine", partial(measuring.save_each, workload=WORK))
    texts: list[workload.FieldChange] = [
        (one, field, "?") for one, field, value in WORK.changes if isinstance(value, str)
    ]
    apart = replace(WORK, changes=texts)
    offices.write_apart("theirs", partial(measuring.save_at_once, workload=apart))
    assert offices.receive("mine", receiver="theirs")["conflicting"] == len(texts)


def test_other_ways_do_the_same_work(tmp_path: Path) -> None:
    _seconds, sets = others.changesets(tmp_path, WORK)
    assert others.packed(sets["changes"]) < len(sets["changes"])
    _seconds, updates = others.yrs(WORK)
    assert updates["rows"]


@pytest.mark.slow
def test_memory_hardly_grows_with_the_number_of_changes() -> None:
    assert run.measure_memory(400_000) < 1.5 * run.measure_memory(100_000) + 50

"""Killed processes, full disks and failing renames on real files; 500 points: `dev.py stress kill`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.sync import kill

POINTS = 8


def test_a_process_killed_at_any_moment_leaves_the_state_before_or_after() -> None:
    happened: Counter[str] = Counter()
    for seed, what, failure in kill.run(range(POINTS)):
        assert not failure, f"seed {seed}\n{failure}"
        happened += what
    assert len(happened) > 1


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> kill.Scene:
    """An office, and a file that brings it a great deal."""
    return kill.make_scene(tmp_path_factory.mktemp("scene"))


def test_a_disk_that_is_full_at_any_size_leaves_the_state_before(
    scene: kill.Scene, tmp_path: Path
) -> None:
    told = [kill.full_disk(scene, tmp_path, size << 12) for size in (1, 24, 90, 10_000)]
    assert not told[-1]
    assert all(told[:2])

"""The window is killed while somebody takes minutes; `dev.py stress minutes` does it a hundred times."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_desktop.app.office import open_office
from tests.journeys import minutes_kill


@pytest.mark.ui
@pytest.mark.parametrize("seed", [0, 1])
def test_at_most_the_last_second_of_the_minutes_is_missing(home: Path, seed: int) -> None:
    assert minutes_kill.killed(open_office(home), seed)["killed"] == 1


def test_what_is_to_be_kept_is_worked_out_key_by_key() -> None:
    first = "The old pumps leak at ten places"
    assert minutes_kill.after(0).told == [""]
    assert minutes_kill.after(3).told == ["The"]
    assert minutes_kill.after(len(first) + 2).told == [first, "d"]
    assert minutes_kill.after(len(first) + 4) == ([first], ["T"], [], [])

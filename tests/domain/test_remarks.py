"""What is said beside an answer that does not go with the others, and kept all the same."""

from __future__ import annotations

import pytest

from msp_desktop.domain.remarks import remarks
from tests.partnerships import Drafted


@pytest.mark.parametrize(
    ("unit", "value", "is_told"),
    [
        ("per cent", "140", True),
        ("%", "-1", True),
        ("घरधुरीको प्रतिशत", "140", True),
        ("ភាគរយ", "140", True),
        ("فیصد", "140", True),
        ("phần trăm", "140", True),
        ("per cent", "100", False),
        ("per cent", None, False),
        ("wells", "140", False),
    ],
)
def test_a_share_above_the_whole_is_asked_about(
    unit: str, value: str | None, is_told: bool
) -> None:
    drafted = Drafted()
    drafted.add("indicator", {"name": "Coverage", "unit": unit}, record="coverage")
    said = remarks(drafted.records(), "measurement", {"indicator": "coverage", "value": value})
    assert ("value" in said) is is_told


def test_a_share_of_a_group_is_asked_about_too() -> None:
    drafted = Drafted()
    drafted.add("indicator", {"name": "Coverage", "unit": "%"}, record="coverage")
    drafted.add("measurement", {"indicator": "coverage", "value": "60"}, record="whole")
    drafted.add("measurement_part", {"name": "Hills"}, record="hills", owner="whole")
    said = remarks(drafted.records(), "measurement_part", {"id": "hills", "value": "140"})
    assert "between 0 and 100" in said["value"]
    assert not remarks(drafted.records(), "measurement_part", {"id": "hills", "value": "14"})

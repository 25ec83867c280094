"""Why people do not work on a day is said in a word."""

from __future__ import annotations

from datetime import date

import pytest

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.plan import why_free

OWN: list[Row] = [
    {"id": "1", "date": "2026-11-10", "name": "District election", "works": None},
    {"id": "2", "date": "2026-11-14", "name": "Catching up", "works": 1},
    {"id": "3", "date": "2026-12-25", "name": "Christmas", "works": 1},
]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-11-12", ""),
        ("2026-11-10", "District election"),
        ("2026-11-07", "weekly day of rest"),
        ("2026-11-14", ""),
        ("2026-12-25", ""),
        ("2027-01-15", "Maghe Sankranti"),
    ],
)
def test_a_feast_a_day_of_rest_and_a_working_one_are_told_apart(day: str, reason: str) -> None:
    calendar: Row = {"id": "c", "country": "NP", "rest_days": "sat"}
    records = Records("space", {"work_calendar": [calendar], "day_off": OWN}, KINDS)
    assert why_free(records, date.fromisoformat(day)) == reason

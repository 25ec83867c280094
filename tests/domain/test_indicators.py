"""Where indicators stand between baseline and target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.indicators import Standing, standings
from msp_desktop.domain.records import Records, Row


def standing(indicator: Row, *measured: Row) -> Standing:
    rows = {"indicator": [{"id": "i", **indicator}], "measurement": measured}
    return standings(Records("s", rows, KINDS))[0]


def test_the_latest_day_counts_whatever_the_order() -> None:
    found = standing(
        {"baseline": "10", "target_value": "50"},
        {"indicator": "i", "date": "2026-10-01", "value": "30"},
        {"indicator": "i", "date": "2026-05-01", "value": "20"},
        {"indicator": "other", "date": "2026-12-01", "value": "99"},
        {"indicator": "i", "date": "2026-12-01", "value": None},
    )
    assert (found.latest, found.latest_day, found.share) == (
        Decimal(30),
        "2026-10-01",
        Decimal("0.5"),
    )
    assert [row["value"] for row in found.measurements] == ["20", "30"], "by day"


@pytest.mark.parametrize(
    ("baseline", "latest", "target", "share"),
    [
        ("40", "30", "20", "0.5"),
        ("10", "5", "20", "-0.5"),
        ("10", "30", "20", "2"),
        ("0", "1", "0", None),
        (None, "1", "2", None),
    ],
)
def test_share_of_the_way(
    baseline: str | None, latest: str, target: str, share: str | None
) -> None:
    measured = {"indicator": "i", "date": "2026-05-01", "value": latest}
    found = standing({"baseline": baseline, "target_value": target}, measured)
    assert found.share == (None if share is None else Decimal(share))

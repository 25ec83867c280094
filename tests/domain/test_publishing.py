"""What of a partnership is published in the IATI standard, and that what cannot be is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.publishing.activity import CannotPublish, activity
from msp_desktop.domain.records import Records, Row
from msp_desktop.reports import iati

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)


def rows(**others: Sequence[Mapping[str, str]]) -> Mapping[str, list[Row]]:
    told: dict[str, Sequence[Mapping[str, str]]] = {
        "partnership": [{"id": "p", "name": "Water", "place": "Jumla", "currency": "NPR"}],
        "challenge": [{"id": "c", "statement": "Wells run dry.", "goals_direct": "6 13"}],
        "agreement": [{"id": "a", "state": "signed", "duration": "2025-01-01/2027-12-31"}],
        "publication": [
            {"id": "u", "reporter": "board", "activity_id": "NP-1-W", "sector": "14030"}
        ],
        "partner": [
            {"id": "board", "name": "Board", "state": "active", "iati_id": "NP-1",
             "sector": "government"},
            {"id": "bank", "name": "Bank", "state": "active", "iati_type": "60"},
            {"id": "radio", "name": "Radio", "state": "active"},
        ],
        **others,
    }  # fmt: skip
    frame: Row = {"owner_id": None, "alive": 1, "rank": ""}
    return {key: [{**frame, **row} for row in found] for key, found in told.items()}


def records(**others: Sequence[Mapping[str, str]]) -> Records:
    return Records("space", rows(**others), KINDS, TODAY)


def test_what_the_standard_asks_for_is_named_with_its_task() -> None:
    with pytest.raises(CannotPublish) as caught:
        activity(records(publication=[{"id": "u", "reporter": "radio", "sector": "water"}]), TODAY)
    assert str(caught.value) == (
        "Nothing was written. The IATI standard asks for: “Identifier of the organisation (IATI)” (task "
        "1.4), “Identifier of the partnership” (task 8.3), “Sector” (task 8.3). Fill it in, then try again."
    )


def test_organisations_have_the_roles_that_the_records_show() -> None:
    money = {"id": "m", "partner": "bank", "kind": "money", "state": "confirmed", "value": "NPR 5"}
    work = {"id": "w", "name": "Dig", "responsible": "board"}
    found = activity(records(commitment=[money], activity=[work]), TODAY)
    assert [(one.name, one.kind, one.roles) for one in found.participants] == [
        ("Board", "10", ("2", "4")),
        ("Bank", "60", ("1",)),
    ]
    assert "Partners without a role in money or activities: Radio." in found.left_out


def test_money_is_said_where_it_is_firm_and_has_a_day_that_has_come() -> None:
    cash = {"partner": "bank", "kind": "money", "value": "NPR 1000.50"}
    found = activity(
        records(
            commitment=[
                {"id": "firm", **cash, "state": "confirmed", "valued_on": "2025-02-01"},
                {"id": "loose", **cash, "state": "pledged", "valued_on": "2025-02-01"},
                {"id": "gone", **cash, "state": "withdrawn", "valued_on": "2025-02-01"},
                {"id": "kind", "partner": "board", "kind": "people", "state": "confirmed"},
            ],
            delivery=[
                {"id": "d1", "commitment": "firm", "received_on": "2025-03-01", "value": "NPR 600"},
                {"id": "d2", "commitment": "firm", "received_on": "2027-03-01", "value": "NPR 1"},
                {"id": "d3", "commitment": "kind", "received_on": "2025-03-01", "value": "NPR 9"},
            ],
        ),
        TODAY,
    )
    assert [(one.kind, one.day, one.amount) for one in found.transactions] == [
        ("11", date(2025, 2, 1), Decimal("1000.50")),
        ("1", date(2025, 3, 1), Decimal(600)),
    ]
    assert [words for words in found.left_out if "role" not in words] == [
        "1 promise in kind: transactions of the standard are about money.",
        "1 promise of money that is not confirmed.",
        "1 payment or promise without an amount, or without a day that has come.",
    ]


def test_indicators_have_a_period_for_each_target_and_the_code_of_the_global_one() -> None:
    indicator = {
        "id": "i", "name": "Working wells", "unit": "per cent", "level": "outcome",
        "global_indicator": "6.1.1", "baseline": "31", "baseline_date": "2024-12-31",
        "target_value": "60", "target_date": "2026-12-31", "direction": "up",
    }  # fmt: skip
    measured = [
        ("2025-06-30", "38"),
        ("2025-12-01", "41"),
        ("2026-06-30", "50"),
        ("2027-01-01", "9"),
    ]
    found = activity(
        records(
            indicator=[indicator],
            indicator_target=[
                {"id": "t", "owner_id": "i", "date": "2025-12-31", "value": "45"},
            ],
            measurement=[
                {"id": f"m{at}", "indicator": "i", "date": day, "value": value}
                for at, (day, value) in enumerate(measured)
            ],
        ),
        TODAY,
    )
    (result,) = found.results
    (one,) = result.indicators
    assert (result.kind, one.measure, one.code) == ("2", "2", "6.1.1")
    assert one.baseline == (date(2024, 12, 31), Decimal(31))
    assert [(span.start, span.end, span.target, span.actual) for span in one.spans] == [
        (date(2024, 12, 31), date(2025, 12, 31), Decimal(45), Decimal(41)),
        (date(2026, 1, 1), date(2026, 12, 31), Decimal(60), Decimal(50)),
    ]


@pytest.mark.parametrize(
    ("state", "duration", "status"),
    [
        ("draft", "2025-01-01/2027-12-31", "1"),
        ("signed", "2027-01-01/2027-12-31", "1"),
        ("signed", "2025-01-01/2027-12-31", "2"),
        ("signed", "2025-01-01/2026-01-31", "3"),
        ("ended", "2025-01-01/2026-01-31", "4"),
    ],
)
def test_status_and_dates_follow_the_agreement(state: str, duration: str, status: str) -> None:
    found = activity(records(agreement=[{"id": "a", "state": state, "duration": duration}]), TODAY)
    assert found.status == status
    assert ("2" in dict(found.dates)) == (status not in ("1",)), "begun only when signed and come"
    assert ("4" in dict(found.dates)) == (status == "4")


def test_the_file_has_its_elements_in_the_order_of_the_standard() -> None:
    work = {"id": "w", "name": "Dig", "responsible": "board"}
    place = {"id": "u", "reporter": "board", "activity_id": "NP-1-W", "sector": "14030",
             "country": "NP", "latitude": "29.27", "longitude": "82.18"}  # fmt: skip
    found = activity(records(activity=[work], publication=[place]), TODAY)
    root = ElementTree.fromstring(iati.write(found, NOW))
    assert (root.tag, root.get("version")) == ("iati-activities", "2.03")
    (node,) = root
    tags = list(dict.fromkeys(child.tag for child in node))
    assert tags == [
        *("iati-identifier", "reporting-org", "title", "description", "participating-org"),
        *("activity-status", "activity-date", "recipient-country", "location", "sector", "tag"),
    ]
    assert node.findtext("location/point/pos") == "29.27 82.18"
    assert node.findtext("title/narrative") == "Water"


@pytest.mark.parametrize(("north", "east"), [("91", "0"), ("0", "181")])
def test_a_point_outside_the_earth_is_left_out_and_told(north: str, east: str) -> None:
    place = {"id": "u", "reporter": "board", "activity_id": "NP-1-W", "sector": "14030",
             "latitude": north, "longitude": east}  # fmt: skip
    found = activity(records(publication=[place]), TODAY)
    assert found.place is not None
    assert found.place.point is None
    assert "The point on the map: its degrees lie outside the earth." in found.left_out


@given(st.text())
def test_whatever_was_typed_the_file_can_be_read(text: str) -> None:
    named = [{"id": "c", "statement": f"x{text}"}]
    found = activity(records(challenge=named), TODAY)
    root = ElementTree.fromstring(iati.write(found, NOW))
    assert (root.findtext(".//description/narrative") or "").startswith("x")

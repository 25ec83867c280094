"""What is worked out from figures and checks: forecasts, paths, cycles, slips, early warnings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.lights import Light
from msp_desktop.domain.meetings.proposals import proposals
from msp_desktop.domain.monitoring.cycles import EveryChecked, after, due
from msp_desktop.domain.monitoring.flag import Flag, FlagKind
from msp_desktop.domain.monitoring.flags import flags
from msp_desktop.domain.monitoring.outlook import Outlook
from msp_desktop.domain.monitoring.paths import Path, paths
from msp_desktop.domain.monitoring.slips import slips
from msp_desktop.domain.publishing.results import results
from msp_desktop.domain.records import Records, Row
from msp_desktop.graphs.path_map import path_map

TODAY = date(2026, 4, 20)  # a Monday
Given = Mapping[str, list[dict[str, Stored]]]


def records_of(given: Given, today: date = TODAY) -> Records:
    """Return records with every column of their kind; each is called by its number where it has no id."""
    rows: dict[str, list[Row]] = {}
    for kind, entries in given.items():
        rows[kind] = [
            {
                **dict.fromkeys(KINDS[kind].fields),
                "id": f"{kind}{at}",
                "owner_id": None,
                **entry,
            }
            for at, entry in enumerate(entries)
        ]
    return Records("s", rows, KINDS, today)


def well(**more: Stored) -> dict[str, Stored]:
    """Return an activity of four weeks from 4 May 2026, of the water office."""
    return {
        "id": "drill",
        "name": "Well drilling",
        "responsible": "water",
        "period": "2026-05-04/2026-05-30",
        "commitments": "rig",
        **more,
    }


def permit(**more: Stored) -> dict[str, Stored]:
    return {
        "commitment": "rig",
        "what": "Drilling rig",
        "planned_on": "2026-05-04",
        "from_abroad": 1,
        "facilitated_by": "Customs office",
        "state": "on_the_way",
        **more,
    }


PARTNERS: list[dict[str, Stored]] = [
    {"id": "water", "name": "Water office", "state": "active"},
    {"id": "school", "name": "School office", "state": "active"},
]
RIG: list[dict[str, Stored]] = [
    {"id": "rig", "name": "Rig", "partner": "school", "state": "confirmed"}
]


def plan(**lists: list[dict[str, Stored]]) -> Given:
    return {"partner": PARTNERS, "commitment": RIG, **lists}


def only(found: list[Flag] | tuple[Flag, ...]) -> Flag:
    (flag,) = found
    return flag


def of(given: Given, kind: FlagKind, today: date = TODAY) -> list[Flag]:
    return [one for one in flags(records_of(given, today), today) if one.kind is kind]


def test_a_permit_that_comes_late_is_told_before_the_work_begins() -> None:
    given = plan(activity=[well()], delivery=[permit(planned_on="2026-05-25")])
    flag = only(of(given, FlagKind.DELAY))
    assert flag.days == 18
    assert not flag.is_late
    assert "Well drilling" in flag.text
    assert "18 working days late, on 20 June 2026" in flag.text
    assert "the permit for “Drilling rig” (Customs office)" in flag.text
    assert flag.step.startswith("Ask about the permit (Customs office)")
    assert flag.place == ("delivery", "delivery0", "facilitated_by")


def test_what_is_due_in_time_is_a_risk_only_when_it_is_needed_soon() -> None:
    given = plan(activity=[well()], delivery=[permit()])
    assert of(given, FlagKind.DELAY) == []
    assert "begins in 14 days" in only(of(given, FlagKind.RISK)).text
    assert of(given, FlagKind.RISK, date(2026, 2, 1)) == []
    arrived = plan(activity=[well()], delivery=[permit(received_on="2026-04-18")])
    assert of(arrived, FlagKind.RISK) == []


def test_a_plan_that_contradicts_itself_is_no_matter_of_pace() -> None:
    box = well(id="box", name="Spring box", period="2026-05-11/2026-06-05", commitments=None)
    link: dict[str, Stored] = {"before": "box", "kind": "finish_start", "after": "drill"}
    given = plan(activity=[well(), box], dependency=[link])
    flag = only(of(given, FlagKind.DELAY))
    assert "because it waits for “Spring box”, planned for 11 May 2026 – 5 June 2026" in flag.text
    assert flag.place == ("activity", "drill", "period")


def test_a_delay_names_whom_else_it_hits_and_these_are_not_told_again() -> None:
    pumps: dict[str, Stored] = {
        "id": "pumps",
        "name": "Set up pumps",
        "responsible": "school",
        "period": "2026-06-01/2026-06-20",
    }
    given = plan(
        activity=[well(), pumps],
        delivery=[permit(planned_on="2026-05-25")],
        dependency=[{"before": "drill", "after": "pumps", "kind": "finish_start"}],
    )
    flag = only(of(given, FlagKind.DELAY))
    assert "It also delays “Set up pumps” (School office) by 18 working days." in flag.text


def test_those_who_do_the_work_know_better_than_its_pace() -> None:
    begun = well(period="2026-03-02/2026-04-25", state="under_way", progress=50)
    by_pace = only(of(plan(activity=[begun]), FlagKind.DELAY))
    assert "50 % are done where 88 % were planned" in by_pace.text
    check: dict[str, Stored] = {
        "activity": "drill",
        "date": "2026-04-18",
        "done": "50",
        "expected_end": "2026-04-29",
        "obstacles": "Rock.",
    }
    said = only(of(plan(activity=[begun], activity_check=[check]), FlagKind.DELAY))
    assert said.days == 3
    assert "because of this: Rock." in said.text
    assert said.place[0] == "activity_check"
    assert of(plan(activity=[begun], activity_check=[check]), FlagKind.CHECK) == []
    apart = {**check, "done": "60"}
    flag = only(of(plan(activity=[begun], activity_check=[apart]), FlagKind.CHECK))
    assert "found 60 % done, the activity itself says 50 %" in flag.text


def test_what_is_done_or_received_gives_no_warning() -> None:
    done = well(period="2026-03-02/2026-04-04", state="done", progress=100)
    assert flags(records_of(plan(activity=[done], delivery=[permit()])), TODAY) == []


def test_a_circle_is_named_and_nothing_breaks() -> None:
    other = well(id="pump", name="Pump")
    links: list[dict[str, Stored]] = [
        {"before": "drill", "after": "pump", "kind": "finish_start"},
        {"before": "pump", "after": "drill", "kind": "finish_start"},
    ]
    flag = only(of(plan(activity=[well(), other], dependency=links), FlagKind.DELAY))
    assert "Well drilling → Pump → Well drilling" in flag.text or "Pump → Well" in flag.text


def test_planned_and_done_stand_beside_each_other_and_components_weigh_by_days() -> None:
    long = well(
        id="long", component="c", period="2026-03-23/2026-05-16", progress=20, commitments=None
    )
    short = well(id="short", component="c", period="2026-03-23/2026-04-04", state="done")
    given = plan(
        activity=[long, short],
        component=[{"id": "c", "name": "Wells", "period": "2026-03-01/2026-05-01"}],
    )
    outlook = Outlook(records_of(given), TODAY)
    (component, (first, second)) = outlook.components()[0]
    assert (first.planned, first.done, second.planned, second.done) == (50, 20, 100, 100)
    assert (component.planned, component.done) == (60, 36)
    assert first.end is not None
    assert component.end == first.end > date(2026, 5, 16)
    assert component.days_late > first.days_late > 0


@pytest.mark.parametrize(
    ("cycle", "day"),
    [
        ("daily", date(2026, 2, 1)),
        ("weekly", date(2026, 2, 7)),
        ("fortnightly", date(2026, 2, 14)),
        ("monthly", date(2026, 2, 28)),
        ("quarterly", date(2026, 4, 30)),
        ("yearly", date(2027, 1, 31)),
        (None, None),
    ],
)
def test_the_next_day_lies_one_cycle_ahead(cycle: Stored, day: date | None) -> None:
    assert after(date(2026, 1, 31), cycle) == day


def test_a_missed_date_is_flagged_until_somebody_looks() -> None:
    schedule: dict[str, Stored] = {
        "activity": "drill",
        "method": "Visit",
        "cycle": "weekly",
        "responsible": "Ravi",
        "last_on": "2026-04-04",
    }
    given = plan(activity=[well()], monitoring_schedule=[schedule])
    flag = only(of(given, FlagKind.CHECK))
    assert (flag.days, flag.place) == (
        9,
        ("monitoring_schedule", "monitoring_schedule0", "last_on"),
    )
    assert "Ask Ravi" in flag.step
    check: dict[str, Stored] = {"activity": "drill", "date": "2026-04-15"}
    checked: Given = {**given, "activity_check": [check]}
    assert due(records_of(checked), TODAY)[0].day == date(2026, 4, 22)
    assert of(checked, FlagKind.CHECK) == []


def test_each_activity_that_goes_on_needs_a_place_in_the_schedule() -> None:
    over = well(id="over", state="done")
    found = list(EveryChecked().missing(records_of(plan(activity=[well(), over])), KINDS))
    assert [hole.text for hole in found] == [
        "Well drilling: say how often it is checked, and by whom."
    ]


def indicator(**more: Stored) -> dict[str, Stored]:
    return {
        "id": "wells",
        "name": "Families with water",
        "unit": "families",
        "direction": "up",
        "baseline": "100",
        "baseline_date": "2025-01-01",
        "target_value": "200",
        "target_date": "2027-01-01",
        "frequency": "quarterly",
        **more,
    }


def path(*values: tuple[str, str], **more: Stored) -> Path:
    measured: list[dict[str, Stored]] = [
        {"indicator": "wells", "date": day, "value": value} for day, value in values
    ]
    return paths(records_of({"indicator": [indicator(**more)], "measurement": measured}))[0]


def test_what_was_expected_lies_on_the_line_between_agreed_points() -> None:
    found = path(("2026-01-01", "140"))
    assert found.expected(date(2026, 1, 1)) == Decimal(150)
    assert found.expected(date(2028, 1, 1)) == Decimal(200)
    assert found.expected(date(2024, 1, 1)) is None
    assert found.behind == Decimal(10)
    assert found.is_behind
    assert found.reached_on == date(2027, 7, 3)


@pytest.mark.parametrize(
    ("value", "more", "light"),
    [
        ("148", {}, Light.GREEN),
        ("140", {}, Light.YELLOW),
        ("129", {}, Light.RED),
        ("129", {"amber_from": "120", "red_from": "110"}, Light.GREEN),
        ("120", {"amber_from": "120", "red_from": "110"}, Light.YELLOW),
        ("109", {"red_from": "110"}, Light.RED),
        ("140", {"target_value": None}, Light.NONE),
        ("140", {"baseline_date": "2026-06-01"}, Light.NONE),
    ],
)
def test_the_light_of_an_indicator_follows_its_path(
    value: str, more: Mapping[str, Stored], light: Light
) -> None:
    assert path(("2026-01-01", value), **more).light is light, "150 were to be reached by then"


def test_nothing_measured_has_no_light_and_an_old_value_is_judged_by_its_own_day() -> None:
    assert path().light is Light.NONE
    assert path(("2025-02-01", "104")).light is Light.GREEN


def test_steps_on_the_way_bend_the_path_and_lower_can_be_better() -> None:
    given: Given = {
        "indicator": [indicator(baseline="10", target_value="2", direction="down")],
        "indicator_target": [{"owner_id": "wells", "date": "2026-01-01", "value": "9"}],
        "measurement": [{"indicator": "wells", "date": "2026-01-01", "value": "8"}],
    }
    found = paths(records_of(given))[0]
    assert found.expected(date(2026, 1, 1)) == Decimal(9)
    assert found.behind == Decimal(-1)
    assert not found.is_behind


def test_an_indicator_behind_its_path_says_when_the_target_is_reached() -> None:
    measured: list[dict[str, Stored]] = [
        {"indicator": "wells", "date": "2026-01-01", "value": "110"}
    ]
    flag = only(of({"indicator": [indicator()], "measurement": measured}, FlagKind.INDICATOR))
    assert "its path asks for 150" in flag.text
    assert flag.days > 0


def test_a_figure_that_nobody_sent_is_asked_for() -> None:
    measured: list[dict[str, Stored]] = [
        {"indicator": "wells", "date": "2025-12-01", "value": "150"}
    ]
    given: Given = {
        "indicator": [indicator(responsible="water")],
        "measurement": measured,
        "partner": PARTNERS,
    }
    flag = only(of(given, FlagKind.FIGURES))
    assert "Water office" in flag.text
    assert flag.days == 50


def test_a_slip_is_counted_from_the_first_agreed_day() -> None:
    given: Given = {
        "milestone": [{"id": "m", "name": "Pump runs", "due": "2026-05-30"}],
        "plan_baseline": [{"id": "b", "date": "2026-01-01"}],
        "baseline_activity": [{"owner_id": "b", "milestone": "m", "due": "2026-05-01"}],
        "milestone_forecast": [
            {"milestone": "m", "date": "2026-04-01", "expected": "2026-06-10", "reason": "Rock"},
            {"milestone": "m", "date": "2026-02-01", "expected": "2026-05-01"},
        ],
    }
    (slip,) = slips(records_of(given))
    assert (slip.agreed, slip.latest, slip.days) == (date(2026, 5, 1), date(2026, 6, 10), 40)
    assert [said.month for said, _expected in slip.forecasts] == [2, 4]
    flag = only(of(given, FlagKind.MILESTONE))
    assert "11 days after 30 May 2026: Rock." in flag.text


def test_warnings_come_onto_the_agenda_once() -> None:
    meeting: dict[str, Stored] = {"id": "meet", "date": "2026-04-28", "state": "planned"}
    given = {
        **plan(activity=[well()], delivery=[permit(planned_on="2026-05-25")]),
        "meeting": [meeting],
    }
    records = records_of(given)
    found = proposals(records, records.rows("meeting")[0], TODAY)
    (warning,) = [one for one in found if one.kind_key == "activity"]
    assert warning.title == "Delay: Well drilling"
    assert "Ask about the permit" in warning.why
    again = records_of({**given, "agenda_item": [{"id": warning.id, "owner_id": "meet"}]})
    left = proposals(again, again.rows("meeting")[0], TODAY)
    assert warning.id not in {one.id for one in left}


def test_days_and_numbers_of_any_size_are_told() -> None:
    last, long = "9999-12-31", "1" + "0" * 30
    given = plan(
        activity=[well(period="2026-04-01/2026-04-30", progress=10)],
        activity_check=[{"activity": "drill", "date": "2026-04-18", "expected_end": last}],
        monitoring_schedule=[{"activity": "drill", "cycle": "yearly", "last_on": last}],
        indicator=[
            {"name": "Wells", "direction": "up", "baseline": "0", "baseline_date": "2026-01-01",
             "target_value": long, "target_date": last, "frequency": "yearly"}
        ],
        measurement=[{"indicator": "indicator0", "date": "2026-04-01", "value": "1"}],
    )  # fmt: skip
    assert flags(records_of(given), TODAY)
    assert due(records_of(given), TODAY)[0].day is None
    (one,) = paths(records_of(given))
    assert f"{10**30:,}" in path_map([one]).told
    (result,) = results(records_of(given), TODAY)
    assert result.indicators[0].spans[-1].end == date.max

"""A partnership's activities become a schedule on its own working days."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pytest

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import Circle, hits
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.i18n import holidays

Answers = dict[str, str | int]


def plan(
    activities: list[Answers],
    dependencies: list[Answers] | None = None,
    calendar: Answers | None = None,
    special: list[Answers] | None = None,
) -> Plan:
    rows = {
        "activity": activities,
        "dependency": dependencies or [],
        "work_calendar": [calendar] if calendar else [],
        "day_off": special or [],
    }
    counted = {
        key: [{"id": f"{key}{at}", "owner_id": None, **row} for at, row in enumerate(found)]
        for key, found in rows.items()
    }
    return Plan(Records("0" * 32, counted, KINDS))


WAITS: Answers = {"before": "wells", "kind": "finish_start", "after": "pipes"}
WELLS: Answers = {"id": "wells", "responsible": "water", "period": "2026-11-02/2026-11-13"}
PIPES: Answers = {"id": "pipes", "responsible": "town", "period": "2026-11-16/2026-11-27"}


def test_days_are_those_written_down_where_nothing_pushes_them() -> None:
    found = plan([WELLS, PIPES], [WAITS], {"rest_days": "sat sun"})
    days = found.days(found.schedule)
    assert (days["wells"].first, days["wells"].last) == (date(2026, 11, 2), date(2026, 11, 13))
    assert (days["pipes"].first, days["pipes"].last) == (date(2026, 11, 16), date(2026, 11, 27))
    assert days["wells"].is_critical


def test_a_dependency_pushes_what_was_planned_too_early() -> None:
    early = {**PIPES, "period": "2026-11-09/2026-11-13"}
    found = plan([WELLS, early], [{**WAITS, "lag": 2}], {"rest_days": "sat sun"})
    days = found.days(found.schedule)["pipes"]
    assert (days.first, days.last) == (date(2026, 11, 18), date(2026, 11, 24))


def test_a_slip_in_a_year_does_not_count_millennia(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def note(_country: str, years: Collection[int], _region: str = "") -> Mapping[date, str]:
        asked.extend(years)
        return {}

    monkeypatch.setattr(holidays, "public_holidays", note)
    late = {**PIPES, "period": "0206-11-16/9999-12-30"}
    days = (found := plan([WELLS, late], [WAITS], {"country": "NP"})).days(found.schedule)
    assert days["wells"].last == date(2026, 11, 13)
    assert len(asked) < 200


def test_public_holidays_and_rest_days_of_the_country_are_left_out() -> None:
    # 8 November 2026 is a Sunday; Diwali of that year falls on it. 26 January is Republic Day.
    republic: Answers = {"id": "a", "period": "2026-01-26/2026-01-27"}
    after: Answers = {"id": "b", "period": "2026-01-01/2026-01-01"}
    waits: Answers = {"before": "a", "kind": "start_start", "after": "b"}
    found = plan([republic, after], [waits], {"country": "IN", "rest_days": "sun"})
    assert found.days(found.schedule)["a"].first == date(2026, 1, 27)
    works = plan(
        [republic, after], [waits], {"country": "IN", "rest_days": "sun", "ignore_holidays": 1}
    )
    assert works.days(works.schedule)["a"].first == date(2026, 1, 26)


def test_special_days_are_said_by_the_partnership_itself() -> None:
    special: list[Answers] = [
        {"date": "2026-11-02", "works": 0},
        {"date": "2026-11-08", "works": 1},
    ]
    found = plan([WELLS], calendar={"rest_days": "sun"}, special=special)
    assert found.days(found.schedule)["wells"].first == date(2026, 11, 3)
    assert not found.calendar.is_working(date(2026, 11, 15))


def test_activities_without_days_are_named_and_the_others_computed() -> None:
    found = plan([WELLS, {"id": "later"}], [{**WAITS, "after": "later"}])
    assert found.unplanned == ["later"]
    assert list(found.schedule.computed) == ["wells"]


def test_an_empty_plan_is_computed_too() -> None:
    found = plan([])
    assert (found.schedule.finish, found.days(found.schedule)) == (0, {})


def test_the_forecast_says_whom_the_delay_hits() -> None:
    wells = {**WELLS, "progress": 20, "state": "under_way"}
    found = plan([wells, PIPES], [WAITS], {"rest_days": "sat sun"})
    late = found.forecast(date(2026, 11, 12))
    told = [(hit.key, hit.organisation, hit.days, hit.cause) for hit in hits(found.schedule, late)]
    # Eight of ten days are left on the ninth day: the wells end six days later, and so do the pipes.
    assert told == [("wells", "water", 6, "wells"), ("pipes", "town", 6, "wells")]


def test_what_is_said_to_be_done_is_done() -> None:
    found = plan([{**WELLS, "state": "done"}, PIPES], [WAITS])
    assert hits(found.schedule, found.forecast(date(2026, 11, 16))) == []


def test_a_circle_is_refused_with_its_activities() -> None:
    back: Answers = {"before": "pipes", "kind": "start_start", "after": "wells"}
    with pytest.raises(Circle) as refused:
        plan([WELLS, PIPES], [WAITS, back])
    assert set(refused.value.keys) == {"wells", "pipes"}

"""Criteria of working together stand where last assessed; what was not assessed in time is named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msp_desktop.domain.process import criteria, days, levels_of, not_in_cycle
from tests.partnerships import Drafted

TODAY = date(2026, 11, 26)
SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)


def drafted() -> Drafted:
    found = Drafted()
    found.add("process_criterion", {"name": "Heard", "today": 2, "desired": 5}, record="heard")
    found.add("process_criterion", {"name": "Open"}, record="open")
    for day, level, partner in (
        (AUTUMN, 4, None),
        (AUTUMN, 1, "p"),
        (SPRING, 2, "p"),
        (SPRING, 5, "q"),
    ):
        found.add(
            "process_assessment",
            {
                "criterion": "heard",
                "date": day.isoformat(),
                "level": level,
                "partner": partner,
            },
        )
    return found


def test_a_level_is_the_last_known_by_a_day_and_what_all_said_counts_first() -> None:
    heard, unknown = criteria(drafted().records())
    assert heard.levels == [(SPRING, Decimal("3.5")), (AUTUMN, Decimal(4))]
    assert heard.on(None) == 2
    assert heard.on(date(2026, 3, 1)) == 2
    assert heard.on(date(2026, 9, 1)) == Decimal("3.5")
    assert heard.now == 4
    assert unknown.now is None
    found = [heard, unknown]
    assert days(found) == [SPRING, AUTUMN]
    assert levels_of(found, AUTUMN) == {"heard": Decimal(4)}


def test_what_was_not_assessed_within_the_cycle_is_named() -> None:
    found = drafted()
    assert list(not_in_cycle(found.records(), TODAY)) == []
    found.add("health_plan", {"rhythm": "quarterly"})
    texts = [one.text for one in not_in_cycle(found.records(), TODAY)]
    assert texts == ["Open: never assessed. How often you check: Every quarter."]
    found.rows["health_plan"] = []
    found.add("monitoring", {"cycle": "monthly"})
    texts = [one.text for one in not_in_cycle(found.records(), TODAY)]
    assert texts[0] == "Heard: not assessed since 1 October 2026. How often you check: Every month."


def test_a_cycle_shorter_than_a_month_asks_for_nothing() -> None:
    found = drafted()
    found.add("monitoring", {"cycle": "weekly"})
    assert list(not_in_cycle(found.records(), TODAY)) == []

"""Task 4.2: the days on which people work, and the plan as it was when all agreed to it."""

from __future__ import annotations

from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Dates,
    Day,
    Flag,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.countries import COUNTRIES
from msp_desktop.domain.records import Section, many, one
from msp_desktop.i18n import mark as _

WEEKDAYS = (
    Option("mon", _("Monday")),
    Option("tue", _("Tuesday")),
    Option("wed", _("Wednesday")),
    Option("thu", _("Thursday")),
    Option("fri", _("Friday")),
    Option("sat", _("Saturday")),
    Option("sun", _("Sunday")),
)
"""In the order in which Python counts them."""

WORK_CALENDAR = one(
    "work_calendar",
    _("Days on which we work"),
    Section(
        "",
        (
            Choice(
                "country",
                _("Country"),
                _("Its public holidays are left out of the plan."),
                options=COUNTRIES,
            ),
            Text("region", _("Region"), _("Its code, where regions have holidays of their own.")),
            Choices(
                "rest_days",
                _("Weekly rest days"),
                _("Left empty, those that are usual in the country."),
                options=WEEKDAYS,
            ),
            Flag("ignore_holidays", _("Do people work on public holidays?")),
        ),
    ),
)

DAY_OFF = many(
    "day_off",
    _("Special day"),
    _("Special days"),
    Section(
        "",
        (
            Day("date", _("Date"), required=True),
            Text("name", _("What for"), required=True, example=_("District election")),
            Flag("works", _("Do people work on it?"), _("Yes where a holiday is not kept.")),
        ),
    ),
    named_by=("name", "date"),
    columns=("date", "name", "works"),
    empty=_("None listed. Add local feasts, elections, or holidays on which you work."),
)

PLAN_BASELINE = many(
    "plan_baseline",
    _("Plan as agreed"),
    _("Plans as agreed"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True, example=_("As signed")),
            Day("date", _("Kept on"), required=True),
            Text("reason", _("Why it was kept")),
        ),
    ),
    named_by=("name", "date"),
    columns=("name", "date", "reason"),
    empty=_("None kept yet. Keep the plan when the agreement is signed, to compare with it later."),
)

BASELINE_ACTIVITY = many(
    "baseline_activity",
    _("Days as agreed"),
    _("Days as agreed"),
    Section(
        "",
        (
            Reference("activity", _("Activity"), to="activity"),
            Dates("period", _("From – to")),
            Reference("milestone", _("Milestone"), to="milestone"),
            Day("due", _("Planned for")),
        ),
    ),
    owner="plan_baseline",
    named_by=("activity", "milestone"),
    empty=_("Nothing kept."),
)

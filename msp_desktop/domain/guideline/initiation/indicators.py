"""Task 2.4: what is measured, from which value at the start to which value at the end, and how."""

from __future__ import annotations

from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Choices,
    Day,
    GlobalIndicator,
    LongText,
    NationalIndicator,
    Number,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.choices import CERTAINTY, FREQUENCIES
from msp_desktop.domain.records import Section, many
from msp_desktop.i18n import mark as _

DIMENSIONS = (
    Option("sex", _("Sex")),
    Option("age", _("Age")),
    Option("disability", _("Disability")),
    Option("place", _("Place")),
    Option("income", _("Income")),
    Option("group", _("Ethnic or social group")),
)
"""By what figures are broken down."""

INDICATOR = many(
    "indicator",
    _("Indicator"),
    _("Indicators"),
    Section(
        _("What is measured"),
        (
            Text(
                "name",
                _("Indicator"),
                required=True,
                example=_("Households with water within 30 minutes"),
            ),
            Reference("objective", _("Objective it measures"), to="objective", required=True),
            GlobalIndicator(
                "global_indicator",
                _("Global indicator"),
                _("The one that yours follows, if any. Codes as reviewed in 2025."),
            ),
            LongText(
                "definition", _("What exactly is counted"), _("Also what is not."), required=True
            ),
            Text("unit", _("Unit"), required=True, example=_("per cent")),
            Choice(
                "direction",
                _("Better is"),
                required=True,
                options=(Option("up", _("Higher")), Option("down", _("Lower"))),
            ),
        ),
    ),
    Section(
        _("From today to the target"),
        (
            Number("baseline", _("Value at the start"), required=True),
            Day("baseline_date", _("Measured on"), required=True),
            Number("target_value", _("Value to reach"), required=True),
            Day("target_date", _("To be reached by"), required=True),
        ),
    ),
    Section(
        _("How it is measured"),
        (
            Text("source", _("Source"), required=True, example=_("Yearly survey, water office")),
            Reference("responsible", _("Partner who measures"), to="partner"),
            Choice("frequency", _("How often"), options=FREQUENCIES),
            Choices(
                "disaggregation",
                _("Broken down by"),
                options=DIMENSIONS,
            ),
            LongText(
                "baseline_note",
                _("Start value by group"),
                example=_("Women 58, men 66; hill villages 41"),
            ),
        ),
    ),
    Section(
        _("Reference sheet"),
        (
            Choice(
                "level",
                _("Level"),
                options=(
                    Option("output", _("Output")),
                    Option("outcome", _("Outcome")),
                    Option("impact", _("Impact")),
                    Option("process", _("Way of working")),
                ),
            ),
            Choice(
                "match",
                _("How close to the global indicator"),
                options=(
                    Option("exact", _("The same")),
                    Option("proxy", _("Stands in for it")),
                    Option("local", _("Only ours")),
                ),
            ),
            NationalIndicator(
                "national_indicator", _("National indicator"), _("Its code, if there is one.")
            ),
            Choice(
                "value_type",
                _("Kind of value"),
                options=(
                    Option("level", _("State on a day")),
                    Option("sum", _("Sum since the start")),
                    Option("share", _("Share of a whole")),
                ),
            ),
            LongText("numerator", _("Counted above the line"), _("For a share or an average.")),
            LongText("denominator", _("Counted below the line")),
            LongText("rationale", _("Why this indicator")),
            LongText("collection_method", _("How it is collected")),
            Choice("reporting_frequency", _("How often it is reported"), options=FREQUENCIES),
            Text("responsible_role", _("Post that answers for it")),
            Text("baseline_source", _("Source of the value at the start")),
            Choice(
                "baseline_confidence", _("How sure the value at the start is"), options=CERTAINTY
            ),
            Attachment("baseline_evidence", _("Evidence of the value at the start")),
            LongText("target_rationale", _("Why this value is to be reached")),
            Number("amber_from", _("Watch from this value on")),
            Number("red_from", _("Act from this value on")),
            LongText("limitations", _("Known limits")),
            LongText("quality_checks", _("How it is checked")),
            Text("cost", _("What measuring costs")),
            LongText("analysis", _("How it is analysed")),
            LongText("used_for", _("Who uses it, for what")),
        ),
        folded=True,
    ),
    columns=("name", "unit", "baseline", "target_value", "target_date"),
    same_by=("name",),
    empty=_("No indicator yet. Add what shows that an objective is reached, with today's value."),
)

BASELINE_PART = many(
    "baseline_part",
    _("Start value of a group"),
    _("Start values by group"),
    Section(
        "",
        (
            Choice("dimension", _("Broken down by"), required=True, options=DIMENSIONS),
            Text("name", _("Group"), required=True, example=_("Women")),
            Number("value", _("Value"), required=True),
            Number("counted", _("How many were counted")),
        ),
    ),
    owner="indicator",
    named_by=("name",),
    empty=_("No group yet. Add the value for each group, so that nobody hides in the average."),
)

INDICATOR_TARGET = many(
    "indicator_target",
    _("Value on the way"),
    _("Values on the way"),
    Section(
        "",
        (
            Day("date", _("By when"), required=True),
            Number("value", _("Value to reach"), required=True),
            Text("note", _("Note")),
        ),
    ),
    owner="indicator",
    empty=_("None yet. Add what should be reached at the end of each period."),
)

INDICATOR_CHANGE = many(
    "indicator_change",
    _("Change of an indicator"),
    _("Changes of the indicator"),
    Section(
        "",
        (
            Day("date", _("Date"), required=True),
            LongText("what", _("What changed"), required=True),
            LongText("why", _("Why"), required=True),
        ),
    ),
    owner="indicator",
    named_by=("date",),
    empty=_(
        "None. When the definition changes, say so here: old and new values cannot be compared."
    ),
)

"""Task 7.4: how the partnership is doing, as its partners see it, and what they do about it."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryHasSome, Filled
from msp_desktop.domain.fields import (
    Choice,
    Day,
    Flag,
    LongText,
    Option,
    Reference,
    References,
    Scale,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.guideline.initiation.governance import STEPS
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

HEALTH_PLAN = one(
    "health_plan",
    _("How we look after the partnership"),
    Section(
        _("Checks"),
        (
            Choice(
                "rhythm",
                _("How often we check"),
                required=True,
                options=(
                    Option("monthly", _("Every month")),
                    Option("two_monthly", _("Every two months")),
                    Option("quarterly", _("Every quarter")),
                    Option("half_yearly", _("Every half-year")),
                ),
            ),
            Text("who_asks", _("Who asks the partners"), _("Somebody every partner trusts.")),
            LongText("keeping_informed", _("How partners learn of changes in the plans")),
        ),
    ),
    Section(
        _("When partners disagree"),
        (
            LongText(
                "conflict_steps",
                _("Steps to settle a conflict"),
                _("Who talks to whom first, and who decides when that fails."),
                required=True,
            ),
            Text("conflict_contact", _("To whom one can turn"), required=True),
        ),
    ),
)

HEALTH_ROUND = many(
    "health_round",
    _("Round of questions"),
    _("Rounds of questions"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True, example=_("Spring 2026")),
            Day("date", _("Asked on"), required=True),
            Whole(
                "smallest_group",
                _("Smallest group shown"),
                _("Fewer answers than these are never shown apart. Left empty: three."),
            ),
            LongText("note", _("What was special this time")),
        ),
    ),
    named_by=("name",),
    columns=("name", "date", "note"),
    empty=_("No round yet. Begin one before you ask the partners, so that answers stay together."),
)

HEALTH_CHECK = many(
    "health_check",
    _("Health check"),
    _("Health checks"),
    Section(
        "",
        (
            Day("date", _("Date"), required=True),
            Reference("round", _("Round"), to="health_round"),
            Reference(
                "partner", _("Answered by"), _("Leave empty for an anonymous answer."), to="partner"
            ),
            Choice(
                "method",
                _("How it was asked"),
                options=(
                    Option("talk", _("Informal talk")),
                    Option("paper", _("Questionnaire on paper")),
                    Option("workshop", _("Workshop")),
                ),
            ),
        ),
    ),
    *(
        Section(
            axis.label,
            tuple(Scale(one.key, one.label, steps=STEPS) for one in axis.statements),
        )
        for axis in AXES
    ),
    Section(
        _("Why, and what next"),
        (
            LongText("evidence", _("What shows this"), _("Facts, not impressions only.")),
            LongText("worry", _("Greatest worry")),
            LongText("agreed", _("What we agreed to do")),
        ),
    ),
    named_by=("partner", "date"),
    columns=("date", "partner", "leadership", "relations", "capacity"),
    empty=_("No check yet. Ask each partner how the partnership is doing; it takes ten minutes."),
)

HEALTH_WISH = one(
    "health_wish",
    _("Where we want to be"),
    Section("", tuple(Scale(axis.key, axis.label, steps=STEPS) for axis in AXES)),
)

HEALTH_ACTION = many(
    "health_action",
    _("What we do about it"),
    _("What we do about it"),
    Section(
        "",
        (
            Text("text", _("What is to be done"), required=True),
            Reference("round", _("Round"), to="health_round"),
            Text("responsible", _("Who does it"), _("One person, by name."), required=True),
            Reference("partner", _("Partner"), to="partner"),
            Day("due", _("Until"), required=True),
            Reference("meeting", _("Talked about in"), to="meeting"),
            Day("done_on", _("Done on")),
        ),
    ),
    columns=("text", "responsible", "due", "done_on"),
    empty=_("Nothing agreed yet. Agree three things after each round, and put them on the agenda."),
)

CONFLICT_CASE = many(
    "conflict_case",
    _("Conflict"),
    _("Conflicts"),
    Section(
        "",
        (
            Text("subject", _("What it is about"), required=True),
            Day("opened_on", _("Since"), required=True),
            References("partners", _("Between"), to="partner"),
            LongText("views", _("How each side sees it")),
            LongText("step", _("What is being done"), required=True),
            Text("handled_by", _("Handled by"), required=True),
            Day("next_on", _("Next step on")),
            Choice(
                "state",
                _("State"),
                required=True,
                options=(
                    Option("open", _("Open")),
                    Option("talks", _("Partners are talking")),
                    Option("mediation", _("With a mediator")),
                    Option("settled", _("Settled")),
                    Option("not_settled", _("Not settled")),
                ),
            ),
            Day("settled_on", _("Settled on")),
            LongText("outcome", _("Outcome")),
            Flag("confidential", _("Keep out of printed reports?")),
        ),
    ),
    columns=("subject", "opened_on", "handled_by", "next_on", "state"),
    empty=_("No conflict listed. Add one while it is small; it is no shame."),
)

TASK_7_4 = Task(
    "7.4",
    _("Keep the partnership healthy"),
    _("Ask every partner regularly how it is going, and settle conflicts while they are small."),
    (
        HEALTH_PLAN,
        HEALTH_ROUND,
        HEALTH_CHECK,
        HEALTH_WISH,
        HEALTH_ACTION,
        CONFLICT_CASE,
    ),
    (
        Filled("health_plan", ("rhythm", "conflict_steps", "conflict_contact")),
        AtLeast("health_check"),
        EveryHas("health_check", ("date",)),
        EveryHasSome(
            "health_check",
            tuple(statement.key for axis in AXES for statement in axis.statements),
            _("{name}: no statement is answered yet."),
        ),
        EveryHas("health_action", ("text", "responsible", "due")),
        EveryHas("conflict_case", ("subject", "opened_on", "step", "handled_by", "state")),
    ),
    uses=("process_criterion",),
)

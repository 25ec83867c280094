"""Task 2.2: what the partners want together and each for itself, and how one thing leads to another."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, Covers, EveryHas, EveryUsed, Filled
from msp_desktop.domain.fields import (
    Choice,
    Day,
    Goals,
    LongText,
    Option,
    Reference,
    References,
    Text,
)
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

SHARED_VISION = one(
    "shared_vision",
    _("Our partnership"),
    Section(
        "",
        (
            LongText(
                "definition",
                _("What this partnership is"),
                _("Who works together, on what, and in what kind of relation."),
                required=True,
            ),
            LongText("vision", _("What we want to have reached")),
            LongText(
                "programme",
                _("The wider programme it serves"),
                _("Name it, and say how the partnership contributes to it."),
                required=True,
            ),
        ),
    ),
)

SHARED_GOAL = many(
    "shared_goal",
    _("Shared goal"),
    _("Shared goals"),
    Section(
        "",
        (
            Text("name", _("Goal"), required=True, example=_("Safe water for every village")),
            LongText("description", _("What it means")),
            Goals("goals", _("Sustainable Development Goals it serves")),
        ),
    ),
    empty=_("No shared goal yet. Add what all partners want together."),
)

PARTNER_GOAL = many(
    "partner_goal",
    _("Partner's own goal"),
    _("Partners' own goals"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Text("goal", _("What it wants for itself"), required=True),
            LongText("reason_to_join", _("Why it joins"), required=True),
            Reference("shared_goal", _("Shared goal it bears on"), to="shared_goal"),
            Choice(
                "fit",
                _("How the two go together"),
                options=(
                    Option("supports", _("They support each other")),
                    Option("neutral", _("They do not touch")),
                    Option("tension", _("They pull apart")),
                ),
            ),
            LongText("role", _("Role expected of it")),
            LongText("contribution", _("Contribution expected of it")),
        ),
    ),
    named_by=("goal",),
    columns=("partner", "goal", "reason_to_join", "fit"),
    empty=_("Nothing listed yet. Add for each partner what it wants itself and why it joins."),
)

OBJECTIVE = many(
    "objective",
    _("Objective"),
    _("Objectives"),
    Section(
        "",
        (
            Text(
                "name",
                _("Objective"),
                _("Verb, what, for whom, where."),
                required=True,
                example=_("Repair 40 wells in the six driest villages"),
            ),
            Reference("goal", _("Shared goal it serves"), to="shared_goal", required=True),
            Text(
                "measure",
                _("How we will know"),
                required=True,
                example=_("Number of wells that give water all year"),
            ),
            Day("due", _("By when"), required=True),
            Reference("partner", _("Partner in charge"), to="partner"),
            LongText(
                "achievable",
                _("Why it can be reached"),
                _("With which people, money and permits, in this time."),
            ),
            LongText("programme_link", _("What it adds to the wider programme")),
        ),
    ),
    columns=("name", "goal", "measure", "due"),
    same_by=("name",),
    empty=_("No objective yet. Break each shared goal down into things that can be counted."),
)

LEVELS = (
    Option("input", _("Means")),
    Option("activity", _("Activity")),
    Option("output", _("Output")),
    Option("outcome", _("Outcome")),
    Option("impact", _("Impact")),
)
"""The levels of a results chain, from what is put in to what becomes of it."""

RESULT = many(
    "result",
    _("Step of the results chain"),
    _("Results chain"),
    Section(
        "",
        (
            Text("name", _("Step"), required=True, example=_("Wells give water all year")),
            Choice("level", _("Level"), required=True, options=LEVELS),
            References("leads_to", _("Leads to"), to="result"),
            Reference("objective", _("Objective it stands for"), to="objective"),
            LongText("assumed", _("What must hold for that"), _("Outside our own work.")),
        ),
    ),
    columns=("name", "level", "leads_to", "assumed"),
    same_by=("name",),
    empty=_(
        "No step yet. Add what you put in, what you do, and what should come of it in the end."
    ),
)

TASK_2_2 = Task(
    "2.2",
    _("Set goals and objectives"),
    _("Agree what you want together, what each partner wants itself, and how you will measure it."),
    (SHARED_VISION, SHARED_GOAL, PARTNER_GOAL, OBJECTIVE, RESULT),
    (
        Filled("shared_vision", ("definition", "programme")),
        AtLeast("shared_goal"),
        EveryUsed(
            "shared_goal",
            "objective",
            "goal",
            sentence=_("{name}: add an objective that serves it."),
        ),
        EveryHas("objective", ("goal", "measure", "due")),
        EveryUsed(
            "partner",
            "partner_goal",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: write down its own goal and why it joins."),
        ),
        EveryHas("partner_goal", ("goal", "reason_to_join")),
        Covers("result", "level", ("activity", "output", "outcome", "impact")),
    ),
    uses=("challenge", "partner"),
)

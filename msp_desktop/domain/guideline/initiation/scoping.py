"""Step 2: what everybody understands, wants and leaves out (tasks 2.1 to 2.3; 2.4 is beside)."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled
from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Dates,
    Day,
    LongText,
    Number,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.choices import CERTAINTY, RESOURCES, TAKING_PART
from msp_desktop.domain.guideline.initiation.alignment import TASK_2_4
from msp_desktop.domain.guideline.initiation.goals import TASK_2_2
from msp_desktop.domain.guideline.initiation.models import MODEL_OPTION
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

COMMON_UNDERSTANDING = one(
    "common_understanding",
    _("What we agree the problem is"),
    Section(
        _("The problem"),
        (
            LongText(
                "population",
                _("Target population"),
                _("Who exactly, how many, and which groups the averages hide."),
                required=True,
            ),
            LongText(
                "problem", _("The problem"), _("In words all partners accept."), required=True
            ),
            LongText("resources", _("Resources there are"), required=True),
            LongText(
                "baseline",
                _("How things are today"),
                _("Figures with year and source; the exact indicators follow in task 2.4."),
                required=True,
            ),
        ),
    ),
    Section(
        _("What it does"),
        (
            LongText("impacts", _("Impact on society")),
            LongText("impacts_economy", _("Impact on the economy")),
            LongText("impacts_environment", _("Impact on the environment")),
            LongText("risks", _("Risks"), _("What makes it worse, or could.")),
        ),
    ),
    Section(
        _("Where it lies"),
        (
            LongText("sectors", _("Sectors concerned"), example=_("Water, health, schools")),
            LongText("geography", _("Places concerned")),
        ),
    ),
)

STAKEHOLDER_VIEW = many(
    "stakeholder_view",
    _("View of the problem"),
    _("Views of the problem"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner"),
            Text("group", _("Or another group"), example=_("Women who fetch the water")),
            LongText("view", _("How it sees the problem"), required=True),
            LongText("wants", _("What it wants")),
            LongText("worry", _("What it worries about")),
            Day("heard_on", _("Heard on")),
        ),
    ),
    named_by=("partner", "group"),
    columns=("partner", "group", "view", "wants"),
    empty=_("No view yet. Add how each partner sees the problem, in its own words."),
)

ASSUMPTION = many(
    "assumption",
    _("Assumption"),
    _("Assumptions"),
    Section(
        "",
        (
            Text(
                "statement",
                _("What we take for granted"),
                required=True,
                example=_("Villages will pay for repairs"),
            ),
            Choice("importance", _("How much depends on it"), options=CERTAINTY),
            Choice("certainty", _("How sure we are"), options=CERTAINTY),
            LongText("how_tested", _("How it is tested"), required=True),
            Text("responsible", _("Who tests it")),
            Day("test_by", _("To be tested by")),
            Day("tested_on", _("Tested on"), required=True),
            Choice(
                "verdict",
                _("Verdict"),
                required=True,
                options=(
                    Option("holds", _("It holds")),
                    Option("partly", _("It holds in part")),
                    Option("wrong", _("It is wrong")),
                    Option("unclear", _("Still unclear")),
                ),
            ),
            LongText("consequence", _("What follows from that")),
        ),
    ),
    columns=("statement", "how_tested", "tested_on", "verdict"),
    empty=_("No assumption yet. Add what everybody believes but nobody has checked."),
)

TASK_2_1 = Task(
    "2.1",
    _("Reach a common understanding"),
    _("Hear how everybody sees the problem, agree on the facts, and test what is only believed."),
    (COMMON_UNDERSTANDING, STAKEHOLDER_VIEW, ASSUMPTION, MODEL_OPTION),
    (
        Filled("common_understanding", ("population", "problem", "resources", "baseline")),
        EveryUsed(
            "partner",
            "stakeholder_view",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: write down how it sees the problem."),
        ),
        EveryHas("stakeholder_view", ("view",)),
        AtLeast("assumption"),
        EveryHas("assumption", ("how_tested", "tested_on", "verdict")),
        AtLeast("model_option", 2),
        EveryHas("model_option", ("benefits", "risks")),
    ),
    uses=("partner",),
)

SCOPE = one(
    "scope",
    _("Scope"),
    Section(
        _("Where and when"),
        (
            LongText("geography", _("Places it covers"), required=True),
            Dates("development", _("Building the partnership: from – to")),
            Dates("time_frame", _("Carrying it out: from – to"), required=True),
            Dates("follow_up", _("Follow-up: from – to")),
        ),
    ),
    Section(
        _("With what"),
        (
            Choices("resources", _("Kinds of resources needed"), options=RESOURCES, required=True),
            LongText("resources_note", _("More about them"), _("Amounts, skills, time.")),
            LongText("logistics", _("Logistics"), _("Roads, seasons, transport, storage.")),
            LongText("human_resources", _("People and skills")),
            LongText("challenges", _("What will be hard")),
            LongText("opportunities", _("What will help")),
            LongText("other", _("Anything else to keep in mind")),
        ),
    ),
)

INCLUSION = many(
    "inclusion",
    _("In scope"),
    _("In scope"),
    Section(
        "",
        (
            Text("name", _("What we do"), required=True, example=_("Repair of existing wells")),
            LongText("note", _("How far it goes")),
        ),
    ),
    empty=_("Nothing listed yet. Add what the partnership does take on, in a few words each."),
)

OUTPUT = many(
    "output",
    _("Output"),
    _("Outputs"),
    Section(
        "",
        (
            Text("name", _("Output"), required=True, example=_("Wells repaired")),
            Text("kind", _("Type"), required=True, example=_("Building work")),
            Number("quantity", _("Number"), required=True),
            Text("unit", _("Unit"), required=True, example=_("wells")),
            Text("scale", _("Scale"), example=_("six villages, about 9 000 people")),
            Reference("component", _("Component that makes it"), to="component"),
            Reference("receiver", _("Partner who receives it"), to="partner"),
            LongText("quality", _("How it must be"), _("So that the receiver can use it.")),
        ),
    ),
    columns=("name", "kind", "quantity", "unit", "component"),
    same_by=("name",),
    empty=_("No output yet. Add what will be there at the end, with numbers."),
)

EXCLUSION = many(
    "exclusion",
    _("Not in scope"),
    _("Not in scope"),
    Section(
        "",
        (
            Text("name", _("What we do not do"), required=True, example=_("New wells")),
            LongText("reason", _("Why not")),
            Text("who_else", _("Who does it instead")),
        ),
    ),
    empty=_("Nothing excluded yet. Add what others may expect but you will not do."),
)

TASK_2_3 = Task(
    "2.3",
    _("Define the scope"),
    _("Say what the partnership covers, with numbers, places and dates, and what it leaves out."),
    (SCOPE, INCLUSION, EXCLUSION, OUTPUT),
    (
        Filled("scope", ("geography", "time_frame", "resources")),
        AtLeast("inclusion"),
        AtLeast("output"),
        EveryHas("output", ("kind", "quantity", "unit")),
        AtLeast("exclusion"),
    ),
    uses=("objective",),
)

STEP_2 = Step("2", _("Agree what it is about"), (TASK_2_1, TASK_2_2, TASK_2_3, TASK_2_4))

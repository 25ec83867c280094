"""Step 2: what everybody understands, wants and leaves out (tasks 2.1 to 2.3; 2.4 is beside)."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled
from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Dates,
    Day,
    Flag,
    Goals,
    LongText,
    Number,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.choices import RESOURCES, TAKING_PART
from msp_desktop.domain.guideline.initiation.alignment import TASK_2_4
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
            LongText("how_tested", _("How it is tested"), required=True),
            Text("responsible", _("Who tests it")),
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

MODEL_OPTION = many(
    "model_option",
    _("Way to do it"),
    _("Ways to do it"),
    Section(
        "",
        (
            Text("model", _("Way"), required=True, example=_("Contract with a company")),
            LongText("benefits", _("Benefits"), required=True),
            LongText("risks", _("Risks"), required=True),
            Text("cost", _("Cost and time")),
            Flag("chosen", _("Is this the way we take?")),
        ),
    ),
    columns=("model", "benefits", "risks", "chosen"),
    empty=_("Nothing to compare yet. Add the partnership and at least one other way to do it."),
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
            LongText("programme_link", _("What it adds to the wider programme")),
        ),
    ),
    columns=("name", "goal", "measure", "due"),
    same_by=("name",),
    empty=_("No objective yet. Break each shared goal down into things that can be counted."),
)

TASK_2_2 = Task(
    "2.2",
    _("Set goals and objectives"),
    _("Agree what you want together, what each partner wants itself, and how you will measure it."),
    (SHARED_VISION, SHARED_GOAL, PARTNER_GOAL, OBJECTIVE),
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
    ),
    uses=("challenge", "partner"),
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
    (SCOPE, OUTPUT, EXCLUSION),
    (
        Filled("scope", ("geography", "time_frame", "resources")),
        AtLeast("output"),
        EveryHas("output", ("kind", "quantity", "unit")),
        AtLeast("exclusion"),
    ),
    uses=("objective",),
)

STEP_2 = Step("2", _("Agree what it is about"), (TASK_2_1, TASK_2_2, TASK_2_3, TASK_2_4))

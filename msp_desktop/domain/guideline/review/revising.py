"""Step 10: acting on what a review found, and keeping what was learned."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled, Where
from msp_desktop.domain.fields import (
    Amount,
    Choice,
    Choices,
    Day,
    Flag,
    Goals,
    LongText,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

REVISION = many(
    "revision",
    _("Revision"),
    _("Revisions"),
    Section(
        _("What changes"),
        (
            Text("what", _("What changes"), required=True),
            Choice(
                "cause",
                _("Cause"),
                required=True,
                options=(
                    Option("minor", _("Small problem")),
                    Option("major", _("Serious problem")),
                    Option("requirement", _("New requirement or priority")),
                    Option("ambition", _("Higher ambition")),
                ),
            ),
            Reference("recommendation", _("Follows from the recommendation"), to="recommendation"),
            LongText("before", _("Before")),
            LongText("after", _("After"), required=True),
            Choices(
                "affects",
                _("What it touches"),
                options=(
                    Option("objectives", _("Goals and objectives")),
                    Option("scope", _("Scope and area")),
                    Option("components", _("Components and activities")),
                    Option("dates", _("Dates")),
                    Option("roles", _("Roles")),
                    Option("resources", _("Resources")),
                    Option("rules", _("Rules and bodies")),
                    Option("indicators", _("Indicators")),
                ),
            ),
            Flag("agreement_changed", _("Must the agreement be amended?")),
        ),
    ),
    Section(
        _("Approval and follow-up"),
        (
            Text("approved_by", _("Approved by"), _("As a rule the review panel."), required=True),
            Day("date", _("Approved on"), required=True),
            LongText("informed", _("Who was told")),
            LongText("follow_up", _("What must be done"), required=True),
            Text("responsible", _("Who sees to it"), required=True),
            Day("due", _("Until")),
            Day("done_on", _("Done on")),
        ),
    ),
    columns=("date", "what", "cause", "approved_by", "done_on"),
    empty=_("No revision yet. Add what the partners change after a review, and who approved it."),
)

TASK_10_1 = Task(
    "10.1",
    _("Follow up and revise"),
    _("Turn accepted recommendations into changes of the plan, with a name and a date."),
    (REVISION,),
    (
        EveryUsed(
            "recommendation",
            "revision",
            "recommendation",
            where=Where("response", ("accept", "partly")),
            sentence=_("{name}: say what is changed because of it."),
        ),
        EveryHas(
            "revision",
            ("what", "cause", "after", "approved_by", "date", "follow_up", "responsible"),
        ),
    ),
    uses=("recommendation", "panel_member"),
)

LEARNING_RESOURCE = one(
    "learning_resource",
    _("Time and money for learning"),
    Section(
        "",
        (
            Text("people", _("Who writes lessons down"), required=True),
            Text("time", _("Time set aside"), example=_("Two days in every quarter")),
            Amount("budget", _("Money set aside"), example="NPR 25000"),
            LongText(
                "method",
                _("How we collect lessons"),
                _("So that a mistake may be told without fear."),
                required=True,
            ),
            LongText("sharing", _("How lessons are passed on")),
        ),
    ),
)

LESSON = many(
    "lesson",
    _("Lesson"),
    _("Lessons"),
    Section(
        _("The story"),
        (
            Text("title", _("The lesson in one sentence"), required=True),
            LongText("expected", _("What we expected")),
            LongText("happened", _("What happened"), required=True),
            LongText("why", _("Why"), required=True),
            LongText("advice", _("What to do next time"), required=True),
            Choice(
                "repeat",
                _("Repeat or avoid"),
                required=True,
                options=(
                    Option("repeat", _("Do it again")),
                    Option("adapt", _("Do it differently")),
                    Option("avoid", _("Avoid it")),
                ),
            ),
            LongText("evidence", _("What shows this")),
        ),
    ),
    Section(
        _("For whom"),
        (
            Choice(
                "category",
                _("Subject"),
                required=True,
                options=(
                    Option("partners", _("Partners and trust")),
                    Option("planning", _("Planning")),
                    Option("rules", _("Leadership and decisions")),
                    Option("resources", _("Money and other resources")),
                    Option("delivery", _("The work itself")),
                    Option("monitoring", _("Monitoring and reporting")),
                    Option("communication", _("Communication")),
                    Option("inclusion", _("Reaching those left behind")),
                ),
            ),
            Choice(
                "audience",
                _("Who may read it"),
                required=True,
                options=(Option("internal", _("Partners only")), Option("public", _("Everybody"))),
            ),
            Text("task", _("Task it belongs to"), _("The number in the guideline."), example="3.2"),
            Goals("goals", _("Goals")),
            Text("sector", _("Sector"), example=_("Water, health, schools")),
            Text("place", _("Place")),
            Reference("review", _("From the review"), to="review"),
            Day("date", _("Written down on")),
        ),
    ),
    columns=("title", "category", "repeat", "audience"),
    empty=_(
        "No lesson yet. Add what you would tell a colleague who starts the same work tomorrow."
    ),
)

TASK_10_2 = Task(
    "10.2",
    _("Learn lessons"),
    _(
        "Write down what worked and what did not, so that the next partnership need not learn it again."
    ),
    (LEARNING_RESOURCE, LESSON),
    (
        Filled("learning_resource", ("people", "method")),
        AtLeast("lesson"),
        EveryHas(
            "lesson", ("title", "happened", "why", "advice", "repeat", "category", "audience")
        ),
    ),
    uses=("review", "finding"),
)

STEP_10 = Step("10", _("Revise and learn"), (TASK_10_1, TASK_10_2))

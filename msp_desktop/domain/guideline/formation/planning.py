"""Step 4: the components of the work and the activities in them."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Several, Within
from msp_desktop.domain.fields import (
    Amount,
    Choice,
    Dates,
    Day,
    LongText,
    Number,
    Option,
    Reference,
    References,
    Text,
    Whole,
)
from msp_desktop.domain.guideline.formation.working_days import (
    BASELINE_ACTIVITY,
    DAY_OFF,
    PLAN_BASELINE,
    WORK_CALENDAR,
)
from msp_desktop.domain.records import Section, many
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

COMPONENT = many(
    "component",
    _("Component"),
    _("Components"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True, example=_("Repair of village wells")),
            LongText("description", _("What it delivers")),
            References("objectives", _("Objectives it serves"), to="objective", required=True),
            References(
                "partners",
                _("Responsible partners"),
                _("One, or several together."),
                to="partner",
                required=True,
            ),
            LongText(
                "shared_work",
                _("Who answers for what"),
                _("When several partners carry it: each one's part, and what is done together."),
            ),
            Dates("period", _("From – to"), required=True),
            Amount("budget", _("Budget"), _("Leave it empty where nothing is paid.")),
        ),
    ),
    columns=("name", "objectives", "partners", "period"),
    same_by=("name",),
    empty=_("No component yet. Divide the work into parts that one or a few partners can carry."),
)

ACTIVITY = many(
    "activity",
    _("Activity"),
    _("Activities"),
    Section(
        _("What and who"),
        (
            Text("name", _("Name"), required=True, example=_("Survey of dry wells")),
            Reference("component", _("Component"), to="component", required=True),
            Reference(
                "responsible",
                _("Fully responsible partner"),
                _("Exactly one. Others can contribute."),
                to="partner",
                required=True,
            ),
            References("contributors", _("Contributing partners"), to="partner"),
            LongText("description", _("What is done")),
        ),
    ),
    Section(
        _("When and with what"),
        (
            Dates("period", _("From – to"), required=True),
            LongText(
                "needs",
                _("Resources needed"),
                _("In words; quantities stand in the list of needed resources."),
            ),
            References(
                "commitments",
                _("Covered by these commitments"),
                _("Or list below what is needed, with the commitment that covers each thing."),
                to="commitment",
            ),
            Reference("output", _("Output it leads to"), to="output"),
        ),
    ),
    Section(
        _("Where it stands"),
        (
            Choice(
                "state",
                _("State"),
                options=(
                    Option("planned", _("Planned")),
                    Option("under_way", _("Under way")),
                    Option("done", _("Done")),
                    Option("stopped", _("Stopped")),
                ),
            ),
            Whole("progress", _("Progress in per cent"), _("0 to 100, as the partner judges it.")),
        ),
    ),
    columns=("name", "component", "responsible", "period"),
    empty=_("No activity yet. Add what has to be done, and who answers for it."),
)

ACTIVITY_NEED = many(
    "activity_need",
    _("Needed resource"),
    _("Needed resources"),
    Section(
        "",
        (
            Text("resource", _("What is needed"), required=True, example=_("Vehicles")),
            Number("quantity", _("How much")),
            Text("unit", _("Unit"), _("As in the commitment."), example=_("vehicle days")),
            Reference(
                "commitment",
                _("Commitment that covers it"),
                _("What a partner promised in task 3.1."),
                to="commitment",
            ),
            Day("needed_on", _("Needed on"), _("Left empty: when the activity begins.")),
        ),
    ),
    owner="activity",
    columns=("resource", "quantity", "unit", "commitment"),
    empty=_("Nothing listed. Add people, things and money, with quantities."),
)

MILESTONE = many(
    "milestone",
    _("Milestone"),
    _("Milestones"),
    Section(
        "",
        (
            Text("name", _("What is reached"), required=True),
            Reference("activity", _("Activity"), to="activity"),
            Day("due", _("Planned for"), required=True),
            Day("reached", _("Reached on")),
        ),
    ),
    columns=("name", "activity", "due", "reached"),
    empty=_(
        "No milestone yet. Add the few points by which everybody can see that work is on course."
    ),
)

DEPENDENCY = many(
    "dependency",
    _("Dependency"),
    _("Dependencies"),
    Section(
        "",
        (
            Reference("before", _("This activity"), to="activity", required=True),
            Choice(
                "kind",
                _("How they depend"),
                options=(
                    Option("finish_start", _("must end before the other begins")),
                    Option("start_start", _("must begin before the other begins")),
                    Option("finish_finish", _("must end before the other ends")),
                ),
                required=True,
            ),
            Reference("after", _("The other activity"), to="activity", required=True),
            Whole("lag", _("Days between"), _("Below zero when they may overlap."), signed=True),
        ),
    ),
    named_by=("before", "after"),
    columns=("before", "kind", "after", "lag"),
    empty=_("No dependency yet. Add where one activity has to wait for another."),
)

STEP_4 = Step(
    "4",
    _("Plan the work"),
    (
        Task(
            "4.1",
            _("Agree on components"),
            _(
                "Divide the work so that every objective is served and somebody answers for each part."
            ),
            (COMPONENT,),
            (
                AtLeast("component"),
                EveryHas("component", ("objectives", "partners", "period")),
                EveryHas("component", ("shared_work",), where=Several("partners")),
                EveryUsed(
                    "objective",
                    "component",
                    "objectives",
                    sentence=_("{name}: no component serves this objective yet."),
                ),
            ),
            uses=("objective", "output"),
        ),
        Task(
            "4.2",
            _("Plan the activities"),
            _("Say what is done in each component, when, with what, and who is fully responsible."),
            (
                ACTIVITY,
                ACTIVITY_NEED,
                MILESTONE,
                DEPENDENCY,
                WORK_CALENDAR,
                DAY_OFF,
                PLAN_BASELINE,
                BASELINE_ACTIVITY,
            ),
            (
                AtLeast("activity"),
                EveryHas("activity", ("component", "responsible", "period")),
                EveryHas("activity", ("commitments",), or_owned=("activity_need", "commitment")),
                Within(
                    "activity",
                    "period",
                    "component",
                    "component",
                    _("{name}: its days lie outside those of the component “{other}”."),
                ),
                EveryUsed(
                    "component",
                    "activity",
                    "component",
                    sentence=_("{name}: add the activities of this component."),
                ),
                AtLeast("milestone"),
                EveryHas("milestone", ("due",)),
            ),
            uses=("component", "output", "commitment"),
        ),
    ),
)

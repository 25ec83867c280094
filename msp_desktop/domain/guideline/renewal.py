"""Module E, Reinvent or sustain: a larger scale, a new form, or an orderly end (tasks 11.1, 12.1)."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, Filled, When, Where
from msp_desktop.domain.fields import (
    Amount,
    Choice,
    Choices,
    Dates,
    Day,
    LongText,
    Option,
    Reference,
    References,
    Text,
)
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Module, Step, Task
from msp_desktop.i18n import mark as _

_GROWS = Where("decision", ("scale", "replicate"))

SCALING = one(
    "scaling",
    _("Should the partnership grow?"),
    Section(
        _("Are we ready?"),
        (
            LongText(
                "readiness",
                _("What shows that we are ready, or not"),
                _("From the lessons and the health checks."),
                required=True,
            ),
            References("lessons", _("Lessons it builds on"), required=True, to="lesson"),
            LongText("power", _("How power between the partners will shift")),
            LongText(
                "risks", _("What could be lost by growing"), _("Trust, speed, closeness to people.")
            ),
        ),
    ),
    Section(
        _("Decision"),
        (
            Choice(
                "decision",
                _("Decision"),
                required=True,
                options=(
                    Option("scale", _("Grow")),
                    Option("replicate", _("Repeat it elsewhere")),
                    Option("prepare", _("Not yet: prepare first")),
                    Option("no", _("Stay as we are")),
                ),
            ),
            LongText("reasons", _("Reasons"), required=True),
            LongText("where", _("Where"), _("Districts, groups of people, institutions.")),
            Text("decided_by", _("Decided by")),
            Day("decided_on", _("Decided on")),
        ),
    ),
)

SCALING_DIMENSION = many(
    "scaling_dimension",
    _("Direction of growth"),
    _("Directions of growth"),
    Section(
        "",
        (
            Choice(
                "dimension",
                _("Direction"),
                required=True,
                options=(
                    Option("social", _("Social: people not reached before")),
                    Option("physical", _("Physical: other places")),
                    Option("political", _("Political: policies and budgets")),
                    Option("conceptual", _("Conceptual: ways of thinking and power")),
                ),
            ),
            LongText("what", _("What exactly"), required=True),
            Text("where", _("Where or with whom")),
            LongText("condition", _("What must be in place first"), required=True),
            Amount("budget", _("Budget"), example="NPR 2500000"),
            Text("responsible", _("Who prepares it")),
            Day("due", _("Until")),
        ),
    ),
    named_by=("what",),
    columns=("dimension", "what", "condition", "budget"),
    empty=_(
        "No direction yet. Growth can mean more people, more places, a policy or a new way of thinking."
    ),
)

REPLICATION = many(
    "replication",
    _("Repetition elsewhere"),
    _("Repetitions elsewhere"),
    Section(
        "",
        (
            Text("place", _("Place"), required=True),
            Text("lead", _("Who leads there"), required=True),
            LongText("taken_over", _("What is taken over")),
            LongText("adapted", _("What must differ there")),
            Text("partnership", _("Name of the new partnership")),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("planned", _("Planned")),
                    Option("under_way", _("Under way")),
                    Option("running", _("Running")),
                ),
            ),
        ),
    ),
    columns=("place", "lead", "partnership", "state"),
    empty=_("Nothing listed. Add each place where the work is repeated, and who leads it there."),
)

TASK_11_1 = Task(
    "11.1",
    _("Go to scale"),
    _("Decide from the lessons whether to grow, in which direction, and under which conditions."),
    (SCALING, SCALING_DIMENSION, REPLICATION),
    (
        Filled("scaling", ("readiness", "lessons", "decision", "reasons")),
        When("scaling", _GROWS, AtLeast("scaling_dimension")),
        EveryHas("scaling_dimension", ("dimension", "what", "condition")),
        When("scaling", Where("decision", ("replicate",)), AtLeast("replication")),
        EveryHas("replication", ("place", "lead")),
    ),
    uses=("lesson", "health_check"),
)

MOVING_ON = one(
    "moving_on",
    _("How it goes on"),
    Section(
        _("Decision"),
        (
            Choice(
                "option",
                _("What happens"),
                required=True,
                options=(
                    Option("renewal", _("Renewal: the partnership goes on")),
                    Option("transfer", _("Transfer: somebody else takes it over")),
                    Option("termination", _("End: the partnership closes")),
                ),
            ),
            Choice(
                "detail",
                _("In which way"),
                required=True,
                options=(
                    Option("same", _("Renewal: same partners, same design")),
                    Option("changed_design", _("Renewal: same partners, changed design")),
                    Option("changed_partners", _("Renewal: some partners leave or join")),
                    Option("one_organisation", _("Transfer: one organisation takes over")),
                    Option("new_institution", _("Transfer: a new institution takes over")),
                    Option("objectives_met", _("End: the objectives are met")),
                    Option("not_met", _("End: the objectives are not met")),
                ),
            ),
            LongText("reasons", _("Reasons"), required=True),
            Day("decided_on", _("Decided on"), required=True),
            Text("decided_by", _("Decided by"), required=True),
        ),
    ),
    Section(
        _("If it is renewed"),
        (
            Dates("new_cycle", _("New cycle")),
            LongText("changes", _("What changes in the design")),
        ),
    ),
    Section(
        _("If it is transferred"),
        (
            Text("successor", _("Who takes over")),
            LongText(
                "until_then", _("Who does what until then"), _("Partners may stay as advisers.")
            ),
            Day("transfer_on", _("Taken over on")),
        ),
    ),
    Section(
        _("If it ends"),
        (
            Choices(
                "causes",
                _("Why it did not succeed"),
                options=(
                    Option("design", _("Faulty design")),
                    Option("commitment", _("Promises not kept")),
                    Option("resources", _("Too few resources")),
                    Option("risks", _("Risks nobody dealt with")),
                    Option("other", _("Something nobody could foresee")),
                ),
            ),
            LongText("remaining", _("What remains for the people served")),
            Day("last_day", _("Last day")),
        ),
    ),
)

MEMBERSHIP_CHANGE = many(
    "membership_change",
    _("Partner who leaves or joins"),
    _("Partners who leave or join"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), required=True, to="partner"),
            Choice(
                "change",
                _("Leaves or joins"),
                required=True,
                options=(Option("leaves", _("Leaves")), Option("joins", _("Joins"))),
            ),
            Day("date", _("On")),
            Choices(
                "resources",
                _("Kinds of resources it brings or takes along"),
                options=(
                    Option("ideas", _("New ideas")),
                    Option("ways", _("Better ways of working")),
                    Option("money", _("Money")),
                    Option("people", _("Skilled people")),
                    Option("technology", _("Technology")),
                    Option("other", _("Something else")),
                ),
            ),
            LongText("brings", _("What it brings, or leaves behind"), required=True),
            LongText("introduction", _("How it is introduced, or who replaces it")),
        ),
    ),
    named_by=("partner", "change"),
    columns=("partner", "change", "date", "brings"),
    empty=_("Nobody leaves or joins. Add a partner here when that changes."),
)

CLOSING_ITEM = many(
    "closing_item",
    _("Hand-over entry"),
    _("Hand-over list"),
    Section(
        "",
        (
            Text("what", _("What"), required=True),
            Choice(
                "kind",
                _("Kind"),
                required=True,
                options=(
                    Option("obligation", _("Promise still open")),
                    Option("asset", _("Thing or property")),
                    Option("money", _("Money and accounts")),
                    Option("staff", _("People employed")),
                    Option("service", _("Service to people")),
                    Option("records", _("Records and data")),
                    Option("contract", _("Contract or permit")),
                    Option("knowledge", _("Knowledge and lessons")),
                    Option("notice", _("Information to the public")),
                ),
            ),
            Text("from_whom", _("From")),
            Text("to_whom", _("To"), required=True),
            Day("due", _("Until"), required=True),
            Day("done_on", _("Done on")),
            Text("remark", _("Remark")),
        ),
    ),
    columns=("what", "kind", "to_whom", "due", "done_on"),
    empty=_(
        "Nothing listed yet. Add every open promise, thing, account and record, and who gets it."
    ),
)

TASK_12_1 = Task(
    "12.1",
    _("Move on"),
    _(
        "Renew the partnership, hand it to others or close it well; in each case leave nothing open."
    ),
    (MOVING_ON, MEMBERSHIP_CHANGE, CLOSING_ITEM),
    (
        Filled("moving_on", ("option", "detail", "reasons", "decided_on", "decided_by")),
        When("moving_on", Where("option", ("renewal",)), Filled("moving_on", ("new_cycle",))),
        When("moving_on", Where("option", ("transfer",)), Filled("moving_on", ("successor",))),
        When("moving_on", Where("option", ("termination",)), Filled("moving_on", ("last_day",))),
        When("moving_on", Where("detail", ("not_met",)), Filled("moving_on", ("causes",))),
        When("moving_on", Where("detail", ("changed_partners",)), AtLeast("membership_change")),
        EveryHas("membership_change", ("partner", "change", "brings")),
        AtLeast("closing_item"),
        EveryHas("closing_item", ("what", "kind", "to_whom", "due")),
    ),
    uses=("lesson", "action_item"),
)

RENEWAL = Module(
    "renewal",
    "E",
    _("Reinvent or sustain"),
    _("Policy renewal"),
    _("Grow, go on in another form, or come to a good end."),
    (
        Step("11", _("Grow"), (TASK_11_1,)),
        Step("12", _("Move on"), (TASK_12_1,)),
    ),
)

"""Step 1: the challenge, the support for it, and why to partner (tasks 1.1 to 1.3; 1.4 is beside)."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, Covers, EveryHas, Filled, Where
from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Choices,
    Dates,
    Day,
    Goals,
    LongText,
    Option,
    Scale,
    Target,
    Text,
)
from msp_desktop.domain.guideline.choices import (
    CAPACITIES,
    CERTAINTY,
    CODES_AS_REVIEWED,
    LEFT_BEHIND,
    RESOURCES,
    SECTORS,
    STRENGTH,
)
from msp_desktop.domain.guideline.initiation.partners import TASK_1_4
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

CHALLENGE = one(
    "challenge",
    _("The challenge"),
    Section(
        _("What is wrong"),
        (
            LongText(
                "statement",
                _("The challenge"),
                _("What is wrong, for whom, and how big is it? Two or three sentences."),
                required=True,
            ),
            Text("place", _("Where"), example=_("Districts, towns or river basins")),
            LongText("affected", _("Who is affected"), _("Name those who are left behind first.")),
            Choices(
                "left_behind",
                _("Groups left behind"),
                _("Whoever averages hide here. Task 1.4 shows who speaks for them."),
                options=LEFT_BEHIND,
            ),
            LongText("causes", _("Causes")),
            LongText(
                "evidence",
                _("Figures that show it"),
                _("Number, year and where it comes from."),
                example=_("3 in 10 households walk more than 30 minutes (census 2021)"),
            ),
            Choice(
                "priority",
                _("Priority"),
                options=CERTAINTY,
            ),
            Text(
                "plan_reference",
                _("Where the plans mention it"),
                example=_("District plan 2026–2030, chapter 4"),
            ),
        ),
    ),
    Section(
        _("What should become of it"),
        (
            LongText(
                "objective",
                _("Sustainable-development objective"),
                _("Verb, who, what, where and by when, in one sentence."),
                required=True,
            ),
            Goals(
                "goals_direct",
                _("Goals touched directly"),
                required=True,
                apart_from="goals_indirect",
                short=_("Direct"),
            ),
            Goals(
                "goals_indirect",
                _("Goals touched indirectly"),
                apart_from="goals_direct",
                short=_("Indirect"),
            ),
            Target("target", _("Target it is about most of all"), CODES_AS_REVIEWED),
            LongText(
                "need",
                _("Why a partnership is needed"),
                _("Why can one sector not do this alone?"),
                required=True,
            ),
        ),
    ),
)

EARLIER_EFFORT = many(
    "earlier_effort",
    _("Earlier effort"),
    _("Earlier efforts"),
    Section(
        "",
        (
            Text("name", _("What was tried"), required=True),
            Text("who", _("By whom")),
            Dates("period", _("When")),
            LongText("result", _("What came of it")),
            LongText("lesson", _("Lesson")),
        ),
    ),
    columns=("name", "who", "period", "lesson"),
    empty=_("Nothing listed yet. Add what was tried before and what it taught."),
)

TASK_1_1 = Task(
    "1.1",
    _("Frame the challenge"),
    _("Say what is wrong, what should become of it, and why nobody can do it alone."),
    (CHALLENGE, EARLIER_EFFORT),
    (
        Filled("challenge", ("statement", "objective", "goals_direct", "need")),
        AtLeast("earlier_effort"),
    ),
)

SUPPORT = many(
    "support",
    _("Supporter"),
    _("Support"),
    Section(
        "",
        (
            Choice(
                "level",
                _("Level"),
                required=True,
                options=(
                    Option("political", _("Political leaders")),
                    Option("senior_management", _("Senior management")),
                    Option("staff", _("Staff and experts")),
                ),
            ),
            Text("who", _("Who"), required=True),
            Text("office", _("Office or post")),
            Choice(
                "state",
                _("State"),
                required=True,
                options=(
                    Option("to_ask", _("To be asked")),
                    Option("asked", _("Asked")),
                    Option("promised", _("Promised by word of mouth")),
                    Option("secured", _("Secured")),
                    Option("refused", _("Refused")),
                ),
            ),
            Day("date", _("Since")),
            Text("evidence", _("What shows it"), example=_("Letter no. 12 of the Governor")),
            Attachment("evidence_file", _("The letter or decision"), _("A scan or photograph.")),
            LongText("next_step", _("Next step")),
        ),
    ),
    named_by=("who",),
    columns=("level", "who", "state", "date"),
    empty=_("Nobody listed yet. Add who has to back the work at each of the three levels."),
)

LEADERSHIP = one(
    "leadership",
    _("Who leads and who starts"),
    Section(
        "",
        (
            Text("lead", _("Who leads the programme"), required=True),
            Text(
                "initiator",
                _("Who starts the partnership"),
                _("This may be somebody else."),
                required=True,
            ),
            Text(
                "mandate",
                _("On what mandate"),
                _("The decision, letter or law that allows it."),
                example=_("Council decision 7 of 3 March"),
            ),
            LongText("team", _("Core team"), _("Names, and what each of them does.")),
        ),
    ),
)

CAPACITY = many(
    "capacity",
    _("Capacity of our organisation"),
    _("Capacity of our organisation"),
    Section(
        "",
        (
            Choice("dimension", _("Capacity"), required=True, options=CAPACITIES),
            Scale("have", _("What we have"), low=0, high=4, steps=STRENGTH, required=True),
            Scale("need", _("What we need"), low=0, high=4, steps=STRENGTH, required=True),
            LongText("gap", _("What is missing")),
            LongText("action", _("How we close the gap")),
            Text("responsible", _("Who sees to it")),
            Day("due", _("By when")),
        ),
    ),
    columns=("dimension", "have", "need", "action"),
    empty=_("Not assessed yet. Go through what the leading organisation must be able to do."),
)

TASK_1_2 = Task(
    "1.2",
    _("Organise resources and secure support"),
    _("Win leaders, managers and staff, settle who leads, and see what you cannot do yet."),
    (SUPPORT, LEADERSHIP, CAPACITY),
    (
        Covers("support", "level", where=Where("state", ("secured",))),
        EveryHas("support", ("who", "state")),
        Filled("leadership", ("lead", "initiator")),
        AtLeast("capacity"),
        EveryHas("capacity", ("have", "need")),
    ),
)

PLAN_TO_PARTNER = one(
    "plan_to_partner",
    _("Why we want to partner"),
    Section(
        "",
        (
            LongText(
                "why_partnership",
                _("Why these objectives need a partnership"),
                _("What would not happen if each of us went on alone?"),
                required=True,
            ),
            LongText(
                "gain",
                _("What the programme gains"),
                _("What can be reached together that was out of reach before."),
                required=True,
            ),
            LongText(
                "advantage",
                _("What only working together makes possible"),
                _("The extra result that no sum of separate efforts would bring."),
            ),
            LongText(
                "effort", _("What partnering will cost us"), _("Time, money, freedom to decide.")
            ),
        ),
    ),
)

PARTNER_NEED = many(
    "partner_need",
    _("Resource needed"),
    _("Resources needed"),
    Section(
        "",
        (
            Text("resource", _("What we need"), required=True, example=_("Two water engineers")),
            Choice("kind", _("Kind of resource"), required=True, options=RESOURCES),
            LongText("why", _("What it is needed for"), required=True),
            Text("quantity", _("How much")),
            Choices("sectors", _("Who might have it"), options=SECTORS),
        ),
    ),
    columns=("resource", "kind", "why", "sectors"),
    empty=_("Nothing listed yet. Add what the work needs and you do not have yourselves."),
)

TASK_1_3 = Task(
    "1.3",
    _("Plan to partner"),
    _("Justify the partnership, and work out what kind of partners you are looking for."),
    (PLAN_TO_PARTNER, PARTNER_NEED),
    (
        Filled("plan_to_partner", ("why_partnership", "gain")),
        AtLeast("partner_need"),
        EveryHas("partner_need", ("kind", "why")),
    ),
    uses=("challenge", "model_option"),
)

STEP_1 = Step("1", _("Set the scene"), (TASK_1_1, TASK_1_2, TASK_1_3, TASK_1_4))

"""Task 1.4: who could join, who does, whom to speak to there, and how the choice was made."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas
from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Dates,
    Day,
    Email,
    Flag,
    Goals,
    LongText,
    Option,
    Scale,
    Text,
)
from msp_desktop.domain.guideline.choices import (
    IATI_TYPES,
    LEFT_BEHIND,
    RESOURCES,
    SECTORS,
    TAKING_PART,
)
from msp_desktop.domain.guideline.initiation.choosing import (
    PARTNER_ASSESSMENT,
    PARTNER_SCORE,
    SELECTION_CRITERION,
)
from msp_desktop.domain.guideline.initiation.standing import (
    AMOUNTS,
    PARTNER_POSITION,
    PARTNER_RELATION,
    STANCES,
    SaidOnce,
)
from msp_desktop.domain.records import Section, many, personal
from msp_desktop.domain.tasks import Task
from msp_desktop.domain.turnover import SomebodyDecides
from msp_desktop.i18n import mark as _

PARTNER = many(
    "partner",
    _("Partner"),
    _("Partners"),
    Section(
        _("Who it is"),
        (
            Text("name", _("Name"), required=True),
            Text("short_name", _("Short name"), _("For tables and charts."), example=_("DWSO")),
            Choice("sector", _("Sector"), required=True, options=SECTORS),
            Text("legal_status", _("Legal status"), example=_("Registered association no. 412")),
            Text("area", _("Where it works")),
            Text("head", _("Head of the organisation")),
            Text("size", _("Size"), example=_("40 staff, 300 volunteers")),
            LongText("mission", _("What it is there for")),
        ),
    ),
    Section(
        _("What it can add"),
        (
            LongText(
                "value_added",
                _("What it adds"),
                _("For each Goal: what becomes possible with this organisation?"),
                required=True,
            ),
            Goals("goals", _("Goals it helps with")),
            Choices("brings", _("Resources it could bring"), options=RESOURCES),
            LongText(
                "track_record",
                _("Track record"),
                _("Work on sustainable development so far: what, where, with what result."),
            ),
            LongText("partnership_experience", _("Experience with partnerships")),
            Text(
                "source",
                _("Where we know this from"),
                example=_("Annual report 2025, talk with its director"),
            ),
        ),
    ),
    Section(
        _("How to reach it"),
        (
            LongText("address", _("Address")),
            Email("email", _("E-mail")),
            Text("phone", _("Phone")),
            Text("website", _("Website")),
            Flag("consent", _("Has it agreed that we keep these data?")),
        ),
    ),
    Section(
        _("Where it stands"),
        (
            Choice(
                "state",
                _("State"),
                required=True,
                options=(
                    Option("identified", _("Identified")),
                    Option("contacted", _("Contacted")),
                    Option("selected", _("Selected")),
                    Option("active", _("Active")),
                    Option("left", _("Has left")),
                    Option("declined", _("Declined or not chosen")),
                ),
            ),
            LongText("reason", _("Reason"), _("Why it was chosen or not, or why it left.")),
            Dates("membership", _("Partner from – to")),
            Text("decided_by", _("Who decided that")),
            Day("decided_on", _("Decided on")),
            Day("invited_on", _("Invited on")),
            Choice(
                "answer",
                _("Answer to the invitation"),
                options=(
                    Option("yes", _("It joins")),
                    Option("later", _("Perhaps later")),
                    Option("no", _("It does not join")),
                ),
            ),
        ),
    ),
    Section(
        _("Influence and voice"),
        (
            Scale(
                "influence",
                _("Influence"),
                _("How much can it change the outcome?"),
                steps=AMOUNTS,
            ),
            Scale(
                "interest",
                _("Interest"),
                _("How much does the outcome matter to it?"),
                steps=AMOUNTS,
            ),
            Choice("stance", _("Stance"), options=STANCES),
            Choices(
                "power_source",
                _("Where its influence comes from"),
                options=(
                    Option("formal", _("Office or law")),
                    Option("money", _("Money")),
                    Option("knowledge", _("Knowledge")),
                    Option("network", _("People it knows")),
                    Option("moral", _("Respect")),
                ),
            ),
            Choice(
                "engagement",
                _("How we work with it"),
                options=(
                    Option("inform", _("Inform")),
                    Option("consult", _("Ask for its view")),
                    Option("involve", _("Involve")),
                    Option("collaborate", _("Decide together")),
                    Option("empower", _("Let it decide")),
                ),
            ),
            Day("next_contact", _("Next contact")),
            Choices("speaks_for", _("Groups it speaks for"), options=LEFT_BEHIND),
            Flag("weaker_voice", _("Does it need help to be heard?")),
            LongText("voice_remedy", _("How it is helped to be heard")),
        ),
    ),
    Section(
        _("Reasons for caution"),
        (
            Choices(
                "red_flags",
                _("Something to look into"),
                _("Tick what was found; leave it empty when nothing was."),
                options=(
                    Option("sanctions", _("Sanctions")),
                    Option("corruption", _("Corruption")),
                    Option("labour", _("Labour rights")),
                    Option("environment", _("Harm to the environment")),
                    Option("products", _("Tobacco, arms or the like")),
                    Option("interests", _("Tied to one of our officers")),
                    Option("politics", _("Tied to a political party")),
                ),
            ),
            LongText("red_flags_note", _("What was found, and what follows from it")),
        ),
        folded=True,
    ),
    Section(
        _("In published data"),
        (
            Text(
                "iati_id",
                _("Identifier of the organisation (IATI)"),
                _("From the register where it is entered, with the code of that register."),
                example="NP-SWC-1234",
            ),
            Choice("iati_type", _("Kind of organisation (IATI)"), options=IATI_TYPES),
        ),
        folded=True,
    ),
    columns=("name", "sector", "state", "influence", "interest"),
    same_by=("name",),
    empty=_("No organisation listed yet. Add everybody who could help, before you choose."),
)

CONTACT = personal(
    many(
        "contact",
        _("Contact person"),
        _("Contact persons"),
        Section(
            "",
            (
                Text("name", _("Name"), required=True),
                Text("role", _("Post or role")),
                Email("email", _("E-mail")),
                Text("phone", _("Phone")),
                Flag("may_decide", _("May decide for the partner?"), required=True),
                Text(
                    "authority",
                    _("May decide about"),
                    example=_("Staff and vehicles; money up to NPR 500 000"),
                ),
                Dates(
                    "valid",
                    _("In this role from – to"),
                    _("When somebody leaves, enter the end and add the successor."),
                ),
                LongText(
                    "hand_over",
                    _("What a successor must know"),
                    _("Promises made, work under way, people to call."),
                ),
            ),
        ),
        owner="partner",
        columns=("name", "role", "phone", "may_decide", "valid"),
        same_by=("name",),
        empty=_("Nobody listed yet. Add at least one person who may decide for this partner."),
    )
)

TASK_1_4 = Task(
    "1.4",
    _("Identify partners"),
    _("List who could help, compare them openly, and win the people who may decide."),
    (
        PARTNER,
        CONTACT,
        PARTNER_ASSESSMENT,
        PARTNER_POSITION,
        SELECTION_CRITERION,
        PARTNER_SCORE,
        PARTNER_RELATION,
    ),
    (
        AtLeast(
            "partner",
            2,
            where=TAKING_PART,
            sentence=_(
                "“{list}” needs at least {count} whose state is “Selected” or “Active”; others do not "
                "count here."
            ),
        ),
        EveryHas("partner", ("sector", "state")),
        EveryHas("partner", ("value_added",), where=TAKING_PART),
        SomebodyDecides(TAKING_PART),
        SaidOnce(),
    ),
    uses=("partner_need",),
)

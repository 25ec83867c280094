"""Task 1.4: who could join, who does, whom to speak to there, and how the choice was made."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Where
from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Dates,
    Flag,
    Goals,
    LongText,
    Option,
    Reference,
    Scale,
    Text,
)
from msp_desktop.domain.guideline.choices import RESOURCES, SECTORS, TAKING_PART
from msp_desktop.domain.records import Section, many, personal
from msp_desktop.domain.tasks import Task
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
            Text("email", _("E-mail")),
            Text("phone", _("Phone")),
            Text("website", _("Website")),
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
            Scale(
                "influence",
                _("Influence"),
                _("How much can it change the outcome?"),
                steps=(_("Very little"), _("Little"), _("Some"), _("Much"), _("Very much")),
            ),
            Scale(
                "interest",
                _("Interest"),
                _("How much does the outcome matter to it?"),
                steps=(_("Very little"), _("Little"), _("Some"), _("Much"), _("Very much")),
            ),
            Flag("weaker_voice", _("Does it need help to be heard?")),
        ),
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
                Text("email", _("E-mail")),
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

SELECTION_CRITERION = many(
    "selection_criterion",
    _("Criterion for the choice"),
    _("Criteria for the choice"),
    Section(
        "",
        (
            Text("name", _("Criterion"), required=True, example=_("Trusted by the villages")),
            Scale(
                "weight",
                _("Weight"),
                required=True,
                steps=(_("Minor"), _("Small"), _("Medium"), _("Large"), _("Decisive")),
            ),
            LongText("meaning", _("What earns a high score")),
        ),
    ),
    columns=("name", "weight", "meaning"),
    same_by=("name",),
    empty=_("No criterion yet. Agree what you look for before you compare organisations."),
)

PARTNER_SCORE = many(
    "partner_score",
    _("Score of an organisation"),
    _("Scores of organisations"),
    Section(
        "",
        (
            Reference("partner", _("Organisation"), to="partner", required=True),
            Reference("criterion", _("Criterion"), to="selection_criterion", required=True),
            Scale(
                "score",
                _("Score"),
                required=True,
                steps=(_("Very weak"), _("Weak"), _("Fair"), _("Good"), _("Very good")),
            ),
            Text("note", _("Why this score")),
        ),
    ),
    named_by=("partner", "criterion"),
    columns=("partner", "criterion", "score", "note"),
    empty=_("No score yet. Score each organisation you consider, so that the choice can be shown."),
)

PARTNER_RELATION = many(
    "partner_relation",
    _("Relation between organisations"),
    _("Relations between organisations"),
    Section(
        "",
        (
            Reference("first", _("From"), to="partner", required=True),
            Choice(
                "kind",
                _("Relation"),
                required=True,
                options=(
                    Option("reports", _("Reports to")),
                    Option("funds", _("Funds")),
                    Option("informs", _("Shares information with")),
                    Option("works_with", _("Works with")),
                    Option("conflict", _("Is in conflict with")),
                ),
            ),
            Reference("second", _("To"), to="partner", required=True),
            Text("note", _("Note")),
        ),
    ),
    named_by=("first", "second"),
    columns=("first", "kind", "second", "note"),
    empty=_("Nothing listed yet. Add who works with, funds or opposes whom."),
)

TASK_1_4 = Task(
    "1.4",
    _("Identify partners"),
    _("List who could help, compare them openly, and win the people who may decide."),
    (PARTNER, CONTACT, SELECTION_CRITERION, PARTNER_SCORE, PARTNER_RELATION),
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
        EveryUsed(
            "partner",
            "contact",
            "owner_id",
            where=TAKING_PART,
            by_where=Where("may_decide", ("1",)),
            sentence=_("{name}: add a contact person who may decide."),
        ),
    ),
    uses=("partner_need",),
)

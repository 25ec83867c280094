"""Task 3.5: the bodies that steer, to whom the partnership answers, and how well it works today."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, Covers, EveryHas, EveryUsed
from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Dates,
    Day,
    LongText,
    Option,
    Percent,
    Reference,
    Scale,
    Text,
    Whole,
)
from msp_desktop.domain.records import Section, many
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

AUDIENCES = (
    Option("beneficiaries", _("People who should benefit")),
    Option("donors", _("Donors")),
    Option("partners", _("Partners' own organisations")),
    Option("stakeholders", _("Each other, within the partnership")),
)
"""The four groups to whom a partnership answers."""

BODY = many(
    "body",
    _("Body"),
    _("Bodies"),
    Section(
        "",
        (
            Text("name", _("Name"), required=True, example=_("Steering committee")),
            Choice(
                "kind",
                _("Kind"),
                options=(
                    Option("steering", _("Steers")),
                    Option("technical", _("Works on a subject")),
                    Option("secretariat", _("Runs the daily work")),
                    Option("advisory", _("Advises")),
                    Option("forum", _("Brings everybody together")),
                ),
            ),
            LongText("mandate", _("What it may and must do"), required=True),
            LongText("limits", _("What it may not decide alone")),
            Whole("seats", _("Seats")),
            Text("chair", _("Chair"), _("Also say whether and how the chair rotates.")),
            Text("quorum", _("Who must be there"), example=_("Half of the members and the chair")),
            Percent(
                "quorum_share",
                _("Members needed to decide"),
                _("Share of all members who must come."),
            ),
            Text("secretary", _("Secretary")),
            Choice(
                "decision_method",
                _("How it decides"),
                required=True,
                options=(
                    Option("consensus", _("All agree")),
                    Option("two_thirds", _("Two thirds")),
                    Option("majority", _("More than half")),
                    Option("chair", _("The chair, after hearing all")),
                ),
            ),
            Text("meets", _("How often it meets"), example=_("Every month")),
            Reference("reports_to", _("Body it reports to"), to="body"),
        ),
    ),
    columns=("name", "mandate", "decision_method", "meets"),
    same_by=("name",),
    empty=_("No body yet. Add the group that steers the partnership."),
)

BODY_MEMBER = many(
    "body_member",
    _("Member"),
    _("Members"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Text("name", _("Name"), required=True),
            Text("role", _("Role"), example=_("Chair, secretary, member")),
            Text("deputy", _("Deputy")),
            Dates("term", _("From – to")),
        ),
    ),
    owner="body",
    named_by=("name",),
    columns=("partner", "name", "role", "deputy"),
    empty=_("Nobody listed yet. Add who sits in this body, and for which partner."),
)

ACCOUNTABILITY = many(
    "accountability",
    _("Duty to answer"),
    _("To whom we answer"),
    Section(
        "",
        (
            Choice(
                "audience",
                _("To whom"),
                required=True,
                options=AUDIENCES,
            ),
            Text("for_what", _("For what"), required=True),
            Choices(
                "how",
                _("How"),
                _("Better several ways than one."),
                required=True,
                options=(
                    Option("due_diligence", _("Checks beforehand")),
                    Option("reports", _("Reports")),
                    Option("learning", _("Sharing what was learnt")),
                    Option("review", _("Review afterwards")),
                    Option("public_meeting", _("Public meeting")),
                    Option("complaints", _("A place to complain")),
                    Option("audit", _("Audit")),
                ),
            ),
            Text("how_often", _("How often"), required=True, example=_("Twice a year")),
            Text("responsible", _("Who does it")),
            Text("complaints", _("Where to complain"), example=_("Box at each health post")),
            Whole("answer_days", _("Answer within days")),
            LongText("detail", _("More about it")),
        ),
    ),
    named_by=("for_what",),
    columns=("audience", "for_what", "how", "how_often"),
    empty=_("Nothing listed yet. Add how you answer to each of the four groups."),
)

MECHANISM = many(
    "mechanism",
    _("Way to watch the partnership"),
    _("Ways to watch the partnership"),
    Section(
        "",
        (
            Text("name", _("What is done"), required=True, example=_("Visits by two partners")),
            Text("watches", _("What it watches"), required=True),
            Choices("audience", _("Whom it serves"), required=True, options=AUDIENCES),
            Text("who", _("Who does it"), required=True),
            Text("how_often", _("How often"), required=True, example=_("Every quarter")),
        ),
    ),
    empty=_("Nothing listed yet. Add at least two ways, so that one can fail without harm."),
)

DISPUTE_STEP = many(
    "dispute_step",
    _("Step in a dispute"),
    _("Steps in a dispute"),
    Section(
        "",
        (
            Text("name", _("Who tries to settle it"), required=True, example=_("Contact persons")),
            Whole("days", _("Within days"), required=True),
            LongText("how", _("How")),
        ),
    ),
    empty=_("No step yet. Begin with those closest to the matter, and end with who decides."),
)

STEPS = (_("Not at all"), _("A little"), _("Partly"), _("Mostly"), _("Fully"))

PROCESS_CRITERION = many(
    "process_criterion",
    _("Criterion of working together"),
    _("How we work together: starting point"),
    Section(
        "",
        (
            Text(
                "name",
                _("Criterion"),
                required=True,
                example=_("Every partner is heard before a decision"),
            ),
            Scale("today", _("Today"), required=True, steps=STEPS),
            Scale("desired", _("Where we want to be"), required=True, steps=STEPS),
            Day("assessed_on", _("Judged on")),
            LongText("note", _("What we see today")),
        ),
    ),
    columns=("name", "today", "desired", "note"),
    empty=_("No criterion yet. Add what good cooperation means, and how far you are today."),
)

TASK_3_5 = Task(
    "3.5",
    _("Agree on governance and accountability"),
    _("Settle who steers, to whom you answer and how, and judge how you work together today."),
    (BODY, BODY_MEMBER, ACCOUNTABILITY, MECHANISM, DISPUTE_STEP, PROCESS_CRITERION),
    (
        AtLeast("body"),
        EveryHas("body", ("mandate", "decision_method")),
        EveryUsed(
            "body", "body_member", "owner_id", sentence=_("{name}: add the people who sit in it.")
        ),
        Covers("accountability", "audience"),
        EveryHas("accountability", ("for_what", "how", "how_often")),
        AtLeast("mechanism", 2),
        EveryHas("mechanism", ("watches", "audience", "who", "how_often")),
        AtLeast("dispute_step", 2),
        EveryHas("dispute_step", ("days",)),
        AtLeast("process_criterion", 3),
        EveryHas("process_criterion", ("today", "desired")),
    ),
)

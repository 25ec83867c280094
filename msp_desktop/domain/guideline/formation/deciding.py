"""Task 5.3: which decisions are whose, how they are taken, and those taken outside of meetings."""

from __future__ import annotations

from msp_desktop.domain.fields import (
    Choice,
    Day,
    Flag,
    LongText,
    Option,
    Reference,
    References,
    Text,
    Whole,
)
from msp_desktop.domain.records import Section, many
from msp_desktop.i18n import mark as _

JOINT, SOVEREIGN, EMERGENCY = "joint", "sovereign", "emergency"
"""The kinds of decisions, as the answer `decision_rule.type` stores them."""

DECISION_RULE = many(
    "decision_rule",
    _("Decision rule"),
    _("Decision rules"),
    Section(
        "",
        (
            Text(
                "subject", _("What is decided"), required=True, example=_("Changes to the budget")
            ),
            Choice(
                "type",
                _("Kind of decision"),
                required=True,
                options=(
                    Option("joint", _("Partners decide together")),
                    Option("sovereign", _("Each partner decides for itself")),
                    Option("emergency", _("Emergency: cannot wait for a meeting")),
                ),
            ),
            Reference("body", _("Body that decides"), to="body"),
            Reference(
                "partner",
                _("Or the partner that decides"),
                _("Empty means each for itself."),
                to="partner",
            ),
            Text("decided_by", _("Or the person who decides"), _("And who stands in when absent.")),
            LongText("procedure", _("How it is decided"), required=True),
            Text("quorum", _("Who must be there"), example=_("Half of the members and the chair")),
            Choice(
                "majority",
                _("How many must agree"),
                _("Only where it is another rule than that of the body."),
                options=(
                    Option("consensus", _("All agree")),
                    Option("two_thirds", _("Two thirds")),
                    Option("majority", _("More than half")),
                    Option("chair", _("The chair, after hearing all")),
                ),
            ),
            Whole("days", _("Days at most"), _("How long a decision may take.")),
            References("consulted", _("Partners asked before"), to="partner"),
            References("told", _("Partners told afterwards"), to="partner"),
            Flag("minutes_shared", _("Are internal minutes shared?")),
        ),
    ),
    Section(
        _("In an emergency"),
        (
            Text(
                "up_to",
                _("Up to what"),
                _("What may be decided without the others, and up to what amount."),
                example=_("Up to NPR 200 000; no change of a partner's contribution"),
            ),
            Reference("report_to", _("Report to"), to="body"),
            Whole("report_hours", _("Report within hours")),
        ),
    ),
    columns=("subject", "type", "body", "quorum"),
    empty=_(
        "No rule yet. Say which decisions are taken together and which each partner takes alone."
    ),
)

URGENT_DECISION = many(
    "urgent_decision",
    _("Decision outside a meeting"),
    _("Decisions outside meetings"),
    Section(
        "",
        (
            Text("text", _("What was decided"), required=True),
            Text("number", _("Number of the decision"), example="2027/14"),
            Day("date", _("On"), required=True),
            Text("decided_by", _("Who decided"), required=True),
            Reference(
                "body",
                _("Body that decided"),
                _("Where one did, by letter or telephone."),
                to="body",
            ),
            Reference("partner", _("Partner that decided"), to="partner"),
            Reference("rule", _("Under which rule"), to="decision_rule"),
            LongText("reason", _("Why it could not wait")),
            Day("informed_on", _("Partners told on")),
            Day("confirmed_on", _("Confirmed by the body on")),
            Reference("replaces", _("Replaces the decision of a meeting"), to="decision"),
            Reference(
                "replaces_urgent",
                _("Replaces the decision outside a meeting"),
                to="urgent_decision",
            ),
        ),
    ),
    columns=("text", "date", "decided_by", "confirmed_on"),
    empty=_("None so far. Decisions of meetings are kept with the minutes; add only urgent ones."),
)

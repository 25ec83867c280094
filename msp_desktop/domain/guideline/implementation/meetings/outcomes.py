"""What comes out of a meeting: decisions, action points, and what was only told (task 7.1)."""

from __future__ import annotations

from msp_desktop.domain.fields import (
    Choice,
    Day,
    LongText,
    Option,
    Reference,
    Text,
    Whole,
)
from msp_desktop.domain.records import Section, many
from msp_desktop.i18n import mark as _

DECISION = many(
    "decision",
    _("Decision"),
    _("Decisions"),
    Section(
        "",
        (
            LongText(
                "text", _("What was decided"), _("One decision in each entry."), required=True
            ),
            Text("number", _("Number of the decision"), example="2027/14"),
            Reference("item", _("Under the subject"), to="agenda_item"),
            LongText("background", _("What there was to choose from")),
            Reference("rule", _("Under which rule"), to="decision_rule"),
            Choice(
                "method",
                _("How it was decided"),
                options=(
                    Option("consensus", _("Everybody agreed")),
                    Option("vote", _("Vote")),
                    Option("chair", _("By the chair")),
                    Option("emergency", _("Emergency procedure")),
                ),
            ),
            Whole("votes_for", _("Votes for it")),
            Whole("votes_against", _("Votes against it")),
            Whole("abstained", _("Abstained")),
            LongText("objections", _("Objections"), _("Who did not agree, and why.")),
            LongText("conditions", _("Conditions")),
            Day("effective_on", _("In force from")),
            Reference("replaces", _("Replaces the decision"), to="decision"),
            Reference(
                "replaces_urgent",
                _("Replaces the decision outside a meeting"),
                to="urgent_decision",
            ),
        ),
    ),
    owner="meeting",
    columns=("text", "method", "effective_on"),
    empty=_("No decision yet. Add each decision in words that can be read alone."),
)

ACTION_ITEM = many(
    "action_item",
    _("Action point"),
    _("Action points"),
    Section(
        "",
        (
            Text("text", _("What is to be done"), required=True),
            Text("responsible", _("Who does it"), _("One person, by name."), required=True),
            Reference("partner", _("Partner"), to="partner"),
            Day("due", _("Until"), required=True),
            Reference("item", _("Under the subject"), to="agenda_item"),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("open", _("Open")),
                    Option("done", _("Done")),
                    Option("dropped", _("Dropped")),
                ),
            ),
            Day("done_on", _("Done on")),
            Text("remark", _("Remark"), _("Why it is late, or why it was dropped.")),
        ),
    ),
    owner="meeting",
    columns=("text", "responsible", "due", "state"),
    empty=_("No action point yet. Add who does what until when."),
)

INFORMATION = many(
    "information",
    _("Information"),
    _("Information"),
    Section(
        "",
        (
            LongText("text", _("What was told"), required=True),
            Text("told_by", _("Told by")),
            Reference("item", _("Under the subject"), to="agenda_item"),
        ),
    ),
    owner="meeting",
    columns=("text", "told_by"),
    empty=_("Nothing noted. Add what was only told, with nothing to decide or to do."),
)

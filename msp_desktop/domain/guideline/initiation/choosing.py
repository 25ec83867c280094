"""Task 1.4: what is known of an organisation, and how organisations are compared before one is chosen."""

from __future__ import annotations

from msp_desktop.domain.fields import Choice, LongText, Option, Reference, Scale, Text
from msp_desktop.domain.guideline.choices import RATING
from msp_desktop.domain.records import Section, many
from msp_desktop.i18n import mark as _

PROMPTS = (
    Option("track_record", _("Has shown what it can do")),
    Option("standing_own", _("Respected in its own sector")),
    Option("standing_others", _("Respected in other sectors")),
    Option("contacts", _("Has contacts and shares them")),
    Option("access", _("Has access to information, means or experience")),
    Option("skills", _("Has skills that we lack")),
    Option("governance", _("Well run and well governed")),
    Option("finances", _("Sound finances")),
    Option("staff", _("Staff who stay")),
    Option("staying_power", _("Keeps going when it gets hard")),
    Option("projects", _("Staff used to projects")),
    Option("mobilising", _("Good at finding means")),
    Option("team", _("Communicates well, works in a team")),
)
"""The thirteen questions about a possible partner."""

PARTNER_ASSESSMENT = many(
    "partner_assessment",
    _("Assessment"),
    _("Assessment in thirteen questions"),
    Section(
        "",
        (
            Choice("prompt", _("Question"), required=True, options=PROMPTS),
            Scale("rating", _("How true it is"), required=True, steps=RATING),
            LongText("known", _("What we know")),
            Choice(
                "reliability",
                _("How reliable that is"),
                options=(
                    Option("own", _("Our own experience")),
                    Option("documents", _("Documents we have seen")),
                    Option("told", _("What others told us")),
                    Option("unsure", _("Not sure")),
                ),
            ),
            LongText("more_needed", _("What we still need to find out")),
            LongText("concern", _("Concern that remains")),
        ),
    ),
    owner="partner",
    named_by=("prompt",),
    columns=("prompt", "rating", "known", "reliability"),
    empty=_("Not assessed yet. Go through the thirteen questions before you choose."),
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
                steps=RATING,
            ),
            Text("note", _("Why this score")),
        ),
    ),
    named_by=("partner", "criterion"),
    columns=("partner", "criterion", "score", "note"),
    empty=_("No score yet. Score each organisation you consider, so that the choice can be shown."),
)

"""Task 1.4: where organisations stood at a time, and what they have to do with one another."""

from __future__ import annotations

from msp_desktop.domain.fields import Choice, Day, Option, Reference, Scale, Text
from msp_desktop.domain.records import Section, many
from msp_desktop.i18n import mark as _

AMOUNTS = (_("Very little"), _("Little"), _("Some"), _("Much"), _("Very much"))

STANCES = (
    Option("champion", _("Champion")),
    Option("supporter", _("Supporter")),
    Option("neutral", _("Neutral")),
    Option("critic", _("Critic")),
    Option("blocker", _("Opponent")),
)
"""How an organisation stands to the partnership, the friendliest first."""

PARTNER_POSITION = many(
    "partner_position",
    _("Earlier position"),
    _("Earlier positions"),
    Section(
        "",
        (
            Day("date", _("On"), required=True),
            Scale("influence", _("Influence"), required=True, steps=AMOUNTS),
            Scale("interest", _("Interest"), required=True, steps=AMOUNTS),
            Choice("stance", _("Stance"), options=STANCES),
            Text("note", _("Note")),
        ),
    ),
    owner="partner",
    named_by=("date",),
    columns=("date", "influence", "interest", "stance", "note"),
    empty=_("None kept yet. The map of influence and interest keeps the positions of a day."),
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

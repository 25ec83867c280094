"""Task 5.1: who leads, whether every partner agrees, and what the lead can do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import (
    Attachment,
    Choice,
    Day,
    Flag,
    LongText,
    Option,
    Reference,
    Scale,
    Text,
)
from msp_desktop.domain.guideline.choices import CAPACITIES, STRENGTH
from msp_desktop.domain.records import Records, Row, Section, many, one
from msp_desktop.i18n import mark as _

HANDED_ON = ("semi_government", "special_purpose")
"""The answers by which the lead lies with another body than the lead partner."""

LEAD_PARTNER = one(
    "lead_partner",
    _("Lead partner"),
    Section(
        "",
        (
            Reference("partner", _("Lead partner"), to="partner", required=True),
            LongText("mandate", _("What the lead partner may and must do"), required=True),
            Choice(
                "delegation",
                _("Does it hand the lead on?"),
                _("A public office that will not lead itself can have somebody lead for it."),
                options=(
                    Option("no", _("No, it leads itself")),
                    Option("semi_government", _("To a semi-government body")),
                    Option("special_purpose", _("To a body set up for this work")),
                ),
            ),
            Text("delegated_to", _("To whom"), example=_("District water supply company")),
            Flag(
                "pilot_first",
                _("Begin with a smaller pilot?"),
                _("Wise when the lead still has to learn."),
            ),
            LongText("pilot_note", _("What the pilot should show")),
        ),
    ),
)

LEAD_AGREEMENT = many(
    "lead_agreement",
    _("Agreement to the lead"),
    _("Who agreed to the lead"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Flag(
                "agreed",
                _("Agreed?"),
                _("“No” means that it refused. Leave it empty while it has not answered."),
                required=True,
            ),
            Reference(
                "lead",
                _("To whose lead"),
                _("Empty: to that of the partner who leads now."),
                to="partner",
            ),
            LongText("condition", _("On what condition"), _("Empty when it agreed without any.")),
            Day("date", _("Date")),
            Text("by", _("Who agreed for the partner")),
            Text("evidence", _("What shows it"), example=_("Letter of 10 June")),
            Attachment("evidence_file", _("Letter or minutes that show it")),
        ),
    ),
    named_by=("partner",),
    columns=("partner", "agreed", "date", "by"),
    empty=_("Nobody has agreed yet. Add each partner and whether it accepts the lead."),
)

LEAD_CAPACITY = many(
    "lead_capacity",
    _("Capacity of the lead"),
    _("Capacity of the lead"),
    Section(
        "",
        (
            Choice("dimension", _("Capacity"), required=True, options=CAPACITIES),
            Scale("have", _("What it has"), low=0, high=4, steps=STRENGTH, required=True),
            Scale("need", _("What it needs"), low=0, high=4, steps=STRENGTH, required=True),
            LongText("gap", _("What is missing")),
            LongText("action", _("How the gap is closed")),
            Text("responsible", _("Who sees to it")),
            Day("due", _("By when")),
        ),
    ),
    columns=("dimension", "have", "need", "action"),
    empty=_("Not assessed yet. Go through what the lead partner needs to be able to do."),
)


def gap(row: Row) -> int:
    """Return by how many steps a capacity falls short of what is needed; 0 where it does not."""
    have, need = row.get("have"), row.get("need")
    return max(need - have, 0) if isinstance(have, int) and isinstance(need, int) else 0


@dataclass(frozen=True, slots=True)
class GapsAreClosed:
    """Something is done about each capacity of the lead that falls short."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (LEAD_CAPACITY.key,)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each gap without an action."""
        labels = {option.key: option.label for option in CAPACITIES}
        for row in records.rows(LEAD_CAPACITY.key):
            if gap(row) and not row.get("action"):
                words = {"capacity": labels.get(str(row.get("dimension")), "–")}
                sentence = _("{capacity}: there is a gap and no action that closes it.")
                yield Missing(sentence, words, LEAD_CAPACITY.key, str(row["id"]), "action")

"""Whether every partner agrees to the lead, and what the lead can do (task 5.1)."""

from __future__ import annotations

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.formation.leading import HANDED_ON
from msp_desktop.domain.matrices.leading import lead_agreements, lead_capacities, short_by_far
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import isolated, plain_label

_AGREEMENTS = Shown(
    _("Does every partner agree to the lead?"),
    lead_agreements,
    ("lead_agreement", "lead_partner"),
    _("In the first column Y agrees and N refuses; a condition beside it says on what it depends."),
)
_CAPACITIES = Shown(
    _("Can it lead?"),
    lead_capacities,
    ("lead_capacity", "lead_partner"),
    _("Type 0 to 4 for what it has and what it needs. Every gap wants an action that closes it."),
)


class AgreementBoard(MatrixPart):
    """Says who leads, and for each partner whether it agrees, on what condition, when, shown by what."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(_AGREEMENTS, surroundings, bus)

    def build(self) -> None:
        """Make the sentence above the matrix."""
        super().build()
        self.lead = plain_label("", "label")
        self.body.insertWidget(1, self.lead)

    def refresh(self) -> None:
        """Show who leads and who agrees."""
        super().refresh()
        self.lead.setText(_who_leads(self.surroundings.records))


class LeadCapacities(MatrixPart):
    """What the lead can do; where it falls far short, a pilot is offered before the whole."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(_CAPACITIES, surroundings, bus)

    def build(self) -> None:
        """Make the message that offers a pilot."""
        super().build()
        self.pilot = InlineMessage()
        self.body.addWidget(self.pilot)

    def refresh(self) -> None:
        """Show the capacities, and offer a pilot where one is wise and nobody has answered."""
        super().refresh()
        records = self.surroundings.records
        short = short_by_far(records)
        answered = records.single("lead_partner").get("pilot_first") is not None
        if not short or answered:
            self.pilot.clear()
            return
        field = KINDS["lead_capacity"].fields["dimension"]
        names = formats.listed_names(shown(field, row.get("dimension")) for row in short)
        said = translate(
            _(
                "The lead falls two steps or more short in: {capacities}. Begin with a smaller pilot?"
            )
        )
        self.pilot.say(
            said.format(capacities=names),
            "open",
            translate(_("Yes, a pilot first")),
            lambda: self._decide(pilot=True),
            (translate(_("No, not needed")), lambda: self._decide(pilot=False)),
        )

    # Inside

    def _decide(self, *, pilot: bool) -> None:
        surroundings = self.surroundings
        surroundings.workspace.set_single(
            "lead_partner", surroundings.space_id, {"pilot_first": int(pilot)}
        )
        if pilot:
            self.open_record.emit("lead_partner", "", "pilot_note")


def _who_leads(records: Records) -> str:
    """Say which partner leads, and who leads for it."""
    lead = records.single("lead_partner")
    name = records.name("partner", lead.get("partner"))
    if not name:
        return translate(_("No lead partner is named yet."))
    if lead.get("delegation") in HANDED_ON:
        to = str(lead.get("delegated_to") or "") or translate(_("nobody named"))
        said = translate(_("{partner} is the lead partner; {body} leads for it."))
        return said.format(partner=isolated(name), body=isolated(to))
    return translate(_("{partner} is the lead partner.")).format(partner=isolated(name))

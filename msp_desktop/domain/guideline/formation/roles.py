"""Task 5.2: who does what in each component, and whether that fits together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import Choice, Day, LongText, Option, Reference, References, Text
from msp_desktop.domain.records import Records, Row, Section, many
from msp_desktop.i18n import mark as _

LEAD, JOINT_LEAD, CONTRIBUTOR = "lead", "joint_lead", "contributor"
LEADS = (LEAD, JOINT_LEAD)

RESPONSIBILITY = many(
    "responsibility",
    _("Role"),
    _("Roles"),
    Section(
        "",
        (
            Reference("component", _("Component"), to="component", required=True),
            Reference(
                "activity",
                _("Activity"),
                _("Only when the role is for one activity."),
                to="activity",
            ),
            Reference("partner", _("Partner"), to="partner", required=True),
            Choice(
                "role",
                _("Role"),
                required=True,
                options=(
                    Option("lead", _("Leads")),
                    Option("joint_lead", _("Leads together with others")),
                    Option("contributor", _("Contributes")),
                    Option("consulted", _("Is asked")),
                    Option("informed", _("Is told")),
                ),
            ),
            Text(
                "share",
                _("Its part"),
                _("With a joint lead: who answers for what."),
                example=_("Wells 1 to 20; calls the joint meeting"),
            ),
        ),
    ),
    named_by=("component", "partner"),
    columns=("component", "partner", "role", "share"),
    empty=_("No role yet. Say for each component who leads, who contributes and who is told."),
)

LEAD_SUGGESTION = many(
    "lead_suggestion",
    _("Answer to a suggestion"),
    _("Answers to suggestions of who leads"),
    Section(
        "",
        (
            Reference("component", _("Component"), to="component", required=True),
            References("partners", _("Suggested"), to="partner", required=True),
            Choice(
                "role",
                _("Role"),
                options=(
                    Option("lead", _("Leads")),
                    Option("joint_lead", _("Leads together with others")),
                ),
            ),
            LongText("basis", _("Figures it rests on"), _("As they were when it was answered.")),
            Choice(
                "answer",
                _("Answer"),
                required=True,
                options=(
                    Option("accepted", _("Accepted")),
                    Option("declined", _("Declined")),
                ),
            ),
            LongText("reason", _("Reason")),
            Text("decided_by", _("Who decided that")),
            Day("decided_on", _("Decided on")),
        ),
    ),
    named_by=("component", "answer"),
    columns=("component", "partners", "answer", "reason"),
    empty=_("None answered yet. Suggestions stand below the table of roles."),
)


def component_of(records: Records, row: Row) -> object:
    """Return the identifier of the component a role is in; that of its activity where it has none."""
    activity = records.find("activity", row.get("activity")) or {}
    return row.get("component") or activity.get("component")


def leads_of(records: Records, component_id: object) -> list[Row]:
    """Return the roles of those who lead a component as a whole, alone or together."""
    return [
        row
        for row in records.rows(RESPONSIBILITY.key)
        if row.get("component") == component_id
        and not row.get("activity")
        and row.get("role") in LEADS
        and row.get("partner")
    ]


@dataclass(frozen=True, slots=True)
class RolesFit:
    """Every component has a lead, joint leads say who answers for what, and nobody works without a role."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (RESPONSIBILITY.key, "component", "activity", "partner")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each component, role and activity with which something is wrong."""
        for component in records.rows("component"):
            name = {"name": str(component.get("name") or "–")}
            yield from _about_leads(records, leads_of(records, component["id"]), name)
        yield from _without_role(records)


def _about_leads(records: Records, leads: Sequence[Row], name: dict[str, str]) -> Iterator[Missing]:
    key = RESPONSIBILITY.key
    alone = [row for row in leads if row.get("role") == LEAD]
    joint = [row for row in leads if row.get("role") == JOINT_LEAD]
    if not leads:
        yield Missing(_("{name}: say who leads it."), name, key)
    elif alone and len(leads) > 1:
        sentence = _(
            "{name}: one partner leads alone and others lead too. Let one lead, or all of them jointly."
        )
        yield Missing(sentence, name, key, str(leads[1]["id"]), "role")
    elif len(joint) == 1:
        words = {**name, "partner": records.name("partner", joint[0]["partner"]) or "–"}
        sentence = _("{name}: {partner} leads together with others, but nobody else does.")
        yield Missing(sentence, words, key, str(joint[0]["id"]), "role")
    for row in joint:
        if not row.get("share"):
            words = {**name, "partner": records.name("partner", row["partner"]) or "–"}
            sentence = _("{name}: say which part of the lead {partner} answers for.")
            yield Missing(sentence, words, key, str(row["id"]), "share")


def _without_role(records: Records) -> Iterator[Missing]:
    """Name activities whose responsible partner has no role in their component."""
    has_role = {
        (component_of(records, row), row.get("partner"))
        for row in records.rows(RESPONSIBILITY.key)
        if row.get("role")
    }
    for activity in records.rows("activity"):
        place = (activity.get("component"), activity.get("responsible"))
        if all(place) and place not in has_role:
            words = {
                "name": str(activity.get("name") or "–"),
                "partner": records.name("partner", place[1]) or "–",
                "component": records.name("component", place[0]) or "–",
            }
            sentence = _("{name}: {partner} answers for it, but has no role in “{component}”.")
            yield Missing(sentence, words, RESPONSIBILITY.key)

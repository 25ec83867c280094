"""The 28 sections of a partnering agreement as data: what each says, draws on, and needs to be in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from msp_desktop.domain.criteria import (
    AnyOf,
    AtLeast,
    Covers,
    Criterion,
    EveryHas,
    EveryUsed,
    Filled,
    When,
    Where,
)
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.i18n import mark as _

LETTER, MEMORANDUM, BINDING = "letter", "memorandum", "agreement"
"""How strong an agreement is, as the answer `agreement.strength` stores it."""

AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class AgreementSection:
    """One section: ``number`` and ``key`` never change, ``title`` is its heading.

    ``own`` are the fields of the agreement in which the partners write this section in their own words,
    ``facts`` its other fields that are printed here. ``draws`` are the kinds of records it is drawn from,
    with the fields whose change means that the section says something else. It is fully in place when
    none of ``wants`` misses anything. ``in_letter`` says whether a letter of intent has it, always in
    short; ``can_be_left_out`` whether the partners may do without it at all.
    """

    number: int
    key: str
    title: str
    own: tuple[str, ...]
    wants: tuple[Criterion, ...]
    draws: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    in_letter: bool = False
    can_be_left_out: bool = True

    @property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """Everything the section is drawn from, the agreement's own answers first."""
        own = {AGREEMENT: (*self.facts, *self.own)} if self.facts or self.own else {}
        return {**own, **self.draws}


def _written(*fields: str) -> Filled:
    return Filled(AGREEMENT, fields)


_WHO_AND_WHY = (
    AgreementSection(
        1,
        "heading",
        _("Title, place and languages"),
        (),
        (_written("title", "strength", "place", "languages"),),
        facts=("title", "strength", "place", "languages", "language", "originals"),
        in_letter=True,
        can_be_left_out=False,
    ),
    AgreementSection(
        2,
        "parties",
        _("Parties"),
        ("parties",),
        (
            AtLeast(
                "partner",
                2,
                TAKING_PART,
                _("Say of at least {count} partners that they take part."),
            ),
            EveryHas("partner", ("legal_status", "mission"), TAKING_PART),
            EveryUsed(
                "partner", "signatory", "partner", TAKING_PART, sentence=_("{name}: say who signs.")
            ),
            EveryHas("signatory", ("name", "title", "authority")),
        ),
        {
            "partner": ("name", "sector", "legal_status", "address", "mission"),
            "buy_in": ("partner", "authority", "date", "document"),
            "signatory": ("partner", "name", "title", "authority"),
        },
        in_letter=True,
        can_be_left_out=False,
    ),
    AgreementSection(
        3,
        "background",
        _("Background"),
        ("background",),
        (Filled("challenge", ("statement", "need")), Filled("common_understanding", ("problem",))),
        {
            "challenge": ("statement", "evidence", "affected", "need"),
            "common_understanding": ("problem",),
        },
        in_letter=True,
    ),
    AgreementSection(
        4,
        "vision",
        _("Vision, shared goals and objectives"),
        ("vision",),
        (
            Filled("shared_vision", ("definition", "vision")),
            AtLeast("shared_goal"),
            AtLeast("objective"),
            EveryHas("objective", ("measure", "due")),
        ),
        {
            "shared_vision": ("definition", "vision"),
            "shared_goal": ("name", "description"),
            "objective": ("name", "goal", "measure", "due"),
        },
        in_letter=True,
    ),
    AgreementSection(
        5,
        "own_goals",
        _("What each partner wants from it"),
        ("own_goals",),
        (
            EveryUsed(
                "partner",
                "partner_goal",
                "partner",
                TAKING_PART,
                sentence=_("{name}: write down its own goal and why it joins."),
            ),
            AtLeast("partner_goal"),
            EveryHas("partner_goal", ("goal", "reason_to_join")),
        ),
        {
            "partner_goal": ("partner", "goal", "reason_to_join"),
            "reward": ("partner", "description"),
        },
        in_letter=True,
    ),
    AgreementSection(
        6,
        "alignment",
        _("Contribution to the 2030 Agenda"),
        ("alignment",),
        (Filled("challenge", ("goals_direct",)), AtLeast("alignment")),
        {
            "challenge": ("goals_direct", "goals_indirect"),
            "alignment": ("target", "objective", "contribution"),
        },
        in_letter=True,
    ),
    AgreementSection(
        7,
        "principles",
        _("Principles"),
        ("principles",),
        (_written("principles"),),
        in_letter=True,
    ),
)

_WHAT = (
    AgreementSection(
        8,
        "scope",
        _("Scope, and what is not in scope"),
        ("scope_note",),
        (
            Filled("scope", ("geography", "time_frame")),
            AtLeast("inclusion"),
            AtLeast("exclusion"),
            AtLeast("output"),
        ),
        {
            "scope": ("geography", "development", "time_frame", "follow_up"),
            "inclusion": ("name", "note"),
            "exclusion": ("name", "reason", "who_else"),
            "output": ("name", "quantity", "unit", "scale"),
        },
        in_letter=True,
    ),
    AgreementSection(
        9,
        "plan",
        _("Components and activities"),
        ("plan",),
        (
            AnyOf((_written("plan"), AtLeast("component"))),
            EveryHas("component", ("partners", "period")),
        ),
        {"component": ("name", "partners", "period")},
    ),
    AgreementSection(
        10,
        "roles",
        _("Roles and responsibilities"),
        ("roles",),
        (_written("roles"), Filled("lead_partner", ("partner",))),
        {
            "lead_partner": ("partner", "mandate", "delegated_to"),
            "responsibility": ("component", "activity", "partner", "role", "share"),
        },
        in_letter=True,
    ),
    AgreementSection(
        11,
        "resources",
        _("Resources"),
        ("contributions",),
        (
            EveryUsed(
                "partner",
                "commitment",
                "partner",
                TAKING_PART,
                sentence=_("{name}: write down what it brings."),
            ),
            AtLeast("commitment"),
            EveryHas("commitment", ("description", "available")),
            Filled("resource_sharing", ("rules",)),
        ),
        {
            "commitment": (
                *("partner", "kind", "description", "quantity", "unit", "value"),
                *("available", "conditions"),
            ),
            "resource_sharing": ("rules", "shortage", "leftover"),
        },
        in_letter=True,
    ),
    AgreementSection(
        12,
        "finance",
        _("Financial management, procurement and taxes"),
        ("finance",),
        (_written("finance"),),
    ),
)

_HOW = (
    AgreementSection(
        13,
        "governance",
        _("Governance"),
        ("governance",),
        (
            _written("governance"),
            AtLeast("body"),
            EveryHas("body", ("mandate", "decision_method")),
            EveryUsed(
                "body",
                "body_member",
                "owner_id",
                sentence=_("{name}: add the people who sit in it."),
            ),
        ),
        {
            "body": (
                *("name", "kind", "mandate", "limits", "seats", "chair", "secretary", "quorum"),
                *("quorum_share", "decision_method", "meets", "reports_to"),
            ),
            "body_member": ("partner", "name", "role"),
        },
    ),
    AgreementSection(
        14,
        "decisions",
        _("Decisions"),
        ("decision_rules",),
        (_written("decision_rules"), Covers("decision_rule", "type")),
        {
            "decision_rule": (
                *("subject", "type", "body", "decided_by", "procedure"),
                *("quorum", "days", "consulted", "partner", "majority", "told"),
                *("up_to", "report_to", "report_hours"),
            )
        },
    ),
    AgreementSection(
        15,
        "meetings",
        _("Meetings and minutes"),
        ("meetings",),
        (AnyOf((_written("meetings"), Filled("meeting_plan", ("rule",)))),),
        {"meeting_plan": ("rule", "place", "called_by", "sharing_list")},
    ),
    AgreementSection(
        16,
        "secretariat",
        _("Secretariat"),
        ("secretariat",),
        (_written("secretariat"),),
    ),
    AgreementSection(
        17,
        "communication",
        _("Communication among partners"),
        ("communication",),
        (AnyOf((_written("communication"), Filled("meeting_plan", ("channels",)))),),
        {"meeting_plan": ("channels", "urgent")},
        in_letter=True,
    ),
    AgreementSection(
        18,
        "publicity",
        _("Public communication, names and logos"),
        ("publicity",),
        (_written("publicity"),),
    ),
    AgreementSection(
        19,
        "reporting",
        _("Monitoring and reporting"),
        ("reporting",),
        (_written("reporting"), AtLeast("mechanism")),
        {
            "mechanism": ("name", "watches", "audience", "who", "how_often"),
            "reporting_line": ("what", "from_partner", "to", "cycle"),
        },
    ),
    AgreementSection(
        20,
        "review",
        _("Review"),
        ("review",),
        (_written("review", "review_on"), AtLeast("process_criterion")),
        {"process_criterion": ("name", "desired")},
        facts=("review_on",),
    ),
    AgreementSection(
        21,
        "risks",
        _("Risks and safeguards"),
        ("risk_note",),
        (AtLeast("risk"), EveryHas("risk", ("mitigation", "owner_name"))),
        {"risk": ("description", "mitigation")},
    ),
    AgreementSection(
        22,
        "accountability",
        _("Accountability and complaints"),
        ("accountability",),
        (
            Covers("accountability", "audience"),
            EveryHas("accountability", ("complaints",), Where("audience", ("beneficiaries",))),
        ),
        {
            "accountability": (
                *("audience", "for_what", "how", "how_often", "complaints"),
                "answer_days",
            )
        },
    ),
    AgreementSection(
        23,
        "confidentiality",
        _("Confidentiality and personal data"),
        ("confidentiality",),
        (_written("confidentiality"),),
        in_letter=True,
    ),
    AgreementSection(
        24,
        "knowledge",
        _("Ownership of results and knowledge"),
        ("knowledge",),
        (_written("knowledge"),),
    ),
    AgreementSection(
        25,
        "conflict_of_interest",
        _("Conflicts of interest and corruption"),
        ("conflict_of_interest",),
        (_written("conflict_of_interest"),),
    ),
)

_WHEN_THINGS_CHANGE = (
    AgreementSection(
        26,
        "disputes",
        _("Settling disputes"),
        ("dispute_resolution",),
        (
            _written("dispute_resolution"),
            AtLeast("dispute_step", 2),
            EveryHas("dispute_step", ("days",)),
        ),
        {"dispute_step": ("name", "days", "how")},
    ),
    AgreementSection(
        27,
        "change",
        _("New partners, changes, leaving and ending"),
        ("joining", "amendment", "exit"),
        (_written("joining", "amendment", "exit"),),
    ),
    AgreementSection(
        28,
        "duration",
        _("Duration, law and legal status"),
        ("ending",),
        (
            _written("duration"),
            When(AGREEMENT, Where("strength", (BINDING,)), _written("law")),
        ),
        facts=("duration", "law"),
        in_letter=True,
        can_be_left_out=False,
    ),
)

SECTIONS = (*_WHO_AND_WHY, *_WHAT, *_HOW, *_WHEN_THINGS_CHANGE)
"""All sections in the order in which they are printed."""

SECTION_OF_WORDS: Mapping[str, AgreementSection] = MappingProxyType(
    {key: section for section in SECTIONS for key in section.own}
)
"""The section in which a text of the agreement is printed, by the key of its field."""

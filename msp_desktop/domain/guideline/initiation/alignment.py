"""Task 2.4: how the objectives serve the 2030 Agenda, and where things stand today."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Where
from msp_desktop.domain.fields import (
    Attachment,
    Day,
    LongText,
    Reference,
    Scale,
    Target,
    Text,
)
from msp_desktop.domain.guideline.choices import CODES_AS_REVIEWED, TAKING_PART
from msp_desktop.domain.guideline.initiation.indicators import (
    BASELINE_PART,
    INDICATOR,
    INDICATOR_CHANGE,
    INDICATOR_TARGET,
)
from msp_desktop.domain.records import Section, many
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

ALIGNMENT = many(
    "alignment",
    _("Contribution to a target"),
    _("Contributions to targets"),
    Section(
        "",
        (
            Reference("objective", _("Objective"), to="objective", required=True),
            Target("target", _("Target of the 2030 Agenda"), CODES_AS_REVIEWED, required=True),
            LongText("contribution", _("How it contributes"), required=True),
        ),
    ),
    named_by=("target",),
    empty=_("Nothing listed yet. Add for each objective the target it helps to reach, and how."),
)

INTERLINKAGE = many(
    "interlinkage",
    _("Link between targets"),
    _("Links between targets"),
    Section(
        "",
        (
            Target("first", _("Our target"), required=True),
            Target("second", _("Another target it acts on"), required=True),
            Scale(
                "score",
                _("How it acts on the other"),
                required=True,
                low=-3,
                high=3,
                steps=(
                    _("Cancels it"),
                    _("Works against it"),
                    _("Limits it"),
                    _("No effect"),
                    _("Opens the way for it"),
                    _("Helps it along"),
                    _("Cannot be had without it"),
                ),
            ),
            LongText("note", _("Why")),
            LongText("affected", _("Who feels it")),
            LongText(
                "mitigation", _("What we do about harm"), _("Needed when the score is below zero.")
            ),
        ),
    ),
    named_by=("first", "second"),
    columns=("first", "second", "score", "mitigation"),
    empty=_("Nothing listed yet. Add where reaching one target helps or harms another."),
)

BUY_IN = many(
    "buy_in",
    _("Approval of a partner"),
    _("Approvals of partners"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Text("authority", _("Who approved"), required=True, example=_("Board of directors")),
            Day("date", _("On"), required=True),
            Text("document", _("Document"), example=_("Minutes of 4 May, item 3")),
            Attachment("document_file", _("The document itself"), _("A scan or photograph.")),
            LongText(
                "due_diligence",
                _("What it checked before"),
                _("Its own goals, staff, money, and what it can do best."),
            ),
        ),
    ),
    named_by=("partner",),
    columns=("partner", "authority", "date", "document"),
    empty=_("No approval yet. Add who in each partner's leadership has agreed to the objectives."),
)

TASK_2_4 = Task(
    "2.4",
    _("Align with the 2030 Agenda"),
    _("Link every objective to a target, watch for harm to others, and measure where you start."),
    (
        ALIGNMENT,
        INTERLINKAGE,
        INDICATOR,
        BASELINE_PART,
        INDICATOR_TARGET,
        INDICATOR_CHANGE,
        BUY_IN,
    ),
    (
        EveryUsed(
            "objective",
            "alignment",
            "objective",
            sentence=_("{name}: say to which target it contributes."),
        ),
        AtLeast("alignment"),
        EveryHas("alignment", ("target", "contribution")),
        EveryHas("interlinkage", ("mitigation",), where=Where("score", ("-3", "-2", "-1"))),
        EveryUsed(
            "objective", "indicator", "objective", sentence=_("{name}: add an indicator for it.")
        ),
        EveryHas(
            "indicator",
            (
                "definition",
                "unit",
                "direction",
                "baseline",
                "baseline_date",
                "source",
                "target_value",
                "target_date",
            ),
        ),
        EveryUsed(
            "partner",
            "buy_in",
            "partner",
            where=TAKING_PART,
            sentence=_("{name}: say who there has approved."),
        ),
        EveryHas("buy_in", ("authority", "date")),
    ),
    uses=("objective",),
)

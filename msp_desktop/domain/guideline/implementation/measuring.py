"""Step 8: what was done and measured, how the partnership works, and who is told."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed
from msp_desktop.domain.fields import Day, LongText, Reference, Scale, Text
from msp_desktop.domain.guideline.implementation.monitoring import TASK_8_1
from msp_desktop.domain.guideline.implementation.reporting import TASK_8_3
from msp_desktop.domain.guideline.initiation.governance import STEPS
from msp_desktop.domain.records import Section, many
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

PROCESS_ASSESSMENT = many(
    "process_assessment",
    _("Assessment of a criterion"),
    _("How the partnership works today"),
    Section(
        "",
        (
            Reference("criterion", _("Criterion"), required=True, to="process_criterion"),
            Day("date", _("Date"), required=True),
            Scale("level", _("Level today"), required=True, steps=STEPS),
            Reference("partner", _("As seen by"), _("Leave empty for all together."), to="partner"),
            LongText("note", _("What shows this")),
            LongText(
                "effect",
                _("What it does to our indicators"),
                _("Does this way of working help or hinder the results for the Goals?"),
            ),
        ),
    ),
    named_by=("criterion", "date"),
    columns=("criterion", "date", "level", "partner"),
    empty=_("No assessment yet. Go through the criteria of task 3.5 and say where you stand."),
)

PROCESS_IMPROVEMENT = many(
    "process_improvement",
    _("Improvement"),
    _("What we improve"),
    Section(
        "",
        (
            Text("problem", _("What does not work well"), required=True),
            Reference("criterion", _("Criterion"), to="process_criterion"),
            LongText("action", _("What we will do"), required=True),
            Text("responsible", _("Who sees to it"), required=True),
            Day("due", _("Until"), required=True),
            Day("done_on", _("Done on")),
        ),
    ),
    columns=("problem", "responsible", "due", "done_on"),
    empty=_("Nothing listed. Add what you will do where today is below what you want."),
)

TASK_8_2 = Task(
    "8.2",
    _("Monitor how the partnership works"),
    _("Compare how you work together today with where you started and where you want to be."),
    (PROCESS_ASSESSMENT, PROCESS_IMPROVEMENT),
    (
        AtLeast("process_assessment"),
        EveryHas("process_assessment", ("criterion", "date", "level")),
        EveryUsed(
            "process_criterion",
            "process_assessment",
            "criterion",
            sentence=_("{name}: say where you stand today."),
        ),
        EveryHas("process_improvement", ("problem", "action", "responsible", "due")),
    ),
    uses=("process_criterion", "indicator", "health_check"),
)

STEP_8 = Step("8", _("Measure progress"), (TASK_8_1, TASK_8_2, TASK_8_3))

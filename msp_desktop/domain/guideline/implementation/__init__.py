"""Module C, Managing implementation: from the first meeting to the reports (tasks 7.1 to 8.3)."""

from __future__ import annotations

from msp_desktop.domain.guideline.implementation.coordinating import TASK_7_1
from msp_desktop.domain.guideline.implementation.delivering import TASK_7_2, TASK_7_3
from msp_desktop.domain.guideline.implementation.health import TASK_7_4
from msp_desktop.domain.guideline.implementation.measuring import STEP_8
from msp_desktop.domain.tasks import Module, Step
from msp_desktop.i18n import mark as _

IMPLEMENTATION = Module(
    "implementation",
    "C",
    _("Managing implementation"),
    _("Policy implementation"),
    _("Deliver together what was planned, keep the partnership healthy, and know where you stand."),
    (
        Step("7", _("Deliver together"), (TASK_7_1, TASK_7_2, TASK_7_3, TASK_7_4)),
        STEP_8,
    ),
)

"""Module B, Formation: the plan, who carries it, and everybody ready to begin (tasks 4.1 to 6.2)."""

from __future__ import annotations

from msp_desktop.domain.guideline.formation.mobilising import STEP_6
from msp_desktop.domain.guideline.formation.planning import STEP_4
from msp_desktop.domain.guideline.formation.structuring import STEP_5
from msp_desktop.domain.tasks import Module
from msp_desktop.i18n import mark as _

FORMATION = Module(
    "formation",
    "B",
    _("Formation"),
    _("Policy formulation and decision"),
    _("A plan that names who does what, and partners who are ready to do it."),
    (STEP_4, STEP_5, STEP_6),
)

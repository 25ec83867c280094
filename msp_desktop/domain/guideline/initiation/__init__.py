"""Module A, Initiation: from framing the challenge to the signed agreement (tasks 1.1 to 3.5)."""

from __future__ import annotations

from msp_desktop.domain.guideline.initiation.getting_started import STEP_1
from msp_desktop.domain.guideline.initiation.relationships import STEP_3
from msp_desktop.domain.guideline.initiation.scoping import STEP_2
from msp_desktop.domain.tasks import Module
from msp_desktop.i18n import mark as _

INITIATION = Module(
    "initiation",
    "A",
    _("Initiation"),
    _("Agenda setting"),
    _("From the problem to an agreement that all partners have signed."),
    (STEP_1, STEP_2, STEP_3),
)

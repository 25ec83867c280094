"""Module D, Review: what was reached, how the partners work together, what changes (tasks 9.1 to 10.2)."""

from __future__ import annotations

from msp_desktop.domain.guideline.review.reviewing import STEP_9
from msp_desktop.domain.guideline.review.revising import STEP_10
from msp_desktop.domain.tasks import Module
from msp_desktop.i18n import mark as _

REVIEW = Module(
    "review",
    "D",
    _("Review"),
    _("Policy review"),
    _("Look together at results and cooperation, change what must change, and learn from it."),
    (STEP_9, STEP_10),
)

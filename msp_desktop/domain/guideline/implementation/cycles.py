"""How often something is looked at or reported."""

from __future__ import annotations

from msp_desktop.domain.fields import Option
from msp_desktop.i18n import mark as _

CYCLES = (
    Option("daily", _("Every day")),
    Option("weekly", _("Every week")),
    Option("fortnightly", _("Every two weeks")),
    Option("monthly", _("Every month")),
    Option("quarterly", _("Every quarter")),
    Option("half_yearly", _("Every half-year")),
    Option("yearly", _("Every year")),
)

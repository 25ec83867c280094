"""Other ways to reach the objectives, compared with a partnership (tasks 1.3 and 2.1)."""

from __future__ import annotations

from msp_desktop.domain.fields import Choice, Flag, LongText, Option, Scale, Text
from msp_desktop.domain.guideline.choices import RATING
from msp_desktop.domain.records import Section, many
from msp_desktop.i18n import mark as _

MODEL_OPTION = many(
    "model_option",
    _("Way to do it"),
    _("Ways to do it"),
    Section(
        "",
        (
            Text("model", _("Way"), required=True, example=_("Contract with a company")),
            Choice(
                "kind",
                _("Kind"),
                options=(
                    Option("alone", _("One organisation alone")),
                    Option("contract", _("Contract")),
                    Option("grant", _("Grant")),
                    Option("order", _("Order between agencies")),
                    Option("partnership", _("Partnership")),
                ),
            ),
            LongText("benefits", _("Benefits"), required=True),
            LongText("risks", _("Risks"), required=True),
            Text("cost", _("Cost and time")),
        ),
    ),
    Section(
        _("How it compares"),
        (
            Scale("reach", _("Result it reaches"), steps=RATING),
            Scale("affordable", _("Low cost"), steps=RATING),
            Scale("quick", _("Speed"), steps=RATING),
            Scale("safe", _("Few risks"), steps=RATING),
            Scale("control", _("Control over the work"), steps=RATING),
            Scale("lasting", _("Lasts afterwards"), steps=RATING),
            Flag("chosen", _("Is this the way we take?")),
            LongText("reason", _("Why, or why not")),
        ),
    ),
    columns=("model", "kind", "benefits", "risks", "chosen"),
    empty=_("Nothing to compare yet. Add the partnership and at least one other way to do it."),
)

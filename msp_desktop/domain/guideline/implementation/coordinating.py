"""Task 7.1: the meetings that hold a partnership together, their minutes, and what went wrong between."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, Filled
from msp_desktop.domain.fields import (
    Choice,
    Day,
    LongText,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.implementation.meetings.agreed import (
    ADDENDUM,
    MEETING_ANNEX,
    MINUTES_CORRECTION,
)
from msp_desktop.domain.guideline.implementation.meetings.called import (
    AGENDA_ITEM,
    ATTENDANCE,
    MEETING,
    MEETING_PLAN,
    TOPIC,
)
from msp_desktop.domain.guideline.implementation.meetings.outcomes import (
    ACTION_ITEM,
    DECISION,
    INFORMATION,
)
from msp_desktop.domain.records import Section, many
from msp_desktop.domain.tasks import Task
from msp_desktop.i18n import mark as _

TROUBLE = many(
    "trouble",
    _("Problem"),
    _("Problems and how they were solved"),
    Section(
        "",
        (
            Text("what", _("What went wrong"), required=True),
            Day("noticed_on", _("Noticed on"), required=True),
            Reference("activity", _("Activity it touches"), to="activity"),
            LongText("effect", _("What it leads to")),
            LongText("cause", _("Cause")),
            LongText("remedy", _("What is being done"), required=True),
            Text("responsible", _("Who sees to it"), required=True),
            Choice(
                "state",
                _("State"),
                options=(
                    Option("open", _("Open")),
                    Option("raised", _("Passed to the partners' leaders")),
                    Option("solved", _("Solved")),
                ),
            ),
            Day("solved_on", _("Solved on")),
        ),
    ),
    columns=("what", "noticed_on", "responsible", "state"),
    empty=_("Nothing listed. Add problems when they appear, even small ones."),
)

TASK_7_1 = Task(
    "7.1",
    _("Coordinate with partners"),
    _("Meet regularly, write down what was agreed, and clear obstacles early."),
    (
        MEETING_PLAN,
        MEETING,
        AGENDA_ITEM,
        ATTENDANCE,
        DECISION,
        ACTION_ITEM,
        INFORMATION,
        MINUTES_CORRECTION,
        ADDENDUM,
        MEETING_ANNEX,
        TOPIC,
        TROUBLE,
    ),
    (
        Filled("meeting_plan", ("rule", "place", "sharing_list")),
        AtLeast("meeting"),
        EveryHas("meeting", ("title", "date", "state")),
        EveryHas("agenda_item", ("title",)),
        AtLeast("attendance"),
        EveryHas("attendance", ("name", "presence")),
        AtLeast("decision"),
        EveryHas("decision", ("text",)),
        EveryHas("action_item", ("text", "responsible", "due")),
        EveryHas("information", ("text",)),
        EveryHas("minutes_correction", ("text",)),
        EveryHas("addendum", ("text",)),
        EveryHas("meeting_annex", ("text",)),
        EveryHas("topic", ("title",)),
        EveryHas("trouble", ("what", "noticed_on", "remedy", "responsible")),
    ),
    uses=("body", "decision_rule"),
)

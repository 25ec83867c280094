"""Module A, Initiation: from framing the challenge to the signed agreement (tasks 1.1 to 3.5)."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, Filled
from msp_desktop.domain.fields import Choice, Dates, Goals, LongText, Option, Text
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Module, Step, Task
from msp_desktop.i18n import mark as _

CHALLENGE = one(
    "challenge",
    _("The challenge"),
    Section(
        _("What is wrong"),
        (
            LongText(
                "statement",
                _("The challenge"),
                _("What is wrong, for whom, and how big is it? Two or three sentences."),
                required=True,
            ),
            Text("place", _("Where"), example=_("Districts, towns or river basins")),
            LongText("affected", _("Who is affected"), _("Name those who are left behind first.")),
            LongText("causes", _("Causes")),
            Choice(
                "priority",
                _("Priority"),
                options=(
                    Option("high", _("High")),
                    Option("medium", _("Medium")),
                    Option("low", _("Low")),
                ),
            ),
        ),
    ),
    Section(
        _("What should become of it"),
        (
            LongText(
                "objective",
                _("Sustainable-development objective"),
                _("Verb, who, what, where and by when, in one sentence."),
                required=True,
            ),
            Goals("goals_direct", _("Goals touched directly"), required=True),
            Goals("goals_indirect", _("Goals touched indirectly")),
            LongText(
                "need",
                _("Why a partnership is needed"),
                _("Why can one sector not do this alone?"),
                required=True,
            ),
        ),
    ),
)

EARLIER_EFFORT = many(
    "earlier_effort",
    _("Earlier effort"),
    _("Earlier efforts"),
    Section(
        "",
        (
            Text("name", _("What was tried"), required=True),
            Text("who", _("By whom")),
            Dates("period", _("When")),
            LongText("result", _("What came of it")),
            LongText("lesson", _("Lesson")),
        ),
    ),
    empty=_("Nothing listed yet. Add what was tried before and what it taught."),
)

TASK_1_1 = Task(
    "1.1",
    _("Frame the challenge"),
    _("Say what is wrong, what should become of it, and why nobody can do it alone."),
    (CHALLENGE, EARLIER_EFFORT),
    (
        Filled("challenge", ("statement", "objective", "goals_direct", "need")),
        AtLeast("earlier_effort"),
    ),
)

INITIATION = Module(
    "initiation",
    "A",
    _("Initiation"),
    _("Agenda setting"),
    _("From the problem to an agreement that all partners have signed."),
    (Step("1", _("Set the scene"), (TASK_1_1,)),),
)

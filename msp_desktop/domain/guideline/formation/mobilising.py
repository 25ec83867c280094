"""Step 6: partners and resources are in place, and the start is announced."""

from __future__ import annotations

from msp_desktop.domain.criteria import AtLeast, EveryHas, EveryUsed, Filled, Where
from msp_desktop.domain.fields import (
    Amount,
    Choice,
    Choices,
    Dates,
    Day,
    Flag,
    LongText,
    Number,
    Option,
    Reference,
    Text,
)
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.readiness import ReadyInTime
from msp_desktop.domain.records import Section, many, one
from msp_desktop.domain.tasks import Step, Task
from msp_desktop.i18n import mark as _

_CHECKLIST = (
    Option("staff", _("Staff named")),
    Option("letters", _("Letter issued")),
    Option("account", _("Bank account and payments")),
    Option("office", _("Office or workplace")),
    Option("equipment", _("Equipment")),
    Option("permits", _("Permits")),
    Option("briefing", _("Staff briefed")),
    Option("travel", _("Travel and lodging")),
)
_CLEARED = (
    Option("not_needed", _("Not needed")),
    Option("open", _("Not asked for yet")),
    Option("asked", _("Asked for")),
    Option("granted", _("Granted")),
)

READINESS = many(
    "readiness",
    _("Readiness of a partner"),
    _("Readiness of partners"),
    Section(
        "",
        (
            Reference("partner", _("Partner"), to="partner", required=True),
            Choice(
                "place",
                _("Where it is"),
                required=True,
                options=(
                    Option("on_site", _("Already on site")),
                    Option("must_move", _("Has to move people or equipment")),
                ),
            ),
            LongText(
                "steps",
                _("What it still has to prepare"),
                _("What exactly, and who does it by when."),
            ),
            Choices(
                "prepared",
                _("Already done"),
                options=_CHECKLIST,
            ),
            Day("ready_by", _("Ready by"), required=True),
            Choice(
                "state",
                _("State"),
                required=True,
                options=(
                    Option("not_begun", _("Not begun")),
                    Option("preparing", _("Preparing")),
                    Option("ready", _("Ready")),
                    Option("stuck", _("Stuck")),
                ),
            ),
            LongText("obstacle", _("What stands in the way")),
        ),
    ),
    named_by=("partner",),
    columns=("partner", "place", "ready_by", "state"),
    empty=_("Nobody listed yet. Add every partner and what it still has to prepare."),
)

PREPARATION = many(
    "preparation",
    _("Step to get ready"),
    _("Steps to get ready"),
    Section(
        "",
        (
            Choice(
                "part",
                _("For what"),
                options=(*_CHECKLIST, Option("other", _("Other"))),
                required=True,
            ),
            Text("what", _("What is done"), required=True, example=_("Move two monitors to Kosi")),
            Text("who", _("Who sees to it")),
            Dates("period", _("From – to"), required=True),
            Day("done_on", _("Done on")),
        ),
    ),
    owner="readiness",
    named_by=("what",),
    columns=("what", "part", "period", "done_on"),
    empty=_("No step yet. Add what has to be prepared, by whom and from when to when."),
)

ANNOUNCEMENT = one(
    "announcement",
    _("Announcement of the start"),
    Section(
        "",
        (
            Text(
                "headline",
                _("Headline"),
                _("A few words to be read from afar."),
                example=_("Clean water for six villages"),
            ),
            LongText(
                "text",
                _("Text"),
                _("As it goes to partners, offices and the public."),
                required=True,
            ),
            Day("start", _("The work begins on"), required=True),
            Day("date", _("Announced on"), required=True),
            Text("by", _("Signed by"), required=True),
            Text(
                "contact",
                _("Who answers questions"),
                example=_("District Water Office, telephone 123"),
            ),
            LongText("sent_to", _("Sent to")),
        ),
    ),
)

DELIVERY = many(
    "delivery",
    _("Delivery of a resource"),
    _("Deliveries of resources"),
    Section(
        _("Planned and received"),
        (
            Reference("commitment", _("Commitment"), to="commitment", required=True),
            Text("what", _("Which part of it"), example=_("First instalment")),
            Number(
                "planned_quantity",
                _("Quantity planned"),
                _("In the unit of the commitment. Left empty: all of it."),
            ),
            Day("planned_on", _("Planned for"), required=True),
            Day(
                "expected_on",
                _("Now expected on"),
                _("When it comes later or earlier than planned."),
            ),
            Day("received_on", _("Received on")),
            Number("quantity", _("Quantity received"), _("In the unit of the commitment.")),
            Amount("value", _("Value received")),
            Choice(
                "state",
                _("State"),
                required=True,
                options=(
                    Option("planned", _("Planned")),
                    Option("on_the_way", _("On the way")),
                    Option("part", _("Received in part")),
                    Option("received", _("Received")),
                    Option("late", _("Late")),
                    Option("cancelled", _("Will not come")),
                ),
            ),
        ),
    ),
    Section(
        _("From abroad"),
        (
            Flag("from_abroad", _("Does it come from abroad?"), required=True),
            Text("origin", _("From where")),
            Text(
                "facilitated_by", _("Which office helps with import"), _("Permits, tax, customs.")
            ),
            Choice("permit", _("Import permit"), options=_CLEARED),
            Choice("tax", _("Taxes and exemption"), options=_CLEARED),
            Choice("customs", _("Customs"), options=_CLEARED),
            LongText("note", _("Note")),
        ),
    ),
    named_by=("commitment", "what"),
    columns=("commitment", "what", "planned_on", "received_on", "state"),
    empty=_("Nothing planned yet. Add for each commitment when it should arrive."),
)

STEP_6 = Step(
    "6",
    _("Get ready to begin"),
    (
        Task(
            "6.1",
            _("Mobilise partners"),
            _("See that every partner is ready before its first activity, and announce the start."),
            (READINESS, PREPARATION, ANNOUNCEMENT),
            (
                EveryUsed(
                    "partner",
                    "readiness",
                    "partner",
                    where=TAKING_PART,
                    sentence=_("{name}: say what it still has to prepare."),
                ),
                AtLeast("readiness"),
                EveryHas("readiness", ("place", "ready_by", "state")),
                ReadyInTime(TAKING_PART),
                Filled("announcement", ("text", "start", "date", "by")),
            ),
            uses=("activity",),
        ),
        Task(
            "6.2",
            _("Mobilise resources"),
            _("Follow every promised resource until it is there, also those from abroad."),
            (DELIVERY,),
            (
                EveryUsed(
                    "commitment",
                    "delivery",
                    "commitment",
                    where=Where("state", ("pledged", "confirmed")),
                    sentence=_("{name}: plan when it arrives."),
                ),
                AtLeast("delivery"),
                EveryHas("delivery", ("planned_on", "state", "from_abroad")),
                EveryHas("delivery", ("facilitated_by",), where=Where("from_abroad", ("1",))),
            ),
            uses=("commitment", "activity"),
        ),
    ),
)

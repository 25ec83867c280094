"""How minutes become final: corrections, the seal, what is added after, what stays apart (task 7.1)."""

from __future__ import annotations

from msp_desktop.domain.fields import (
    Choice,
    Day,
    LongText,
    Option,
    Text,
    Whole,
)
from msp_desktop.domain.records import Section, by_program, many, personal
from msp_desktop.i18n import mark as _

MINUTES_CORRECTION = many(
    "minutes_correction",
    _("Change asked for"),
    _("Changes asked for before approval"),
    Section(
        "",
        (
            LongText("text", _("What should change"), required=True),
            Text("asked_by", _("Asked for by")),
            Day("date", _("Date")),
            Choice(
                "answer",
                _("Answer"),
                options=(
                    Option("accepted", _("Accepted; the minutes say it now")),
                    Option("refused", _("Refused")),
                ),
            ),
            Text("reason", _("Reason")),
        ),
    ),
    owner="meeting",
    columns=("text", "asked_by", "answer"),
    empty=_("Nobody asked for a change. Add what people answer to the minutes sent round."),
)

ADDENDUM = many(
    "addendum",
    _("Correction to the minutes"),
    _("Corrections to the minutes"),
    Section(
        "",
        (
            LongText("text", _("Correction"), required=True),
            Text("asked_by", _("Asked for by")),
            Day("date", _("Date")),
        ),
    ),
    owner="meeting",
    columns=("text", "asked_by", "date"),
    empty=_("No correction. Approved minutes are corrected here and not in their text."),
)

MEETING_ANNEX = personal(
    many(
        "meeting_annex",
        _("Confidential annex"),
        _("Confidential annex"),
        Section(
            "",
            (
                LongText("text", _("What stays among a few"), required=True),
                Text("open_to", _("Who may read it")),
            ),
        ),
        owner="meeting",
        columns=("text", "open_to"),
        empty=_(
            "None. What is written here is not printed with the minutes, and can be left out of sync files."
        ),
    )
)

SEAL = by_program(
    many(
        "seal",
        _("Seal of minutes"),
        _("Sealed minutes"),
        Section(
            "",
            (
                Whole("number", _("Number of the seal")),
                LongText("content", _("What was sealed")),
                LongText("previous", _("Seals before it")),
                Text("office", _("Office")),
                Text("person", _("Person")),
                Day("day", _("Sealed on")),
                Text("signature", _("Signature")),
                LongText("card", _("Card of the office")),
            ),
        ),
        owner="meeting",
        named_by=("number", "day"),
        columns=("number", "day", "office"),
    )
)
"""Approved minutes as they were on their day, signed by an office: see `domain.meetings.seals`."""

"""Sections 13 to 25 of the agreement: how the partners work together and answer for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msp_desktop.domain.guideline.initiation.agreement_sections import AGREEMENT
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import Block, Heading, Paragraph
from msp_desktop.reports.layouts.agreement.drawing import Drawing
from msp_desktop.reports.layouts.risks_annex import risk_list

_BODY = (
    *("kind", "mandate", "limits", "seats", "chair", "secretary", "quorum", "quorum_share"),
    *("decision_method", "meets", "reports_to"),
)


_LAID_DOWN = (
    (
        _("For some of them more is laid down:"),
        ("partner", "decided_by", "quorum", "majority", "days"),
        (3, 2, 2.4, 2.4, 1.8, 1.2),
    ),
    (
        _("These partners are asked before, or told afterwards:"),
        ("consulted", "told"),
        (3, 4, 4),
    ),
    (
        _("In an emergency these limits hold:"),
        ("up_to", "report_to", "report_hours"),
        (3, 4, 2.4, 1.6),
    ),
)
"""What a rule can lay down beside who decides and how: a sentence, and the columns of its table."""


def governance(drawing: Drawing) -> Iterator[Block]:
    """Describe the bodies that steer, each with who sits in it."""
    reader = drawing.reader
    yield from drawing.own("governance")
    for body in reader.records.rows("body"):
        yield Heading(3, reader.text("body", body, "name"))
        yield from reader.facts("body", body, *_BODY)
        members = reader.records.rows("body_member", str(body["id"]))
        if members:
            yield from reader.table("body_member", members, ("partner", "name", "role"), (4, 3, 3))


def decisions(drawing: Drawing) -> Iterator[Block]:
    """Say which decisions are taken together, which alone, and which at once."""
    reader = drawing.reader
    yield from drawing.own("decision_rules")
    sentence = drawing.refer(
        _(
            "Decisions are taken in this way; where partners cannot agree, section {disputes} applies:"
        ),
        _("Decisions are taken in this way:"),
        "disputes",
    )
    rules = reader.records.rows("decision_rule")
    yield from drawing.listed(
        sentence, ("decision_rule", ("subject", "type", "body", "procedure"), (3, 2.4, 2.4, 4))
    )
    for sentence, columns, weights in _LAID_DOWN:
        bound = [row for row in rules if any(row.get(key) not in (None, "") for key in columns)]
        yield from drawing.listed(
            sentence, ("decision_rule", ("subject", *columns), weights), bound
        )


def meetings(drawing: Drawing) -> Iterator[Block]:
    """Say when the partners meet and who receives the minutes."""
    row = drawing.reader.records.single("meeting_plan")
    columns = ("rule", "place", "called_by", "sharing_list")
    yield from drawing.reader.facts("meeting_plan", row, *columns)
    yield from drawing.own("meetings")


def secretariat(drawing: Drawing) -> Iterator[Block]:
    """Say who runs the daily work."""
    yield from drawing.own("secretariat")


def communication(drawing: Drawing) -> Iterator[Block]:
    """Say how the partners reach each other."""
    row = drawing.reader.records.single("meeting_plan")
    yield from drawing.reader.facts("meeting_plan", row, "channels", "urgent")
    yield from drawing.own("communication")


def reporting(drawing: Drawing) -> Iterator[Block]:
    """Say who watches what, and who reports to whom."""
    yield from drawing.own("reporting")
    yield from drawing.listed(
        _("The partnership is watched in these ways:"),
        ("mechanism", ("name", "watches", "audience", "who", "how_often"), (3, 3, 3, 2.4, 2)),
    )
    yield from drawing.listed(
        _("The partners report in this way:"),
        ("reporting_line", ("what", "from_partner", "to", "cycle"), (3.4, 3.4, 3.4, 2)),
    )


def review(drawing: Drawing) -> Iterator[Block]:
    """Say when the agreement is looked at again, and by what good cooperation is judged."""
    page = drawing.reader.records.single(AGREEMENT)
    yield from drawing.reader.facts(AGREEMENT, page, "review_on")
    yield from drawing.own("review")
    yield from drawing.listed(
        _("How well the partners work together is judged by these criteria:"),
        ("process_criterion", ("name", "desired"), (7, 4)),
    )


def risks(drawing: Drawing) -> Iterator[Block]:
    """List the risks the partners know, and what they do about them."""
    yield from drawing.own("risk_note")
    listed = risk_list(drawing.reader)
    if listed:
        yield Paragraph(translate(_("The partners know these risks and answer them together:")))
        yield from listed


def accountability(drawing: Drawing) -> Iterator[Block]:
    """Say to whom the partners answer, and where people can complain."""
    yield from drawing.own("accountability")
    yield from drawing.listed(
        _("The partners answer for what they do:"),
        ("accountability", ("audience", "for_what", "how", "how_often"), (3, 3.4, 3.4, 2.4)),
    )
    rows = drawing.reader.records.rows("accountability")
    yield from drawing.listed(
        _("Whoever is concerned can complain:"),
        ("accountability", ("audience", "complaints", "answer_days"), (3.4, 6, 2.4)),
        [row for row in rows if row.get("complaints")],
    )


def words(field_key: str) -> Callable[[Drawing], Iterator[Block]]:
    """Return a section that is only what the partners wrote themselves."""

    def section(drawing: Drawing) -> Iterator[Block]:
        yield from drawing.own(field_key)

    return section

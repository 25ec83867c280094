"""Sections 1 to 7 of the agreement: who makes it, and why."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.guideline.initiation.agreement_sections import AGREEMENT
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import Block, Footnote, Paragraph, Points
from msp_desktop.reports.layouts.agreement.drawing import Drawing
from msp_desktop.reports.layouts.reading import parties

_GOAL = ("name", "description")


def heading(drawing: Drawing) -> Iterator[Block]:
    """Say what it is called, where and in which languages it is signed."""
    page = drawing.reader.records.single(AGREEMENT)
    columns = ("title", "strength", "place", "languages", "language", "originals")
    yield from drawing.reader.facts(AGREEMENT, page, *columns)


def partners(drawing: Drawing) -> Iterator[Block]:
    """Name the parties, who approved that they take part, and who signs for them."""
    reader = drawing.reader
    rows = parties(reader.records)
    yield from drawing.listed(
        _("This agreement is made between the organisations listed here."),
        ("partner", ("name", "sector", "legal_status", "address"), (4, 2.6, 3, 3.4)),
        rows,
    )
    missions = [row for row in rows if row.get("mission")]
    if missions:
        yield Paragraph(translate(_("What each of them is there for:")))
        said = (
            ": ".join(reader.text("partner", row, key) for key in ("name", "mission"))
            for row in missions
        )
        yield Points(tuple(said))
    yield from drawing.listed(
        _("These bodies of the partners have approved that their organisation takes part."),
        ("buy_in", ("partner", "authority", "date", "document"), (4, 3.4, 2.4, 3)),
    )
    yield from drawing.listed(
        _("These people sign for them."),
        ("signatory", ("partner", "name", "title", "authority"), (4, 3, 3, 3)),
    )
    yield from drawing.own("parties")


def background(drawing: Drawing) -> Iterator[Block]:
    """Say what the partnership is about, with what shows it at the foot of the page."""
    reader = drawing.reader
    statement, evidence = (reader.single("challenge", key) for key in ("statement", "evidence"))
    if statement:
        yield Paragraph((statement, Footnote(evidence)) if evidence else statement)
    yield from reader.texts("challenge", "affected")
    yield from reader.texts("common_understanding", "problem")
    yield from drawing.own("background")
    yield from reader.texts("challenge", "need")


def vision(drawing: Drawing) -> Iterator[Block]:
    """Say what the partners want together: vision, goals, objectives."""
    reader = drawing.reader
    yield from reader.texts("shared_vision", "definition", "vision")
    yield from drawing.own("vision")
    goals = reader.records.rows("shared_goal")
    if goals:
        yield Paragraph(translate(_("The partners share these goals:")))
        lines = (
            ": ".join(text for _name, text in reader.pairs("shared_goal", row, *_GOAL))
            for row in goals
        )
        yield Points(tuple(lines), numbered=True)
    sentence = drawing.refer(
        _(
            "They want to reach these objectives; section {alignment} says what these add to the 2030 Agenda:"
        ),
        _("They want to reach these objectives:"),
        "alignment",
    )
    yield from drawing.listed(
        sentence, ("objective", ("name", "goal", "measure", "due"), (4, 3.4, 3.2, 2.4))
    )


def own_goals(drawing: Drawing) -> Iterator[Block]:
    """Say what each partner wants and gains itself."""
    yield from drawing.listed(
        _("Each partner also joins for reasons of its own, and the others respect them."),
        ("partner_goal", ("partner", "goal", "reason_to_join"), (3, 4, 4)),
    )
    yield from drawing.listed(
        _("Each partner is to gain from it:"), ("reward", ("partner", "description"), (3, 8))
    )
    yield from drawing.own("own_goals")


def alignment(drawing: Drawing) -> Iterator[Block]:
    """Say which Goals and targets the partnership serves."""
    challenge = drawing.reader.records.single("challenge")
    yield from drawing.reader.facts("challenge", challenge, "goals_direct", "goals_indirect")
    yield from drawing.listed(
        _("The objectives contribute to these targets of the 2030 Agenda:"),
        ("alignment", ("target", "objective", "contribution"), (3.2, 3.4, 4.4)),
    )
    yield from drawing.own("alignment")


def principles(drawing: Drawing) -> Iterator[Block]:
    """Say by what rules the partners want to treat each other."""
    yield from drawing.own("principles")

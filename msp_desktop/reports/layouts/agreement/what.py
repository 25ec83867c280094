"""Sections 8 to 12 of the agreement: what is done, by whom, and with what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.records import Row
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import Block, Note, Paragraph, Points, Table
from msp_desktop.reports.layouts.activities_annex import KEY as ACTIVITIES
from msp_desktop.reports.layouts.agreement.drawing import Drawing
from msp_desktop.reports.layouts.reading import Reader, linked
from msp_desktop.reports.layouts.roles import roles_in_words


def scope(drawing: Drawing) -> Iterator[Block]:
    """Say what the partnership covers and produces, and what it leaves out."""
    reader = drawing.reader
    row = reader.records.single("scope")
    yield from reader.facts("scope", row, "geography", "development", "time_frame", "follow_up")
    yield from drawing.own("scope_note")
    included = reader.records.rows("inclusion")
    if included:
        yield Paragraph(translate(_("The partnership takes this on:")))
        pairs = (reader.pairs("inclusion", one, "name", "note") for one in included)
        yield Points(tuple(": ".join(text for _name, text in pair) for pair in pairs))
    yield from drawing.listed(
        _("Together the partners produce:"),
        ("output", ("name", "quantity", "unit", "scale"), (5, 1.8, 2.4, 3.4)),
    )
    yield from drawing.listed(
        _("The partnership does not undertake what is listed here."),
        ("exclusion", ("name", "reason", "who_else"), (4, 4, 3)),
    )


def plan(drawing: Drawing) -> Iterator[Block]:
    """Say into which components the work is divided, and where its activities are listed."""
    yield from drawing.own("plan")
    sentence = drawing.refer(
        _("The work is divided into components; who does what in them stands in section {roles}:"),
        _("The work is divided into components:"),
        "roles",
    )
    yield from drawing.listed(
        sentence, ("component", ("name", "partners", "period"), (3.4, 5, 3.6))
    )
    if ACTIVITIES in drawing.printed:
        said = _("What is done in each component, and when, is listed in “{activities}”.")
        yield Paragraph(linked(said, activities=ACTIVITIES))


def roles(drawing: Drawing) -> Iterator[Block]:
    """Say who leads and who does what."""
    reader = drawing.reader
    lead = reader.records.single("lead_partner")
    yield from reader.facts("lead_partner", lead, "partner", "mandate", "delegated_to")
    yield from drawing.own("roles")
    table = roles_in_words(reader)
    if table is not None:
        sentence = _("In the components, and in single activities, the partners have these roles:")
        yield Paragraph(translate(sentence))
        yield table


def resources(drawing: Drawing) -> Iterator[Block]:
    """List what partners bring: things and people first, then money, as the guideline does."""
    reader = drawing.reader
    yield from drawing.own("contributions")
    rows = [row for row in reader.records.rows("commitment") if row.get("state") != "withdrawn"]
    money = [row for row in rows if row.get("kind") == "money"]
    other = [row for row in rows if row.get("kind") != "money"]
    if other:
        yield Paragraph(translate(_("The partners bring people, things and knowledge:")))
        yield _commitment_table(reader, other, total=())
        if not all(row.get("value") for row in other):
            sentence = _("No value means that the partners chose not to put a price on it.")
            yield Note(translate(sentence))
    if money:
        yield Paragraph(
            drawing.refer(
                _("The partners bring money; how it is looked after stands in section {finance}:"),
                _("The partners bring money:"),
                "finance",
            )
        )
        yield _commitment_table(
            reader,
            money,
            total=("", translate(_("Total")), "", reader.sums("commitment", money, "value"), ""),
        )
    yield from _conditions(reader, rows)
    yield from reader.texts("resource_sharing", "rules", "shortage", "leftover")


def finance(drawing: Drawing) -> Iterator[Block]:
    """Say how money is looked after."""
    yield from drawing.own("finance")


def _commitment_table(reader: Reader, rows: Sequence[Row], total: tuple[str, ...]) -> Table:
    head = tuple(
        reader.label("commitment", key)
        for key in ("partner", "description", "quantity", "value", "available")
    )
    return Table(
        head,
        tuple(_commitment(reader, row) for row in rows),
        (3, 3.8, 2, 2.4, 2.8),
        numeric=frozenset({3}),
        total=total,
    )


def _commitment(reader: Reader, row: Row) -> tuple[str, ...]:
    partner, kind, what, quantity, unit, value, available = (
        reader.text("commitment", row, key)
        for key in ("partner", "kind", "description", "quantity", "unit", "value", "available")
    )
    amount = " ".join(filter(None, (quantity, unit)))
    described = what or kind
    if what and kind and row.get("kind") != "money":  # that it is money stands before the table
        described = f"{what}\n({kind})"
    return (partner, described, amount, value, available)


def _conditions(reader: Reader, rows: Sequence[Row]) -> Iterator[Block]:
    bound = [row for row in rows if row.get("conditions")]
    if bound:
        yield Paragraph(translate(_("Some of it is given on conditions:")))
        columns = ("partner", "description", "conditions")
        yield from reader.table("commitment", bound, columns, (3, 4, 5))

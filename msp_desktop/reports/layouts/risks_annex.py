"""The risks the partners know: a list under numbers, and a map of them as an annex to the agreement."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.records import Row
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Heading, PageBreak, Paragraph, Table
from msp_desktop.reports.layouts.reading import Reader, linked
from msp_desktop.reports.layouts.risk_map import risk_map

RISKS = "risks"
"""The key of the section in which the risks are listed."""
_COLUMNS = ("description", "likelihood", "impact", "mitigation", "owner_name")
_WEIGHTS = (1.3, 3.6, 1.9, 1.9, 3.6, 2.2)


def risk_list(reader: Reader) -> list[Block]:
    """Return the risks under numbers, without those that are over; nothing when there are none."""
    rows = _rows(reader)
    if not rows:
        return []
    head = (translate(_("No.")), *(reader.label("risk", key) for key in _COLUMNS))
    lines = tuple(
        (figures(str(number)), *(reader.text("risk", row, key) for key in _COLUMNS))
        for number, row in enumerate(rows, 1)
    )
    return [Table(head, lines, _WEIGHTS)]


def risks_annex(reader: Reader) -> Iterator[Block]:
    """Show how likely and how hard the risks are; nothing while none was weighed."""
    charts = list(risk_map(reader, _rows(reader), key="risk-map"))
    if not charts:
        return
    yield PageBreak()
    yield Heading(2, translate(_("Annex: Risks")))
    sentence = _(
        "Figure {map} shows how likely each risk is and how hard it would hit, by its number in "
        "section {risks}."
    )
    yield Paragraph(linked(sentence, map="risk-map", risks=RISKS))
    yield from charts


def _rows(reader: Reader) -> list[Row]:
    return [row for row in reader.records.rows("risk") if row.get("state") != "closed"]

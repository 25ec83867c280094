"""The activities planned in each component, as an annex to the agreement (task 4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import Block, Heading, PageBreak
from msp_desktop.reports.layouts.reading import Reader

KEY = "activities"
_COLUMNS, _WEIGHTS = ("name", "responsible", "contributors", "period"), (4, 3, 3.6, 3)


def activities_annex(reader: Reader) -> Iterator[Block]:
    """List the activities of each component, then those in none; nothing while none is planned."""
    rows = reader.records.rows("activity")
    if not rows:
        return
    yield PageBreak()
    yield Heading(2, translate(_("Annex: Activities")), key=KEY)
    known = [component["id"] for component in reader.records.rows("component")]
    for component in known:
        among = [row for row in rows if row.get("component") == component]
        if among:
            yield Heading(3, reader.records.name("component", component))
            yield from reader.table("activity", among, _COLUMNS, _WEIGHTS)
    rest = [row for row in rows if row.get("component") not in known]
    if rest:
        yield Heading(3, translate(_("In no component")))
        yield from reader.table("activity", rest, _COLUMNS, _WEIGHTS)

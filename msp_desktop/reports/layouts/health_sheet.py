"""How the partnership is doing, as its partners see it, on one page (task 7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.health import Course, Spread, course, level_in_words
from msp_desktop.domain.matrices.healthy import remarks
from msp_desktop.domain.records import Records
from msp_desktop.graphs.spread_map import spread_map
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import GraphChart, RadarChart, Series, in_words
from msp_desktop.reports.document import Block, Document, Facts, Heading, Note, Points, Table
from msp_desktop.reports.layouts.reading import (
    NOTHING,
    Issue,
    Reader,
    document,
    not_agreed,
    printable,
)

_LOWEST, _HIGHEST = 0, 5
Named = Sequence[tuple[str, Mapping[str, Decimal]]]
"""The name and the levels of each round, and of the wish."""


def health_sheet(records: Records, issue: Issue) -> Document:
    """Lay out the radar, how far partners see it alike, and what was agreed."""
    reader = Reader(records)
    found = course(records)
    facts = (translate(_("Partnership")), reader.single("partnership", "name"))
    if found.now is not None:
        count = len(found.now.checks)
        sentence = translate_plural("{round}, {count} answer", "{round}, {count} answers", count)
        said = sentence.format(round=found.now.title, count=figures(str(count)))
        facts = (translate(_("Last round")), said)
    return document(
        reader,
        issue,
        kind=_("Health of the partnership"),
        mark="HC",
        title=translate(_("How our partnership is doing")),
        blocks=[Facts((facts,)), *_told(reader, found)],
    )


def health_in_short(reader: Reader) -> Iterator[Block]:
    """Show how the last round was answered, and say how many answers are told together only."""
    found = course(reader.records)
    if found.now is not None:
        yield _alike(found)
    count = sum(not row.get("partner") for row in reader.records.rows("health_check"))
    if count:
        sentence = translate_plural(
            "{count} answer without a name is not printed by itself.",
            "{count} answers without a name are not printed one by one.",
            count,
        )
        yield Note(sentence.format(count=figures(str(count))))


def _told(reader: Reader, found: Course) -> Iterator[Block]:
    said = [text for text, _mood in remarks(found)]
    if found.now is None:
        yield not_agreed("health_check")
        if said:
            yield Points(tuple(said))
        return
    named = found.named()
    yield _radar(named)
    if said:
        yield Points(tuple(said))
    yield _alike(found)
    yield from _agreed(reader, found.now.key)
    yield from _conflicts(reader)
    yield Heading(2, translate(_("In figures")))
    yield _spreads(found, named)
    sentence = _(
        "Levels go from 1 (not at all) to 5 (fully); half of the answers lie from low to high."
    )
    yield Note(translate(sentence))


def _alike(found: Course) -> GraphChart:
    assert found.now is not None
    rows = [(axis.key, translate(axis.label)) for axis in AXES]
    caption = translate(_("How far partners see it alike"))
    picture = spread_map(caption, rows, found.now.axes(), found.wish, 1, _HIGHEST)
    return GraphChart(picture, picture.told, caption, tabled=True)


def _radar(named: Named) -> RadarChart:
    names = tuple(translate(axis.label) for axis in AXES)
    rounds = tuple(
        Series(name, tuple(_rounded(levels.get(axis.key)) for axis in AXES))
        for name, levels in named
    )
    caption = translate(_("Health of the partnership"))
    return RadarChart(
        names, rounds, in_words(names, rounds), _LOWEST, _HIGHEST, caption, tabled=True
    )


def _rounded(level: Decimal | None) -> Decimal | None:
    return None if level is None else round(level, 1)


def _spreads(found: Course, named: Named) -> Table:
    assert found.now is not None
    axes = found.now.axes()
    words = (_("Low"), _("Middle"), _("High"), _("Seen"))
    others = [(name, levels) for name, levels in named if not name.endswith(found.now.title)]
    head = (
        translate(_("Side of health")),
        *(translate(one) for one in words),
        *(n for n, _l in others),
    )
    lines = tuple(
        (
            translate(axis.label),
            *_levels(axes.get(axis.key)),
            *(
                level_in_words(levels[axis.key]) if axis.key in levels else NOTHING
                for _name, levels in others
            ),
        )
        for axis in AXES
    )
    count = len(others)
    return Table(head, lines, (4, 1.1, 1.3, 1.1, 1.9, *(2.2,) * count), frozenset({1, 2, 3}))


def _levels(one: Spread | None) -> tuple[str, ...]:
    if one is None:
        return (NOTHING,) * 4
    seen = translate(_("differently")) if one.is_wide else translate(_("alike"))
    return (level_in_words(one.low), level_in_words(one.middle), level_in_words(one.high), seen)


def _agreed(reader: Reader, round_id: str) -> Iterator[Block]:
    rows = [row for row in reader.records.rows("health_action") if row.get("round") == round_id]
    if rows:
        yield Heading(2, translate(_("What we do about it")))
        columns = ("text", "responsible", "due", "done_on")
        yield from reader.table("health_action", rows, columns, (5, 2.6, 2, 2))


def _conflicts(reader: Reader) -> Iterator[Block]:
    """List conflicts that are not settled, without those that the partners keep out of reports."""
    rows = [
        row
        for row in printable(KINDS["conflict_case"], reader.records.rows("conflict_case"))
        if row.get("state") != "settled"
    ]
    if rows:
        yield Heading(2, translate(KINDS["conflict_case"].plural))
        columns = ("subject", "opened_on", "step", "handled_by", "state")
        yield from reader.table("conflict_case", rows, columns, (3, 2, 4, 2.4, 2))

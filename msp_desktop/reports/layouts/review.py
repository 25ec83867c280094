"""The review report (task 9.1): objectives against their indicators since the baseline, and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msp_desktop.domain.as_of import as_of
from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.health import Round, rounds
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, number_in_words
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import (
    Line,
    LineChart,
    Quantity,
    RadarChart,
    Series,
    in_words,
)
from msp_desktop.reports.document import (
    Block,
    Clause,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Table,
)
from msp_desktop.reports.layouts.indicators import progress_since_baseline
from msp_desktop.reports.layouts.reading import (
    NOTHING,
    Issue,
    Reader,
    called,
    dated_mark,
    document,
)
from msp_desktop.reports.layouts.trends import indicators_over_time

_JUDGEMENTS = (
    ("positive", _("What went well")),
    ("negative", _("What did not go well")),
    ("mixed", _("What went well in part")),
    (None, _("Not yet judged")),
)
_LOWEST, _HIGHEST = 1, 5
"""The ends of the scales of process criteria and health checks."""
_LEAST_SPOKES = 3
"""Criteria at least that are drawn around a middle; the table is enough for fewer."""
_LEAST_ROUNDS = 3
"""Rounds at least whose mean is drawn over time."""


def review(records: Records, chosen: Row, issue: Issue) -> Document:
    """Lay out the report on one review, with figures as they were on the day it was held."""
    until = _held(records, chosen, issue.day)
    reader = Reader(as_of(records, until))
    blocks = [
        _facts(reader, chosen),
        *([_figures_of(until)] if until < issue.day else []),
        *_texts(reader, chosen, "summary"),
        Heading(2, translate(_("Progress since the baseline"))),
        *progress_since_baseline(reader),
        *indicators_over_time(reader),
        *_results(reader, chosen),
        *_findings(reader, chosen),
        *_texts(reader, chosen, "voices", "unintended"),
        *_process(reader),
        *_health(reader),
        *_recommendations(reader, chosen),
        *_texts(reader, chosen, "conclusion"),
        *_panel(reader),
    ]
    return document(
        reader,
        issue,
        kind=_("Review report"),
        mark=dated_mark("R", chosen),
        title=reader.text("review", chosen, "title"),
        blocks=blocks,
    )


def _held(records: Records, chosen: Row, today: date) -> date:
    """Return the day of a review; without one the end of the time it looks at, or today."""
    held, period = (records.value("review", chosen, key) for key in ("date", "period"))
    end = period.end if isinstance(period, Period) else None
    return min(held if isinstance(held, date) else end or today, today)


def _figures_of(day: date) -> Note:
    sentence = _("Figures, process and health checks are those until {day}.")
    return Note(translate(sentence).format(day=day_in_words(day)))


def _facts(reader: Reader, chosen: Row) -> Block:
    partnership = reader.records.single("partnership")
    rows = [
        *reader.pairs("partnership", partnership, "name", "place"),
        *reader.pairs("review", chosen, "kind", "period", "date", "led_by", "methods"),
    ]
    return Facts(tuple(rows))


def _texts(reader: Reader, chosen: Row, *field_keys: str) -> Iterator[Block]:
    for key in field_keys:
        text = reader.text("review", chosen, key)
        if text:
            yield Heading(2, reader.label("review", key))
            yield Paragraph(text)


def _results(reader: Reader, chosen: Row) -> Iterator[Block]:
    """Show what the panel says about each objective, and what the partnership did for it."""
    rows = reader.records.rows("objective_result", str(chosen["id"]))
    if not rows:
        return
    yield Heading(2, translate(KINDS["objective_result"].plural))
    columns: tuple[str, ...] = ("objective", "result", "explanation")
    weights: tuple[float, ...] = (3, 2, 5)
    if any(row.get("our_part") for row in rows):
        columns, weights = (*columns, "our_part"), (*weights, 3)
    yield from reader.table("objective_result", rows, columns, weights)


def _findings(reader: Reader, chosen: Row) -> Iterator[Block]:
    yield Heading(2, translate(_("Findings")))
    rows = reader.records.rows("finding", str(chosen["id"]))
    if not rows:
        yield Note(translate(_("No finding is recorded yet.")))
    number = 0
    for judgement, title in _JUDGEMENTS:
        among = [row for row in rows if (row.get("judgement") or None) == judgement]
        if among:
            yield Heading(3, translate(title))
        for row in among:
            number += 1
            yield _finding(reader, row, called(_("F{number}"), number))


def _finding(reader: Reader, row: Row, number: str) -> Clause:
    reader.shown.note("finding", row, "judgement")
    details = reader.pairs("finding", row, "objective", "evidence", "evidence_file")
    return Clause(number, reader.text("finding", row, "text"), tuple(details))


def _process(reader: Reader) -> Iterator[Block]:
    """Say how partners work together: criteria at the start, today, and as desired (tasks 3.5, 8.2)."""
    criteria = reader.records.rows("process_criterion")
    last = max(reader.records.rows("process_review"), key=_day, default={})
    said = reader.facts(
        "process_review",
        last,
        *("works_well", "change_in_relations", "change_in_decisions", "rules_to_adjust"),
    )
    if not (criteria or said):
        return
    yield Heading(2, translate(_("How the partners work together")))
    if criteria:
        yield from levels_then_and_now(reader, criteria)
    yield from said


def levels_then_and_now(reader: Reader, criteria: Sequence[Row]) -> Iterator[Block]:
    """Show where each criterion stood at the start, where it stands, and where it is to stand."""
    names = [reader.text("process_criterion", row, "name") for row in criteria]
    levels = [_levels(reader, row) for row in criteria]
    titles = [translate(word) for word in (_("At the start"), _("Latest"), _("Desired"))]
    if len(criteria) >= _LEAST_SPOKES:
        caption = translate(_("How the partners work together"))
        yield _radar(names, titles, levels, caption)
    yield Table(
        (translate(_("Criterion")), *titles),
        tuple(
            (name, *(figures(str(level or NOTHING)) for level in found))
            for name, found in zip(names, levels, strict=True)
        ),
        (6, 2, 2, 2),
        numeric=frozenset({1, 2, 3}),
    )


def _levels(reader: Reader, row: Row) -> tuple[int | None, ...]:
    """Return where a criterion stood at the start, where it stands, and where it is to stand."""
    assessed = [
        entry
        for entry in reader.records.rows("process_assessment")
        if entry.get("criterion") == row["id"]
    ]
    latest = max(assessed, key=_day, default={})
    reader.shown.note("process_criterion", row, "today", "desired")
    reader.shown.note("process_assessment", latest, "criterion", "date", "level")
    levels = (row.get("today"), latest.get("level"), row.get("desired"))
    return tuple(int(level) if level else None for level in levels)


def _radar(
    names: Sequence[str],
    titles: Sequence[str],
    values: Sequence[Sequence[Quantity]],
    caption: str,
) -> RadarChart:
    """Return levels from 1 to 5 of several names as a chart, one outline for each title."""
    rounds = tuple(
        Series(title, tuple(found[place] for found in values)) for place, title in enumerate(titles)
    )
    return RadarChart(
        tuple(names),
        rounds,
        in_words(names, rounds),
        highest=_HIGHEST,
        caption=caption,
        tabled=True,
    )


def _health(reader: Reader) -> Iterator[Block]:
    """Show the partners' own health checks: the first round beside the last, and all over time."""
    found = [one for one in rounds(reader.records) if one.is_shown]
    if not found:
        return
    yield Heading(2, translate(_("Health of the partnership")))
    yield Paragraph(
        translate(_("Middle of the partners' answers, from 1 (not at all) to 5 (fully)."))
    )
    compared = list(dict.fromkeys((found[0].key, found[-1].key)))
    shown = [one for one in found if one.key in compared]
    titles = [one.title for one in shown]
    axes = [one.axes() for one in shown]
    names = [translate(axis.label) for axis in AXES]
    middles = [
        [round(of[axis.key].middle, 1) if axis.key in of else None for of in axes] for axis in AXES
    ]
    yield _radar(names, titles, middles, translate(_("Health of the partnership")))
    if len(found) >= _LEAST_ROUNDS:
        yield _health_over_time(found)
    yield Table(
        (translate(_("Side of health")), *titles),
        tuple(
            (name, *(NOTHING if middle is None else number_in_words(middle) for middle in row))
            for name, row in zip(names, middles, strict=True)
        ),
        (7, *(2.4 for _title in titles)),
        frozenset(range(1, len(titles) + 1)),
    )


def _health_over_time(found: Iterable[Round]) -> LineChart:
    means = ((one.day, _mean(one)) for one in found)
    points = tuple((day, mean) for day, mean in means if mean is not None)
    name = translate(_("Mean of all sides of health"))
    told = (f"{day_in_words(day)} {number_in_words(mean)}" for day, mean in points)
    alternative = f"{name}: {formats.listed(told)}."
    caption = translate(_("{indicators} over time")).format(indicators=name)
    line = Line(name, points)
    return LineChart((line,), "", alternative, ends=(_LOWEST, _HIGHEST), caption=caption)


def _mean(one: Round) -> Decimal | None:
    middles = [spread.middle for spread in one.axes().values()]
    return round(sum(middles, Decimal(0)) / len(middles), 1) if middles else None


def _day(row: Row) -> str:
    return str(row.get("date") or "")


def _recommendations(reader: Reader, chosen: Row) -> Iterator[Block]:
    yield Heading(2, translate(_("Recommendations and what becomes of them")))
    rows = reader.records.rows("recommendation", str(chosen["id"]))
    columns = ("text", "response", "reason", "responsible", "due")
    if rows:
        yield from reader.table("recommendation", rows, columns, (4, 2.2, 3, 2.4, 2.4))
    else:
        yield Note(translate(_("No recommendation is recorded yet.")))


def _panel(reader: Reader) -> Iterator[Block]:
    rows = reader.records.rows("panel_member")
    if rows:
        yield Heading(2, translate(_("Review panel")))
        yield from reader.table("panel_member", rows, ("name", "partner", "role"), (3, 4, 3))

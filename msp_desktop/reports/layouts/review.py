"""The review report (task 9.1): objectives against their indicators since the baseline, and findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msp_desktop.domain.indicators import Standing, standings
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, number_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import (
    Bar,
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Points,
    ProgressChart,
    Signature,
    Table,
)
from msp_desktop.reports.layouts.reading import Issue, Reader, document, signatures

_JUDGEMENTS = (
    ("positive", _("What went well")),
    ("negative", _("What did not go well")),
    ("mixed", _("What went well in part")),
)


def review(records: Records, chosen: Row, issue: Issue) -> Document:
    """Lay out the report on one review."""
    reader = Reader(records)
    title = translate(_("Review report: {review}")).format(review=chosen.get("title") or "")
    blocks = [
        Heading(1, title),
        *_facts(reader, chosen),
        *_texts(reader, chosen, "summary"),
        *_indicators(reader),
        *_objectives(reader),
        *_findings(reader, chosen),
        *_texts(reader, chosen, "voices", "unintended"),
        *_process(reader),
        *_recommendations(reader, chosen),
        *_texts(reader, chosen, "conclusion"),
        *_panel(reader),
    ]
    return document(issue, records, kind="R", title=title, blocks=blocks)


def _facts(reader: Reader, chosen: Row) -> Iterator[Block]:
    yield from reader.facts("partnership", reader.records.single("partnership"), "name", "place")
    yield from reader.facts("review", chosen, "kind", "period", "date", "led_by", "methods")


def _texts(reader: Reader, chosen: Row, *field_keys: str) -> Iterator[Block]:
    for key in field_keys:
        text = reader.text("review", chosen, key)
        if text:
            yield Heading(2, reader.label("review", key))
            yield Paragraph(text)


def _indicators(reader: Reader) -> Iterator[Block]:
    yield Heading(2, translate(_("Indicators: baseline, latest, target")))
    found = standings(reader.records)
    if not found:
        yield Note(translate(_("No indicator is defined yet (task 2.4).")))
        return
    head = (
        _("Indicator"),
        _("Unit"),
        _("Baseline"),
        _("Latest"),
        _("Target"),
        _("Share of the way"),
    )
    yield Table(
        tuple(translate(word) for word in head),
        tuple(_cells(standing) for standing in found),
        (4, 1.6, 2.4, 2.4, 2.4, 1.6),
    )
    bars = tuple(
        Bar(standing.name, standing.baseline, standing.latest, standing.target)
        for standing in found
        if standing.share is not None
    )
    if bars:
        names = (translate(_("Baseline")), translate(_("Latest")), translate(_("Target")))
        sentence = translate(_("{indicator}: {share} of the way from baseline to target."))
        alternative = " ".join(
            sentence.format(indicator=standing.name, share=_per_cent(standing.share))
            for standing in found
            if standing.share is not None
        )
        yield ProgressChart(bars, names, alternative)
    else:
        yield Note(translate(_("No measurement can be compared with a baseline and a target yet.")))


def _cells(standing: Standing) -> tuple[str, ...]:
    def number(value: Decimal | None, day: str) -> str:
        words = "–" if value is None else number_in_words(value)
        return f"{words}\n{day_in_words(date.fromisoformat(day))}" if day else words

    return (
        standing.name,
        standing.unit,
        number(standing.baseline, standing.baseline_day),
        number(standing.latest, standing.latest_day),
        number(standing.target, standing.target_day),
        _per_cent(standing.share),
    )


def _per_cent(share: Decimal | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _objectives(reader: Reader) -> Iterator[Block]:
    yield Heading(2, translate(_("Objectives")))
    rows = reader.records.rows("objective")
    yield from reader.table("objective", rows, ("name", "goal", "measure", "due"), (4, 3, 3, 2))


def _findings(reader: Reader, chosen: Row) -> Iterator[Block]:
    yield Heading(2, translate(_("Findings")))
    rows = reader.records.rows("finding", str(chosen["id"]))
    if not rows:
        yield Note(translate(_("No finding is recorded yet.")))
    for judgement, title in _JUDGEMENTS:
        lines = tuple(_finding(reader, row) for row in rows if row.get("judgement") == judgement)
        if lines:
            yield Heading(3, translate(title))
            yield Points(lines)
    rest = tuple(_finding(reader, row) for row in rows if not row.get("judgement"))
    if rest:
        yield Points(rest)


def _finding(reader: Reader, row: Row) -> str:
    parts = [str(row.get("text") or "")]
    parts += [
        f"{reader.label('finding', key)}: {reader.text('finding', row, key)}"
        for key in ("objective", "evidence")
        if row.get(key)
    ]
    return "\n".join(parts)


def _process(reader: Reader) -> Iterator[Block]:
    """Say how partners work together: criteria at the start, today, and as desired (tasks 3.5, 8.2)."""
    criteria = reader.records.rows("process_criterion")
    if not criteria:
        return
    yield Heading(2, translate(_("How the partners work together")))
    head = (_("Criterion"), _("At the start"), _("Latest"), _("Desired"))
    rows = []
    for row in criteria:
        latest = max(
            (
                r
                for r in reader.records.rows("process_assessment")
                if r.get("criterion") == row["id"]
            ),
            key=lambda r: str(r.get("date") or ""),
            default={},
        )
        levels = (row.get("today"), latest.get("level"), row.get("desired"))
        rows.append((str(row.get("name") or ""), *(str(level or "–") for level in levels)))
    yield Table(tuple(translate(word) for word in head), tuple(rows), (5, 2, 2, 2))


def _recommendations(reader: Reader, chosen: Row) -> Iterator[Block]:
    yield Heading(2, translate(_("Recommendations and what becomes of them")))
    rows = reader.records.rows("recommendation", str(chosen["id"]))
    columns = ("text", "response", "reason", "responsible", "due")
    if rows:
        yield from reader.table("recommendation", rows, columns, (4, 2, 3, 2.4, 2.2))
    else:
        yield Note(translate(_("No recommendation is recorded yet.")))


def _panel(reader: Reader) -> Iterator[Block]:
    rows = reader.records.rows("panel_member")
    if rows:
        yield Heading(2, translate(_("Review panel")))
        yield signatures(
            [
                Signature(
                    reader.text("panel_member", row, "partner"),
                    str(row.get("name") or ""),
                    str(row.get("role") or ""),
                    "",
                    "",
                )
                for row in rows
            ]
        )

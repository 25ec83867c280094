"""The review report (task 9.1): objectives against their indicators since the baseline, and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.fields import Scale
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
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
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, dated_mark, document

_JUDGEMENTS = (
    ("positive", _("What went well")),
    ("negative", _("What did not go well")),
    ("mixed", _("What went well in part")),
    (None, _("Not yet judged")),
)


def review(records: Records, chosen: Row, issue: Issue) -> Document:
    """Lay out the report on one review."""
    reader = Reader(records)
    blocks = [
        _facts(reader, chosen),
        *_texts(reader, chosen, "summary"),
        Heading(2, translate(_("Progress since the baseline"))),
        *progress_since_baseline(reader),
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
            yield _finding(reader, row, f"F{number}")


def _finding(reader: Reader, row: Row, number: str) -> Clause:
    details = reader.pairs("finding", row, "objective", "evidence")
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
        head = (_("Criterion"), _("At the start"), _("Latest"), _("Desired"))
        yield Table(
            tuple(translate(word) for word in head),
            tuple(_criterion(reader, row) for row in criteria),
            (6, 2, 2, 2),
            numeric=frozenset({1, 2, 3}),
        )
    yield from said


def _criterion(reader: Reader, row: Row) -> tuple[str, ...]:
    assessed = [
        entry
        for entry in reader.records.rows("process_assessment")
        if entry.get("criterion") == row["id"]
    ]
    latest = max(assessed, key=_day, default={})
    reader.shown.note("process_criterion", row, "today", "desired")
    reader.shown.note("process_assessment", latest, "criterion", "date", "level")
    levels = (row.get("today"), latest.get("level"), row.get("desired"))
    name = reader.text("process_criterion", row, "name")
    return (name, *(str(level or NOTHING) for level in levels))


def _health(reader: Reader) -> Iterator[Block]:
    """Show the partners' own health checks: the mean of the first round beside that of the last."""
    checks = sorted(
        (row for row in reader.records.rows("health_check") if row.get("date")), key=_day
    )
    if not checks:
        return
    kind = KINDS["health_check"]
    days = list(dict.fromkeys((_day(checks[0]), _day(checks[-1]))))
    rounds = [[row for row in checks if _day(row) == day] for day in days]
    scales = [field for field in kind.fields.values() if isinstance(field, Scale)]
    rows = tuple(
        (translate(field.label), *(_mean(entries, field.key) for entries in rounds))
        for field in scales
    )
    yield Heading(2, translate(_("Health of the partnership")))
    yield Paragraph(
        translate(_("Mean of the partners' answers, from 1 (not at all) to 5 (fully)."))
    )
    head = (translate(_("Statement")), *(reader.text("health_check", r[0], "date") for r in rounds))
    weights = (7, *(2.4 for _round in rounds))
    numeric = frozenset(range(1, len(head)))
    yield Table(head, rows, weights, numeric)


def _mean(rows: Sequence[Row], field_key: str) -> str:
    answers = [int(row[field_key] or 0) for row in rows if row.get(field_key)]
    return f"{sum(answers) / len(answers):.1f}" if answers else NOTHING


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

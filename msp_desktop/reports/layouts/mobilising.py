"""Who is ready for the start, and what has come of what was promised (tasks 6.1 and 6.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msp_desktop.domain.matrices.mobilising import checklist, imports, resources_arriving
from msp_desktop.domain.matrix import Matrix
from msp_desktop.domain.preparing import preparation
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule.arrivals import arrivals
from msp_desktop.domain.schedule.rows import PlanRow, RowKind
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import Activity, BarChart, GanttChart, GanttWords, Series, in_words
from msp_desktop.reports.document import Block, Document, Facts, Heading
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed
from msp_desktop.reports.layouts.work_plan import see_to

_WHOLE = 100


def mobilising(records: Records, issue: Issue) -> Document:
    """Lay out how ready every partner is, its steps over time, what has come, and what comes from abroad."""
    reader = Reader(records)
    day = issue.day
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(day)),
    )
    parts: tuple[tuple[str, Iterable[Block]], ...] = (
        (_("Who is ready for the start"), _told(reader, checklist(records, day), "readiness")),
        (_("Getting ready over time"), preparing_chart(reader, day)),
        (
            _("What was promised and what has come"),
            (
                *_told(reader, resources_arriving(records, day), "delivery"),
                *arrived_chart(reader, day),
            ),
        ),
        (_("What comes from abroad"), _told(reader, imports(records, day), "delivery")),
    )
    blocks: list[Block] = [Facts(facts)]
    for number, (title, told) in enumerate(parts, 1):
        blocks += [Heading(2, translate(title), figures(str(number))), *told]
    return document(
        reader,
        issue,
        kind=_("Readiness and resources"),
        mark="Y",
        title=translate(_("Are we ready to begin?")),
        blocks=blocks,
    )


def preparing_chart(reader: Reader, today: date) -> Iterator[Block]:
    """Draw the steps of all partners over time; a line that says so where none has a day."""
    rows = preparation(reader.records)
    if not rows:
        yield not_agreed("preparation")
        return
    for kind in ("readiness", "preparation"):
        for row in reader.records.rows(kind):
            keys = ("partner", "ready_by", "state")
            reader.shown.note(
                kind, row, *(keys if kind == "readiness" else ("what", "period", "done_on"))
            )
    words = GanttWords(
        planned=reader.label("readiness", "ready_by"),
        current=reader.label("preparation", "period"),
        done=translate(_("Done")),
        milestone=translate(_("Ready")),
        today=translate(_("Today")),
        milestone_planned=translate(_("Ready by; first activity begins")),
    )
    days = [day for row in rows if row.period for day in (row.period.start, row.period.end) if day]
    yield GanttChart(
        tuple(map(_drawn, rows)),
        words,
        " ".join(map(_said, rows)),
        today if min(days) <= today <= max(days) else None,
        translate(_("Steps to get ready, by partner")),
    )


def arrived_chart(reader: Reader, today: date) -> Iterator[BarChart]:
    """Draw what has come of each resource as a part of what was promised: all alike, whatever they are."""
    found = [one for one in arrivals(reader.records, today) if one.promised]
    if not found:
        return
    names = tuple(reader.text("commitment", one.commitment, "description") for one in found)
    shares = tuple(
        (min(one.received / (one.promised or 1), Decimal(1)) * _WHOLE).quantize(Decimal(1))
        for one in found
    )
    series = (Series(translate(_("Received")), shares),)
    yield BarChart(
        names,
        series,
        in_words(names, series),
        unit="%",
        caption=translate(_("What has come of what was promised, in per cent of each")),
    )


def _told(reader: Reader, matrix: Matrix, kind_key: str) -> Iterator[Block]:
    if matrix.is_empty:
        yield not_agreed(kind_key)
        return
    yield from matrix_tables(reader, matrix)
    yield from see_to([flag.text for flag in matrix.flags])


def _drawn(row: PlanRow) -> Activity:
    start, end = (row.period.start, row.period.end) if row.period is not None else (None, None)
    if row.kind is RowKind.MILESTONE:
        planned = (start, start) if start is not None else None
        return Activity(row.name, None, row.reached, planned, milestone=True)
    is_group = row.kind is RowKind.COMPONENT
    done = Decimal(row.done) / _WHOLE if row.done else None
    return Activity(row.name, start, end, done=done, detail=row.organisation, heading=is_group)


def _said(row: PlanRow) -> str:
    days = () if row.period is None else (row.period.start, row.period.end)
    told = " – ".join(dict.fromkeys(day_in_words(day) for day in days if day is not None))
    return f"{row.name}: {told}." if told else f"{row.name}."

"""The data sheet that a partner fills in for a period: as a workbook, and on paper (task 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msp_desktop.domain.fields import Choice, Period, Scale
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.indicators import DIMENSIONS
from msp_desktop.domain.monitoring.data_sheet import (
    ACTIVITIES,
    GROUPS,
    INDICATORS,
    Form,
    Key,
    activities,
    code_of,
    groups,
    indicators,
    partners,
)
from msp_desktop.domain.monitoring.outlook import last_checks
from msp_desktop.domain.monitoring.paths import Path, paths
from msp_desktop.domain.monitoring.periods import locked
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import number_in_words, shown
from msp_desktop.domain.sums import to_a_tenth
from msp_desktop.i18n import figures, language, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
    WritingLines,
)
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed
from msp_desktop.reports.workbook import Cell, Sheet, Workbook

_HOW = (
    _("Fill in the white cells of the other sheets, and send the file back under any name."),
    _("Write numbers alone, with the decimals your spreadsheet uses; words belong under Remark."),
    _(
        "Several places: copy the line of the indicator, code included, and write one place on each."
    ),
    _("Do not change codes, heads of columns, or this sheet: by them the file is known again."),
)
_DIMENSION_WORDS = {option.key: option.label for option in DIMENSIONS}


def data_book(
    records: Records, period_id: str, partner_id: str, office: str, day: date
) -> Workbook:
    """Return the workbook for a partner and a period; without a partner it asks for everything."""
    key = Key(records.space_id, period_id, partner_id, language())
    period = records.name("monitoring_period", period_id)
    partner = records.name("partner", partner_id) or translate(_("All partners"))
    title = translate(_("Data sheet: {period}, {partner}")).format(period=period, partner=partner)
    about: list[tuple[Cell, ...]] = [
        (translate(_("Data sheet for monitoring")), None),
        (translate(_("Partnership")), records.name("partnership", records.space_id)),
        (translate(_("Period")), period),
        (translate(_("Partner")), partner),
        (translate(_("Key of this file (do not change)")), str(key)),
        *((translate(line), None) for line in _HOW),
    ]
    known = {one.key: one for one in paths(records)}
    rows = indicators(records, partner_id)
    until = _end(records, period_id) or day
    sheets = (
        Sheet(translate(_("About this file")), (), about),
        _sheet(INDICATORS, [_indicator(records, row, known, until) for row in rows]),
        _sheet(GROUPS, [line for row in rows for line in _groups(records, row)]),
        _sheet(ACTIVITIES, _activities(records, period_id, partner_id, until)),
    )
    return Workbook(title, period, office, language(), day, sheets)


def paper_data_sheet(records: Records, period: Row, issue: Issue) -> Document:
    """Lay out a page for each partner, to fill in by hand; without a period for any time."""
    reader = Reader(records)
    period_id = str(period.get("id") or "")
    until = _end(records, period_id) or issue.day
    whose = partners(records, period_id)
    blocks: list[Block] = []
    for at, partner_id in enumerate(whose):
        if at:
            blocks.append(PageBreak())
        blocks += _page(reader, period_id, partner_id, until)
    return document(
        reader,
        issue,
        kind=_("Data sheet"),
        mark="DS",
        title=translate(_("Figures and progress")),
        blocks=blocks or [not_agreed("indicator")],
    )


def still_to_report(records: Records) -> Sequence[Row]:
    """Return the periods, those that are not locked first, the newest of them first of all."""
    closed = {one.key for one in locked(records)}
    rows = sorted(
        records.rows("monitoring_period"),
        key=lambda row: str(row.get("period") or ""),
        reverse=True,
    )
    return sorted(rows, key=lambda row: row["id"] in closed)


# Inside


def _sheet(form: Form, rows: Sequence[tuple[Cell, ...]]) -> Sheet:
    head = tuple(translate(column.label) for column in form.columns)
    choices = {}
    for at, column in enumerate(form.columns):
        if column.key and isinstance(column.field, Choice):
            choices[at] = tuple(translate(option.label) for option in column.field.options)
        elif column.key and isinstance(column.field, Scale):
            steps = range(column.field.low, column.field.high + 1)
            choices[at] = tuple(str(step) for step in steps)
    to_fill = frozenset(at for at, column in enumerate(form.columns) if column.key)
    return Sheet(translate(form.title), head, rows, to_fill=to_fill, choices=choices)


def _indicator(records: Records, row: Row, known: dict[str, Path], until: date) -> tuple[Cell, ...]:
    one = known[str(row["id"])]
    wanted = one.expected(until)
    told: tuple[Cell, ...] = (
        code_of(row["id"]),
        records.name("indicator", row["id"]),
        one.unit,
        one.latest[1] if one.latest is not None else None,
        to_a_tenth(wanted) if wanted is not None else None,
    )
    asked = [column.key for column in INDICATORS.columns if column.key]
    return (*told, *(str(row.get("source") or "") if key == "source" else None for key in asked))


def _groups(records: Records, row: Row) -> Iterator[tuple[Cell, ...]]:
    name = records.name("indicator", row["id"])
    for dimension, group in groups(records, row["id"]):
        words = translate(_DIMENSION_WORDS.get(dimension, dimension))
        yield code_of(row["id"]), name, words, group, None, None


def _activities(
    records: Records, period_id: str, partner_id: str, until: date
) -> list[tuple[Cell, ...]]:
    checks = last_checks(records, until)
    fields = KINDS["activity"].fields
    asked = [None for column in ACTIVITIES.columns if column.key]
    return [
        (
            code_of(row["id"]),
            records.name("activity", row["id"]),
            shown(fields["period"], row.get("period"), records),
            _done(records, row, checks.get(str(row["id"]), {})),
            *asked,
        )
        for row in activities(records, period_id, partner_id)
    ]


def _done(records: Records, activity: Row, check: Row) -> str:
    done = records.value("activity_check", check, "done") if check else None
    if done is None:
        done = records.value("activity", activity, "progress")
    return f"{figures(str(done))} %" if done is not None else ""


def _page(reader: Reader, period_id: str, partner_id: str, until: date) -> Iterator[Block]:
    records = reader.records
    name = records.name("monitoring_period", period_id)
    yield Facts(
        (
            (translate(_("Partner")), records.name("partner", partner_id)),
            (translate(_("Period")), name or "________________"),
        )
    )
    known = {one.key: one for one in paths(records)}
    rows = indicators(records, partner_id)
    if rows:
        yield Heading(2, translate(_("Indicators")))
        yield _paper_indicators(records, rows, known, until)
        lines = [line for row in rows for line in _groups(records, row)]
        if lines:
            yield Heading(3, translate(_("Of these, by group")))
            yield _paper_groups(lines)
    work = activities(records, period_id, partner_id) if period_id else ()
    if work:
        yield Heading(2, translate(_("Activities")))
        yield _paper_activities(records, work, until)
        yield Note(
            translate(
                _(
                    "Result: 1 nothing to be seen yet, 2 less than hoped, 3 partly, 4 as hoped, "
                    "5 more than hoped."
                )
            )
        )
    yield WritingLines(translate(_("What stands in the way, and what would help")), 2)
    yield Paragraph(translate(_("Filled in by, on, signature: ______________________________")))


def _paper_indicators(
    records: Records, rows: Sequence[Row], known: dict[str, Path], until: date
) -> Table:
    head = (
        _("Indicator"), _("Last"), _("Expected"), _("Measured on"), _("Value"), _("Women"), _("Men"),
        _("Under 18"), _("60 and older"), _("Disability"),
    )  # fmt: skip
    lines = []
    for row in rows:
        one = known[str(row["id"])]
        wanted = one.expected(until)
        unit = f"{one.name} ({one.unit})" if one.unit else one.name
        last = number_in_words(one.latest[1]) if one.latest is not None else ""
        asked = number_in_words(to_a_tenth(wanted)) if wanted is not None else ""
        lines.append((unit, last, asked, *[""] * 7))
    weights = (3.3, 1.2, 2, 2, 1.6, 1.7, 1.2, 1.4, 1.4, 2.2)
    return Table(tuple(map(translate, head)), tuple(lines), weights, to_fill=True)


def _paper_groups(lines: Sequence[tuple[Cell, ...]]) -> Table:
    head = (_("Indicator"), _("Group"), _("Value"), _("How many were counted"))
    cells = tuple((str(line[1]), str(line[3]), "", "") for line in lines)
    return Table(tuple(map(translate, head)), cells, (4, 3, 2, 2.6), to_fill=True)


def _paper_activities(records: Records, work: Sequence[Row], until: date) -> Table:
    head = (
        _("Activity"), _("Last"), _("Looked at on"), _("Done, %"), _("Result, 1–5"), _("Expected end"),
        _("What was seen"),
    )  # fmt: skip
    checks = last_checks(records, until)
    lines = tuple(
        (
            records.name("activity", row["id"]),
            _done(records, row, checks.get(str(row["id"]), {})),
            *[""] * 5,
        )
        for row in work
    )
    return Table(tuple(map(translate, head)), lines, (3.6, 1.2, 1.8, 1.4, 1.5, 2, 4), to_fill=True)


def _end(records: Records, period_id: str) -> date | None:
    row = records.find("monitoring_period", period_id)
    period = records.value("monitoring_period", row, "period") if row is not None else None
    return period.end if isinstance(period, Period) else None

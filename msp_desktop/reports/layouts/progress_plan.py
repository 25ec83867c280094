"""How the work stands beside its plan: activities by component, milestones, outputs (tasks 4.2, 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msp_desktop.domain.fields import Period
from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import number_in_words
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Heading, Table
from msp_desktop.reports.layouts.meetings import late_in_words
from msp_desktop.reports.layouts.reading import NOTHING, Reader
from msp_desktop.reports.layouts.span import Span

_OVER = ("done", "stopped")


def activity_is_late(reader: Reader, row: Row, day: date) -> bool:
    """Say whether an activity should have ended before ``day`` and has not."""
    return _days_late(reader, row, day) > 0


def milestone_is_missed(row: Row, day: date) -> bool:
    """Say whether a milestone should have been reached before ``day`` and has not."""
    return not row.get("reached") and bool(row.get("due")) and str(row["due"]) < day.isoformat()


def activities(reader: Reader, span: Span) -> Iterator[Block]:
    """Show the activities of each component with their plan and where they stand."""
    rows = reader.records.rows("activity")
    for component in reader.records.rows("component"):
        among = [row for row in rows if row.get("component") == component["id"]]
        if among:
            yield Heading(3, reader.text("component", component, "name"))
            yield _activity_table(reader, among, span.until)
    known = {component["id"] for component in reader.records.rows("component")}
    rest = [row for row in rows if row.get("component") not in known]
    if rest:
        yield Heading(3, translate(_("In no component")))
        yield _activity_table(reader, rest, span.until)


def _activity_table(reader: Reader, rows: Sequence[Row], day: date) -> Table:
    columns = ("name", "responsible", "period")
    head = (*(reader.label("activity", key) for key in columns), translate(_("Where it stands")))
    lines = tuple(
        (
            *(reader.text("activity", row, key) for key in columns),
            _standing(reader, row, day),
        )
        for row in rows
    )
    return Table(head, lines, (4, 3, 3.2, 2.6))


def _standing(reader: Reader, row: Row, day: date) -> str:
    state = reader.text("activity", row, "state")
    reader.shown.note("activity", row, "progress")
    progress = reader.records.value("activity", row, "progress")
    words = [state, formats.per_cent(Decimal(progress) / 100) if isinstance(progress, int) else ""]
    late = _days_late(reader, row, day)
    if late > 0:
        words.append(late_in_words(late))
    return "\n".join(filter(None, words)) or translate(_("Nothing recorded."))


def _days_late(reader: Reader, row: Row, day: date) -> int:
    period = reader.records.value("activity", row, "period")
    if row.get("state") in _OVER or not isinstance(period, Period) or period.end is None:
        return 0
    return (day - period.end).days


def milestones(reader: Reader, span: Span) -> Iterator[Block]:
    """Show when each milestone was planned and when it was reached."""
    rows = sorted(reader.records.rows("milestone"), key=lambda row: str(row.get("due") or "9999"))
    if not rows:
        return
    columns = ("name", "due", "reached")
    head = (*(reader.label("milestone", key) for key in columns), translate(_("Difference")))
    lines = tuple(
        (
            *(reader.text("milestone", row, key) or NOTHING for key in columns),
            _difference(row, span.until),
        )
        for row in rows
    )
    yield Heading(3, translate(_("Milestones")))
    yield Table(head, lines, (5, 2.6, 2.6, 2.4))


def _difference(row: Row, day: date) -> str:
    if not row.get("due"):
        return NOTHING
    due = date.fromisoformat(str(row["due"]))
    if row.get("reached"):
        return late_in_words((date.fromisoformat(str(row["reached"])) - due).days)
    return late_in_words((day - due).days) if due < day else translate(_("still ahead"))


def outputs(reader: Reader, span: Span) -> Iterator[Block]:
    """Show what was to be made beside what has been counted until the end of the time."""
    rows = reader.records.rows("output")
    if not rows:
        return
    head = (_("Output"), _("Planned"), _("Counted so far"), _("Counted on"))
    lines = tuple(_output(reader, row, span) for row in rows)
    yield Table(tuple(translate(word) for word in head), lines, (5, 2.8, 2.6, 2.6), frozenset({2}))


def _output(reader: Reader, row: Row, span: Span) -> tuple[str, ...]:
    """Return a line of the table; counts are sums so far, so the latest is all there is."""
    counts = [
        count
        for count in reader.records.rows("output_count")
        if count.get("output") == row["id"] and span.before(count.get("date"))
    ]
    latest = max(counts, key=lambda count: str(count["date"]), default={})
    name, quantity, unit = (reader.text("output", row, key) for key in ("name", "quantity", "unit"))
    reader.shown.note("output_count", latest, "output")
    counted, day = (reader.text("output_count", latest, key) for key in ("quantity", "date"))
    planned = " ".join(filter(None, (quantity, unit)))
    return (name, planned or NOTHING, counted or NOTHING, day or NOTHING)


def share_of(part: int, total: int) -> str:
    """Return how many of how many."""
    sentence = translate(_("{part} of {total}"))
    return sentence.format(part=number_in_words(part), total=number_in_words(total))

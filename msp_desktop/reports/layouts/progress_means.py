"""What partners promised beside what came, and whom the work reached (tasks 3.1, 6.2, 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import number_in_words
from msp_desktop.domain.sums import sum_of_numbers
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.document import Block, Note, Paragraph, Table
from msp_desktop.reports.layouts.progress_plan import share_of
from msp_desktop.reports.layouts.reading import NOTHING, Reader, linked
from msp_desktop.reports.layouts.resource_bars import promised_and_received
from msp_desktop.reports.layouts.span import Span, Subject

_CASH = "money"
GROUPS = ("women", "men", "young", "old", "disability")


def resources_of(about: Subject) -> Iterator[Block]:
    """Show what was promised and what came: in kind and in cash, then each promise."""
    yield from _in_kind_and_in_cash(about.reader, about.span)
    yield from resources(about.reader, about.span)


def _in_kind_and_in_cash(reader: Reader, span: Span) -> Iterator[Block]:
    kept = [row for row in reader.records.rows("commitment") if row.get("state") != "withdrawn"]
    if not kept:
        return
    arrived = [row for row in reader.records.rows("delivery") if _has_come(row, span)]
    rows = []
    for title, is_cash in ((_("In kind"), False), (_("In cash"), True)):
        among = [row for row in kept if (row.get("kind") == _CASH) is is_cash]
        keys = {row["id"] for row in among}
        came = [row for row in arrived if row.get("commitment") in keys]
        here = {row.get("commitment") for row in came}
        rows.append(
            (
                translate(title),
                share_of(len(here), len(among)),
                reader.sums("commitment", among, "value") or NOTHING,
                reader.sums("delivery", came, "value") or NOTHING,
            )
        )
    head = (
        _("Resources"),
        _("Promises of which something came"),
        _("Value promised"),
        _("Value received"),
    )
    yield Table(
        tuple(translate(word) for word in head), tuple(rows), (3, 4, 4, 4), frozenset({2, 3})
    )


def resources(reader: Reader, span: Span) -> Iterator[Block]:
    """Show each commitment with what was to come and what came until the end of the time."""
    rows = [row for row in reader.records.rows("commitment") if row.get("state") != "withdrawn"]
    if not rows:
        return
    head = (_("Partner and resource"), _("Promised"), _("Received"), _("Planned for"), _("State"))
    arrived = [row for row in reader.records.rows("delivery") if _has_come(row, span)]
    total = (
        translate(_("Value in all")),
        reader.sums("commitment", rows, "value"),
        reader.sums("delivery", arrived, "value"),
        "",
        "",
    )
    charts = list(promised_and_received(reader, span, key="values", tabled=True))
    if charts:
        said = _(
            "Table {resources} lists what each partner promised and what came; figure {values} compares "
            "the values."
        )
        yield Paragraph(linked(said, resources="resources", values="values"))
    yield Table(
        tuple(translate(word) for word in head),
        tuple(_commitment(reader, row, span) for row in rows),
        (4, 2.7, 2.7, 2.5, 2.3),
        total=total if total[1] or total[2] else (),
        caption=translate(_("Resources promised and received")),
        key="resources",
    )
    sentence = _("Values are those the partners agreed on; not everything has one.")
    yield Note(translate(sentence))
    yield from charts


def _commitment(reader: Reader, row: Row, span: Span) -> tuple[str, ...]:
    deliveries = [
        entry for entry in reader.records.rows("delivery") if entry.get("commitment") == row["id"]
    ]
    came = [entry for entry in deliveries if _has_come(entry, span)]
    partner, what, quantity, unit, value = (
        reader.text("commitment", row, key)
        for key in ("partner", "description", "quantity", "unit", "value")
    )
    for entry in deliveries:
        reader.shown.note("delivery", entry, "commitment")
    for entry in came:
        reader.shown.note("delivery", entry, "quantity", "value", "received_on")
    received = sum_of_numbers(reader.records.value("delivery", one, "quantity") for one in came)
    amount = "" if received is None else f"{number_in_words(received)} {unit}".strip()
    return (
        _lines(partner, what),
        _lines(f"{quantity} {unit}".strip(), value) or NOTHING,
        _lines(amount, reader.sums("delivery", came, "value")) or NOTHING,
        _lines(*(reader.text("delivery", one, "planned_on") for one in deliveries)) or NOTHING,
        _lines(*dict.fromkeys(_state(reader, one) for one in deliveries))
        or translate(_("No delivery planned")),
    )


def _state(reader: Reader, entry: Row) -> str:
    return reader.text("delivery", entry, "state")


def _has_come(entry: Row, span: Span) -> bool:
    return span.before(entry.get("received_on"))


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def beneficiaries(reader: Reader, span: Span) -> Iterator[Block]:
    """Show whom each indicator counted, in groups, the last time it was measured in this time."""
    found = [row for row in _latest(reader, span) if any(row.get(key) for key in GROUPS)]
    if not found:
        return
    head = (
        translate(_("Indicator and day")),
        *(reader.label("measurement", key) for key in GROUPS),
    )
    lines = tuple(
        (
            _lines(*(reader.text("measurement", row, key) for key in ("indicator", "date"))),
            *(reader.text("measurement", row, key) or NOTHING for key in GROUPS),
        )
        for row in found
    )
    numeric = frozenset(range(1, len(head)))
    yield Table(head, lines, (4.4, 1.8, 1.8, 1.6, 1.6, 2), numeric)
    remark = _(
        "Groups overlap, and one person may be counted by several indicators: do not add them up."
    )
    yield Note(translate(remark))


def _latest(reader: Reader, span: Span) -> Sequence[Row]:
    measured = [row for row in reader.records.rows("measurement") if span.covers(row.get("date"))]
    latest: dict[object, Row] = {}
    for row in sorted(measured, key=lambda row: str(row["date"])):
        latest[row.get("indicator")] = row
    order = [row["id"] for row in reader.records.rows("indicator")]
    return [latest[key] for key in order if key in latest]

"""What the documents about a meeting share: its facts, who is expected, what is open from before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.meetings.carried import days_late
from msp_desktop.domain.records import Row
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Heading, Note, Table
from msp_desktop.reports.layouts.reading import (
    NOTHING,
    Reader,
    called,
    no_parties,
    parties,
    without_state,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who should come to a meeting; what is not known is empty."""

    name: str
    organisation: str
    role: str


def part(title: str, blocks: Iterable[Block], nothing: str = "") -> Iterator[Block]:
    """Go through a part with its heading; where it is empty, ``nothing`` or a general remark says so."""
    yield Heading(2, translate(title))
    found = list(blocks)
    yield from found or [Note(translate(nothing or _("Nothing recorded.")))]


def identity(row: Row) -> str:
    """Return the identifier of a record; empty for a form about none."""
    return str(row.get("id") or "")


def meeting_facts(reader: Reader, meeting: Row, *field_keys: str) -> list[tuple[str, str]]:
    """Return partnership, day and hours of a meeting, and further answers about it."""
    hours = " – ".join(filter(None, (reader.text("meeting", meeting, k) for k in ("start", "end"))))
    return [
        (translate(_("Partnership")), reader.single("partnership", "name")),
        *reader.pairs("meeting", meeting, "date"),
        *([(translate(_("Time")), hours or NOTHING)] if meeting else []),
        *reader.pairs("meeting", meeting, *field_keys),
    ]


def quorum(reader: Reader, meeting: Row) -> list[tuple[str, str]]:
    """Return how many must be there for the body that meets to decide, where that is agreed."""
    body = reader.records.find("body", meeting.get("body"))
    return [] if body is None else reader.pairs("body", body, "quorum")


def expected(reader: Reader, meeting: Row) -> list[Expected]:
    """Return who should come: those listed, or the members of the body that meets, or the partners.

    While no partner is marked as taking part, those stand for them of which nothing is said yet.
    """
    listed = reader.records.rows("attendance", identity(meeting))
    if listed:
        return [_person(reader, "attendance", row) for row in listed]
    members = reader.records.rows("body_member", str(meeting.get("body") or ""))
    if members:
        return [_person(reader, "body_member", row) for row in members]
    partners = parties(reader.records) or without_state(reader.records)
    return [Expected("", reader.text("partner", row, "name"), "") for row in partners]


def why_nobody_takes_part(reader: Reader) -> list[Note]:
    """Return a remark where organisations are listed and none is marked as taking part."""
    records = reader.records
    return [no_parties(records)] if records.rows("partner") and not parties(records) else []


def _person(reader: Reader, kind_key: str, row: Row) -> Expected:
    return Expected(*(reader.text(kind_key, row, key) for key in ("name", "partner", "role")))


def due_in_words(reader: Reader, row: Row, day: date) -> str:
    """Return until when an action point should be done, and by how many days it is late on ``day``."""
    words = reader.text("action_item", row, "due")
    late = days_late(row, day)
    return f"{words}\n{late_in_words(late)}" if late > 0 else words


def late_in_words(days: int) -> str:
    """Say by how many days something is late or, where ``days`` is below 0, early."""
    if days == 0:
        return translate(_("on the day"))
    if days > 0:
        late = translate_plural("{count} day late", "{count} days late", days)
        return figures(late.format(count=days))
    early = translate_plural("{count} day early", "{count} days early", -days)
    return figures(early.format(count=-days))


def counted(mark: str, table: Block) -> Table:
    """Give each row of a table a number, in a column before the others; see `called`."""
    assert isinstance(table, Table)
    rows = tuple((called(mark, number), *row) for number, row in enumerate(table.rows, 1))
    numeric = frozenset(column + 1 for column in table.numeric)
    return Table(("", *table.head), rows, (1, *table.weights), numeric)


def lines_to_fill(
    head: Sequence[str],
    weights: Sequence[float],
    rows: Iterable[Sequence[str]] = (),
    empty: int = 0,
) -> Table:
    """Return a table to fill in by hand: what is known, then ``empty`` rows."""
    blank = ("",) * len(head)
    return Table(
        tuple(translate(word) for word in head),
        (*(tuple(row) for row in rows), *((blank,) * empty)),
        tuple(weights),
        to_fill=True,
    )

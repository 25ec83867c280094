"""Plan entries by partner and period, as cards on a board that are moved to other periods (7.2, 7.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.hand_overs import Delay
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import figures, formats, translate, translate_plural
from msp_desktop.i18n import mark as _

_WEEK = 7
_FORTNIGHT = 14
_MONTHS = 12
_QUARTER = 3
_BEHIND, _AHEAD = 1, 2
"""Periods shown before the first plan entry or today, and after the last."""


class Length(Enum):
    """How long the periods of a board are; the values are those of ``plan_item.period_kind``."""

    QUARTER = "quarter"
    MONTH = "month"
    FORTNIGHT = "fortnight"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Column:
    """One period of a board, both days counted; without days it holds what has none yet."""

    first: date | None
    last: date | None
    words: str
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A plan entry on the board: it stands in the period in which it begins.

    ``about`` are its days, its state and what is late about it in words.
    """

    key: str
    name: str
    about: tuple[str, ...]
    is_late: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Partners (identifier and name) against periods; the cards by row and column."""

    rows: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    cards: Mapping[tuple[int, int], Sequence[Card]]


def board(
    records: Records,
    length: Length,
    today: date,
    delays: Sequence[Delay] = (),
    partner_id: str = "",
) -> Board:
    """Lay plan entries out by partner and period; only those of one partner where it is named."""
    items = [
        row for row in records.rows("plan_item") if not partner_id or row["partner"] == partner_id
    ]
    late = {one.key: one for one in delays}
    columns = _columns(items, records, length, today)
    has = {str(row.get("partner") or "") for row in items}
    partners = [str(row["id"]) for row in _partners(records) if row["id"] in has]
    rows = [(key, records.name("partner", key)) for key in partners]
    if has.difference(partners):
        rows.append(("", translate(_("Nobody yet"))))
    places = {key: at for at, (key, _name) in enumerate(rows)}
    cards: dict[tuple[int, int], list[Card]] = {}
    for row in items:
        at = places.get(str(row.get("partner") or ""), len(rows) - 1)
        where = _column_of(_begin(records, row), columns)
        cards.setdefault((at, where), []).append(_card(records, row, late.get(str(row["id"]))))
    return Board(rows, columns, cards)


def moved(period: Period | None, now: Column, to: Column) -> Period:
    """Return the period of an entry that is moved to another one of the board, which has days.

    One that fills its period fills the other; another keeps how far into the period it begins, as far as
    there is room, and how many days it takes.
    """
    assert to.first is not None
    assert to.last is not None
    start = period.start or period.end if period is not None else None
    if start is None or period is None or now.first is None:
        return Period(to.first, to.last)
    end = max(period.end or start, start)
    if (start, end) == (now.first, now.last):
        return Period(to.first, to.last)
    first = min(to.first + (start - now.first), to.last)
    return Period(first, first + (end - start))


def begin_of(day: date, length: Length) -> date:
    """Return the first day of the period in which a day lies; weeks begin on Mondays."""
    if length is Length.QUARTER:
        return day.replace(month=(day.month - 1) // _QUARTER * _QUARTER + 1, day=1)
    if length is Length.MONTH:
        return day.replace(day=1)
    days = _FORTNIGHT if length is Length.FORTNIGHT else _WEEK
    return day - timedelta((day.toordinal() - 1) % days)


def next_after(begin: date, length: Length, by: int = 1) -> date:
    """Return the first day of the period so many after the one that begins on a day, or before it."""
    if length in (Length.FORTNIGHT, Length.WEEK):
        return begin + timedelta(by * (_FORTNIGHT if length is Length.FORTNIGHT else _WEEK))
    months = begin.month - 1 + by * (_QUARTER if length is Length.QUARTER else 1)
    return begin.replace(year=begin.year + months // _MONTHS, month=months % _MONTHS + 1)


# Inside


def _partners(records: Records) -> Sequence[Row]:
    return records.rows("partner")


def _begin(records: Records, row: Row) -> date | None:
    period = records.value("plan_item", row, "period")
    return (period.start or period.end) if isinstance(period, Period) else None


def _columns(
    items: Sequence[Row], records: Records, length: Length, today: date
) -> Sequence[Column]:
    begins = [day for row in items if (day := _begin(records, row)) is not None]
    first = next_after(begin_of(min([*begins, today]), length), length, -_BEHIND)
    end = next_after(begin_of(max([*begins, today]), length), length, _AHEAD)
    found = []
    if len(begins) < len(items):
        found.append(Column(None, None, translate(_("Without days"))))
    while first <= end:
        after = next_after(first, length)
        last = after - timedelta(1)
        found.append(Column(first, last, _words(first, last, length), first <= today <= last))
        first = after
    return found


def _column_of(day: date | None, columns: Sequence[Column]) -> int:
    for at, column in enumerate(columns):
        if day is None or column.first is None or column.last is None:
            if day is None:
                return at
        elif column.first <= day <= column.last:
            return at
    raise ValueError(day)


def _words(first: date, last: date, length: Length) -> str:
    if length is Length.MONTH:
        return formats.month(first)
    if length is Length.QUARTER:
        sentence = translate(_("Quarter {number} of {year}"))
        number = (first.month - 1) // _QUARTER + 1
        return figures(sentence.format(number=number, year=first.year))
    return f"{formats.day(first)} – {formats.day(last)}"


def _card(records: Records, row: Row, delay: Delay | None) -> Card:
    fields = KINDS["plan_item"].fields
    period = shown(fields["period"], row.get("period"), records)
    state = shown(fields["state"], row.get("state"), records)
    about = [one for one in (period, state) if one]
    is_done = row.get("state") in ("done", "dropped")
    if delay is not None and not is_done:
        about.append(late_words(delay.days, delay.day))
    return Card(
        str(row["id"]),
        records.name("plan_item", row["id"]),
        tuple(about),
        is_late=row.get("state") == "late" or (delay is not None and not is_done),
        is_done=is_done,
    )


def late_words(days: int, day: date) -> str:
    """Say how late something comes, and when."""
    sentence = translate_plural(
        "{count} working day late, on {day}", "{count} working days late, on {day}", days
    )
    return sentence.format(count=figures(str(days)), day=day_in_words(day))

"""Lines of minutes as they are typed: what sort each is, and who and until when stands in it.

A line of an action point says who with ``@`` and until when with ``!``:
``Print the list @Ravi Kumar !15/09/2026``. Initials may stand for a name, and a day without its year is
the next one after the meeting.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from msp_desktop.domain.fields import Stored, Text
from msp_desktop.domain.records import Records, Row

WHO, DUE = "@", "!"
_TOLD = "-"
"""The mark of a line of the discussion where the order of lines is written down."""
_DUE = re.compile(r"(?:^|\s)!(\S+)\s*$|(?:^|\s)!(\S+)(?=\s)")


class Sort(Enum):
    """What a line of minutes is; the value is the kind of record it becomes, the discussion is none."""

    DISCUSSION = ""
    DECISION = "decision"
    ACTION = "action_item"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its sort, the record it is kept in (empty for a new one), and what is written."""

    sort: Sort
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who can be named by initials; ``partner`` is the identifier of the organisation."""

    name: str
    short: str
    partner: str


@dataclass(frozen=True, slots=True)
class Action:
    """What a line of an action point says; what it does not say is empty."""

    text: str
    responsible: str
    partner: str
    due: str


def known_people(records: Records, meeting: Row) -> list[Known]:
    """Return who can be named in the minutes of a meeting: its attendance, its body, earlier meetings'."""
    found: dict[str, Known] = {}
    own = records.rows("attendance", str(meeting.get("id") or "-"))
    members = records.rows("body_member", str(meeting.get("body") or "-"))
    for row in (*own, *members, *records.rows("attendance")):
        name = str(row.get("name") or "")
        short = str(row.get("abbreviation") or "") or initials(name)
        if name and name not in found:
            found[name] = Known(name, short.casefold(), str(row.get("partner") or ""))
    return list(found.values())


def initials(name: str) -> str:
    """Return the first letters of the words of a name."""
    return "".join(word[0] for word in name.split()).casefold()


def matching(typed: str, people: Sequence[Known]) -> list[Known]:
    """Return whom initials or the beginning of a name may mean, the likeliest first."""
    wanted = typed.casefold()

    def rank(one: Known) -> int:
        if one.short == wanted:
            return 0
        if one.short.startswith(wanted):
            return 1
        words = one.name.casefold().split()
        begins = one.name.casefold().startswith(wanted) or any(w.startswith(wanted) for w in words)
        return 2 if begins else 3

    return sorted((one for one in people if rank(one) < 3), key=rank) if wanted else list(people)


def read_action(text: str, people: Sequence[Known], day: date) -> Action:
    """Read a line of an action point, for a meeting held on ``day``."""
    due = ""
    for found in _DUE.finditer(text):
        read = due_day(found.group(1) or found.group(2), day)
        if read:
            due = read
            text = f"{text[: found.start()]} {text[found.end() :]}"
            break
    before, at, after = text.partition(WHO)
    if not at:
        return Action(_tidy(text), "", "", due)
    who, rest = _who(after, people, is_last=bool(before.strip()))
    partner = next((one.partner for one in people if one.name == who), "")
    return Action(_tidy(f"{before} {rest}"), who, partner, due)


def unread_due(text: str, day: date) -> str:
    """Return what stands behind ``!`` in a line and is no day; empty where a day stands there, or nothing."""
    typed = [found.group(1) or found.group(2) for found in _DUE.finditer(text)]
    return "" if any(due_day(one, day) for one in typed) else next(iter(typed), "")


def written_action(row: Row) -> str:
    """Write an action point as a line that is read back as the same."""
    parts = [str(row.get("text") or "")]
    if row.get("responsible"):
        parts.append(f"{WHO}{row['responsible']}")
    if row.get("due"):
        parts.append(f"{DUE}{date.fromisoformat(str(row['due'])):%d/%m/%Y}")
    return " ".join(filter(None, parts))


def written(sort: Sort, row: Row) -> str:
    """Write what came out of a subject as a line."""
    return written_action(row) if sort is Sort.ACTION else str(row.get("text") or "")


def due_day(typed: str, day: date) -> str:
    """Return a day in ISO 8601 from what stands behind ``!``; empty where that is no day.

    ``12.3.`` is the next 12 March from ``day`` on, ``12.3.2027`` that day, ``+14`` two weeks later.
    """
    if found := re.fullmatch(r"\+(\d{1,3})", typed):
        return (day + timedelta(days=int(found.group(1)))).isoformat()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed):
        return _day(*map(int, typed.split("-")))
    parts = [int(part) for part in re.findall(r"\d+", typed)]
    if not re.fullmatch(r"[\d./\-]+", typed) or len(parts) not in (2, 3):
        return ""
    if len(parts) == 3:
        first, month, last = parts
        year, number = (first, last) if first > 31 else (last, first)
        return _day(year + 2000 if year < 100 else year, month, number)
    number, month = parts
    this_year = _day(day.year, month, number)
    return this_year if this_year >= day.isoformat() else _day(day.year + 1, month, number)


def outline(records: Records, meeting: Row, item: Row | None) -> Iterator[Line]:
    """Go through what stands under a subject, or under none: the discussion, then what came out of it.

    What came out stands in the order in which it was written down, which identifiers tell; of one sort in
    the order that people gave it.
    """
    told = item.get("discussion") if item is not None else meeting.get("other_business")
    for text in str(told or "").split("\n") if told else ():
        yield Line(Sort.DISCUSSION, "", text)
    found = (
        [
            Line(sort, str(row["id"]), written(sort, row))
            for row in outcomes(records, meeting, item, sort)
        ]
        for sort in (Sort.INFORMATION, Sort.DECISION, Sort.ACTION)
    )
    yield from heapq.merge(*found, key=lambda line: line.key)


def too_long(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Say where action points are to be broken that are longer than a record can hold.

    Return the number of each line and the column, behind a space where there is one; the last line first.
    """
    most = Text.LONGEST
    return [
        (at, lines[at].text.rfind(" ", 1, most) + 1 or most)
        for at in reversed(range(len(lines)))
        if lines[at].sort is Sort.ACTION and len(lines[at].text) > most
    ]


def order_of(lines: Sequence[Line]) -> str:
    """Write down in which order lines stand: their records, and a mark for each line of the discussion."""
    named = (line.key or _TOLD for line in lines if line.key or line.sort is Sort.DISCUSSION)
    return " ".join(named)


def in_order(lines: Iterable[Line], order: str) -> list[Line]:
    """Return lines in an order written down earlier; what it does not know stands behind the others."""
    told = list(lines)
    placed: list[Line] = []
    for mark in order.split():
        wanted = "" if mark == _TOLD else mark
        found = next((line for line in told if line.key == wanted), None)
        if found is not None:
            told.remove(found)
            placed.append(found)
    return [*placed, *told]


def outcomes(records: Records, meeting: Row, item: Row | None, sort: Sort) -> list[Row]:
    """Return the records of a sort under a subject; without one those under no subject of the meeting."""
    meeting_id = str(meeting["id"])
    items: set[Stored] = {row["id"] for row in records.rows("agenda_item", meeting_id)}
    return [
        row
        for row in records.rows(sort.value, meeting_id)
        if (row.get("item") == item["id"] if item is not None else row.get("item") not in items)
    ]


def _who(after: str, people: Sequence[Known], *, is_last: bool) -> tuple[str, str]:
    """Return who is meant, and the text behind.

    An unknown name is one word where the text follows it, and all that is left where the text stood before.
    """
    folded = after.casefold()
    for known in sorted(people, key=lambda one: -len(one.name)):
        if _begins(folded, known.name.casefold()):
            return known.name, after[len(known.name) :]
    word, _space, rest = after.partition(" ")
    for known in people:
        if known.short == word.casefold():
            return known.name, rest
    if not is_last:
        return word, rest
    end = found.start() if (found := _DUE.search(after)) else len(after)
    return _tidy(after[:end]), after[end:]


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _day(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""

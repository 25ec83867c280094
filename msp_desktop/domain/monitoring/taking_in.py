"""What a data sheet that comes back would bring: line by line, with what cannot be read and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from msp_desktop.domain.fields import Period, Stored
from msp_desktop.domain.filtering import comparable
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import name_of_one, single_id
from msp_desktop.domain.indicators import is_in_per_cent
from msp_desktop.domain.monitoring.cells import Complaint, Given, Line, answer, is_empty, place
from msp_desktop.domain.monitoring.data_sheet import (
    ACTIVITIES,
    FORMS,
    GROUPS,
    INDICATORS,
    Column,
    Form,
    Key,
    code_of,
)
from msp_desktop.domain.monitoring.periods import locked
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.remarks import remarks
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import speaking, translate

_ASKED: Mapping[str, tuple[str, ...]] = {
    INDICATORS.key: ("date", "value", "source"),
    GROUPS.key: ("dimension", "name", "value"),
    ACTIVITIES.key: ("date", "done"),
}
"""Answers without which a line cannot be taken in."""
_FILLED_ALREADY: Mapping[str, tuple[str, ...]] = {
    INDICATORS.key: ("source",),
    GROUPS.key: ("dimension", "name"),
    ACTIVITIES.key: (),
}
"""Answers that stand on a line from the start: they alone do not fill it in."""


class Verdict(Enum):
    """What becomes of a line."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(slots=True)
class Entry:
    """A line that was filled in.

    ``changes`` are what is there now and what would be, in words; of a new line what it says. ``doubts``
    say where its answers do not go with each other; they can be taken in.
    ``problems`` are pairs of a cell and what is wrong with it; with any of them nothing is taken in.
    """

    form: Form
    row: int
    about: str
    name: str
    values: dict[str, Stored] = field(default_factory=dict)
    record_id: str = ""
    owner_id: str = ""
    verdict: Verdict = Verdict.NEW
    changes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The name of the sheet and the number of the line."""
        sentence = translate(_("{sheet}, line {number}: {name}"))
        return sentence.format(
            sheet=translate(self.form.title), number=self.row + 1, name=self.name or "–"
        )


@dataclass(frozen=True, slots=True)
class Incoming:
    """All lines of a sheet that were filled in, and what is wrong with the sheet as a whole."""

    key: Key
    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """Return how many lines there are of a kind."""
        return sum(one.verdict is verdict for one in self.entries)

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to take in, and nothing stands against it."""
        return not self.is_refused and self.count(Verdict.NEW) + self.count(Verdict.CHANGED) > 0

    @property
    def is_refused(self) -> bool:
        """Whether something stands against taking it in: against the sheet or against one of its lines."""
        return bool(self.problems) or self.count(Verdict.REFUSED) > 0


def incoming(records: Records, key: Key, sheets: Mapping[str, Sequence[Line]]) -> Incoming:
    """Read the lines of a data sheet against the records as they are now.

    ``sheets`` are its lines by the key of their form, the heads of the columns first.
    """
    return _Reader(records, key).read(sheets)


class _Reader:
    def __init__(self, records: Records, key: Key) -> None:
        self._records = records
        self._key = key
        row = records.find("monitoring_period", key.period_id) or {}
        period = records.value("monitoring_period", row, "period") if row else None
        self._period = period if isinstance(period, Period) else None
        self._name = records.name("monitoring_period", key.period_id)
        self._is_locked = any(one.key == key.period_id for one in locked(records))
        self._first_of: dict[str, Entry] = {}
        self._seen: dict[tuple[str, str], Entry] = {}

    def read(self, sheets: Mapping[str, Sequence[Line]]) -> Incoming:
        problems: list[str] = []
        entries: list[Entry] = []
        for form in FORMS:
            lines = sheets.get(form.key, ())
            if not lines:
                sentence = translate(
                    _("The sheet “{sheet}” is missing. Use the file as it was sent.")
                )
                problems.append(sentence.format(sheet=self._title(form)))
                continue
            problems += self._moved(form, lines[0])
            if not problems:
                entries += self._entries(form, lines)
        return Incoming(self._key, tuple(entries), tuple(problems))

    def _title(self, form: Form) -> str:
        with speaking(self._key.language):
            return translate(form.title)

    def _moved(self, form: Form, head: Line) -> Iterator[str]:
        """Say where the heads of columns are not those that were written, in whatever digits."""
        with speaking(self._key.language):
            wanted = [translate(column.label) for column in form.columns]
        found = ["" if one is None else str(one).strip() for one in head]
        for at, words in enumerate(wanted):
            if at >= len(found) or comparable(found[at]) != comparable(words):
                sentence = translate(
                    _(
                        "{sheet}, {cell}: here should stand “{words}”. Columns may not be moved or renamed."
                    )
                )
                yield sentence.format(sheet=self._title(form), cell=place(0, at), words=words)
                return

    def _entries(self, form: Form, lines: Sequence[Line]) -> Iterator[Entry]:
        known = {code_of(row["id"]): row for row in self._records.rows(form.about)}
        for at, line in enumerate(lines[1:], 1):
            cells = [*line, *[None] * (len(form.columns) - len(line))]
            if not self._is_filled(form, cells):
                continue
            row = known.get(str(cells[0] or "").strip().upper(), {})
            entry = Entry(form, at, str(row.get("id") or ""), str(cells[1] or "").strip())
            if row:
                entry.name = self._records.name(form.about, row["id"])
            else:
                sentence = translate(_("This code is not known here. Do not change it."))
                entry.problems.append((place(at, 0), sentence))
            self._answers(entry, cells)
            if not entry.problems:
                self._identify(entry)
                self._look_at(entry)
            if self._is_locked:
                sentence = translate(
                    _("The period “{period}” is locked; its figures can only be read.")
                )
                entry.problems = [(place(at, 0), sentence.format(period=self._name))]
            if entry.problems:
                entry.verdict = Verdict.REFUSED
            yield entry

    def _is_filled(self, form: Form, cells: Sequence[Given]) -> bool:
        before = _FILLED_ALREADY[form.key]
        return any(
            column.key and column.key not in before and not is_empty(cells[at])
            for at, column in enumerate(form.columns)
        )

    def _answers(self, entry: Entry, cells: Sequence[Given]) -> None:
        indicator = self._records.find("indicator", entry.about) or {}
        for at, column in enumerate(entry.form.columns):
            if not column.key:
                continue
            cell = place(entry.row, at)
            try:
                is_share = column.key == "value" and is_in_per_cent(indicator)
                value = answer(column.field, cells[at], self._key.language, in_per_cent=is_share)
            except Complaint as complaint:
                entry.problems.append((cell, str(complaint)))
                continue
            if value is not None:
                entry.values[column.key] = value
                if column.key == "date":
                    entry.problems += self._outside(cell, str(value))
            elif column.key in _ASKED[entry.form.key]:
                entry.problems.append((cell, self._missing(column)))

    def _missing(self, column: Column) -> str:
        return translate(_("“{field}” is missing.")).format(field=translate(column.label))

    def _outside(self, cell: str, stored: str) -> Iterator[tuple[str, str]]:
        day, period = date.fromisoformat(stored), self._period
        if period is None:
            return
        if (period.start and day < period.start) or (period.end and day > period.end):
            sentence = translate(_("{day} lies outside the period “{period}”."))
            yield cell, sentence.format(day=day_in_words(day), period=self._name)

    # Known already?

    def _identify(self, entry: Entry) -> None:
        if entry.form is GROUPS:
            self._identify_group(entry)
        elif entry.form is INDICATORS:
            known = ("date", "place")
            self._same(entry, "indicator", known)
            self._first_of.setdefault(entry.about, entry)
        else:
            self._same(entry, "activity", ("date",))

    def _same(self, entry: Entry, about: str, known_by: tuple[str, ...]) -> None:
        """Find the record that says the same, by what it is about, its day and its place."""
        kind_key = entry.form.kind_key
        entry.values[about] = entry.about
        if kind_key == "measurement":
            entry.values["period"] = self._key.period_id
        wanted = {key: _folded(entry.values.get(key)) for key in (about, *known_by)}
        entry.record_id = self._new_id(kind_key, **wanted)
        for row in self._records.rows(kind_key):
            if all(_folded(row.get(key)) == value for key, value in wanted.items()):
                entry.record_id = str(row["id"])
                self._compare(entry, row)
                break
        self._once(entry)

    def _identify_group(self, entry: Entry) -> None:
        whole = self._first_of.get(entry.about)
        if whole is None or whole.problems:
            sentence = translate(
                _("The value of this indicator on the sheet “{sheet}” is missing or wrong.")
            )
            said = sentence.format(sheet=translate(INDICATORS.title))
            entry.problems.append((place(entry.row, 0), said))
            return
        entry.owner_id = whole.record_id
        wanted = {key: _folded(entry.values.get(key)) for key in ("dimension", "name")}
        entry.record_id = self._new_id("measurement_part", owner=entry.owner_id, **wanted)
        for row in self._records.rows("measurement_part", entry.owner_id):
            if all(_folded(row.get(key)) == value for key, value in wanted.items()):
                entry.record_id = str(row["id"])
                self._compare(entry, row)
                break
        self._once(entry)

    def _new_id(self, kind_key: str, **known_by: str) -> str:
        """Return the identifier of what is not known yet: the same in every office that takes it in.

        A record that has it already was corrected since and says something else: that one is left alone.
        """
        name = name_of_one(kind_key, **known_by)
        made, count = single_id(self._key.space_id, name), 1
        while self._records.find(kind_key, made) is not None:
            count += 1
            made = single_id(self._key.space_id, f"{name} {count}")
        return made

    def _look_at(self, entry: Entry) -> None:
        """Say what a new line brings, and what looks odd in it."""
        kind_key, fields = entry.form.kind_key, KINDS[entry.form.kind_key].fields
        if entry.verdict is Verdict.NEW:
            typed = (column.key for column in entry.form.columns if column.key in entry.values)
            said = (
                f"{translate(fields[key].label)}: {shown(fields[key], entry.values[key], self._records)}"
                for key in typed
            )
            entry.changes.append(" · ".join(said))
        before = self._records.find(kind_key, entry.record_id) or {}
        whole = {**before, **entry.values, "id": entry.record_id}
        if entry.form is GROUPS:
            whole["indicator"] = entry.about  # the value of which it is a part may be new as well
        entry.doubts += remarks(self._records, kind_key, whole).values()

    def _once(self, entry: Entry) -> None:
        first = self._seen.setdefault((entry.form.key, entry.record_id), entry)
        if first is not entry:
            sentence = translate(_("This stands on line {number} already: the same day and place."))
            entry.problems.append((place(entry.row, 0), sentence.format(number=first.row + 1)))

    def _compare(self, entry: Entry, row: Row) -> None:
        fields = KINDS[entry.form.kind_key].fields
        apart = [
            key
            for key, value in entry.values.items()
            # Which period it counts for follows from its day; it is written down with other changes.
            if key != "period" and _folded(row.get(key)) != _folded(value)
        ]
        entry.verdict = Verdict.CHANGED if apart else Verdict.SAME
        for key in apart:
            then, now = (
                shown(fields[key], value, self._records) or "–"
                for value in (row.get(key), entry.values[key])
            )
            sentence = translate(_("{field}: {then} becomes {now}"))
            entry.changes.append(
                sentence.format(field=translate(fields[key].label), then=then, now=now)
            )


def _folded(stored: Stored) -> str:
    return " ".join(str(stored if stored is not None else "").split()).casefold()

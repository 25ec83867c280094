"""What is written down together: kinds of records, and a partnership's records as rules see them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Protocol, TypeVar, cast

from msp_desktop.domain.fields import Choice, Day, Field, Reference, Stored, Value
from msp_desktop.domain.ids import people_space
from msp_desktop.domain.linking import joined
from msp_desktop.i18n import formats, language, manner, translate

Found = TypeVar("Found")

Row = Mapping[str, Stored]
"""One record: its fields by key, and ``id``, ``space_id``, ``owner_id``, ``rank``, ``alive``."""

FRAME_COLUMNS = ("id", "space_id", "owner_id", "rank", "alive")


class Shape(Enum):
    """Whether a partnership keeps one record of a kind or a list of them."""

    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together on a form; an empty title joins them to what stands above.

    A ``folded`` section shows its title only, until a person opens it or one of its fields is asked for.
    """

    title: str
    fields: tuple[Field, ...]
    folded: bool = False


@dataclass(frozen=True)
class RecordKind:
    """One kind of thing written down: table, form, list, search and documents follow from it.

    ``key`` is the table's name and never changes. ``label`` names one record, ``plural`` a list.
    ``owner`` is the key of the kind a record belongs to (an action item belongs to a meeting).
    ``named_by`` are the fields that name a record where others refer to it; ``columns`` are those
    shown in a list (by default the first four). ``empty`` is the sentence shown while there is none.
    ``same_by`` are the fields by which two records are likely to be the same thing entered twice.
    ``personal`` says that its records are about reaching a person or for few eyes, and can be left out of
    what is shared. ``by_program`` says that the program alone writes them: a view of its own shows them.
    """

    key: str
    label: str
    plural: str
    shape: Shape
    sections: tuple[Section, ...]
    owner: str = ""
    named_by: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    empty: str = ""
    same_by: tuple[str, ...] = ()
    personal: bool = False
    by_program: bool = False

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field of the kind by key, in the order of the form."""
        return {field.key: field for section in self.sections for field in section.fields}

    @property
    def listed(self) -> tuple[Field, ...]:
        """The fields that make a list's columns."""
        return tuple(self.fields[key] for key in self.columns or tuple(self.fields)[:4])


def one(key: str, label: str, *sections: Section) -> RecordKind:
    """Describe a kind of which a partnership keeps one record: a page to fill in."""
    return RecordKind(key, label, label, Shape.ONE, sections)


def many(  # noqa: PLR0913 - a description with named parts
    key: str,
    label: str,
    plural: str,
    *sections: Section,
    owner: str = "",
    named_by: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
    empty: str = "",
    same_by: tuple[str, ...] = (),
) -> RecordKind:
    """Describe a kind of which a partnership keeps a list; named by its first field by default."""
    first = sections[0].fields[0].key
    return RecordKind(
        key,
        label,
        plural,
        Shape.MANY,
        sections,
        owner,
        named_by or (first,),
        columns,
        empty,
        same_by,
    )


def personal(kind: RecordKind) -> RecordKind:
    """Describe a kind as being about reaching a person, or for few eyes only."""
    return replace(kind, personal=True)


def by_program(kind: RecordKind) -> RecordKind:
    """Describe a kind as written by the program alone: without form and list."""
    return replace(kind, by_program=True)


def space_of(kind: RecordKind, partnership_id: str) -> str:
    """Return the space in which a record of a partnership is written down, by its kind.

    Offices are asked for with the space shared by everybody in the partnership's place.
    """
    return people_space(partnership_id) if kind.personal else partnership_id


class Admits(Protocol):
    """Narrows the records of a kind; equal ones admit the same."""

    def admits(self, row: Row) -> bool:
        """Say whether a record counts."""


class Records:
    """All living records of one partnership at one moment, for rules and documents to read.

    Records that people said to be the same are one here (see `domain.linking`). ``day`` is the day on
    which they are read: rules about time ask it and no clock; without one they name nothing.
    """

    def __init__(
        self,
        space_id: str,
        rows: Mapping[str, Sequence[Row]],
        kinds: Mapping[str, RecordKind],
        day: date | None = None,
    ) -> None:
        self.space_id = space_id
        self.day = day
        self._as_entered = rows
        self._rows = joined(rows, kinds)
        self._kinds = kinds
        self._by_id: dict[str, dict[Stored, Row]] = {}
        self._admitted: dict[tuple[str, Admits], Sequence[Row]] = {}
        self._worked_out: dict[Hashable, object] = {}

    def changed(
        self,
        change: Callable[[str, Row], Row | None],
        day: date | None = None,
        among: Collection[str] | None = None,
    ) -> Records:
        """Return other records: what ``change`` makes of each and its kind, without those it drops.

        They are read on ``day``, or on the same day as these. ``among`` are the kinds that are asked, with
        those that belong to them; without it all are.
        """
        rows = {
            kind_key: [new for row in entered if (new := change(kind_key, row)) is not None]
            if among is None or kind_key in among or self._kinds[kind_key].owner in among
            else entered
            for kind_key, entered in self._as_entered.items()
        }
        return Records(self.space_id, rows, self._kinds, day or self.day)

    def rows(self, kind_key: str, owner_id: str | None = None) -> Sequence[Row]:
        """Return the records of a kind in their order; only one owner's where one is given."""
        rows = self._rows.get(kind_key, ())
        return rows if owner_id is None else [row for row in rows if row["owner_id"] == owner_id]

    def admitted(self, kind_key: str, by: Admits) -> Sequence[Row]:
        """Return the records of a kind that ``by`` admits; looked through once however often it is asked."""
        at = (kind_key, by)
        if at not in self._admitted:
            self._admitted[at] = [row for row in self.rows(kind_key) if by.admits(row)]
        return self._admitted[at]

    def single(self, kind_key: str) -> Row:
        """Return the one record of a kind, or an empty mapping while nothing is filled in."""
        return next(iter(self.rows(kind_key)), {})

    def find(self, kind_key: str, record_id: Stored) -> Row | None:
        """Return one record by its identifier, or None when it was removed or has not arrived."""
        if kind_key not in self._by_id:
            self._by_id[kind_key] = {row["id"]: row for row in self.rows(kind_key)}
        return self._by_id[kind_key].get(record_id)

    def value(self, kind_key: str, row: Row, field_key: str) -> Value:
        """Return an answer as rules compute with it."""
        return self._kinds[kind_key].fields[field_key].value(row.get(field_key))

    def name(self, kind_key: str, record_id: Stored) -> str:
        """Return the words by which people know a record; empty when it is not there."""
        row = self.find(kind_key, record_id) or self._hidden(kind_key, record_id)
        if row is None:
            return ""
        kind = self._kinds[kind_key]
        name, apart = "", " "
        for field in (kind.fields[key] for key in kind.named_by):
            word = self._word(field, row.get(field.key))
            between = ", " if isinstance(field, Day | Reference) else apart
            name += f"{between if name else ''}{word}" if word else ""
            apart = ": " if isinstance(field, Reference) else " "
        return name

    def names(self, kind_key: str) -> Mapping[str, str]:
        """Return the names of all records of a kind by identifier; those without one are numbered."""

        def found() -> Mapping[str, str]:
            label = translate(self._kinds[kind_key].label)
            return {
                str(row["id"]): self.name(kind_key, row["id"]) or f"{label} {number}"
                for number, row in enumerate(self.rows(kind_key), 1)
            }

        return self.once(("names", kind_key), found)

    def once(self, what: Hashable, work_out: Callable[[], Found]) -> Found:
        """Return what is worked out from these records: once for a language and its manner of writing."""
        at = (what, language(), manner())
        if at not in self._worked_out:
            self._worked_out[at] = work_out()
        return cast("Found", self._worked_out[at])

    def _hidden(self, kind_key: str, record_id: Stored) -> Row | None:
        """Return a record for which another stands: it has a name still."""
        if self._rows is self._as_entered:
            return None
        rows = self._as_entered.get(kind_key, ())
        return next((row for row in rows if row["id"] == record_id), None)

    def _word(self, field: Field, stored: Stored) -> str:
        if isinstance(day := field.value(stored), date):
            return formats.day(day)
        if isinstance(field, Reference):
            return self.name(field.to, stored)
        if isinstance(field, Choice):
            return next((translate(o.label) for o in field.options if o.key == stored), "")
        return "" if stored is None else str(stored)

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        """Go through every record with the key of its kind."""
        for kind_key, rows in self._rows.items():
            for row in rows:
                yield kind_key, row


def is_filled(row: Row, field_key: str) -> bool:
    """Say whether a field of a record holds an answer."""
    return row.get(field_key) not in (None, "")


def has_answers(kind: RecordKind, row: Row) -> bool:
    """Say whether anything at all was filled in."""
    return any(is_filled(row, key) for key in kind.fields)

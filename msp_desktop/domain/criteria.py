"""When a task is done: small rules as data, each naming exactly what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from msp_desktop.domain.fields import Choice, Choices, Field, Option, Period, Stored
from msp_desktop.domain.records import RecordKind, Records, Row, is_filled
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_LABELS = frozenset(("capacity", "field", "group", "level", "list", "option", "sector"))
"""The gaps of sentences that words of the program fill."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a task still lacks: a sentence with named gaps, and the place where to add it.

    ``words`` fill the gaps. Those of the program are themselves translated before they go in; what an
    officer wrote stays as it is, even where it happens to be a word of the program.
    """

    sentence: str
    words: Mapping[str, str]
    kind_key: str
    record_id: str = ""
    field_key: str = ""

    @property
    def text(self) -> str:
        """The sentence in the language in use."""
        words = {
            gap: translate(word) if gap in _LABELS else word for gap, word in self.words.items()
        }
        return translate(self.sentence).format(**words)


Kinds = Mapping[str, RecordKind]


@dataclass(frozen=True, slots=True)
class Where:
    """Narrows a rule to the records in which one field holds one of these stored answers.

    ``answers`` are written as text also for numbers and for yes and no (``"1"`` and ``"0"``).
    """

    field_key: str
    answers: tuple[str, ...]

    def admits(self, row: Row) -> bool:
        """Say whether a record holds one of the answers."""
        return str(row.get(self.field_key)) in self.answers


@dataclass(frozen=True, slots=True)
class Several:
    """Narrows a rule to the records in which one field refers to more than one other record."""

    field_key: str

    def admits(self, row: Row) -> bool:
        """Say whether a record refers to several."""
        return len(str(row.get(self.field_key) or "").split()) > 1


def _among(records: Records, kind_key: str, where: Where | Several | None) -> Sequence[Row]:
    return records.rows(kind_key) if where is None else records.admitted(kind_key, where)


class Criterion(Protocol):
    """A rule that reads a partnership's records and names what is missing."""

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Yield one `Missing` for each hole; nothing when the rule holds."""
        ...

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        ...


@dataclass(frozen=True, slots=True)
class Filled:
    """These fields of the one record of a kind are answered."""

    kind_key: str
    fields: tuple[str, ...]

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key,)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each field that is still empty."""
        kind, row = kinds[self.kind_key], records.single(self.kind_key)
        for key in self.fields:
            if not is_filled(row, key):
                words = {"field": kind.fields[key].label}
                yield Missing(_("Fill in “{field}”."), words, kind.key, field_key=key)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """There are at least so many records of a kind; ``sentence`` says which of them count."""

    kind_key: str
    count: int = 1
    where: Where | None = None
    sentence: str = _("Add to the list “{list}”: at least {count}.")

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key,)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Say how many are asked for when there are fewer."""
        kind = kinds[self.kind_key]
        if len(_among(records, self.kind_key, self.where)) < self.count:
            yield Missing(self.sentence, {"list": kind.plural, "count": str(self.count)}, kind.key)


@dataclass(frozen=True, slots=True)
class EveryHas:
    """Every record of a kind has these fields answered.

    ``or_owned`` names a kind and a field: a record counts too that owns one with that field answered.
    """

    kind_key: str
    fields: tuple[str, ...]
    where: Where | Several | None = None
    or_owned: tuple[str, str] | None = None

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key, *(self.or_owned or ())[:1])

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each empty field of each record."""
        kind = kinds[self.kind_key]
        owning = self._owning(records)
        for row in _among(records, self.kind_key, self.where):
            for key in self.fields:
                if not is_filled(row, key) and row["id"] not in owning:
                    yield _about(
                        records,
                        kind,
                        row,
                        _("{name}: fill in “{field}”."),
                        key,
                        kind.fields[key].label,
                    )

    def _owning(self, records: Records) -> set[Stored]:
        if self.or_owned is None:
            return set()
        kind_key, field_key = self.or_owned
        return {row["owner_id"] for row in records.rows(kind_key) if is_filled(row, field_key)}


@dataclass(frozen=True, slots=True)
class EveryHasSome:
    """Every record of a kind has at least one of these fields answered.

    For answers of which an empty one says something too (“don't know”). ``sentence`` says what is missing.
    """

    kind_key: str
    fields: tuple[str, ...]
    sentence: str

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key,)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each record in which none is answered."""
        kind, first = kinds[self.kind_key], self.fields[0]
        for row in records.rows(self.kind_key):
            if not any(is_filled(row, key) for key in self.fields):
                label = kind.fields[first].label
                yield _about(records, kind, row, self.sentence, first, label)


@dataclass(frozen=True, slots=True)
class Within:
    """The days of every record lie within those of the record it refers to.

    ``field_key`` holds the days of both, ``by_field`` refers to the other. What has no days is passed over.
    """

    kind_key: str
    field_key: str
    by_field: str
    by_kind: str
    sentence: str

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key, self.by_kind)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each record that begins before, or ends after, what it refers to."""
        for row in records.rows(self.kind_key):
            other = records.find(self.by_kind, row.get(self.by_field))
            if other is None:
                continue
            own = records.value(self.kind_key, row, self.field_key)
            around = records.value(self.by_kind, other, self.field_key)
            if isinstance(own, Period) and isinstance(around, Period) and not own.is_within(around):
                words = {
                    "name": records.name(self.kind_key, row["id"]),
                    "other": records.name(self.by_kind, other["id"]),
                }
                yield Missing(self.sentence, words, self.kind_key, str(row["id"]), self.field_key)


@dataclass(frozen=True, slots=True)
class Covers:
    """Each option of a choice occurs in at least one record (for example each level of support)."""

    kind_key: str
    field_key: str
    options: tuple[str, ...] = ()
    where: Where | None = None

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key,)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each option that no record has."""
        kind = kinds[self.kind_key]
        field = kind.fields[self.field_key]
        assert isinstance(field, Choice | Choices)
        rows = _among(records, kind.key, self.where)
        present = {key for row in rows for key in str(row.get(field.key) or "").split()}
        for option in field.options:
            if option.key not in present and option.key in (self.options or (option.key,)):
                yield self._hole(records, kind, option)

    def _hole(self, records: Records, kind: RecordKind, option: Option) -> Missing:
        """Name an option that no record has, or the first that has it and does not count yet."""
        there = (
            row
            for row in records.rows(kind.key)
            if option.key in str(row.get(self.field_key) or "").split()
        )
        row = next(there, None)
        if row is None or self.where is None:
            words = {"list": kind.plural, "option": option.label}
            return Missing(_("“{list}” has nothing yet for: {option}."), words, kind.key)
        asked = kind.fields[self.where.field_key]
        words = {
            "name": records.name(kind.key, row["id"]) or translate(kind.label),
            "option": option.label,
            "field": asked.label,
            "answer": shown(asked, row.get(asked.key), records) or "–",
            "wanted": _one_of(asked, self.where.answers, records),
        }
        sentence = _("{option}: {name} is there; “{field}” is “{answer}”, not yet “{wanted}”.")
        return Missing(sentence, words, kind.key, str(row["id"]), asked.key)


def _one_of(field: Field, answers: Sequence[str], records: Records) -> str:
    return " / ".join(shown(field, answer, records) for answer in answers)


@dataclass(frozen=True, slots=True)
class EveryUsed:
    """Every record of a kind is referred to by another list (an objective by a component, say).

    ``by_field`` may be ``owner_id``: then every record owns one of the other kind. ``sentence`` says
    what is missing in the words of the task. What is missing leads to the other list, where it is filled.
    """

    kind_key: str
    by_kind: str
    by_field: str
    where: Where | None = None
    by_where: Where | None = None
    sentence: str = _("{name}: nothing in “{field}” refers to it yet.")

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key, self.by_kind)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each record that nothing in the other list refers to."""
        users = _among(records, self.by_kind, self.by_where)
        used = {part for row in users for part in str(row.get(self.by_field) or "").split()}
        for row in _among(records, self.kind_key, self.where):
            if row["id"] not in used:
                label = kinds[self.by_kind].plural
                hole = _about(records, kinds[self.kind_key], row, self.sentence, "", label)
                owns = self.by_field == "owner_id"
                yield hole if owns else replace(hole, kind_key=self.by_kind, record_id="")


@dataclass(frozen=True, slots=True)
class When:
    """A rule that counts only while the one record of a kind holds one of these answers."""

    kind_key: str
    where: Where
    rule: Criterion

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (self.kind_key, *self.rule.kind_keys)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name what the rule misses once the answer asks for it."""
        if self.where.admits(records.single(self.kind_key)):
            yield from self.rule.missing(records, kinds)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several rules holds; while none does, what the first of them misses is named."""

    rules: tuple[Criterion, ...]

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rules read."""
        return tuple(key for rule in self.rules for key in rule.kind_keys)

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name what the first rule misses when each misses something."""
        holes = [tuple(rule.missing(records, kinds)) for rule in self.rules]
        if all(holes):
            yield from holes[0]


def _about(
    records: Records, kind: RecordKind, row: Row, sentence: str, field_key: str, label: str
) -> Missing:
    record_id = str(row["id"])
    name = records.name(kind.key, record_id) or translate(kind.label)
    return Missing(sentence, {"name": name, "field": label}, kind.key, record_id, field_key)

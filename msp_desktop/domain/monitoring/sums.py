"""Whether the parts of a measured value make the whole: women and men, ages, places, other groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.sums import to_a_tenth
from msp_desktop.i18n import figures
from msp_desktop.i18n import mark as _

_PEOPLE: Sequence[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = (
    ("women", _("women, men and others"), ("women", "men"), ("other",)),
    ("young", _("age"), ("young", "adult", "old"), ()),
    ("disability", _("disability"), ("disability", "without"), ()),
)
"""Groups of people: where a difference is said, by what they differ, the parts that must be there for
them to be complete, and those that may be missing."""
_DIMENSIONS: Mapping[str, str] = {
    "sex": _("sex"),
    "age": _("age"),
    "disability": _("disability"),
    "place": _("place"),
    "income": _("income"),
    "group": _("ethnic or social group"),
}
_PARTS = _("{name}: the parts by {group} make {parts}, the whole is {whole}: {difference}.")
_MEAN = _(
    "{name}: the groups by {group} make {parts} on average, the value is {whole}: {difference}."
)
_MORE = _("{name}: “{field}” says {parts}, more than the {whole} people counted in all.")


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference between parts and whole, and the field beside which it is said."""

    field_key: str
    sentence: str
    group: str
    parts: Decimal
    whole: Decimal

    def words(self, name: str) -> Mapping[str, str]:
        """Return what fills the gaps of the sentence."""
        apart = self.parts - self.whole
        sign = "+" if apart > 0 else "−"
        return {
            "name": name,
            "group": self.group,
            "field": self.group,
            "parts": figures(f"{self.parts:f}"),
            "whole": figures(f"{self.whole:f}"),
            "difference": figures(f"{sign}{abs(apart):f}"),
        }


def gaps(row: Row, parts: Sequence[Row], value_type: Stored, labels: Kinds) -> Iterator[Gap]:
    """Yield where the parts of a measured value do not make the whole.

    ``parts`` are its values by group, ``value_type`` that of its indicator. Parts are compared only
    where they are complete: all of them given, or said to be complete.
    """
    yield from _of_people(row, labels)
    for dimension in str(row.get("complete") or "").split():
        among = [part for part in parts if part.get("dimension") == dimension]
        if among and dimension in _DIMENSIONS:
            yield from _of_groups(row, among, value_type, _DIMENSIONS[dimension])


@dataclass(frozen=True)
class SumsAgree:
    """Each measurement whose parts are complete is as large as its parts together."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return ("measurement", "measurement_part", "indicator")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each difference with the measurement."""
        parts: dict[Stored, list[Row]] = {}
        for part in records.rows("measurement_part"):
            parts.setdefault(part["owner_id"], []).append(part)
        for row in records.rows("measurement"):
            indicator = records.find("indicator", row.get("indicator")) or {}
            found = gaps(row, parts.get(row["id"], ()), indicator.get("value_type"), kinds)
            name = ""
            for gap in found:
                name = name or records.name("measurement", row["id"])
                words = gap.words(name)
                yield Missing(gap.sentence, words, "measurement", str(row["id"]), gap.field_key)


# Inside


def _of_people(row: Row, labels: Kinds) -> Iterator[Gap]:
    whole = _number(row.get("counted"))
    for key, group, needed, more in _PEOPLE:
        given = {part: _number(row.get(part)) for part in (*needed, *more)}
        if whole is not None:
            for part, value in given.items():
                if value is not None and value > whole:
                    label = labels["measurement"].fields[part].label
                    yield Gap(part, _MORE, label, value, whole)
                    break
            else:
                yield from _sum_of_people(key, group, given, needed, whole)
        elif all(given[part] is not None for part in needed):
            # Nobody said how many there are in all: then all ways to divide them make the same.
            whole = sum((value for value in given.values() if value is not None), Decimal(0))


def _sum_of_people(
    key: str, group: str, given: Mapping[str, Decimal | None], needed: Sequence[str], whole: Decimal
) -> Iterator[Gap]:
    if any(given[part] is None for part in needed):
        return
    together = sum((value for value in given.values() if value is not None), Decimal(0))
    if together != whole:
        yield Gap(key, _PARTS, group, together, whole)


def _of_groups(row: Row, among: Sequence[Row], value_type: Stored, group: str) -> Iterator[Gap]:
    value = _number(row.get("value"))
    pairs = [(_number(part.get("value")), _number(part.get("counted"))) for part in among]
    values = [one for one, _count in pairs if one is not None]
    counts = [count for _one, count in pairs if count is not None]
    if value is None or len(values) < len(pairs):
        return
    together = sum(values, Decimal(0))
    counted = sum(counts, Decimal(0)) if len(counts) == len(pairs) else None
    mean = None
    if counted:
        weighed = (one * count for one, count in zip(values, counts, strict=True))
        mean = sum(weighed, Decimal(0)) / counted
    step = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    is_mean = mean is not None and abs(mean - value) <= step
    if value_type == "share":
        if mean is not None and not is_mean:
            yield Gap("value", _MEAN, group, to_a_tenth(mean), value)
    elif together != value and not (value_type != "sum" and is_mean):
        yield Gap("value", _PARTS, group, together, value)
    whole = _number(row.get("counted"))
    if whole is not None and counted is not None and counted != whole:
        yield Gap("counted", _PARTS, group, counted, whole)


def _number(stored: Stored) -> Decimal | None:
    try:
        return None if stored in (None, "") else Decimal(str(stored))
    except InvalidOperation:  # written by a newer version
        return None

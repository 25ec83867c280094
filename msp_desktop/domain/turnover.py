"""Who speaks for a partner, who did before, and where nobody who may decide follows (task 1.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from msp_desktop.domain.criteria import Kinds, Missing, Where
from msp_desktop.domain.fields import Dates, Period
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

AHEAD = timedelta(days=60)
"""How long before somebody leaves it is said that nobody follows."""
_VALID = Dates("valid", "")


class Standing(Enum):
    """Whether somebody is in a role on a day."""

    NOW = "now"
    TO_COME = "to_come"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Person:
    """A contact person of a partner, and the time in the role; either end may be open.

    ``follows`` is who may decide from then on when this one may decide and leaves.
    """

    row: Row
    partner_id: str
    start: date | None
    end: date | None
    follows: str = ""

    @property
    def record_id(self) -> str:
        """The identifier of the record."""
        return str(self.row["id"])

    @property
    def name(self) -> str:
        """What the person is called."""
        return str(self.row.get("name") or "")

    @property
    def may_decide(self) -> bool:
        """Whether the person may decide for the partner."""
        return self.row.get("may_decide") == 1

    def standing(self, day: date) -> Standing:
        """Say whether the person is in the role on a day; the last day still counts."""
        if self.end is not None and self.end < day:
            return Standing.LEFT
        is_to_come = self.start is not None and self.start > day
        return Standing.TO_COME if is_to_come else Standing.NOW


People = Mapping[str, Sequence[Person]]
"""Contact persons by the identifier of their partner."""


def people_by_partner(
    records: Records, among: Collection[str] | None = None
) -> dict[str, list[Person]]:
    """Return the contact persons of each partner that has some, in the order of their times.

    ``among`` are the partners asked for, where not all are.
    """
    found: dict[str, list[Person]] = {}
    for row in records.rows("contact"):
        partner_id = str(row.get("owner_id") or "")
        if among is None or partner_id in among:
            valid = _VALID.value(row.get("valid"))
            start, end = (valid.start, valid.end) if isinstance(valid, Period) else (None, None)
            found.setdefault(partner_id, []).append(Person(row, partner_id, start, end))
    return {key: _in_time(people) for key, people in found.items()}


def who_decides(people: Sequence[Person], day: date) -> list[Person]:
    """Return those who may decide for a partner on a day."""
    return [one for one in people if one.may_decide and one.standing(day) is Standing.NOW]


def without_successor(
    records: Records, day: date, where: Where, people: People | None = None
) -> list[Person]:
    """Return who may decide for a partner, has left or leaves soon, and whom nobody follows.

    At most one of each partner: the one who goes last. ``where`` says which partners count; ``people``
    are those of `people_by_partner`, where they are known already.
    """
    parties = records.admitted("partner", where)
    if people is None:
        people = people_by_partner(records, {str(row["id"]) for row in parties})
    found = (_last_to_go(people.get(str(row["id"]), ())) for row in parties)
    return [one for one in found if one is not None and one.end and one.end < day + AHEAD]


def alert_in_words(records: Records, person: Person, day: date) -> str:
    """Say that somebody who may decide has left or leaves, and that nobody follows."""
    assert person.end is not None
    has_left = _("{partner}: {person} left on {day}; nobody who may decide follows.")
    leaves = _("{partner}: {person} leaves on {day}; nobody who may decide follows yet.")
    return translate(has_left if person.end < day else leaves).format(
        partner=records.name("partner", person.partner_id),
        person=person.name,
        day=day_in_words(person.end),
    )


@dataclass(frozen=True, slots=True)
class SomebodyDecides:
    """Every partner has somebody who may decide: now, or to come. ``partners`` says which count."""

    partners: Where

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return ("partner", "contact")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each partner that has nobody, and who left it without a successor."""
        asked = records.admitted("partner", self.partners)
        people = people_by_partner(records, {str(row["id"]) for row in asked})
        for row in asked:
            partner_id = str(row["id"])
            name = records.name("partner", partner_id) or kinds["partner"].label
            among = people.get(partner_id, ())
            last = _last_to_go(among)
            if not any(one.may_decide for one in among):
                sentence = _("{name}: add a contact person who may decide.")
                yield Missing(sentence, {"name": name}, "partner", partner_id)
            elif last is not None and last.end and records.day and last.end < records.day:
                sentence = _("{partner}: {person} left on {day}; nobody who may decide follows.")
                words = {"partner": name, "person": last.name, "day": day_in_words(last.end)}
                yield Missing(sentence, words, "contact", last.record_id, "valid")


def _in_time(people: Sequence[Person]) -> list[Person]:
    """Return people by their times, each with who follows when somebody who may decide leaves."""
    if all(one.start is None and one.end is None for one in people):
        return list(people)
    ordered = sorted(people, key=lambda one: (one.start or date.min, one.end or date.max))
    return [
        replace(one, follows=_successor(one, ordered)) if one.may_decide and one.end else one
        for one in ordered
    ]


def _successor(leaver: Person, people: Sequence[Person]) -> str:
    """Return who may decide after somebody has gone: the first who stays longer."""
    assert leaver.end is not None
    staying = (
        one for one in people if one.may_decide and (one.end is None or one.end > leaver.end)
    )
    return next((one.record_id for one in staying), "")


def _last_to_go(people: Sequence[Person]) -> Person | None:
    """Return who may decide and leaves when all others who may decide have left; None when one stays."""
    deciding = [one for one in people if one.may_decide]
    if not deciding or any(one.end is None for one in deciding):
        return None
    return max(deciding, key=lambda one: one.end or date.max)

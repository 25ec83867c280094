"""How far each section of the agreement has come, and whether it does what an agreement is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline.initiation.agreement_sections import (
    AGREEMENT,
    LETTER,
    SECTIONS,
    AgreementSection,
)
from msp_desktop.domain.records import Records, Row, is_filled
from msp_desktop.i18n import mark as _

JUDGEMENT = "agreement_section"
"""The kind of record in which an officer says how far a section has come."""


class Rating(Enum):
    """How far a section has come; the values are those of `agreement_section.rating`."""

    NOT_RELEVANT = "not_relevant"
    MISSING = "missing"
    PARTLY = "partly"
    FULL = "full"


RATING_NAMES: Mapping[Rating, str] = {
    Rating.NOT_RELEVANT: _("Not relevant"),
    Rating.MISSING: _("Not in place"),
    Rating.PARTLY: _("Partly in place"),
    Rating.FULL: _("Fully in place"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One section: what the data say of it (``found``), and what counts (``rating``).

    ``holes`` are what is missing for it to be fully in place. Where ``is_own``, somebody judged it
    otherwise, and said why in ``comment``.
    """

    section: AgreementSection
    found: Rating
    rating: Rating
    holes: tuple[Missing, ...]
    comment: str = ""
    is_own: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether the document has the section."""
        return self.rating is not Rating.NOT_RELEVANT


def scorecard(records: Records, kinds: Kinds) -> tuple[Standing, ...]:
    """Return how far each of the 28 sections has come, in their order."""
    said = judgements(records)
    return tuple(_standing(one, records, kinds, said.get(one.number, {})) for one in SECTIONS)


def score(standings: Sequence[Standing]) -> tuple[int, int]:
    """Return how many sections are fully in place, and how many are relevant at all."""
    relevant = [one for one in standings if one.rating is not Rating.NOT_RELEVANT]
    return sum(one.rating is Rating.FULL for one in relevant), len(relevant)


def judgements(records: Records) -> dict[int, Row]:
    """Return what officers said of sections, by number; of several the last in the list counts."""
    return {int(row["section"] or 0): row for row in records.rows(JUDGEMENT) if row.get("rating")}


def judgement_name(section: AgreementSection) -> str:
    """Return the name of the one record that judges a section, the same in every office."""
    return f"{JUDGEMENT}/{section.number}"


def _standing(section: AgreementSection, records: Records, kinds: Kinds, said: Row) -> Standing:
    holes = tuple(hole for rule in section.wants for hole in rule.missing(records, kinds))
    found = Rating.FULL
    if holes:
        found = Rating.PARTLY if _has_something(section, records) else Rating.MISSING
    rating = _own_rating(section, said)
    comment = str(said.get("comment") or "")
    if rating is not None:
        return Standing(section, found, rating, holes, comment, is_own=True)
    if _is_too_much(section, records):
        return Standing(section, found, Rating.NOT_RELEVANT, holes, comment)
    return Standing(section, found, found, holes, comment)


def _own_rating(section: AgreementSection, said: Row) -> Rating | None:
    known = {rating.value: rating for rating in Rating}
    rating = known.get(str(said.get("rating")))
    if rating is Rating.NOT_RELEVANT and not section.can_be_left_out:
        return None
    return rating


def _is_too_much(section: AgreementSection, records: Records) -> bool:
    """Say whether a letter of intent does without a section: nobody wrote anything for it."""
    page = records.single(AGREEMENT)
    is_written = any(is_filled(page, key) for key in section.own)
    return page.get("strength") == LETTER and not section.in_letter and not is_written


def _has_something(section: AgreementSection, records: Records) -> bool:
    return any(
        is_filled(row, key)
        for kind_key, fields in section.sources.items()
        for row in records.rows(kind_key)
        for key in fields
    )


# What an agreement is for


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing a good agreement does, and the numbers of the sections that do it."""

    name: str
    sections: tuple[int, ...]


PURPOSES = (
    Purpose(_("It says what the problem is"), (3,)),
    Purpose(_("It makes clear who does what"), (9, 10)),
    Purpose(_("It records what each partner commits"), (11, 12)),
    Purpose(_("It makes the partnership formal"), (2, 28)),
    Purpose(_("It is something to look up later"), (1, 23, 24)),
    Purpose(_("It makes partners ask the right questions"), (5, 21, 25)),
    Purpose(_("It prevents misunderstandings"), (8, 17, 18, 26)),
    Purpose(_("It gives the work a frame"), (13, 14, 15, 16)),
    Purpose(_("It keeps everybody on what matters"), (4, 6, 7)),
    Purpose(_("It lets progress be followed"), (19, 20, 22)),
    Purpose(_("It can be changed when things change"), (20, 27)),
)
"""The eleven purposes of an agreement by the guideline (task 3.4)."""


def answered(purpose: Purpose, standings: Sequence[Standing]) -> Rating:
    """Say how far the relevant sections of a purpose have come, taken together."""
    ratings = [
        one.rating
        for one in standings
        if one.section.number in purpose.sections and one.rating is not Rating.NOT_RELEVANT
    ]
    if not ratings:
        return Rating.NOT_RELEVANT
    if all(rating is Rating.FULL for rating in ratings):
        return Rating.FULL
    return Rating.MISSING if set(ratings) == {Rating.MISSING} else Rating.PARTLY


# Days that matter


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day of the agreement, and how many days there are until then; fewer than none when it is over."""

    field_key: str
    sentence: str
    day: date
    days: int


def days_ahead(records: Records, today: date) -> tuple[DayAhead, ...]:
    """Return the days of first review and of expiry that are known."""
    page = records.single(AGREEMENT)
    review = records.value(AGREEMENT, page, "review_on")
    period = records.value(AGREEMENT, page, "duration")
    end = period.end if isinstance(period, Period) else None
    found = (
        ("review_on", _("First review"), review if isinstance(review, date) else None),
        ("duration", _("Expiry"), end),
    )
    return tuple(
        DayAhead(key, name, day, (day - today).days) for key, name, day in found if day is not None
    )

"""What is known of an organisation in thirteen answers, and how reliable that is (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from msp_desktop.domain.guideline.initiation.choosing import PROMPTS
from msp_desktop.domain.ids import name_of_one, single_id
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import number_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

RELIABLE = ("own", "documents")
"""Where an answer comes from when it can be relied on."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answers about one organisation: one that counts for each prompt, and any entered besides."""

    partner_id: str
    answers: Mapping[str, Row]
    besides: tuple[Row, ...] = ()

    @property
    def ratings(self) -> tuple[int, ...]:
        """The ratings given, from 1 to 5."""
        found = (row.get("rating") for row in self.answers.values())
        return tuple(rating for rating in found if isinstance(rating, int))

    @property
    def answered(self) -> int:
        """How many of the prompts have a rating."""
        return len(self.ratings)

    @property
    def reliable(self) -> int:
        """How many of the rated answers come from own experience or from documents seen."""
        rated = (row for row in self.answers.values() if isinstance(row.get("rating"), int))
        return sum(row.get("reliability") in RELIABLE for row in rated)

    @property
    def mean(self) -> Decimal | None:
        """The mean of the ratings with one decimal; None when there is none."""
        if not self.ratings:
            return None
        exact = Decimal(sum(self.ratings)) / len(self.ratings)
        return exact.quantize(_TENTH, ROUND_HALF_UP)

    @property
    def summary(self) -> str:
        """The mean, of how many prompts it is, and how many of the answers can be relied on."""
        said = _(
            "{mean} of 5 · {answered} of {count} answered · {reliable} from own experience or documents"
        )
        return translate(said).format(
            mean=number_in_words(self.mean) if self.mean is not None else "–",
            answered=number_in_words(self.answered),
            count=number_in_words(len(PROMPTS)),
            reliable=number_in_words(self.reliable),
        )


def name_of_answer(partner_id: str, prompt: str) -> str:
    """Return the name by which two offices compute the same identifier for an answer (`single_id`)."""
    return name_of_one("partner_assessment", owner_id=partner_id, prompt=prompt)


def assessments(records: Records) -> dict[str, Assessment]:
    """Return the assessment of every organisation that has any answer."""
    by_partner: dict[str, list[Row]] = {}
    for row in records.rows("partner_assessment"):
        by_partner.setdefault(str(row.get("owner_id") or ""), []).append(row)
    return {key: _assessed(records.space_id, key, rows) for key, rows in by_partner.items()}


def assessment(records: Records, partner_id: str) -> Assessment:
    """Return the assessment of one organisation, which may be empty."""
    return _assessed(records.space_id, partner_id, records.rows("partner_assessment", partner_id))


def _assessed(space_id: str, partner_id: str, rows: Iterable[Row]) -> Assessment:
    answers: dict[str, Row] = {}
    besides: list[Row] = []
    for row in rows:
        prompt = str(row.get("prompt") or "")
        before = answers.get(prompt)
        is_computed = row["id"] == single_id(space_id, name_of_answer(partner_id, prompt))
        if before is None or is_computed:
            answers[prompt] = row
            besides += [before] if before is not None else []
        else:
            besides.append(row)
    known = {option.key for option in PROMPTS}
    besides += [row for prompt, row in answers.items() if prompt not in known]
    in_order = {option.key: answers[option.key] for option in PROMPTS if option.key in answers}
    return Assessment(partner_id, in_order, tuple(besides))

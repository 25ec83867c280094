"""Organisations beside each other: weighted scores, and what their order hangs on (task 1.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from msp_desktop.domain.ids import name_of_one, single_id
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import number_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _

LIGHTEST, HEAVIEST = 1, 5
_MIDDLE = 3
"""The weight of a criterion of which nobody has said how much it weighs."""
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is looked for, and its weight from 1 to 5; ``is_weighed`` says whether somebody gave it."""

    record_id: str
    name: str
    weight: int
    is_weighed: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """One organisation with its score for each criterion, None where there is none yet."""

    partner_id: str
    name: str
    state: str
    scores: tuple[int | None, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it is scored for every criterion."""
        return None not in self.scores

    @property
    def scored(self) -> int:
        """For how many criteria it has a score."""
        return len(self.scores) - self.scores.count(None)

    def mean(self, weights: Sequence[int]) -> Fraction | None:
        """Return the exact mean of its scores by weight; None without a score."""
        pairs = [
            (score, weight)
            for score, weight in zip(self.scores, weights, strict=True)
            if score is not None
        ]
        if not pairs:
            return None
        points = sum(score * weight for score, weight in pairs)
        return Fraction(points, sum(weight for _score, weight in pairs))

    def total(self, weights: Sequence[int]) -> Decimal | None:
        """Return the mean as it is shown, with two decimals; None without a score."""
        mean = self.mean(weights)
        if mean is None:
            return None
        exact = Decimal(mean.numerator) / mean.denominator
        return exact.quantize(_HUNDREDTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of one weight by one step that puts another organisation first."""

    criterion: str
    weight: int
    first: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Criteria and candidates; those with a score for every criterion come first, the best first."""

    criteria: tuple[Criterion, ...]
    candidates: tuple[Candidate, ...]
    entered_twice: int = 0

    @property
    def weights(self) -> tuple[int, ...]:
        """The weight of each criterion."""
        return tuple(one.weight for one in self.criteria)

    @property
    def ranked(self) -> tuple[Candidate, ...]:
        """The candidates that can be compared fairly: with a score for every criterion."""
        return tuple(one for one in self.candidates if self.criteria and one.is_complete)

    def total(self, candidate: Candidate) -> Decimal | None:
        """Return a candidate's weighted mean."""
        return candidate.total(self.weights)

    def turns(self) -> list[Turn]:
        """Return the smallest changes of one weight after which another organisation is first.

        Empty when the first stays first whichever single weight is a step higher or lower.
        """
        ranked = self.ranked
        if len(ranked) < 2:
            return []
        now = _leaders(ranked, self.weights)
        found = []
        for at, criterion in enumerate(self.criteria):
            for weight in (criterion.weight - 1, criterion.weight + 1):
                if LIGHTEST <= weight <= HEAVIEST:
                    other = (*self.weights[:at], weight, *self.weights[at + 1 :])
                    leaders = _leaders(ranked, other)
                    if leaders != now:
                        new = next((one for one in leaders if one not in now), leaders[0])
                        found.append(Turn(criterion.name, weight, new))
        return found

    def steadiness(self) -> list[str]:
        """Say how steady the order is; nothing while fewer than two can be compared fairly."""
        ranked, turns = self.ranked, self.turns()
        if len(ranked) < 2:
            return []
        if not turns:
            said = _("{name} stays first whichever single weight is one step higher or lower.")
            return [translate(said).format(name=ranked[0].name)]
        sentence = figures(
            translate(_("If “{criterion}” weighed {weight}, {name} would be first."))
        )
        return [
            sentence.format(
                criterion=turn.criterion, weight=number_in_words(turn.weight), name=turn.first
            )
            for turn in turns
        ]


def name_of_score(partner_id: str, criterion_id: str) -> str:
    """Return the name by which two offices compute the same identifier for a score (`single_id`)."""
    return name_of_one("partner_score", partner=partner_id, criterion=criterion_id)


def scores_that_count(records: Records) -> Mapping[tuple[str, str], Row]:
    """Return the score that counts of each organisation and criterion, by their identifiers."""
    return _scores(records)[0]


def compare(records: Records, partner_ids: Sequence[str] | None = None) -> Comparison:
    """Put organisations beside each other: those named, or all that have a score."""
    criteria = tuple(_criterion(row) for row in records.rows("selection_criterion"))
    scores, entered_twice = _scores(records)
    scored = {partner for partner, _criterion_id in scores}
    wanted = scored if partner_ids is None else set(partner_ids)
    candidates = [
        _candidate(records, row, criteria, scores)
        for row in records.rows("partner")
        if row["id"] in wanted
    ]
    weights = [one.weight for one in criteria]
    # The order of the list decides among equals, for sorting keeps it.
    in_order = sorted(
        candidates,
        key=lambda one: (not one.is_complete, -(one.mean(weights) or 0), -one.scored),
    )
    return Comparison(criteria, tuple(in_order), entered_twice)


def _scores(records: Records) -> tuple[Mapping[tuple[str, str], Row], int]:
    """Return the score that counts of each organisation and criterion, and how many stand beside these."""
    found: dict[tuple[str, str], Row] = {}
    twice = 0
    for row in records.rows("partner_score"):
        at = (str(row.get("partner") or ""), str(row.get("criterion") or ""))
        twice += at in found
        computed = single_id(records.space_id, name_of_score(*at))
        if at not in found or row["id"] == computed:
            found[at] = row
    return found, twice


def _criterion(row: Row) -> Criterion:
    weight = row.get("weight")
    is_weighed = isinstance(weight, int)
    return Criterion(
        str(row["id"]),
        str(row.get("name") or ""),
        weight if isinstance(weight, int) else _MIDDLE,
        is_weighed,
    )


def _candidate(
    records: Records,
    row: Row,
    criteria: Sequence[Criterion],
    scores: Mapping[tuple[str, str], Row],
) -> Candidate:
    partner_id = str(row["id"])
    entered = [scores.get((partner_id, one.record_id), {}) for one in criteria]
    values = (one.get("score") for one in entered)
    return Candidate(
        partner_id,
        records.name("partner", partner_id),
        str(row.get("state") or ""),
        tuple(value if isinstance(value, int) else None for value in values),
        tuple(str(one.get("note") or "") for one in entered),
    )


def _leaders(candidates: Sequence[Candidate], weights: Sequence[int]) -> list[str]:
    """Return who is first, all of them where several are."""
    means = [one.mean(weights) or Fraction(0) for one in candidates]
    best = max(means)
    return [one.name for one, mean in zip(candidates, means, strict=True) if mean == best]

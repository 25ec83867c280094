"""Who could lead a component by the figures: most activities, an even split, most money (task 5.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from msp_desktop.domain.fields import Money
from msp_desktop.domain.guideline.formation.roles import JOINT_LEAD, LEAD, leads_of
from msp_desktop.domain.ids import name_of_one
from msp_desktop.domain.rates import EXACT, Rates, rates_of
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import money_in_words
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _

ANSWER = "lead_suggestion"
ACCEPTED, DECLINED = "accepted", "declined"
_STOPPED = "stopped"
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Work:
    """Activities that one partner, or each of two, carries out: ``part`` of the ``whole`` of a component."""

    part: int
    whole: int

    @property
    def is_all(self) -> bool:
        """Whether nothing of the component is left to others."""
        return self.part == self.whole


@dataclass(frozen=True, slots=True)
class Purse:
    """Money that one partner promised: ``part`` of the ``whole`` promised for a component's activities.

    ``uncounted`` are the promises in it that no rate brings into its currency.
    """

    part: Money
    whole: Money
    uncounted: int = 0


class Standing(Enum):
    """What has become of a suggestion."""

    FOLLOWED = "followed"
    OPEN = "open"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That these partners lead a component, alone or jointly, and the figures on which that rests.

    ``answer`` is what somebody decided about it, if anybody did.
    """

    component_id: str
    partners: tuple[str, ...]
    grounds: tuple[Work | Purse, ...]
    standing: Standing
    answer: Row | None = None

    @property
    def role(self) -> str:
        """The role the partners would have."""
        return LEAD if len(self.partners) == 1 else JOINT_LEAD

    @property
    def name(self) -> str:
        """The name of the record that holds the answer: the same in every office."""
        known_by = {
            "component": self.component_id,
            "role": self.role,
            "partners": " ".join(self.partners),
        }
        return name_of_one(ANSWER, **known_by)


@dataclass(frozen=True, slots=True)
class Figures:
    """How the work of a component is shared out: activities by partner, and money promised for them.

    ``unknown`` counts sums of money that no rate brings into the currency of the others.
    """

    activities: int
    by_partner: Counter[str]
    money: Mapping[str, Decimal]
    currency: str
    unknown: int = 0


def figures_of(records: Records, component_id: str, rates: Rates | None = None) -> Figures:
    """Count the activities of a component by who answers for them, and the money promised for them.

    Activities that were stopped do not count. A promise that covers several activities counts once.
    """
    rates = rates or rates_of(records)
    activities = [
        row
        for row in records.rows("activity")
        if row.get("component") == component_id and row.get("state") != _STOPPED
    ]
    by_partner = Counter(str(row["responsible"]) for row in activities if row.get("responsible"))
    promised = {key for row in activities for key in str(row.get("commitments") or "").split()}
    known = {row["id"] for row in activities}
    needs = (row for row in records.rows("activity_need") if row["owner_id"] in known)
    promised |= {str(row["commitment"]) for row in needs if row.get("commitment")}
    money: dict[str, Decimal] = {}
    unknown = 0
    for key in sorted(promised):
        row = records.find("commitment", key)
        if row is None or row.get("kind") != "money" or row.get("state") == "withdrawn":
            continue
        value = records.value("commitment", row, "value")
        day = records.value("commitment", row, "valued_on")
        if not isinstance(value, Money) or not row.get("partner"):
            continue
        exchanged = rates.exchange(value, day if isinstance(day, date) else None)
        if exchanged is None:
            unknown += 1
        else:
            partner = str(row["partner"])
            money[partner] = EXACT.add(money.get(partner, _NOTHING), exchanged.amount)
    return Figures(len(activities), by_partner, money, rates.into, unknown)


def suggestions(records: Records) -> list[Suggestion]:
    """Return who could lead each component by its figures, in the order of the components."""
    rates = rates_of(records)
    return [
        one
        for component in records.rows("component")
        for one in _suggested(records, str(component["id"]), rates)
    ]


def in_words(records: Records, one: Suggestion) -> str:
    """Return a suggestion as a sentence: who should lead what, alone or jointly."""
    sentence = (
        _("“{component}”: {partners} could lead it.")
        if one.role == LEAD
        else _("“{component}”: {partners} could lead it jointly.")
    )
    names = formats.listed_names(records.name("partner", key) or "–" for key in one.partners)
    component = records.name("component", one.component_id) or "–"
    return translate(sentence).format(component=component, partners=names)


def grounds_in_words(records: Records, one: Suggestion) -> str:
    """Return the figures on which a suggestion rests, each as a sentence."""
    return " ".join(_ground(records, one, ground) for ground in one.grounds)


# Inside


def _suggested(records: Records, component_id: str, rates: Rates) -> Iterator[Suggestion]:
    found = figures_of(records, component_id, rates)
    grounds: dict[tuple[str, ...], list[Work | Purse]] = {}
    for partners, part in _by_work(found):
        grounds.setdefault(partners, []).append(Work(part, found.activities))
    whole = sum(found.money.values(), _NOTHING)
    for partner, amount in found.money.items():
        if amount * 2 > whole:
            brought, of = (Money(sum_, found.currency) for sum_ in (amount, whole))
            purse = Purse(brought, of, found.unknown)
            grounds.setdefault((partner,), []).append(purse)
    for partners, reasons in grounds.items():
        yield _answered(records, component_id, partners, tuple(reasons))


def _by_work(found: Figures) -> Iterator[tuple[tuple[str, ...], int]]:
    """Go through who carries out more than half of the activities, or half of them beside one other."""
    for partner, part in found.by_partner.items():
        if part * 2 > found.activities:
            yield (partner,), part
    halves = [key for key, part in found.by_partner.items() if part * 2 == found.activities]
    if len(halves) == 2:
        yield tuple(sorted(halves)), found.activities // 2


def _answered(
    records: Records,
    component_id: str,
    partners: tuple[str, ...],
    grounds: tuple[Work | Purse, ...],
) -> Suggestion:
    open_one = Suggestion(component_id, partners, grounds, Standing.OPEN)
    answers = [
        row
        for row in records.rows(ANSWER)
        if row.get("component") == component_id
        and row.get("role") == open_one.role
        and sorted(str(row.get("partners") or "").split()) == sorted(partners)
    ]
    answer = answers[-1] if answers else None
    leads = leads_of(records, component_id)
    follows = {(row["partner"], row["role"]) for row in leads} == {
        (partner, open_one.role) for partner in partners
    }
    standing = Standing.OPEN
    if follows:
        standing = Standing.FOLLOWED
    elif answer is not None and answer.get("answer") == DECLINED:
        standing = Standing.DECLINED
    return replace(open_one, standing=standing, answer=answer)


def _ground(records: Records, one: Suggestion, ground: Work | Purse) -> str:
    if isinstance(ground, Purse):
        return _ground_of_money(records, one, ground)
    if one.role == JOINT_LEAD:
        sentence = translate_plural(
            "Each of the two carries out {part} of {whole} activity.",
            "Each of the two carries out {part} of {whole} activities.",
            ground.whole,
        )
    else:
        sentence = translate_plural(
            "{partner} carries out {part} of {whole} activity.",
            "{partner} carries out {part} of {whole} activities.",
            ground.whole,
        )
    return sentence.format(
        partner=records.name("partner", one.partners[0]) or "–",
        part=formats.number(ground.part),
        whole=formats.number(ground.whole),
    )


def _ground_of_money(records: Records, one: Suggestion, ground: Purse) -> str:
    sentence = translate(_("{partner} brings {part} of {whole} promised for its activities."))
    said = sentence.format(
        partner=records.name("partner", one.partners[0]) or "–",
        part=money_in_words(ground.part),
        whole=money_in_words(ground.whole),
    )
    if not ground.uncounted:
        return said
    sentence = translate_plural(
        "{count} promise in another currency is not counted, for it has no rate.",
        "{count} promises in other currencies are not counted, for they have no rate.",
        ground.uncounted,
    )
    return f"{said} {sentence.format(count=formats.number(ground.uncounted))}"

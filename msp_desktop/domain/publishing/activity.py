"""Working out what of a partnership can be said in the IATI standard, and telling what cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msp_desktop.domain.fields import Money, Period
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.publishing.facts import (
    ACCOUNTABLE,
    ACTUAL_END,
    ACTUAL_START,
    CLOSED,
    FINALISATION,
    FUNDING,
    IMPLEMENTATION,
    IMPLEMENTING,
    INCOMING_COMMITMENT,
    INCOMING_FUNDS,
    PIPELINE,
    PLANNED_END,
    PLANNED_START,
    Activity,
    Organisation,
    Place,
    Transaction,
)
from msp_desktop.domain.publishing.results import results
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import BASE_LANGUAGE, figures, formats, translate, translate_plural
from msp_desktop.i18n import mark as _

PUBLICATION = "publication"
_KINDS_BY_SECTOR: Mapping[str, str] = {
    "government": "10",
    "business": "70",
    "civil_society": "22",
    "academia": "80",
    "community": "24",
    "international": "40",
}
_OTHER = "90"
_SIGNED = ("signed", "amended", "ended")
_CASH = "money"
_LATITUDE, _LONGITUDE = 90, 180
_IDENTIFIER = re.compile(r"[^\s/&|?]+")
_SECTOR = re.compile(r"[0-9]{5}")


class CannotPublish(Problem):
    """Raised when something is missing without which there is no file in the standard."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(
            _(
                "Nothing was written. The IATI standard asks for: {missing}. Fill it in, then try again."
            ),
            missing=formats.listed(missing),
        )


def missing(records: Records) -> list[str]:
    """Return what is to be filled in or put right, each with its task, before a file can be written.

    An identifier has no space and none of ``/&|?``; a sector is a code of five digits.
    """
    plan = records.single(PUBLICATION)
    reporter = records.find("partner", plan.get("reporter")) or {}
    organisation, own = str(reporter.get("iati_id") or ""), str(plan.get("activity_id") or "")
    wanted = (
        (PUBLICATION, "reporter", bool(reporter)),
        ("partner", "iati_id", bool(_IDENTIFIER.fullmatch(organisation))),
        (PUBLICATION, "activity_id", bool(_IDENTIFIER.fullmatch(own)) and own != organisation),
        (PUBLICATION, "sector", bool(_SECTOR.fullmatch(str(plan.get("sector") or "")))),
        ("challenge", "statement", bool(_descriptions(records))),
        ("agreement", "duration", _times(records)[0] is not None),
    )
    return [_where(kind_key, key) for kind_key, key, is_there in wanted if not is_there]


def activity(records: Records, today: date) -> Activity:
    """Return what can be published on a day. Raises `CannotPublish` with all that is missing."""
    lacking = missing(records)
    if lacking:
        raise CannotPublish(lacking)
    plan, partnership = records.single(PUBLICATION), records.single("partnership")
    publisher = records.find("partner", plan.get("reporter")) or {}
    told: list[str] = []
    transactions = tuple(_transactions(records, today, told))
    place = _place(records, told)
    participants = tuple(_participants(records, str(publisher["id"]), told))
    told += _never(records)
    return Activity(
        str(plan["activity_id"]),
        str(partnership.get("language") or BASE_LANGUAGE),
        str(partnership.get("currency") or ""),
        _organisation(publisher),
        str(partnership.get("name") or "–"),
        _descriptions(records),
        participants,
        _status(records, today),
        tuple(_dates(records, today)),
        str(plan.get("country") or ""),
        place,
        str(plan["sector"]),
        _goals(records),
        _targets(records),
        str(publisher.get("email") or ""),
        str(publisher.get("website") or ""),
        transactions,
        tuple(results(records, today)),
        tuple(told),
    )


# Who


def _organisation(row: Row, roles: tuple[str, ...] = ()) -> Organisation:
    kind = str(row.get("iati_type") or "")
    kind = kind or _KINDS_BY_SECTOR.get(str(row.get("sector") or ""), _OTHER)
    return Organisation(str(row.get("name") or "–"), str(row.get("iati_id") or ""), kind, roles)


def _participants(records: Records, publisher: str, told: list[str]) -> Iterator[Organisation]:
    """Go through the partners that have a role of the standard; the others are told."""
    without = []
    for row in records.rows("partner"):
        key = str(row["id"])
        if not TAKING_PART.admits(row) and key != publisher:
            continue
        roles = [ACCOUNTABLE] if key == publisher else []
        if any(_is_cash(one) and one.get("partner") == key for one in _kept(records)):
            roles.append(FUNDING)
        if any(
            key in (one.get("responsible"), *str(one.get("contributors") or "").split())
            for one in records.rows("activity")
        ):
            roles.append(IMPLEMENTING)
        if roles:
            yield _organisation(row, tuple(roles))
        else:
            without.append(str(row.get("name") or "–"))
    if without:
        sentence = _("Partners without a role in money or activities: {names}.")
        told.append(translate(sentence).format(names=formats.listed(without)))


# When and where


def _times(records: Records) -> tuple[date | None, date | None]:
    for kind_key, key in (("agreement", "duration"), ("scope", "time_frame")):
        period = records.value(kind_key, records.single(kind_key), key)
        if isinstance(period, Period) and period.start:
            return period.start, period.end
    return None, None


def _is_signed(records: Records) -> bool:
    return records.single("agreement").get("state") in _SIGNED


def _dates(records: Records, today: date) -> Iterator[tuple[str, date]]:
    start, end = _times(records)
    if start is not None:
        yield PLANNED_START, start
        if start <= today and _is_signed(records):
            yield ACTUAL_START, start
    if end is not None:
        yield PLANNED_END, end
        if _status(records, today) == CLOSED and end <= today:
            yield ACTUAL_END, end


def _status(records: Records, today: date) -> str:
    start, end = _times(records)
    if records.single("agreement").get("state") == "ended":
        return CLOSED
    if not _is_signed(records) or (start is not None and start > today):
        return PIPELINE
    return FINALISATION if end is not None and end < today else IMPLEMENTATION


def _place(records: Records, told: list[str]) -> Place | None:
    plan = records.single(PUBLICATION)
    name = str(records.single("partnership").get("place") or "")
    found = [records.value(PUBLICATION, plan, key) for key in ("latitude", "longitude")]
    match found:
        case [Decimal() as north, Decimal() as east]:
            if abs(north) <= _LATITUDE and abs(east) <= _LONGITUDE:
                return Place(name, (north, east))
            told.append(translate(_("The point on the map: its degrees lie outside the earth.")))
        case [None, None]:
            pass
        case _:
            told.append(translate(_("The point on the map: one of its two degrees is missing.")))
    return Place(name) if name else None


# What for


def _descriptions(records: Records) -> tuple[tuple[str, str], ...]:
    """Return what the partnership is about (1), its objectives (2) and whom it serves (3)."""
    understanding = records.single("common_understanding")
    general = records.single("challenge").get("statement") or understanding.get("problem")
    objectives = "\n".join(str(row["name"]) for row in records.rows("objective") if row.get("name"))
    told = (("1", general), ("2", objectives), ("3", understanding.get("population")))
    return tuple((kind, str(text)) for kind, text in told if text)


def _goals(records: Records) -> tuple[str, ...]:
    stored = [
        str(records.single("challenge").get("goals_direct") or ""),
        *(str(row.get("goals") or "") for row in records.rows("shared_goal")),
    ]
    return tuple(sorted({key for text in stored for key in text.split()}, key=int))


def _targets(records: Records) -> tuple[str, ...]:
    stored = (str(row.get("target") or "") for row in records.rows("alignment"))
    return tuple(sorted({key for key in stored if key}))


# Money


def _kept(records: Records) -> list[Row]:
    return [row for row in records.rows("commitment") if row.get("state") != "withdrawn"]


def _is_cash(row: Row) -> bool:
    return row.get("kind") == _CASH


def _transactions(records: Records, today: date, told: list[str]) -> Iterator[Transaction]:
    """Go through money firmly promised and money received; what cannot be said is counted."""
    cash = [row for row in _kept(records) if _is_cash(row)]
    vague = unclear = 0
    for row in cash:
        if row.get("state") != "confirmed":
            vague += 1
            continue
        made = _transaction(records, INCOMING_COMMITMENT, row, row, today)
        unclear += made is None
        if made is not None:
            yield made
    known = {row["id"]: row for row in cash}
    for row in records.rows("delivery"):
        commitment = known.get(row.get("commitment"))
        if commitment is None or not row.get("received_on"):
            continue
        made = _transaction(records, INCOMING_FUNDS, row, commitment, today)
        unclear += made is None
        if made is not None:
            yield made
    told += _untold_money(records, vague, unclear)


def _transaction(
    records: Records, kind: str, row: Row, commitment: Row, today: date
) -> Transaction | None:
    """Return money promised or received; None without its amount, or without a day that has come."""
    kind_key = "delivery" if kind == INCOMING_FUNDS else "commitment"
    money = records.value(kind_key, row, "value")
    day = _day_of_money(records, kind, row)
    if not isinstance(money, Money) or day is None or day > today:
        return None
    partner = records.find("partner", commitment.get("partner"))
    description = str(row.get("what") or commitment.get("description") or "")
    provider = _organisation(partner) if partner is not None else None
    return Transaction(kind, day, money.amount, money.currency, description, provider)


def _day_of_money(records: Records, kind: str, row: Row) -> date | None:
    """Return when money came or, of a promise, when it was valued, else from when on it was there."""
    if kind == INCOMING_FUNDS:
        day = records.value("delivery", row, "received_on")
        return day if isinstance(day, date) else None
    day = records.value("commitment", row, "valued_on")
    if isinstance(day, date):
        return day
    available = records.value("commitment", row, "available")
    return available.start if isinstance(available, Period) else None


# What is not said


def _untold_money(records: Records, vague: int, unclear: int) -> Iterator[str]:
    in_kind = sum(not _is_cash(row) for row in _kept(records))
    told = (
        (
            in_kind,
            translate_plural(
                "{count} promise in kind: transactions of the standard are about money.",
                "{count} promises in kind: transactions of the standard are about money.",
                in_kind,
            ),
        ),
        (
            vague,
            translate_plural(
                "{count} promise of money that is not confirmed.",
                "{count} promises of money that are not confirmed.",
                vague,
            ),
        ),
        (
            unclear,
            translate_plural(
                "{count} payment or promise without an amount, or without a day that has come.",
                "{count} payments or promises without an amount, or without a day that has come.",
                unclear,
            ),
        ),
    )
    for count, words in told:
        if count:
            yield figures(words.format(count=count))


def _never(records: Records) -> Iterator[str]:
    """Name the lists that the standard has no words for, as far as there is something in them."""
    kinds = (
        *("contact", "measurement_part", "risk", "decision", "reward", "health_check", "lesson"),
        "conflict_case",
    )
    names = [translate(KINDS[key].plural) for key in kinds if records.rows(key)]
    if names:
        sentence = translate(
            _("Lists for which the standard has no words, or that name people: {lists}.")
        )
        yield sentence.format(lists=formats.listed(names))


def _where(kind_key: str, field_key: str) -> str:
    label = translate(KINDS[kind_key].fields[field_key].label)
    return figures(
        translate(_("“{field}” (task {task})")).format(field=label, task=HOME_TASK[kind_key])
    )

"""Who has no seat at the table yet: sectors, groups left behind, voices that nobody helps (task 1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Option
from msp_desktop.domain.guideline.choices import LEFT_BEHIND, SECTORS, TAKING_PART
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _

WANTED_SECTORS = ("government", "business", "civil_society", "academia", "community")
"""The sectors that the guideline wants at the table."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One hole: what is missing in a sentence with the place that fills it, and who could be asked.

    ``about`` is ``sector``, ``group`` or ``voice``; ``candidates`` are organisations that are listed
    but take no part, and would fill it.
    """

    about: str
    missing: Missing
    candidates: tuple[str, ...] = ()


def inclusion_gaps(records: Records) -> list[Gap]:
    """Return every hole among the partners that take part, in the order of the lists of choices."""
    partners = records.rows("partner")
    parties = [row for row in partners if TAKING_PART.admits(row)]
    others = [row for row in partners if row.get("state") in ("identified", "contacted", None)]
    return [
        *_sectors(parties, others),
        *_groups(records, parties, others),
        *_voices(records, parties),
    ]


def groups_left_behind(records: Records) -> tuple[Option, ...]:
    """Return the groups that task 1.1 names as left behind."""
    named = str(records.single("challenge").get("left_behind") or "").split()
    return tuple(option for option in LEFT_BEHIND if option.key in named)


def speakers(partners: list[Row], group: str) -> list[Row]:
    """Return the organisations that speak for a group."""
    return [row for row in partners if group in str(row.get("speaks_for") or "").split()]


def _sectors(parties: list[Row], others: list[Row]) -> Iterator[Gap]:
    present = {row.get("sector") for row in parties}
    for option in SECTORS:
        if option.key in WANTED_SECTORS and option.key not in present:
            sentence = _("Nobody from this sector takes part yet: {sector}.")
            missing = Missing(sentence, {"sector": option.label}, "partner", "", "sector")
            yield Gap("sector", missing, _ids(r for r in others if r.get("sector") == option.key))


def _groups(records: Records, parties: list[Row], others: list[Row]) -> Iterator[Gap]:
    if not records.single("challenge").get("left_behind"):
        sentence = _("Nobody has said yet which groups are left behind (task 1.1).")
        yield Gap("group", Missing(sentence, {}, "challenge", "", "left_behind"))
    for option in groups_left_behind(records):
        if not speakers(parties, option.key):
            sentence = _("Nobody who takes part speaks for: {group}.")
            missing = Missing(sentence, {"group": option.label}, "partner", "", "speaks_for")
            yield Gap("group", missing, _ids(speakers(others, option.key)))


def _voices(records: Records, parties: list[Row]) -> Iterator[Gap]:
    for row in parties:
        if row.get("weaker_voice") == 1 and not row.get("voice_remedy"):
            sentence = _("{name} needs help to be heard, and nobody has said how it is helped.")
            record_id = str(row["id"])
            words = {"name": records.name("partner", record_id)}
            yield Gap("voice", Missing(sentence, words, "partner", record_id, "voice_remedy"))


def _ids(rows: Iterator[Row] | list[Row]) -> tuple[str, ...]:
    return tuple(str(row["id"]) for row in rows)

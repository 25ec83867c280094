"""Who agreed to the partner that leads, and not only to one that led before (task 5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msp_desktop.domain.criteria import Kinds, Missing
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.guideline.formation.leading import LEAD_AGREEMENT, LEAD_PARTNER
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _


def lead_of(records: Records) -> str:
    """Return the identifier of the partner that leads; empty while nobody does."""
    return str(next((row.get("partner") or "" for row in records.rows(LEAD_PARTNER.key)), ""))


def answers_to_lead(records: Records, partner_id: object) -> tuple[Row | None, Row | None]:
    """Return what a partner answered to the one that leads now, and else to one that led before."""
    now, before = None, None
    lead = lead_of(records)
    for row in records.rows(LEAD_AGREEMENT.key):
        if row.get("partner") != partner_id:
            continue
        if not lead or row.get("lead") in (None, "", lead):
            now = now or row
        elif row.get("agreed"):
            before = row
    return now, before


def not_agreed(records: Records, partner: Row, before: Row | None) -> tuple[str, dict[str, str]]:
    """Return the sentence, with its words, for a partner that has not agreed to who leads now."""
    words = {"name": records.name("partner", partner["id"]) or "–"}
    if before is None:
        return _("{name}: has not agreed to the lead partner yet."), words
    words["before"] = records.name("partner", before.get("lead")) or "–"
    words["lead"] = records.name("partner", lead_of(records)) or "–"
    return _("{name}: agreed to {before} as lead partner, not yet to {lead}."), words


@dataclass(frozen=True, slots=True)
class AllAgreeToTheLead:
    """Every partner that takes part has agreed to the one that leads now."""

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The kinds of records the rule reads."""
        return (LEAD_AGREEMENT.key, LEAD_PARTNER.key, "partner")

    def missing(self, records: Records, kinds: Kinds) -> Iterator[Missing]:
        """Name each partner that has not."""
        for partner in records.rows("partner"):
            now, before = answers_to_lead(records, partner["id"])
            if TAKING_PART.admits(partner) and not (now and now.get("agreed")):
                sentence, words = not_agreed(records, partner, before)
                record_id = "" if now is None else str(now["id"])
                yield Missing(sentence, words, LEAD_AGREEMENT.key, record_id, "agreed")

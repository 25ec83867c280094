"""What activities need beside what was promised for it: covered, short, late, or not at all (task 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrices.giving import CASH
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    and_more,
    label_of,
    names_of,
)
from msp_desktop.domain.needs import Flaw, Match, matches
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, number_in_words, shown
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _

_AT_MOST = 80
"""Needs at most; the rest is counted."""
_LOOKED_AT = (Flaw.NOBODY, Flaw.WITHDRAWN, Flaw.SHORT, Flaw.TOGETHER, Flaw.LATE, Flaw.ENDS_EARLY)
"""The flaws about which something must be done."""
_SAID: Mapping[Flaw, str] = {
    Flaw.NOBODY: _("Nothing covers it"),
    Flaw.WITHDRAWN: _("Withdrawn"),
    Flaw.SHORT: _("Short by {amount}"),
    Flaw.TOGETHER: _("With others at the same time short by {amount}"),
    Flaw.ENDS_EARLY: _("Is there only for a part of the time"),
    Flaw.UNITS: _("Counted in another unit: cannot be compared"),
}


def needs_matched(records: Records, _today: date) -> Matrix:
    """Set what activities need against what was promised; where something is wrong comes first."""
    found = sorted(matches(records), key=lambda one: not _is_wrong(one))
    told = found[:_AT_MOST]
    cells: dict[tuple[str, str], Cell] = {}
    heads = []
    for at, one in enumerate(told):
        key = str(at)
        heads.append(_need_head(records, key, one))
        cells[key, "needed"] = _needed(records, one)
        cells[key, "promised"] = _promised(records, one)
        cells[key, "stands"] = _standing(one)
    notes = []
    if len(found) > len(told):
        notes.append(and_more(len(found) - len(told)))
    return Matrix(
        tuple(heads),
        (
            Head("stands", translate(_("How it stands")), room=PHRASE + 2),
            Head("needed", translate(_("Needed")), room=PHRASE - 1),
            Head("promised", translate(_("Promised")), room=SENTENCE - 4),
        ),
        cells,
        corner=label_of("activity", "needs"),
        flags=tuple(_flags(records, found)),
        notes=tuple(notes),
        empty=_("No activity needs anything yet. Write it down with the activities below."),
    )


# Inside


def _is_wrong(match: Match) -> bool:
    return any(flaw in _LOOKED_AT for flaw in match.flaws)


def _need_head(records: Records, key: str, match: Match) -> Head:
    activity = records.name("activity", match.activity["id"]) or "–"
    what = str(match.need.get("resource") or "–") if match.need is not None else ""
    return Head(key, f"{activity}: {what}" if what else activity)


def _needed(records: Records, match: Match) -> Cell:
    activity = str(match.activity["id"])
    if match.need is None:
        named = ("commitments",) if match.commitment is not None else ()
        text = "" if match.needed_on is None else _from(match.needed_on)
        return Cell(text, sources=(Source("activity", activity, ("period", *named)),))
    amount = _amount(records, "activity_need", match.need)
    day = "" if match.needed_on is None else _from(match.needed_on)
    return Cell(
        "\n".join(filter(None, (amount, day))),
        sources=(Source("activity_need", str(match.need["id"]), ("resource", "quantity", "unit")),),
    )


def _from(day: date) -> str:
    return translate(_("from {day}")).format(day=day_in_words(day))


def _amount(records: Records, kind_key: str, row: Row) -> str:
    quantity = records.value(kind_key, row, "quantity")
    if not isinstance(quantity, Decimal):
        return ""
    return " ".join(filter(None, (number_in_words(quantity), str(row.get("unit") or ""))))


def _promised(records: Records, match: Match) -> Cell:
    row = match.commitment
    if row is None:
        return Cell(translate(_("Nothing")))
    fields = KINDS["commitment"].fields
    partner = records.find("partner", row.get("partner"))
    who = names_of(records, "partner", partner) if partner is not None else "–"
    amount = _amount(records, "commitment", row)
    is_worth = row.get("kind") == CASH or not amount
    lines = (
        f"{who}: {row.get('description') or '–'}",
        amount,
        shown(fields["value"], row.get("value")) if is_worth else "",
        shown(fields["available"], row.get("available"), records),
        shown(fields["state"], row.get("state")) if row.get("state") != "confirmed" else "",
    )
    keys = ("partner", "description", "quantity", "unit", "value", "available", "state")
    return Cell(
        "\n".join(filter(None, lines)), sources=(Source("commitment", str(row["id"]), keys),)
    )


def _standing(match: Match) -> Cell:
    """Say whether a need is covered; what is wrong, one line each."""
    lines = [_said(match, flaw) for flaw in match.flaws]
    if _is_wrong(match):
        return Cell("\n".join(lines), "!", "", tone=Tone.BAD, strength=1)
    if lines:
        return Cell("\n".join(lines))
    return Cell(translate(_("Covered")), "✓", "", tone=Tone.GOOD, strength=1)


def _said(match: Match, flaw: Flaw) -> str:
    unit = "" if match.need is None else str(match.need.get("unit") or "")
    if flaw is Flaw.LATE:
        sentence = translate_plural(
            "Arrives {count} day after it is needed",
            "Arrives {count} days after it is needed",
            match.days,
        )
        return sentence.format(count=formats.number(match.days))
    amount = match.together if flaw is Flaw.TOGETHER else match.short
    told = " ".join(filter(None, (number_in_words(amount or Decimal(0)), unit)))
    return translate(_SAID[flaw]).format(amount=told)


def _flags(records: Records, found: Sequence[Match]) -> Iterator[Missing]:
    """Name what is wrong; a commitment that is short for several activities together once."""
    told: set[Stored] = set()
    for one in found:
        for flaw in one.flaws:
            if flaw is Flaw.TOGETHER and one.commitment is not None:
                if one.commitment["id"] in told:
                    continue
                told.add(one.commitment["id"])
            if flaw in _LOOKED_AT:
                yield _flag(records, one, flaw)


def _flag(records: Records, match: Match, flaw: Flaw) -> Missing:
    """Say what is wrong, and where it is mended: in the need, or else in the activity."""
    words = {"name": _need_head(records, "", match).label, "problem": _said(match, flaw)}
    sentence = _("{name}: {problem}.")
    if match.commitment is not None:
        partner = records.name("partner", match.commitment.get("partner"))
        words["partner"] = partner or translate(_("nobody named"))
        words["what"] = str(match.commitment.get("description") or "–")
        sentence = _("{name}: {problem} ({partner}: {what}).")
    if match.need is not None:
        return Missing(sentence, words, "activity_need", str(match.need["id"]), "commitment")
    return Missing(sentence, words, "activity", str(match.activity["id"]), "commitments")

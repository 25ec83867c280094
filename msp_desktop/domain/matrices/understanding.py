"""How everybody sees it, what is only believed, and which way is best (tasks 1.3 and 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    WORD,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    columns_of,
    label_of,
    names_of,
    options_of,
    rated,
)
from msp_desktop.domain.records import Records, Row, has_answers
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _

RATINGS = ("reach", "affordable", "quick", "safe", "control", "lasting")
"""By what ways to reach the objectives are compared; 5 is always the better end."""
_SAID_BEFORE, _SAID_AFTER = ("kind", "benefits", "risks", "cost"), ("chosen", "reason")
_VIEW = ("view", "wants", "worry")


def ways_compared(records: Records, _today: date) -> Matrix:
    """Set the partnership, which stands first, beside the other ways to reach the objectives."""
    ways = sorted(records.rows("model_option"), key=lambda way: way.get("kind") != "partnership")
    cells: dict[tuple[str, str], Cell] = {}
    for way in ways:
        key = str(way["id"])
        for field_key in (*_SAID_BEFORE, *_SAID_AFTER):
            cells[field_key, key] = answered(records, "model_option", way, field_key)
        for field_key in RATINGS:
            cells[field_key, key] = rated(records, "model_option", way, field_key)
        if way.get("chosen"):
            chosen = cells["chosen", key]
            cells["chosen", key] = replace(chosen, sign="✓", tone=Tone.GOOD, strength=2)
    rows = (
        Head(key, label_of("model_option", key)) for key in (*_SAID_BEFORE, *RATINGS, *_SAID_AFTER)
    )
    heads = (Head(str(way["id"]), str(way.get("model") or "–"), room=PHRASE + 4) for way in ways)
    return Matrix(
        tuple(rows),
        tuple(heads),
        cells,
        flags=tuple(_about_ways(ways)),
        notes=(translate(_("1 is very weak and 5 very good, also for cost and risks.")),),
        empty=KINDS["model_option"].empty,
    )


def kinds_to_compare(records: Records) -> tuple[tuple[str, str], ...]:
    """Return the kinds of ways that are not compared yet, as pairs of key and label."""
    there = {row.get("kind") for row in records.rows("model_option")}
    return tuple(one for one in options_of("model_option", "kind") if one[0] not in there)


def _about_ways(ways: Sequence[Row]) -> list[Missing]:
    if not ways:
        return []
    chosen = [way for way in ways if way.get("chosen")]
    flags = [
        Missing(
            _("{name}: say why this is the way you take."),
            {"name": str(way.get("model") or "–")},
            "model_option",
            str(way["id"]),
            "reason",
        )
        for way in chosen
        if not way.get("reason")
    ]
    if not chosen:
        said = _("Say which of them is the way you take.")
        flags.append(Missing(said, {}, "model_option", str(ways[0]["id"]), "chosen"))
    return flags


def views_side_by_side(records: Records, _today: date) -> Matrix:
    """Set how each partner and group sees the problem side by side; partners not heard yet come last."""
    views = records.rows("stakeholder_view")
    heard = {view.get("partner") for view in views}
    unheard = [
        partner
        for partner in records.admitted("partner", TAKING_PART)
        if partner["id"] not in heard
    ]
    heads: list[Head] = []
    cells: dict[tuple[str, str], Cell] = {}
    for view in views:
        key = str(view["id"])
        heads.append(Head(key, _who(records, view), _whole_name(records, view), SENTENCE - 4))
        cells |= {(row, key): answered(records, "stakeholder_view", view, row) for row in _VIEW}
    for partner in unheard:
        key = str(partner["id"])
        name = records.name("partner", key)
        heads.append(Head(key, names_of(records, "partner", partner), name, SENTENCE - 4))
        cells |= {
            (row, key): answered(records, "stakeholder_view", None, row, partner=key)
            for row in _VIEW
        }
    sentence = _("{name}: write down how it sees the problem.")
    shown_rows = (*_VIEW, "heard_on")
    for view in views:
        cell = answered(records, "stakeholder_view", view, "heard_on")
        cells["heard_on", str(view["id"])] = replace(cell, answer=None)
    return Matrix(
        tuple(Head(key, label_of("stakeholder_view", key)) for key in shown_rows) if heads else (),
        tuple(heads),
        cells,
        flags=tuple(
            Missing(sentence, {"name": records.name("partner", one["id"])}, "stakeholder_view")
            for one in unheard
        ),
        empty=KINDS["stakeholder_view"].empty,
    )


def _who(records: Records, view: Row) -> str:
    partner = records.find("partner", view.get("partner"))
    group = str(view.get("group") or "")
    if partner is None:
        return group or "–"
    return " – ".join(filter(None, (names_of(records, "partner", partner), group)))


def _whole_name(records: Records, view: Row) -> str:
    return records.name("stakeholder_view", view["id"])


def is_tested(assumption: Row) -> bool:
    """Say whether somebody found out if an assumption holds."""
    return bool(assumption.get("tested_on") and assumption.get("verdict"))


def assumptions_placed(records: Records, _today: date) -> Matrix:
    """Place assumptions, by their number in the list, by how much depends on them and how sure we are.

    Those that were tested stand in brackets.
    """
    levels = options_of("assumption", "importance")
    sure = tuple(reversed(options_of("assumption", "certainty")))
    cells: dict[tuple[str, str], Cell] = {}
    for at_row, (importance, _word) in enumerate(levels):
        for at_column, (certainty, _name) in enumerate(sure):
            cells[importance, certainty] = _placed(
                records, importance, certainty, at_row + at_column
            )
    return Matrix(
        tuple(Head(key, translate(label)) for key, label in levels),
        tuple(Head(key, translate(label), room=WORD) for key, label in sure),
        cells,
        corner=translate(_("↓ Depends on it  → We are sure")),
        notes=(
            translate(
                _(
                    "Numbers are those of the list; tested ones stand in brackets. Test first what "
                    "much depends on and nobody is sure of."
                )
            ),
        ),
    )


def _placed(records: Records, importance: str, certainty: str, distance: int) -> Cell:
    among = [
        (number, row)
        for number, row in enumerate(records.rows("assumption"), 1)
        if (row.get("importance"), row.get("certainty")) == (importance, certainty)
    ]
    words = (
        f"({formats.number(number)})" if is_tested(row) else formats.number(number)
        for number, row in among
    )
    return Cell(
        sign=formats.listed(words),
        note="\n".join(
            f"{formats.number(number)}  {row.get('statement') or ''}" for number, row in among
        ),
        strength=max(0, 3 - distance),
        sources=tuple(
            Source("assumption", str(row["id"]), ("importance", "certainty")) for _n, row in among
        ),
    )


def assumption_register(records: Records, today: date) -> Matrix:
    """List the assumptions with how firm they are; what was not tested says whether it is due."""
    rows = records.rows("assumption")
    cells: dict[tuple[str, str], Cell] = {}
    flags: list[Missing] = []
    drafted = has_answers(KINDS["agreement"], records.single("agreement"))
    for row in rows:
        key = str(row["id"])
        for field_key in ("importance", "certainty", "verdict"):
            cells[key, field_key] = answered(records, "assumption", row, field_key)
        cells[key, "state"] = _testing(row, today)
        if not is_tested(row):
            name = str(row.get("statement") or "–")
            late = cells[key, "state"].tone is Tone.BAD
            sentence = (
                _("{name}: its test is overdue.")
                if late
                else _("{name}: it is not tested, and the agreement is being written already.")
            )
            if late or drafted:
                flags.append(Missing(sentence, {"name": name}, "assumption", key, "tested_on"))
    columns = columns_of("assumption", importance=WORD, certainty=WORD)
    return Matrix(
        tuple(
            Head(
                str(row["id"]),
                f"{formats.number(number)}  {row.get('statement') or '–'}",
            )
            for number, row in enumerate(rows, 1)
        ),
        (
            *columns,
            Head("state", translate(_("Test")), room=PHRASE),
            *columns_of("assumption", verdict=PHRASE),
        ),
        cells,
        corner=translate(KINDS["assumption"].label),
        flags=tuple(flags),
        empty=KINDS["assumption"].empty,
    )


def _testing(row: Row, today: date) -> Cell:
    fields = KINDS["assumption"].fields
    source = (Source("assumption", str(row["id"]), ("statement", "test_by", "tested_on")),)
    if is_tested(row):
        day = shown(fields["tested_on"], row.get("tested_on"))
        said = translate(_("Tested on {day}")).format(day=day)
        return Cell(text=said, sign="✓", spoken="", tone=Tone.GOOD, strength=1, sources=source)
    due = str(row.get("test_by") or "")
    if not due:
        return Cell(text=translate(_("Not tested, no day set")), strength=1, sources=source)
    day = shown(fields["test_by"], due)
    if due < today.isoformat():
        said = translate(_("Overdue since {day}")).format(day=day)
        return Cell(text=said, sign="!", spoken="", tone=Tone.BAD, strength=2, sources=source)
    said = translate(_("To be tested by {day}")).format(day=day)
    return Cell(text=said, sources=source)

"""Who stands behind the work, what we can do, and who could bring what we need (tasks 1.2 and 1.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    SIGN,
    WORD,
    Answer,
    Bar,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    columns_of,
    heads_of,
    options_of,
    rated,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _

_STANDS = {"secured": Tone.GOOD, "refused": Tone.BAD}
_TOP = 4
"""The highest step of a capacity."""
_AT_MOST = 40
"""Organisations beside each other at most; those that promised something come first."""
_OUT = ("declined", "left")
"""States of organisations that are asked for nothing any more."""


def support_ladder(records: Records, _today: date) -> Matrix:
    """Set who backs the work into the three levels, by how far their support is secured."""
    rows = records.rows("support")
    levels = options_of("support", "level")
    states = options_of("support", "state")
    cells = {
        (level, state): _supporters(records, rows, level, state)
        for level, _label in levels
        for state, _word in states
    }
    return Matrix(
        tuple(Head(key, translate(label)) for key, label in levels),
        tuple(Head(key, translate(label), room=PHRASE - 4) for key, label in states),
        cells,
        corner=translate(KINDS["support"].fields["level"].label),
        flags=tuple(
            Missing(_("{level}: no support is secured yet."), {"level": label}, "support")
            for key, label in levels
            if not cells[key, "secured"].sources
        ),
    )


def _supporters(records: Records, rows: Sequence[Row], level: str, state: str) -> Cell:
    among = [row for row in rows if (row.get("level"), row.get("state")) == (level, state)]
    if not among:
        who = KINDS["support"].fields["who"]
        pair = (("level", level), ("state", state))
        return Cell(answer=Answer("support", who, pair=pair, several=True))
    office, since = (KINDS["support"].fields[key] for key in ("office", "date"))
    notes = (
        ", ".join(
            filter(
                None,
                (
                    str(row.get("who") or ""),
                    shown(office, row.get("office")),
                    shown(since, row.get("date")),
                ),
            )
        )
        for row in among
    )
    return Cell(
        text="\n".join(str(row.get("who") or "–") for row in among),
        note="\n".join(notes),
        tone=_STANDS.get(state, Tone.PLAIN),
        strength=1,
        sources=tuple(
            Source("support", str(row["id"]), ("level", "state", "who", "office", "date"))
            for row in among
        ),
    )


def capacities(
    records: Records, _today: date, kind_key: str = "capacity", more: Sequence[str] = ()
) -> Matrix:
    """Set what the leading organisation can do beside what it must, with the action that closes each gap.

    ``more`` are further fields of the kind to show at the end.
    """
    heads: list[Head] = []
    cells: dict[tuple[str, str], Cell] = {}
    flags: list[Missing] = []
    for dimension, label in options_of(kind_key, "dimension"):
        rows: list[Row | None] = [
            row for row in records.rows(kind_key) if row.get("dimension") == dimension
        ]
        for row in rows or [None]:
            key = dimension if row is None else str(row["id"])
            heads.append(Head(key, translate(label)))
            for field_key in ("have", "need"):
                cells[key, field_key] = rated(
                    records, kind_key, row, field_key, dimension=dimension
                )
            for field_key in ("action", *more):
                cells[key, field_key] = answered(
                    records, kind_key, row, field_key, dimension=dimension
                )
            gap = _gap(row)
            cells[key, "gap"] = _gap_cell(row, gap)
            if gap > 0 and row is not None and not row.get("action"):
                cells[key, "action"] = replace(
                    cells[key, "action"], sign=translate(_("No action")), tone=Tone.BAD, strength=1
                )
                sentence = _("{capacity}: there is a gap and no action that closes it.")
                flags.append(Missing(sentence, {"capacity": label}, kind_key, key, "action"))
    have, need, action, *last = columns_of(
        kind_key,
        have=PHRASE - 6,
        need=PHRASE - 6,
        action=PHRASE - 3 if more else SENTENCE,
        **dict.fromkeys(more, WORD + 1),
    )
    room = WORD + 2 if more else PHRASE
    columns = (have, need, Head("gap", translate(_("Gap")), room=room), action, *last)
    return Matrix(
        tuple(heads),
        columns,
        cells,
        corner=translate(KINDS[kind_key].fields["dimension"].label),
        flags=tuple(flags),
    )


def _gap(row: Row | None) -> int:
    have, need = (None if row is None else row.get(key) for key in ("have", "need"))
    return need - have if isinstance(have, int) and isinstance(need, int) else 0


def _gap_cell(row: Row | None, gap: int) -> Cell:
    have, need = (None if row is None else row.get(key) for key in ("have", "need"))
    if not (isinstance(have, int) and isinstance(need, int)):
        return Cell()
    return Cell(text=_gap_in_words(gap), bar=Bar(have, max(need, have), _TOP))


def _gap_in_words(gap: int) -> str:
    if gap <= 0:
        return translate(_("No gap"))
    sentence = translate_plural("{count} step short", "{count} steps short", gap)
    return sentence.format(count=formats.number(gap))


def needs_and_candidates(records: Records, _today: date) -> Matrix:
    """Set what is needed beside who could bring it and who has promised it."""
    partners = [row for row in records.rows("partner") if row.get("state") not in _OUT]
    needs = records.rows("partner_need")
    promised = _promised(records)
    columns = _worth_a_column(needs, partners, promised)
    left_out = len(partners) - len(columns)
    able = Counter(kind for row in partners for kind in set(str(row.get("brings") or "").split()))
    cells: dict[tuple[str, str], Cell] = {}
    flags: list[Missing] = []
    for need in needs:
        key = str(need["id"])
        found = [_bringing(need, partner, promised) for partner in columns]
        cells |= {
            (key, str(partner["id"])): cell for partner, cell in zip(columns, found, strict=True)
        }
        has_promised = any(pair[0] == need["id"] for pair in promised)
        could = able[str(need.get("kind"))]
        cells[key, "covered"] = _covered(could, has_promised=has_promised)
        if not (has_promised or could):
            name = str(need.get("resource") or "–")
            sentence = _("{name}: nobody on the list could bring it.")
            flags.append(Missing(sentence, {"name": name}, "partner_need", key))
    notes = [translate(_("● has promised it, ○ could bring this kind of resource"))]
    if left_out:
        sentence = translate_plural(
            "{count} more organisation is not shown.",
            "{count} more organisations are not shown.",
            left_out,
        )
        notes.append(sentence.format(count=formats.number(left_out)))
    covered = Head("covered", translate(_("Covered")), room=WORD + 1)
    return Matrix(
        tuple(Head(str(need["id"]), str(need.get("resource") or "–")) for need in needs),
        (covered, *heads_of(records, "partner", columns, SIGN + 3)) if needs else (),
        cells,
        corner=translate(KINDS["partner_need"].label),
        flags=tuple(flags),
        notes=tuple(notes),
        empty=_("Add what you need first; the organisations come from task 1.4."),
    )


_Promised = Mapping[tuple[Stored, Stored], Sequence[Row]]


def _promised(records: Records) -> _Promised:
    """Return the commitments that stand, by the need they meet and the partner."""
    found: dict[tuple[Stored, Stored], list[Row]] = {}
    for row in records.rows("commitment"):
        if row.get("state") != "withdrawn":
            found.setdefault((row.get("need"), row.get("partner")), []).append(row)
    return found


def _worth_a_column(
    needs: Sequence[Row], partners: Sequence[Row], promised: _Promised
) -> Sequence[Row]:
    """Return the organisations to show: of very many only some that bring what is needed."""
    if len(partners) <= _AT_MOST:
        return partners
    kinds = {str(need["kind"]) for need in needs if need.get("kind")}
    giving = {partner for _need, partner in promised}
    useful = [
        row
        for row in partners
        if row["id"] in giving or kinds & set(str(row.get("brings") or "").split())
    ]
    return sorted(useful, key=lambda row: row["id"] not in giving)[:_AT_MOST]


def _bringing(need: Row, partner: Row, by_pair: _Promised) -> Cell:
    promised = by_pair.get((need["id"], partner["id"]), ())
    if promised:
        return Cell(
            sign="●",
            spoken=translate(_("Has promised it")),
            note="\n".join(str(row.get("description") or "") for row in promised),
            tone=Tone.GOOD,
            strength=2,
            sources=tuple(
                Source("commitment", str(row["id"]), ("partner", "need", "description"))
                for row in promised
            ),
        )
    if need.get("kind") and need["kind"] in str(partner.get("brings") or "").split():
        source = Source("partner", str(partner["id"]), ("brings",))
        return Cell(sign="○", spoken=translate(_("Could bring it")), strength=1, sources=(source,))
    return Cell(sources=(Source("partner", str(partner["id"])),))


def _covered(could: int, *, has_promised: bool) -> Cell:
    if has_promised:
        return Cell(text=translate(_("Promised")), tone=Tone.GOOD, strength=1)
    if could:
        sentence = translate_plural("{count} could", "{count} could", could)
        return Cell(text=sentence.format(count=formats.number(could)))
    return Cell(text=translate(_("By nobody")), tone=Tone.BAD, strength=1)

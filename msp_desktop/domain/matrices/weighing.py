"""Risks by likelihood and impact, rewards, and whether it is worth it for everybody (task 3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Scale
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    WORD,
    Answer,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    columns_of,
    found_by,
    heads_of,
    label_of,
    options_of,
    rated,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _

BANDS: tuple[tuple[int, int, str, str], ...] = (
    (1, 4, _("L"), _("Low")),
    (5, 9, _("M"), _("Medium")),
    (10, 15, _("H"), _("High")),
    (16, 25, _("C"), _("Critical")),
)
"""Likelihood times impact from and to, with a letter and a word for each band."""
_BEFORE = ("likelihood", "impact")
_AFTER = ("residual_likelihood", "residual_impact")
_SERIOUS = 10
"""Likelihood times impact from which on a risk needs an answer and somebody who sees to it."""


def band_of(product: int) -> int:
    """Return the place of the band in which likelihood times impact lies."""
    return next(at for at, (_low, high, *_words) in enumerate(BANDS) if product <= high)


def risk_heat(records: Records, today: date) -> Matrix:
    """Place risks, by their number in the list, by likelihood and impact before and after measures."""
    before, after = (_placed(records, keys) for keys in (_BEFORE, _AFTER))
    now = {number: after.get(number, place) for number, place in before.items()}
    likelihood, impact = (_steps(key) for key in _BEFORE)
    rows = records.rows("risk")
    cells = {}
    for up in range(1, len(likelihood) + 1):
        for along in range(1, len(impact) + 1):
            here = [number for number, place in now.items() if place == (up, along)]
            was = [
                number
                for number, place in before.items()
                if place == (up, along) and now[number] != place
            ]
            cells[str(up), str(along)] = _heat(rows, up * along, here, was)
    bands = "; ".join(
        f"{translate(letter)} {figures(f'{low}–{high}')} {translate(word)}"
        for low, high, letter, word in BANDS
    )
    return Matrix(
        tuple(Head(str(at), likelihood[at - 1]) for at in range(len(likelihood), 0, -1)),
        tuple(Head(str(at), impact[at - 1], room=WORD - 2) for at in range(1, len(impact) + 1)),
        cells,
        corner=f"{label_of('risk', 'likelihood')} ↑  {label_of('risk', 'impact')} →",
        flags=tuple(_about_risks(records, today)),
        notes=(
            translate(
                _(
                    "Numbers are those of the list: where a risk lies now, and in brackets where it lay "
                    "before measures. Likelihood times impact: {bands}."
                )
            ).format(bands=bands),
        ),
    )


def _placed(records: Records, keys: tuple[str, str]) -> dict[int, tuple[int, int]]:
    """Return likelihood and impact of each risk that is open and weighed, by its number."""
    found = {}
    for number, row in enumerate(records.rows("risk"), 1):
        likelihood, impact = (records.value("risk", row, key) for key in keys)
        weighed = isinstance(likelihood, int) and isinstance(impact, int)
        if weighed and row.get("state") != "closed":
            assert isinstance(likelihood, int)
            assert isinstance(impact, int)
            found[number] = (likelihood, impact)
    return found


def _steps(field_key: str) -> tuple[str, ...]:
    scale = KINDS["risk"].fields[field_key]
    assert isinstance(scale, Scale)
    return tuple(
        f"{formats.number(at)} {translate(step)}" for at, step in enumerate(scale.steps, scale.low)
    )


def _heat(rows: Sequence[Row], product: int, here: Sequence[int], was: Sequence[int]) -> Cell:
    band = band_of(product)
    _low, _high, letter, word = BANDS[band]
    now, then = (formats.listed(formats.number(one) for one in some) for some in (here, was))
    return Cell(
        sign=translate(letter),
        spoken=translate(word),
        text="  ".join(filter(None, (now, f"({then})" if then else ""))),
        note="\n".join(
            f"{formats.number(one)}  {rows[one - 1].get('description') or ''}"
            for one in (*here, *was)
        ),
        tone=Tone.BAD if band else Tone.PLAIN,
        strength=band,
        sources=tuple(
            Source("risk", str(rows[one - 1]["id"]), (*_BEFORE, *_AFTER)) for one in (*here, *was)
        ),
    )


def _about_risks(records: Records, today: date) -> Iterator[Missing]:
    for row in records.rows("risk"):
        if row.get("state") == "closed":
            continue
        about = {"name": str(row.get("description") or "–")}
        place = ("risk", str(row["id"]))
        due = records.value("risk", row, "review_date")
        if isinstance(due, date) and due < today:
            sentence = _("{name}: it was to be looked at again on {day}.")
            words = {**about, "day": str(day_in_words(due))}
            yield Missing(sentence, words, *place, "review_date")
        likelihood, impact = (row.get(key) for key in _BEFORE)
        if not (isinstance(likelihood, int) and isinstance(impact, int)):
            continue
        if likelihood * impact >= _SERIOUS:
            for key, sentence in (
                ("mitigation", _("{name}: a high risk, and nothing is said of what we do.")),
                ("owner_name", _("{name}: a high risk, and nobody sees to it.")),
            ):
                if not row.get(key):
                    yield Missing(sentence, about, *place, key)


def rewards(records: Records, _today: date) -> Matrix:
    """Set what each partner gains against the kinds of rewards: expected, and reached so far."""
    partners = records.admitted("partner", TAKING_PART)
    kinds = options_of("reward", "kind")
    cells = {
        (str(partner["id"]), key): _reward(records, str(partner["id"]), key)
        for partner in partners
        for key, _label in kinds
    }
    sentence = _("{name}: write down what it gains.")
    return Matrix(
        tuple(heads_of(records, "partner", partners)),
        tuple(Head(key, translate(label), room=PHRASE - 2) for key, label in kinds),
        cells,
        corner=translate(KINDS["partner"].label),
        flags=tuple(
            Missing(sentence, {"name": records.name("partner", one["id"])}, "reward")
            for one in partners
            if not any(row.get("partner") == one["id"] for row in records.rows("reward"))
        ),
        notes=(
            translate(_("The figures: expected → reached so far, from 0 (none) to 3 (large).")),
        ),
        empty=_("Choose partners in task 1.4 first."),
    )


def _reward(records: Records, partner: str, kind: str) -> Cell:
    among = [
        row
        for row in records.rows("reward")
        if (row.get("partner"), row.get("kind")) == (partner, kind)
    ]
    fields = KINDS["reward"].fields
    if not among:
        pair = (("partner", partner), ("kind", kind))
        return Cell(answer=Answer("reward", fields["description"], pair=pair, several=True))
    one = among[0]
    cell = answered(records, "reward", one, "description")
    said = [[_step(row.get(key)) for key in ("expected", "achieved")] for row in among]
    words = (
        f"{label_of('reward', key)}: {shown(fields[key], one.get(key)) or '–'}"
        for key in ("expected", "achieved")
    )
    expected = max((int(row.get("expected") or 0) for row in among), default=0)
    return replace(
        cell,
        sign="  ".join(map(formats.onward, said)),
        spoken=", ".join(words),
        text="\n".join(str(row.get("description") or "–") for row in among),
        answer=cell.answer if len(among) == 1 else None,
        tone=Tone.GOOD,
        strength=min(expected, 3),
        sources=tuple(
            Source(
                "reward", str(row["id"]), ("partner", "kind", "description", "expected", "achieved")
            )
            for row in among
        ),
    )


def _step(stored: object) -> str:
    return formats.number(stored) if isinstance(stored, int) else "–"


_BALANCE: Mapping[int, tuple[str, str, Tone]] = {
    1: ("+", _("Gets more than it puts in"), Tone.GOOD),
    0: ("=", _("Gets as much as it puts in"), Tone.PLAIN),
    -1: ("−", _("Puts in more than it gets"), Tone.BAD),
}


def net_values(records: Records, _today: date) -> Matrix:
    """Set what each partner gets beside what it puts in and risks, with the balance in words."""
    partners = records.admitted("partner", TAKING_PART)
    cells: dict[tuple[str, str], Cell] = {}
    flags = []
    for partner in partners:
        key = str(partner["id"])
        row = found_by(records, "net_value", partner=key)
        for field_key in ("benefit", "effort"):
            cells[key, field_key] = rated(records, "net_value", row, field_key, partner=key)
        cells[key, "note"] = answered(records, "net_value", row, "note", partner=key)
        balance = _balance(row)
        if balance is not None:
            sign, words, tone = _BALANCE[(balance > 0) - (balance < 0)]
            cells[key, "balance"] = Cell(
                text=translate(words),
                sign=f"{sign}{formats.number(abs(balance))}" if balance else sign,
                spoken="",
                tone=tone,
                strength=min(abs(balance), 3),
            )
            if balance < 0:
                sentence = _("{name} puts in more than it gets: it may not stay.")
                name = {"name": records.name("partner", key)}
                flags.append(
                    Missing(sentence, name, "net_value", str(row["id"]) if row else "", "note")
                )
    gets, puts, note = columns_of("net_value", benefit=WORD + 2, effort=WORD + 2, note=SENTENCE - 6)
    return Matrix(
        tuple(heads_of(records, "partner", partners)),
        (gets, puts, Head("balance", translate(_("Balance")), room=PHRASE - 1), note),
        cells,
        corner=translate(KINDS["partner"].label),
        flags=tuple(flags),
        empty=_("Choose partners in task 1.4 first."),
    )


def _balance(row: Row | None) -> int | None:
    gets, puts = (None if row is None else row.get(key) for key in ("benefit", "effort"))
    return gets - puts if isinstance(gets, int) and isinstance(puts, int) else None

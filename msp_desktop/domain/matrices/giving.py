"""What each partner brings, in kind first and then in money, and what is still needed (task 3.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Money
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.matrix import (
    PHRASE,
    WORD,
    Answer,
    Bar,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    heads_of,
    options_of,
)
from msp_desktop.domain.rates import EXACT, Exchanged, Rates, rates_of
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, money_in_words, number_in_words, shown
from msp_desktop.domain.sums import sums_of_money
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural

CASH = "money"
_NOTHING = Decimal(0)
TOTAL, IN_KIND, IN_CASH, BOTH = "total", "in_kind", "in_cash", "both"
_CENT = Decimal("0.01")
_READ = ("partner", "kind", "description", "value", "valued_by", "valued_on", "state")


@dataclass(frozen=True, slots=True)
class Worth:
    """What commitments are worth together, in one currency; exact, nothing rounded.

    ``unvalued`` counts those on which nobody puts a price, ``unknown`` are values that no rate brings
    into the currency, each with its own.
    """

    amount: Decimal = _NOTHING
    valued: int = 0
    unvalued: int = 0
    unknown: tuple[Money, ...] = ()

    def __add__(self, other: Worth) -> Worth:
        """Return what both are worth together."""
        return Worth(
            EXACT.add(self.amount, other.amount),
            self.valued + other.valued,
            self.unvalued + other.unvalued,
            (*self.unknown, *other.unknown),
        )


@dataclass(frozen=True, slots=True)
class Giving:
    """What stands in the list of commitments, without those that were withdrawn.

    ``worths`` are by partner (identifier, or empty for none that is known) and kind of resource.
    """

    currency: str
    worths: Mapping[tuple[str, str], Worth] = field(default_factory=dict)
    exchanged: tuple[tuple[Row, Exchanged], ...] = ()

    def sum(self, partners: Iterable[str], kinds: Iterable[str]) -> Worth:
        """Return what these partners bring of these kinds."""
        wanted = set(kinds)
        found = [
            worth
            for partner in partners
            for (who, kind), worth in self.worths.items()
            if who == partner and kind in wanted
        ]
        return sum(found, Worth())


def giving(records: Records) -> Giving:
    """Work out what every partner brings of each kind, in the partnership's currency."""
    rates = rates_of(records)
    worths: dict[tuple[str, str], Worth] = {}
    exchanged = []
    for row in kept(records):
        known = records.find("partner", row.get("partner")) is not None
        key = (str(row["partner"]) if known else "", str(row.get("kind") or "other"))
        worth, by_rate = _worth(records, rates, row)
        worths[key] = worths.get(key, Worth()) + worth
        if by_rate is not None and by_rate.rate is not None:
            exchanged.append((row, by_rate))
    return Giving(rates.into, MappingProxyType(worths), tuple(exchanged))


def kept(records: Records) -> list[Row]:
    """Return the commitments that were not withdrawn."""
    return [row for row in records.rows("commitment") if row.get("state") != "withdrawn"]


def _worth(records: Records, rates: Rates, row: Row) -> tuple[Worth, Exchanged | None]:
    money = records.value("commitment", row, "value")
    if not isinstance(money, Money) or row.get("valued_by") == "not_valued":
        return Worth(unvalued=1), None
    day = records.value("commitment", row, "valued_on")
    exchanged = rates.exchange(money, day if isinstance(day, date) else None)
    if exchanged is None:
        return Worth(unknown=(money,)), None
    return Worth(exchanged.amount, valued=1), exchanged


def non_cash() -> tuple[str, ...]:
    """Return the kinds of resources that are not money, in their order."""
    return tuple(key for key, _label in options_of("commitment", "kind") if key != CASH)


def resource_map(records: Records, _today: date) -> Matrix:
    """Set partners, in the order of their list, against kinds of resources; in kind first, then money."""
    found = giving(records)
    partners = _givers(records, found)
    kinds = options_of("commitment", "kind")
    rows = (*partners, Head(TOTAL, translate(_("All together")), is_total=True))
    columns = (
        *(Head(key, translate(label), room=WORD + 4) for key, label in kinds),
        Head(IN_KIND, translate(_("Worth in kind")), room=PHRASE, is_total=True),
        Head(IN_CASH, translate(_("In cash")), room=PHRASE, is_total=True),
        Head(BOTH, translate(_("In kind and in cash")), room=PHRASE, is_total=True),
    )
    everyone = [head.key for head in partners]
    largest = max(
        (found.sum([key], [one for one, _label in kinds]).amount for key in everyone),
        default=_NOTHING,
    )
    cells: dict[tuple[str, str], Cell] = {}
    for head in rows:
        who = everyone if head.key == TOTAL else [head.key]
        for key, _label in kinds:
            cell = _entries(records, found, who, key)
            can_begin = not cell.sources and head.key not in ("", TOTAL)
            cells[head.key, key] = _first_entry(head.key, key) if can_begin else cell
        in_kind, in_cash = found.sum(who, non_cash()), found.sum(who, [CASH])
        cells[head.key, IN_KIND] = Cell(text=in_words(in_kind, found.currency))
        cells[head.key, IN_CASH] = Cell(text=in_words(in_cash, found.currency))
        if head.key != TOTAL:
            cells[head.key, BOTH] = _bars(in_kind, in_cash, largest)
    return Matrix(
        rows if partners else (),
        columns,
        cells,
        corner=translate(KINDS["partner"].label),
        flags=tuple(_without_any(records)),
        notes=tuple(notes_on(records, found)) if found.worths else (),
        empty=_("Choose partners in task 1.4 first."),
    )


def _givers(records: Records, found: Giving) -> tuple[Head, ...]:
    """Return those who take part or bring something, in the order of their list; never by worth."""
    giving_something = {who for who, _kind in found.worths}
    named = {row["id"] for row in records.admitted("partner", TAKING_PART)} | giving_something
    partners = [row for row in records.rows("partner") if row["id"] in named]
    heads = heads_of(records, "partner", partners)
    if "" in giving_something:
        heads.append(Head("", translate(_("No partner named"))))
    return tuple(heads)


def _entries(records: Records, found: Giving, partners: Sequence[str], kind: str) -> Cell:
    """Say what partners bring of one kind: how many entries, and their worth."""
    rows = [
        row
        for row in kept(records)
        if str(row.get("kind") or "other") == kind and _giver(records, row) in partners
    ]
    if not rows:
        return Cell()
    note = "\n".join(_described(row) for row in rows)
    sources = tuple(Source("commitment", str(row["id"]), _READ) for row in rows)
    sentence = translate_plural("{count} entry", "{count} entries", len(rows))
    count = sentence.format(count=number_in_words(len(rows)))
    worth = in_words(found.sum(partners, [kind]), found.currency)
    return Cell(
        text=worth if len(rows) == 1 else f"{count}\n{worth}",
        note=note,
        tone=Tone.GOOD,
        strength=1,
        sources=sources,
    )


def _first_entry(partner: str, kind: str) -> Cell:
    """Return an empty cell in which the first commitment of a kind is named."""
    what = KINDS["commitment"].fields["description"]
    pair = (("partner", partner), ("kind", kind))
    return Cell(answer=Answer("commitment", what, pair=pair, several=True))


def _giver(records: Records, row: Row) -> str:
    return str(row["partner"]) if records.find("partner", row.get("partner")) is not None else ""


def _described(row: Row) -> str:
    fields = KINDS["commitment"].fields
    what, amount, unit = (str(row.get("description") or "–"), row.get("quantity"), row.get("unit"))
    much = " ".join(filter(None, (shown(fields["quantity"], amount), str(unit or ""))))
    value = shown(fields["value"], row.get("value")) or translate(_("not valued"))
    return ", ".join(filter(None, (what, much, value)))


def in_words(worth: Worth, currency: str) -> str:
    """Return a worth in words: the amount, what no rate brings into the currency, what has no price."""
    lines: list[str] = []
    if worth.valued:
        lines.append(money_in_words(Money(rounded(worth.amount), currency)))
    lines += [money_in_words(money) for money in sums_of_money(worth.unknown)]
    if worth.unvalued:
        sentence = translate_plural("{count} not valued", "{count} not valued", worth.unvalued)
        lines.append(sentence.format(count=number_in_words(worth.unvalued)))
    return lines[0] if len(lines) == 1 else "\n".join(lines)


def rounded(amount: Decimal) -> Decimal:
    """Return an amount as it is shown: to a hundredth where it is not whole."""
    shown = EXACT.quantize(amount, _CENT)
    return EXACT.to_integral_value(shown) if shown == EXACT.to_integral_value(shown) else shown


def _bars(in_kind: Worth, in_cash: Worth, largest: Decimal) -> Cell:
    if not largest:
        return Cell()
    kind, both = float(in_kind.amount), float(in_kind.amount + in_cash.amount)
    return Cell(bar=Bar(kind, both, float(largest)))


def _without_any(records: Records) -> Iterator[Missing]:
    giving_something = {row.get("partner") for row in kept(records)}
    for partner in records.admitted("partner", TAKING_PART):
        if partner["id"] not in giving_something:
            name = {"name": records.name("partner", partner["id"])}
            yield Missing(_("{name}: write down what it brings."), name, "commitment")


def notes_on(records: Records, found: Giving) -> Iterator[str]:
    """Say in which currency sums are, by which rates, and what no rate is there for."""
    missing = {money.currency for worth in found.worths.values() for money in worth.unknown}
    if found.currency:
        yield translate(_("Sums are in {currency}.")).format(currency=found.currency)
    elif missing:
        yield translate(
            _("Say in which currency sums are shown; until then each currency stands by itself.")
        )
    used = {by.rate.record_id: by.rate for _row, by in found.exchanged if by.rate is not None}
    for rate in used.values():
        sentence = translate(_("1 {currency} = {worth} {into} on {day}."))
        yield sentence.format(
            currency=rate.currency,
            worth=number_in_words(rate.worth),
            into=found.currency,
            day=day_in_words(rate.day),
        )
    by_newest = (
        (
            _("No rate on or before the day of the value, so the newest was taken: {entries}."),
            [row for row, by in found.exchanged if by.is_later],
        ),
        (
            _("No day says when these were valued, so the newest rate was taken: {entries}."),
            [row for row, by in found.exchanged if by.is_dayless],
        ),
    )
    for sentence, rows in by_newest:
        entries = sorted({str(row.get("description") or "–") for row in rows})
        if entries:
            yield translate(sentence).format(entries="; ".join(entries))
    if found.currency:
        for currency in sorted(missing):
            sentence = translate(
                _("No rate from {currency} into {into}: these values are not in the sums.")
            )
            yield sentence.format(currency=currency, into=found.currency)
    yield translate(
        _("Partners stand in the order of their list. What has no price counts as much.")
    )


def needs_and_offers(records: Records, _today: date) -> Matrix:
    """Set what is needed beside what was offered for it; offers for no need come last."""
    needs = records.rows("partner_need")
    offers = kept(records)
    known = {need["id"] for need in needs}
    cells: dict[tuple[str, str], Cell] = {}
    flags = []
    for need in needs:
        key = str(need["id"])
        among = [row for row in offers if row.get("need") == need["id"]]
        cells[key, "quantity"] = Cell(text=str(need.get("quantity") or ""))
        cells[key, "offers"] = _offered(records, among)
        if not among:
            sentence = _("{name}: nobody has promised it yet.")
            name = {"name": str(need.get("resource") or "–")}
            flags.append(Missing(sentence, name, "commitment"))
    rest = [row for row in offers if row.get("need") not in known]
    heads = [Head(str(need["id"]), str(need.get("resource") or "–")) for need in needs]
    if rest and needs:
        heads.append(Head("", translate(_("For no listed need")), is_total=True))
        cells["", "offers"] = _offered(records, rest)
    return Matrix(
        tuple(heads),
        (
            Head("quantity", translate(_("Needed")), room=PHRASE),
            Head("offers", translate(_("Offered")), room=PHRASE * 2),
        ),
        cells,
        corner=translate(KINDS["partner_need"].label),
        flags=tuple(flags),
        empty=_("What is needed is listed in task 1.3."),
    )


def _offered(records: Records, rows: Sequence[Row]) -> Cell:
    if not rows:
        return Cell(text=translate(_("Nothing")), sign="!", spoken="", tone=Tone.BAD, strength=1)
    fields = KINDS["commitment"].fields
    lines = (
        f"{records.name('partner', row.get('partner')) or '–'}: {row.get('description') or '–'}"
        f" ({shown(fields['state'], row.get('state')) or '–'})"
        for row in rows
    )
    sources = tuple(
        Source("commitment", str(row["id"]), ("partner", "description", "need", "state"))
        for row in rows
    )
    firm = all(row.get("state") == "confirmed" for row in rows)
    cell = Cell(text="\n".join(lines), sources=sources)
    return replace(cell, tone=Tone.GOOD, strength=1) if firm else cell

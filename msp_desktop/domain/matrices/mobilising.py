"""How ready partners are, what has come of what was promised, and what comes from abroad (6.1, 6.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Choices, Flag
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.matrices.giving import CASH
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
    answered,
    heads_of,
    label_of,
    names_of,
)
from msp_desktop.domain.readiness import Standing, standings, too_late
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.schedule.arrivals import Arrival, Coming, Stopped, arrivals, stopped
from msp_desktop.domain.shown import day_in_words, number_in_words, shown
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _

_DONE = "✓"
_FIRST = "first"
_AT_MOST = 120
"""Resources at most; the rest is counted."""
_CLEARED, _WHEN = ("permit", "tax", "customs"), "expected_on"
_STATES: Mapping[Coming, str] = {
    Coming.UNPLANNED: _("Nobody planned when it comes"),
    Coming.HERE: _("All here"),
    Coming.ON_TIME: _("On its way"),
    Coming.LATE: _("Late"),
    Coming.SHORT: _("Nothing more is on its way"),
}


def checklist(records: Records, _today: date) -> Matrix:
    """Set partners against what has to be ready, with the day and the first activity of each."""
    found = standings(records, TAKING_PART)
    parts = KINDS["readiness"].fields["prepared"]
    assert isinstance(parts, Choices)
    cells: dict[tuple[str, str], Cell] = {}
    for one in found:
        partner = str(one.partner["id"])
        for option in parts.options:
            cells[partner, option.key] = _prepared(one, option.key, option.label)
        for key in ("place", "ready_by", "state"):
            cells[partner, key] = answered(
                records, "readiness", one.row, key, partner=one.partner["id"]
            )
        cells[partner, _FIRST] = _first(records, one)
        if one.comes_too_late:
            state = cells[partner, "state"]
            cells[partner, "state"] = replace(state, sign="!", spoken="", tone=Tone.BAD, strength=1)
    columns = (
        Head("state", label_of("readiness", "state"), room=WORD),
        Head("ready_by", label_of("readiness", "ready_by"), room=WORD + 2),
        *(Head(option.key, translate(option.label), room=WORD + 2) for option in parts.options),
        Head("place", label_of("readiness", "place"), room=PHRASE - 3),
        Head(_FIRST, translate(_("First activity")), room=PHRASE),
    )
    return Matrix(
        tuple(heads_of(records, "partner", [one.partner for one in found])),
        columns,
        cells,
        corner=translate(KINDS["partner"].label),
        flags=tuple(too_late(records, TAKING_PART)),
        empty=_("Choose partners in task 1.4 first."),
    )


def resources_arriving(records: Records, today: date) -> Matrix:
    """Set what was promised against what has come and what is still to come, in kind first.

    Every resource is counted in its own unit; nothing is added up.
    """
    found = sorted(arrivals(records, today), key=lambda one: one.commitment.get("kind") == CASH)
    stops, circle = _stops(records, found, today)
    wanting = sorted(found, key=lambda one: not one.is_wanting)
    told = found if len(found) <= _AT_MOST else wanting[:_AT_MOST]
    cells: dict[tuple[str, str], Cell] = {}
    for one in told:
        cells[one.key, "received"] = _received(records, one)
        cells[one.key, "rest"] = _rest(one)
        cells[one.key, "stops"] = _stopping(records, stops.get(one.key, ()))
    notes = [circle] if circle else []
    if len(found) > len(told):
        count = len(found) - len(told)
        sentence = translate_plural("… and {count} more", "… and {count} more", count)
        notes.append(sentence.format(count=formats.number(count)))
    return Matrix(
        tuple(Head(one.key, str(one.commitment.get("description") or "–")) for one in told),
        (
            Head("received", translate(_("Received of what was promised")), room=PHRASE + 2),
            Head("rest", translate(_("Still to come")), room=PHRASE + 1),
            Head("stops", translate(_("What it stops")), room=PHRASE + 1),
        ),
        cells,
        corner=translate(KINDS["commitment"].label),
        flags=tuple(_about_arrivals(records, found, stops)),
        notes=tuple(notes),
        empty=_("Write down what partners promise (task 3.1) first."),
    )


def imports(records: Records, today: date) -> Matrix:
    """List what comes from abroad: from where, who helps, how far its papers are, and when it comes."""
    rows = [row for row in records.rows("delivery") if row.get("from_abroad")]
    lead = records.find("partner", records.single("lead_partner").get("partner"))
    cells: dict[tuple[str, str], Cell] = {}
    flags: list[Missing] = []
    for row in rows:
        for key in ("facilitated_by", *_CLEARED):
            cells[str(row["id"]), key] = answered(records, "delivery", row, key)
        for key in _CLEARED:
            if row.get(key) in ("granted", "not_needed"):
                cell = cells[str(row["id"]), key]
                cells[str(row["id"]), key] = replace(cell, tone=Tone.GOOD, strength=1)
        cells[str(row["id"]), _WHEN] = _when(records, row)
        flags += _about_import(records, row, today)
    sentence = translate(_("The lead partner, {name}, sees to it that imports arrive on time."))
    note = () if lead is None else (sentence.format(name=records.name("partner", lead["id"])),)
    return Matrix(
        tuple(Head(str(row["id"]), _from_where(records, row)) for row in rows),
        (
            Head("facilitated_by", translate(_("Who helps")), room=WORD + 2),
            *(Head(key, label_of("delivery", key), room=WORD) for key in _CLEARED),
            Head(_WHEN, translate(_("When it comes")), room=WORD),
        ),
        cells,
        corner=translate(_("From abroad")),
        flags=tuple(flags),
        notes=note if rows else (),
        empty=_("Nothing comes from abroad, as far as is written down."),
    )


# Inside: readiness


def _prepared(one: Standing, key: str, label: str) -> Cell:
    does = key in one.prepared
    field = Flag("prepared", label)
    record = "" if one.row is None else str(one.row["id"])
    pair = (("partner", one.partner["id"]),)
    ticked = one.row is not None and key in str(one.row.get("prepared") or "").split()
    steps = [row for row in one.steps if row.get("part") == key]
    return Cell(
        sign=_DONE if does else "",
        spoken=translate(_("done")) if does else "",
        tone=Tone.GOOD if does else Tone.PLAIN,
        strength=1 if does else 0,
        note="\n".join(str(row.get("what") or "–") for row in steps),
        answer=Answer("readiness", field, 1 if ticked else None, record, pair, member=key),
        sources=(Source("readiness", record, ("partner", "prepared")),) if record else (),
    )


def _first(records: Records, one: Standing) -> Cell:
    if one.activity is None or one.begins is None:
        return Cell(translate(_("None yet")))
    name = records.name("activity", one.activity["id"])
    return Cell(
        f"{name}\n{day_in_words(one.begins)}",
        sources=(Source("activity", str(one.activity["id"]), ("name", "period")),),
    )


# Inside: resources


def _stops(
    records: Records, found: Sequence[Arrival], today: date
) -> tuple[Mapping[str, Sequence[Stopped]], str]:
    """Return what each resource stops, with what waits in turn; or why that cannot be said."""
    try:
        hit = stopped(records, found, today)
    except Circle:
        sentence = _("What stops cannot be computed while activities wait in a circle (task 4.2).")
        return {}, translate(sentence)
    by: dict[str, list[Stopped]] = {}
    causes: dict[str, str] = {}
    for one in hit:
        # What waits itself comes first, so the cause of what waits in turn is known by then.
        commitment = one.commitment or causes.get(one.via, "")
        causes.setdefault(one.activity, commitment)
        by.setdefault(commitment, []).append(one)
    return by, ""


def _received(records: Records, one: Arrival) -> Cell:
    """Say who promised it, and how much of it has come; money is said with what it is worth."""
    row = one.commitment
    partner = records.find("partner", row.get("partner"))
    lines = [names_of(records, "partner", partner) if partner is not None else "–"]
    if one.promised is None:
        lines += [translate(_("Received"))] if one.coming is Coming.HERE else []
    else:
        sentence = translate(_("{received} of {promised}"))
        promised = _amount(one.promised, one.unit)
        lines.append(sentence.format(received=number_in_words(one.received), promised=promised))
    if row.get("kind") == CASH:
        lines.append(shown(KINDS["commitment"].fields["value"], row.get("value")))
    keys = ("partner", "description", "quantity", "unit", "value")
    arrived = ("quantity", "value", "received_on", "state")
    return Cell(
        "\n".join(dict.fromkeys(filter(None, lines))),
        bar=_bar(one),
        sources=(
            Source("commitment", one.key, keys),
            *(Source("delivery", str(delivery["id"]), arrived) for delivery in one.deliveries),
        ),
    )


def _bar(one: Arrival) -> Bar | None:
    if not one.promised:
        return None
    whole = float(one.promised)
    return Bar(float(min(one.received, one.promised)), whole, whole)


def _rest(one: Arrival) -> Cell:
    words = translate(_STATES[one.coming])
    if one.coming is Coming.HERE:
        return Cell(words, _DONE, "", tone=Tone.GOOD, strength=1)
    left = one.left
    lines = [words]
    if left:
        lines.append(_amount(left, one.unit))
    if one.comes_on is not None:
        lines.append(translate(_("expected on {day}")).format(day=day_in_words(one.comes_on)))
    if one.days:
        sentence = translate_plural(
            "{count} day later than planned", "{count} days later than planned", one.days
        )
        lines.append(sentence.format(count=formats.number(one.days)))
    text = "\n".join(lines)
    if one.is_wanting:
        return Cell(text, "!", "", tone=Tone.BAD, strength=1)
    return Cell(text)


def _stopping(records: Records, hits: Sequence[Stopped]) -> Cell:
    sources = tuple(
        Source("activity", one.activity, ("name", "period", "progress")) for one in hits
    )
    lines = (f"{records.name('activity', one.activity)}: {_late(one)}" for one in hits)
    text = "\n".join(lines)
    return Cell(
        text, tone=Tone.BAD if text else Tone.PLAIN, strength=1 if text else 0, sources=sources
    )


def _late(one: Stopped) -> str:
    if one.days is None:
        return translate(_("nobody knows until when"))
    sentence = translate_plural("{count} working day", "{count} working days", one.days)
    return sentence.format(count=formats.number(one.days))


def _amount(amount: Decimal, unit: str) -> str:
    return " ".join(filter(None, (number_in_words(amount), unit)))


def _about_arrivals(
    records: Records, found: Sequence[Arrival], stops: Mapping[str, Sequence[Stopped]]
) -> Iterator[Missing]:
    for one in found:
        if not (one.is_wanting or one.key in stops):
            continue
        named = (
            f"“{records.name('activity', hit.activity)}” ({_late(hit)})"
            for hit in stops.get(one.key, ())
        )
        told = formats.listed_names(named)
        words = {
            "name": str(one.commitment.get("description") or "–"),
            "partner": records.name("partner", one.commitment.get("partner")) or "–",
            "problem": _rest(one).text.replace("\n", ", "),
            "activities": told,
        }
        sentence = _("{name} ({partner}): {problem}. It stops: {activities}.")
        if not told:
            sentence = _("{name} ({partner}): {problem}. It stops no activity.")
        record = str(one.deliveries[-1]["id"]) if one.deliveries else ""
        yield Missing(sentence, words, "delivery", record, "expected_on")


# Inside: imports


def _from_where(records: Records, row: Row) -> str:
    name = records.name("delivery", row["id"]) or "–"
    return f"{name}\n({row['origin']})" if row.get("origin") else name


def _when(records: Records, row: Row) -> Cell:
    """Say the day on which something came or is expected, for which it was planned, and its state.

    What is written there is the day on which it is expected now.
    """
    planned, came, state = (
        answered(records, "delivery", row, key) for key in ("planned_on", "received_on", "state")
    )
    cell = answered(records, "delivery", row, _WHEN)
    said = [came.text or cell.text or planned.text, state.text]
    if not came.text and cell.text and planned.text not in ("", cell.text):
        said.insert(1, f"({label_of('delivery', 'planned_on')}: {planned.text})")
    text = "\n".join(filter(None, said))
    beside = (*planned.sources, *came.sources, *state.sources)
    return replace(cell, text=text, sources=(*cell.sources, *beside))


def _about_import(records: Records, row: Row, today: date) -> Iterator[Missing]:
    name = {"name": records.name("delivery", row["id"]) or "–"}
    key = str(row["id"])
    if row.get("state") in ("received", "cancelled"):
        return
    if not row.get("facilitated_by"):
        sentence = _("{name}: say which office helps with its import.")
        yield Missing(sentence, name, "delivery", key, "facilitated_by")
    planned = records.value("delivery", row, "planned_on")
    for paper in _CLEARED:
        if row.get(paper) in (None, "open") and isinstance(planned, date) and planned > today:
            words = {**name, "field": KINDS["delivery"].fields[paper].label}
            yield Missing(_("{name}: “{field}” is still open."), words, "delivery", key, paper)

"""Who sits where, to whom the partnership answers, and how well it works together (task 3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    WORD,
    Bar,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    columns_of,
    heads_of,
    label_of,
    options_of,
    rated,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _

_SOON = timedelta(days=60)
"""How long before its end a term is said to run out."""
_TOP = 5
"""The highest step of a criterion."""
_ANSWERS = ("for_what", "how", "how_often", "complaints", "answer_days")


def accountability_map(records: Records, _today: date) -> Matrix:
    """Set the four groups against how the partnership answers to each, and what watches over it."""
    groups = options_of("accountability", "audience")
    cells: dict[tuple[str, str], Cell] = {}
    flags: list[Missing] = []
    for key, label in groups:
        duties = [row for row in records.rows("accountability") if row.get("audience") == key]
        ways = [
            row
            for row in records.rows("mechanism")
            if key in str(row.get("audience") or "").split()
        ]
        for field_key in _ANSWERS:
            cells[key, field_key] = (
                _told(records, "accountability", duties, field_key)
                if duties
                else answered(records, "accountability", None, field_key, audience=key)
            )
        cells[key, "mechanism"] = _told(records, "mechanism", ways, "name", "how_often")
        flags += _about_group(key, label, duties, ways)
    rooms = {"for_what": PHRASE, "how": PHRASE, "how_often": PHRASE - 3, "complaints": PHRASE - 2}
    heads = columns_of("accountability", **rooms, answer_days=WORD)
    return Matrix(
        tuple(Head(key, translate(label)) for key, label in groups),
        (*heads, Head("mechanism", translate(KINDS["mechanism"].plural), room=PHRASE)),
        cells,
        corner=label_of("accountability", "audience"),
        flags=tuple(flags),
    )


def _told(records: Records, kind_key: str, rows: Sequence[Row], *keys: str) -> Cell:
    """Say what records answer to some fields, one line for each."""
    if len(rows) == 1 and len(keys) == 1:
        return answered(records, kind_key, rows[0], keys[0])
    fields = KINDS[kind_key].fields
    lines = (
        ", ".join(filter(None, (shown(fields[key], row.get(key), records) for key in keys)))
        for row in rows
    )
    sources = (Source(kind_key, str(row["id"]), keys) for row in rows)
    return Cell(text="\n".join(filter(None, lines)), sources=tuple(sources))


def _about_group(
    key: str, label: str, duties: Sequence[Row], ways: Sequence[Row]
) -> Iterator[Missing]:
    group = {"group": label}
    if not (ways or any(row.get("how") for row in duties)):
        yield Missing(
            _("{group}: there is no way in which you answer to them."), group, "accountability"
        )
    elif not ways:
        yield Missing(_("{group}: nothing watches the partnership for them."), group, "mechanism")
    if key == "beneficiaries" and duties and not any(row.get("complaints") for row in duties):
        sentence = _("{group}: say where they can complain.")
        yield Missing(sentence, group, "accountability", str(duties[0]["id"]), "complaints")


def seats(records: Records, today: date) -> Matrix:
    """Set partners against bodies: who sits where, whether there is a quorum, which terms run out."""
    bodies = records.rows("body")
    partners = records.admitted("partner", TAKING_PART)
    cells: dict[tuple[str, str], Cell] = {}
    flags: list[Missing] = []
    for body in bodies:
        key = str(body["id"])
        members = records.rows("body_member", key)
        for partner in partners:
            among = [row for row in members if row.get("partner") == partner["id"]]
            cells[str(partner["id"]), key] = _sitting(records, among, today)
        cells["taken", key] = _taken(records, body, members)
        cells["quorum", key] = _quorum(records, body, members)
        flags += _terms(records, body, members, today)
    rows = (
        *heads_of(records, "partner", partners),
        Head("taken", translate(_("Seats taken")), is_total=True),
        Head("quorum", translate(_("Needed to decide")), is_total=True),
    )
    return Matrix(
        rows if bodies else (),
        tuple(Head(str(body["id"]), str(body.get("name") or "–"), room=PHRASE) for body in bodies),
        cells,
        corner=translate(KINDS["partner"].label),
        flags=tuple(flags),
        empty=KINDS["body"].empty,
    )


def _sitting(records: Records, among: Sequence[Row], today: date) -> Cell:
    if not among:
        return Cell()
    ended = [
        row for row in among if _end(records, row) is not None and _is_over(records, row, today)
    ]
    role = KINDS["body_member"].fields["role"]
    lines = (
        " – ".join(filter(None, (str(row.get("name") or ""), shown(role, row.get("role")))))
        for row in among
    )
    return Cell(
        text="\n".join(lines),
        sign="!" if ended else "●",
        spoken=translate(_("term is over")) if ended else "",
        tone=Tone.BAD if ended else Tone.GOOD,
        strength=1,
        sources=tuple(
            Source("body_member", str(row["id"]), ("partner", "name", "role", "term"))
            for row in among
        ),
    )


def _taken(records: Records, body: Row, members: Sequence[Row]) -> Cell:
    source = (Source("body", str(body["id"]), ("seats",)),)
    there, offered = formats.number(len(members)), body.get("seats")
    if not isinstance(offered, int):
        return Cell(text=there, sources=source)
    said = translate(_("{count} of {seats}")).format(count=there, seats=formats.number(offered))
    is_over = len(members) > offered
    cell = Cell(text=said, sources=source)
    return replace(cell, sign="!", spoken="", tone=Tone.BAD, strength=1) if is_over else cell


def needed_to_decide(seats_or_members: int, share: Decimal) -> int:
    """Return how many must come, where a share (in per cent) of all is needed."""
    return int((seats_or_members * share / 100).to_integral_value(ROUND_CEILING))


def _quorum(records: Records, body: Row, members: Sequence[Row]) -> Cell:
    share = records.value("body", body, "quorum_share")
    words = str(body.get("quorum") or "")
    source = (Source("body", str(body["id"]), ("quorum", "quorum_share")),)
    if not isinstance(share, Decimal):
        return Cell(text=words, sources=source)
    offered = body.get("seats")
    needed = needed_to_decide(offered if isinstance(offered, int) else len(members), share)
    sentence = translate_plural("{count} member", "{count} members", needed)
    counted = sentence.format(count=formats.number(needed))
    return Cell(text="\n".join(filter(None, (counted, words))), sources=source)


def _terms(records: Records, body: Row, members: Sequence[Row], today: date) -> Iterator[Missing]:
    for row in members:
        end = _end(records, row)
        if end is None or end > today + _SOON:
            continue
        sentence = (
            _("{name}: the term ended on {day}.")
            if end < today
            else _("{name}: the term runs out on {day}.")
        )
        name = f"{row.get('name') or '–'} ({body.get('name') or '–'})"
        words = {"name": name, "day": str(day_in_words(end))}
        yield Missing(sentence, words, "body_member", str(row["id"]), "term")


def _end(records: Records, row: Row) -> date | None:
    term = records.value("body_member", row, "term")
    return term.end if isinstance(term, Period) else None


def _is_over(records: Records, row: Row, today: date) -> bool:
    end = _end(records, row)
    return end is not None and end < today


def process_baseline(records: Records, _today: date) -> Matrix:
    """Set how well the partners work together today beside where they want to be."""
    rows = records.rows("process_criterion")
    cells: dict[tuple[str, str], Cell] = {}
    for row in rows:
        key = str(row["id"])
        for field_key in ("today", "desired"):
            cells[key, field_key] = rated(records, "process_criterion", row, field_key)
        cells[key, "gap"] = _distance(row)
        cells[key, "note"] = answered(records, "process_criterion", row, "note")
    now, wanted, note = columns_of(
        "process_criterion", today=WORD, desired=WORD + 2, note=SENTENCE - 4
    )
    return Matrix(
        tuple(Head(str(row["id"]), str(row.get("name") or "–")) for row in rows),
        (now, wanted, Head("gap", translate(_("Way to go")), room=PHRASE), note),
        cells,
        corner=translate(KINDS["process_criterion"].label),
        notes=(translate(_("The health checks of module C are compared with this.")),),
        empty=KINDS["process_criterion"].empty,
    )


def _distance(row: Row) -> Cell:
    now, wanted = row.get("today"), row.get("desired")
    if not (isinstance(now, int) and isinstance(wanted, int)):
        return Cell()
    gap = wanted - now
    sentence = translate_plural("{count} step", "{count} steps", gap)
    words = sentence.format(count=formats.number(gap)) if gap > 0 else translate(_("Reached"))
    return Cell(text=words, bar=Bar(now, max(now, wanted), _TOP))

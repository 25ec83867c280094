"""What partners pass on to one another, what is wrong with it, and whom a delay hits (task 7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrix import (
    PHRASE,
    WORD,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    columns_of,
    label_of,
)
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.schedule.board import late_words
from msp_desktop.domain.schedule.hand_overs import Delay, Flaw, HandOvers
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _

CIRCLE = _(
    "Delays cannot be computed: these wait for one another in a circle: {loop}. Take one of them out of a "
    "hand-over below."
)
_PARTIES, _WRONG = "parties", "wrong"
_FLAWS: Mapping[Flaw, tuple[str, str, str]] = {
    Flaw.LATE_BY_PLAN: (
        _("Promised too late"),
        _("“{name}” is promised for a day after {receiver} needs it."),
        "due",
    ),
    Flaw.OVERDUE: (
        _("Overdue"),
        _("“{name}” should have been handed over by {giver}; the day has passed."),
        "expected_on",
    ),
    Flaw.EXPECTED_LATE: (
        _("Expected late"),
        _("“{name}” is expected from {giver} later than promised."),
        "expected_on",
    ),
    Flaw.NOT_CONFIRMED: (
        _("Not confirmed"),
        _("“{name}” was handed over, but {receiver} has not confirmed it."),
        "confirmed_on",
    ),
}
"""What each flaw is called, says, and where it is mended."""


@dataclass(frozen=True, slots=True)
class Told:
    """A delay in words, and the record that it hits."""

    text: str
    kind_key: str
    record_id: str


def hand_overs_or_circle(records: Records, today: date) -> HandOvers | str:
    """Return the hand-overs of a partnership, or a sentence that names the circle in which they wait."""
    try:
        return HandOvers(records, today)
    except Circle as circle:
        names = [_name(records, key) for key in circle.keys]
        return translate(CIRCLE).format(loop=formats.onward([*names, names[0]]))


def hand_over_list(records: Records, today: date) -> Matrix:
    """List what is passed on by the day for which it is promised, with what is wrong with it."""
    rows = sorted(records.rows("hand_over"), key=lambda row: str(row.get("due") or "9"))
    found = hand_overs_or_circle(records, today)
    flaws = found.flaws() if isinstance(found, HandOvers) else {}
    due, *days = columns_of(
        "hand_over",
        due=WORD + 3,
        expected_on=WORD + 3,
        delivered_on=WORD + 3,
        confirmed_on=WORD + 3,
    )
    cells = {}
    for row in rows:
        key = str(row["id"])
        cells[key, _PARTIES] = _between(records, row)
        for column in (due, *days):
            cells[key, column.key] = _answer(records, row, column.key)
        cells[key, _WRONG] = _wrong(key, flaws.get(key, ()))
    parties = Head(_PARTIES, translate(_("From and to")), room=PHRASE + 3)
    wrong = Head(_WRONG, translate(_("What is wrong")), room=WORD + 3)
    return Matrix(
        tuple(Head(str(row["id"]), _name(records, row["id"])) for row in rows),
        (parties, due, wrong, *days),
        cells,
        corner=label_of("hand_over", "output"),
        flags=tuple(_flags(records, flaws)),
        empty=_("No hand-over yet. Add them below."),
    )


def delays_told(records: Records, found: HandOvers) -> Sequence[Told]:
    """Say of everything still open that comes later than promised: whose, how late, because of what.

    What is done, dropped or was handed over already is left out.
    """
    return [
        Told(_delay(records, one), one.kind_key, one.key)
        for one in found.delays()
        if is_open(records, one)
    ]


def is_open(records: Records, delay: Delay) -> bool:
    """Say whether what a delay hits is still to come."""
    row = records.find(delay.kind_key, delay.key) or {}
    if delay.kind_key == "hand_over":
        return not row.get("delivered_on")
    return row.get("state") not in ("done", "dropped")


# Inside


def _answer(records: Records, row: Row, field_key: str) -> Cell:
    text = shown(KINDS["hand_over"].fields[field_key], row.get(field_key), records)
    return Cell(text, sources=(Source("hand_over", str(row["id"]), (field_key,)),))


def _between(records: Records, row: Row) -> Cell:
    fields = ("from_partner", "to_partner")
    lines = (
        f"{label_of('hand_over', key)}: {records.name('partner', row.get(key)) or '–'}"
        for key in fields
    )
    return Cell("\n".join(lines), sources=(Source("hand_over", str(row["id"]), fields),))


def _wrong(key: str, flaws: Sequence[Flaw]) -> Cell:
    if not flaws:
        return Cell(translate(_("Nothing")), sources=(Source("hand_over", key),))
    words = "\n".join(translate(_FLAWS[flaw][0]) for flaw in flaws)
    return Cell(words, "!", "", tone=Tone.BAD, sources=(Source("hand_over", key),))


def _flags(records: Records, flaws: Mapping[str, Sequence[Flaw]]) -> Iterator[Missing]:
    for key, some in flaws.items():
        row = records.find("hand_over", key) or {}
        words = {
            "name": _name(records, key),
            "giver": records.name("partner", row.get("from_partner"))
            or translate(_("nobody named")),
            "receiver": records.name("partner", row.get("to_partner"))
            or translate(_("nobody named")),
        }
        for flaw in some:
            _short, sentence, field_key = _FLAWS[flaw]
            yield Missing(sentence, words, "hand_over", key, field_key)


def _delay(records: Records, one: Delay) -> str:
    words = {
        "partner": records.name("partner", one.organisation) or translate(_("Nobody yet")),
        "what": _name(records, one.key),
        "late": late_words(one.days, one.day),
        "cause": _name(records, one.cause),
        "owner": _owner(records, one.cause),
        "via": _name(records, one.via),
    }
    sentence = _(
        "{partner}: “{what}” comes {late}, because of “{cause}” ({owner}) through “{via}”."
    )
    if one.cause == one.key:
        sentence = _("{partner}: “{what}” comes {late}.")
    elif one.via == one.cause:
        sentence = _("{partner}: “{what}” comes {late}, because of “{cause}” ({owner}).")
    return translate(sentence).format(**words)


def _name(records: Records, key: object) -> str:
    """Return the name of a hand-over or a plan entry."""
    return records.name("hand_over", str(key)) or records.name("plan_item", str(key))


def _owner(records: Records, key: str) -> str:
    row = records.find("hand_over", key)
    if row is not None:
        return records.name("partner", row.get("from_partner"))
    row = records.find("plan_item", key) or {}
    return records.name("partner", row.get("partner"))

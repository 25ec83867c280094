"""What the answers about the partnership's health say in words, and by sector (task 7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msp_desktop.domain.guideline.choices import SECTORS
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.health import Course, Round, Spread, course, level_in_words
from msp_desktop.domain.matrix import WORD, Cell, Head, Matrix
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, formats, translate, translate_plural
from msp_desktop.i18n import mark as _

AGREED = 3
"""Things partners agree to do after each round (7.4)."""
_STRENGTHS = (2, 3, 4)
_NAMES = {axis.key: axis.label for axis in AXES}


def health_by_sector(records: Records, _today: date) -> Matrix:
    """Set the sides of health against sectors, of the last round: only where enough have answered."""
    now = course(records).now
    sectors = {str(row["id"]): str(row.get("sector") or "") for row in records.rows("partner")}
    groups = {} if now is None else now.by_group(sectors)
    columns = tuple(
        Head(option.key, translate(option.label), room=WORD + 2)
        for option in SECTORS
        if option.key in groups
    )
    cells = {
        (axis.key, head.key): _cell(groups[head.key][axis.key])
        for axis in AXES
        for head in columns
        if axis.key in groups[head.key]
    }
    return Matrix(
        tuple(Head(axis.key, translate(axis.label)) for axis in AXES) if columns else (),
        columns,
        cells,
        corner=translate(_("Side of health")),
        empty=translate(
            _("No sector has answers enough to be shown apart, so that nobody's answer is known.")
        ),
    )


def remarks(found: Course) -> Iterator[tuple[str, str]]:
    """Say what is to be looked at, each with its mood: ``warn`` or ``info``."""
    for one in found.hidden:
        yield _hidden(one), "info"
    apart = found.apart()
    if apart:
        sentence = translate(_("Partners see these differently; talk about them: {names}."))
        yield sentence.format(names=_named(apart)), "warn"
    lower = found.lower()
    if lower:
        sentence = translate(_("Lower than in the round before: {names}."))
        yield sentence.format(names=_named(lower)), "warn"
    pace = found.now.pace() if found.now is not None else None
    if pace is not None and pace > 0:
        sentence = _(
            "Capacity lies {steps} behind the work: what moves ahead now may not last without more people "
            "and means."
        )
        yield translate(sentence).format(steps=level_in_words(pace)), "warn"


def too_few_agreed(records: Records, found: Course) -> str:
    """Say how many things were agreed after the last round, while they are fewer than three; else nothing."""
    if found.now is None:
        return ""
    count = len(agreed_after(records, found.now))
    if count >= AGREED:
        return ""
    sentence = translate_plural(
        "After {round} you agreed {count} thing to do; agree three.",
        "After {round} you agreed {count} things to do; agree three.",
        count,
    )
    return sentence.format(round=found.now.title, count=figures(str(count)))


def agreed_after(records: Records, one: Round) -> Sequence[Row]:
    """Return what was agreed to be done after a round."""
    return [row for row in records.rows("health_action") if row.get("round") == one.key]


def waiting_for_agenda(records: Records) -> Sequence[Row]:
    """Return what was agreed, is not done, and was not put on an agenda yet."""
    return [
        row
        for row in records.rows("health_action")
        if not row.get("done_on") and records.find("meeting", row.get("meeting")) is None
    ]


def next_meeting(records: Records, today: date) -> Row | None:
    """Return the next meeting that is planned and not over."""
    planned = [
        row
        for row in records.rows("meeting")
        if row.get("state") == "planned" and str(row.get("date") or "") >= today.isoformat()
    ]
    return min(planned, key=lambda row: str(row["date"]), default=None)


# Inside


def _cell(one: Spread) -> Cell:
    number = level_in_words(one.middle)
    sentence = translate(_("from {low} to {high}"))
    text = sentence.format(low=level_in_words(one.low), high=level_in_words(one.high))
    if one.is_wide:
        text += "\n" + translate(_("seen differently"))
    strength = sum(one.middle >= step for step in _STRENGTHS)
    return Cell(text, number, strength=strength)


def _named(keys: Sequence[str]) -> str:
    return formats.listed(translate(_NAMES[key]) for key in keys)


def _hidden(one: Round) -> str:
    sentence = translate_plural(
        "{round} is not shown: only {count} has answered, some without a name.",
        "{round} is not shown: only {count} have answered, some without a name.",
        len(one.checks),
    )
    count = figures(str(len(one.checks)))
    return sentence.format(round=one.name or day_in_words(one.day), count=count)


def statements() -> Sequence[tuple[str, str, str]]:
    """Return all statements: the key of each, its words, and the name of its side."""
    return [
        (one.key, translate(one.label), translate(axis.label))
        for axis in AXES
        for one in axis.statements
    ]

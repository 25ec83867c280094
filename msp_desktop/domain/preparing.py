"""Partners that get ready: on a board by state, and over time (task 6.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msp_desktop.domain.fields import Choice, Choices, Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.matrix import names_of
from msp_desktop.domain.readiness import READY, Standing, standings
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.schedule.board import Card
from msp_desktop.domain.schedule.rows import PlanRow, RowKind
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _

NOTHING_SAID = ""
"""The state of a partner about whose readiness nothing is written."""
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class ReadyBoard:
    """Places against states (both as key and words), with the partners that stand there as cards.

    ``records`` has the entry about the readiness of a partner, where there is one.
    """

    rows: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    cards: Mapping[tuple[int, int], Sequence[Card]]
    records: Mapping[str, str]


def ready_board(records: Records) -> ReadyBoard:
    """Lay out partners by where they are and how ready they are; those who come too late stand out."""
    columns = _options("state")
    places = [*_options("place"), ("", translate(_("Place not said")))]
    found = standings(records, TAKING_PART)
    used = {_place(one) for one in found}
    known_states = {key for key, _words in columns}
    if any(one.state not in known_states for one in found):
        columns.insert(0, (NOTHING_SAID, translate(_("Nothing said yet"))))
    rows = [(key, words) for key, words in places if key in used]
    across = {key: at for at, (key, _words) in enumerate(columns)}
    down = {key: at for at, (key, _words) in enumerate(rows)}
    cards: dict[tuple[int, int], list[Card]] = {}
    for one in found:
        at = down[_place(one)], across.get(one.state, 0)
        cards.setdefault(at, []).append(_card(records, one))
    known = {str(one.partner["id"]): str(one.row["id"]) for one in found if one.row is not None}
    return ReadyBoard(rows, columns, cards, known)


def preparation(records: Records) -> Sequence[PlanRow]:
    """Return the steps of each partner over time, when it is ready, and when its first activity begins.

    A row has the key of the entry about readiness, or of the step. Partners without any day are left out.
    """
    return [row for one in standings(records, TAKING_PART) for row in _rows(records, one)]


# Inside


def _options(field_key: str) -> list[tuple[str, str]]:
    field = KINDS["readiness"].fields[field_key]
    assert isinstance(field, Choice)
    return [(option.key, translate(option.label)) for option in field.options]


def _place(one: Standing) -> str:
    known = {key for key, _words in _options("place")}
    place = str(one.row.get("place") or "") if one.row is not None else ""
    return place if place in known else ""


def _card(records: Records, one: Standing) -> Card:
    parts = KINDS["readiness"].fields["prepared"]
    assert isinstance(parts, Choices)
    about = []
    if one.ready_by is not None:
        about.append(translate(_("ready by {day}")).format(day=day_in_words(one.ready_by)))
    if one.row is not None:
        done = sum(option.key in one.prepared for option in parts.options)
        sentence = translate(_("{count} of {all} prepared"))
        about.append(figures(sentence.format(count=done, all=len(parts.options))))
    if one.comes_too_late:
        assert one.activity is not None
        assert one.begins is not None
        sentence = translate(_("not ready when “{activity}” begins on {day}"))
        name = records.name("activity", one.activity["id"])
        about.append(sentence.format(activity=name, day=day_in_words(one.begins)))
    return Card(
        str(one.partner["id"]),
        names_of(records, "partner", one.partner),
        tuple(about),
        is_late=one.comes_too_late or one.state == "stuck",
        is_done=one.state == READY,
    )


def _rows(records: Records, one: Standing) -> Iterator[PlanRow]:
    if one.row is None:
        return
    steps = [row for step in one.steps if (row := _step(records, step)) is not None]
    days = [day for row in steps for day in _ends(row.period)]
    days += [one.ready_by] if one.ready_by is not None else []
    if not days:
        return
    key, name = str(one.row["id"]), names_of(records, "partner", one.partner)
    state = shown(KINDS["readiness"].fields["state"], one.row.get("state"))
    yield PlanRow(RowKind.COMPONENT, key, name, state, Period(min(days), max(days)))
    yield from steps
    if one.ready_by is not None:
        reached = one.ready_by if one.state == READY else None
        words = translate(_("Ready"))
        yield PlanRow(
            RowKind.MILESTONE, f"{key} ready", words, period=_day(one.ready_by), reached=reached
        )
    if one.activity is not None and one.begins is not None and one.begins <= max(days):
        # What begins before all is prepared; what begins later would only make the picture long.
        sentence = translate(_("Begins: {activity}"))
        words = sentence.format(activity=records.name("activity", one.activity["id"]))
        yield PlanRow(RowKind.MILESTONE, f"{key} begins", words, period=_day(one.begins))


def _step(records: Records, step: Row) -> PlanRow | None:
    period = records.value("preparation", step, "period")
    if not isinstance(period, Period) or not _ends(period):
        return None
    done = records.value("preparation", step, "done_on")
    row = PlanRow(
        RowKind.ACTIVITY,
        str(step["id"]),
        str(step.get("what") or "–"),
        str(step.get("who") or ""),
        period,
    )
    return replace(row, done=_WHOLE, reached=done) if isinstance(done, date) else row


def _ends(period: Period | None) -> list[date]:
    ends = (period.start, period.end) if period is not None else ()
    return [day for day in ends if day is not None]


def _day(day: date) -> Period:
    return Period(day, day)

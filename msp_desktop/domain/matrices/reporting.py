"""Reports that are due, grouped: overdue, this month, later, waiting for an answer, accepted (task 8.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msp_desktop.domain.criteria import Missing
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.influence import short_name
from msp_desktop.domain.lights import Light
from msp_desktop.domain.matrix import PHRASE, WORD, Cell, Head, Matrix, Source, Tone
from msp_desktop.domain.records import Records
from msp_desktop.domain.reporting.lighting import REGISTRY, REGISTRY_RULE, RULES, light_of
from msp_desktop.domain.reporting.obligations import Group, Obligation, obligations
from msp_desktop.domain.reporting.rules import GroupsAnswered
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _

GROUPS = {
    Group.OVERDUE: _("Overdue"),
    Group.THIS_MONTH: _("This month"),
    Group.LATER: _("Later"),
    Group.WAITING: _("Sent, not yet accepted"),
    Group.ACCEPTED: _("Accepted in the last 200 days"),
}
_REMEMBERED = timedelta(days=200)
"""So long accepted reports stay in the list of what is due."""
_STATES = {
    "due": _("To be sent"),
    "sent": _("Sent"),
    "accepted": _("Accepted"),
    "returned": _("Sent back"),
}


def due_list(records: Records, today: date) -> Matrix:
    """List the reports in their groups with their lights, and what is wrong."""
    found = [one for one in obligations(records, today) if _is_shown(one, today)]
    rows: list[Head] = []
    cells: dict[tuple[str, str], Cell] = {}
    for group, label in GROUPS.items():
        among = [one for one in found if one.group(today) is group]
        if not among:
            continue
        count = figures(str(len(among)))
        rows.append(Head(group.value, f"{translate(label)} ({count})", is_total=True))
        for one in among:
            rows.append(Head(one.report_id, one.title))
            for column, cell in _cells(records, one, today):
                cells[one.report_id, column] = cell
    columns = (
        Head("light", translate(_("Light")), room=WORD + 3),
        Head("who", translate(_("From and to")), room=PHRASE - 4),
        Head("due", translate(_("Due")), room=WORD + 2),
        Head("state", translate(_("Where it stands")), room=PHRASE),
    )
    return Matrix(
        tuple(rows),
        columns,
        cells,
        corner=translate(_("Report")),
        flags=(*_flags(records, found, today), *GroupsAnswered().missing(records, KINDS)),
        notes=_notes(records),
        empty=_("Nothing is due: add reporting lines with a cycle below."),
    )


def _is_shown(one: Obligation, today: date) -> bool:
    if one.group(today) is not Group.ACCEPTED:
        return True
    last = one.answered_on or one.sent_on or one.due
    return last is None or today - last <= _REMEMBERED


def _cells(records: Records, one: Obligation, today: date) -> Iterator[tuple[str, Cell]]:
    line = records.find("reporting_line", one.line_id) or {}
    source = (
        (Source("report_due", one.report_id),)
        if one.is_written
        else (Source("reporting_line", one.line_id),)
    )
    lit = light_of(one, today)
    tone = {Light.GREEN: Tone.GOOD, Light.RED: Tone.BAD}.get(lit.light, Tone.PLAIN)
    yield (
        "light",
        Cell(
            f"{lit.light.sign} {lit.light.word}",
            note=lit.why,
            tone=tone,
            strength=2 if lit.light is Light.YELLOW else 0,
            sources=source,
        ),
    )
    sender, receiver = (
        records.find("partner", line.get(key)) for key in ("from_partner", "to_partner")
    )
    words = (
        short_name(sender) if sender else "–",
        short_name(receiver) if receiver else str(line.get("to") or "–"),
    )
    yield "who", Cell(formats.onward(words), sources=source)
    yield "due", Cell(day_in_words(one.due) if one.due else "–", sources=source)
    yield "state", Cell("\n".join(_standing(one, lit.why)), sources=source)


def _standing(one: Obligation, why: str) -> Iterator[str]:
    """Say how it stands: state, why, version, the day it was sent, and why it was sent back."""
    yield (
        translate(_STATES.get(one.state, one.state))
        if one.is_written
        else translate(_("Not begun"))
    )
    if why and one.state != "accepted":
        yield why
    if one.sent_on is not None:
        words = day_in_words(one.sent_on)
        if one.versions > 1:
            sentence = translate(_("Sent on {day}, version {number}."))
            yield figures(sentence.format(day=words, number=one.versions))
        else:
            yield translate(_("Sent on {day}.")).format(day=words)
    if one.state == "accepted" and one.days_late:
        yield why
    if one.state == "returned":
        yield one.why or translate(_("Nobody wrote down why it was sent back."))


def _flags(records: Records, found: Sequence[Obligation], today: date) -> Iterator[Missing]:
    for one in found:
        if one.group(today) is Group.OVERDUE:
            sentence = _("“{report}” is overdue. {why}")
            where = ("report_due", one.report_id) if one.is_written else _of_line(one)
            why = light_of(one, today).why
            yield Missing(sentence, {"report": one.title, "why": why}, *where)
        if one.state == "returned" and not one.why:
            sentence = _("“{report}” was sent back: write down why.")
            yield Missing(sentence, {"report": one.title}, "report_due", one.report_id, "remark")
    for row in records.rows("reporting_line"):
        if row.get("from_partner") and row.get("from_partner") == row.get("to_partner"):
            sentence = _("“{name}”: sender and receiver are the same partner.")
            words = {"name": str(row.get("what") or "–")}
            yield Missing(sentence, words, "reporting_line", str(row["id"]), "to_partner")


def _of_line(one: Obligation) -> tuple[str, str]:
    return ("reporting_line", one.line_id)


def _notes(records: Records) -> tuple[str, ...]:
    """Say the rule of each light."""
    has_register = any(row.get("level") == REGISTRY for row in records.rows("reporting_line"))
    return tuple(map(translate, (*RULES, REGISTRY_RULE) if has_register else RULES))

"""The light of a report and of a reporting line, with the rule of each in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msp_desktop.domain.lights import Light, Lit
from msp_desktop.domain.periods import after_cycles
from msp_desktop.domain.records import Row
from msp_desktop.domain.reporting.obligations import Obligation
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _

SOON, SILENCE = 7, 14
"""Days before a report is due, and days without an answer, from which on somebody should look."""
REGISTRY = "registry"
RULES = (
    _(
        "■ Act: the day has passed and nothing was sent, or it was sent back and the day has passed."
    ),
    _(
        "▲ Watch: due within 7 days, sent back, sent late, or sent more than 14 days ago and not yet "
        "accepted."
    ),
    _("● In order: everything else."),
)
REGISTRY_RULE = _(
    "Registers: ▲ a year after the last report, ■ two years after it, as in the register of the United "
    "Nations."
)


def light_of(one: Obligation, today: date) -> Lit:
    """Return the light of a report, and why it shows."""
    if one.is_open:
        return _light_of_open(one, today)
    if one.days_late:
        late = translate_plural("Sent {count} day late.", "Sent {count} days late.", one.days_late)
        words = figures(late.format(count=one.days_late))
        return Lit(Light.GREEN if one.state == "accepted" else Light.YELLOW, words)
    if one.state == "accepted":
        return Lit(Light.GREEN, translate(_("Accepted.")))
    waits = (today - one.sent_on).days if one.sent_on else 0
    if waits > SILENCE:
        said = translate_plural("No answer for {count} day.", "No answer for {count} days.", waits)
        return Lit(Light.YELLOW, figures(said.format(count=waits)))
    return Lit(Light.GREEN, translate(_("Sent in time; the answer is awaited.")))


def light_of_line(line: Row, reports: Sequence[Obligation], today: date) -> Lit:
    """Return the light of a reporting line: that of its worst report; a register has a rule of its own."""
    if line.get("level") == REGISTRY:
        return _light_of_registry(reports, today)
    lit = [light_of(one, today) for one in reports]
    for light in (Light.RED, Light.YELLOW, Light.GREEN):
        found = [one for one in lit if one.light is light]
        if found:
            return found[-1]
    return Lit(Light.NONE, translate(_("No report is due yet.")))


def _light_of_open(one: Obligation, today: date) -> Lit:
    if one.due is None:
        return Lit(Light.NONE, translate(_("Nobody said when it is due.")))
    left = (one.due - today).days
    if left < 0:
        late = translate_plural("{count} day late.", "{count} days late.", -left)
        return Lit(Light.RED, figures(late.format(count=-left)))
    if one.state == "returned":
        return Lit(Light.YELLOW, translate(_("Sent back; it has to go out again.")))
    if left == 0:
        return Lit(Light.YELLOW, translate(_("Due today.")))
    ahead = translate_plural("Due in {count} day.", "Due in {count} days.", left)
    words = figures(ahead.format(count=left))
    return Lit(Light.YELLOW if left <= SOON else Light.GREEN, words)


def _light_of_registry(reports: Sequence[Obligation], today: date) -> Lit:
    last = max((one.sent_on for one in reports if one.sent_on), default=None)
    if last is None:
        return Lit(Light.RED, translate(_("Nothing was ever sent.")))
    words = translate(_("Last brought up to date on {day}.")).format(day=day_in_words(last))
    years = 0
    if last < today:  # a later day was typed wrongly, and may be the last of the calendar
        years = sum(after_cycles(last, "yearly", count) < today for count in (1, 2))
    return Lit((Light.GREEN, Light.YELLOW, Light.RED)[years], words)

"""Early warnings about milestones, checks and indicators that are late or behind (task 8.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msp_desktop.domain.monitoring.cycles import after, due
from msp_desktop.domain.monitoring.flag import AHEAD, Flag, FlagKind
from msp_desktop.domain.monitoring.paths import paths
from msp_desktop.domain.monitoring.slips import slips
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words, number_in_words
from msp_desktop.domain.sums import to_a_tenth
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _


def late_milestones(records: Records, today: date) -> Iterator[Flag]:
    """Name the milestones that are late or expected after their day."""
    for one in slips(records):
        if one.reached is not None or one.due is None:
            continue
        expected = one.latest or one.due
        is_late = one.due < today
        days = (max(expected, today) - one.due).days
        if days <= 0:
            continue
        words = {
            "milestone": one.name,
            "due": day_in_words(one.due),
            "expected": day_in_words(expected),
            "reason": one.reason or "–",
            "count": figures(str(days)),
        }
        if expected < today:
            text = translate_plural(
                "“{milestone}” was due on {due}, {count} day ago, and nobody says when it comes.",
                "“{milestone}” was due on {due}, {count} days ago, and nobody says when it comes.",
                days,
            )
            step = _("Write down the day on which it was reached, or when it is expected now.")
        else:
            text = translate_plural(
                "“{milestone}” is expected on {expected}, {count} day after {due}: {reason}.",
                "“{milestone}” is expected on {expected}, {count} days after {due}: {reason}.",
                days,
            )
            step = _("Tell those who count on {due}, or agree on a new date at the next meeting.")
        row = records.find("milestone", one.key) or {}
        activity = records.find("activity", row.get("activity")) or {}
        yield Flag(
            FlagKind.MILESTONE,
            "milestone",
            one.key,
            records.name("partner", activity.get("responsible")),
            translate(_("Milestone: {milestone}")).format(milestone=one.name),
            text.format(**words),
            translate(step).format(**words),
            days,
            ("milestone", one.key, "reached"),
            is_late,
        )


def missed_checks(records: Records, today: date) -> Iterator[Flag]:
    """Name the checks of the monitoring schedule whose day has passed."""
    for one in due(records, today):
        if not one.is_missed or one.day is None:
            continue
        activity = records.find("activity", one.activity) or {}
        said = translate_plural(
            "“{activity}” was to be looked at on {day}, {count} day ago: {method}.",
            "“{activity}” was to be looked at on {day}, {count} days ago: {method}.",
            one.days_missed,
        )
        words = {
            "activity": records.name("activity", one.activity) or "–",
            "day": day_in_words(one.day),
            "count": figures(str(one.days_missed)),
            "method": one.method.rstrip(".") or "–",
            "person": one.responsible or translate(_("nobody named")),
        }
        yield Flag(
            FlagKind.CHECK,
            "monitoring_schedule",
            one.key,
            records.name("partner", activity.get("responsible")),
            translate(_("Missed check: {activity}")).format(**words),
            said.format(**words),
            translate(_("Ask {person} to do it, and write down what was seen.")).format(**words),
            one.days_missed,
            ("monitoring_schedule", one.key, "last_on"),
            is_late=True,
        )


def indicators_behind(records: Records, today: date) -> Iterator[Flag]:
    """Name the indicators that lie behind the path agreed from baseline to target."""
    for one in paths(records, today.isoformat()):
        latest = one.latest
        if latest is None or not one.is_behind or not one.agreed:
            continue
        target_day, target = one.agreed[-1]
        wanted = one.expected(latest[0])
        assert wanted is not None
        reached = one.reached_on
        days = max((reached - target_day).days, 0) if reached is not None else 0
        sentence = _(
            "“{indicator}” was {value} {unit} on {day}; its path asks for {wanted} by then. At the pace of "
            "the last year the target {target} is reached on {reached}, and not on {due}."
        )
        if reached is None:
            sentence = _(
                "“{indicator}” was {value} {unit} on {day}; its path asks for {wanted} by then. At the pace "
                "of the last year the target {target} is not reached at all."
            )
        elif not days:
            sentence = _(
                "“{indicator}” was {value} {unit} on {day}; its path asks for {wanted} by then."
            )
        words = {
            "indicator": one.name,
            "value": number_in_words(latest[1]),
            "unit": one.unit,
            "day": day_in_words(latest[0]),
            "wanted": number_in_words(to_a_tenth(wanted)),
            "target": number_in_words(target),
            "due": day_in_words(target_day),
            "reached": day_in_words(reached) if reached is not None else "",
        }
        step = _(
            "Look at the values by group: where is it lowest? Decide at the next meeting what changes there."
        )
        yield Flag(
            FlagKind.INDICATOR,
            "indicator",
            one.key,
            one.responsible,
            translate(_("Behind its path: {indicator}")).format(indicator=one.name),
            translate(sentence).format(**words),
            translate(step),
            days,
            ("measurement", str(one.standing.measurement["id"]), "value"),
        )


def missing_figures(records: Records, today: date) -> Iterator[Flag]:
    """Name the indicators of which no value was written down within the cycle that was agreed."""
    for one in paths(records, today.isoformat()):
        row = one.standing.indicator
        begun = one.latest[0] if one.latest is not None else None
        if begun is None and one.agreed:
            begun = one.agreed[0][0]
        next_day = after(begun, row.get("frequency")) if begun is not None else None
        is_over = bool(one.agreed) and begun is not None and begun >= one.agreed[-1][0]
        if next_day is None or is_over or (days := (today - next_day).days) <= AHEAD:
            continue
        words = {
            "indicator": one.name,
            "day": day_in_words(next_day),
            "count": figures(str(days)),
            "partner": one.responsible or translate(_("nobody named")),
        }
        said = translate_plural(
            "A value of “{indicator}” was due on {day}, {count} day ago, from {partner}.",
            "A value of “{indicator}” was due on {day}, {count} days ago, from {partner}.",
            days,
        )
        step = _("Ask {partner} for the figure, or send the data sheet again.")
        yield Flag(
            FlagKind.FIGURES,
            "indicator",
            one.key,
            one.responsible,
            translate(_("Figure missing: {indicator}")).format(**words),
            said.format(**words),
            translate(step).format(**words),
            days,
            ("indicator", one.key, "frequency"),
            is_late=True,
        )

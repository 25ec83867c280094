"""Early warnings: what will be late, because of what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.monitoring.cycles import after, due
from msp_desktop.domain.monitoring.outlook import Outlook, Standing
from msp_desktop.domain.monitoring.paths import paths
from msp_desktop.domain.monitoring.reasons import Cause, Reason, start_of
from msp_desktop.domain.monitoring.slips import slips
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.schedule.board import late_words
from msp_desktop.domain.schedule.forecast import WHOLE
from msp_desktop.domain.shown import day_in_words, number_in_words, shown
from msp_desktop.domain.sums import to_a_tenth
from msp_desktop.i18n import figures, formats, translate, translate_plural
from msp_desktop.i18n import mark as _

AHEAD = 30
"""Days before it is needed within which something that is missing is worth a warning."""
_PACE = 10
"""Per cent by which an activity may lie behind an even pace before that is a warning by itself."""
_MOST = 3
"""Reasons of a delay, and activities it hits, that are named; of more only the number is said."""


class FlagKind(Enum):
    """What a warning is about."""

    DELAY = "delay"
    RISK = "risk"
    MILESTONE = "milestone"
    CHECK = "check"
    INDICATOR = "indicator"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Flag:
    """One warning. ``text`` says what and because of what, ``step`` what to do next.

    It is about the record ``kind_key`` and ``record_id``; ``place`` (kind, record, field) is where its
    cause can be put right. ``days`` are how late something is or will be, ``is_late`` says that it is
    already. ``title`` is the subject for the agenda of a meeting.
    """

    kind: FlagKind
    kind_key: str
    record_id: str
    organisation: str
    title: str
    text: str
    step: str
    days: int
    place: tuple[str, str, str]
    is_late: bool = False


def flags(records: Records, today: date) -> Sequence[Flag]:
    """Return every warning, what is late first, then what will be, the longest delay first."""
    found: list[Flag] = []
    try:
        outlook = Outlook(records, today)
        found += [*_delays(outlook), *_risks(outlook), *_apart(outlook)]
    except Circle as circle:
        found.append(_circle(records, circle))
    found += [*_milestones(records, today), *_checks(records, today)]
    found += [*_indicators(records, today), *_figures(records, today)]
    order = list(FlagKind)
    return sorted(found, key=lambda one: (order.index(one.kind), not one.is_late, -one.days))


# Activities


def _circle(records: Records, circle: Circle) -> Flag:
    """Say that no delay can be computed, for activities wait for one another."""
    names = [records.name("activity", key) for key in circle.keys]
    text = translate(
        _("Delays cannot be computed: these wait for one another in a circle: {loop}.")
    )
    return Flag(
        FlagKind.DELAY,
        "activity",
        circle.keys[0],
        "",
        translate(_("Activities that wait in a circle")),
        text.format(loop=formats.onward([*names, names[0]])),
        translate(_("Take one of their dependencies out (task 4.2).")),
        0,
        ("activity", circle.keys[0], "period"),
        is_late=True,
    )


def _delays(outlook: Outlook) -> Iterator[Flag]:
    """Name each activity with which a delay begins, what it waits for, and whom else it hits."""
    computed = outlook.expected.computed
    for one in outlook.activities():
        if one.days_late <= 0 or one.end is None or outlook.is_over(one.key):
            continue
        driver = computed[one.key].driver
        if driver is not None and outlook.days_late(driver.before) > 0:
            continue  # told with the delay from which it comes
        found = _reasons_of(outlook, one)
        length = outlook.plan.network.works[one.key].length
        if found[0].cause is Cause.PACE and (one.days_late - 1) * WHOLE <= length:
            continue  # progress is told in whole per cent: so much says nothing
        sentence = _("“{activity}” ({partner}) will end {late}, because {reasons}.")
        is_late = one.deadline is not None and one.deadline < outlook.today
        if is_late:
            sentence = _("“{activity}” ({partner}) is late and will end {late}, because {reasons}.")
        text = translate(sentence).format(
            activity=one.name,
            partner=one.organisation or "–",
            late=late_words(one.days_late, one.end),
            reasons=_listed([reason.text for reason in found]),
        )
        text = " ".join(filter(None, (text, _also(outlook, one))))
        first = found[0]
        yield Flag(
            FlagKind.DELAY,
            "activity",
            one.key,
            one.organisation,
            translate(_("Delay: {activity}")).format(activity=one.name),
            text,
            first.step,
            one.days_late,
            (first.kind_key, first.record_id, first.field_key),
            is_late,
        )


def _reasons_of(outlook: Outlook, one: Standing) -> Sequence[Reason]:
    """Return why an activity ends late: what it waits for, or what its last check says, or its pace."""
    waits = [reason for reason in outlook.reasons.get(one.key, ()) if _counts(reason, outlook)]
    # What comes last holds the others up.
    waits.sort(key=lambda reason: (-(reason.day or date.max).toordinal(), reason.record_id))
    check = outlook.check(one.key)
    partner = one.organisation or translate(_("nobody named"))
    obstacle = " ".join(str(check.get("obstacles") or "").split()).rstrip(".")
    if obstacle:
        words = {"what": obstacle, "partner": partner}
        place = ("activity_check", str(check["id"]), "obstacles")
        waits.append(Reason(Cause.OBSTACLE, one.key, *place, None, None, words))
    if waits:
        return waits
    driver = outlook.expected.computed[one.key].driver
    if driver is not None and not one.done:
        return [_by_plan(outlook, one, driver.before)]
    words = {
        "done": figures(str(one.done)),
        "planned": figures(str(one.planned)),
        "partner": partner,
    }
    return [Reason(Cause.PACE, one.key, "activity", one.key, "progress", None, None, words)]


def _by_plan(outlook: Outlook, one: Standing, before: str) -> Reason:
    """Return that an activity is planned to begin before what it waits for allows."""
    row = outlook.records.find("activity", before) or {}
    words = {
        "what": outlook.records.name("activity", before),
        "day": shown(KINDS["activity"].fields["period"], row.get("period")),
    }
    return Reason(Cause.PLAN, one.key, "activity", one.key, "period", None, None, words)


def _counts(reason: Reason, outlook: Outlook) -> bool:
    """Say whether a reason counts today: it is overdue, comes too late, or is uncertain and needed soon."""
    if reason.cause in (Cause.CANCELLED, Cause.MOVED):
        return True
    row = outlook.records.find("activity", reason.activity) or {}
    has_begun = outlook.plan.progress.get(reason.activity, 0) > 0
    period = outlook.plan.periods.get(reason.activity)
    limit = (period.end if period else None) if has_begun else start_of(outlook.records, row)
    if reason.day is not None and limit is not None and reason.day > limit:
        return True
    due = reason.due or outlook.today
    is_sure = reason.cause in (Cause.DELIVERY, Cause.COMING, Cause.READINESS)
    return due < outlook.today if is_sure else due <= outlook.today + timedelta(AHEAD)


def _also(outlook: Outlook, one: Standing) -> str:
    """Say which other activities end later because this one does."""
    hit = [hit for hit in outlook.hits if hit.cause == one.key and hit.key != one.key]
    if not hit:
        return ""
    records = outlook.records
    said = []
    for each in hit:
        words = translate_plural(
            "“{activity}” ({partner}) by {count} working day",
            "“{activity}” ({partner}) by {count} working days",
            each.days,
        )
        said.append(
            words.format(
                activity=records.name("activity", each.key),
                partner=records.name("partner", each.organisation) or "–",
                count=figures(str(each.days)),
            )
        )
    return translate(_("It also delays {activities}.")).format(activities=_listed(said))


def _listed(said: Sequence[str]) -> str:
    """Return the first few in a row, and how many more there are."""
    if len(said) <= _MOST:
        return formats.listed_names(said)
    more = len(said) - _MOST
    rest = translate_plural("{count} more", "{count} more", more)
    return formats.listed_names([*said[:_MOST], rest.format(count=figures(str(more)))])


def _risks(outlook: Outlook) -> Iterator[Flag]:
    """Name what is missing and needed soon, though nothing is late by it yet; and what falls behind."""
    for one in outlook.activities():
        if outlook.is_over(one.key) or one.days_late > 0:
            continue
        row = outlook.records.find("activity", one.key) or {}
        start = start_of(outlook.records, row)
        begins = max((start - outlook.today).days, 0) if start is not None else 0
        is_soon = begins <= AHEAD
        for reason in outlook.reasons.get(one.key, ()):
            if is_soon and _counts(reason, outlook):
                yield _risk(outlook, one, reason, begins)
        if one.behind >= _PACE and not outlook.check(one.key).get("expected_end"):
            words = {
                "done": figures(str(one.done)),
                "planned": figures(str(one.planned)),
                "partner": one.organisation or translate(_("nobody named")),
            }
            pace = Reason(Cause.PACE, one.key, "activity", one.key, "progress", None, None, words)
            yield _risk(outlook, one, pace, 0)


def _risk(outlook: Outlook, one: Standing, reason: Reason, begins: int) -> Flag:
    sentence = _("“{activity}” ({partner}) may become late, because {reason}.")
    if begins:
        sentence = translate_plural(
            "“{activity}” ({partner}) begins in {count} day and may become late, because {reason}.",
            "“{activity}” ({partner}) begins in {count} days and may become late, because {reason}.",
            begins,
        )
    else:
        sentence = translate(sentence)
    text = sentence.format(
        activity=one.name,
        partner=one.organisation or "–",
        count=figures(str(begins)),
        reason=reason.text,
    )
    overdue = (outlook.today - reason.due).days if reason.due is not None else 0
    return Flag(
        FlagKind.RISK,
        "activity",
        one.key,
        one.organisation,
        translate(_("Risk of delay: {activity}")).format(activity=one.name),
        text,
        reason.step,
        max(overdue, 0),
        (reason.kind_key, reason.record_id, reason.field_key),
        overdue > 0,
    )


def _apart(outlook: Outlook) -> Iterator[Flag]:
    """Name activities whose last check says another progress than they do themselves."""
    for one in outlook.activities():
        checked = outlook.records.value("activity_check", outlook.check(one.key), "done")
        if not isinstance(checked, Decimal) or one.checked is None or int(checked) == one.done:
            continue
        words = {
            "activity": one.name,
            "day": day_in_words(one.checked),
            "checked": figures(str(checked)),
            "done": figures(str(one.done)),
            "partner": one.organisation or translate(_("nobody named")),
        }
        sentence = _(
            "“{activity}”: the check of {day} found {checked} % done, the activity itself says {done} %."
        )
        step = _("Ask {partner} which is right, and write it into the activity.")
        yield Flag(
            FlagKind.CHECK,
            "activity",
            one.key,
            one.organisation,
            translate(_("Two figures: {activity}")).format(**words),
            translate(sentence).format(**words),
            translate(step).format(**words),
            0,
            ("activity", one.key, "progress"),
        )


# Milestones, checks, indicators, figures


def _milestones(records: Records, today: date) -> Iterator[Flag]:
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


def _checks(records: Records, today: date) -> Iterator[Flag]:
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


def _indicators(records: Records, today: date) -> Iterator[Flag]:
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


def _figures(records: Records, today: date) -> Iterator[Flag]:
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

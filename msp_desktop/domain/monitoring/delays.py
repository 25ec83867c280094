"""Early warnings about activities: what delays them, what may, and whom that hits (tasks 4.2 and 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.monitoring.flag import AHEAD, Flag, FlagKind
from msp_desktop.domain.monitoring.outlook import Outlook, Standing
from msp_desktop.domain.monitoring.reasons import Cause, Reason, start_of
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import Circle
from msp_desktop.domain.schedule.board import late_words
from msp_desktop.domain.schedule.forecast import WHOLE
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import figures, formats, translate, translate_plural
from msp_desktop.i18n import mark as _

_PACE = 10
"""Per cent by which an activity may lie behind an even pace before that is a warning by itself."""
_MOST = 3
"""Reasons of a delay, and activities it hits, that are named; of more only the number is said."""


def circle(records: Records, found: Circle) -> Flag:
    """Say that no delay can be computed, for activities wait for one another."""
    names = [records.name("activity", key) for key in found.keys]
    text = translate(
        _("Delays cannot be computed: these wait for one another in a circle: {loop}.")
    )
    return Flag(
        FlagKind.DELAY,
        "activity",
        found.keys[0],
        "",
        translate(_("Activities that wait in a circle")),
        text.format(loop=formats.onward([*names, names[0]])),
        translate(_("Take one of their dependencies out (task 4.2).")),
        0,
        ("activity", found.keys[0], "period"),
        is_late=True,
    )


def delays(outlook: Outlook) -> Iterator[Flag]:
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
    return [_by_pace(one)]


def _by_pace(one: Standing) -> Reason:
    """Return that less of an activity is done than an even pace would have done by now."""
    words = {
        "done": figures(str(one.done)),
        "planned": figures(str(one.planned)),
        "partner": one.organisation or translate(_("nobody named")),
    }
    return Reason(Cause.PACE, one.key, "activity", one.key, "progress", None, None, words)


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


def risks(outlook: Outlook) -> Iterator[Flag]:
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
            yield _risk(outlook, one, _by_pace(one), 0)


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


def apart(outlook: Outlook) -> Iterator[Flag]:
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

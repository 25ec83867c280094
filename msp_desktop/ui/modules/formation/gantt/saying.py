"""Rows of a plan in words: for those who cannot see the chart, and beside it for those who can."""

from __future__ import annotations

from msp_desktop.domain.schedule.rows import PlanRow
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _


def told(row: PlanRow) -> str:
    """Return what a row says, in words."""
    parts = [row.name, row.organisation]
    if row.period is not None:
        days = [day for day in (row.period.start, row.period.end) if day is not None]
        parts.append(" – ".join(formats.day(day) for day in dict.fromkeys(days)))
    if row.reached is not None:
        parts.append(translate(_("reached on {day}")).format(day=formats.day(row.reached)))
    if row.done:
        parts.append(translate(_("{count} % done")).format(count=row.done))
    if row.is_critical:
        parts.append(translate(_("no slack: any delay of it delays the end")))
    elif row.slack is not None:
        sentence = translate_plural(
            "{count} working day of slack", "{count} working days of slack", row.slack
        )
        parts.append(sentence.format(count=row.slack))
    if row.pushed is not None and row.pushed.start is not None:
        sentence = translate(_("cannot begin before {day}, because it waits for others"))
        parts.append(sentence.format(day=formats.day(row.pushed.start)))
    return "; ".join(part for part in parts if part)

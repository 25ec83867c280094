"""Moments as people read them. Clocks may be wrong by years: that is said, and nothing is refused for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _

_START = datetime(1970, 1, 1, tzinfo=UTC)
_TOLERATED_DAYS = 1
_MONTH, _YEAR = 60, 730
"""Days after which an age is told in months, and in years."""
_DOUBTFUL_YEARS = 5


def day_and_time(moment: int) -> str:
    """Return a moment (milliseconds since 1970) as day and time of this computer's place."""
    try:
        then = (_START + timedelta(milliseconds=moment)).astimezone()
    except (OverflowError, ValueError, OSError):
        return translate(_("on an impossible day"))
    return f"{day_in_words(then.date())}, {figures(f'{then:%H:%M}')}"


def how_old(moment: int, now: int | None = None) -> str:
    """Return how long ago a moment was; one in the future means that a clock is wrong."""
    days = _days_since(moment, now)
    if days < -_TOLERATED_DAYS:
        return translate(_("its clock is ahead of yours"))
    if days < 1:
        return translate(_("today"))
    if days < _MONTH:
        return translate_plural("{count} day ago", "{count} days ago", days).format(count=days)
    if days < _YEAR:
        months = days // 30
        return translate_plural("{count} month ago", "{count} months ago", months).format(
            count=months
        )
    years = days // 365
    return translate_plural("{count} year ago", "{count} years ago", years).format(count=years)


def about_clock(moment: int, now: int | None = None) -> str:
    """Say what a strange date of writing means; nothing when it is an ordinary one."""
    days = _days_since(moment, now)
    if days < -_TOLERATED_DAYS:
        return translate(
            _(
                "By its date the file comes from the future: a clock is wrong, there or here. "
                "It can be taken in all the same; dates never decide what is kept."
            )
        )
    if days > _DOUBTFUL_YEARS * 365:
        return translate(
            _(
                "By its date the file is very old: it is, or the clock there is wrong. "
                "It can be taken in all the same; dates never decide what is kept."
            )
        )
    return ""


def _days_since(moment: int, now: int | None) -> int:
    here = int(datetime.now(UTC).timestamp() * 1000) if now is None else now
    return (here - moment) // 86_400_000

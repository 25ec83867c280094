"""The stretch of time a progress report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Period
from msp_desktop.domain.records import Records, Row


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` (None: from the beginning) to ``until``, which is never after the day of printing."""

    start: date | None
    until: date

    def covers(self, stored: object) -> bool:
        """Say whether an ISO date lies inside."""
        day = str(stored or "")
        return (
            bool(day) and (self.start is None or self.start.isoformat() <= day) and self.before(day)
        )

    def before(self, stored: object) -> bool:
        """Say whether an ISO date lies before the end."""
        day = str(stored or "")
        return bool(day) and day <= self.until.isoformat()


def span_of(records: Records, report: Row, today: date) -> Span:
    """Return the time a report is about: the period it names, or everything until today."""
    period = records.value("report_due", report, "period")
    if not isinstance(period, Period):
        return Span(None, today)
    return Span(period.start, min(period.end or today, today))

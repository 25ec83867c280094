"""What a progress report is about: whose answers, which report, and the stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Period
from msp_desktop.domain.own_part import OUTSIDE
from msp_desktop.domain.records import Records, Row
from msp_desktop.reports.layouts.reading import Reader


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


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose answers, which report due and its line (empty without one), which time, the day of printing."""

    reader: Reader
    report: Row
    line: Row
    span: Span
    today: date

    @property
    def is_for_outsiders(self) -> bool:
        """Whether who reads it is not of the partnership and does not govern it."""
        return self.line.get("level") in OUTSIDE

    def lasted(self, ended: object) -> bool:
        """Say whether what ended on an ISO date went on in this time, or longer."""
        return bool(ended) and (self.span.covers(ended) or not self.span.before(ended))

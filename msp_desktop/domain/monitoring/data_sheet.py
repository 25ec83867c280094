"""The data sheet of a partner for a period: what is asked in which column, and by which code it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msp_desktop.domain.fields import Field, Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.monitoring.cycles import is_over
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _

VERSION = 1
_KEY = re.compile(r"MSP-DATA-(\d+) ([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]{32}|-) ([A-Za-z-]+)")
_CODE = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and the answer that is written in it; without one it only tells something."""

    label: str
    key: str = ""
    kind_key: str = ""

    @property
    def field(self) -> Field:
        """The answer that is asked for."""
        return KINDS[self.kind_key].fields[self.key]


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet to fill in: its name and its columns, the first of which holds the code."""

    key: str
    title: str
    kind_key: str
    about: str
    columns: tuple[Column, ...]


def _asked(kind_key: str, *keys: str) -> Iterator[Column]:
    return (Column(KINDS[kind_key].fields[key].label, key, kind_key) for key in keys)


_CODE_COLUMN = Column(_("Code (do not change)"))
INDICATORS = Form(
    "indicators",
    _("Indicators"),
    "measurement",
    "indicator",
    (
        _CODE_COLUMN,
        Column(_("Indicator")),
        Column(_("Unit")),
        Column(_("Last value")),
        Column(_("Expected at the end of the period")),
        *_asked("measurement", "date", "value", "place", "counted", "women", "men", "other"),
        *_asked("measurement", "young", "adult", "old", "disability", "without", "confidence"),
        *_asked("measurement", "source", "remark"),
    ),
)
GROUPS = Form(
    "groups",
    _("Groups"),
    "measurement_part",
    "indicator",
    (
        _CODE_COLUMN,
        Column(_("Indicator")),
        *_asked("measurement_part", "dimension", "name", "value", "counted"),
    ),
)
ACTIVITIES = Form(
    "activities",
    _("Activities"),
    "activity_check",
    "activity",
    (
        _CODE_COLUMN,
        Column(_("Activity")),
        Column(_("From – to")),
        Column(_("Done at the last check")),
        *_asked(
            "activity_check", "date", "done", "result", "seen", "expected_end", "obstacles", "by"
        ),
    ),
)
FORMS = (INDICATORS, GROUPS, ACTIVITIES)


@dataclass(frozen=True, slots=True)
class Key:
    """What a data sheet is of: partnership, period, partner (empty: all), and the language of its words."""

    space_id: str
    period_id: str
    partner_id: str
    language: str
    version: int = VERSION

    def __str__(self) -> str:
        partner = self.partner_id or "-"
        parts = (self.space_id, self.period_id, partner, self.language)
        return f"MSP-DATA-{self.version} {' '.join(parts)}"


def key_in(text: object) -> Key | None:
    """Return the key that a cell holds, if it is one."""
    found = _KEY.fullmatch(str(text).strip())
    if found is None:
        return None
    version, space, period, partner, language = found.groups()
    return Key(space, period, "" if partner == "-" else partner, language, int(version))


def code_of(record_id: object) -> str:
    """Return the short code by which a record is known on its line."""
    tail = str(record_id)[-_CODE:].upper()
    return f"{tail[:4]}-{tail[4:]}"


def indicators(records: Records, partner_id: str) -> Sequence[Row]:
    """Return the indicators that a partner measures; all of them where no partner is named."""
    return [
        row
        for row in records.rows("indicator")
        if not partner_id or row.get("responsible") == partner_id
    ]


def activities(records: Records, period_id: str, partner_id: str) -> Sequence[Row]:
    """Return the activities of a partner that go on within a period."""
    row = records.find("monitoring_period", period_id) or {}
    period = records.value("monitoring_period", row, "period") if row else None
    return [
        one
        for one in records.rows("activity")
        if (not partner_id or one.get("responsible") == partner_id)
        and (not is_over(one) or _within(records, one, period))
        and _begins(records, one, period)
    ]


def partners(records: Records, period_id: str) -> Sequence[str]:
    """Return the partners that have anything to report for a period."""
    asked = {row.get("responsible") for row in records.rows("indicator")}
    asked |= {row.get("responsible") for row in activities(records, period_id, "")}
    return [str(row["id"]) for row in records.rows("partner") if row["id"] in asked]


def groups(records: Records, indicator_id: object) -> Sequence[tuple[str, str]]:
    """Return by what an indicator is broken down, and the groups known from its baseline."""
    rows = records.rows("baseline_part", str(indicator_id))
    found = ((str(row.get("dimension") or ""), str(row.get("name") or "")) for row in rows)
    return list(dict.fromkeys(one for one in found if all(one)))


def _within(records: Records, activity: Row, period: object) -> bool:
    own = records.value("activity", activity, "period")
    if not isinstance(own, Period) or not isinstance(period, Period):
        return False
    return not (own.end and period.start and own.end < period.start)


def _begins(records: Records, activity: Row, period: object) -> bool:
    own = records.value("activity", activity, "period")
    if not isinstance(own, Period) or not isinstance(period, Period):
        return True
    return not (own.start and period.end and own.start > period.end)

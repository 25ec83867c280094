"""Who reports what to whom: the hierarchy of reporting as a network (task 8.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Choice
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.influence import short_name
from msp_desktop.domain.lights import Lit
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.reporting.lighting import light_of_line
from msp_desktop.domain.reporting.obligations import next_due, obligations, reports_of
from msp_desktop.i18n import translate

_CYCLE, _LEVEL = (KINDS["reporting_line"].fields[key] for key in ("cycle", "level"))
assert isinstance(_CYCLE, Choice)
assert isinstance(_LEVEL, Choice)
LEVELS: Mapping[str, str] = {option.key: option.label for option in _LEVEL.options}
"""The words for the levels of receivers."""
_WORDS = {option.key: option.label for option in _CYCLE.options}


@dataclass(frozen=True, slots=True)
class Station:
    """Somebody who reports or hears reports: a partner, a body, or whoever is named.

    ``kind_key`` and ``record`` are empty for what is no record; ``level`` is that of a receiver, empty
    for a partner that only reports.
    """

    key: str
    name: str
    kind_key: str = ""
    record: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One reporting line between two stations: what goes, how often, when next, and its light."""

    record: str
    what: str
    cycle: str
    start: str
    end: str
    due: date | None
    lit: Lit


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """All stations, those that only report first, and the lines between them."""

    stations: tuple[Station, ...]
    lines: tuple[Line, ...]

    def from_or_to(self, key: str) -> list[Line]:
        """Return the lines of a station."""
        return [one for one in self.lines if key in (one.start, one.end)]


def hierarchy(records: Records, today: date) -> Hierarchy:
    """Return who reports to whom, as far as sender and receiver are named."""
    stations: dict[str, Station] = {}
    lines = []
    found = obligations(records, today)
    for row in records.rows("reporting_line"):
        sender = records.find("partner", row.get("from_partner"))
        receiver = _receiver(records, row)
        if sender is None or receiver is None:
            continue
        start = _partner(sender)
        stations.setdefault(start.key, start)
        before = stations.get(receiver.key)
        if before is None or not before.level:
            stations[receiver.key] = receiver
        reports = reports_of(found, str(row["id"]))
        lines.append(
            Line(
                str(row["id"]),
                str(row.get("what") or ""),
                translate(_WORDS.get(str(row.get("cycle") or ""), "")),
                start.key,
                receiver.key,
                next_due(row, reports, today),
                light_of_line(row, reports, today),
            )
        )
    return Hierarchy(tuple(stations.values()), tuple(lines))


def _receiver(records: Records, row: Row) -> Station | None:
    """Return to whom a line goes: the partner, else the body of that name, else the name as it stands."""
    level = str(row.get("level") or "")
    partner = records.find("partner", row.get("to_partner"))
    if partner is not None:
        known = _partner(partner)
        return Station(known.key, known.name, known.kind_key, known.record, level or "lead")
    name = " ".join(str(row.get("to") or "").split())
    if not name:
        return None
    for kind_key in ("partner", "body"):
        for one in records.rows(kind_key):
            if name.casefold() in _names(one):
                return Station(str(one["id"]), name, kind_key, str(one["id"]), level)
    return Station(f"to {name.casefold()}", name, level=level)


def _partner(row: Row) -> Station:
    return Station(str(row["id"]), short_name(row), "partner", str(row["id"]))


def _names(row: Row) -> set[str]:
    return {str(row.get(key) or "").casefold() for key in ("name", "short_name")} - {""}

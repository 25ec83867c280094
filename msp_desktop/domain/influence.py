"""How much organisations can change and how much it matters to them, today and on days kept (task 1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline.initiation.standing import PARTNER_POSITION, STANCES
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _

STEPS = 5
"""Influence and interest go from 1 to 5."""
HIGH = 4
"""From here on influence or interest is high."""
GONE = ("left", "declined")
"""The states of organisations that can be left out of the map."""

_POSITION = PARTNER_POSITION.fields
_STANCE_KEYS = frozenset(option.key for option in STANCES)


class Quarter(Enum):
    """What follows for the work with an organisation, by its influence and interest."""

    CLOSELY = _("Work with closely")
    CONTENT = _("Keep content")
    INFORMED = _("Keep informed")
    WATCHED = _("Keep an eye on")


@dataclass(frozen=True, slots=True)
class Position:
    """Influence and interest from 1 to 5; the key of the stance, empty where nobody said."""

    influence: int
    interest: int
    stance: str = ""

    @property
    def quarter(self) -> Quarter:
        """The quarter of the map it lies in."""
        if self.influence >= HIGH:
            return Quarter.CLOSELY if self.interest >= HIGH else Quarter.CONTENT
        return Quarter.INFORMED if self.interest >= HIGH else Quarter.WATCHED


@dataclass(frozen=True, slots=True)
class Placed:
    """One organisation: where it stands, None while nobody placed it, and where it stood before."""

    partner: str
    name: str
    now: Position | None
    before: Position | None = None

    @property
    def has_moved(self) -> bool:
        """Whether it stands elsewhere than before."""
        if self.now is None or self.before is None:
            return False
        cells = ((one.influence, one.interest) for one in (self.now, self.before))
        return len(set(cells)) > 1


def kept_days(records: Records) -> list[date]:
    """Return the days of which positions were kept, the newest first."""
    found = (records.value("partner_position", row, "date") for row in _kept(records))
    return sorted({day for day in found if isinstance(day, date)}, reverse=True)


def placed(
    records: Records,
    day: date | None = None,
    before: date | None = None,
    *,
    with_gone: bool = True,
) -> list[Placed]:
    """Return where every organisation stands, in the order of the list.

    ``day`` asks for the positions of a day instead of those of today, ``before`` for those of an
    earlier day beside them; the last ones kept until then count. ``with_gone`` says whether
    organisations that have left or were not chosen are among them.
    """
    then = {} if day is None else _kept_until(records, day)
    earlier = {} if before is None else _kept_until(records, before)
    return [
        Placed(
            str(row["id"]),
            short_name(row),
            _position(row) if day is None else then.get(row["id"]),
            earlier.get(row["id"]),
        )
        for row in records.rows("partner")
        if with_gone or row.get("state") not in GONE
    ]


def short_name(row: Row) -> str:
    """Return the name of an organisation for tables and pictures."""
    return str(row.get("short_name") or row.get("name") or "")


def position_name(partner: str, day: date) -> str:
    """Return the name by which an organisation's position on a day is the same record in every office."""
    return f"partner_position/{partner}/{day.isoformat()}"


def to_keep(records: Records) -> Sequence[tuple[str, Position]]:
    """Return where every organisation that was placed stands today, by its identifier."""
    return [(one.partner, one.now) for one in placed(records) if one.now is not None]


def _kept(records: Records) -> list[Row]:
    return [row for row in records.rows("partner_position") if _position(row) is not None]


def _kept_until(records: Records, day: date) -> dict[Stored, Position]:
    """Return the last position kept until a day, by the identifier of its organisation."""
    until = [row for row in _kept(records) if "" < str(row.get("date") or "") <= day.isoformat()]
    found = {}
    for row in sorted(until, key=lambda row: str(row["date"])):
        position = _position(row)
        if position is not None:
            found[row["owner_id"]] = position
    return found


def _position(row: Row) -> Position | None:
    influence, interest = (_step(row.get(key), key) for key in ("influence", "interest"))
    if influence is None or interest is None:
        return None
    stance = row.get("stance")
    return Position(influence, interest, str(stance) if stance in _STANCE_KEYS else "")


def _step(stored: Stored, key: str) -> int | None:
    value = _POSITION[key].value(stored)
    return value if isinstance(value, int) and 1 <= value <= STEPS else None

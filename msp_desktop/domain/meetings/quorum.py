"""Who came to a meeting, and whether these may decide."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from msp_desktop.domain.records import Records, Row

TAKING_PART = ("present", "proxy")
"""What the presence of somebody says who is there, for oneself or for somebody else."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members with a vote are there, of how many, and how many must be (None: not agreed)."""

    present: int
    members: int
    needed: int | None

    @property
    def is_met(self) -> bool | None:
        """Whether enough are there; None where nobody agreed how many that is."""
        return None if self.needed is None else self.present >= self.needed


def quorum(records: Records, meeting: Row) -> Quorum:
    """Count the members with a vote who are there themselves or by proxy.

    Of somebody of whom nothing is said, a vote is assumed. There are as many members as the body has
    seats, or else as many as are listed; whoever stands in for a member who is listed too is not another.
    """
    listed = [
        row for row in records.rows("attendance", str(meeting.get("id") or "-")) if votes(row)
    ]
    names = {str(row.get("name") or "").casefold() for row in listed}
    members = sum(
        row.get("presence") != "proxy" or str(row.get("proxy_for") or "").casefold() not in names
        for row in listed
    )
    body = records.find("body", meeting.get("body"))
    seats = records.value("body", body, "seats") if body is not None else None
    share = records.value("body", body, "quorum_share") if body is not None else None
    of = seats if isinstance(seats, int) and seats else members
    needed = None
    if isinstance(share, Decimal):
        needed = int((share * of / 100).to_integral_value(rounding=ROUND_CEILING))
    present = sum(row.get("presence") in TAKING_PART for row in listed)
    return Quorum(present, of, needed)


def votes(row: Row) -> bool:
    """Say whether somebody has a vote; where nothing is said, it is assumed."""
    return row.get("capacity") in (None, "", "voting")

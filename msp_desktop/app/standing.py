"""Keeping where organisations stand today, so that later it can be seen who has moved (task 1.4)."""

from __future__ import annotations

from datetime import date

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.influence import position_name, to_keep
from msp_desktop.i18n import formats
from msp_desktop.i18n import mark as _


def keep_positions(workspace: Workspace, space_id: str, day: date) -> int:
    """Write down where every placed organisation stands, as of ``day``, as one step; return how many.

    Doing it again on the same day replaces what was kept of it, in this office or another.
    """
    found = to_keep(workspace.records(space_id))
    with workspace.step(_("Keep positions of {day}"), {"day": formats.day(day)}):
        for partner, position in found:
            workspace.set_single(
                "partner_position",
                space_id,
                {
                    "date": day.isoformat(),
                    "influence": position.influence,
                    "interest": position.interest,
                    "stance": position.stance or None,
                },
                name=position_name(partner, day),
                owner_id=partner,
            )
    return len(found)

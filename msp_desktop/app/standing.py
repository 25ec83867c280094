"""Keeping where organisations stand today, so that later it can be seen who has moved (task 1.4)."""

from __future__ import annotations

from datetime import date

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.influence import position_name, to_keep
from msp_desktop.i18n import formats
from msp_desktop.i18n import mark as _


def keep_positions(workspace: Workspace, space_id: str, day: date) -> int:
    """Write down where every placed organisation stands, as of ``day``, as one step; return how many.

    Doing it again on the same day replaces what was kept of it, in this office or another: who was
    taken off the map in between is no longer among them.
    """
    records = workspace.records(space_id)
    found = dict(to_keep(records))
    with workspace.step(_("Keep positions of {day}"), {"day": formats.day(day)}):
        for row in records.rows("partner_position"):
            partner_id = str(row["owner_id"])
            is_kept = row["id"] == single_id(space_id, position_name(partner_id, day))
            if is_kept and partner_id not in found:
                workspace.remove("partner_position", str(row["id"]))
        for partner, position in found.items():
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

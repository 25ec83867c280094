"""Module C, Managing implementation: the designed parts of its pages, by task number."""

from __future__ import annotations

from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, Parts, Place


def _meeting_desk(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.meeting_desk import MeetingDesk

    return MeetingDesk(surroundings, bus)


def _seals(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.implementation.seals_part import SealsPart

    return SealsPart(surroundings, bus)


PARTS: Parts = {"7.1": (Place(_meeting_desk, "meeting_plan"), Place(_seals, "trouble"))}

"""Module B, Formation: the designed parts of its pages, by task number."""

from __future__ import annotations

from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, Parts, Place


def _gantt(surroundings: Surroundings, bus: ChangeBus) -> Part:
    from msp_desktop.ui.modules.formation.gantt.part import GanttPart

    return GanttPart(surroundings, bus)


PARTS: Parts = {"4.2": (Place(_gantt, above="activity"),)}

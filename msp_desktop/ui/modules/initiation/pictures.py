"""The pictures of module A by name, each loaded when it is first wanted."""

from __future__ import annotations

from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.modules.initiation.chain_part import ChainPart
from msp_desktop.ui.modules.initiation.goals_part import GoalsPart
from msp_desktop.ui.modules.initiation.influence_part import InfluencePart
from msp_desktop.ui.modules.initiation.network_part import NetworkPart


def make(name: str, surroundings: Surroundings, bus: ChangeBus) -> PicturePart:
    """Return a new picture. Raises KeyError for a name that is none."""
    return _PICTURES[name](surroundings, bus)


_PICTURES = {
    "influence": InfluencePart,
    "network": NetworkPart,
    "goals": GoalsPart,
    "chain": ChainPart,
}

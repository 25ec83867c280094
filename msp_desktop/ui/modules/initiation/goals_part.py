"""Task 2.2: the tree of goals."""

from __future__ import annotations

from msp_desktop.domain.goals_tree import goals_tree
from msp_desktop.graphs.tree_map import goals_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.widgets.picture.view import PictureView

_WATCHED = ("shared_goal", "objective", "indicator", "partner_goal", "partner", "same_record")
_HINT = _("Arrows go along the lines, Enter opens what is chosen.")


class GoalsPart(PicturePart):
    """Partners' own goals beside the shared ones, and the objectives and indicators that follow."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("Tree of goals")), _WATCHED, surroundings, bus)

    def build(self) -> None:
        self.hold(PictureView(translate(_("Tree of goals"))), translate(_HINT))

    def refresh(self) -> None:
        self.view.show_picture(goals_map(goals_tree(self.surroundings.records)))

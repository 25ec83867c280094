"""The pictures of the dashboard: planned and done, the slip chart, indicators beside their paths."""

from __future__ import annotations

from collections.abc import Sequence

from msp_desktop.app import monitoring
from msp_desktop.domain.monitoring.outlook import Outlook, Standing
from msp_desktop.domain.monitoring.paths import paths
from msp_desktop.domain.monitoring.slips import slips
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.schedule import Circle
from msp_desktop.graphs.path_map import path_map
from msp_desktop.graphs.slip_map import slip_map
from msp_desktop.graphs.standing_map import Group, standing_map
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.forms.picture_part import PicturePart
from msp_desktop.ui.modules.implementation.monitoring.warnings_part import WATCHED
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.picture.view import PictureView

MOST = 60
"""Activities drawn at once; of more those that are furthest behind, until one component is chosen."""


class StandingPart(PicturePart):
    """Planned against done for each component and activity, and the forecast of their ends."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(
            translate(_("Planned and done")), (*WATCHED, "component"), surroundings, bus
        )

    def build(self) -> None:
        """Make the picture and the choice of a component."""
        self.component = ChoiceBox()
        self.component.setAccessibleName(translate(_("Component")))
        self.component.fit_words()
        self.component.activated.connect(self.refresh)
        self.message = InlineMessage()
        self.empty = plain_label(
            translate(_("No activity is planned yet. Plan them in task 4.2.")), "muted"
        )
        self.few = plain_label("", "muted")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.message)
        hint = translate(
            _("The thick mark is where the work should be by today. Arrows choose, Enter opens.")
        )
        self.hold(PictureView(self.accessibleName()), hint, self.component)
        self.body.addWidget(self.few)

    def refresh(self) -> None:
        """Work out anew where everything stands."""
        records = self.surroundings.records
        self.message.clear()
        try:
            groups = Outlook(records, today()).components()
        except Circle:
            groups = []
            said = translate(
                _("Nothing can be foretold: activities wait in a circle. See task 4.2.")
            )
            self.message.say(said, "bad")
        self._offer(groups)
        chosen = self.component.currentData()
        shown = [one for one in groups if not chosen or one[0].key == chosen]
        self.empty.setVisible(not groups and not self.message.text)
        self.frame.setVisible(bool(groups))
        kept, left = _furthest_behind(shown)
        if kept:
            self.view.show_picture(standing_map(kept))
        sentence = translate_plural(
            "{count} activity more is not drawn; choose its component to see it.",
            "{count} activities more are not drawn; choose a component to see all of it.",
            left,
        )
        self.few.setText(figures(sentence.format(count=left)))
        self.few.setVisible(left > 0)

    def _offer(self, groups: Sequence[Group]) -> None:
        offered = [("", translate(_("All components")))]
        offered += [(head.key, head.name) for head, _inside in groups if head.key]
        box = self.component
        if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == offered:
            return
        chosen = box.currentData()
        box.clear()
        for key, name in offered:
            box.addItem(name, key)
        box.setCurrentIndex(max(box.findData(chosen), 0))


class SlipPart(PicturePart):
    """The slip chart of the milestones, and a way to keep what is expected today."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Slip chart of the milestones"))
        super().__init__(title, (*WATCHED, "plan_baseline"), surroundings, bus)

    def build(self) -> None:
        """Make the picture and its button."""
        self.empty = plain_label(
            translate(_("No milestone yet. Add them in task 4.2; then say here when they come.")),
            "muted",
        )
        self.message = InlineMessage()
        self.keep = self.button(translate(_("Keep forecasts of today")), self._on_keep)
        hint = translate(
            _("A level line is on time, a rising one slips. Arrows choose, Enter opens.")
        )
        self.body.addWidget(self.empty)
        self.hold(PictureView(self.accessibleName()), hint, self.keep)
        self.body.addWidget(self.message)

    def refresh(self) -> None:
        """Draw what was said until now."""
        found = slips(self.surroundings.records)
        self.empty.setVisible(not found)
        self.frame.setVisible(bool(found))
        if found:
            self.view.show_picture(slip_map(found, today()))

    def _on_keep(self) -> None:
        self.catch_up()
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            count = monitoring.keep_forecasts(workspace, space_id, today())
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return
        said = translate_plural(
            "{count} forecast was kept. Correct below what you know better, and say why.",
            "{count} forecasts were kept. Correct below what you know better, and say why.",
            count,
        )
        self.message.say(figures(said.format(count=count)), "ok")


class PathPart(PicturePart):
    """Indicators beside the path from baseline to target."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("Indicators beside their paths"))
        super().__init__(title, ("indicator", "indicator_target", "measurement"), surroundings, bus)

    def build(self) -> None:
        """Make the picture."""
        self.empty = plain_label(
            translate(_("No indicator yet. Add them in task 2.4, with baseline and target.")),
            "muted",
        )
        hint = translate(
            _("The broken line is what was agreed, the thick one what was measured. Enter opens.")
        )
        self.body.addWidget(self.empty)
        self.hold(PictureView(self.accessibleName()), hint)

    def refresh(self) -> None:
        """Draw what was measured until now."""
        found = paths(self.surroundings.records, today().isoformat())
        self.empty.setVisible(not found)
        self.frame.setVisible(bool(found))
        if found:
            self.view.show_picture(path_map(found))


def _furthest_behind(groups: Sequence[Group]) -> tuple[Sequence[Group], int]:
    """Return groups with no more activities than can be drawn, and how many are left out."""
    inside = [one for _head, some in groups for one in some]
    if len(inside) <= MOST:
        return groups, 0

    def pressing(one: Standing) -> tuple[int, int]:
        return -one.days_late, -one.behind

    kept = {one.key for one in sorted(inside, key=pressing)[:MOST]}
    shown = [(head, [one for one in some if one.key in kept]) for head, some in groups]
    return [group for group in shown if group[1]], len(inside) - MOST

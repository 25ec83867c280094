"""The components over time, without their activities (task 4.1)."""

from __future__ import annotations

from msp_desktop.domain.schedule.rows import PlanRow, components
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.modules.formation.gantt.chart import GanttChart
from msp_desktop.ui.modules.formation.gantt.saying import told
from msp_desktop.ui.widgets.labels import plain_label


class ComponentsPart(Part):
    """Says when which component is carried out, and by whom; its days are changed in its entry."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        title = translate(_("The components over time"))
        super().__init__(title, ("component", "partner"), surroundings, bus)

    def build(self) -> None:
        """Make the chart and the line below it."""
        self.chart = GanttChart(today(), translate(_("Components")))
        self.chart.opened.connect(lambda row: self.open_record.emit("component", row.key, "period"))
        self.chart.chosen.connect(self._on_chosen)
        self.empty = plain_label(
            translate(_("No component has days yet. Write them down below.")), "muted"
        )
        self.said = plain_label("", "muted")
        for part in (self.empty, self.chart, self.said):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Show the components as they are now."""
        rows = components(self.surroundings.records)
        for part in (self.chart, self.said):
            part.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.chart.show_rows(rows)

    # Inside

    def _on_chosen(self, row: PlanRow | None) -> None:
        self.said.setText(told(row) if row is not None else "")

"""The chart on the page of task 4.2: what is shown of the plan, and what is done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from msp_desktop.app import planning
from msp_desktop.domain.fields import Period
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Records
from msp_desktop.domain.schedule import hits
from msp_desktop.domain.schedule.plan import Plan
from msp_desktop.domain.schedule.rows import PlanRow, RowKind, plan_rows
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.modules.formation.gantt.chart import GanttChart
from msp_desktop.ui.modules.formation.gantt.saying import told
from msp_desktop.ui.modules.formation.gantt.scale import ZOOMS
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push

_WATCHED = (
    "activity", "milestone", "dependency", "component", "partner", "work_calendar", "day_off",
    "plan_baseline", "baseline_activity",
)  # fmt: skip
_KEYS = _(
    "By keyboard: up and down choose, left and right move by a working day, with Shift only the end. F7 "
    "joins to what waits, F8 shows today, F9 the whole plan, plus and minus change the scale, Enter opens "
    "the entry."
)


class GanttPart(Part):
    """The plan over time with its filters, and what can be done with all of it."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(translate(_("The plan over time")), _WATCHED, surroundings, bus)
        self.today = today()

    def build(self) -> None:
        """Make the chart and what stands around it."""
        self.chart = GanttChart(self.today)
        self.message = InlineMessage()
        self.partner = self._choice(_("Partner"))
        self.baseline = self._choice(_("Compare with"))
        self.zoom = self._choice(_("Scale"))
        for step, zoom in enumerate(ZOOMS):
            self.zoom.addItem(translate(zoom.name), step)
        self.zoom.setCurrentIndex(self.chart.zoom)
        self.zoom.activated.connect(self.chart.set_zoom)
        self.chart.zoomed.connect(self.zoom.setCurrentIndex)
        self.forecast = QCheckBox(translate(_("Forecast")))
        self.forecast.setToolTip(
            translate(_("Says what becomes of the plan by what is done today"))
        )
        self.forecast.toggled.connect(self.refresh)
        self.keep = push(translate(_("Keep as agreed")))
        self.keep.clicked.connect(self._on_keep)
        self.follow = push(translate(_("Move what waits")))
        self.follow.setToolTip(
            translate(_("Gives activities that wait for others the days that are possible"))
        )
        self.follow.clicked.connect(self._on_follow)
        self.said = plain_label("", "muted")
        self.summary = plain_label("")
        bar = FlowLayout(spacing=theme.S)
        for widget in (
            self.partner, self.baseline, self.zoom, self.forecast, self.keep, self.follow,
        ):  # fmt: skip
            bar.addWidget(widget)
        self.body.addWidget(plain_label(translate(_KEYS), "muted"))
        self.body.addLayout(bar)
        self.body.addWidget(self.message)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.said)
        self.body.addWidget(self.summary)
        self._connect()

    def refresh(self) -> None:
        """Compute the plan anew and show it."""
        records = self.surroundings.records
        self._offer(self.partner, records, "partner", _("Activities of all partners"))
        self._offer(self.baseline, records, "plan_baseline", _("Compare with no plan"))
        try:
            plan = planning.plan(records)
        except planning.WaitsInACircle as problem:
            self.message.say(str(problem), "bad")
            self.chart.setEnabled(False)
            return
        if not self.chart.isEnabled():
            self.message.clear()
            self.chart.setEnabled(True)
        self._plan = plan
        wanted = str(self.baseline.currentData() or ""), str(self.partner.currentData() or "")
        self.chart.show_plan(plan, plan_rows(records, plan, *wanted))
        self.follow.setEnabled(bool(plan.pushed))
        self.summary.setText(self._summary(records, plan))

    # Inside

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.fit_words()
        box.setAccessibleName(translate(name))
        box.activated.connect(self.refresh)
        return box

    def _offer(self, box: ChoiceBox, records: Records, kind: str, nothing: str) -> None:
        box.offer([("", translate(nothing)), *records.names(kind).items()])

    def _connect(self) -> None:
        self.chart.moved.connect(self._on_moved)
        self.chart.nudged.connect(self._on_nudged)
        self.chart.linked.connect(self._on_linked)
        self.chart.opened.connect(lambda row: self.open_record.emit(row.kind.value, row.key, ""))
        self.chart.chosen.connect(self._on_chosen)
        self.chart.linking.connect(self._on_linking)

    def _on_moved(self, row: PlanRow, period: Period) -> None:
        self.message.clear()
        planning.move(self.surroundings.workspace, row, period)

    def _on_nudged(self, key: str, by: int, at_end: bool) -> None:
        self.catch_up()
        row = self.chart.row
        if row is None or row.key != key or row.period is None or row.period.start is None:
            return
        if row.kind is RowKind.MILESTONE:
            day = self._plan.calendar.shifted(row.period.start, by)
            self._on_moved(row, Period(day, day))
        elif row.kind is RowKind.ACTIVITY:
            plan = self._plan
            self._on_moved(row, plan.resized(key, last_by=by) if at_end else plan.moved(key, by))

    def _on_linked(self, before: str, after: str) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        try:
            planning.link(workspace, space_id, before, after)
        except Problem as problem:
            self.message.say(str(problem), "bad")
        else:
            self.message.clear()

    def _on_linking(self, row: PlanRow | None) -> None:
        if row is None:
            self.message.clear()
            return
        sentence = translate(
            _("Choose the activity that waits for “{name}” and press Enter, or Esc to leave it.")
        )
        self.message.say(sentence.format(name=row.name))

    def _on_chosen(self, row: PlanRow | None) -> None:
        self.said.setText(told(row) if row is not None else "")

    def _on_keep(self) -> None:
        workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
        kept = planning.keep_as_agreed(workspace, space_id, self.today)
        self.refresh()
        self.baseline.choose(kept)
        self.refresh()
        self.message.say(
            translate(_("Kept. You can always compare the plan with these days.")), "ok"
        )

    def _on_follow(self) -> None:
        planning.catch_up(self.surroundings.workspace, self._plan.pushed)

    def _summary(self, records: Records, plan: Plan) -> str:
        """Say who is on the critical path, and whom the forecast hits."""
        lines = []
        path = plan.schedule.critical_by_organisation()
        if path:
            names = (
                f"{records.name('partner', who) or translate(_('Nobody yet'))} "
                f"({', '.join(records.name('activity', key) for key in keys)})"
                for who, keys in path
            )
            lines.append(translate(_("Critical path: {path}")).format(path=" → ".join(names)))
        if plan.unplanned:
            count = len(plan.unplanned)
            lines.append(
                translate_plural(
                    "{count} activity has no days yet.",
                    "{count} activities have no days yet.",
                    count,
                ).format(count=count)
            )
        if self.forecast.isChecked():
            lines += self._forecast(records, plan)
        return "\n".join(lines)

    def _forecast(self, records: Records, plan: Plan) -> list[str]:
        late = plan.forecast(self.today)
        found = hits(plan.schedule, late)
        if not found:
            return [translate(_("By what is done today, everything ends in time."))]
        ends = plan.days(late)
        sentence = translate(
            _("{organisation}: “{name}” ends on {day}, {late}, because of “{cause}”.")
        )
        lines = []
        for hit in found[:6]:
            days = translate_plural(
                "{count} working day late", "{count} working days late", hit.days
            )
            lines.append(
                sentence.format(
                    organisation=records.name("partner", hit.organisation) or "–",
                    name=records.name("activity", hit.key),
                    day=formats.day(ends[hit.key].last),
                    late=days.format(count=hit.days),
                    cause=records.name("activity", hit.cause),
                )
            )
        if len(found) > len(lines):
            count = len(found) - len(lines)
            more = translate_plural("and {count} more", "and {count} more", count)
            lines.append(more.format(count=formats.number(count)))
        return lines

"""The work of a time: at a glance, by component, and what it led to (tasks 4.2, 8.1, 8.3)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msp_desktop.domain.components import (
    COMPONENT_RULE,
    ComponentStanding,
    component_standings,
    forecast_in_words,
)
from msp_desktop.domain.meetings.carried import days_late, open_actions
from msp_desktop.domain.monitoring.paths import LIGHT_RULE
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Facts, Heading, Note, Paragraph, Table
from msp_desktop.reports.layouts import progress_plan as plan
from msp_desktop.reports.layouts.indicators import progress_since_baseline
from msp_desktop.reports.layouts.plan_chart import plan_over_time
from msp_desktop.reports.layouts.progress_means import beneficiaries
from msp_desktop.reports.layouts.reading import NOTHING, Reader, linked
from msp_desktop.reports.layouts.span import Subject


def glance(about: Subject) -> Iterator[Block]:
    """Count what stands below, and give what each partner says about its part in this time."""
    reader, until = about.reader, about.span.until
    work, stones = (reader.records.rows(kind_key) for kind_key in ("activity", "milestone"))
    late = sum(plan.activity_is_late(reader, row, until) for row in work)
    missed = sum(plan.milestone_is_missed(row, until) for row in stones)
    done = sum(row.get("state") == "done" for row in work)
    reached = sum(about.span.before(row.get("reached")) for row in stones)
    yield Facts(
        (
            (translate(_("Activities done")), plan.share_of(done, len(work))),
            (translate(_("Activities late")), plan.share_of(late, len(work))),
            (translate(_("Milestones reached")), plan.share_of(reached, len(stones))),
            (translate(_("Milestones missed so far")), plan.share_of(missed, len(stones))),
            *_actions(about),
        )
    )
    yield from _told(about)


def _actions(about: Subject) -> Iterator[tuple[str, str]]:
    """Count the action points, which are a matter of the partners alone."""
    if about.is_for_outsiders:
        return
    actions = open_actions(about.reader.records)
    overdue = sum(days_late(row, about.span.until) > 0 for row in actions)
    yield translate(_("Action points open")), figures(str(len(actions)))
    yield translate(_("Of these late")), plan.share_of(overdue, len(actions))


def _told(about: Subject) -> Iterator[Block]:
    """Give what each partner says about its part in this time."""
    reader = about.reader
    rows = [
        row for row in reader.records.rows("partner_progress") if about.span.covers(row.get("date"))
    ]
    if rows:
        yield Heading(3, translate(_("What the partners say")))
        columns = ("partner", "component", "date", "course", "note", "obstacles")
        yield from reader.table("partner_progress", rows, columns, (2.4, 2.4, 2, 1.8, 3.2, 2.6))


def components(about: Subject) -> Iterator[Block]:
    """Show every component with its light, then the plan over time, its activities and milestones."""
    yield from _standings(about)
    for chart in plan_over_time(about.reader, about.today, key="plan"):
        sentence = _(
            "Figure {plan} shows the plan over time; below it stands how far each activity has come."
        )
        yield Paragraph(linked(sentence, plan=chart.key))
        yield chart
    yield from plan.activities(about.reader, about.span)
    yield from plan.milestones(about.reader, about.span)


def results(about: Subject) -> Iterator[Block]:
    """Show outputs, indicators with the codes they follow and their lights, and whom the work reached."""
    found = list(plan.outputs(about.reader, about.span))
    if found:
        yield Heading(3, translate(_("Outputs")))
        yield from found
    yield Heading(3, translate(_("Indicators since the baseline")))
    yield from progress_since_baseline(about.reader, about.span.until.isoformat(), lit=True)
    if about.reader.records.rows("indicator"):
        yield Note(translate(LIGHT_RULE))
    reached = list(beneficiaries(about.reader, about.span))
    if reached:
        yield Heading(3, translate(_("Whom the work reached")))
        yield from reached


def _standings(about: Subject) -> Iterator[Block]:
    found = component_standings(about.reader.records, about.span.until)
    if not found:
        return
    head = (
        _("Component"),
        _("Light"),
        _("Planned by now"),
        _("Done"),
        _("Why"),
        _("Forecast of the end"),
    )
    yield Table(
        tuple(translate(word) for word in head),
        tuple(_component(about.reader, one) for one in found),
        (3.2, 2.6, 1.7, 1.5, 3, 2.6),
        numeric=frozenset({2, 3}),
        caption=translate(_("Components, planned and done")),
    )
    yield Note(translate(COMPONENT_RULE))


def _component(reader: Reader, one: ComponentStanding) -> tuple[str, ...]:
    name = reader.text("component", one.row, "name")
    reader.shown.note("component", one.row, "period")

    def per_cent(whole: int | None) -> str:
        return NOTHING if whole is None else formats.per_cent(Decimal(whole) / 100)

    head = f"{one.lit.light.sign} {one.lit.light.word}"
    lit = f"{head}\n{one.lit.why}" if one.lit.why else head
    causes = "\n".join(one.causes) or NOTHING
    return (name, lit, per_cent(one.planned), per_cent(one.done), causes, forecast_in_words(one))

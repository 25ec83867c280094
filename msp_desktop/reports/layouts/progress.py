"""The progress report: the work of a time beside its plan, and what comes next (tasks 8.1, 8.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.as_of import as_of
from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.carried import days_late, open_actions
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Clause,
    Contents,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Signature,
)
from msp_desktop.reports.layouts import progress_means as means
from msp_desktop.reports.layouts import progress_plan as plan
from msp_desktop.reports.layouts.action_list import actions_by_partner
from msp_desktop.reports.layouts.indicators import progress_since_baseline
from msp_desktop.reports.layouts.plan_chart import plan_over_time
from msp_desktop.reports.layouts.reading import (
    Issue,
    Reader,
    called,
    document,
    linked,
    printable,
    signatures,
)
from msp_desktop.reports.layouts.span import Span, span_of

_SENT = ("sent", "accepted")


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the report is about: whose answers, which report due, which time, and the day of printing."""

    reader: Reader
    report: Row
    span: Span
    today: date


def progress_report(records: Records, report: Row, issue: Issue) -> Document:
    """Lay out the report that is due; without one, the report on everything until today."""
    span = span_of(records, report, issue.day)
    reader = Reader(as_of(records, span.until))
    about = _Subject(reader, report, span, issue.day)
    blocks: list[Block] = [*_facts(about), Contents(translate(_("Contents")))]
    for number, (title, section, nothing) in enumerate(_SECTIONS, 1):
        blocks.append(Heading(2, translate(title), figures(str(number))))
        blocks += list(section(about)) or [Note(translate(nothing))]
    blocks += _signing(about)
    draft = report.get("state") not in _SENT
    return document(
        reader,
        issue,
        kind=_("Progress report"),
        mark=f"P-{about.span.until:%Y%m%d}",
        title=reader.text("report_due", report, "title"),
        blocks=blocks,
        status=translate(_("Draft, not yet sent")) if draft else "",
    )


def _facts(about: _Subject) -> Iterator[Block]:
    reader, report = about.reader, about.report
    line = reader.records.find("reporting_line", report.get("line")) or {}
    yield Facts(
        (
            *reader.pairs("partnership", reader.records.single("partnership"), "name", "place"),
            *reader.pairs("reporting_line", line, "from_partner", "to"),
            (translate(_("Period")), _period(about)),
            *reader.pairs("report_due", report, "due", "state", "sent_on", "remark"),
            *reader.pairs("reporting_line", line, "content"),
        )
    )
    if about.span.until < about.today:
        sentence = translate(
            _(
                "This report tells what there was at the end of the period. Where no day is recorded for a "
                "change, as in the state of activities, it is that of {day}."
            )
        )
        yield Note(sentence.format(day=day_in_words(about.today)))


def _period(about: _Subject) -> str:
    """Return the period in words; where it is not over yet, how far the report goes."""
    named = about.reader.text("report_due", about.report, "period")
    if not named:
        sentence = translate(_("from the beginning until {day}"))
        return sentence.format(day=day_in_words(about.span.until))
    period = about.reader.records.value("report_due", about.report, "period")
    if isinstance(period, Period) and period.end == about.span.until:
        return named
    sentence = translate(_("{period}, here until {day}"))
    return sentence.format(period=named, day=day_in_words(about.span.until))


# 1 At a glance


def _glance(about: _Subject) -> Iterator[Block]:
    reader, until = about.reader, about.span.until
    work, stones = (reader.records.rows(kind_key) for kind_key in ("activity", "milestone"))
    late = sum(plan.activity_is_late(reader, row, until) for row in work)
    missed = sum(plan.milestone_is_missed(row, until) for row in stones)
    actions = open_actions(reader.records)
    overdue = sum(days_late(row, until) > 0 for row in actions)
    done = sum(row.get("state") == "done" for row in work)
    reached = sum(about.span.before(row.get("reached")) for row in stones)
    yield Facts(
        (
            (translate(_("Activities done")), plan.share_of(done, len(work))),
            (translate(_("Activities late")), plan.share_of(late, len(work))),
            (translate(_("Milestones reached")), plan.share_of(reached, len(stones))),
            (translate(_("Milestones missed so far")), plan.share_of(missed, len(stones))),
            (translate(_("Action points open")), figures(str(len(actions)))),
            (translate(_("Of these late")), plan.share_of(overdue, len(actions))),
        )
    )
    yield from _told(about)


def _told(about: _Subject) -> Iterator[Block]:
    """Give what each partner says about its part in this time."""
    reader = about.reader
    rows = [
        row for row in reader.records.rows("partner_progress") if about.span.covers(row.get("date"))
    ]
    if rows:
        yield Heading(3, translate(_("What the partners say")))
        columns = ("partner", "component", "date", "course", "note", "obstacles")
        yield from reader.table("partner_progress", rows, columns, (2.4, 2.4, 2, 1.8, 3.2, 2.6))


# 2 to 6 The work, its results, its means


def _work(about: _Subject) -> Iterator[Block]:
    for chart in plan_over_time(about.reader, about.today, key="plan"):
        sentence = _(
            "Figure {plan} shows the plan over time; below it stands how far each activity has come."
        )
        yield Paragraph(linked(sentence, plan=chart.key))
        yield chart
    yield from plan.activities(about.reader, about.span)
    yield from plan.milestones(about.reader, about.span)


def _outputs(about: _Subject) -> Iterable[Block]:
    return plan.outputs(about.reader, about.span)


def _indicators(about: _Subject) -> Iterable[Block]:
    return progress_since_baseline(about.reader, about.span.until.isoformat())


def _beneficiaries(about: _Subject) -> Iterable[Block]:
    return means.beneficiaries(about.reader, about.span)


def _resources(about: _Subject) -> Iterable[Block]:
    return means.resources(about.reader, about.span)


# 7 Problems


def _problems(about: _Subject) -> Iterator[Block]:
    """List what went wrong in this time or is not settled: problems, delays, conflicts.

    Conflicts that the partners keep out of printed reports are left out without a trace.
    """
    yield from _listed(
        about,
        "trouble",
        ("what", "noticed_on", "effect", "remedy", "responsible", "state"),
        (3, 2, 2.6, 3, 2, 1.8),
        lambda row: row.get("state") != "solved" or _lasted(about, row.get("solved_on")),
        "noticed_on",
    )
    yield from _listed(
        about,
        "delay_flag",
        ("what", "kind", "days", "cause", "remedy", "responsible", "state"),
        (2.6, 2, 1, 2.2, 2.8, 2, 1.6),
        lambda row: row.get("state") != "solved",
        "noticed_on",
    )
    yield from _listed(
        about,
        "conflict_case",
        ("subject", "opened_on", "partners", "step", "handled_by", "state"),
        (2.6, 2, 2.6, 3, 2, 1.8),
        lambda row: row.get("state") != "settled" or _lasted(about, row.get("settled_on")),
        "opened_on",
    )


def _lasted(about: _Subject, ended: object) -> bool:
    """Say whether what ended on an ISO date went on in this time, or longer."""
    return bool(ended) and (about.span.covers(ended) or not about.span.before(ended))


def _listed(
    about: _Subject,
    kind_key: str,
    columns: tuple[str, ...],
    weights: tuple[float, ...],
    is_open: Callable[[Row], bool],
    since: str,
) -> Iterator[Block]:
    rows = [
        row
        for row in printable(KINDS[kind_key], about.reader.records.rows(kind_key))
        if (is_open(row) or about.span.covers(row.get(since)))
        and not str(row.get(since) or "") > about.span.until.isoformat()
    ]
    if rows:
        yield Heading(3, translate(KINDS[kind_key].plural))
        yield from about.reader.table(kind_key, rows, columns, weights)


# 8 to 10 What was decided, what is open, what comes


def _decisions(about: _Subject) -> Iterator[Block]:
    reader = about.reader
    number = 0
    for meeting in reader.records.rows("meeting"):
        if not about.span.covers(meeting.get("date")):
            continue
        for row in reader.records.rows("decision", str(meeting["id"])):
            number += 1
            details = [
                (translate(_("Meeting")), _meeting(reader, meeting)),
                *reader.pairs("decision", row, "effective_on"),
            ]
            yield Clause(
                called(_("D{number}"), number), reader.text("decision", row, "text"), tuple(details)
            )


def _meeting(reader: Reader, meeting: Row) -> str:
    return ", ".join(filter(None, (reader.text("meeting", meeting, k) for k in ("title", "date"))))


def _open_actions(about: _Subject) -> Iterable[Block]:
    rows = open_actions(about.reader.records)
    return actions_by_partner(about.reader, rows, about.span.until, level=3) if rows else ()


def _next(about: _Subject) -> Iterator[Block]:
    """List the plans that go on after this time, and what the partners mean to do."""
    reader = about.reader
    coming = [row for row in reader.records.rows("plan_item") if _goes_on(about, row)]
    if coming:
        yield Heading(3, translate(_("Planned")))
        columns = ("what", "partner", "period", "result")
        yield from reader.table("plan_item", coming, columns, (4, 3, 3, 3.4))
    said = [
        row
        for row in reader.records.rows("partner_progress")
        if row.get("next") and about.span.covers(row.get("date"))
    ]
    if said:
        yield Heading(3, translate(_("Next steps of the partners")))
        yield from reader.table(
            "partner_progress", said, ("partner", "component", "next"), (3, 3, 6)
        )


def _goes_on(about: _Subject, row: Row) -> bool:
    period = about.reader.records.value("plan_item", row, "period")
    over = row.get("state") in ("done", "dropped")
    ends = period.end if isinstance(period, Period) else None
    return not over and (ends is None or ends >= about.span.until or row.get("state") == "late")


_SECTIONS: tuple[tuple[str, Callable[[_Subject], Iterable[Block]], str], ...] = (
    (_("At a glance"), _glance, ""),
    (_("Activities and milestones"), _work, _("No activity is planned yet (task 4.2).")),
    (_("Outputs"), _outputs, _("No output is listed yet (task 2.3).")),
    (_("Indicators since the baseline"), _indicators, ""),
    (
        _("Whom the work reached"),
        _beneficiaries,
        _("No measurement of this time says who they were (task 8.1)."),
    ),
    (_("Resources"), _resources, _("No resource is promised yet (task 3.1).")),
    (_("Problems, delays and conflicts"), _problems, _("None.")),
    (_("Decisions"), _decisions, _("None in this time.")),
    (_("Open action points"), _open_actions, _("None.")),
    (_("Next steps"), _next, _("No plan for the time ahead is recorded yet (task 7.2).")),
)


def _signing(about: _Subject) -> Iterator[Block]:
    reader = about.reader
    line = reader.records.find("reporting_line", about.report.get("line")) or {}
    sender, receiver = (reader.text("reporting_line", line, key) for key in ("from_partner", "to"))
    yield Heading(2, translate(_("Signatures")))
    sent = reader.text("report_due", about.report, "sent_on")
    words = (translate(_("Reported by: {name}")), translate(_("Received by: {name}")))
    yield signatures(
        [
            Signature(words[0].format(name=sender).rstrip(": "), date=sent),
            Signature(words[1].format(name=receiver).rstrip(": ")),
        ]
    )

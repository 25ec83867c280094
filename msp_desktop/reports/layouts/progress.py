"""The progress report: the work of a time beside its plan, and what comes next (tasks 8.1, 8.3).

Its parts are those that its reporting line asks for; each begins with what the officer writes about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from msp_desktop.domain.as_of import as_of
from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline.implementation.reporting import REPORT_PARTS
from msp_desktop.domain.own_part import OUTSIDE, for_outsiders, only_indicators, own_part
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Contents,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Points,
    Signature,
)
from msp_desktop.reports.layouts import progress_means as means
from msp_desktop.reports.layouts import progress_process as process
from msp_desktop.reports.layouts import progress_work as work
from msp_desktop.reports.layouts.reading import Issue, Reader, document, signatures
from msp_desktop.reports.layouts.span import Subject, span_of

ANNEXES = "annexes"
_SENT = ("sent", "accepted")


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One part of a report: its key (that of the officer's words about it), title, and the data in it.

    ``nothing`` is said where there are neither data nor words.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    nothing: str = ""


def progress_report(records: Records, report: Row, issue: Issue) -> Document:
    """Lay out the report that is due; without one, the report on everything until today."""
    about = _subject(records, report, issue)
    blocks: list[Block] = [*_facts(about), Contents(translate(_("Contents")))]
    parts = _parts(about)
    for number, one in enumerate(parts, 1):
        blocks.append(Heading(2, one.title, figures(str(number))))
        blocks += [*_narrative(about, one.key), *one.blocks] or [Note(one.nothing)]
    blocks += _signing(about)
    draft = report.get("state") not in _SENT
    return document(
        about.reader,
        issue,
        kind=_("Progress report"),
        mark=f"P{_number_of_line(about)}-{about.span.until:%Y%m%d}",
        title=about.reader.text("report_due", report, "title"),
        blocks=blocks,
        status=translate(_("Draft, not yet sent")) if draft else "",
    )


def report_parts(records: Records, report: Row, issue: Issue) -> tuple[ReportPart, ...]:
    """Return the parts of a report with the data in each, for who writes about them."""
    return _parts(_subject(records, report, issue))


def in_hand(records: Records) -> list[Row]:
    """Return the reports as they are wanted: still to be sent by their days, then sent, the latest first."""
    rows = sorted(records.rows("report_due"), key=lambda row: str(row.get("due") or "9999"))
    ahead = [row for row in rows if row.get("state") not in _SENT and not row.get("sent_on")]
    known = {row["id"] for row in ahead}
    return [*ahead, *(row for row in reversed(rows) if row["id"] not in known)]


def wanted_parts(line: Row) -> tuple[str, ...]:
    """Return the parts that a reporting line asks for, in their order; all where it names none."""
    chosen = str(line.get("parts") or "").split()
    return tuple(one.key for one in REPORT_PARTS if not chosen or one.key in chosen)


def _number_of_line(about: Subject) -> str:
    """Return the place of the report's line in the list, so that reports on the same time differ."""
    lines = [row["id"] for row in about.reader.records.rows("reporting_line")]
    line = about.line.get("id")
    return str(lines.index(line) + 1) if len(lines) > 1 and line in lines else ""


def _subject(records: Records, report: Row, issue: Issue) -> Subject:
    line = records.find("reporting_line", report.get("line")) or {}
    span = span_of(records, report, issue.day)
    found = as_of(records, span.until)
    if line.get("extent") == "own" and line.get("from_partner"):
        found = own_part(found, str(line["from_partner"]))
    if line.get("level") in OUTSIDE:
        found = for_outsiders(found)
    found = only_indicators(found, frozenset(str(line.get("indicators") or "").split()))
    return Subject(Reader(found), report, line, span, issue.day)


def _parts(about: Subject) -> tuple[ReportPart, ...]:
    titles = {one.key: translate(one.label) for one in REPORT_PARTS}
    found = []
    for key in wanted_parts(about.line):
        section, nothing = _SECTIONS[key]
        said = translate(nothing) if nothing else ""
        found.append(ReportPart(key, titles[key], tuple(section(about)), said))
    return tuple(found)


def _narrative(about: Subject, key: str) -> Iterator[Block]:
    """Give what the officer writes about a part: annexes as a list, the rest as it was typed."""
    text = about.reader.text("report_due", about.report, key)
    if not text:
        return
    if key == ANNEXES:
        yield Points(tuple(line for line in text.splitlines() if line.strip()), numbered=True)
    else:
        yield Paragraph(text)


def _none(_about: Subject) -> Iterable[Block]:
    return ()


_SECTIONS: dict[str, tuple[Callable[[Subject], Iterable[Block]], str]] = {
    "highlights": (work.glance, ""),
    "components": (work.components, _("No activity is planned yet (task 4.2).")),
    "results": (work.results, ""),
    "resources": (means.resources_of, _("No resource is promised yet (task 3.1).")),
    "relations": (
        process.relations,
        _("No meeting and no look at how the partners work together is recorded of this time."),
    ),
    "risks": (process.risks, _("None.")),
    "decisions": (process.decisions, _("None in this time.")),
    "lessons": (process.lessons, _("None written down in this time.")),
    "outlook": (
        process.outlook,
        _("No plan for the time ahead is recorded yet (task 7.2)."),
    ),
    ANNEXES: (_none, _("None.")),
}
"""What each part shows, and what it says where there is nothing."""


def _facts(about: Subject) -> Iterator[Block]:
    reader, report = about.reader, about.report
    line = about.line
    yield Facts(
        (
            *reader.pairs("partnership", reader.records.single("partnership"), "name", "place"),
            *reader.pairs("reporting_line", line, "from_partner", "to", "level", "copy_to"),
            (translate(_("Period")), _period(about)),
            *reader.pairs("report_due", report, "due", "state", "sent_on", "remark"),
            *_version(about),
            *_extent(about),
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


def _version(about: Subject) -> Iterator[tuple[str, str]]:
    """Say which version this is, once another was sent."""
    report_id = str(about.report.get("id") or "")
    sent = len(about.reader.records.rows("report_version", report_id)) if report_id else 0
    number = sent if about.report.get("state") in _SENT else sent + 1
    if number > 1:
        yield translate(_("Version")), figures(str(number))


def _extent(about: Subject) -> Iterator[tuple[str, str]]:
    """Say where a report tells of the sender's own part only."""
    if about.line.get("extent") == "own":
        yield from about.reader.pairs("reporting_line", about.line, "extent")


def _period(about: Subject) -> str:
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


def _signing(about: Subject) -> Iterator[Block]:
    reader = about.reader
    line = about.line
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

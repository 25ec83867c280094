"""How the partners worked together in a time, what went wrong, was decided, learnt, and what comes (8.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from msp_desktop.domain.decisions import register
from msp_desktop.domain.fields import Period
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.implementation.health_axes import AXES
from msp_desktop.domain.health import rounds
from msp_desktop.domain.matrices.weighing import BANDS, band_of
from msp_desktop.domain.meetings.carried import open_actions
from msp_desktop.domain.meetings.quorum import TAKING_PART as THERE
from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import number_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Clause, Facts, Heading, Table
from msp_desktop.reports.layouts.action_list import actions_by_partner
from msp_desktop.reports.layouts.reading import NOTHING, Reader, called, printable
from msp_desktop.reports.layouts.review import levels_then_and_now
from msp_desktop.reports.layouts.span import Subject

_CLOSED = "closed"
_RED = len(BANDS) - 2
"""The band of risks from which on they stand in every report."""


def relations(about: Subject) -> Iterator[Block]:
    """Say who met, how healthy the partners find the partnership, and how they judge working together."""
    facts = [*_meetings(about), *_health(about)]
    if facts:
        yield Facts(tuple(facts))
    criteria = about.reader.records.rows("process_criterion")
    assessed = any(
        about.span.covers(row.get("date"))
        for row in about.reader.records.rows("process_assessment")
    )
    if criteria and (assessed or facts):
        yield from levels_then_and_now(about.reader, criteria)


def _meetings(about: Subject) -> Iterator[tuple[str, str]]:
    records = about.reader.records
    held = [
        row
        for row in records.rows("meeting")
        if about.span.covers(row.get("date")) and row.get("state") != "planned"
    ]
    if not held:
        return
    yield translate(_("Meetings held")), number_in_words(len(held))
    there = [
        len({one.get("partner") for one in records.rows("attendance", str(row["id"]))
             if one.get("presence") in THERE and one.get("partner")})
        for row in held
    ]  # fmt: skip
    mean = round(Decimal(sum(there)) / len(there), 1)
    yield translate(_("Partners there, on average")), number_in_words(mean)


def _health(about: Subject) -> Iterator[tuple[str, str]]:
    """Name the last health check that may be shown, with the sides that were judged worst and best."""
    shown = [one for one in rounds(about.reader.records) if one.is_shown]
    if not shown:
        return
    last = shown[-1]
    axes = last.axes()
    judged = sorted(
        (axes[axis.key].middle, translate(axis.label)) for axis in AXES if axis.key in axes
    )
    if not judged:
        return
    yield translate(_("Last health check")), last.title
    for title, (middle, name) in (
        (_("Judged worst (of 5)"), judged[0]),
        (_("Judged best (of 5)"), judged[-1]),
    ):
        yield translate(title), f"{name}: {number_in_words(round(middle, 1))}"


def risks(about: Subject) -> Iterator[Block]:
    """List the risks that are high or have happened, and problems, delays and conflicts of the time.

    Conflicts that the partners keep out of printed reports are left out without a trace.
    """
    yield from _high_risks(about.reader)
    yield from _listed(
        about,
        "trouble",
        ("what", "noticed_on", "effect", "remedy", "responsible", "state"),
        (3, 2, 2.6, 3, 2, 1.8),
        lambda row: row.get("state") != "solved" or about.lasted(row.get("solved_on")),
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
        lambda row: row.get("state") != "settled" or about.lasted(row.get("settled_on")),
        "opened_on",
    )


def _listed(
    about: Subject,
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


def _high_risks(reader: Reader) -> Iterator[Block]:
    found = [
        (score, row)
        for row in printable(KINDS["risk"], reader.records.rows("risk"))
        if row.get("state") != _CLOSED
        and (((score := _score(row)) and band_of(score) >= _RED) or row.get("state") == "happened")
    ]
    if not found:
        return
    yield Heading(3, translate(_("High risks")))
    head = (
        reader.label("risk", "description"),
        translate(_("How high")),
        *(reader.label("risk", key) for key in ("mitigation", "owner_name")),
    )
    rows = []
    for score, row in sorted(found, key=lambda one: -one[0]):
        reader.shown.note(
            "risk", row, "likelihood", "impact", "residual_likelihood", "residual_impact"
        )
        _low, _high, letter, word = BANDS[band_of(score)]
        happened = reader.text("risk", row, "state") if row.get("state") == "happened" else ""
        band = figures(f"{translate(letter)} {translate(word)} ({score})") if score else ""
        rows.append(
            (
                reader.text("risk", row, "description"),
                "\n".join(filter(None, (band, happened))) or NOTHING,
                *(reader.text("risk", row, key) or NOTHING for key in ("mitigation", "owner_name")),
            )
        )
    yield Table(head, tuple(rows), (5, 2, 5, 2.4))


def _score(row: Row) -> int:
    chance, harm = (
        int(row.get(f"residual_{key}") or row.get(key) or 0) for key in ("likelihood", "impact")
    )
    return chance * harm


def decisions(about: Subject) -> Iterator[Block]:
    """List what was decided at the meetings of the time: of sealed minutes as it was sealed."""
    reader = about.reader
    of_meeting: dict[object, list[Row]] = {}
    for one in register(reader.records).entries:
        if one.meeting is not None:
            of_meeting.setdefault(one.meeting["id"], []).append(one.row)
    number = 0
    for meeting in reader.records.rows("meeting"):
        if not about.span.covers(meeting.get("date")):
            continue
        rows = of_meeting.get(meeting["id"], ())
        for row in sorted(rows, key=lambda row: (str(row["rank"] or ""), str(row["id"]))):
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


def lessons(about: Subject) -> Iterator[Block]:
    """List what was written down as learnt in this time."""
    found = [
        row for row in about.reader.records.rows("lesson") if about.span.covers(row.get("date"))
    ]
    if found:
        yield from about.reader.table("lesson", found, ("title", "happened", "advice"), (3, 5, 5))


def outlook(about: Subject) -> Iterator[Block]:
    """List what is still to be done, the plans that go on, and what the partners mean to do."""
    yield from _next(about)
    yield from _stones(about)
    rows = open_actions(about.reader.records)
    if rows:
        yield Heading(3, translate(_("Open action points")))
        yield from actions_by_partner(about.reader, rows, about.span.until, level=4)


def _stones(about: Subject) -> Iterator[Block]:
    """List the milestones that come after this time."""
    rows = [
        row
        for row in about.reader.records.rows("milestone")
        if not row.get("reached") and row.get("due") and not about.span.before(row.get("due"))
    ]
    if rows:
        yield Heading(3, translate(_("Milestones ahead")))
        ordered = sorted(rows, key=lambda row: str(row.get("due")))
        yield from about.reader.table("milestone", ordered, ("name", "due"), (6, 3))


def _next(about: Subject) -> Iterator[Block]:
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


def _goes_on(about: Subject, row: Row) -> bool:
    period = about.reader.records.value("plan_item", row, "period")
    over = row.get("state") in ("done", "dropped")
    ends = period.end if isinstance(period, Period) else None
    return not over and (ends is None or ends >= about.span.until or row.get("state") == "late")

"""The automatic agenda: what a meeting should talk about, by what is recorded elsewhere, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.matrices.weighing import BANDS, band_of
from msp_desktop.domain.meetings.carried import carried_over, days_late
from msp_desktop.domain.meetings.quorum import TAKING_PART as THERE
from msp_desktop.domain.monitoring.flag import Flag, FlagKind
from msp_desktop.domain.monitoring.flags import flags
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.reporting.obligations import overdue
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _

SILENT_DAYS = 45
"""Days without a sign of a partner from which on somebody should ask."""
_BEFORE_ALL = (FlagKind.DELAY, FlagKind.RISK, FlagKind.MILESTONE, FlagKind.INDICATOR)
"""The early warnings that belong before everybody; the others are for whoever is named in them."""
_RED = len(BANDS) - 2
"""The band of risks from which on they belong before everybody."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A subject for one meeting: where it comes from, its title, and why it is proposed, in words.

    ``id`` is the identifier that its entry in the agenda has, the same in every office.
    """

    id: str
    kind_key: str
    record_id: str
    title: str
    why: str
    purpose: str
    minutes: int | None = None
    is_standing: bool = False


def proposals(records: Records, meeting: Row, today: date) -> list[Proposal]:
    """Return what a meeting should talk about and has not on its agenda yet, the most pressing first."""
    day = str(meeting.get("date") or "")
    when = max(date.fromisoformat(day), today) if day else today
    there = {row["id"] for row in records.rows("agenda_item", str(meeting["id"]))}
    found = (one for source in _SOURCES for one in source(records, meeting, when))
    return list({one.id: one for one in found if one.id not in there}.values())


def about_flag(meeting: Row, flag: Flag) -> Proposal:
    """Return the subject that an early warning makes for a meeting."""
    return _proposal(
        meeting,
        flag.kind_key,
        flag.record_id,
        flag.title,
        why=f"{flag.text} {flag.step}",
        purpose="decide" if flag.kind is FlagKind.DELAY else "discuss",
    )


def _proposal(  # noqa: PLR0913 - a description with named parts
    meeting: Row,
    kind_key: str,
    record_id: Stored,
    title: str,
    *,
    why: str,
    purpose: str = "discuss",
    minutes: int | None = None,
    is_standing: bool = False,
) -> Proposal:
    name = f"agenda {kind_key} {record_id}"
    made = single_id(str(meeting["id"]), name)
    return Proposal(made, kind_key, str(record_id), title, why, purpose, minutes, is_standing)


def _actions(records: Records, meeting: Row, when: date) -> Iterator[Proposal]:
    """Propose one subject for all action points still open from before."""
    rows = carried_over(records, meeting)
    if not rows:
        return
    late = sum(days_late(row, when) > 0 for row in rows)
    said = translate_plural(
        "{count} action point is open, {late} of them late on that day.",
        "{count} action points are open, {late} of them late on that day.",
        len(rows),
    )
    yield _proposal(
        meeting,
        "action_item",
        "",
        translate(_("Action points from before")),
        why=figures(said.format(count=len(rows), late=late)),
        minutes=2 * len(rows) + 1,
        is_standing=True,
    )


def _put_off(records: Records, meeting: Row, _when: date) -> Iterator[Proposal]:
    """Propose what earlier meetings put off, or were to decide and did not."""
    day = str(meeting.get("date") or "9999")
    decided = {row.get("item") for row in records.rows("decision")}
    for before in records.rows("meeting"):
        held = str(before.get("date") or "")
        is_over = before.get("state") not in (None, "planned")
        if not is_over or held >= day or before["id"] == meeting["id"]:
            continue
        for row in records.rows("agenda_item", str(before["id"])):
            sentence = _why_again(row, row["id"] in decided)
            if sentence and not _is_taken_up(records, row):
                on = day_in_words(date.fromisoformat(held)) if held else "–"
                yield _proposal(
                    meeting,
                    "agenda_item",
                    row["id"],
                    str(row.get("title") or ""),
                    why=translate(sentence).format(day=on),
                    purpose=str(row.get("purpose") or "discuss"),
                    minutes=_whole(row.get("minutes")),
                )


def _why_again(row: Row, is_decided: bool) -> str:
    if row.get("ended") == "put_off":
        return _("Put off on {day}.")
    if row.get("purpose") == "decide" and not is_decided and row.get("ended") != "closed":
        return _("Was to be decided on {day}; no decision is written down.")
    return ""


def _is_taken_up(records: Records, row: Row) -> bool:
    """Say whether a later meeting has a subject on its agenda already."""
    name = f"agenda agenda_item {row['id']}"
    made = (single_id(str(one["id"]), name) for one in records.rows("meeting"))
    return any(records.find("agenda_item", one) is not None for one in made)


def _warnings(records: Records, meeting: Row, when: date) -> Iterator[Proposal]:
    """Propose what will be late, as it looks today: what becomes of it until the meeting nobody knows."""
    for flag in flags(records, min(when, records.day or when)):
        if flag.kind in _BEFORE_ALL:
            yield about_flag(meeting, flag)


def _reports(records: Records, meeting: Row, when: date) -> Iterator[Proposal]:
    """Propose every report that is overdue on the day, also one that nobody has begun."""
    for one in overdue(records, when):
        said = translate_plural(
            "This report is {count} day late on that day.",
            "This report is {count} days late on that day.",
            one.days_late,
        )
        title = translate(_("Report overdue: {report}")).format(report=one.title or "–")
        why = figures(said.format(count=one.days_late))
        yield _proposal(meeting, "report_due", one.report_id, title, why=why)


def _risks(records: Records, meeting: Row, _when: date) -> Iterator[Proposal]:
    for row in records.rows("risk"):
        if row.get("state") == "closed" or row.get("confidential"):
            continue
        scales = (
            row.get("residual_likelihood") or row.get("likelihood"),
            row.get("residual_impact") or row.get("impact"),
        )
        chance, harm = (int(one) if one else 0 for one in scales)
        happened = row.get("state") == "happened"
        if not happened and band_of(chance * harm) < _RED:
            continue
        word = translate(BANDS[band_of(chance * harm)][3])
        why = (
            translate(_("It has happened."))
            if happened
            else translate(_("{band} risk: likelihood {chance}, impact {harm}.")).format(
                band=word, chance=chance, harm=harm
            )
        )
        title = translate(_("Risk: {risk}")).format(risk=row.get("description") or "–")
        yield _proposal(meeting, "risk", row["id"], title, why=figures(why), purpose="decide")


def _troubles(records: Records, meeting: Row, _when: date) -> Iterator[Proposal]:
    for row in records.rows("trouble"):
        if row.get("state") in (None, "open", "raised"):
            title = translate(_("Problem: {problem}")).format(problem=row.get("what") or "–")
            who = str(row.get("responsible") or "–")
            why = translate(_("Not solved yet; {person} sees to it.")).format(person=who)
            yield _proposal(meeting, "trouble", row["id"], title, why=why)


def _silent(records: Records, meeting: Row, when: date) -> Iterator[Proposal]:
    """Propose partners of whom nothing was heard for long: at no meeting, with no word on their progress."""
    heard: dict[Stored, str] = {}
    days = {row["id"]: str(row.get("date") or "") for row in records.rows("meeting")}
    signs = [
        *(
            (row.get("partner"), days.get(str(row["owner_id"]), ""))
            for row in records.rows("attendance")
            if row.get("presence") in THERE
        ),
        *(
            (row.get("partner"), str(row.get("date") or ""))
            for row in records.rows("partner_progress")
        ),
    ]
    for partner, day in signs:
        heard[partner] = max(heard.get(partner, ""), day)
    if not any(heard.values()):
        return  # nothing is recorded of anybody yet
    for row in records.admitted("partner", TAKING_PART):
        day = heard.get(row["id"], "")
        silent = (when - date.fromisoformat(day)).days if day else None
        if silent is not None and silent < SILENT_DAYS:
            continue
        why = translate(_("Nothing was ever heard of it: at no meeting, no word on progress."))
        if silent is not None:
            said = translate_plural(
                "No sign of it for {count} day: at no meeting, no word on progress.",
                "No sign of it for {count} days: at no meeting, no word on progress.",
                silent,
            )
            why = figures(said.format(count=silent))
        title = translate(_("How is {partner}?")).format(partner=row.get("name") or "–")
        yield _proposal(meeting, "partner", row["id"], title, why=why)


def _topics(records: Records, meeting: Row, _when: date) -> Iterator[Proposal]:
    for row in records.rows("topic"):
        if row.get("meeting"):
            continue
        asked = str(row.get("asked_by") or "")
        why = translate(_("Waits in the list of subjects."))
        if asked:
            why = translate(_("Asked for by {person}.")).format(person=asked)
        purpose = str(row.get("purpose") or "discuss")
        minutes = _whole(row.get("minutes"))
        title = str(row.get("title") or "")
        yield _proposal(
            meeting, "topic", row["id"], title, why=why, purpose=purpose, minutes=minutes
        )


def _whole(stored: Stored) -> int | None:
    return int(stored) if stored else None


_SOURCES: tuple[Callable[[Records, Row, date], Iterator[Proposal]], ...] = (
    _actions,
    _put_off,
    _warnings,
    _reports,
    _risks,
    _troubles,
    _silent,
    _topics,
)

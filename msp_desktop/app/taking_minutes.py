"""Writing minutes down while people talk: lines of a subject become discussion and outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.lines import (
    Known,
    Line,
    Sort,
    in_order,
    known_people,
    order_of,
    outcomes,
    outline,
    read_action,
    written,
)
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import mark as _

_OUTCOMES = (Sort.INFORMATION, Sort.DECISION, Sort.ACTION)


def store_lines(
    workspace: Workspace,
    meeting_id: str,
    item_id: str,
    lines: Sequence[Line],
    seen: Sequence[Line],
    initiator: object = None,
    run: str = "",
) -> list[str]:
    """Keep the lines of a subject (empty: of none) as one step; return for each the record it is in now.

    ``seen`` are the lines as they stood when somebody began to change them. An outcome that was among
    them and whose line is gone is removed; what came from elsewhere meanwhile stays, of the discussion
    above what is typed. Steps after each other with the same ``run`` are one. Lines of the discussion are
    in no record of their own. Raises `NotFound` when the meeting or the subject was removed,
    `NotAValue` when a line is longer than its record can hold; then nothing is written.
    """
    meeting = workspace.read("meeting", meeting_id)
    if meeting is None:
        raise NotFound(meeting_id)
    space_id = str(meeting["space_id"])
    records = workspace.records(space_id)
    item = records.find("agenda_item", item_id) if item_id else None
    if item_id and item is None:
        raise NotFound(item_id)
    people = known_people(records, meeting)
    with workspace.step(_("Take minutes"), initiator=initiator, run=run) as store:
        told = _discussion(lines)
        stands = outline(records, meeting, item)
        if (elsewhere := _discussion(list(stands))) not in (_discussion(seen), told):
            told = f"{elsewhere}\n{told}"
        if item is not None:
            workspace.set_fields("agenda_item", item_id, {"discussion": told})
        else:
            workspace.set_fields("meeting", meeting_id, {"other_business": told})
        if meeting.get("state") in (None, "planned") and any(line.text for line in lines):
            workspace.set_fields("meeting", meeting_id, {"state": "held"})
        subject = _Subject(workspace, meeting, item, people)
        known = {line.key for line in seen}
        kept = {
            at: key for sort in _OUTCOMES for at, key in subject.keep(sort, lines, known, records)
        }
        now = [replace(line, key=kept.get(at, "")) for at, line in enumerate(lines)]
        store.keep_setting(_order_key(meeting_id, item_id), order_of(now))
    return [line.key for line in now]


def typed_lines(workspace: Workspace, meeting: Row, item: Row | None) -> list[Line]:
    """Return what stands under a subject, or under none, in the order in which it was typed here.

    The order belongs to this computer: for others, what came out stands behind the discussion, in the order
    in which it was written down. In print lines of a sort stand together.
    """
    records = workspace.records(str(meeting["space_id"]))
    key = _order_key(str(meeting["id"]), str(item["id"]) if item is not None else "")
    with workspace.database.reading() as store:
        order = store.setting(key) or ""
    return in_order(outline(records, meeting, item), order)


@dataclass(frozen=True, slots=True)
class _Subject:
    """One subject of a meeting while minutes are taken; without ``item`` what belongs to no subject."""

    workspace: Workspace
    meeting: Row
    item: Row | None
    people: Sequence[Known]

    def keep(
        self, sort: Sort, lines: Sequence[Line], known: Set[str], records: Records
    ) -> Iterator[tuple[int, str]]:
        """Write the lines of one sort, new ones where they stand; go through their places and records."""
        there = {str(row["id"]): row for row in outcomes(records, self.meeting, self.item, sort)}
        wanted = [
            (at, line) for at, line in enumerate(lines) if line.sort is sort and line.text.strip()
        ]
        for gone in sorted((there.keys() & known) - {line.key for _at, line in wanted}):
            self.workspace.remove(sort.value, gone)
        before = ""
        for place, (at, line) in enumerate(wanted):
            key = line.key
            if key not in there:
                key = self._add(sort, line.text)
                if before and any(one.key in there for _at, one in wanted[place + 1 :]):
                    self.workspace.move(sort.value, key, before)
            elif line.text != written(sort, there[key]):
                self.workspace.set_fields(sort.value, key, self._answers(sort, line.text))
            before = key
            yield at, key

    def _add(self, sort: Sort, text: str) -> str:
        answers = self._answers(sort, text)
        if self.item is not None:
            answers["item"] = self.item["id"]
        space_id, meeting_id = str(self.meeting["space_id"]), str(self.meeting["id"])
        return self.workspace.add(sort.value, space_id, answers, owner_id=meeting_id)

    def _answers(self, sort: Sort, text: str) -> dict[str, object]:
        if sort is not Sort.ACTION:
            return {"text": text.strip()}
        said = read_action(text, self.people, day_of(self.meeting))
        return {
            "text": said.text,
            "responsible": said.responsible,
            "partner": said.partner,
            "due": said.due,
        }


def _order_key(meeting_id: str, item_id: str) -> str:
    return f"order of lines/{item_id or meeting_id}"


def _discussion(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines if line.sort is Sort.DISCUSSION).rstrip()


def day_of(meeting: Row) -> date:
    """Return the day of a meeting, from which days without their year count; today where none is said."""
    day = KINDS["meeting"].fields["date"].value(meeting.get("date"))
    return day if isinstance(day, date) else date.today()  # noqa: DTZ011 - where people meet


def list_expected(workspace: Workspace, meeting_id: str) -> int:
    """List who should come to a meeting, as one step: the members of its body, or who came last.

    Whoever is listed already is left alone. Returns how many were added.
    """
    meeting = workspace.read("meeting", meeting_id)
    if meeting is None:
        raise NotFound(meeting_id)
    records = workspace.records(str(meeting["space_id"]))
    listed = {row.get("name") for row in records.rows("attendance", meeting_id)}
    members = records.rows("body_member", str(meeting.get("body") or "-"))
    last = _last_before(records.rows("meeting"), meeting)
    came = records.rows("attendance", str(last["id"])) if last is not None else ()
    keys = ("name", "partner", "role", "abbreviation", "capacity", "sex")
    added = 0
    with workspace.step(_("List who is expected")):
        for row in came or members:
            if row.get("name") and row.get("name") not in listed:
                answers = {key: row[key] for key in keys if row.get(key) is not None}
                space_id = str(meeting["space_id"])
                workspace.add("attendance", space_id, answers, owner_id=meeting_id)
                listed.add(row.get("name"))
                added += 1
    return added


def _last_before(meetings: Sequence[Row], meeting: Row) -> Row | None:
    """Return the last meeting of the same body before one."""
    earlier = [
        row
        for row in meetings
        if row.get("body") == meeting.get("body")
        and str(row.get("date") or "") < str(meeting.get("date") or "9999")
        and row["id"] != meeting["id"]
    ]
    return max(earlier, key=lambda row: str(row.get("date") or ""), default=None)

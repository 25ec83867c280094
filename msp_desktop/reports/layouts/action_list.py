"""What is still to be done: the open action points of all meetings, by partner (task 7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msp_desktop.domain.meetings.carried import days_late, open_actions
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Block, Document, Facts, Heading, Note, Table
from msp_desktop.reports.layouts.meetings import due_in_words
from msp_desktop.reports.layouts.reading import Issue, Reader, document

_COLUMNS = ("text", "responsible", "due", "meeting", "remark")
_WEIGHTS = (0.9, 4.4, 2.6, 2.5, 3, 2.6)


def action_list(records: Records, issue: Issue) -> Document:
    """Lay out the list; what is late on the day it is made says by how many days."""
    reader = Reader(records)
    rows = open_actions(reader.records)
    late = sum(days_late(row, issue.day) > 0 for row in rows)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
        (translate(_("Open action points")), figures(str(len(rows)))),
        (translate(_("Of these late")), figures(str(late))),
    )
    return document(
        reader,
        issue,
        kind=_("Action points"),
        mark="L",
        title=translate(_("Open action points")),
        blocks=[Facts(facts), *actions_by_partner(reader, rows, issue.day)],
    )


def actions_by_partner(
    reader: Reader, rows: Sequence[Row], day: date, level: int = 2
) -> Iterator[Block]:
    """Go through action points under the partner that has to see to them, numbered throughout."""
    number = 0
    for name, among in _by_partner(reader, rows):
        yield Heading(level, name)
        lines = []
        for row in among:
            number += 1
            lines.append((figures(str(number)), *_cells(reader, row, day)))
        head = ("", *(_label(reader, key) for key in _COLUMNS))
        yield Table(head, tuple(lines), _WEIGHTS)
    if not rows:
        yield Note(translate(_("No action point is open.")))


def _by_partner(reader: Reader, rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Go through the partners in their order, then what none has to see to."""
    for partner in reader.records.rows("partner"):
        among = [row for row in rows if row.get("partner") == partner["id"]]
        if among:
            yield reader.text("partner", partner, "name"), among
    rest = [row for row in rows if reader.records.find("partner", row.get("partner")) is None]
    if rest:
        yield translate(_("No partner named")), rest


def _cells(reader: Reader, row: Row, day: date) -> Iterator[str]:
    for key in _COLUMNS:
        if key == "due":
            yield due_in_words(reader, row, day)
        elif key == "meeting":
            meeting = reader.records.find("meeting", row["owner_id"]) or {}
            said = (reader.text("meeting", meeting, field) for field in ("title", "date"))
            yield "\n".join(filter(None, said))
        else:
            yield reader.text("action_item", row, key)


def _label(reader: Reader, key: str) -> str:
    return translate(_("Meeting")) if key == "meeting" else reader.label("action_item", key)

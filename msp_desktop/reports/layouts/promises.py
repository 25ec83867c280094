"""The promise sheets: for each partner a page with what it promised and what others owe it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.agreement.ledger import Account, Promise, accounts
from msp_desktop.domain.agreement.signing import PROMISE
from msp_desktop.domain.records import Records, Row
from msp_desktop.i18n import figures, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from msp_desktop.reports.layouts.reading import NOTHING, Issue, Reader, document, not_agreed


def promise_sheets(records: Records, partner: Row, issue: Issue) -> Document:
    """Lay out the sheet of a partner, or of all where none is given."""
    reader = Reader(records)
    found = accounts(records, issue.day)
    numbers = {one.partner_id: number for number, one in enumerate(found, 1)}
    partner_id = str(partner.get("id") or "")
    chosen = [one for one in found if partner_id in ("", one.partner_id)]
    blocks: list[Block] = []
    for one in chosen:
        blocks += [PageBreak()] if blocks else []
        blocks += _sheet(reader, one)
    mark = f"P{numbers.get(partner_id, '')}"
    return document(
        reader,
        issue,
        kind=_("Promises"),
        mark=mark,
        title=reader.single("agreement", "title"),
        blocks=blocks or [not_agreed(PROMISE)],
    )


def whose(records: Records) -> list[Row]:
    """Return whose sheet there can be: first that of all partners together."""
    made = {row.get("partner") for row in records.rows(PROMISE)}
    rows = [row for row in records.rows("partner") if row["id"] in made]
    return [{"id": "", "title": translate(_("All partners"))}, *rows]


def lateness(promise: Promise) -> str:
    """Say how late a promise is, or was when it was kept; empty where it is not."""
    if not promise.late_days:
        return ""
    sentence = translate_plural("{count} day late", "{count} days late", promise.late_days)
    return figures(sentence.format(count=promise.late_days))


def _sheet(reader: Reader, account: Account) -> Iterator[Block]:
    yield Heading(2, account.name)
    open_, late = len(account.open), len(account.late)
    yield Facts(
        (
            (translate(_("Promises")), figures(str(len(account.promised)))),
            (translate(_("Still open")), figures(str(open_))),
            (translate(_("Late")), figures(str(late))),
        )
    )
    yield Heading(3, translate(_("What it promised")))
    yield from _promised(reader, account.promised)
    yield Heading(3, translate(_("What others owe it")))
    yield from _owed(reader, account.owed)


def _promised(reader: Reader, found: Sequence[Promise]) -> Iterator[Block]:
    if not found:
        yield Note(translate(_("Nothing is promised here.")))
        return
    columns = ("description", "owed_to", "due", "state", "evidence")
    head = tuple(reader.label(PROMISE, key) for key in columns)
    rows = tuple(
        (
            *(reader.text(PROMISE, one.row, key) or NOTHING for key in ("description",)),
            reader.text(PROMISE, one.row, "owed_to") or translate(_("All partners")),
            reader.text(PROMISE, one.row, "due") or NOTHING,
            _state(reader, one),
            reader.text(PROMISE, one.row, "evidence") or NOTHING,
        )
        for one in found
    )
    yield Table(head, rows, (4.4, 2.6, 2.4, 2.8, 3))


def _owed(reader: Reader, found: Sequence[Promise]) -> Iterator[Block]:
    if not found:
        yield Paragraph(translate(_("Nobody owes it anything at present.")))
        return
    columns = ("partner", "description", "due", "state")
    head = tuple(reader.label(PROMISE, key) for key in columns)
    rows = tuple(
        (
            *(reader.text(PROMISE, one.row, key) or NOTHING for key in columns[:-1]),
            _state(reader, one),
        )
        for one in found
    )
    yield Table(head, rows, (3.4, 5, 2.6, 2.8))


def _state(reader: Reader, one: Promise) -> str:
    """Return the state, the day on which it was kept, and how late it is, below each other."""
    kept = reader.text(PROMISE, one.row, "kept_on")
    lines = (reader.text(PROMISE, one.row, "state"), kept, lateness(one))
    return "\n".join(filter(None, lines)) or NOTHING

"""Commands of task 8.1: early warnings, data sheets, periods."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from msp_desktop.cli import session


def warnings(options: Namespace) -> int:
    """Print what will be late, because of what, and what to do next."""
    from msp_desktop.domain.monitoring.flags import flags

    with session.office(options) as office:
        records = office.workspace.records(session.partnership_of(office, options))
        found = flags(records, _today())
    rows = [
        {
            "kind": one.kind.value,
            "about": one.kind_key,
            "id": one.record_id,
            "organisation": one.organisation,
            "days": one.days,
            "late": one.is_late,
            "title": one.title,
            "text": one.text,
            "step": one.step,
        }
        for one in found
    ]
    return session.show(rows, [f"{one.text} {one.step}" for one in found], as_json=options.json)


def write_sheet(options: Namespace) -> int:
    """Write a data sheet and print where it lies."""
    from msp_desktop.app import data_sheets

    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        data_sheets.write_sheet(
            office.workspace, space_id, options.period, options.partner, options.out
        )
    print(options.out)
    return 0


def read_sheet(options: Namespace) -> int:
    """Take in a data sheet, or only say what it would bring; 1 when something stands against it."""
    from msp_desktop.app import data_sheets

    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        filled = data_sheets.look_into(office.workspace, space_id, options.file)
        found = filled.found
        rows = [
            {
                "sheet": entry.form.key,
                "line": entry.row + 1,
                "name": entry.name,
                "becomes": entry.verdict.value,
                "changes": entry.changes,
                "problems": [{"cell": cell, "said": said} for cell, said in entry.problems],
            }
            for entry in found.entries
        ]
        lines = [*found.problems]
        for entry in found.entries:
            said = [*(f"{cell}: {words}" for cell, words in entry.problems), *entry.changes]
            lines.append("  ".join((entry.verdict.value, entry.title, *said)))
        session.show(rows, lines, as_json=options.json)
        if found.is_refused or not (options.preview or found.can_be_taken):
            return 1
        if not options.preview:
            data_sheets.take_in(office.workspace, filled)
    return 0


def lock(options: Namespace) -> int:
    """Lock the figures of a period."""
    from msp_desktop.app import periods

    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        periods.lock(office.workspace, space_id, options.period, _today())
    return 0


def open_again(options: Namespace) -> int:
    """Open a locked period again, and keep why."""
    from msp_desktop.app import periods

    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        periods.open_again(office.workspace, space_id, options.period, options.reason, _today())
    return 0


def list_periods(options: Namespace) -> int:
    """List periods with their state; 1 when a locked one is not as it was locked."""
    from msp_desktop.app import periods

    with session.office(options) as office:
        found = periods.states(office.workspace, session.partnership_of(office, options))
    rows = [
        {
            "id": one.key,
            "name": one.name,
            "locked": one.locked is not None,
            "differences": [
                {"kind": each.kind_key, "id": each.record_id, "then": each.then, "now": each.now}
                for each in one.differences
            ],
        }
        for one in found
    ]
    lines = [
        f"{one.key}  {one.name}  {'locked' if one.locked else 'open'}  {len(one.differences)}"
        for one in found
    ]
    session.show(rows, lines, as_json=options.json)
    return 1 if any(one.differences for one in found) else 0


def _today() -> date:
    return date.today()  # noqa: DTZ011 - what is due is due on the day of the place

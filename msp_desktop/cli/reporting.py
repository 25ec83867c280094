"""Commands on reports: what is due, and sending one so that it is kept as it went out."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from msp_desktop.cli import session
from msp_desktop.domain.problems import NotFound


def list_due(options: Namespace) -> int:
    """Print every report that is not yet accepted, with its light and the day on which it is due."""
    from msp_desktop.domain.reporting.lighting import light_of
    from msp_desktop.domain.reporting.obligations import Group, obligations

    today = _today()
    with session.office(options) as office:
        records = office.workspace.records(session.partnership_of(office, options))
    found = [
        (one, light_of(one, today), one.group(today))
        for one in obligations(records, today)
        if one.group(today) is not Group.ACCEPTED
    ]
    rows = [
        {
            "id": one.report_id,
            "title": one.title,
            "due": one.due.isoformat() if one.due else None,
            "group": group.value,
            "state": one.state,
            "light": lit.light.value,
            "days_late": one.days_late,
            "begun": one.is_written,
        }
        for one, lit, group in found
    ]
    lines = [
        f"{one.report_id}  {one.due or '–'}  {lit.light.sign} {one.title}: {lit.why}"
        for one, lit, _group in found
    ]
    return session.show(rows, lines, as_json=options.json)


def send(options: Namespace) -> int:
    """Keep a report as it goes out today, and write its file and a letter with it where that is asked for."""
    from msp_desktop.app import attachments, publish, reporting
    from msp_desktop.domain.reporting.obligations import obligations

    today = _today()
    with session.office(options) as office:
        workspace = office.workspace
        space_id = session.partnership_of(office, options)
        known = obligations(workspace.records(space_id), today)
        one = next((one for one in known if one.report_id == options.report), None)
        if one is None:
            raise NotFound(options.report)
        sent = reporting.send(office, reporting.begin(workspace, space_id, one), today)
        if options.out is not None:
            attachments.save_copy(workspace.database, sent.attached, options.out)
        if options.mail is not None:
            publish.write(reporting.letter(workspace, sent.record_id), options.mail)
    row = {"id": sent.record_id, "number": sent.number, "hash": sent.attached.hash}
    line = f"{sent.record_id}  {sent.number}  {sent.attached.hash}"
    return session.show([row], [line], as_json=options.json)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - what is due is due on the day of the place

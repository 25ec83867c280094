"""Commands on meetings and their minutes: inviting, sealing, checking seals."""

from __future__ import annotations

from argparse import Namespace

from msp_desktop.cli import session
from msp_desktop.domain.problems import NotFound


def seal_minutes(options: Namespace) -> int:
    """Seal the approved minutes of a meeting and print the code of the seal."""
    from msp_desktop.app import sealing

    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        sealed = sealing.seal_minutes(office.workspace, space_id, options.meeting)
    row = {"id": sealed.id, "number": sealed.number, "code": sealed.fingerprint}
    return session.show([row], [sealed.fingerprint], as_json=options.json)


def verify_seals(options: Namespace) -> int:
    """Check every seal of a partnership; 1 when something speaks against one, and the meeting is named."""
    from msp_desktop.app import sealing

    with session.office(options) as office:
        found = sealing.check(office.workspace, session.partnership_of(office, options))
        lines = sealing.told(found)
    rows = [
        {
            "meeting": one.verdict.seal.meeting_id,
            "name": one.verdict.meeting,
            "number": one.verdict.seal.number,
            "code": one.verdict.seal.fingerprint,
            "office": one.verdict.seal.office,
            "faults": [fault.value for fault in one.verdict.faults],
        }
        for one in found
    ]
    session.show(rows, lines, as_json=options.json)
    return 0 if all(one.is_whole for one in found) else 1


def invite(options: Namespace) -> int:
    """Write an invitation for calendars and print where it lies."""
    from msp_desktop.app import invitations, publish

    with session.office(options) as office:
        records = office.workspace.records(session.partnership_of(office, options))
        if options.meeting is None:
            content = invitations.series_invitation(records)
        else:
            meeting = records.find("meeting", options.meeting)
            if meeting is None:
                raise NotFound(options.meeting)
            content = invitations.invitation(records, meeting)
    publish.write(content, options.out)
    print(options.out)
    return 0

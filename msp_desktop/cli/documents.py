"""Commands that write documents."""

from __future__ import annotations

import sys
from argparse import Namespace

from msp_desktop.cli import session
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def write_report(options: Namespace) -> int:
    """Write a document of a partnership as PDF and print where it lies."""
    from msp_desktop.app.publish import publish

    if options.what == "list":
        return list_documents(options)
    if options.out is None:
        raise Problem(_("Say where to write it: --out FILE."))
    if options.what == "specimen":
        return write_specimens(options)
    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        made = publish(office, options.what, space_id, record_id=options.record, out=options.out)
        _complain(made.complaint(office.home))
    print(options.out)
    return 0


def list_documents(options: Namespace) -> int:
    """Print which documents there are, and what each is about."""
    from msp_desktop.app import publish

    rows = [
        {"key": key, "title": translate(title), "about": translate(publish.about(key))}
        for key, title in publish.titles().items()
    ]
    lines = ["  ".join(filter(None, row.values())) for row in rows]
    return session.show(rows, lines, as_json=options.json)


def write_specimens(options: Namespace) -> int:
    """Write a page for each script into a folder; no office is needed."""
    from msp_desktop.app.publish import write_specimens

    for file, complaint in write_specimens(options.out, session.home_of(options)):
        print(file)
        _complain(complaint)
    return 0


def _complain(complaint: str) -> None:
    if complaint:
        print(complaint, file=sys.stderr)

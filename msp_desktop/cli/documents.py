"""Commands that write documents."""

from __future__ import annotations

from argparse import Namespace

from msp_desktop.cli import session


def write_report(options: Namespace) -> int:
    """Write a document of a partnership as PDF and print where it lies."""
    from msp_desktop.app.publish import publish

    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        publish(office, options.what, space_id, record_id=options.record, out=options.out)
    print(options.out)
    return 0

"""Commands that look after the data: check, backup, restore."""

from __future__ import annotations

from argparse import Namespace

from msp_desktop.app import checkup, office
from msp_desktop.cli import session
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def check_office(options: Namespace) -> int:
    """Check the database; exit code 1 and the findings when something is wrong."""
    with session.office(options) as opened:
        findings = checkup.findings(opened)
    lines = findings or [translate(_("Everything is in order."))]
    session.show(findings, lines, as_json=options.json)
    return 1 if findings else 0


def associate_files(_options: Namespace) -> int:
    """Let a double click on a sync file open it."""
    from msp_desktop.app import double_click

    double_click.open_with_double_click()
    print(translate(_("A double click on a sync file now opens it in this program.")))
    return 0


def back_up(options: Namespace) -> int:
    """Copy the office's database into one file."""
    with session.office(options) as opened:
        office.back_up_to(opened, options.file.resolve())
    print(options.file)
    return 0


def restore_office(options: Namespace) -> int:
    """Put a backup in the place of the office's database."""
    saved = office.restore(session.home_of(options), options.file.resolve())
    print(translate(_("Restored from {file}.")).format(file=options.file))
    if saved is not None:
        print(translate(_("What was there before is kept in {file}.")).format(file=saved))
    return 0

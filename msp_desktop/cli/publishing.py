"""Commands that publish: a partnership in the IATI standard."""

from __future__ import annotations

import sys
from argparse import Namespace

from msp_desktop.cli import session
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def export_iati(options: Namespace) -> int:
    """Write a partnership as an IATI activity file, and say what is not in it."""
    from msp_desktop.app import iati

    with session.office(options) as office:
        records = office.workspace.records(session.partnership_of(office, options))
        found = iati.export(records, options.out)
    print(options.out)
    for sentence in found.left_out:
        print(translate(_("Left out: {what}")).format(what=sentence), file=sys.stderr)
    return 0

"""Commands on office cards: who is trusted."""

from __future__ import annotations

from argparse import Namespace

from msp_desktop.cli import session


def write_card(options: Namespace) -> int:
    """Write the card of this office and print the digits others compare."""
    from msp_desktop.app import trust

    with session.office(options) as office:
        signed = trust.write_card(office.workspace.database, options.out.resolve())
    print(signed.card.digits)
    return 0

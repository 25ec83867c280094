"""Commands on office cards: who is trusted."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from msp_desktop.cli import session
from msp_desktop.domain.offices import Standing
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _


def write_card(options: Namespace) -> int:
    """Write the card of this office and print the digits others compare."""
    from msp_desktop.app import trust

    with session.office(options) as office:
        signed = trust.write_card(office.workspace.database, options.out.resolve())
    print(signed.card.digits)
    return 0


def trust_office(options: Namespace) -> int:
    """Trust an office by the card it handed over, or by the digits it read out."""
    from msp_desktop.app import trust

    words = " ".join(options.card)
    file = Path(words)
    with session.office(options) as office:
        database = office.workspace.database
        if file.is_file():
            other = trust.add_card(database, trust.read_card(file))
        else:
            other = trust.with_digits(database, words)
        if file.is_file() and other.state in (Standing.CHANGED, Standing.REVOKED):
            raise Problem(
                _(
                    "This card does not follow from the one {office} is known by. It was not trusted. "
                    "Call the office and compare the digits, then type them: {digits}"
                ),
                office=other.name,
                digits=other.digits,
            )
        received = trust.confirm(database, office.workspace.person, other, other.digits)
    print(f"{other.office_id}  {other.digits}  {other.name}")
    if received.released:
        print(f"released: {received.released}")
    return 0


def list_offices(options: Namespace) -> int:
    """List the other offices, and whether their files are taken in."""
    from msp_desktop.app import trust

    with session.office(options) as office:
        found = trust.known_offices(office.workspace.database)
    facts = [{**asdict(one), "key": one.key.hex()} for one in found]
    lines = [f"{one.office_id}  {one.state:<10}  {one.digits}  {one.name}" for one in found]
    return session.show(facts, lines, as_json=options.json)


def revoke_office(options: Namespace) -> int:
    """Stop trusting an office's keys."""
    from msp_desktop.app import trust

    with session.office(options) as office:
        database = office.workspace.database
        chosen = [
            one
            for one in trust.known_offices(database)
            if options.office in (one.office_id, one.digits)
        ]
        if not chosen:
            raise NotFound(options.office)
        for one in chosen:
            trust.revoke(database, office.workspace.person, one)
    return 0


def rotate_keys(options: Namespace) -> int:
    """Make new keys and print the new digits."""
    from msp_desktop.app import trust

    with session.office(options) as office:
        signed = trust.rotate(office.workspace.database, office.workspace.person)
    print(signed.card.digits)
    return 0

"""Commands on office cards: who is trusted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from msp_desktop.cli import session
from msp_desktop.domain.offices import Standing, same_digits
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
    """Trust offices by the cards they handed over, all or none, or one by the digits it read out."""
    from msp_desktop.app import trust

    files = _files(options.card)
    with session.office(options) as office:
        database = office.workspace.database
        if files:
            cards = [trust.read_card(file) for file in files]
            others = [trust.add_card(database, card) for card in cards]
        else:
            known = trust.with_digits(database, " ".join(options.card))
            others = [trust.Added(known, trust.Received())]
        for other, _received in others if files else ():
            if other.state in (Standing.CHANGED, Standing.REVOKED):
                raise Problem(
                    _(
                        "This card does not follow from the one {office} is known by. It was not trusted. "
                        "Call the office and compare the digits, then type them: {digits}"
                    ),
                    office=other.name,
                    digits=other.digits,
                )
        for other, received in others:
            confirmed = trust.confirm(database, office.workspace.person, other, other.digits)
            print(f"{other.office_id}  {other.digits}  {other.name}")
            if released := received.released + confirmed.released:
                print(f"released: {released}")
    return 0


def _files(words: Sequence[str]) -> list[Path]:
    """Return the cards that were named, or nothing where the words are digits."""
    whole = Path(" ".join(words))
    files = [whole] if whole.is_file() else [Path(word) for word in words]
    missing = [str(file) for file in files if not file.is_file()]
    if missing and len(missing) < len(files):
        raise NotFound(", ".join(missing))
    return [] if missing else files


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
    from msp_desktop.app import exchange, trust

    with session.office(options) as office:
        database = office.workspace.database
        known = trust.known_offices(database)
        chosen = [one for one in known if same_digits(one.digits, options.office)]
        if not chosen:
            wanted = exchange.office_named(database, options.office)
            chosen = [one for one in known if one.office_id == wanted]
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

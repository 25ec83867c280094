"""Commands on sync files."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from msp_desktop.cli import session
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def export_file(options: Namespace) -> int:
    """Write a sync file for everybody or for one office."""
    from msp_desktop.app import exchange

    chosen = exchange.SendOptions(
        to=tuple(options.to or ()),
        is_open=not options.to,
        spaces=(options.partnership,) if options.partnership else None,
    )
    with session.office(options) as office:
        exchange.send(office.workspace.database, options.file.resolve(), chosen)
    print(options.file)
    return 0


def import_files(options: Namespace) -> int:
    """Take in sync files and report what they brought."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        report = exchange.receive(office.workspace.database, options.files)
    facts = asdict(report)
    facts.pop("changes")
    lines = [f"{one.file}: {one.office}, {one.place}" for one in report.files]
    lines += [f"{key}: {value}" for key, value in facts.items() if key != "files"]
    return session.show(facts, lines, as_json=options.json)


def inspect_file(options: Namespace) -> int:
    """Say who sent a sync file, to whom and when; needs no office."""
    from msp_desktop.app import exchange

    facts = asdict(exchange.inspect(options.file))
    lines = [f"{key}: {value}" for key, value in facts.items()]
    return session.show(facts, lines, as_json=options.json)


def show_status(options: Namespace) -> int:
    """List the offices heard from and what they have."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        peers = [asdict(peer) for peer in exchange.status(office.workspace.database)]
    lines = ["  ".join(f"{key}={value}" for key, value in peer.items()) for peer in peers]
    if not peers:
        lines = [translate(_("No other office has been heard from yet."))]
    return session.show(peers, lines, as_json=options.json)


def show_digest(options: Namespace) -> int:
    """Print the number that two offices share exactly when they hold the same."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        digest = exchange.digest(office.workspace.database, options.partnership)
    return session.show(digest, [digest], as_json=options.json)

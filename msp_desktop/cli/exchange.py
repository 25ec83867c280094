"""Commands on sync files."""

from __future__ import annotations

import math
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msp_desktop.cli import session
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural

if TYPE_CHECKING:
    from msp_desktop.domain.received import ReceiveReport

_SMALLEST_PART = 0.001
"""In MB: what any file takes that says from whom it is."""


def export_file(options: Namespace) -> int:
    """Write a sync file for some offices, for who knows a passphrase, or for everybody."""
    from msp_desktop.app import exchange

    given = [bool(options.to), options.passphrase, options.open]
    if given.count(True) != 1:
        raise Problem(
            _(
                "Say for whom the file is, in one of three ways: --for OFFICE…, --passphrase, or --open "
                "(anyone who gets the file can read it). Nothing was written."
            )
        )
    left_out, part_size = _left_out(options.without), _part_size(options.part_size)
    with session.office(options) as office:
        database = office.workspace.database
        report = exchange.send(
            database,
            options.file.resolve(),
            exchange.SendOptions(
                to=tuple(exchange.office_named(database, one) for one in options.to or ()),
                passphrase=_ask_passphrase() if options.passphrase else None,
                is_open=options.open,
                spaces=tuple(options.partnership) if options.partnership else None,
                with_attachments="attachments" not in left_out,
                with_personal="contacts" not in left_out,
                part_size=part_size,
            ),
        )
    if options.open:
        print(translate(_("Anyone who gets the file can read it.")), file=sys.stderr)
    if report.personal_kept:
        print(exchange.cannot_leave_out(report.personal_kept), file=sys.stderr)
    if report.oversized:
        print(exchange.larger_than_asked(report), file=sys.stderr)
    return session.show(asdict(report), report.files, as_json=options.json)


def _left_out(words: str) -> set[str]:
    left_out = set(filter(None, words.split(",")))
    if not left_out <= {"attachments", "contacts"}:
        raise Problem(_("After --without write “attachments”, “contacts”, or both with a comma."))
    return left_out


def _part_size(megabytes: float) -> int:
    if not _SMALLEST_PART <= megabytes < math.inf:
        sentence = _("A part has at least {smallest} MB. Nothing was written; choose another size.")
        raise Problem(sentence, smallest=str(_SMALLEST_PART))
    return int(megabytes * 1_000_000)


def _ask_passphrase() -> str:
    """Return what is typed, or the first line of what is piped in; never part of the command."""
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(translate(_("Passphrase: ")))
    return sys.stdin.readline().rstrip("\r\n")


def import_files(options: Namespace) -> int:
    """Take in sync files, or say what they would bring; exit code 3 when some of them must wait."""
    from msp_desktop.app import exchange

    passphrase = _ask_passphrase() if options.passphrase else None
    with session.office(options) as office:
        database = office.workspace.database
        if options.preview:
            here = {one.path for one in exchange.waiting_files(database)}
            report = exchange.preview(database, options.files, passphrase=passphrase)
            for facts in report.files:
                if facts.path not in here:
                    exchange.forget_file(database, Path(facts.path))
        else:
            report = exchange.receive(database, options.files, passphrase=passphrase)
        own_office_id = office.id
    session.show(report.plain(), _told(report, own_office_id), as_json=options.json)
    return 3 if report.kept else 0


def undo_import(options: Namespace) -> int:
    """Take the newest import back, while nothing was written or sent since."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        number = exchange.newest_import(office.workspace.database)
        exchange.undo_import(office.workspace, number)
    sentence = translate(
        _(
            "Import {number} is taken back; everything is as it was before it. The sender has the files."
        )
    )
    print(sentence.format(number=number))
    return 0


def list_inbox(options: Namespace) -> int:
    """List the files that wait in the inbox, each with its reason and what to do, or remove one."""
    from msp_desktop.app import exchange
    from msp_desktop.domain.received_words import waiting_file

    with session.office(options) as office:
        database, wanted = office.workspace.database, options.throw_away
        found = exchange.waiting_files(database)
        if wanted is not None:
            chosen = [one for one in found if wanted in (one.path, one.file)]
            if len(chosen) != 1:
                raise NotFound(wanted)
            exchange.forget_file(database, Path(chosen[0].path))
            found.remove(chosen[0])
    lines = [f"{waiting_file(one)}\n  {one.path}\n  {one.reason.sentence}" for one in found]
    if not found:
        lines = [translate(_("No file waits."))]
    items = [{**asdict(one), "reason": one.reason.name} for one in found]
    return session.show(items, lines, as_json=options.json)


def list_held(options: Namespace) -> int:
    """List what other offices wrote and cannot be worked in yet, or throw away what waits of one."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        database, wanted = office.workspace.database, options.throw_away
        if wanted is not None:
            ids = [one.office_id for one in exchange.held(database)]
            office_id = wanted if wanted in ids else exchange.office_named(database, wanted)
            exchange.throw_away(database, office.workspace.person, office_id)
        found = exchange.held(database)
    lines = [f"{one.office_id}  {one} ({one.size / 1000:.1f} kB)" for one in found]
    if not found:
        lines = [translate(_("No change waits."))]
    return session.show([asdict(one) for one in found], lines, as_json=options.json)


def list_received(options: Namespace) -> int:
    """List what was taken in so far, the newest first; with a number, show that report."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        found = exchange.reports(office.workspace.database)
        own_office_id = office.id
    if options.number is not None:
        found = [one for one in found if one.number == options.number]
        if not found:
            raise NotFound(str(options.number))
    lines = [line for one in found for line in ("", *_told(one, own_office_id))][1:]
    if not found:
        lines = [translate(_("No file was taken in yet."))]
    return session.show([one.plain() for one in found], lines, as_json=options.json)


def _told(report: ReceiveReport, own_office_id: str) -> list[str]:
    """Return a report as lines."""
    from msp_desktop.domain import received_words as words
    from msp_desktop.domain.moments import day_and_time

    lines = [f"{report.number}  {day_and_time(report.moment)}"] if report.number else []
    for facts in report.files:
        lines.append(f"{facts.file}: {words.sender(facts)}, {words.written(facts)}")
        lines += [f"  {sentence}" for sentence in words.remarks(facts, own_office_id)]
    for one in report.kept:
        lines.append(f"{one.file}: {one.reason.sentence}")
    lines += filter(None, (words.numbers(report), *words.brought(report)))
    for space in report.spaces:
        lines += [f"{space.name}:", *(f"  {words.entries(one)}" for one in space.entries)]
    for one_of in report.disagreements:
        where = (one_of.partnership, one_of.entry, one_of.field)
        lines.append(f"{', '.join(filter(None, where))}:")
        lines += [f"  {voice.answer} ({voice.person}, {voice.office})" for voice in one_of.voices]
    return lines


def inspect_file(options: Namespace) -> int:
    """Check that a sync file is whole, and say who sent it, to whom and when; needs no office."""
    from msp_desktop.app import exchange

    facts = asdict(exchange.inspect(options.file))
    lines = [f"{key}: {value}" for key, value in facts.items()]
    lines.append(translate(_("Every byte of the file is as its sender signed it.")))
    return session.show(facts, lines, as_json=options.json)


def show_status(options: Namespace) -> int:
    """List the other offices, when each was last heard from and what it may lack."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        peers = [asdict(peer) for peer in exchange.status(office.workspace.database)]
        lacking = exchange.missing(office.workspace.database)
    lines = [_status_of(peer) for peer in peers]
    lines += map(str, lacking)
    for one in lacking:
        known = next((peer for peer in peers if peer["office_id"] == one.office_id), None)
        if known is None:
            peers.append(known := {"office_id": one.office_id, "office": one.office})
        known["waiting_for_files"] = one.files
    if not peers:
        lines = [translate(_("No other office is trusted yet, and none has been heard from."))]
    return session.show(peers, lines, as_json=options.json)


def _status_of(peer: Mapping[str, Any]) -> str:
    from msp_desktop.domain.moments import day_and_time

    name = ", ".join(filter(None, (peer["office"], peer["place"])))
    heard = translate(_("never heard from"))
    if peer["received"] is not None:
        heard = translate(_("last heard from {when}")).format(when=day_and_time(peer["received"]))
    lacks = translate_plural(
        "{count} change it may lack", "{count} changes it may lack", peer["unacknowledged"]
    )
    lacks = lacks.format(count=peer["unacknowledged"])
    return f"{name or peer['office_id']}: {heard}; {lacks}"


def show_digest(options: Namespace) -> int:
    """Print the number that two offices share exactly when they hold the same."""
    from msp_desktop.app import exchange

    with session.office(options) as office:
        digest = exchange.digest(office.workspace.database, options.partnership)
    return session.show(digest, [digest], as_json=options.json)

"""What can be typed: every command with its arguments and the function that carries it out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from msp_desktop import __version__
from msp_desktop.cli import (
    contacts,
    data,
    deciding,
    documents,
    exchange,
    frameworks,
    keeping,
    meetings,
    monitoring,
    offices,
    publishing,
    reporting,
    trying,
    window,
)
from msp_desktop.i18n import document_languages

_MODULES = ("A", "B", "C", "D", "E")

Command = Callable[[argparse.Namespace], int]


class _Commands:
    """Adds commands below one word, each with ``--home``."""

    def __init__(
        self, parser: argparse.ArgumentParser, name: str, *, required: bool = True
    ) -> None:
        self._below = parser.add_subparsers(dest=name, metavar="COMMAND", required=required)

    def add(self, name: str, carry_out: Command, summary: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self._below.add_parser(
            name, help=summary, description=summary
        )
        # SUPPRESS: an option given before the command must survive the command's own defaults.
        parser.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
        parser.set_defaults(carry_out=carry_out)
        return parser

    def named(self, name: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self._below.choices[name]
        return parser

    def group(self, name: str, summary: str) -> _Commands:
        return _Commands(self._below.add_parser(name, help=summary), f"{name}_command")


def make_parser() -> argparse.ArgumentParser:
    """Build the parser; without a command the window opens."""
    parser = argparse.ArgumentParser(
        prog="msp-desktop",
        description="Without a command, the window opens.",
        epilog="Ends with 0, or with a sentence and 1; 2: wrongly typed; 3: a sync file was kept aside.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--home", metavar="DIR", help="folder with the office's data")
    parser.set_defaults(carry_out=window.open_window, file=None)
    commands = _Commands(parser, "command", required=False)
    opening = commands.add(
        "open", window.open_window, "open the window, with a sync file to take in"
    )
    opening.add_argument("file", nargs="?", type=Path)
    _add_data(commands)
    _add_contacts(commands)
    _add_reports_due(commands)
    _add_iati(commands)
    _add_sync(commands)
    _add_keeping(commands)
    return parser


def _add_data(commands: _Commands) -> None:
    office = commands.group("office", "the office on this computer")
    init = office.add("init", data.init_office, "set up the office")
    for option, meaning in (
        ("--name", "its name"),
        ("--place", "where it is"),
        ("--person", "you"),
    ):
        init.add_argument(option, required=True, help=meaning)
    init.add_argument("--language", default="en")
    _add_offices(office)

    partnership = commands.group("partnership", "partnerships of this office")
    new = partnership.add("new", data.new_partnership, "start a partnership; prints its identifier")
    new.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    _json(partnership.add("list", data.list_partnerships, "list partnerships"))
    show = partnership.add("show", data.show_partnership, "show a partnership and its progress")
    show.add_argument("id")
    _json(show)

    tasks = commands.add("tasks", data.list_tasks, "all 32 tasks: state and what is missing")
    _partnership(tasks)
    _json(tasks)
    _json(commands.add("kinds", data.list_kinds, "all kinds of records and their fields"))

    _add_records(commands)
    batch = commands.add("batch", data.run_batch, "carry out a file of commands, one a line")
    batch.add_argument("file", type=Path)
    _add_minutes(commands)
    _add_monitoring(commands)
    commands.add("sample", data.add_sample, "add the sample partnership; prints its identifier")


def _add_minutes(commands: _Commands) -> None:
    minutes = commands.group("minutes", "minutes of meetings: sealing and checking")
    sealing = minutes.add("seal", meetings.seal_minutes, "seal approved minutes; prints the code")
    sealing.add_argument("meeting", metavar="MEETING", help="its identifier")
    checking = minutes.add(
        "verify", meetings.verify_seals, "check every seal; 1 when something speaks against one"
    )
    inviting = minutes.add(
        "invite",
        meetings.invite,
        "write an invitation for calendars: to a meeting, or to all regular ones",
    )
    inviting.add_argument("meeting", nargs="?", metavar="MEETING", help="its identifier")
    inviting.add_argument("--out", type=Path, required=True, metavar="FILE.ics")
    _partnership(inviting)
    for parser in (sealing, checking):
        _partnership(parser)
        _json(parser)


def _add_monitoring(commands: _Commands) -> None:
    monitor = commands.group("monitor", "warnings, data sheets and periods of task 8.1")
    _json(monitor.add("warnings", monitoring.warnings, "what will be late, why, and what to do"))
    sheet = monitor.add("sheet", monitoring.write_sheet, "write a data sheet to be filled in")
    sheet.add_argument("--period", required=True, metavar="ID")
    sheet.add_argument("--partner", default="", metavar="ID", help="without it, of all partners")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    reading = monitor.add(
        "read", monitoring.read_sheet, "take in a data sheet, whole or not at all"
    )
    reading.add_argument("file", type=Path)
    reading.add_argument("--preview", action="store_true", help="say what it would bring")
    _json(reading)
    locking = monitor.add("lock", monitoring.lock, "lock the figures of a period")
    opening = monitor.add("open", monitoring.open_again, "open a locked period again")
    opening.add_argument("--reason", required=True, help="kept with the period")
    for parser in (locking, opening):
        parser.add_argument("period", metavar="PERIOD", help="its identifier")
    _json(
        monitor.add("periods", monitoring.list_periods, "periods, and what differs in locked ones")
    )
    for name in ("warnings", "sheet", "read", "lock", "open", "periods"):
        _partnership(monitor.named(name))


def _add_records(commands: _Commands) -> None:
    record = commands.group("record", "answers of one record")
    adding = record.add("add", data.add_record, "add a record; prints its identifier")
    adding.add_argument("kind")
    adding.add_argument("values", nargs="*", metavar="FIELD=VALUE")
    adding.add_argument("--owner", metavar="ID", help="the record it belongs to")
    _partnership(adding)
    changing = record.add(
        "set", data.set_record, "change a record, or the page of which there is one"
    )
    changing.add_argument("kind")
    changing.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    changing.add_argument("--id", help="the record; not for pages of which there is one")
    _partnership(changing)
    for name, carry_out in (("delete", data.delete_record), ("show", data.show_record)):
        one = record.add(name, carry_out, f"{name} a record")
        one.add_argument("kind")
        one.add_argument("id")
        _json(one)
    saving = record.add("file", data.save_file, "save a copy of a file attached to a record")
    saving.add_argument("kind")
    saving.add_argument("field")
    saving.add_argument("--id", help="the record; not for pages of which there is one")
    saving.add_argument("--out", type=Path, required=True)
    _partnership(saving)
    _add_same(record)
    listing = record.add("list", data.list_records, "list the records of a kind")
    listing.add_argument("kind")
    _partnership(listing)
    _json(listing)


def _add_same(record: _Commands) -> None:
    same = record.add("same", deciding.say_same, "say that two entries are the same")
    same.add_argument("kind", nargs="?")
    same.add_argument("ids", nargs="*", metavar="ID", help="the two entries")
    same.add_argument("--list", action="store_true", help="entries that may be the same, and links")
    same.add_argument("--different", action="store_true", help="say that they are different")
    same.add_argument("--apart", action="store_true", help="take the links of one entry away")
    _partnership(same)
    _json(same)


def _add_offices(office: _Commands) -> None:
    card = office.add("card", offices.write_card, "write this office's card; prints its digits")
    card.add_argument("--out", type=Path, required=True, metavar="FILE")
    trusting = office.add("trust", offices.trust_office, "trust another office")
    trusting.add_argument(
        "card",
        nargs="+",
        metavar="FILE|DIGITS",
        help="cards handed over in person, or digits read out",
    )
    _json(office.add("list", offices.list_offices, "other offices: state and digits"))
    losing = office.add("revoke", offices.revoke_office, "stop trusting keys lost or stolen")
    losing.add_argument("office", metavar="OFFICE", help="its name, identifier or digits")
    office.add("rotate", offices.rotate_keys, "make new keys; prints the new digits")


def _add_contacts(commands: _Commands) -> None:
    people = commands.group("contacts", "contact persons from and for address books (vCard)")
    taking = people.add("import", contacts.import_contacts, "take in people who are not listed yet")
    taking.add_argument("file", type=Path)
    taking.add_argument("--to", metavar="ID", help="the partner of cards without an organisation")
    taking.add_argument("--twice", action="store_true", help="also people who are listed already")
    taking.add_argument("--preview", action="store_true", help="say what it would bring")
    writing = people.add("export", contacts.export_contacts, "write address cards into a file")
    writing.add_argument("--out", type=Path, required=True, metavar="FILE.vcf")
    writing.add_argument("--of", metavar="ID", help="only those of this partner")
    _json(taking)
    for parser in (taking, writing):
        _partnership(parser)


def _add_reports_due(commands: _Commands) -> None:
    reports = commands.group("reports", "reports due: what is owed to whom, and sending it")
    due = reports.add("due", reporting.list_due, "reports not yet accepted, with their lights")
    sending = reports.add("send", reporting.send, "keep a report as it goes out today")
    sending.add_argument("report", metavar="ID", help="as “reports due” prints it")
    sending.add_argument("--out", type=Path, metavar="FILE.pdf")
    sending.add_argument("--mail", type=Path, metavar="FILE.eml", help="a draft with the report")
    for parser in (due, sending):
        _partnership(parser)
        _json(parser)


def _add_iati(commands: _Commands) -> None:
    iati = commands.group("iati", "a partnership in the IATI standard 2.03")
    writing = iati.add("export", publishing.export_iati, "write the activity file")
    writing.add_argument("--out", type=Path, required=True, metavar="FILE.xml")
    _partnership(writing)


def _add_sync(commands: _Commands) -> None:
    sync = commands.group("sync", "sync files")
    export = sync.add("export", exchange.export_file, "write a sync file")
    export.add_argument("file", type=Path)
    export.add_argument("--for", dest="to", nargs="+", metavar="OFFICE", help="offices it is for")
    export.add_argument("--passphrase", action="store_true", help="asked for, or read from a pipe")
    export.add_argument("--open", action="store_true", help="anyone who gets it can read it")
    export.add_argument("--partnership", nargs="+", metavar="ID", help="only these")
    export.add_argument("--without", metavar="attachments,contacts", default="")
    size = "of a part, 0.001 or more; 8 by default"
    export.add_argument("--part-size", type=float, metavar="MB", default=8.0, help=size)
    _json(export)
    taking = sync.add("import", exchange.import_files, "take in sync files")
    taking.add_argument("files", type=Path, nargs="+")
    taking.add_argument("--preview", action="store_true", help="say what they would bring")
    taking.add_argument("--passphrase", action="store_true", help="asked for, or read from a pipe")
    sync.add("undo", exchange.undo_import, "take the newest import back")
    inbox = sync.add("inbox", exchange.list_inbox, "files that wait to be taken in")
    inbox.add_argument("--throw-away", metavar="FILE", help="remove this one; by its name or path")
    held = sync.add("held", exchange.list_held, "changes that cannot be worked in yet")
    held.add_argument("--throw-away", metavar="OFFICE", help="throw away what waits of an office")
    received = sync.add("received", exchange.list_received, "what was taken in so far")
    received.add_argument("number", nargs="?", type=int, help="only the report of this number")
    looking = sync.add(
        "inspect", exchange.inspect_file, "say what a sync file is, and whether it is whole"
    )
    looking.add_argument("file", type=Path)
    state = sync.add("status", exchange.show_status, "offices heard from, and what they have")
    digest = sync.add("digest", exchange.show_digest, "one number for everything merged")
    for parser in (taking, inbox, held, received, looking, state, digest):
        _json(parser)
    digest.add_argument("--partnership", metavar="ID", help="only this one; all by default")
    _add_deciding(sync)


def _add_deciding(sync: _Commands) -> None:
    _json(sync.add("conflicts", deciding.show_conflicts, "answers that offices wrote apart"))
    settling = sync.add("resolve", deciding.resolve_conflicts, "decide what offices wrote apart")
    settling.add_argument("conflict", nargs="?", help="its name in “sync conflicts”")
    settling.add_argument(
        "--keep",
        required=True,
        metavar="mine|theirs|both|VALUE",
        help="whose answer stands, or another; keep or remove for an entry that one office removed",
    )
    settling.add_argument("--office", metavar="NAME", help="whose answer “theirs” is")
    settling.add_argument(
        "--all", action="store_true", help="every conflict the office takes part in"
    )
    log = sync.add("log", deciding.show_log, "who changed a record, in every office")
    log.add_argument("record", metavar="RECORD", help="its identifier")
    log.add_argument("--field", metavar="FIELD", help="only this answer")
    _json(log)


def _add_frameworks(commands: _Commands) -> None:
    framework = commands.group("framework", "the official wording of goals, targets, indicators")
    loading = framework.add("load", frameworks.load, "load a file as the UN publishes it")
    loading.add_argument("file", type=Path, help=".xlsx, or .csv in any usual encoding")
    loading.add_argument("--name", help="by which you find it again; the file's by default")
    loading.add_argument("--language", metavar="CODE", help="of the wording, such as km")
    loading.add_argument("--source", default="", help="where it comes from; printed with it")
    loading.add_argument("--preview", action="store_true", help="only say what is in it")
    _json(framework.add("list", frameworks.list_all, "which are kept; the one shown has a star"))
    showing = framework.add("show", frameworks.show, "choose which is shown beside codes")
    showing.add_argument("which", metavar="NAME|NUMBER|none")
    removing = framework.add("remove", frameworks.remove, "forget one; its file is not touched")
    removing.add_argument("which", metavar="NAME|NUMBER")


def _add_keeping(commands: _Commands) -> None:
    _add_reports(commands)
    _add_frameworks(commands)
    _json(commands.add("check", keeping.check_office, "check that the database is sound"))
    commands.add(
        "associate", keeping.associate_files, "let a double click on a sync file open it here"
    )
    copying = commands.add("backup", keeping.back_up, "copy the office into a file")
    copying.add_argument("file", type=Path)
    restoring = commands.add(
        "restore", keeping.restore_office, "put a backup in the office's place"
    )
    restoring.add_argument("file", type=Path)
    tour = commands.add(
        "tour", trying.take_tour, "drive the window through the main job, with pictures"
    )
    tour.add_argument("--out", type=Path, required=True)
    tour.add_argument(
        "--module",
        choices=_MODULES,
        help="fill in all tasks of this module by hand instead",
    )
    tour.add_argument(
        "--language", metavar="CODE", help="of the window; en-XA and ar-XB are made up to look at"
    )
    bench = commands.add(
        "bench",
        trying.run_bench,
        "measure a cold start, pages, long lists, a long plan or the exchange",
    )
    bench.add_argument(
        "what", nargs="?", choices=("start", "pages", "lists", "plan", "sync"), default="start"
    )
    bench.add_argument("--module", choices=_MODULES, help="whose pages; of all, when not given")
    bench.add_argument("--organisations", type=int, default=5_000, help="added to the sample")
    bench.add_argument("--activities", type=int, default=2_000, help="of the plan")
    bench.add_argument("--runs", type=int, default=7)
    bench.add_argument("--changes", type=int, default=100_000)
    _json(bench)


def _add_reports(commands: _Commands) -> None:
    report = commands.add("report", documents.report, "write, sign and check documents")
    report.add_argument(
        "what",
        metavar="KIND",
        help="“list” says which there are; also workbook, specimen, sign, verify",
    )
    report.add_argument("file", nargs="?", type=Path, metavar="FILE", help="what to sign or verify")
    report.add_argument("--partnership", metavar="ID", help="not needed where there is only one")
    report.add_argument(
        "--record", metavar="ID", help="which meeting, review …; the latest by default"
    )
    report.add_argument(
        "--language",
        metavar="CODE",
        choices=document_languages(),
        help="of the document's own words, such as ne; the partnership's by default",
    )
    report.add_argument(
        "--out", type=Path, help="a file (.pdf, .docx or .xlsx); a folder for the specimens"
    )
    report.add_argument("--mail", type=Path, metavar="FILE.eml", help="an e-mail draft with it")
    report.add_argument("--sign", action="store_true", help="with the keys of this office")
    _json(report)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _partnership(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--partnership", metavar="ID", help="needed when the office has several")

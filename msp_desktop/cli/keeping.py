"""Commands that look after the data: check, backup, restore."""

from __future__ import annotations

from argparse import Namespace

from msp_desktop.app import checkup, office
from msp_desktop.cli import session
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural


def check_office(options: Namespace) -> int:
    """Check database and attached files; exit code 1 and the findings when something is wrong."""
    with session.office(options) as opened:
        checked = checkup.check(opened)
    lines = [*(checked.wrong or [translate(_("Everything is in order."))]), *checked.awaited]
    session.show(checked.wrong, lines, as_json=options.json)
    return 1 if checked.wrong else 0


def associate_files(_options: Namespace) -> int:
    """Let a double click on a sync file open it."""
    from msp_desktop.app import double_click

    double_click.open_with_double_click()
    print(translate(_("A double click on a sync file now opens it in this program.")))
    return 0


def back_up(options: Namespace) -> int:
    """Copy the office's database into one file, and attached files into a folder beside it."""
    with session.office(options) as opened:
        made = office.back_up_to(opened, options.file.resolve())
    print(options.file)
    if made.files:
        sentence = translate(_("Attached files are in {folder}. Keep it beside the backup."))
        print(sentence.format(folder=made.folder))
    if made.damaged:
        sentence = translate_plural(
            "{count} attached file is damaged and was left out: see “check”.",
            "{count} attached files are damaged and were left out: see “check”.",
            made.damaged,
        )
        print(sentence.format(count=made.damaged))
    return 0


def restore_office(options: Namespace) -> int:
    """Put a backup in the place of the office's database."""
    saved = office.restore(session.home_of(options), options.file.resolve())
    print(translate(_("Restored from {file}.")).format(file=options.file))
    if saved is not None:
        print(translate(_("What was there before is kept in {file}.")).format(file=saved))
    return 0

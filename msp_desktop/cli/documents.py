"""Commands that write documents, sign them, and check signatures."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from msp_desktop.cli import session
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import language, translate
from msp_desktop.i18n import mark as _


def report(options: Namespace) -> int:
    """Write a document of a partnership, or do one of the other things that documents are for."""
    return _OTHERS.get(options.what, write_report)(options)


def write_report(options: Namespace) -> int:
    """Write a document of a partnership, or a letter with it, and print where they lie.

    The ending of the file's name says as what: PDF, Word or Excel.
    """
    from msp_desktop.app import formats, letters, publish, signing

    if options.out is None and options.mail is None:
        raise Problem(_("Say where the document goes: --out FILE, --mail FILE.eml, or both."))
    with session.office(options) as office:
        if options.what == publish.RECEIVED and options.language not in (None, language()):
            sentence = _(
                "The report on received files is in the language of the window ({language}). Leave "
                "--language out. Nothing was written."
            )
            raise Problem(sentence, language=language())
        space_id = session.partnership_of(office, options)
        made = publish.publish(
            office, options.what, space_id, options.record, spoken=options.language
        )
        if options.sign:
            made = signing.sign_document(office, made)
        _complain(made.complaint(office.home))
    if options.out is not None:
        formats.save_as(made, options.out)
        print(options.out)
    if options.mail is not None:
        publish.write(letters.letter(made), options.mail)
        print(options.mail)
    return 0


def list_documents(options: Namespace) -> int:
    """Print which documents there are, and what each is about."""
    from msp_desktop.app import publish

    rows = [
        {"key": key, "title": translate(title), "about": translate(publish.about(key))}
        for key, title in publish.titles().items()
    ]
    lines = ["  ".join(filter(None, row.values())) for row in rows]
    return session.show(rows, lines, as_json=options.json)


def write_specimens(options: Namespace) -> int:
    """Write a page for each script into a folder; no office is needed."""
    from msp_desktop.app.publish import write_specimens

    for file, complaint in write_specimens(_out(options), session.home_of(options)):
        print(file)
        _complain(complaint)
    return 0


def write_workbook(options: Namespace) -> int:
    """Write all records of a partnership into an Excel workbook."""
    from msp_desktop.app import formats

    with session.office(options) as office:
        space_id = session.partnership_of(office, options)
        formats.save_workbook(office, space_id, _out(options), options.language)
    print(options.out)
    return 0


def sign_file(options: Namespace) -> int:
    """Sign a PDF that somebody else made or signed before, into another file."""
    from msp_desktop.app import publish, signing

    pdf, out = _file(options).read_bytes(), _out(options)
    with session.office(options) as office:
        signed = signing.sign(office, pdf, office.language)
    publish.write(signed.pdf, out)
    print(out)
    return 0


def verify_file(options: Namespace) -> int:
    """Say who signed a PDF and whether it is still whole; 1 unless signatures say so of all of it.

    What is known of the keys is told by the office; where there is none, the digits are printed.
    """
    from msp_desktop.app import signing
    from msp_desktop.app.office import is_set_up

    pdf = _file(options).read_bytes()
    if is_set_up(session.home_of(options)):
        with session.office(options) as office:
            found = signing.check(pdf, office)
    else:
        found = signing.check(pdf)
    lines = signing.told(found).splitlines()
    session.show([asdict(one) for one in found], lines, as_json=options.json)
    return 0 if found and all(one.is_whole and not one.is_followed for one in found) else 1


_OTHERS: Mapping[str, Callable[[Namespace], int]] = {
    "list": list_documents,
    "sign": sign_file,
    "specimen": write_specimens,
    "verify": verify_file,
    "workbook": write_workbook,
}


def _file(options: Namespace) -> Path:
    if options.file is None:
        raise Problem(_("Say which document: report {what} FILE."), what=options.what)
    return Path(options.file)


def _out(options: Namespace) -> Path:
    if options.out is None:
        raise Problem(_("Say where to write it: --out FILE."))
    return Path(options.out)


def _complain(complaint: str) -> None:
    if complaint:
        print(complaint, file=sys.stderr)

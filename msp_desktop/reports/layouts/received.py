"""The report on received files: who sent them, what they brought, where answers differ, what waits."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain import received_words as words
from msp_desktop.domain.moments import day_and_time
from msp_desktop.domain.received import ReceiveReport
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import language, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    Points,
    Table,
)
from msp_desktop.reports.layouts.reading import Issue


def received(report: ReceiveReport, issue: Issue) -> Document:
    """Lay out the report on one import."""
    status = ""
    if report.undone:
        sentence = translate(_("Taken back on {when}"))
        status = sentence.format(when=day_and_time(report.undone))
    return Document(
        kind=translate(_("Received files")),
        title=translate(_("Report on received files")),
        subject=", ".join(dict.fromkeys(words.sender(one) for one in report.files)),
        number=f"RECEIVED-{report.number}",
        day=issue.day,
        day_words=day_in_words(issue.day),
        language=language(),
        letterhead=issue.letterhead,
        page=translate(_("Page {page} of {pages}")),
        check=translate(_("Check code {code}")),
        blocks=tuple(_blocks(report)),
        status=status,
    )


def _blocks(report: ReceiveReport) -> Iterator[Block]:
    yield Facts(tuple(_facts(report)))
    yield Heading(2, translate(_("What came")))
    brought = words.brought(report)
    if brought:
        yield Points(tuple(brought))
    yield Note(words.numbers(report))
    for space in report.spaces:
        yield Heading(3, space.name)
        if space.entries:
            yield Points(tuple(words.entries(one) for one in space.entries))
    yield from _disagreements(report)
    if report.kept:
        yield Heading(2, translate(_("Files that wait")))
        yield Points(tuple(f"{words.waiting_file(o)}: {o.reason.sentence}" for o in report.kept))


def _facts(report: ReceiveReport) -> Iterator[tuple[str, str]]:
    yield translate(_("Taken in on")), day_and_time(report.moment)
    for facts in report.files:
        yield translate(_("From")), words.sender(facts)
        yield translate(_("File")), f"{facts.file}: {words.written(facts, with_age=False)}"
    yield translate(_("Backup made before")), report.backup


def _disagreements(report: ReceiveReport) -> Iterator[Block]:
    if not report.conflicts:
        return
    yield Heading(2, translate(_("Where answers differ")))
    head = (_("Partnership"), _("Entry"), _("Field"), _("Answers"))
    rows = tuple(
        (
            one.partnership,
            one.entry,
            one.field,
            "\n".join(
                f"{words.quoted(one, voice.answer)} ({voice.person}, {voice.office})"
                for voice in one.voices
            ),
        )
        for one in report.disagreements
    )
    if rows:
        yield Table(tuple(translate(word) for word in head), rows, (2, 2, 2, 4))
    else:
        yield Note(translate(_("There are too many to list; the page of conflicts shows them.")))

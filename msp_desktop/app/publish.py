"""Documents of a partnership: which can be made, and making them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msp_desktop.app import exchange, frameworks, invitations
from msp_desktop.app.drafts import Enclosure
from msp_desktop.app.office import Office
from msp_desktop.db.backup import make_durable
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.domain.guideline.frame import LATIN_DIGITS
from msp_desktop.domain.moments import day_and_time
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.received import ReceiveReport
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import Manner, document_languages, language, speaking, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Document, Letterhead
from msp_desktop.reports.documents import DOCUMENTS, DocumentKind
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.layouts.received import received

if TYPE_CHECKING:
    from msp_desktop.reports.pdf import PageImage

RECEIVED = "received"
"""The report on what was taken in from other offices: of no partnership, but of the office."""
_LONGEST_NAME = 80
"""Letters of the number in the name of a file."""
_NAMED = 20
"""Missing characters at most that are listed."""


class NothingToPrint(Problem):
    """Raised when there is no record a document could be about."""


class NoSuchDocument(Problem):
    """Raised when a document is asked for that nobody has described."""

    def __init__(self, what: str) -> None:
        super().__init__(
            _("There is no document “{what}”. There are: {known}."),
            what=what,
            known=", ".join(titles()),
        )


@dataclass(frozen=True, slots=True)
class Published:
    """A finished document: what it says, a name for its file, its PDF, and characters it could not draw.

    ``enclosures`` go with it by e-mail, such as the invitation with an agenda.
    """

    document: Document
    file_name: str
    pdf: bytes
    missing: frozenset[str]
    is_signed: bool = False
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def title(self) -> str:
        """What stands at its head."""
        return self.document.title

    def complaint(self, home: Path) -> str:
        """Say which characters are missing and which font to add; nothing when all are there."""
        from msp_desktop.reports.pdf import fonts_for

        if not self.missing:
            return ""
        names = ", ".join(fonts_for(self.missing)) or translate(_("a font that has them"))
        sentence = _(
            "No font of this program draws these characters, so the document shows � for each: "
            "{characters}. Put the font ({names}, a .ttf file) into the folder {folder} and make the "
            "document again."
        )
        characters = " ".join(sorted(self.missing)[:_NAMED])
        return translate(sentence).format(
            characters=characters, names=names, folder=font_folder(home)
        )


def titles() -> dict[str, str]:
    """Return the name of every document by its key, in the order in which they are offered."""
    return {
        **{kind.key: kind.title for kind in DOCUMENTS.values()},
        RECEIVED: _("Received files"),
    }


def about(what: str) -> str:
    """Return the word for what a document is about, such as “Meeting”; empty for the whole."""
    if what == RECEIVED:
        return _("Import")
    kind_key = DOCUMENTS[what].about
    return KINDS[kind_key].label if kind_key else ""


def subjects(records: Records, what: str) -> list[tuple[str, str]]:
    """Return the records a document can be about, as pairs of identifier and name.

    The newest come first and what is only planned last; where a document looks ahead, what is planned
    comes first, the soonest first of all. What is about the partnership as a whole has none.
    """
    kind = DOCUMENTS[what]
    if kind.among is not None:
        return [(str(row["id"]), _title(records, kind, row)) for row in kind.among(records)]
    rows = sorted(records.rows(kind.about), key=_day, reverse=True)
    planned = [row for row in rows if row.get("state") == "planned"]
    other = [row for row in rows if row.get("state") != "planned"]
    ordered = [*reversed(planned), *other] if kind.looks_ahead else [*other, *planned]
    return [(str(row["id"]), _title(records, kind, row)) for row in ordered]


def imports(office: Office) -> list[tuple[str, str]]:
    """Return the reports on received files, as pairs of number and name, the newest first."""
    return [
        (
            str(one.number),
            ", ".join(
                (*dict.fromkeys(file.office for file in one.files), day_and_time(one.moment))
            ),
        )
        for one in exchange.reports(office.workspace.database)
    ]


def language_of(records: Records) -> str:
    """Return the language of a partnership's documents: the one chosen, if its words are here."""
    chosen = str(records.single("partnership").get("language") or "")
    return chosen if chosen in document_languages() else language()


def manner_of(records: Records) -> Manner:
    """Return how a partnership's documents write figures and dates."""
    partnership = records.single("partnership")
    fields = KINDS["partnership"].fields
    return Manner(
        latin_digits=partnership.get("digits") == LATIN_DIGITS,
        calendar=str(partnership.get("calendar") or ""),
        month_lengths=str(fields["month_lengths"].value(partnership.get("month_lengths")) or ""),
    )


def compose(
    office: Office,
    what: str,
    space_id: str,
    record_id: str | None = None,
    spoken: str | None = None,
) -> Document:
    """Say what a document contains, in the language ``spoken``, by default the partnership's.

    ``record_id`` chooses what it is about, by default the first of `subjects`. Raises `NothingToPrint` when
    none is recorded, `NoSuchDocument` and `NotFound` when the one asked for is not there.
    """
    if what == RECEIVED:
        return received(_import(office, record_id), issue(office))
    return _laid_out(office, what, office.workspace.records(space_id), record_id, spoken)


def drawn(office: Office, what: str, records: Records, record_id: str) -> Published:
    """Make a document of records that are not, or not yet, those of the database."""
    from msp_desktop.reports.pdf import draw

    said = _laid_out(office, what, records, record_id, None)
    made = draw(said, (font_folder(office.home),))
    return Published(said, _file_name(said, what), made.pdf, made.missing)


def issue(office: Office) -> Issue:
    """Return who issues documents, and today's date."""
    row = office.row
    letterhead = Letterhead(str(row.get("name") or ""), str(row.get("place") or ""), office.emblem)
    today = date.today()  # noqa: DTZ011 - the day of the place where it is printed
    return Issue(letterhead, today, frameworks.printed(office.workspace))


def publish(
    office: Office,
    what: str,
    space_id: str,
    record_id: str | None = None,
    out: Path | None = None,
    spoken: str | None = None,
) -> Published:
    """Make a document (see `compose`) and, where ``out`` is given, write it there (whole or not at all)."""
    from msp_desktop.reports.pdf import draw

    said = compose(office, what, space_id, record_id, spoken)
    drawn = draw(said, (font_folder(office.home),))
    beside = _beside(office.workspace.records(space_id), what, record_id)
    name = _file_name(said, what)
    published = Published(said, name, drawn.pdf, drawn.missing, enclosures=beside)
    if out is not None:
        save(published, out)
    return published


def font_folder(home: Path) -> Path:
    """Return the folder in which an office keeps fonts of its own."""
    return home / "fonts"


def write_specimens(out: Path, home: Path) -> Iterator[tuple[Path, str]]:
    """Write a page for each script, and charts in a few, into a folder.

    Go through the files and what is missing in them.
    """
    from msp_desktop.reports.layouts.specimen import chart_specimens, file_stem, specimens
    from msp_desktop.reports.pdf import draw

    out.mkdir(parents=True, exist_ok=True)
    for said in (*specimens(), *chart_specimens()):
        drawn = draw(said, (font_folder(home),))
        published = Published(said, f"{file_stem(said)}.pdf", drawn.pdf, drawn.missing)
        save(published, out / published.file_name)
        yield out / published.file_name, published.complaint(home)


def save(published: Published, out: Path) -> None:
    """Write the PDF of a document into a file; an older file of that name stays until the new one is safe."""
    write(published.pdf, out)


def write(content: bytes, out: Path) -> None:
    """Write a file; an older one of that name stays until the new one is safe."""
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(content)
        make_durable(part)
        os.replace(part, out)  # noqa: PTH105 - the one call that is atomic on every platform
    finally:
        part.unlink(missing_ok=True)


def pages(published: Published, dpi: int) -> Iterator[PageImage]:
    """Draw the pages of a document as pictures."""
    from msp_desktop.reports.pdf import page_images

    return page_images(published.pdf, dpi)


def page(pdf: bytes, number: int, dpi: float) -> PageImage:
    """Draw one page of a PDF as a picture."""
    from msp_desktop.reports.pdf import page_image

    return page_image(pdf, number, dpi)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page of a PDF, in points."""
    from msp_desktop.reports.pdf import page_sizes

    return page_sizes(pdf)


def with_pages(pdf: bytes, numbers: Collection[int]) -> bytes:
    """Return a PDF with some of the pages of another."""
    from msp_desktop.reports.pdf import with_pages

    return with_pages(pdf, numbers)


def _laid_out(
    office: Office, what: str, records: Records, record_id: str | None, spoken: str | None
) -> Document:
    kind = DOCUMENTS.get(what)
    if kind is None:
        raise NoSuchDocument(what)
    with speaking(spoken or language_of(records), manner_of(records)):
        return kind.lay_out(records, _chosen(records, kind, record_id), issue(office))


def _beside(records: Records, what: str, record_id: str | None) -> tuple[Enclosure, ...]:
    """Return what goes with a document by e-mail: the invitation with the agenda of a meeting."""
    if what != "agenda":
        return ()
    meeting = _chosen(records, DOCUMENTS[what], record_id)
    try:
        content = invitations.invitation(records, meeting)
    except invitations.NothingToInviteTo:
        return ()
    name = f"{meeting['date']}{invitations.CALENDAR}"
    return (Enclosure(name, content, invitations.MEDIA_TYPE),)


def _import(office: Office, number: str | None) -> ReceiveReport:
    found = exchange.reports(office.workspace.database)
    chosen = next((one for one in found if number in (None, str(one.number))), None)
    if chosen is None:
        raise NothingToPrint(_("No file was taken in yet."))
    return chosen


def _chosen(records: Records, kind: DocumentKind, record_id: str | None) -> Row:
    """Return the record a document is about: the one asked for, or the first that is offered."""
    if not kind.about:
        return {}
    offered = () if kind.among is None else kind.among(records)
    if record_id is not None:
        of_these = next((row for row in offered if row["id"] == record_id), None)
        found = of_these or records.find(kind.about, record_id)
        if found is None:
            raise NotFound(record_id)
        return found
    if offered:
        return offered[0]
    choices = subjects(records, kind.key)
    if choices:
        return records.find(kind.about, choices[0][0]) or {}
    if kind.can_be_blank:
        return {}
    raise NothingToPrint(
        _("“{list}” is empty. Add an entry in task {task}, then print."),
        list=translate(KINDS[kind.about].plural),
        task=HOME_TASK[kind.about],
    )


def _file_name(said: Document, what: str) -> str:
    """Return a name that every system takes for a file, whatever a reference number contains.

    It says number, kind and language: KP-IMM-2024-07-A agreement ne.pdf.
    """
    letters = (letter if letter.isalnum() or letter in "-_" else "-" for letter in said.number)
    return f"{''.join(letters)[-_LONGEST_NAME:]} {what} {said.language}.pdf"


def _title(records: Records, kind: DocumentKind, row: Row) -> str:
    """Return the title of what a document is about, with its day; without one its name."""
    if "title" not in row:
        return records.name(kind.about, row["id"])
    day = _day(row)
    words = (str(row.get("title") or ""), day_in_words(date.fromisoformat(day)) if day else "")
    return ", ".join(word for word in words if word)


def _day(row: Row) -> str:
    return str(row.get("date") or row.get("due") or "")

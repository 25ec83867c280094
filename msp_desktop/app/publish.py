"""Documents of a partnership: which can be made, and making them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msp_desktop.app import exchange
from msp_desktop.app.office import Office
from msp_desktop.db.backup import make_durable
from msp_desktop.domain.moments import day_and_time
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.received import ReceiveReport
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import language, speaking, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import Document, Letterhead
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.minutes import minutes
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.layouts.received import received
from msp_desktop.reports.layouts.review import review

if TYPE_CHECKING:
    from msp_desktop.reports.pdf import PageImage

DOCUMENTS = ("agreement", "minutes", "review")
RECEIVED = "received"
"""The report on what was taken in from other offices: of no partnership, but of the office."""
_LONGEST_NAME = 100
_NAMED = 20
"""Missing characters at most that are listed."""
_ABOUT = {"minutes": "meeting", "review": "review"}


class NothingToPrint(Problem):
    """Raised when there is no record a document could be about."""


@dataclass(frozen=True, slots=True)
class Published:
    """A finished document: its PDF, a name for its file, and characters it could not draw."""

    title: str
    file_name: str
    pdf: bytes
    missing: frozenset[str]

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


def subjects(records: Records, what: str) -> list[tuple[str, str]]:
    """Return the records a document can be about, as pairs of identifier and name.

    The newest come first, but meetings that are only planned come last. The agreement is about the
    partnership as a whole and has none.
    """
    if what not in _ABOUT:
        return []
    rows = sorted(
        records.rows(_ABOUT[what]),
        key=lambda row: (row.get("state") != "planned", str(row.get("date") or "")),
        reverse=True,
    )
    return [(str(row["id"]), _title(row)) for row in rows]


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


def compose(office: Office, what: str, space_id: str, record_id: str | None = None) -> Document:
    """Say what a document contains, in the language of the partnership's documents.

    ``record_id`` chooses the meeting or the review, by default the latest. Raises `NothingToPrint` when
    none is recorded, `NotFound` when the one asked for is not there.
    """
    records = office.workspace.records(space_id)
    row = office.row
    letterhead = Letterhead(str(row.get("name") or ""), str(row.get("place") or ""), office.emblem)
    issue = Issue(letterhead, date.today())  # noqa: DTZ011 - the day of the place where it is printed
    if what == RECEIVED:
        return received(_import(office, record_id), issue)
    with speaking(str(records.single("partnership").get("language") or language())):
        if what == "agreement":
            return agreement(records, issue)
        chosen = _chosen(records, what, record_id)
        return (minutes if what == "minutes" else review)(records, chosen, issue)


def publish(
    office: Office,
    what: str,
    space_id: str,
    record_id: str | None = None,
    out: Path | None = None,
) -> Published:
    """Make a document and, where ``out`` is given, write it there (whole or not at all)."""
    from msp_desktop.reports.pdf import draw

    said = compose(office, what, space_id, record_id)
    drawn = draw(said, (font_folder(office.home),))
    published = Published(said.title, _file_name(said.number), drawn.pdf, drawn.missing)
    if out is not None:
        save(published, out)
    return published


def font_folder(home: Path) -> Path:
    """Return the folder in which an office keeps fonts of its own."""
    return home / "fonts"


def write_specimens(out: Path, home: Path) -> Iterator[tuple[Path, str]]:
    """Write a page for each script into a folder; go through the files and what is missing in them."""
    from msp_desktop.reports.layouts.specimen import specimens
    from msp_desktop.reports.pdf import draw

    out.mkdir(parents=True, exist_ok=True)
    for said in specimens():
        drawn = draw(said, (font_folder(home),))
        published = Published(said.title, f"{said.language}.pdf", drawn.pdf, drawn.missing)
        save(published, out / published.file_name)
        yield out / published.file_name, published.complaint(home)


def save(published: Published, out: Path) -> None:
    """Write a document into a file; an older file of that name stays until the new one is safe."""
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(published.pdf)
        make_durable(part)
        os.replace(part, out)  # noqa: PTH105 - the one call that is atomic on every platform
    finally:
        part.unlink(missing_ok=True)


def pages(published: Published, dpi: int) -> Iterator[PageImage]:
    """Draw the pages of a document as pictures."""
    from msp_desktop.reports.pdf import page_images

    return page_images(published.pdf, dpi)


def _import(office: Office, number: str | None) -> ReceiveReport:
    found = exchange.reports(office.workspace.database)
    chosen = next((one for one in found if number in (None, str(one.number))), None)
    if chosen is None:
        raise NothingToPrint(_("No file was taken in yet."))
    return chosen


def _chosen(records: Records, what: str, record_id: str | None) -> Row:
    if record_id is not None:
        found = records.find(_ABOUT[what], record_id)
        if found is None:
            raise NotFound(record_id)
        return found
    choices = subjects(records, what)
    if not choices:
        if what == "minutes":
            raise NothingToPrint(
                _("No meeting is recorded yet. Record one in task 7.1, then print.")
            )
        raise NothingToPrint(_("No review is recorded yet. Record one in task 9.1, then print."))
    latest = records.find(_ABOUT[what], choices[0][0])
    assert latest is not None
    return latest


def _file_name(number: str) -> str:
    """Return a name that every system takes for a file, whatever a reference number contains."""
    letters = (letter if letter.isalnum() or letter in "-_" else "-" for letter in number)
    return f"{''.join(letters)[-_LONGEST_NAME:]}.pdf"


def _title(row: Row) -> str:
    day = str(row.get("date") or "")
    words = (str(row.get("title") or ""), day_in_words(date.fromisoformat(day)) if day else "")
    return ", ".join(word for word in words if word)

"""The kinds of files in which documents leave the program: PDF, Word and Excel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msp_desktop.app.office import Office
from msp_desktop.app.publish import Published, issue, language_of, manner_of, write
from msp_desktop.domain.attachments import safe_name
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import speaking

PDF, WORD, EXCEL = ".pdf", ".docx", ".xlsx"
FORMATS: Mapping[str, str] = {
    PDF: _("PDF documents"),
    WORD: _("Word documents"),
    EXCEL: _("Excel workbooks, the tables only"),
}
"""What each kind of file is called, by the ending of its name."""


class NoSuchFormat(Problem):
    """Raised when a document is to be written as something that the program cannot write."""

    def __init__(self, suffix: str) -> None:
        super().__init__(
            _("A document cannot be written as “{suffix}”. End the name of the file with {known}."),
            suffix=suffix,
            known=", ".join(FORMATS),
        )


class NotSignedInThisFormat(Problem):
    """Raised when a signed document is asked for as something other than PDF."""

    def __init__(self) -> None:
        super().__init__(
            _("Only PDF documents carry a digital signature. Choose a name that ends with .pdf.")
        )


class NotAWorkbook(Problem):
    """Raised when a workbook is to be written as something else."""

    def __init__(self) -> None:
        super().__init__(_("A workbook is an Excel file. Choose a name that ends with .xlsx."))


def save_as(published: Published, out: Path) -> None:
    """Write a document as the ending of the file's name says, whole or not at all.

    Raises `NoSuchFormat`, and `NotSignedInThisFormat` where a signature would be lost.
    """
    write(content(published, out.suffix), out)


def content(published: Published, suffix: str) -> bytes:
    """Return a document as a file of the kind that ``suffix`` says."""
    kind = suffix.lower()
    if kind not in FORMATS:
        raise NoSuchFormat(suffix)
    if published.is_signed and kind != PDF:
        raise NotSignedInThisFormat
    if kind == WORD:
        from msp_desktop.reports import word

        return word.write(published.document)
    if kind == EXCEL:
        from msp_desktop.reports import sheet
        from msp_desktop.reports.layouts.workbooks import document_book

        return sheet.write(document_book(published.document))
    return published.pdf


def name_as(published: Published, suffix: str) -> str:
    """Return the name of a document's file with the ending of another kind."""
    return Path(published.file_name).with_suffix(suffix).name


def save_workbook(office: Office, space_id: str, out: Path, spoken: str | None = None) -> None:
    """Write the workbook of a partnership into a file (see `workbook`).

    Raises `NotAWorkbook` where the name of the file ends with something else.
    """
    if out.suffix.lower() != EXCEL:
        raise NotAWorkbook
    write(workbook(office, space_id, spoken), out)


def workbook(office: Office, space_id: str, spoken: str | None = None) -> bytes:
    """Return the records of a partnership as an Excel workbook.

    It speaks the language ``spoken``, by default that of the partnership's documents.
    """
    from msp_desktop.reports import sheet
    from msp_desktop.reports.layouts.workbooks import partnership_book

    records = office.workspace.records(space_id)
    with speaking(spoken or language_of(records), manner_of(records)):
        book = partnership_book(records, issue(office))
    return sheet.write(book)


def workbook_name(office: Office, space_id: str) -> str:
    """Return a name for the file of a partnership's workbook."""
    name = str(office.workspace.records(space_id).single("partnership").get("name") or "")
    return safe_name(name.replace("/", "-") + EXCEL)

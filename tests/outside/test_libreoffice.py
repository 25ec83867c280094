"""LibreOffice, which knows nothing of this program, opens every document for Word and every workbook."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import pypdf
import pytest

from msp_desktop.app.formats import save_workbook
from msp_desktop.app.office import Office
from msp_desktop.app.publish import compose
from msp_desktop.app.sample import load_sample
from msp_desktop.reports import sheet, word
from msp_desktop.reports.document import Document
from msp_desktop.reports.documents import DOCUMENTS
from msp_desktop.reports.layouts.specimen import specimens
from msp_desktop.reports.layouts.workbooks import document_book
from msp_desktop.reports.printable import printable
from tests.reports.test_sheet import PAYLOADS, book, column

pytestmark = pytest.mark.outside

LANGUAGES = ("en", "km", "ur")


def converted(folder: Path, kind: str, *files: Path) -> dict[str, Path]:
    """Return the files that LibreOffice makes of others, by the names of those."""
    out = folder / f"as_{kind.partition(':')[0]}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ("soffice", profile, "--headless", "--convert-to", kind, "--outdir", out, *files)
    ran = subprocess.run([str(one) for one in words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return {file.name: file for file in out.iterdir()}


def squeezed(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def said(office: Office) -> dict[str, Document]:
    """Every document of the sample, and specimens with words in each language, by the file's name."""
    space_id = load_sample(office.workspace)
    found = {
        f"{what}-{language}": compose(office, what, space_id, spoken=language)
        for what in DOCUMENTS
        for language in LANGUAGES
        if what != "binder" or language == "en"
    }
    return found | {f"specimen-{one.language}": one for one in specimens()}


def test_libreoffice_opens_every_document_for_word(office: Office, tmp_path: Path) -> None:
    documents = said(office)
    files = []
    for name, document in documents.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(word.write(document))
    made = converted(tmp_path, "pdf", *files)
    for name, document in documents.items():
        pages = pypdf.PdfReader(made[f"{name}.pdf"]).pages
        text = squeezed("".join(page.extract_text() for page in pages))
        assert squeezed(document.number) in text, name
        if document.language == "en":
            assert squeezed(document.title) in text, name


def test_libreoffice_opens_every_workbook(office: Office, tmp_path: Path) -> None:
    documents = {
        name: one
        for name, one in said(office).items()
        if name in ("minutes-ur", "review-km", "agreement-en")
    }
    files = [tmp_path / "partnership.xlsx"]
    save_workbook(office, str(office.workspace.partnerships()[0]["id"]), files[0])
    for name, document in documents.items():
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(sheet.write(document_book(document)))
    made = converted(tmp_path, "pdf", *files)
    assert made.keys() == {file.with_suffix(".pdf").name for file in files}
    assert all(len(pypdf.PdfReader(file).pages) for file in made.values())


def test_libreoffice_works_nothing_out_in_what_people_typed(tmp_path: Path) -> None:
    file = tmp_path / "typed.xlsx"
    file.write_bytes(sheet.write(book(column(*PAYLOADS))))
    made = converted(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76", file)
    rows = csv.reader(io.StringIO(made["typed.csv"].read_text("utf-8")))
    found = [row[0].replace("\u200b", "") for row in rows][1:]
    assert found == [printable(typed) for typed in PAYLOADS]

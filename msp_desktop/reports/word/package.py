"""The file around a document for Word: footnotes, settings, what it says about itself, the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from msp_desktop.reports.document import Document
from msp_desktop.reports.printable import on_one_line
from msp_desktop.reports.scripts import of_language
from msp_desktop.reports.word.elements import element
from msp_desktop.reports.word.styles import languages
from msp_desktop.reports.word.text import TextWriter

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINES = ((-1, "separator"), (0, "continuationSeparator"))
"""What stands between the text and its footnotes is a footnote itself."""
_NOT_OURS = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Parts that python-docx brings along and that say nothing: by the ends of their relationships."""
_MODE = "http://schemas.microsoft.com/office/word"
_COLOURS = (
    "bg1 light1, t1 dark1, bg2 light2, t2 dark2, accent1 accent1, accent2 accent2, accent3 accent3, "
    "accent4 accent4, accent5 accent5, accent6 accent6, hyperlink hyperlink, "
    "followedHyperlink followedHyperlink"
)
_PROGRAM = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>MSP Desktop</Application></Properties>"
)


def add_footnotes(word: WordDocument, texts: Sequence[str], writer: TextWriter) -> None:
    """Add the part with the footnotes, for which python-docx has none of its own."""
    if not texts:
        return
    root = element("footnotes")
    for number, name in _LINES:
        line = element("p", element("r", element(name)))
        root.append(element("footnote", line, type=name, id=number))
    for number, text in enumerate(texts, 1):
        style = element("rPr", element("rStyle", val="FootnoteReference"))
        first, *others = writer.paragraphs(f" {text}", "FootnoteText")
        first.insert(1, element("r", style, element("footnoteRef")))
        root.append(element("footnote", first, *others, id=number))
    name = PackURI("/word/footnotes.xml")
    part = Part(name, _FOOTNOTES, serialize_part_xml(root), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def settle(word: WordDocument, document: Document, *, footnotes: bool, contents: bool) -> None:
    """Set how Word opens the document: as one of today, with page numbers where it lists contents."""
    script, code = of_language(document.language)
    theme = element("themeFontLang")
    for key, value in languages(script, code).attrib.items():
        theme.set(key, value)
    colours = dict(pair.split() for pair in _COLOURS.split(", "))
    settings = word.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.extend(
        child
        for child in (
            element("zoom", percent=100),
            element("defaultTabStop", val=720),
            element("characterSpacingControl", val="doNotCompress"),
            element("updateFields", val="true") if contents else None,
            element("footnotePr", *(element("footnote", id=number) for number, _name in _LINES))
            if footnotes
            else None,
            element(
                "compat",
                element("compatSetting", name="compatibilityMode", uri=_MODE, val=15),
            ),
            theme,
            element("clrSchemeMapping", **colours),
            element("decimalSymbol", val="."),
            element("listSeparator", val=","),
        )
        if child is not None
    )


def describe(word: WordDocument, document: Document) -> None:
    """Say what the document is, in the properties that Word and folders show."""
    said = word.core_properties
    said.title = _short(document.title)
    said.author = said.last_modified_by = _short(document.letterhead.office)
    said.subject = _short(f"{document.kind}: {document.subject}")
    said.keywords = _short(f"{document.number}, {document.fingerprint}")
    said.category = _short(document.status)
    said.comments = ""
    said.language = of_language(document.language)[1]
    said.created = said.modified = datetime.combine(document.day, time(), UTC)
    said.revision = 1


def packed(word: WordDocument, day: date) -> bytes:
    """Return the file; nothing in it depends on the computer or on the moment."""
    package = word.part.package
    for part in (package, word.part):
        for key, relationship in list(part.rels.items()):
            if relationship.reltype.endswith(_NOT_OURS):
                del part.rels[key]
            elif relationship.reltype.endswith("/extended-properties"):
                relationship.target_part._blob = _PROGRAM  # noqa: SLF001
    raw, file = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as loose, zipfile.ZipFile(file, "w") as tidy:
        for name in loose.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            tidy.writestr(entry, loose.read(name))
    return file.getvalue()


def _short(text: str) -> str:
    """Return words for a property, which may have 255 letters."""
    return on_one_line(text)[:255]

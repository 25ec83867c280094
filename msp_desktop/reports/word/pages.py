"""What stands on every page in Word: letterhead, number, status, watermark, “page x of y”."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart
from docx.shared import Mm

from msp_desktop.reports.document import Document
from msp_desktop.reports.page_words import foot_words, head_words
from msp_desktop.reports.printable import on_one_line, printable
from msp_desktop.reports.word.elements import EMU, element
from msp_desktop.reports.word.styles import HAIRLINE, INK, LINE, MARGIN, PAGE, WIDTH, border
from msp_desktop.reports.word.tables import Cell, row, table
from msp_desktop.reports.word.text import Span, TextWriter

_TOP, _BOTTOM = 25, 24
_HEAD, _FOOT = 10, 9
"""From the edges of the paper, in millimetres: the text, and what stands above and below it."""
_EMBLEM = 17
_HEAD_SHARE, _FOOT_SHARE = 0.64, 0.82
"""The part of the width that is left for names where something stands opposite."""


def lay_out_pages(word: WordDocument, document: Document, writer: TextWriter) -> None:
    """Set the paper, and write the head and the foot of the first page and of those after it."""
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.header_distance, section.footer_distance = Mm(_HEAD), Mm(_FOOT)
    section.different_first_page_header_footer = True
    if writer.from_right:
        _insert_before(section._sectPr, element("bidi"), "rtlGutter", "docGrid")  # noqa: SLF001
    first, later = section.first_page_header, section.header
    for header in (first, later, section.first_page_footer, section.footer):
        header.is_linked_to_previous = False
    _fill(first, _letterhead(document, writer, first.part), document, writer)
    _fill(later, _short_head(document, writer), document, writer)
    for footer in (section.first_page_footer, section.footer):
        _clear(footer)
        footer._element.extend([_foot(document, writer), _end(writer)])  # noqa: SLF001


def picture(part: StoryPart, content: bytes, width: float, alternative: str) -> Any:
    """Return a run with a picture ``width`` millimetres wide, and what it shows in words."""
    made = part.new_pic_inline(io.BytesIO(content), width=round(width * EMU))
    made.docPr.set("descr", printable(alternative))
    for side in "TBLR":
        made.set(f"dist{side}", "0")
    return element("r", element("drawing", made))


def _fill(header: Any, head: Any, document: Document, writer: TextWriter) -> None:
    _clear(header)
    last = writer.paragraph(document.status, "Status" if document.status else "Header")
    if document.watermark:
        last.append(_watermark(document.watermark, writer.script.font))
    header._element.extend([head, last])  # noqa: SLF001


def _clear(part: Any) -> None:
    for child in list(part._element):  # noqa: SLF001
        part._element.remove(child)  # noqa: SLF001


def _letterhead(document: Document, writer: TextWriter, part: StoryPart) -> Any:
    head = document.letterhead
    names = [
        writer.paragraph(head_words(head.office), "Letterhead"),
        writer.paragraph(head_words(head.place), "Header"),
    ]
    opposite = [
        writer.paragraph(head_words(document.number), "DocumentNumber", side="end"),
        writer.paragraph(document.day_words, "Header", side="end"),
    ]
    widths = [WIDTH * _HEAD_SHARE, WIDTH * (1 - _HEAD_SHARE)]
    cells = [Cell(names, at="center", flush=True), Cell(opposite, at="center", flush=True)]
    if head.emblem:
        shown = writer.paragraph("", "Header")
        shown.append(picture(part, head.emblem, _EMBLEM, head.office))
        widths = [_EMBLEM + 4, widths[0] - _EMBLEM - 4, widths[1]]
        cells.insert(0, Cell([shown], at="center", flush=True))
    return _ruled(cells, widths, border("bottom", INK, 10), writer)


def _short_head(document: Document, writer: TextWriter) -> Any:
    widths = [WIDTH * _HEAD_SHARE, WIDTH * (1 - _HEAD_SHARE)]
    title = writer.paragraph(head_words(document.title), "Header")
    number = writer.paragraph(head_words(document.number), "Header", side="end")
    cells = [Cell([title], at="bottom", flush=True), Cell([number], at="bottom", flush=True)]
    return _ruled(cells, widths, border("bottom", LINE, 4), writer)


def _foot(document: Document, writer: TextWriter) -> Any:
    words = writer.paragraph(foot_words(document, from_right=writer.from_right), "Footer")
    count = writer.paragraph(_page_of_pages(document.page), "Footer", side="end")
    widths = [WIDTH * _FOOT_SHARE, WIDTH * (1 - _FOOT_SHARE)]
    cells = [Cell([words], flush=True), Cell([count], flush=True)]
    return _ruled(cells, widths, border("top", HAIRLINE, 4), writer)


def _page_of_pages(sentence: str) -> list[Span]:
    """Return the sentence with {page} and {pages} as fields that Word fills in."""
    pieces = re.split(r"\{(page|pages)\}", printable(sentence))
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    return [
        Span("1", field=fields[piece]) if place % 2 else Span(piece)
        for place, piece in enumerate(pieces)
    ]


def _ruled(cells: Sequence[Cell], widths: Sequence[float], line: Any, writer: TextWriter) -> Any:
    return table([row(cells, widths)], widths, from_right=writer.from_right, lines=[line])


def _end(writer: TextWriter) -> Any:
    """Return the empty paragraph that has to follow a table, as low as can be."""
    return small_gap(writer, 1)


def small_gap(writer: TextWriter, points: float) -> Any:
    """Return an empty paragraph of a fixed height."""
    height = element("spacing", before=0, after=0, line=round(points * 20), lineRule="exact")
    return writer.paragraph("", "Normal", height)


def _watermark(text: str, font: str) -> Any:
    """Return a run with a word across the page behind the text, as Word itself makes one."""
    shown = on_one_line(text)
    length = min(440.0, 90.0 * max(len(shown), 2))
    height = length / max(len(shown), 2) * 1.5
    run = parse_xml(_WORD_ART)
    (shape,) = run.iter("{urn:schemas-microsoft-com:vml}shape")
    turn = "rotation:315"
    shape.set("style", f"{_BEHIND};width:{length:.0f}pt;height:{height:.0f}pt;{turn}")
    shape.set("alt", shown)
    (path,) = (child for child in shape if child.tag.endswith("}textpath"))
    path.set("string", shown)
    path.set("style", f'font-family:"{font}";font-size:1pt')
    return run


def _insert_before(parent: Any, child: Any, *successors: str) -> None:
    parent.insert_element_before(child, *(f"w:{name}" for name in successors))


_BEHIND = (
    "position:absolute;margin-left:0;margin-top:0;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
_WORD_ART = """\
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w10="urn:schemas-microsoft-com:office:word"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>
<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t"
 shapetype="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049"
 type="#_x0000_t136" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>
<v:textpath/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>"""

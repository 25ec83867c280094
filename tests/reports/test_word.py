"""Documents for Word: read back with python-docx, and held against the order that the standard sets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from msp_desktop.domain.records import Records
from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.document import (
    Block,
    Captions,
    Clause,
    Contents,
    Document,
    Facts,
    Footnote,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Picture,
    Points,
    Reference,
    Signature,
    Signatures,
    SignatureWords,
    Strong,
    Table,
    WritingLines,
)
from msp_desktop.reports.layouts.agreement import agreement
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.layouts.specimen import specimens
from msp_desktop.reports.word import write
from tests.reports.test_hostile_text import ODD, everywhere

Plain = Callable[..., Document]
ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
        pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE
        autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
        suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr
        sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
        snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
        fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right insideH insideV",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders
        lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid""",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed
        qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "settings": """zoom defaultTabStop characterSpacingControl updateFields footnotePr endnotePr compat
        docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator""",
}
"""What may stand in an element, in its order: ISO 29500-1, annex A (transitional, part 4)."""


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(write(document)))


def parts(document: Document) -> Iterator[tuple[str, Any]]:
    """Go through the parts of a file that are XML."""
    with zipfile.ZipFile(io.BytesIO(write(document))) as packed:
        for name in packed.namelist():
            if name.endswith(".xml"):
                yield name, parse_xml(packed.read(name))


def texts(word: Any) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 30), "grey").save(file, "PNG")
    return file.getvalue()


def with_everything() -> tuple[Block, ...]:
    words = SignatureWords("Name", "Position", "Signature", "Date", "Place", "Stamp")
    people = (Signature("Water Board", "Sita"), Signature("Red Cross"), Signature("Third"))
    said = ("See ", Reference("p"), ", ", Strong("firmly"), Footnote("A <remark>"), ".\nSecond")
    chart = ProgressChart(
        (Bar("Wells", Decimal(1), Decimal(2), Decimal(4)),),
        ("From", "Now", "To"),
        "One third.",
        key="g",
    )
    return (
        Contents("Contents"),
        Heading(1, "Agreement", key="whole"),
        Heading(2, "Parties", "1", key="p"),
        Paragraph(said),
        Clause("1.1", ("As in ", Reference("whole")), (("Rule", "All agree"),), key="c"),
        Points(("one", "two\nstill two"), numbered=True),
        Points(("point",)),
        Points(("again",), numbered=True),
        Points(("to do",), boxes=True),
        Facts((("Place", "Jumla"),)),
        Facts((("Day", "Monday"),)),
        Table(("Who", "NPR"), (("Sita", "5"),), (3, 1), frozenset({1}), ("", "5"), "Sums", "t"),
        WritingLines("Remarks", 3),
        Table(("Name", "Signature"), (("", ""),), (1, 1), to_fill=True),
        Picture(picture(), "A grey box", "The box", 0.5),
        chart,
        Paragraph(("Table ", Reference("t"), " and figure ", Reference("g"))),
        PageBreak(),
        Signatures(people, words),
    )


@pytest.fixture
def full(plain: Plain) -> Document:
    head = Letterhead("Jumla District Office", "Jumla", picture())
    said = plain(*with_everything(), status="Draft", head=head)
    return replace(said, watermark="DRAFT", captions=Captions("Tab. {number}", "Fig. {number}"))


@pytest.mark.parametrize("language", ["en", "ur", "km", "ja"])
def test_every_element_stands_where_the_standard_wants_it(full: Document, language: str) -> None:
    for name, root in parts(replace(full, language=language)):
        for parent in root.iter():
            local = str(parent.tag).rpartition("}")[2]
            if local in ORDER and parent.tag.startswith(f"{{{nsmap['w']}}}"):
                order = ORDER[local].split()
                found = [order.index(child.tag.rpartition("}")[2]) for child in parent]
                assert found == sorted(found), f"{name}: {local}"
                single = [place for place in found if order[place] not in REPEATED]
                assert len(set(single)) == len(single), f"{name}: {local} says something twice"


REPEATED = ("tblStylePr", "abstractNum", "num", "headerReference", "footerReference")


def test_every_cell_ends_with_a_paragraph_and_no_two_tables_touch(full: Document) -> None:
    for _name, root in parts(full):
        assert all(cell[-1].tag == qn("w:p") for cell in root.iter(qn("w:tc")))
        for table in root.iter(qn("w:tbl")):
            following = table.getnext()
            assert following is not None
            assert following.tag == qn("w:p")


def test_every_row_fills_the_columns_of_its_table(full: Document) -> None:
    for _name, root in parts(full):
        for table in root.iter(qn("w:tbl")):
            columns = len(table.tblGrid)
            for row in table.iter(qn("w:tr")):
                spans = [cell.tcPr.find(qn("w:gridSpan")) for cell in row.iter(qn("w:tc"))]
                assert (
                    sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans)
                    == columns
                )


def test_facts_without_any_are_left_out_and_a_new_page_waits_for_what_follows(plain: Plain) -> None:
    word = opened(plain(PageBreak(), Facts(()), Paragraph("After")))
    assert not word.tables
    assert word.paragraphs[-1].paragraph_format.page_break_before


def test_styles_are_those_of_word_and_every_one_used_is_there(full: Document) -> None:
    word = opened(full)
    by_style = {paragraph.style.name: paragraph.text for paragraph in word.paragraphs}
    assert by_style["Title"] == "A title"
    assert by_style["Subtitle"] == "A kind"
    assert by_style["Heading 1"] == "Agreement"
    assert by_style["Heading 2"] == "1\tParties"
    assert {"List Bullet", "List Number", "Clause", "Caption", "TOC Heading"} <= by_style.keys()
    names = {style.style_id for style in word.styles}
    for _name, root in parts(full):
        for kind in ("pStyle", "rStyle", "tblStyle"):
            assert {used.get(qn("w:val")) for used in root.iter(qn(f"w:{kind}"))} <= names


def test_headings_make_an_outline_without_gaps(plain: Plain) -> None:
    word = opened(plain(Heading(2, "Part", "1"), Heading(3, "Name")))
    assert [paragraph.style.name for paragraph in word.paragraphs][-2:] == [
        "Heading 1",
        "Heading 2",
    ]


def test_headings_that_are_not_listed_stay_out_of_the_contents(plain: Plain) -> None:
    blocks = (Contents("Contents"), Heading(1, "Listed"), Heading(2, "Hidden", listed=False))
    word = opened(plain(*blocks))
    assert [paragraph.style.name for paragraph in word.paragraphs][-2:] == [
        "Heading 1",
        "annex heading 2",
    ]
    root = word.element
    (entry,) = root.iter(qn("w:hyperlink"))
    assert "".join(text.text for text in entry.iter(qn("w:t")) if text.text) == "Listed"
    (code,) = [code.text for code in root.iter(qn("w:instrText")) if "TOC" in code.text]
    assert code.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z"]


def test_numbers_that_were_printed_stay_as_they_are(plain: Plain) -> None:
    word = opened(plain(Clause("3.2", "Equal voice"), Clause("D1", "Agreed\nSecond line")))
    assert texts(word)[-3:] == ["3.2\tEqual voice", "D1\tAgreed", "Second line"]


def test_each_numbered_list_begins_at_one(full: Document) -> None:
    word = opened(full)
    numbered = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in word.paragraphs
        if paragraph.style.name == "List Number" and paragraph._p.pPr.numPr is not None
    ]
    assert numbered[0] == numbered[1] != numbered[2]
    for made in word.part.numbering_part.element.num_lst:
        if made.numId in numbered:
            assert made.lvlOverride_lst[0].startOverride.val == 1


def test_references_lead_to_places_that_are_there(full: Document) -> None:
    root = dict(parts(full))["word/document.xml"]
    marks = {mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))}
    fields = [str(code.text).split() for code in root.iter(qn("w:instrText"))]
    used = [words[1] for words in fields if words[0] in ("REF", "PAGEREF")]
    assert set(used) <= marks
    assert len(used) == 6
    links = {link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))}
    assert links <= marks
    assert len(links) == 2
    said = texts(opened(full))
    assert "See 1, firmly." in said
    assert "Table 1 and figure 2" in said
    assert {"Tab. 1  Sums", "Fig. 1  The box", "Fig. 2"} <= set(said)
    identifiers = [mark.get(qn("w:id")) for mark in root.iter(qn("w:bookmarkStart"))]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("content", [b"", b"text", picture()[:20]], ids=["empty", "text", "cut"])
def test_a_damaged_picture_is_told_in_words(plain: Plain, content: bytes) -> None:
    assert texts(opened(plain(Picture(content, "Two hands"))))[-1] == "Two hands"


def test_a_reference_to_nothing_is_a_mistake_in_the_layout(plain: Plain) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        write(plain(Paragraph(("See ", Reference("nowhere")))))


def test_fields_begin_and_end(full: Document) -> None:
    for _name, root in parts(full):
        open_fields = 0
        for mark in root.iter(qn("w:fldChar")):
            kind = mark.get(qn("w:fldCharType"))
            open_fields += {"begin": 1, "separate": 0, "end": -1}[kind]
            assert open_fields >= 0
        assert open_fields == 0


def test_the_list_of_contents_is_worked_out_when_word_opens_it(
    full: Document, plain: Plain
) -> None:
    root = dict(parts(full))["word/settings.xml"]
    assert root.find(qn("w:updateFields")) is not None
    root = dict(parts(plain(Heading(2, "No contents"))))["word/settings.xml"]
    assert root.find(qn("w:updateFields")) is None


def test_footnotes_are_footnotes(full: Document, plain: Plain) -> None:
    found = dict(parts(full))
    notes = {note.get(qn("w:id")): note for note in found["word/footnotes.xml"]}
    (called,) = found["word/document.xml"].iter(qn("w:footnoteReference"))
    note = notes[called.get(qn("w:id"))]
    assert "".join(text.text for text in note.iter(qn("w:t"))).strip() == "A <remark>"
    assert {"-1", "0"} < notes.keys()
    assert "word/footnotes.xml" not in dict(parts(plain(Paragraph("None"))))


def test_tables_repeat_their_heads_and_say_where_rows_belong(full: Document) -> None:
    table = next(table for table in opened(full).tables if table.cell(0, 0).text == "Who")
    assert table.style.name == "Report Table"
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Who", "NPR"],
        ["Sita", "5"],
        ["", "5"],
    ]
    assert table.cell(1, 1).paragraphs[0]._p.pPr.jc.val is not None


def test_every_page_has_number_date_status_and_page_of_pages(full: Document) -> None:
    section = opened(full).sections[0]
    assert section.different_first_page_header_footer
    first, later = section.first_page_header, section.header
    said = "\n".join(words_in(first._element))
    assert all(
        word in said for word in ("Jumla District Office", "N-1", "23 November 2026", "Draft")
    )
    assert {"A title", "N-1", "Draft"} <= set(words_in(later._element))
    for footer in (section.first_page_footer, section.footer):
        fields = [code.text.strip() for code in footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "Page 1 of 1" in words_in(footer._element)
    assert (round(section.page_width.mm), round(section.left_margin.mm)) == (210, 22)
    for header in (first, later):
        (art,) = header._element.iter("{urn:schemas-microsoft-com:vml}shape")
        assert art.get("alt") == "DRAFT"


def words_in(root: Any) -> list[str]:
    """Return what each paragraph says, wherever it stands."""
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in root.iter(qn("w:p"))
    ]


def test_pictures_say_what_they_show(full: Document) -> None:
    drawn = [one for _name, root in parts(full) for one in root.iter(qn("wp:docPr"))]
    assert {one.get("descr") for one in drawn} == {"A grey box", "Jumla District Office"}


@pytest.mark.parametrize("language", ["ur", "dv", "ar"])
def test_documents_from_the_right_are_turned_around(full: Document, language: str) -> None:
    said = replace(
        full, language=language, title="شراکت", blocks=(*full.blocks, Paragraph("شراکت UNDP"))
    )
    for name, root in parts(said):
        if name.startswith(("word/document", "word/header", "word/footer", "word/footnotes")):
            for paragraph in root.iter(qn("w:p")):
                is_separator = root.tag == qn("w:footnotes") and len(paragraph) == 1
                assert is_separator or paragraph.pPr.find(qn("w:bidi")) is not None
            for table in root.iter(qn("w:tbl")):
                assert table.tblPr.find(qn("w:bidiVisual")) is not None
    last = opened(said).paragraphs[-1]
    turned = {
        run.text: run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None
        for run in last.runs
    }
    assert turned == {"شراکت ": True, "UNDP": False}


def test_a_paragraph_from_the_right_is_turned_in_any_document(plain: Plain) -> None:
    word = opened(plain(Paragraph("شراکت"), Paragraph("UNDP شراکت")))
    turned = [paragraph._p.pPr.find(qn("w:bidi")) is not None for paragraph in word.paragraphs]
    assert turned[-2:] == [True, False]


def test_words_from_the_left_keep_their_full_stop_in_a_document_from_the_right(
    plain: Plain,
) -> None:
    word = opened(replace(plain(Paragraph("(UNDP) agreed.")), language="ur"))
    assert word.paragraphs[-1].text == "\u200e(UNDP) agreed.\u200e"


def test_so_do_they_behind_their_name(plain: Plain) -> None:
    said = plain(Clause("", "شراکت", (("نام", "Agreed.\nAll of it."),)))
    lines = [one.text for one in opened(replace(said, language="ur")).paragraphs[-2:]]
    assert lines == ["نام: Agreed.\u200e", "All of it.\u200e"]


def test_figures_after_words_from_the_left_run_on_from_the_right_at_the_foot(plain: Plain) -> None:
    said = replace(plain(), language="ur", day_words="۲۳ نومبر")
    root = dict(parts(said))["word/footer1.xml"]
    runs = {"".join(text.text for text in run.iter(qn("w:t"))): run for run in root.iter(qn("w:r"))}
    (day,) = (run for words, run in runs.items() if "۲۳" in words)
    assert day.find(qn("w:rPr")).find(qn("w:rtl")) is not None


@pytest.mark.parametrize(
    ("language", "kind", "font"),
    [
        ("km", "cs", "Leelawadee UI"),
        ("ne", "cs", "Nirmala UI"),
        ("dz", "cs", "Microsoft Himalaya"),
        ("my", "cs", "Myanmar Text"),
        ("ur", "cs", "Urdu Typesetting"),
        ("ar", "cs", "Segoe UI"),
        ("ja", "eastAsia", "Yu Gothic"),
        ("vi", "ascii", "Calibri"),
    ],
)
def test_each_script_has_a_font_that_windows_brings_along(
    plain: Plain, language: str, kind: str, font: str
) -> None:
    root = dict(parts(replace(plain(), language=language)))["word/styles.xml"]
    (given,) = root.iter(qn("w:rPrDefault"))
    fonts = given[0].rFonts
    assert fonts.get(qn(f"w:{kind}")) == font
    assert not [name for name in fonts.attrib if name.endswith("Theme")]
    name = {"cs": "bidi", "eastAsia": "eastAsia", "ascii": "val"}[kind]
    assert given[0].find(qn("w:lang")).get(qn(f"w:{name}")).startswith(f"{language}-")


def test_letters_of_another_script_bring_their_font_and_language(plain: Plain) -> None:
    word = opened(plain(Paragraph("Partners (ដៃគូ) and 協力")))
    found = {run.text: run._r.rPr for run in word.paragraphs[-1].runs}
    khmer, han = found["ដៃគូ"], found["協力"]
    assert khmer.rFonts.get(qn("w:cs")) == "Leelawadee UI"
    assert khmer.find(qn("w:cs")) is not None
    assert khmer.find(qn("w:lang")).get(qn("w:bidi")) == "km-KH"
    assert han.rFonts.get(qn("w:hint")) == "eastAsia"
    assert found["Partners ("] is None


def test_the_file_says_what_it_is(full: Document) -> None:
    said = opened(full).core_properties
    assert (said.title, said.author) == ("A title", "Jumla District Office")
    assert (said.created.date(), said.modified.date()) == (date(2026, 11, 23),) * 2
    assert said.keywords == f"N-1, {full.fingerprint}"


def test_the_same_document_gives_the_same_bytes(full: Document) -> None:
    assert write(full) == write(full)
    with zipfile.ZipFile(io.BytesIO(write(full))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2026, 11, 23, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name or "custom" in name]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=ODD, language=st.sampled_from(["en", "ur", "km", "ja"]))
def test_any_text_at_any_place_makes_a_file_that_opens(
    plain: Plain, typed: str, language: str
) -> None:
    opened(everywhere(plain, typed, language))


def test_what_looks_like_markup_is_text(plain: Plain) -> None:
    typed = '<w:br/> &amp; {PAGE} <img src="file:///etc/passwd">'
    assert texts(opened(plain(Paragraph(typed))))[-1] == typed


def test_an_agreement_says_in_word_what_it_says_on_paper(crowded: Records, issue: Issue) -> None:
    said = agreement(crowded, issue)
    (root,) = [root for name, root in parts(said) if name == "word/document.xml"]
    written = "".join("".join(words_in(root)).split())
    for block in said.blocks:
        words: list[str] = []
        if isinstance(block, Paragraph | Clause):
            pieces = (block.text,) if isinstance(block.text, str) else block.text
            words = [piece for piece in pieces if isinstance(piece, str)]
        if isinstance(block, Table):
            words = [text for row in (block.head, *block.rows, block.total) for text in row]
        for word in words:
            assert "".join(word.split())[:200] in written


@pytest.mark.parametrize("language", ["ne", "my", "dz", "th", "zh-Hant", "ko"])
def test_a_specimen_says_in_word_what_it_says_on_paper(language: str) -> None:
    (said,) = (one for one in specimens() if one.language == language)
    written = "".join(texts(opened(said)))
    paragraph = said.blocks[2]
    assert isinstance(paragraph, Paragraph)
    assert str(paragraph.text) in written

"""How a document looks in Word: styles that an officer finds in Word's own list, and can change there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as WordDocument

from msp_desktop.reports.scripts import LATIN, Family, Script, of_language
from msp_desktop.reports.word.elements import element, properties, switch, twips

PAGE = (210, 297)
MARGIN = 22
WIDTH = PAGE[0] - 2 * MARGIN
INDENT = 11
"""Room before running text for the number of its clause. All lengths here in millimetres."""

INK, QUIET, LINE, HAIRLINE, SHADE = "111111", "555555", "8C8C8C", "C8C8C8", "EFEFEF"
REPORT_TABLE, FACTS_TABLE, PLAIN_TABLE = "ReportTable", "FactsTable", "PlainTable"


@dataclass(frozen=True, slots=True)
class Look:
    """A style of paragraphs: its name in Word, sizes and spaces in points, indents in millimetres.

    Names that Word knows itself are written as it writes them. ``hanging`` is room for a number,
    ``like`` the style it is based on; Word lists in contents only headings of its own styles.
    """

    name: str
    size: float = 10
    after: float = 0
    before: float = 0
    bold: bool = False
    colour: str = INK
    indent: float = 0
    hanging: float = 0
    together: bool = False
    outline: int | None = None
    then: str = "Normal"
    like: str = "Normal"

    @property
    def key(self) -> str:
        """The style's identifier."""
        words = self.name.split()
        return "".join(word[0].upper() + word[1:] for word in words)


HEADINGS = (
    Look("heading 1", 12.5, 6, 14, bold=True, together=True, outline=0),
    Look("heading 2", 10, 4, 9, bold=True, together=True, outline=1),
    Look("heading 3", 10, 4, 9, bold=True, together=True, outline=2),
)
_HIGHEST = Look("heading 1", 20, 10, 18, bold=True, together=True, outline=0)
_BELOW = (
    Look("heading 2", 12.5, 6, 14, bold=True, together=True, outline=1),
    Look("heading 3", 10, 4, 9, bold=True, together=True, outline=2),
)
_LOOKS = (
    Look("Title", 20, 10, bold=True, together=True),
    Look("Subtitle", 10.5, 2, colour=QUIET, together=True, then="Title"),
    Look("List Bullet", after=4, indent=INDENT, hanging=6),
    Look("List Number", after=4, indent=INDENT, hanging=6),
    Look("Check List", after=4, indent=INDENT, hanging=6),
    Look("Clause", after=6, indent=INDENT, hanging=INDENT),
    Look("Clause Continued", after=6, indent=INDENT),
    Look("Clause Detail", 9, colour=QUIET, indent=INDENT),
    Look("Display", 26, 10, 8, bold=True, together=True, then="Large"),
    Look("Large", 13, 8),
    Look("Note", 9.5, 6, colour=QUIET, indent=INDENT),
    Look("caption", 9, 8, 4, colour=QUIET),
    Look("Table Text", 9, 2, 2),
    Look("Table Heading", 8.5, 2, 2, bold=True, colour=QUIET, together=True),
    Look("Table Total", 9, 2, 2, bold=True),
    Look("Fact Name", 9, 2, 2, colour=QUIET),
    Look("Signature Party", 9, 2, bold=True, together=True),
    Look("Signature Label", 8, colour=QUIET, together=True),
    Look("Signature Line", 9, together=True),
    Look("header", 8, colour=QUIET),
    Look("footer", 8, colour=QUIET),
    Look("Letterhead", 12, bold=True),
    Look("Document Number", 9, bold=True),
    Look("Status", 9, 3, 3, bold=True),
    Look("footnote text", 8, indent=0),
    Look("TOC Heading", 12.5, 6, 14, bold=True, together=True),
    Look("toc 1", after=3),
    Look("toc 2", after=2, indent=6),
)
_LEADING = 276
"""Space between lines in 240ths of a line: room for scripts with signs above and below."""


def add_styles(word: WordDocument, language: str, *, has_parts: bool) -> None:
    """Put the styles in place of those that python-docx brings along.

    ``has_parts`` says that the highest headings are titles of documents inside this one.
    """
    root = word.styles.element
    for child in list(root):
        if child.tag.endswith(("}style", "}docDefaults")):
            root.remove(child)
    script, code = of_language(language)
    root.insert(0, _defaults(script, code))
    headings = (_HIGHEST, *_BELOW) if has_parts else HEADINGS
    normal = Look("Normal", after=6)
    unlisted = [replace(look, name=f"annex {look.name}", like=look.key) for look in headings]
    for look in (normal, *headings, *unlisted, *_LOOKS):
        root.append(_paragraph_style(look, script))
    for made in (*_character_styles(), *_table_styles()):
        root.append(made)


def fonts(script: Script) -> Any:
    """Return the fonts of a document in a script, by the four kinds of letters Word knows."""
    plain = script.font if script.family is Family.PLAIN else LATIN.font
    asian = script.font if script.family is Family.EAST_ASIAN else "Microsoft YaHei"
    is_complex = script.family in (Family.COMPLEX, Family.FROM_RIGHT)
    joined = script.font if is_complex else "Segoe UI"
    return element("rFonts", ascii=plain, hAnsi=plain, eastAsia=asian, cs=joined)


def languages(script: Script, code: str) -> Any:
    """Return the languages of a document, by the three kinds of letters Word knows."""
    plain = code if script.family is Family.PLAIN else LATIN.language
    asian = code if script.family is Family.EAST_ASIAN else "zh-CN"
    joined = code if script.family in (Family.COMPLEX, Family.FROM_RIGHT) else "ar-SA"
    return element("lang", val=plain, eastAsia=asian, bidi=joined)


def _defaults(script: Script, code: str) -> Any:
    runs = properties("rPr", [fonts(script), languages(script, code), *_sizes(10, script)])
    return element(
        "docDefaults",
        element("rPrDefault", runs),
        element("pPrDefault", element("pPr", element("spacing", line=_LEADING, lineRule="auto"))),
    )


def _sizes(size: float, script: Script) -> list[Any]:
    return [
        element("sz", val=round(size * 2)),
        element("szCs", val=round(size * 2 * script.scale)),
    ]


def _paragraph_style(look: Look, script: Script) -> Any:
    is_normal = look.name == "Normal"
    attributes = {"type": "paragraph", "styleId": look.key} | ({"default": 1} if is_normal else {})
    return element(
        "style",
        element("name", val=look.name),
        None if is_normal else element("basedOn", val=look.like),
        None if is_normal else element("next", val=look.then),
        element("qFormat"),
        _paragraph_properties(look),
        properties(
            "rPr",
            [
                switch("b", on=look.bold),
                switch("bCs", on=look.bold),
                element("color", val=look.colour),
                *_sizes(look.size, script),
            ],
        ),
        **attributes,
    )


def _paragraph_properties(look: Look) -> Any:
    spaces = {"before": round(look.before * 20), "after": round(look.after * 20)}
    edge = twips(look.indent)
    indent = {"left": edge} | ({"hanging": twips(look.hanging)} if look.hanging else {})
    tabs = None
    if look.name.startswith("toc"):
        tabs = element("tabs", element("tab", val="right", leader="dot", pos=twips(WIDTH)))
    elif look.hanging:
        tabs = element("tabs", element("tab", val="left", pos=edge))
    shade = element("shd", val="clear", color="auto", fill=SHADE)
    return properties(
        "pPr",
        [
            switch("keepNext", on=look.together),
            switch("keepLines", on=look.together),
            shade if look.name == "Status" else None,
            tabs,
            element("spacing", **spaces),
            element("ind", **indent) if edge else None,
            None if look.outline is None else element("outlineLvl", val=look.outline),
        ],
    )


def _character_styles() -> list[Any]:
    return [
        element(
            "style",
            element("name", val="Default Paragraph Font"),
            type="character",
            styleId="DefaultParagraphFont",
            default=1,
        ),
        element(
            "style",
            element("name", val="Strong"),
            element("basedOn", val="DefaultParagraphFont"),
            element("qFormat"),
            element("rPr", element("b"), element("bCs")),
            type="character",
            styleId="Strong",
        ),
        element(
            "style",
            element("name", val="footnote reference"),
            element("basedOn", val="DefaultParagraphFont"),
            element("rPr", element("vertAlign", val="superscript")),
            type="character",
            styleId="FootnoteReference",
        ),
    ]


def _table_styles() -> list[Any]:
    return [
        element(
            "style",
            element("name", val="Normal Table"),
            _table_properties(),
            type="table",
            styleId="TableNormal",
            default=1,
        ),
        _table_style("Plain Table", PLAIN_TABLE),
        _table_style("Facts Table", FACTS_TABLE, _rules(bottom=HAIRLINE, insideH=HAIRLINE)),
        _table_style(
            "Report Table",
            REPORT_TABLE,
            _rules(bottom=HAIRLINE, insideH=HAIRLINE),
            element(
                "tblStylePr",
                element(
                    "tcPr",
                    element("tcBorders", border("bottom", LINE, 6)),
                    element("shd", val="clear", color="auto", fill=SHADE),
                    element("vAlign", val="bottom"),
                ),
                type="firstRow",
            ),
            element(
                "tblStylePr",
                element("tcPr", element("tcBorders", border("top", INK, 6))),
                type="lastRow",
            ),
        ),
    ]


def _table_style(name: str, key: str, borders: Any = None, *conditions: Any) -> Any:
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        _table_properties(borders),
        *conditions,
        type="table",
        styleId=key,
    )


def _table_properties(borders: Any = None) -> Any:
    sides = (("top", 0), ("left", 1.4), ("bottom", 0), ("right", 1.4))
    margins = [element(side, w=twips(room), type="dxa") for side, room in sides]
    return element(
        "tblPr",
        element("tblInd", w=0, type="dxa"),
        borders,
        element("tblCellMar", *margins),
    )


def _rules(**colours: str) -> Any:
    return element("tblBorders", *(border(side, colour, 4) for side, colour in colours.items()))


def border(side: str, colour: str, eighths: int, look: str = "single") -> Any:
    """Return a line along one side, its weight in eighths of a point."""
    return element(side, val=look, sz=eighths, space=0, color=colour)

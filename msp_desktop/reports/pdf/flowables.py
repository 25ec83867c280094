"""Blocks of a document as pieces of its pages, and as parts of its structure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from itertools import pairwise, zip_longest

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from msp_desktop.i18n import figures
from msp_desktop.reports import charts, document
from msp_desktop.reports.numbering import introduces, is_listed
from msp_desktop.reports.pdf.canvas import PageCanvas, Piece
from msp_desktop.reports.pdf.charts import drawn, height_with_heading
from msp_desktop.reports.pdf.contents import ContentsLine
from msp_desktop.reports.pdf.draft import Draft
from msp_desktop.reports.pdf.filling import APART, Lines, TickBox
from msp_desktop.reports.pdf.pages import NewPage, Room
from msp_desktop.reports.pdf.pictures import Shown, opened
from msp_desktop.reports.pdf.signing import signature_rows
from msp_desktop.reports.pdf.styles import HAIRLINE, INDENT, INK, LINE, SHADE, WIDTH, Side, style
from msp_desktop.reports.pdf.tables import BESIDE, Look, Row, Rule, Table
from msp_desktop.reports.pdf.tagging import Element
from msp_desktop.reports.pdf.text import Text, Typesetter
from msp_desktop.reports.scripts import labelled

_LEVELS = {1: "title", 2: "part", 3: "name"}
_AFTER_TABLE = 5 * mm
_FEW = 3
"""Facts at most that are kept with the heading below them."""
_HEAD = Look(below=Rule(0.8, LINE), shade=SHADE, hangs=True)
_ROW = Look(below=Rule(0.4, HAIRLINE))
_TOTAL = Look(above=Rule(0.8, INK), below=Rule(0.4, HAIRLINE))
_AFAR = Look(above=Rule(2.4, INK), below=Rule(2.4, INK))
_TO_FILL = Look(edges=Rule(0.6, LINE), least=11 * mm)


def needed(blocks: Sequence[document.Block], typeset: Typesetter, tallness: float = 1) -> float:
    """Return the height that the first block needs to stay with what it introduces.

    It is 0 when the block may stand at the foot of a page alone. ``tallness`` is how much taller lines
    are than those of Latin letters; charts know their height, with their name below it.
    """
    height = 0.0
    for block, following in zip_longest(blocks, blocks[1:]):
        if lead := _lead(block, following, is_led=height > 0):
            height += lead
            continue
        match block:
            case document.Clause(details=details) if details:
                height += 20 * mm
            case _ if height and isinstance(block, charts.Chart):
                name = style("caption") if block.caption or block.key else None
                named = name.before + name.leading * tallness if name is not None else 0
                return height * tallness + height_with_heading(block, typeset) + named
            case document.Signatures() if height:
                height += 60 * mm
            case document.Table() if height:
                height += 32 * mm
            case _ if height:
                height += 12 * mm
        break
    return height * tallness


def _lead(block: document.Block, following: document.Block | None, *, is_led: bool) -> float:
    """Return the height of a block that only leads to the next; 0 for one that stands by itself.

    ``is_led`` says that another leads to it.
    """
    match block:
        case document.Heading():
            return 11 * mm
        case document.Facts(rows=rows) if is_led and isinstance(following, document.Heading):
            return 6 * mm + 8 * mm * min(len(rows), _FEW)
        case _ if introduces(block, following):
            return 8 * mm
    return 0


def pieces(blocks: Sequence[document.Block], draft: Draft) -> list[Flowable]:
    """Return what draws the first of some blocks; the others are looked at for what stays together."""
    found = flowables(blocks[0], draft)
    height = needed(blocks, draft.typeset, _tallness(found))
    return [Room(height), *found] if height else found


def _tallness(found: Sequence[Flowable]) -> float:
    """Return how much taller the lines of some pieces are than those of Latin letters."""
    texts = [one for one in found if isinstance(one, Text)]
    for text in texts:
        text.wrap(WIDTH, 0)
    return max((text.leading / text.style.leading for text in texts), default=1)


@singledispatch
def flowables(block: object, draft: Draft) -> list[Flowable]:
    """Return what draws a block. Raises TypeError for something that is none."""
    raise TypeError(f"cannot draw a {type(block).__name__}")


@flowables.register
def _(block: document.Paragraph, draft: Draft) -> list[Flowable]:
    return list(draft.paragraphs(block.text, "body"))


@flowables.register
def _(block: document.Clause, draft: Draft) -> list[Flowable]:
    found = draft.paragraphs(block.text, "body", label=block.number, indent=INDENT)
    found[0].place = draft.here()
    for name, text in block.details:
        found[-1].spaceAfter = 0
        said = labelled(name, text, from_right=draft.typeset.from_right)
        found += draft.paragraphs(said, "detail", indent=INDENT)
    found[-1].spaceAfter = style("body").after
    return list(found)


@flowables.register
def _(block: document.Display, draft: Draft) -> list[Flowable]:
    found: list[Flowable] = []
    if block.words:
        found += _table([Row([draft.paragraphs(block.words, "display")], _AFAR)], [WIDTH], draft)
    return [*found, *draft.paragraphs(block.text, "large")] if block.text else found


@flowables.register
def _(block: document.Note, draft: Draft) -> list[Flowable]:
    return list(draft.paragraphs(block.text, "note", indent=INDENT))


@flowables.register
def _(block: document.PageBreak, _draft: Draft) -> list[Flowable]:
    return [NewPage(is_light=block.is_light)]


@flowables.register
def _(block: document.Heading, draft: Draft) -> list[Flowable]:
    if block.level == 1:
        draft.begin_part()
    kind = draft.heading(block.level, f"{block.number}{block.text}")
    indent = INDENT if block.number else 0
    found = draft.paragraphs(
        block.text, _LEVELS[block.level], kind=kind, label=block.number, indent=indent
    )
    entry = " ".join(filter(None, (block.number, block.text)))
    found[0].place = draft.here(entry if is_listed(block) else "", block.level - 1)
    for one, other in pairwise(found):
        other.element = one.element
    return list(found)


@flowables.register
def _(block: document.Contents, draft: Draft) -> list[Flowable]:
    title = draft.paragraphs(block.title, "part", kind=draft.heading(2, block.title))
    entries = draft.numbers.entries
    structure = draft.structure.new("TOC")
    lines = [ContentsLine(entry, draft.typeset, structure) for entry in entries]
    if lines:
        lines[-1].spaceAfter = _AFTER_TABLE
    return [*title, *lines]


@flowables.register
def _(block: document.Facts, draft: Draft) -> list[Flowable]:
    structure = draft.structure.new("Table")
    rows = []
    for name, text in block.rows:
        row = structure.new("TR")
        head = draft.cell(name, style("label"), row.new("TH", scope="Row"))
        rows.append(Row([head, draft.cell(text, style("cell"), row.new("TD"))], _ROW))
    return _table(rows, [WIDTH * 0.28, WIDTH * 0.72], draft) if rows else []


@flowables.register
def _(block: document.Points, draft: Draft) -> list[Flowable]:
    found: list[Flowable] = []
    structure = draft.structure.new("L")
    for number, item in enumerate(block.items, 1):
        point = structure.new("LI")
        sign, body = point.new("Lbl"), point.new("LBody")
        label = "" if block.boxes else figures(f"    {number}.") if block.numbered else "    •"
        texts = draft.typeset.paragraphs(item, style("body"), label=label, indent=INDENT)
        for text in texts:
            text.element = body
        texts[0].label_element = sign
        first = TickBox(texts[0], from_right=draft.typeset.from_right) if block.boxes else texts[0]
        found += [first, *texts[1:]]
    return found


@flowables.register
def _(block: document.WritingLines, draft: Draft) -> list[Flowable]:
    label = draft.paragraphs(block.label, "body")
    label[-1].spaceAfter = 0
    return [Room(8 * mm + min(block.count, 3) * APART), *label, Lines(block.count, _AFTER_TABLE)]


@flowables.register
def _(block: document.Table, draft: Draft) -> list[Flowable]:
    structure = draft.structure.new("Table")
    found: list[Flowable] = list(_caption(block, draft, structure, draft.captions.table))
    if found:
        found.insert(0, Room(30 * mm))
    row = structure.new("TR")
    head = Row(
        [
            draft.cell(name, style("head", _side(column, block)), row.new("TH", scope="Column"))
            for column, name in enumerate(block.head)
        ],
        _HEAD,
    )
    look = _TO_FILL if block.to_fill else _ROW
    rows = [_row(texts, "cell", block, look, draft, structure) for texts in block.rows]
    if block.total:
        rows.append(_row(block.total, "strong", block, _TOTAL, draft, structure))
    return [*found, *_table(rows, _widths(block, draft), draft, head)]


def _widths(block: document.Table, draft: Draft) -> list[float]:
    """Share the width of the page among columns by their weights, but cut no word of their names for it."""
    total = sum(block.weights)
    widths = [WIDTH * weight / total for weight in block.weights]
    words = (draft.typeset.widest_word(name, style("head")) for name in block.head)
    least = [word + 2 * BESIDE for word in words]
    missing = sum(max(0, need - width) for need, width in zip(least, widths, strict=True))
    spare = [max(0, width - need) for need, width in zip(least, widths, strict=True)]
    if missing > sum(spare):
        return widths
    given = missing / sum(spare) if missing else 0
    return [
        max(need, width) - given * more
        for need, width, more in zip(least, widths, spare, strict=True)
    ]


@flowables.register
def _(block: document.Picture, draft: Draft) -> list[Flowable]:
    picture = opened(block.content)
    if picture is None:
        return list(draft.paragraphs(block.alternative, "note", indent=INDENT))
    part = draft.structure.new("Div")
    element = part.new("Figure", alternative=block.alternative)
    shown = Shown(picture, element, block.share, from_right=draft.typeset.from_right)
    return [shown, *_caption(block, draft, part, draft.captions.figure)]


@flowables.register
def _(block: charts.Chart, draft: Draft) -> list[Flowable]:
    part = draft.structure.new("Div")
    element = part.new("Figure", alternative=block.alternative)
    shown = Drawn(drawn(block, draft.typeset), element)
    return [shown, *_caption(block, draft, part, draft.captions.figure)]


@flowables.register
def _(block: document.Signatures, draft: Draft) -> list[Flowable]:
    return signature_rows(block, draft.typeset, draft.structure)


class Drawn(Piece):
    """A chart, or a part of it on one page, as a figure."""

    def __init__(self, part: Flowable, element: Element) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = part.getSpaceBefore(), part.getSpaceAfter()
        self._part = part
        self._element = element

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = self._part.wrap(width, height)
        return (self.width, self.height)

    def split(self, width: float, height: float) -> list[Flowable]:
        return [Drawn(part, self._element) for part in self._part.split(width, height)]

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        frame = (
            *canvas.absolutePosition(left, bottom),
            *canvas.absolutePosition(left + self.width, bottom + self.height),
        )
        self._element.frame = frame
        with canvas.marked(self._element):
            self._part.drawOn(canvas, left, bottom)


def _caption(
    block: document.Figure | document.Table, draft: Draft, structure: Element, words: str
) -> list[Text]:
    """Return the name of a table or figure with its number; nothing where it has neither."""
    if not (block.caption or block.key):
        return []
    number = words.format(number=draft.numbers.of(draft.place).number)
    text = "  ".join(filter(None, (number, block.caption)))
    found = draft.typeset.paragraphs(text, style("caption"))
    element = structure.new("Caption")
    for one in found:
        one.element = element
    found[0].place = draft.here()
    return found


def _row(
    texts: Sequence[str],
    look: str,
    block: document.Table,
    row_look: Look,
    draft: Draft,
    structure: Element,
) -> Row:
    row = structure.new("TR")
    return Row(
        [
            draft.cell(text, style(look, _side(column, block)), row.new("TD"))
            for column, text in enumerate(texts)
        ],
        row_look,
    )


def _side(column: int, block: document.Table) -> Side:
    return Side.RIGHT if column in block.numeric else Side.START


def _table(
    rows: Sequence[Row], widths: Sequence[float], draft: Draft, head: Row | None = None
) -> list[Flowable]:
    from_right = draft.typeset.from_right
    return [Table(rows, widths, head=head, from_right=from_right, after=_AFTER_TABLE)]

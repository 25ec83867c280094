"""A document while it is laid out: where it is, what its parts are called, which footnotes it has."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.i18n import figures
from msp_desktop.reports.document import (
    Added,
    Captions,
    Document,
    Footnote,
    Reference,
    Removed,
    Strong,
    Words,
)
from msp_desktop.reports.numbering import Numbers
from msp_desktop.reports.pdf.canvas import Piece, Place
from msp_desktop.reports.pdf.languages import other_language
from msp_desktop.reports.pdf.rules import text_rules
from msp_desktop.reports.pdf.spans import (
    THROUGH,
    UNDER,
    Note,
    Rich,
    Span,
    joined,
    plain_text,
)
from msp_desktop.reports.pdf.styles import Style, style
from msp_desktop.reports.pdf.tagging import Element
from msp_desktop.reports.pdf.text import Text, Typesetter
from msp_desktop.reports.printable import printable, shows_something

_SMALL, _RAISED = 0.62, 0.38
"""Size and height of the number of a footnote, as parts of the type size."""
_TIED = "\N{WORD JOINER}"
_DEEPEST = 3


class Draft:
    """What blocks need to know of the document that they are a part of.

    ``place`` is the place of the block that is laid out among all, ``structure`` the part it belongs to.
    """

    def __init__(self, said: Document, typeset: Typesetter, numbers: Numbers) -> None:
        self.typeset = typeset
        self.numbers = numbers
        self.captions: Captions = said.captions
        self.root = Element("Document")
        self.structure = self.root
        self.place = 0
        self._level = 0
        self._notes = 0

    def begin_part(self) -> None:
        """Begin a part of the document, with a title of its own."""
        self.structure = self.root.new("Part")

    def heading(self, level: int, text: str) -> str:
        """Return the kind of a heading; none is more than one level below the one before.

        One that shows nothing is none.
        """
        if not shows_something(text):
            return "P"
        self._level = min(level, self._level + 1, _DEEPEST)
        return f"H{self._level}"

    def here(self, entry: str = "", level: int = 0) -> Place:
        """Return the place of the block that is laid out; ``entry`` is for the reader's outline."""
        return Place(self.numbers.of(self.place).place, printable(entry), level)

    def paragraphs(
        self, words: Words, look: str, *, kind: str = "P", label: str = "", indent: float = 0
    ) -> list[Text]:
        """Return running text as paragraphs, each a part of the structure."""
        found = self.typeset.paragraphs(self.rich(words), style(look), label=label, indent=indent)
        for text in found:
            text.element = self.structure.new(kind, language=self._language(text.text))
        return found

    def cell(self, text: str, look: Style, element: Element) -> list[Piece]:
        """Return what stands in a cell of a table; of several paragraphs each is a part of it."""
        found = self.typeset.paragraphs(text, look)
        element.language = self._language(text)
        for one in found:
            one.element = element.new("P") if len(found) > 1 else element
        return list(found)

    def rich(self, words: Words) -> Rich:
        """Return running text with what its pieces look like and lead to."""
        if isinstance(words, str):
            return plain_text(words)
        return joined(list(self._pieces(words)), text_rules())

    def _pieces(
        self, words: tuple[str | Strong | Added | Removed | Reference | Footnote, ...]
    ) -> Iterator[tuple[str, Span]]:
        for piece in words:
            match piece:
                case str():
                    yield piece, Span(0)
                case Strong(text):
                    yield text, Span(0, weight="Bold")
                case Added(text):
                    yield text, Span(0, ruled=UNDER)
                case Removed(text):
                    yield text, Span(0, ruled=THROUGH)
                case Reference(key):
                    found = self.numbers.to(key)
                    yield found.number, Span(0, target=found.place, element=Element("Link"))
                case Footnote(text):
                    yield _TIED, Span(0)
                    yield self._footnote(text)

    def _footnote(self, text: str) -> tuple[str, Span]:
        self._notes += 1
        element = Element("Note", language=self._language(text), name=f"note-{self._notes}")
        note = Note(self._notes, text, element)
        span = Span(0, scale=_SMALL, rise=_RAISED, element=Element("Reference"), note=note)
        return figures(str(self._notes)), span

    def _language(self, text: str) -> str:
        return other_language(text, self.typeset.language)

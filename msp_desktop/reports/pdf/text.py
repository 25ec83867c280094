"""Text as paragraphs: escaped once, here, and each stretch in a font that has its characters."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from msp_desktop.reports.pdf import fonts

LONGEST = 2_000
"""Characters in one paragraph at most: breaking lines of very long ones takes time by the square."""

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"


class Typesetter:
    """Makes paragraphs and remembers every character that no font could draw."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self._anchors = 0

    def new_anchor(self) -> str:
        """Return a name for a place in the document that no other place has."""
        self._anchors += 1
        return f"place-{self._anchors}"

    def paragraphs(self, text: str, style: ParagraphStyle) -> list[Paragraph]:
        """Return a text as paragraphs, one for each line; markup in it prints as typed."""
        return [self._set([piece], style) for line in text.split("\n") for piece in _pieces(line)]

    def paragraph(self, text: str, style: ParagraphStyle) -> Paragraph:
        """Return a short text as one paragraph, its lines kept."""
        return self._set(text[:LONGEST].split("\n"), style)

    def _set(self, lines: list[str], style: ParagraphStyle) -> Paragraph:
        weight = "Bold" if style.fontName.endswith("-Bold") else "Regular"
        split = [fonts.runs(_printable(line), weight) for line in lines]
        markup = "<br/>".join(
            "".join(self._markup(run, style) for run in runs) for runs, _whole in split
        )
        if not all(whole for _runs, whole in split):
            # ReportLab shapes a word in the font it begins with: a word of several goes unshaped.
            style = style.clone(f"{style.name}-unshaped", shaping=0)
        return Paragraph(markup, style)

    def _markup(self, run: fonts.Run, style: ParagraphStyle) -> str:
        if not run.font:
            self.missing.update(run.text)
            return SUBSTITUTE * len(run.text)
        if run.font == style.fontName:
            return escape(run.text)
        return f'<font name="{run.font}">{escape(run.text)}</font>'


def _printable(text: str) -> str:
    return "".join(letter if letter >= " " else " " for letter in text)


def _pieces(line: str) -> list[str]:
    """Cut a very long line at spaces."""
    pieces = []
    while len(line) > LONGEST:
        cut = line.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
        pieces.append(line[:cut])
        line = line[cut:].lstrip(" ")
    return [*pieces, line]

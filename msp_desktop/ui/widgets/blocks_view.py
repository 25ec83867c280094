"""What a document says in one place, to read in the window: facts, tables and remarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser

from msp_desktop.i18n import is_right_to_left, language, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Clause,
    Facts,
    Figure,
    Heading,
    Note,
    Paragraph,
    Points,
    Table,
)
from msp_desktop.ui import theme

_MARGIN = 8


class BlocksView(QTextBrowser):
    """Shows blocks of a document as high as they are, at most ``greatest`` pixels; then it scrolls.

    Charts are named, not drawn: the preview shows them.
    """

    def __init__(self, name: str, greatest: int = 420) -> None:
        super().__init__()
        self._greatest = greatest
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().setDocumentMargin(_MARGIN)

    def show_blocks(self, blocks: Sequence[Block], nothing: str) -> None:
        """Show blocks, or ``nothing`` where there are none."""
        told = "".join(map(_html, blocks)) or f"<p>{escape(nothing)}</p>"
        if told != self.property("told"):
            self.setProperty("told", told)
            self.setHtml(told)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = self.height() - self.viewport().height()
        self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + around + 1
        fits = height <= self._greatest
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )
        self.setFixedHeight(min(height, self._greatest))


def _html(block: Block) -> str:
    """Return a block as rich text; nothing for what only a printed page can show."""
    if isinstance(block, Figure):
        named = translate(_("Figure in the report: {caption}"))
        return _muted(named.format(caption=block.caption)) if block.caption else ""
    write = _WAYS.get(type(block))
    return write(block) if write is not None else ""


def _heading(block: Heading) -> str:
    return f"<p><b>{_text(block.text)}</b></p>"


def _note(block: Note) -> str:
    return _muted(block.text)


def _paragraph(block: Paragraph) -> str:
    # Sentences in pieces point to numbered tables: they are for the printed page.
    return f"<p>{_text(block.text)}</p>" if isinstance(block.text, str) else ""


def _facts(block: Facts) -> str:
    return _rows((), block.rows, frozenset())


def _points(block: Points) -> str:
    return f"<ul>{''.join(f'<li>{_text(one)}</li>' for one in block.items)}</ul>"


def _clause(block: Clause) -> str:
    told = "".join(f"<br>{_text(name)}: {_text(said)}" for name, said in block.details)
    return f"<p><b>{_text(block.number)}</b> {_text(block.text)}{told}</p>"


def _table(block: Table) -> str:
    rows = (*block.rows, block.total) if block.total else block.rows
    return _rows(block.head, rows, block.numeric)


_WAYS: Mapping[type, Callable[[Any], str]] = {
    Heading: _heading,
    Note: _note,
    Paragraph: _paragraph,
    Facts: _facts,
    Points: _points,
    Clause: _clause,
    Table: _table,
}


def _muted(text: str) -> str:
    return f'<p style="color:{theme.tokens().muted}">{_text(text)}</p>'


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]], numeric: frozenset[int]) -> str:
    """Return a table; where reading begins at the right its columns are turned around, for Qt does not."""
    colours, is_turned = theme.tokens(), is_right_to_left(language())
    start, end = ("right", "left") if is_turned else ("left", "right")

    def line(words: Sequence[str], tag: str, ground: str = "") -> str:
        cells = [
            f'<{tag} align="{end if place in numeric else start}"{ground}>{_text(word)}</{tag}>'
            for place, word in enumerate(words)
        ]
        return f"<tr>{''.join(reversed(cells) if is_turned else cells)}</tr>"

    first = line(head, "th", f' bgcolor="{colours.raised}"') if head else ""
    body = "".join(line(row, "td") for row in rows)
    style = f'border="1" cellspacing="0" cellpadding="4" style="border-color:{colours.border}"'
    return f'<table width="100%" {style}>{first}{body}</table><p></p>'


def _text(words: object) -> str:
    return escape(str(words)).replace("\n", "<br>")

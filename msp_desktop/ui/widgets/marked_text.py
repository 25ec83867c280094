"""A text with what was put in and taken out: by signs and lines, never by colour alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from msp_desktop.domain.three_way import Mark, Piece
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.labels import isolated, plain_label


def marked_text(pieces: Sequence[Piece], parent: QWidget | None = None) -> QLabel:
    """Return a label: ``[+`` underlined ``]`` is new, ``[−`` struck through ``]`` is gone."""
    label = plain_label(parent=parent)
    label.setTextFormat(Qt.TextFormat.RichText)
    whole = "".join(piece.text for piece in pieces)
    direction = "rtl" if _runs_leftwards(whole) else "ltr"
    marked = "".join(_marked(piece) for piece in pieces)
    label.setText(f'<p dir="{direction}" style="white-space: pre-wrap; margin: 0">{marked}</p>')
    label.setAccessibleName(spoken(pieces))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def spoken(pieces: Sequence[Piece]) -> str:
    """Return marked text as a screen reader says it."""
    words = {Mark.ADDED: translate("[new: {text}]"), Mark.REMOVED: translate("[gone: {text}]")}
    return "".join(words.get(piece.mark, "{text}").format(text=piece.text) for piece in pieces)


def _marked(piece: Piece) -> str:
    text = escape(isolated(piece.text))
    colours = theme.tokens()
    if piece.mark is Mark.ADDED:
        style = f"background-color: {colours.ok_soft}; color: {colours.ok}"
        return f'<span style="{style}">[+<u>{text}</u>]</span>'
    if piece.mark is Mark.REMOVED:
        style = f"background-color: {colours.bad_soft}; color: {colours.bad}"
        return f'<span style="{style}">[−<s>{text}</s>]</span>'
    return escape(piece.text)


def _runs_leftwards(text: str) -> bool:
    """Say whether a text is read from right to left: by its first letter that has a direction."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one in ("R", "AL") for one in directions if one in ("L", "R", "AL")), False)

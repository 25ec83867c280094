"""What the head and the foot of every page say, on paper and in Word alike."""

from __future__ import annotations

from msp_desktop.reports.document import Document
from msp_desktop.reports.printable import on_one_line
from msp_desktop.reports.scripts import RIGHT_MARK

_LONGEST = 160
_NO_BREAK = "\u00a0"


def head_words(name: str) -> str:
    """Return a name for the head or foot of a page; a long one is cut, and ends in dots."""
    shown = on_one_line(name)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def foot_words(document: Document, *, from_right: bool) -> str:
    """Return what a document is about, its day and its check code, whose words stay together.

    Where it is written from the right, a mark lets figures run on from there, whatever stands before.
    """
    check = document.check.format(code=document.fingerprint).replace(" ", _NO_BREAK)
    seal = document.seal.replace(" ", _NO_BREAK)
    parts = (head_words(document.subject), document.day_words, check, seal)
    between = f"  ·  {RIGHT_MARK}" if from_right else "  ·  "
    return between.join(filter(None, parts))

"""Lists in Word: bullets, boxes to tick, and numbers that begin anew with each list."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument

from msp_desktop.i18n import figures
from msp_desktop.reports.word.elements import element, switch, twips
from msp_desktop.reports.word.styles import INDENT

_HANGING = 6
_KINDS = (("bullet", "•", "Calibri"), ("bullet", "☐", "Segoe UI Symbol"), ("decimal", "%1.", ""))
_BULLETS, _BOXES, _NUMBERS = range(len(_KINDS))
_COUNTED = {"१": "hindiNumbers", "๑": "thaiNumbers"}
"""The figures with which Word can count, by their 1; elsewhere it takes 1, 2, 3."""


class Lists:
    """The lists of one document. Those with bullets share one numbering, each numbered one has its own."""

    def __init__(self, word: WordDocument, *, from_right: bool) -> None:
        self._root = word.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        for number, kind in enumerate(_KINDS):
            self._root.append(_pattern(number, *kind, from_right=from_right))
        self._bullets, self._boxes = self._begin(_BULLETS), self._begin(_BOXES)

    def properties(self, *, numbered: bool, boxes: bool) -> Any:
        """Return what makes a paragraph a point of a new list; the same for all of its points."""
        unnumbered = self._boxes if boxes else self._bullets
        number = self._begin(_NUMBERS) if numbered else unnumbered
        return element("numPr", element("ilvl", val=0), element("numId", val=number))

    def _begin(self, pattern: int) -> int:
        number = len(self._root) - len(_KINDS) + 1
        again = element("lvlOverride", element("startOverride", val=1), ilvl=0)
        made = element(
            "num",
            element("abstractNumId", val=pattern),
            again if pattern == _NUMBERS else None,
            numId=number,
        )
        self._root.append(made)
        return number


def _pattern(number: int, kind: str, text: str, font: str, *, from_right: bool) -> Any:
    edge, hanging = twips(INDENT), twips(_HANGING)
    return element(
        "abstractNum",
        element("multiLevelType", val="singleLevel"),
        element(
            "lvl",
            element("start", val=1),
            element("numFmt", val=_COUNTED.get(figures("1"), kind) if kind == "decimal" else kind),
            element("lvlText", val=text),
            element("lvlJc", val="left"),
            element("pPr", element("ind", left=edge, hanging=hanging)),
            element(
                "rPr",
                element("rFonts", ascii=font, hAnsi=font, cs=font) if font else None,
                switch("rtl", on=from_right),
            ),
            ilvl=0,
        ),
        abstractNumId=number,
    )

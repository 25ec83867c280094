"""Elements of WordprocessingML (ISO 29500-1), made with their children in the order that Word asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre, in which Word measures most things."""
EMU = 36000
"""What pictures are measured in, in a millimetre."""

_ORDER = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd",
        "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "noProof", "color", "sz", "szCs", "u",
        "vertAlign",
        "rtl", "cs", "lang",
    ),
}  # fmt: skip


def element(name: str, /, *children: Any, **attributes: object) -> Any:
    """Return an element of the main namespace with its children; None among them is left out.

    An attribute belongs to the same namespace unless its name says another, as in ``r_id``.
    """
    made = OxmlElement(name if ":" in name else f"w:{name}")
    for key, value in attributes.items():
        prefix, _, local = key.rpartition("_")
        made.set(qn(f"{prefix or 'w'}:{local}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def properties(name: str, children: Iterable[Any]) -> Any:
    """Return the properties of a paragraph (``pPr``) or of a run (``rPr``) in their fixed order."""
    order = _ORDER[name]
    found = sorted(
        (child for child in children if child is not None),
        key=lambda child: order.index(child.tag.rpartition("}")[2]),
    )
    return element(name, *found)


def add_property(paragraph: Any, child: Any) -> None:
    """Give a paragraph one property more, at its place, or more attributes to one that it has."""
    known = next((one for one in paragraph.pPr if one.tag == child.tag), None)
    if known is not None:
        known.attrib.update(child.attrib)
        return
    paragraph.replace(paragraph.pPr, properties("pPr", [*paragraph.pPr, child]))


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * TWIPS)


def switch(name: str, *, on: bool) -> Any:
    """Return an element that turns a property on, or None."""
    return element(name) if on else None

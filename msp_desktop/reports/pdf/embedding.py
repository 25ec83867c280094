"""Fonts inside a PDF: one code for each cluster of letters, which says which text it stands for.

So text that is copied, searched or read aloud is what was typed, in every script (ISO 32000-1, 9.7, 9.10).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import category

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from msp_desktop.reports.pdf.fonts import Face
from msp_desktop.reports.pdf.outlines import Placed, cut_down
from msp_desktop.reports.pdf.shaping import Cluster, Run
from msp_desktop.reports.printable import SUBSTITUTE

_LEAST_SHIFT = 0.5
"""Thousandths of the type size from which on a glyph is moved to its exact place."""
_AT_ONCE = 100  # entries in one block of a character map, by the format
_SYMBOLIC = 4
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_MAP_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFont:
    """One font in one document; it holds the clusters that the document shows."""

    _dynamicFont = 1  # noqa: N815 - ReportLab asks for it

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[str, tuple[Placed, ...]], tuple[str, int]] = {}
        self._shown: dict[Run, tuple[str, float]] = {}

    def show(self, run: Run) -> tuple[str, float]:
        """Return what shows a run inside the brackets of TJ, and by how much its end is still off."""
        found = self._shown.get(run)
        if found is None:
            parts: list[str] = []
            off = 0.0
            for cluster in run.clusters:
                if abs(off) > _LEAST_SHIFT:
                    parts.append(f">{-round(off)}<")
                    off -= round(off)
                code, width = self._code(cluster)
                parts.append(code)
                off += cluster.advance - width
            found = self._shown[run] = (f"<{''.join(parts)}>", off)
        return found

    def addObjects(self, document: Any) -> None:
        """Write the font into the document; ReportLab calls this when all pages are drawn."""
        texts = [text for text, _parts in self._codes]
        widths = [width for _code, width in self._codes.values()]
        units = self.face.font.face.upem
        shown = zip((parts for _text, parts in self._codes), widths, strict=True)
        content, glyphs = cut_down(
            self.face.font.face, [(parts, round(width * units / 1000)) for parts, width in shown]
        )
        base = f"{self._tag()}+{self.face.path.stem.replace('[', '-').replace(']', '')}"
        descendant = {
            "Type": _name("Font"),
            "Subtype": _name("CIDFontType2"),
            "BaseFont": _name(base),
            "CIDSystemInfo": _SYSTEM,
            "FontDescriptor": document.Reference(self._descriptor(document, base, content)),
            "DW": 1000,
            "W": _array([1, _array(widths)]),
            "CIDToGIDMap": document.Reference(
                _stream(document, struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs))
            ),
        }
        font = {
            "Type": _name("Font"),
            "Subtype": _name("Type0"),
            "BaseFont": _name(base),
            "Encoding": _name("Identity-H"),
            "DescendantFonts": _array([document.Reference(_dictionary(descendant))]),
            "ToUnicode": document.Reference(_stream(document, _character_map(texts))),
        }
        reference = document.Reference(_dictionary(font), f"font:{self.name}")
        document.idToObject["BasicFonts"].dict[self.name] = reference

    def _code(self, cluster: Cluster) -> tuple[str, int]:
        key = (cluster.text, cluster.parts)
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = (f"{len(self._codes) + 1:04X}", self._width(cluster))
        return found

    def _width(self, cluster: Cluster) -> int:
        """Return the width of a glyph by the font, of several by how they stand together."""
        font = self.face.font
        if len(cluster.parts) == 1 and cluster.parts[0][1:] == (0, 0):
            natural: float = font.get_glyph_h_advance(cluster.parts[0][0]) * 1000 / font.face.upem
            return round(natural)
        return max(0, round(cluster.advance))

    def _descriptor(self, document: Any, base: str, content: bytes) -> Any:
        up, down = (round(1000 * part) for part in self.face.reach)
        head = bytes(self.face.font.face.reference_table("head").data)
        scale = 1000 / self.face.font.face.upem
        frame = [round(edge * scale) for edge in struct.unpack_from(">4h", head, 36)]
        return _dictionary(
            {
                "Type": _name("FontDescriptor"),
                "FontName": _name(base),
                "Flags": _SYMBOLIC,
                "FontBBox": _array(frame),
                "ItalicAngle": 0,
                "Ascent": up,
                "Descent": -down,
                "CapHeight": up,
                "StemV": 80,
                "FontFile2": document.Reference(_stream(document, content, Length1=len(content))),
            }
        )

    def _tag(self) -> str:
        """Return the six letters before the name of a font that is not whole."""
        digest = hashlib.sha256(repr(list(self._codes)).encode("utf-8", "replace")).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def embedded(canvas: Canvas, face: Face) -> EmbeddedFont:
    """Return a font as the document on ``canvas`` has it; it is added where it is new."""
    document: Any = vars(canvas)["_doc"]
    fonts: dict[Face, EmbeddedFont] = vars(document).setdefault("_msp_fonts", {})
    if face not in fonts:
        font = fonts[face] = EmbeddedFont(face, f"H{len(fonts) + 1}")
        document.fontMapping[f"{font.name}-{face.path.stem}"] = f"/{font.name}"
        document.delayedFonts.append(font)
    return fonts[face]


def _character_map(texts: Iterable[str]) -> bytes:
    """Say for each code which text it stands for."""
    entries = [
        f"<{code:04X}> <{_agreed(text).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, text in enumerate(texts, 1)
    ]
    blocks = [entries[first : first + _AT_ONCE] for first in range(0, len(entries), _AT_ONCE)]
    lines = [
        line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
    ]
    return "\n".join((_MAP_HEAD, *lines, _MAP_FOOT)).encode()


def _agreed(text: str) -> str:
    """Return a text without characters whose meaning was not agreed (ISO 19005-3, 6.2.11.7.3).

    They are drawn where an office has a font for them; nobody else knows what they say.
    """
    return "".join(SUBSTITUTE if category(letter) == "Co" else letter for letter in text)


def _stream(document: Any, content: bytes, **entries: int) -> Any:
    stream: Any = pdfdoc.PDFStream(content=content)
    for key, value in entries.items():
        stream.dictionary[key] = value
    if document.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _name(name: str) -> Any:
    return pdfdoc.PDFName(name)


def _array(items: Sequence[Any]) -> Any:
    return pdfdoc.PDFArray(items)


def _dictionary(entries: dict[str, Any]) -> Any:
    return pdfdoc.PDFDictionary(entries)


_SYSTEM = _dictionary(
    {
        "Registry": pdfdoc.PDFString("Adobe"),
        "Ordering": pdfdoc.PDFString("Identity"),
        "Supplement": 0,
    }
)

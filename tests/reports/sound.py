"""What makes a PDF sound to keep and to listen to, looked for in the file itself, object by object."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

PAINTING = frozenset(
    [
        "TJ",
        "Tj",
        "'",
        '"',
        "S",
        "s",
        "f",
        "F",
        "f*",
        "B",
        "B*",
        "b",
        "b*",
        "Do",
        "sh",
        "BI",
        "INLINE",
    ]
)
FORBIDDEN = frozenset(
    [
        "/JavaScript",
        "/Launch",
        "/URI",
        "/LZWDecode",
        "/Transparency",
        "/Encrypt",
        "/SMask",
        "/Type1",
        "/TrueType",
    ]
)
_WITHIN = {
    "/TR": {"/Table"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/TOCI": {"/TOC"},
}
_HEADINGS = ("/H1", "/H2", "/H3")


def flaws(pdf: bytes) -> list[str]:
    """Return what is wrong with a document; nothing when all is well."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            *_of_metadata(opened),
            *_of_catalog(opened),
            *_of_pages(opened),
            *_of_structure(opened),
            *_of_fonts(opened),
            *_forbidden(opened),
        ]


def elements(opened: pikepdf.Pdf) -> list[Any]:
    """Return the parts of the structure in the order of reading."""
    return list(_below(opened.Root.StructTreeRoot))


def kinds(pdf: bytes) -> list[str]:
    """Return the kinds of the parts of the structure in the order of reading, such as /H1."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(element.S) for element in elements(opened)]


def _below(node: Any) -> Iterator[Any]:
    for one in kids(node):
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem":
            yield one
            yield from _below(one)


def kids(node: Any) -> list[Any]:
    """Return what an element consists of: elements, and numbers of marks."""
    held = node.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array | list) else [held]


def _of_metadata(opened: pikepdf.Pdf) -> Iterator[str]:
    metadata = opened.open_metadata()
    said = {
        name: metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    }
    if said != {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}:
        yield f"the metadata say {said}"
    if not metadata.get("dc:title"):
        yield "no title"
    names = {"/Title": "dc:title", "/Producer": "pdf:Producer", "/Keywords": "pdf:Keywords"}
    for key, name in names.items():
        if key in opened.docinfo and str(opened.docinfo[key]) != metadata.get(name):
            yield f"{key} differs from {name}"


def _of_catalog(opened: pikepdf.Pdf) -> Iterator[str]:
    root = opened.Root
    if not (root.Lang and root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle):
        yield "no language, not marked as tagged, or its title is not shown"
    (intent,) = root.OutputIntents
    if intent.S != "/GTS_PDFA1" or intent.DestOutputProfile.N != 3:
        yield "no colour profile"
    if "/ID" not in opened.trailer:
        yield "no identifier"
    for number, file in enumerate(root.get("/AF", [])):
        if not (file.AFRelationship and file.UF and file.EF.F.Subtype and file.Desc):
            yield f"attached file {number} is not described"


def _of_pages(opened: pikepdf.Pdf) -> Iterator[str]:
    owners = {int(key): value for key, value in _pairs(opened.Root.StructTreeRoot.ParentTree.Nums)}
    for number, page in enumerate(opened.pages, 1):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: links are not gone through in the order of reading"
        held = owners.get(int(page.obj.StructParents), [])
        yield from (f"page {number}: {flaw}" for flaw in _of_content(page, list(held)))
        for link in page.obj.get("/Annots", []):
            owner = owners.get(int(link.StructParent))
            if owner is None or owner.S != "/Link" or not link.Contents or link.F != 4:
                yield f"page {number}: a link that is not part of the structure"


def _pairs(flat: Any) -> Iterator[tuple[Any, Any]]:
    values = list(flat)
    yield from zip(values[::2], values[1::2], strict=True)


def _of_content(page: pikepdf.Page, held: list[Any]) -> Iterator[str]:
    """Go through what is painted outside of any mark, and marks that belong to nothing."""
    depth = 0
    seen: list[int] = []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        if name in PAINTING and depth != 1:
            yield f"{name} at depth {depth}"
        if name == "BDC" and (number := _mark(instruction)) is not None:
            seen.append(number)
            if instruction.operands[0] != held[number].S:
                yield f"mark {number} belongs to another part"
    if depth:
        yield "marks are not closed"
    if seen != list(range(len(held))):
        yield "marks are not numbered in order"


def _mark(instruction: Any) -> int | None:
    number = instruction.operands[1].get("/MCID")
    return None if number is None else int(number)


def _of_structure(opened: pikepdf.Pdf) -> Iterator[str]:
    found = elements(opened)
    for element in found:
        kind = str(element.S)
        if str(element.P.get("/S", "")) not in _WITHIN.get(kind, {str(element.P.get("/S", ""))}):
            yield f"{kind} in {element.P.S}"
        if kind == "/Figure" and not str(element.get("/Alt", "")):
            yield "a figure without words"
        if (
            kind == "/Table"
            and len({len(kids(row)) for row in kids(element) if row.S == "/TR"}) > 1
        ):
            yield "rows of a table have different numbers of cells"
    names = [str(element.ID) for element in found if element.S == "/Note"]
    if len(set(names)) != len(names):
        yield "two notes have one name"
    levels = [int(str(element.S)[2]) for element in found if str(element.S) in _HEADINGS]
    if any(below > above + 1 for above, below in pairwise([0, *levels])):
        yield "a level of headings is left out"


def _of_fonts(opened: pikepdf.Pdf) -> Iterator[str]:
    for item in opened.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
            continue
        if item.Subtype == "/Type0":
            (descendant,) = list(item.DescendantFonts)
            if "/ToUnicode" not in item or "/FontFile2" not in descendant.FontDescriptor:
                yield f"{item.BaseFont} is not embedded with its text"
        elif item.Subtype != "/CIDFontType2":
            yield f"{item.BaseFont} is a font of another kind"


def _forbidden(opened: pikepdf.Pdf) -> Iterator[str]:
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            names = {str(key) for key in item.keys()}  # noqa: SIM118 - it is no mapping
            names |= {str(value) for _key, value in item.items() if isinstance(value, pikepdf.Name)}
            yield from (f"{name} in the document" for name in sorted(names & FORBIDDEN))

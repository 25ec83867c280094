"""The structure of a document as PDF holds it (ISO 32000-1, 14.7): elements, their marks on pages, links."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from msp_desktop.reports.pdf.canvas import Link, PageCanvas
from msp_desktop.reports.pdf.tagging import Element, Leading, Mark
from msp_desktop.reports.printable import printable

_PRINTED = 4
_LONGEST = 4_000
"""Letters of a description at most: a string may not have more than 32,767 bytes."""


def write_structure(pdf: Pdf, canvas: PageCanvas, root: Element) -> None:
    """Write the structure into a document whose pages were drawn on ``canvas``."""
    _Structure(pdf, canvas).write(root)


class _Structure:
    def __init__(self, pdf: Pdf, canvas: PageCanvas) -> None:
        self._pdf = pdf
        self._canvas = canvas
        self._pages = [page.obj for page in pdf.pages]
        self._elements: dict[Element, Object] = {}
        self._names: dict[str, Object] = {}
        self._links = [
            self._annotation(link, len(self._pages) + number)
            for number, link in enumerate(canvas.links)
        ]

    def write(self, root: Element) -> None:
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = self._element(root, tree)
        self._own_pages()
        own_links = enumerate(self._canvas.links, len(self._pages))
        owners: list[object] = []
        for number, marks in enumerate(self._canvas.marks):
            held = Array([self._elements[element] for element in marks])
            owners += [number, self._pdf.make_indirect(held)]
        for number, link in own_links:
            owners += [number, self._elements[link.element]]
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(owners)))
        tree.ParentTreeNextKey = len(self._pages) + len(self._links)
        if self._names:
            named = [
                part for name in sorted(self._names) for part in (String(name), self._names[name])
            ]
            tree.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(named)))
        self._pdf.Root.StructTreeRoot = tree

    def _own_pages(self) -> None:
        """Say on each page where its marks are listed, and that links are gone through in that order."""
        for number, page in enumerate(self._pages):
            page.StructParents = number
            page.Tabs = Name.S
            found = [
                made
                for link, made in zip(self._canvas.links, self._links, strict=True)
                if link.page == number
            ]
            if found:
                page.Annots = Array(found)

    def _element(self, element: Element, parent: Object) -> Object:
        made = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent)
        )
        self._elements[element] = made
        page = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        if page is not None:
            made.Pg = self._pages[page]
        kids = [self._kid(kid, made, page) for kid in element.kids if _is_kept(kid)]
        if kids:
            made.K = Array(kids) if len(kids) > 1 else kids[0]
        self._describe(element, made)
        return made

    def _kid(self, kid: Element | Mark | Leading, parent: Object, page: int | None) -> object:
        match kid:
            case Element():
                return self._element(kid, parent)
            case Mark(on, number):
                if on == page:
                    return number
                return Dictionary(Type=Name.MCR, Pg=self._pages[on], MCID=number)
            case Leading(number):
                link = self._canvas.links[number]
                return Dictionary(
                    Type=Name.OBJR, Obj=self._links[number], Pg=self._pages[link.page]
                )

    def _describe(self, element: Element, made: Object) -> None:
        if element.alternative:
            made.Alt = _described(element.alternative)
        if element.language:
            made.Lang = String(element.language)
        if element.name:
            made.ID = String(element.name)
            self._names[element.name] = made
        if element.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.frame:
            edges = Array([round(edge, 2) for edge in element.frame])
            made.A = Dictionary(O=Name.Layout, BBox=edges, Placement=Name.Block)

    def _annotation(self, link: Link, number: int) -> Object:
        page, height = self._canvas.places[link.to]
        return self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(edge, 2) for edge in link.frame]),
                Border=Array([0, 0, 0]),
                F=_PRINTED,
                Dest=Array([self._pages[page], Name.XYZ, 0, round(height, 2), 0]),
                Contents=_described(link.says.strip() or str(page + 1)),
                StructParent=number,
            )
        )


def _described(text: str) -> String:
    return String(printable(text)[:_LONGEST])


def _is_kept(kid: Element | Mark | Leading) -> bool:
    return not isinstance(kid, Element) or kid.is_kept

"""The pages of a PDF while they are drawn: what each piece of them is, where links lead, what comes later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from msp_desktop.reports.pdf.tagging import Element, Leading, Mark

rl_config.useA85 = 0
rl_config.trustedSchemes = ["data"]
rl_config.trustedHosts = []

_LATER = re.compile(r"^%later (\d+)$", re.MULTILINE)

Frame = tuple[float, float, float, float]
"""Left, bottom, right and top edge on a page, in points."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document, by a name that no other has; ``entry`` stands in the reader's outline."""

    name: str
    entry: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a page that leads to a place; ``says`` is what is written there."""

    page: int
    frame: Frame
    to: str
    says: str
    element: Element


class PageCanvas(Canvas):
    """A canvas with none but our own fonts, dated on a day, that remembers what is what."""

    def __init__(self, file: Any, language: str, day: date, **options: Any) -> None:
        self.marks: list[list[Element]] = [[]]
        self.links: list[Link] = []
        self.places: dict[str, tuple[int, float]] = {}
        self._later: list[Callable[[], str]] = []
        self._depth = 0
        self._level = -1
        super().__init__(file, **options | {"invariant": 1, "lang": language})
        # ReportLab has no other way to say the date.
        stamp: Any = self.inside._timeStamp  # noqa: SLF001
        stamp.YMDhms = (*day.timetuple()[:3], 0, 0, 0)

    @property
    def inside(self) -> Any:
        """The document as ReportLab keeps it."""
        return vars(self)["_doc"]

    @property
    def page(self) -> int:
        """The page that is drawn, from 0."""
        return len(self.marks) - 1

    @contextmanager
    def marked(self, element: Element | None, artifact: str = "") -> Iterator[None]:
        """Say what is drawn: part of an element, or decoration (``artifact`` says of which kind).

        What is drawn inside it belongs to it.
        """
        if self._depth == 0:
            self.addLiteral(self._opening(element, artifact))
        self._depth += 1
        yield
        self._depth -= 1
        if self._depth == 0:
            self.addLiteral("EMC")

    def remember(self, place: Place, height: float) -> None:
        """Remember where a place is; the first time counts."""
        if place.name in self.places:
            return
        self.places[place.name] = (self.page, height)
        if place.entry:
            self._level = min(place.level, self._level + 1)
            self.bookmarkHorizontal(place.name, 0, height)
            self.addOutlineEntry(place.entry, place.name, level=self._level, closed=False)

    def lead(self, frame: Frame, to: str, says: str, element: Element) -> None:
        """Make a part of the page lead to a place."""
        left, bottom = self.absolutePosition(frame[0], frame[1])
        right, top = self.absolutePosition(frame[2], frame[3])
        element.kids.append(Leading(len(self.links)))
        self.links.append(Link(self.page, (left, bottom, right, top), to, says, element))

    def later(self, make: Callable[[], str]) -> None:
        """Leave room for operations that are known when all pages are drawn."""
        self.addLiteral(f"%later {len(self._later)}")
        self._later.append(make)

    def showPage(self) -> None:
        super().showPage()
        self.marks.append([])

    def finish(self) -> None:
        """Write what was left for later; all pages are drawn."""
        self.marks.pop()
        for page in self.inside.Pages.pages:
            page.stream = _LATER.sub(lambda found: self._later[int(found[1])](), page.stream)

    def setFont(self, *_font: Any, **_options: Any) -> None:
        """Do nothing: there are no fonts but those of our own text."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"  # without ReportLab's own font, which is not embedded

    def _opening(self, element: Element | None, artifact: str) -> str:
        if element is None:
            return f"/Artifact<</Type/{artifact}>>BDC" if artifact else "/Artifact BMC"
        marks = self.marks[-1]
        element.kids.append(Mark(self.page, len(marks)))
        marks.append(element)
        return f"/{element.kind}<</MCID {len(marks) - 1}>>BDC"


class Piece(Flowable):
    """Something that is drawn as a part of a page.

    ``first_line`` is how far below its top its first letters stand, so that others can stand level with
    them; 0 for what has no letters of its own. It is known once the piece is wrapped.
    """

    first_line: float = 0

    def put(self, canvas: PageCanvas, left: float, bottom: float) -> None:
        """Draw it with its left lower corner at a place."""
        raise NotImplementedError

    def draw(self) -> None:
        canvas = self.canv
        if not isinstance(canvas, PageCanvas):
            raise TypeError("pieces of a document are drawn on its own pages")
        self.put(canvas, 0, 0)

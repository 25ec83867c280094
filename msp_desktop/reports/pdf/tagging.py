"""What the parts of a document are, and in which order they are read (ISO 32000-1, 14.7 and 14.8).

Elements are made in the order of reading, before anything is drawn; what is drawn on a page then says to
which of them it belongs. So a paragraph or a row that is broken over pages stays one element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_ALWAYS_KEPT = frozenset({"TR", "TH", "TD"})
"""Elements that stay though nothing is drawn in them: a table has a cell in every column."""


class Mark(NamedTuple):
    """A piece of the content of a page, by its number there; both count from 0."""

    page: int
    number: int


class Leading(NamedTuple):
    """A place on a page that leads elsewhere, by its number among those of the document."""

    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document: ``kind`` is a standard type such as H1, P or TD.

    ``alternative`` says what a picture shows, ``language`` differs from that of the document, ``scope``
    says whether a head is that of a column or a row, ``name`` is unique (notes have one), ``frame`` is
    where a picture stands on its page.
    """

    kind: str
    alternative: str = ""
    language: str = ""
    scope: str = ""
    name: str = ""
    frame: tuple[float, float, float, float] | None = None
    parent: Element | None = None
    kids: list[Element | Mark | Leading] = field(default_factory=list)

    def new(
        self, kind: str, *, alternative: str = "", language: str = "", scope: str = ""
    ) -> Element:
        """Return a new last part of this one."""
        made = Element(kind, alternative, language, scope)
        made.attach(self)
        return made

    def attach(self, parent: Element) -> None:
        """Become the last part of ``parent``, once."""
        if self.parent is None:
            self.parent = parent
            parent.kids.append(self)

    @property
    def is_kept(self) -> bool:
        """Say whether anything of it is drawn, or it has to be there all the same."""
        return self.kind in _ALWAYS_KEPT or any(
            not isinstance(kid, Element) or kid.is_kept for kid in self.kids
        )

    def parts(self) -> Iterator[Element]:
        """Go through the parts that are kept."""
        for kid in self.kids:
            if isinstance(kid, Element) and kid.is_kept:
                yield kid

"""Filling pages with pieces: each where there is room, broken where it must be, with its footnotes."""

from __future__ import annotations

from collections import deque

from reportlab.platypus import Flowable

from msp_desktop.reports.pdf.canvas import PageCanvas, Piece
from msp_desktop.reports.pdf.footnotes import Footnotes
from msp_desktop.reports.pdf.furniture import Furniture
from msp_desktop.reports.pdf.styles import BODY, BOTTOM, MARGIN, WIDTH
from msp_desktop.reports.pdf.text import Text, Typesetter

_LITTLE = 0.01
_NOTES = 0.5
"""The part of the height of a page that footnotes take at most."""
_REST = 0.4
"""The part of the height of a page that is a little."""


class NewPage(Flowable):
    """What follows begins on a new page; a light one does nothing on a page begun for a little rest."""

    def __init__(self, *, is_light: bool = False) -> None:
        super().__init__()
        self.is_light = is_light


class Room(Flowable):
    """What follows begins on a new page where less than ``height`` is left of this one."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height


class Pages:
    """The pages of one document, each with what stands around its text."""

    def __init__(self, canvas: PageCanvas, typeset: Typesetter, furniture: Furniture) -> None:
        self._canvas = canvas
        self._furniture = furniture
        self._notes = Footnotes(typeset, BODY * _NOTES)
        self._top = self._at = furniture.begin(canvas)
        self._after = 0.0
        self._is_rest = False

    def add(self, flowable: Flowable) -> None:
        """Put a piece where the last one ended, or on the next pages."""
        queue = deque([flowable])
        while queue:
            part = queue.popleft()
            match part:
                case NewPage(is_light=True) if self._holds_a_rest:
                    continue
                case NewPage():
                    self._turn()
                    self._is_rest = bool(queue)  # else it stands between two blocks
                case Room() if self._left < part.height and not self._is_new:
                    self._turn()
                case Room():
                    continue
                case _ if not self._put(part):
                    queue.extendleft(reversed(self._parts(part)))

    def finish(self) -> None:
        """End the last page; what is left of the footnotes comes on more."""
        while self._notes.are_left:
            self._turn()
        self._end()

    @property
    def _is_new(self) -> bool:
        return self._at == self._top

    @property
    def _holds_a_rest(self) -> bool:
        """Whether the page holds no more than a little that had no room on the one before."""
        return self._is_rest and self._top - self._at <= BODY * _REST

    @property
    def _left(self) -> float:
        return self._at - BOTTOM - self._notes.height()

    def _before(self, part: Flowable) -> float:
        """Return the room before a piece: the wider of what it asks for and what the last one did."""
        return 0 if self._is_new else max(part.getSpaceBefore(), self._after)

    def _put(self, part: Flowable) -> bool:
        """Draw a piece if it fits on the page."""
        before = self._before(part)
        room = self._at - before - BOTTOM
        _width, height = part.wrap(WIDTH, room - self._notes.height())
        notes = part.notes(len(part.lines)) if isinstance(part, Text) else []
        if height + self._notes.height(notes) > room + _LITTLE:
            return False
        self._notes.add(notes)
        self._draw(part, self._at - before - height)
        return True

    def _draw(self, part: Flowable, bottom: float) -> None:
        if isinstance(part, Piece):
            part.put(self._canvas, MARGIN, bottom)
        else:
            with self._canvas.marked(None):
                part.drawOn(self._canvas, MARGIN, bottom)
        self._at, self._after = bottom, part.getSpaceAfter()

    def _parts(self, part: Flowable) -> list[Flowable]:
        """Return what a piece is broken into, after a new page where it is not broken on this one."""
        room = self._left - self._before(part)
        if isinstance(part, Text):
            parts = part.split_after(self._lines(part, room))
        else:
            parts = part.split(WIDTH, room)
        if parts:
            return parts
        if self._is_new:
            self._squeeze(part)
            return []
        self._turn()
        return [part]

    def _lines(self, text: Text, room: float) -> int:
        """Return how many lines of a text fit, with the footnotes whose numbers stand in them."""
        free = self._notes.height()
        lines = int((room + _LITTLE) // text.leading)
        while lines > 0:
            taken = self._notes.height(text.notes(lines)) - free
            if lines * text.leading + taken <= room + _LITTLE:
                break
            lines -= 1
        return lines

    def _squeeze(self, part: Flowable) -> None:
        """Draw what no page can hold as much smaller as it takes."""
        scale = self._left / part.height
        self._canvas.saveState()
        self._canvas.translate(MARGIN, self._at - self._left)
        self._canvas.scale(scale, scale)
        if isinstance(part, Piece):
            part.put(self._canvas, 0, 0)
        else:
            with self._canvas.marked(None):
                part.drawOn(self._canvas, 0, 0)
        self._canvas.restoreState()
        self._at -= self._left

    def _turn(self) -> None:
        self._end()
        self._top = self._at = self._furniture.begin(self._canvas)
        self._after = 0.0
        self._is_rest = True

    def _end(self) -> None:
        self._notes.put(self._canvas, BOTTOM)
        self._furniture.end(self._canvas)
        self._canvas.showPage()

"""Whether anything typed is not stored yet, in any of several parts of a page."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance


class Typed(Protocol):
    """A part of a page into which people type; ``unsaved`` says whether all of it is stored."""

    @property
    def unsaved(self) -> SignalInstance: ...


class Unsaved(QObject):
    """Watches parts of a page; ``changed`` says of all of them together what ``unsaved`` says of one."""

    changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: set[int] = set()

    def watch(self, part: Typed) -> None:
        """Take a part into account from now on."""
        part.unsaved.connect(partial(self._note, id(part)))

    def _note(self, which: int, is_unsaved: bool) -> None:
        if is_unsaved:
            self._waiting.add(which)
        else:
            self._waiting.discard(which)
        self.changed.emit(bool(self._waiting))

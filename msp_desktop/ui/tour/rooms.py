"""Where the tour takes place: folders of offices, and windows that are opened and closed in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QApplication

from msp_desktop import locations
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.ui.shell.preferences import Preferences
from msp_desktop.ui.tour.hands import Album, Hands

Somebody = TypeVar("Somebody", bound=Hands)


class Room(Generic[Somebody]):
    """An office of the tour; ``person`` says what somebody can do there."""

    def __init__(self, person: type[Somebody], home: Path, album: Album) -> None:
        self._person = person
        self._home = home
        self._album = album

    @contextmanager
    def opened(self) -> Iterator[Somebody]:
        """Work at the window, which is closed as people do when the block ends."""
        somebody = self._person(_application(), self._home, self._album)
        try:
            if locations.office_file(self._home).is_file():
                somebody.wait(lambda: somebody.is_ready, "the office is open")
            yield somebody
        finally:
            somebody.close()


def make_folders(out: Path, names: Sequence[str], language: str | None) -> list[Path]:
    """Make folders in ``out`` whose windows speak ``language``, or English.

    Raises `Problem` when one of them is there already.
    """
    folders = [out / name for name in names]
    if any(folder.exists() for folder in folders):
        sentence = _("There is a tour in {folder} already. Choose another folder.")
        raise Problem(sentence, folder=str(out))
    for folder in folders:
        folder.mkdir(parents=True)
        if language is not None:
            Preferences(folder).language = language
    return folders


def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["msp-desktop"])
    assert isinstance(application, QApplication)
    application.setCursorFlashTime(0)
    return application

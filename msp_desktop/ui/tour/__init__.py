"""The main job through the real window, with a picture of every step: proof, demonstration and test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from msp_desktop import locations
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.ui.shell.preferences import Preferences
from msp_desktop.ui.tour.guide import PARTNERSHIP
from msp_desktop.ui.tour.hands import Album, StepFailed
from msp_desktop.ui.tour.swapping import Swapper

HOMES = ("first-office", "second-office")


def take_tour(out: Path, language: str | None = None) -> int:
    """Go through the main job; leave pictures, documents and a sync file in ``out``.

    Returns how many pictures there are.

    Two offices are set up in ``out``: the first works through a partnership and prints; they hand each
    other their cards, write apart, send, receive, and decide where they disagree. The windows speak
    ``language``, or English. Raises `StepFailed` when a step does not come about.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["msp-desktop"])
    assert isinstance(application, QApplication)
    application.setCursorFlashTime(0)
    stick = out / "stick"
    if stick.exists():
        sentence = _("There is a tour in {folder} already. Choose another folder.")
        raise Problem(sentence, folder=str(out))
    for folder in (stick, *(out / name for name in HOMES)):
        folder.mkdir(parents=True, exist_ok=True)
    if language is not None:
        for name in HOMES:
            Preferences(out / name).language = language
    album = Album(out)
    first, second = (_Office(application, out / name, album) for name in HOMES)
    with first.opened() as person:
        person.set_up("District Coordination Office", "Jumla", "Sita Rawal")
        person.open_sample()
        person.look_around()
        person.write_documents(out)
        person.begin_own()
        person.write_challenge(
            "In the dry months two of three wells in the upper valley give no water."
        )
        first_card = person.save_card(out / "first-office.mspcard")
    with second.opened() as person:
        person.set_up("Provincial Planning Office", "Birendranagar", "Hari Thapa")
        person.trust(first_card)
        second_card = person.save_card(out / "second-office.mspcard")
    _swap(first, second, second_card, stick)
    album.close()
    return len(album.entries)


def _swap(first: _Office, second: _Office, second_card: Path, stick: Path) -> None:
    """Let both offices write apart, disagree, decide, and hold the same in the end."""
    with first.opened() as person:
        person.trust(second_card)
        file = person.send(stick)
        person.write_challenge("From March to June all wells in the upper valley give no water.")
    with second.opened() as person:
        person.receive(file)
        person.open_partnership(PARTNERSHIP)
        person.write_challenge("In the dry months two of three wells give no water; springs do.")
        file = person.send(stick)
    with first.opened() as person:
        person.receive(file)
        person.decide()
        file, digest = person.send(stick), person.digest()
    with second.opened() as person:
        person.receive(file)
        if person.digest() != digest:
            raise StepFailed("the second office holds something else than the first")


class _Office:
    """An office of the tour, whose window is opened and closed as people do."""

    def __init__(self, application: QApplication, home: Path, album: Album) -> None:
        self._application = application
        self._home = home
        self._album = album

    @contextmanager
    def opened(self) -> Iterator[Swapper]:
        """Work at the window until the block ends."""
        person = Swapper(self._application, self._home, self._album)
        try:
            if locations.office_file(self._home).is_file():
                person.wait(lambda: person.is_ready, "the office is open")
            yield person
        finally:
            person.close()

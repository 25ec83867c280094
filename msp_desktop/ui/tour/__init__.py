"""The main job through the real window, with a picture of every step: proof, demonstration and test."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msp_desktop.ui.tour.guide import PARTNERSHIP
from msp_desktop.ui.tour.hands import Album, StepFailed
from msp_desktop.ui.tour.module import take_module_tour
from msp_desktop.ui.tour.rooms import Room, make_folders
from msp_desktop.ui.tour.swapping import Swapper

__all__ = ["take_module_tour", "take_tour"]

HOMES = ("first-office", "second-office")


def take_tour(
    out: Path, language: str | None = None, documents: Collection[str] | None = None
) -> int:
    """Go through the main job; leave pictures, documents and a sync file in ``out``.

    Returns how many pictures there are.

    Two offices are set up in ``out``: the first works through a partnership and prints all ``documents``,
    or only those asked for; they hand each other their cards, write apart, send, receive, and decide where
    they disagree. The windows speak ``language``, or English. Raises `StepFailed` when a step does not
    come about.
    """
    homes = make_folders(out, HOMES, language)
    stick = out / "stick"
    stick.mkdir()
    album = Album(out)
    first, second = (Room(Swapper, home, album) for home in homes)
    with first.opened() as person:
        person.set_up("District Coordination Office", "Jumla", "Sita Rawal")
        person.open_sample()
        person.look_around()
        person.write_documents(out, documents)
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


def _swap(first: Room[Swapper], second: Room[Swapper], second_card: Path, stick: Path) -> None:
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

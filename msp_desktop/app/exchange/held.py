"""What other offices wrote that is kept here and cannot be worked in yet, and throwing it away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msp_desktop.app.exchange.acquainted import known_offices
from msp_desktop.db.database import Database
from msp_desktop.db.replica import trust
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.segments import SealedSegment
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.sync import format


@dataclass(frozen=True, slots=True)
class Held:
    """How many writes of one office wait here, and how many bytes they take.

    ``untrusted`` of them wait because its keys are not trusted, the others for what they build on.
    """

    office_id: str
    office: str
    writes: int
    untrusted: int
    size: int

    @property
    def name(self) -> str:
        """The office as people know it, in the middle of a sentence."""
        return self.office or translate(_("an office whose name has not arrived yet"))

    def __str__(self) -> str:
        """Return the sentence for the officer."""
        waits = translate_plural(
            "{count} change of {office} waits here.",
            "{count} changes of {office} wait here.",
            self.writes,
        )
        if self.untrusted == self.writes:
            why = translate(
                _("The keys of this office are not trusted here: see the page of offices.")
            )
        elif self.untrusted:
            why = translate(
                _("For some the keys are not trusted here; others build on what has not arrived.")
            )
        else:
            why = translate_plural(
                "It builds on something that has not arrived, or this office went on from very many "
                "copies of its data.",
                "They build on something that has not arrived, or this office went on from very many "
                "copies of its data.",
                self.writes,
            )
        return f"{waits.format(office=self.name, count=self.writes)} {why}"


def held(database: Database) -> list[Held]:
    """Return what waits, office by office; what takes most room first."""
    with database.reading() as store:
        return held_in(store)


def held_in(store: Store) -> list[Held]:
    """Return the same inside a transaction."""
    segments = _waiting(store)
    admitted = {one.hash for one in trust.admitted(store.connection, segments)}
    names = known_offices(store) if segments else {}
    by_office: dict[str, list[SealedSegment]] = {}
    for one in segments:
        by_office.setdefault(one.head.origin.office_id, []).append(one)
    found = [
        Held(
            office_id,
            names.get(office_id, ("", ""))[0],
            _writes(several),
            _writes(one for one in several if one.hash not in admitted),
            sum(len(one.data) for one in several),
        )
        for office_id, several in by_office.items()
    ]
    return sorted(found, key=lambda one: (-one.size, one.office_id))


def throw_away(database: Database, person: str, office_id: str) -> int:
    """Throw away what waits of an office; return how many writes that were.

    Whoever has it sends it again with the next file, so this makes room and takes nothing from anybody
    else.
    """
    with database.transaction(Author(person, "waiting changes thrown away")) as store:
        gone = [one for one in _waiting(store) if one.head.origin.office_id == office_id]
        trust.forget_waiting(store.connection, (one.hash for one in gone))
        return _writes(gone)


def _waiting(store: Store) -> list[SealedSegment]:
    return [format.read_segment(*one) for one in trust.waiting(store.connection)]


def _writes(segments: Iterable[SealedSegment]) -> int:
    return sum(one.head.count for one in segments)

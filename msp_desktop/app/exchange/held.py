"""What other offices wrote that is kept here and cannot be worked in yet, and throwing it away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from msp_desktop.app.exchange.acquainted import known_offices
from msp_desktop.db.database import Database
from msp_desktop.db.replica import trust
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import Standing
from msp_desktop.domain.segments import SealedSegment
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.sync import format


@dataclass(frozen=True, slots=True)
class Held:
    """How many writes of one office wait here, and how many bytes they take.

    ``untrusted`` of them wait because of the keys they are signed with, ``revoked`` of these because the
    keys were reported lost or stolen; ``has_card`` says whether there are cards with all the other keys.
    Of the rest ``behind_others`` build on changes of the offices in ``behind`` that are not trusted.
    """

    office_id: str
    office: str
    writes: int
    untrusted: int
    size: int
    revoked: int = 0
    has_card: bool = True
    behind_others: int = 0
    behind: tuple[str, ...] = ()

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
        whys = [(count, why) for count, why in self._whys() if count]
        said = [why if len(whys) == 1 else f"({count}) {why}" for count, why in whys]
        return " ".join((waits.format(office=self.name, count=self.writes), *said))

    def _whys(self) -> Iterator[tuple[int, str]]:
        """Yield why changes wait and what can be done, with how many that are."""
        count = self.untrusted - self.revoked
        yield count, _not_compared(count) if self.has_card else _without_card(count)
        yield self.revoked, _with_lost_keys(self.revoked)
        yield self.behind_others, _behind_others(self.behind_others, self.behind)
        missing = self.writes - self.untrusted - self.behind_others
        yield missing, _missing(missing)


def _not_compared(count: int) -> str:
    return translate_plural(
        "It is signed with keys whose digits were not compared here: compare them on the page of offices.",
        "They are signed with keys whose digits were not compared here: compare them on the page of "
        "offices.",
        count,
    )


def _without_card(count: int) -> str:
    return translate_plural(
        "It is signed with keys whose digits were not compared here, and the card of that office has not "
        "come: ask it for its card, add it on the page of offices and compare the digits.",
        "They are signed with keys whose digits were not compared here, and the card of that office has "
        "not come: ask it for its card, add it on the page of offices and compare the digits.",
        count,
    )


def _with_lost_keys(count: int) -> str:
    return translate_plural(
        "It is signed with keys that were reported lost or stolen, and nobody who reported that had it "
        "before. Call the office. If it wrote that itself, it makes new keys, you compare their digits, "
        "and it changes the same entry again; then this counts too.",
        "They are signed with keys that were reported lost or stolen, and nobody who reported that had "
        "them before. Call the office. If it wrote them itself, it makes new keys, you compare their "
        "digits, and it changes the same entries again; then these count too.",
        count,
    )


def _behind_others(count: int, offices: Iterable[str]) -> str:
    nameless = translate(_("an office whose name has not arrived yet"))
    return translate_plural(
        "It builds on changes by {offices}, whose digits were not compared here: on the page of offices, "
        "compare them, or those of an office that has compared them.",
        "They build on changes by {offices}, whose digits were not compared here: on the page of offices, "
        "compare them, or those of an office that has compared them.",
        count,
    ).format(offices=", ".join(one or nameless for one in offices))


def _missing(count: int) -> str:
    return translate_plural(
        "It builds on something that has not arrived, or this office went on from very many copies of its "
        "data.",
        "They build on something that has not arrived, or this office went on from very many copies of "
        "its data.",
        count,
    )


def held(database: Database) -> list[Held]:
    """Return what waits, office by office; what takes most room first."""
    with database.reading() as store:
        return held_in(store)


def held_in(store: Store) -> list[Held]:
    """Return the same inside a transaction."""
    segments = _waiting(store)
    if not segments:
        return []
    names = {one: name for one, (name, _place) in known_offices(store).items()}
    told = _Reasons(store, segments)
    by_office: dict[str, list[SealedSegment]] = {}
    for one in segments:
        by_office.setdefault(one.head.origin.office_id, []).append(one)
    found = [told.about(office_id, names, several) for office_id, several in by_office.items()]
    return sorted(found, key=lambda one: (-one.size, one.office_id))


class _Reasons:
    """Why each of the segments that wait does so."""

    def __init__(self, store: Store, segments: Sequence[SealedSegment]) -> None:
        admitted = {one.hash for one in trust.admitted(store.connection, segments)}
        self._trust = trust.trust(store.connection)
        self._untrusted = {one.hash for one in segments} - admitted
        self._behind = _behind(segments, self._untrusted)

    def about(self, office_id: str, names: Mapping[str, str], several: list[SealedSegment]) -> Held:
        """Say why the segments of one office wait."""
        untrusted = [one for one in several if one.hash in self._untrusted]
        revoked = [one for one in untrusted if self._is_revoked(one)]
        behind = [one for one in several if one.hash in self._behind and one not in untrusted]
        others = {office for one in behind for office in self._behind[one.hash]}
        return Held(
            office_id,
            names.get(office_id, ""),
            _writes(several),
            _writes(untrusted),
            sum(len(one.data) for one in several),
            _writes(revoked),
            all(self._has_card(one) for one in untrusted if one not in revoked),
            _writes(behind),
            tuple(sorted(names.get(office, "") for office in others)),
        )

    def _is_revoked(self, one: SealedSegment) -> bool:
        origin = one.head.origin
        return self._trust.standing(origin.office_id, origin.key) is Standing.REVOKED

    def _has_card(self, one: SealedSegment) -> bool:
        return self._trust.office_of(one.head.origin.key) is not None


def _behind(
    segments: Sequence[SealedSegment], untrusted: AbstractSet[bytes]
) -> dict[bytes, set[str]]:
    """Return for each segment that builds on others the offices of those that are not trusted."""
    builds_on: dict[bytes, list[bytes]] = {}
    for one in segments:
        for before in (one.head.previous, *(link.hash for link in one.head.needs)):
            builds_on.setdefault(before, []).append(one.hash)
    left = [(one.hash, one.head.origin.office_id) for one in segments if one.hash in untrusted]
    found: dict[bytes, set[str]] = {}
    while left:
        digest, office = left.pop()
        for later in builds_on.get(digest, ()):
            offices = found.setdefault(later, set())
            if office not in offices:
                offices.add(office)
                left.append((later, office))
    return found


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

"""Whose keys are trusted: a pure function of cards met, digits compared, introductions and revocations.

Introductions and revocations only ever grow: an old list of offices brought back takes nothing away
and gives nothing that was not given before.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from msp_desktop.domain.offices import Standing


class KnownKeys(NamedTuple):
    """The keys of a card: whose they are, which they followed, and whether their digits were compared."""

    office_id: str
    earlier: tuple[bytes, ...]
    is_confirmed: bool


class Said(NamedTuple):
    """A key, and the key that signed what is said about it."""

    key: bytes
    issuer: bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """All that trust follows from.

    ``own`` are the keys this office has and had, the present one first. ``vouchers`` say that an office
    has compared the digits of another one. ``revocations`` say that keys were lost or stolen; those that
    somebody here has overruled by comparing the digits again are left out.
    """

    own_office: str
    own: tuple[bytes, ...]
    cards: dict[bytes, KnownKeys] = field(default_factory=dict)
    vouchers: frozenset[Said] = frozenset()
    revocations: frozenset[Said] = frozenset()


class Trust:
    """What follows from the facts, key by key.

    ``reported`` are the keys that somebody heeded here reported as lost or stolen; ``revoked`` are those
    and the keys that said it of themselves. ``answered_for`` are keys that somebody trusted here knows or
    knew: only of these the work from before a loss can count, never of a stranger's that reports itself.
    """

    def __init__(self, facts: Facts) -> None:
        self._cards = facts.cards
        self._own_office = facts.own_office
        self._office_of = {
            key: keys.office_id for keys in facts.cards.values() for key in keys.earlier
        }
        self._office_of |= {key: keys.office_id for key, keys in facts.cards.items()}
        # Keys that followed the present ones are this office's too: it works on a restored copy.
        self._own = frozenset(facts.own) | self._following(frozenset(facts.own[:1]), frozenset())
        self._confirmed = {key for key, keys in facts.cards.items() if keys.is_confirmed}
        self.revocations = self._heeded(facts.revocations)
        self.reported = frozenset(one.key for one in self.revocations if one.key != one.issuer)
        self._work_out(facts, self.reported)
        self.answered_for = self.reported | self.verified | self.introduced
        self._work_out(facts, frozenset(one.key for one in self.revocations))
        known = self.verified | self.introduced | self.revoked
        vouched = {one.key for one in facts.vouchers if one.issuer in self.verified}
        self._met = {self._office_of[key] for key in known | vouched if key in self._office_of}

    def standing(self, office_id: str, key: bytes) -> Standing:
        """Return what is known of a key that claims to be an office's."""
        if office_id == self._own_office:
            return Standing.VERIFIED if key in self._own else Standing.CHANGED
        if key in self.reported and key not in self._office_of:
            return Standing.REVOKED  # its card never came here; who reported it had it
        if self._office_of.get(key) == office_id:
            if key in self.revoked:
                return Standing.REVOKED
            if key in self.verified:
                return Standing.VERIFIED
            if key in self.introduced:
                return Standing.INTRODUCED
        return Standing.CHANGED if office_id in self._met else Standing.UNKNOWN

    def is_own(self, key: bytes) -> bool:
        """Say whether a key is or was this office's."""
        return key in self._own

    def office_of(self, key: bytes) -> str | None:
        """Return the office a key belongs to, as far as it was met."""
        return self._own_office if key in self._own else self._office_of.get(key)

    def has_word(self, issuer: bytes) -> bool:
        """Say whether what a key says counts now: it is this office's, or verified and not revoked."""
        return issuer in self._own or issuer in self.verified

    def _work_out(self, facts: Facts, revoked: frozenset[bytes]) -> None:
        self.revoked = revoked
        self.verified = self._trusted(self._confirmed - revoked)
        self.introduced = self._introduced(facts.vouchers)

    def _heeded(self, revocations: Collection[Said]) -> frozenset[Said]:
        """Return the revocations made here, by an office whose digits were compared here, or by the key.

        Two offices that revoke each other are both heeded: then a person has to find out.
        """
        here = {one for one in revocations if one.issuer in self._own}
        lost = frozenset(one.key for one in here)
        heard = self._own | self._trusted(self._confirmed - lost, lost)
        return frozenset(one for one in revocations if one.issuer in heard or one.issuer == one.key)

    def _introduced(self, vouchers: Collection[Said]) -> frozenset[bytes]:
        """Return the keys that an office verified here has verified: nobody vouches for itself."""
        vouched = {
            one.key
            for one in vouchers
            if one.issuer in self.verified
            and self._office_of.get(one.key) not in (self._own_office, self._office_of[one.issuer])
        }
        return self._trusted(vouched - self.revoked) - self.verified

    def _trusted(
        self, keys: AbstractSet[bytes], revoked: AbstractSet[bytes] | None = None
    ) -> frozenset[bytes]:
        """Return keys, those that followed them, and those before them; none that was revoked.

        Where an office has keys of which neither followed the other, only those compared here count.
        """
        without = self.revoked if revoked is None else revoked
        candidates = {key for key in keys if key in self._cards} | self._following(keys, without)
        confirmed = self._confirmed - without
        rivals: dict[str, list[bytes]] = {}
        for key in candidates | confirmed:
            rivals.setdefault(self._cards[key].office_id, []).append(key)
        sound = {
            key
            for key in candidates
            if key in confirmed
            or not any(self._contradict(key, one) for one in rivals[self._cards[key].office_id])
        }
        before = {one for key in sound for one in self._cards[key].earlier}
        return frozenset((sound | before) - without)

    def _following(self, keys: AbstractSet[bytes], revoked: AbstractSet[bytes]) -> frozenset[bytes]:
        """Return the keys that followed others; a revoked key in between hands nothing on."""
        found = set()
        for key, card in self._cards.items():
            for step, earlier in enumerate(card.earlier, 1):
                if earlier in keys and revoked.isdisjoint((key, *card.earlier[:step])):
                    found.add(key)
        return frozenset(found)

    def _contradict(self, one: bytes, other: bytes) -> bool:
        """Say whether of two keys of one office neither followed the other."""
        mine, its = self._cards[one], self._cards[other]
        return one != other and one not in its.earlier and other not in mine.earlier

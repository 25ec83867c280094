"""What is known of other offices' keys, and which received segments may be worked in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from msp_desktop.db.replica import identity
from msp_desktop.db.replica.catalogue import driver_of
from msp_desktop.domain.offices import (
    OfficeCard,
    SignedCard,
    SignedRevocation,
    Standing,
)
from msp_desktop.domain.segments import SHORT_HASH, SealedSegment
from msp_desktop.domain.trust import Facts, KnownKeys, Said, Trust

_KEY = 32


class KnownCard(NamedTuple):
    """A card of another office as it is kept. Times in milliseconds since 1970."""

    key: bytes
    office_id: str
    data: bytes
    met: int
    confirmed: int | None
    standing: Standing


class HeardRoster(NamedTuple):
    """Lists of offices: the one an office told last, by name (empty: none), and those it has been told."""

    office_id: str
    told: bytes
    has: tuple[bytes, ...]


# What is written down


def meet(connection: Connection, signed: SignedCard, now: int, *, is_its_own: bool) -> None:
    """Keep a card; ``is_its_own`` says that the office itself sent it and not somebody else.

    A key belongs to the office it came with first, and a card that forgets earlier keys is not taken.
    """
    card = signed.card
    if is_its_own and card.office_id == identity.identity(connection).origin.office_id:
        return
    keep = "excluded.data" if is_its_own else "data"
    driver_of(connection).execute(
        "INSERT INTO sync_card VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT (key) DO UPDATE SET "
        f"data = {keep}, earlier = excluded.earlier "
        "WHERE office_id = excluded.office_id AND length(earlier) <= length(excluded.earlier)",
        (card.key, card.office_id, b"".join(one.key for one in card.earlier), signed.data, now),
    )


def confirm(connection: Connection, key: bytes, now: int) -> None:
    """Remember that somebody here compared the digits; that outweighs a revocation heard before."""
    raw = driver_of(connection)
    raw.execute("UPDATE sync_card SET confirmed = ? WHERE key = ?", (now, key))
    raw.execute("UPDATE sync_revocation SET overruled = 1 WHERE key = ?", (key,))
    forbid_taking_back(connection)


def forbid_taking_back(connection: Connection) -> None:
    """See to it that no import from before is taken back: what waited is worked in now."""
    driver_of(connection).execute("UPDATE sync_identity SET stamp = stamp + 1")


def forget(connection: Connection, key: bytes) -> None:
    """Drop a card that proved to be nobody's."""
    driver_of(connection).execute("DELETE FROM sync_card WHERE key = ?", (key,))


def add_vouchers(connection: Connection, issuer: bytes, keys: Iterable[bytes]) -> None:
    """Remember whose digits the office that signs with ``issuer`` has compared."""
    rows = [(key, issuer) for key in keys]
    driver_of(connection).executemany("INSERT OR IGNORE INTO sync_voucher VALUES (?, ?)", rows)


def add_revocation(connection: Connection, signed: SignedRevocation) -> None:
    """Remember a revocation; the first that an office makes of a key stays."""
    one = signed.revocation
    driver_of(connection).execute(
        "INSERT OR IGNORE INTO sync_revocation VALUES (?, ?, ?, ?, ?, 0)",
        (one.key, one.issuer, one.made, b"".join(one.seen), signed.data),
    )


def revoke(connection: Connection, signed: SignedRevocation) -> None:
    """Remember a revocation made here, also where an earlier one was overruled."""
    one = signed.revocation
    driver_of(connection).execute(
        "INSERT OR REPLACE INTO sync_revocation VALUES (?, ?, ?, ?, ?, 0)",
        (one.key, one.issuer, one.made, b"".join(one.seen), signed.data),
    )


def keep_roster(connection: Connection, key: bytes, told: bytes, has: Iterable[bytes]) -> None:
    """Remember which list of offices an office told, unless ``told`` is empty, and which it has."""
    driver_of(connection).execute(
        "INSERT INTO sync_roster VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET "
        "told = CASE ?2 WHEN x'' THEN told ELSE ?2 END, has = ?3",
        (key, told, b"".join(has)),
    )


# What is asked


def rosters(connection: Connection) -> list[HeardRoster]:
    """Return which lists of offices were heard from whom, and which those have been told."""
    rows = driver_of(connection).execute(
        "SELECT office_id, told, has FROM sync_roster JOIN sync_card USING (key)"
    )
    return [
        HeardRoster(office_id, told, tuple(_split(has, SHORT_HASH)))
        for office_id, told, has in rows
    ]


def cards(connection: Connection) -> list[KnownCard]:
    """Return the cards of other offices, in the order they were met."""
    return _cards(driver_of(connection), _facts(driver_of(connection)))


def current_cards(connection: Connection) -> list[KnownCard]:
    """Return for each other office the card that counts, and those that are not trusted."""
    facts = _facts(driver_of(connection))
    found = _cards(driver_of(connection), facts)
    trusted = [one for one in found if one.standing.is_trusted]
    followed = {key for one in trusted for key in facts.cards[one.key].earlier}
    newest: dict[str, KnownCard] = {}
    for one in sorted(trusted, key=lambda one: (one.confirmed or 0, one.met)):
        if one.key not in followed:
            newest[one.office_id] = one
    return [
        one
        for one in found
        if one.key not in followed and (not one.standing.is_trusted or newest[one.office_id] is one)
    ]


def revocations(connection: Connection) -> list[bytes]:
    """Return the revocations that count here, as they travel."""
    raw = driver_of(connection)
    counts = Trust(_facts(raw)).revocations
    rows = raw.execute("SELECT key, issuer, data FROM sync_revocation WHERE overruled = 0")
    return [data for key, issuer, data in rows if Said(key, issuer) in counts]


def trust(connection: Connection) -> Trust:
    """Return whose keys are trusted now."""
    return Trust(_facts(driver_of(connection)))


def standing(connection: Connection, card: OfficeCard) -> Standing:
    """Return what is known of a card, also of one that was never met: it may follow one that was."""
    known = _facts(driver_of(connection))
    earlier = tuple(keys.key for keys in card.earlier)
    met = known.cards.get(card.key)
    if met is None or (met.office_id == card.office_id and len(met.earlier) < len(earlier)):
        fresh = KnownKeys(card.office_id, earlier, met is not None and met.is_confirmed)
        known.cards[card.key] = fresh
    return Trust(known).standing(card.office_id, card.key)


def last_seen(connection: Connection, key: bytes) -> tuple[bytes, ...]:
    """Return the hashes of the last segments worked in that are signed with a key."""
    rows = driver_of(connection).execute(
        "SELECT segment.hash FROM sync_origin AS writer JOIN sync_chain AS chain USING (origin) "
        "JOIN sync_segment AS segment ON segment.chain = chain.number AND segment.number = "
        "(SELECT max(number) FROM sync_segment WHERE chain = chain.number) "
        "WHERE writer.public_key = ? ORDER BY segment.hash",
        (key,),
    )
    return tuple(digest for (digest,) in rows)


def keys_up_to(connection: Connection, key: bytes) -> tuple[bytes, ...]:
    """Return a key and those that it followed."""
    return (key, *_facts(driver_of(connection)).cards[key].earlier)


def told_by(connection: Connection) -> dict[bytes, set[str]]:
    """Return for each key the offices that introduced it or, if it is revoked, that revoked it."""
    facts = _facts(driver_of(connection))
    known = Trust(facts)
    introductions = {one for one in facts.vouchers if one.key in known.introduced}
    found: dict[bytes, set[str]] = {}
    for one in introductions | known.revocations:
        issuer = known.office_of(one.issuer)
        if issuer is not None and (one.issuer in known.verified or known.is_own(one.issuer)):
            found.setdefault(one.key, set()).add(issuer)
    return found


def waiting(connection: Connection) -> list[tuple[bytes, bytes]]:
    """Return signature and bytes of every segment that waits."""
    return driver_of(connection).execute("SELECT signature, data FROM sync_waiting").fetchall()


def forget_waiting(connection: Connection, hashes: Iterable[bytes]) -> None:
    """Throw away segments that wait."""
    gone = [(one,) for one in hashes]
    driver_of(connection).executemany("DELETE FROM sync_waiting WHERE hash = ?", gone)


def admitted(connection: Connection, segments: Sequence[SealedSegment]) -> list[SealedSegment]:
    """Return those segments whose writers are trusted; the others wait.

    Of revoked keys, segments count that an office had before it reported the loss, or that a trusted
    office has built on: its own work must not wait for good behind them. Whether the card of the revoked
    key ever came here makes no difference.
    """
    raw = driver_of(connection)
    known = Trust(_facts(raw))
    standings = [known.standing(one.head.origin.office_id, one.head.origin.key) for one in segments]
    good = {
        one.hash for one, standing in zip(segments, standings, strict=True) if standing.is_trusted
    }
    revoked = {
        one.hash: one
        for one, standing in zip(segments, standings, strict=True)
        if standing is Standing.REVOKED and one.head.origin.key in known.answered_for
    }
    if revoked:
        built_on = [link.hash for one in segments if one.hash in good for link in one.head.needs]
        good |= _line_of(revoked, [*_seen(raw, known), *built_on])
    return [one for one in segments if one.hash in good]


def _line_of(segments: dict[bytes, SealedSegment], ends: Iterable[bytes]) -> set[bytes]:
    """Return those of the segments that are among the ends or that these build on."""
    found: set[bytes] = set()
    left = [digest for digest in ends if digest in segments]
    while left:
        digest = left.pop()
        if digest not in found:
            found.add(digest)
            head = segments[digest].head
            before = [head.previous, *(link.hash for link in head.needs)]
            left += [one for one in before if one in segments]
    return found


def _seen(raw: sqlite3.Connection, known: Trust) -> list[bytes]:
    """Return the last segments of revoked keys that count, as those who revoked them say.

    What a key says about its own last segments counts only while nobody else has revoked it, and what
    it says about others' only while it is not revoked itself: a thief may have said it.
    """
    rows = raw.execute("SELECT key, issuer, seen FROM sync_revocation WHERE overruled = 0")
    return [
        digest
        for key, issuer, seen in rows
        if Said(key, issuer) in known.revocations
        and (key not in known.reported if key == issuer else known.has_word(issuer))
        for digest in _split(seen)
    ]


def _facts(raw: sqlite3.Connection) -> Facts:
    own_office, key, earlier = raw.execute(
        "SELECT office_id, public_key, earlier FROM sync_identity"
    ).fetchone()
    known = {
        key: KnownKeys(office_id, tuple(_split(earlier)), confirmed is not None)
        for key, office_id, earlier, confirmed in raw.execute(
            "SELECT key, office_id, earlier, confirmed FROM sync_card"
        )
    }
    vouchers = raw.execute("SELECT key, issuer FROM sync_voucher")
    heard = raw.execute("SELECT key, issuer FROM sync_revocation WHERE overruled = 0")
    own = (key, *(one.key for one in identity.earlier_keys(earlier)))
    return Facts(
        own_office, own, known, frozenset(Said(*row) for row in vouchers),
        frozenset(Said(*row) for row in heard),
    )  # fmt: skip


def _cards(raw: sqlite3.Connection, facts: Facts) -> list[KnownCard]:
    known = Trust(facts)
    rows = raw.execute(
        "SELECT key, office_id, data, met, confirmed FROM sync_card WHERE office_id <> ? "
        "ORDER BY met, key",
        (facts.own_office,),
    )
    return [
        KnownCard(key, office_id, data, met, confirmed, known.standing(office_id, key))
        for key, office_id, data, met, confirmed in rows
    ]


def _split(joined: bytes, size: int = _KEY) -> list[bytes]:
    return [joined[at : at + size] for at in range(0, len(joined), size)]

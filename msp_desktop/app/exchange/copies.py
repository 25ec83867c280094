"""Finding out from a file that this is a restored backup, or one of two copies of an office."""

from __future__ import annotations

import json

from msp_desktop.db.replica import holdings, identity
from msp_desktop.db.store import Store
from msp_desktop.sync.envelope import Content
from msp_desktop.sync.header import Header

_HEEDED = "copy_claims"
"""The setting that names, for each office, what it said was here and is not (JSON, hexadecimal)."""

_MOST_HEEDED = 8
"""How often one office is believed. Nothing proves that what it says was ever here, and every time this
installation goes on as a new writer."""


def is_copy(store: Store, header: Header, content: Content, me: identity.Identity) -> bool:
    """Say whether a file shows that this is a restored backup, or one of two copies.

    Then another has written in this writer's name, or has been this office after it, or this one has
    told of segments that it lacks. What the sender alone says counts once, and not without end.
    """
    if header.sender.id == me.origin.id:
        return header.file_number > me.file_number
    claim = _claim(store, header, content, me)
    return bool(claim) and _is_heeded(store, header.sender.office_id, claim.hex())


def _claim(store: Store, header: Header, content: Content, me: identity.Identity) -> bytes:
    """Return what the sender says was here and of which nothing is known; empty where there is nothing."""
    place = header.place_of(me.origin.id)
    if place is not None:
        lacking = holdings.lacking(store.connection, content.assumes[place])
        return me.origin.id + lacking if lacking else b""
    mine = (one.origin_id for one in header.addresses if one.office_id == me.origin.office_id)
    unknown = (one for one in mine if one and not identity.is_known(store.connection, one))
    return next(unknown, b"")


def _is_heeded(store: Store, office_id: str, claim: str) -> bool:
    """Say whether what an office says was here is believed, and remember it if it is."""
    heeded: dict[str, list[str]] = json.loads(store.setting(_HEEDED) or "{}")
    of_office = heeded.setdefault(office_id, [])
    if len(of_office) == _MOST_HEEDED or any(claim in claims for claims in heeded.values()):
        return False
    of_office.append(claim)
    store.keep_setting(_HEEDED, json.dumps(heeded))
    return True

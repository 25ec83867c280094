"""Identifiers of records: made on the machine, never reused, equal where two offices must agree."""

from __future__ import annotations

import os
import re
import time
import uuid

REFERENCE_SPACE = "0" * 32
"""The space shared with everybody: offices and lists. Every other space is one partnership, or the
people of one."""

_SINGLE_RECORDS = uuid.UUID("6f7c1b52-6f7e-4c8e-9f3e-0b8f6a8d5a11")


def new_id() -> str:
    """Return a new identifier: UUID version 7 (RFC 9562), 32 hexadecimal digits, sorted by time."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return f"{value:032x}"


def single_id(space_id: str, name: str) -> str:
    """Return the identifier of the one record called ``name`` in a space.

    It is computed, not drawn: two offices that fill in the same page apart write the same record, so
    that their answers meet field by field instead of standing beside each other.
    """
    return uuid.uuid5(_SINGLE_RECORDS, f"{space_id}/{name}").hex


def is_computed(record_id: str) -> bool:
    """Say whether an identifier was computed by `single_id` (UUID version 5), and not drawn."""
    return is_identifier(record_id) and record_id[12] == "5"


def name_of_one(kind_key: str, **known_by: object) -> str:
    """Return the name for `single_id` of the one record of a kind that is known by these answers.

    It is the same whatever order they are given in: a score by its organisation and criterion, say.
    """
    return "/".join((kind_key, *(f"{key}={known_by[key]}" for key in sorted(known_by))))


def people_space(partnership_id: str) -> str:
    """Return the space beside a partnership that holds what is personal in it, to be shared or not."""
    return single_id(partnership_id, "people")


def spaces_of(*partnership_ids: str) -> tuple[str, ...]:
    """Return the spaces of partnerships, those of their people last."""
    return (*partnership_ids, *map(people_space, partnership_ids))


def is_identifier(text: str) -> bool:
    """Say whether ``text`` has the form of an identifier."""
    return re.fullmatch(r"[0-9a-f]{32}", text) is not None

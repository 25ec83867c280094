"""How large anything in a sync file may be: checked before it is read, so that no file fills the memory."""

from __future__ import annotations

FILE = 256 * 2**20
HEADER = 64 * 2**10
FRAME = 64 * 2**20
FRAMES = 200_000
MANIFEST = 64 * 2**10
PARTS = 10_000
UNPACKED = 96 * 2**20
WRITES = 1_000_000
NAME = 200
CARD = 16 * 2**10
EARLIER = 40
"""Earlier keys on an office card."""
REVOCATION = 2**20
OFFICES = 10_000
"""Cards and revocations in one list of offices."""
TEXT = 1_000_000
DEPTH = 6
"""CBOR containers within containers."""

SEGMENT_WRITES = 100_000
SEGMENT_TEXT = 6 * 2**20
"""A new segment is closed when it holds so many writes or so much text: far below what is accepted."""

RECIPIENTS = 200
AGE_HEADER = 512 * 2**10
SCRYPT = 20
"""Largest work factor of a passphrase (a power of two): a gigabyte of memory, a few seconds."""

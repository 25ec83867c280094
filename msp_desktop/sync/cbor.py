"""CBOR (RFC 8949) as sync files use it: numbers, text, bytes, lists and maps; nothing else is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import cbor2
import zstandard

from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import limits

_LEVEL = 9
_TAGS = (*range(64), 100, *range(256, 270), 1004, 43000, 55799)


def _refuse(*_: object) -> NoReturn:
    raise BadFile.damaged()


_NO_TAGS = dict.fromkeys(_TAGS, _refuse)


def dump(value: object) -> bytes:
    """Write a value."""
    return cbor2.dumps(value)


def load(data: bytes) -> Any:
    """Read one value. Raises `BadFile` for anything but plain, shallow, complete CBOR."""
    try:
        return cbor2.loads(
            data,
            tag_hook=_refuse,
            semantic_decoders=_NO_TAGS,
            max_depth=limits.DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
        )
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise BadFile.damaged() from error


def pack(value: object) -> bytes:
    """Write a value and compress it."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(dump(value))


def unpack(data: bytes) -> Any:
    """Read a compressed value; how large it becomes is known before any of it is unpacked."""
    try:
        size = zstandard.frame_content_size(data)
        if not 0 <= size <= limits.UNPACKED:
            raise BadFile.too_large() if size > 0 else BadFile.damaged()
        plain = zstandard.ZstdDecompressor().decompress(data, allow_extra_data=False)
    except (zstandard.ZstdError, MemoryError) as error:
        raise BadFile.damaged() from error
    return load(plain)


def check(holds: bool) -> None:
    """Refuse the file unless something about its content holds. Raises `BadFile`."""
    if not holds:
        raise BadFile.damaged()


def numbers(value: object, count: int, low: int, high: int) -> Sequence[int]:
    """Return ``value`` if it is a list of ``count`` whole numbers between two bounds."""
    check(isinstance(value, list) and len(value) == count)
    assert isinstance(value, list)
    check(set(map(type, value)) <= {int})
    check(not value or (min(value) >= low and max(value) <= high))
    return value


def whole(value: object, low: int = 0, high: int = 2**63 - 1) -> int:
    """Return ``value`` if it is a whole number between two bounds."""
    check(type(value) is int)
    assert isinstance(value, int)
    check(low <= value <= high)
    return value


def text(value: object, longest: int = limits.NAME) -> str:
    """Return ``value`` if it is text that is not too long."""
    check(isinstance(value, str))
    assert isinstance(value, str)
    check(len(value) <= longest)
    return value


def octets(value: object, *lengths: int) -> bytes:
    """Return ``value`` if it is a byte string of one of the lengths."""
    check(isinstance(value, bytes))
    assert isinstance(value, bytes)
    check(len(value) in lengths)
    return value


def binary(value: object, longest: int) -> bytes:
    """Return ``value`` if it is a byte string that is not too long."""
    check(isinstance(value, bytes))
    assert isinstance(value, bytes)
    check(len(value) <= longest)
    return value


def array(value: object, *lengths: int) -> list[Any]:
    """Return ``value`` if it is a list, of one of the lengths where any are given."""
    check(isinstance(value, list))
    assert isinstance(value, list)
    check(not lengths or len(value) in lengths)
    return value


def mapping(value: object) -> dict[Any, Any]:
    """Return ``value`` if it is a map."""
    check(isinstance(value, dict))
    assert isinstance(value, dict)
    return value

"""The worked example of `docs/sync-file-example.md`: every byte of the smallest test vector, explained."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2
import zstandard

from tests.sync.reader import open_file

HEAD = """# A sync file, byte by byte

The file `tests/data/sync-vectors/smallest/1.mspsync`: the office Jumla has started one partnership and
sends it to whoever gets the file. The layout is described in [sync-file.md](sync-file.md). Numbers at the
left count bytes from the beginning of the file (hexadecimal). `h'…'` are byte strings. What is compressed
is shown as it is after unpacking. `tests/sync/reader.py` reads this file and the others beside it; the
`.json` files say what they hold.
"""


def annotated(file: Path) -> str:
    """Return the page about a file."""
    return HEAD + "".join(f"\n{block}" for block in _blocks(file.read_bytes()))


def _blocks(data: bytes) -> Iterator[str]:
    (length,) = struct.unpack_from(">I", data, 8)
    header, payload = open_file(data)
    yield _block("Magic", data, 0, 8)
    yield _block(f"Length of the header: {length}", data, 8, 12)
    yield _block("Header", data, 12, 12 + length, header)
    card = header["from"]["card"]
    (card_length,) = struct.unpack_from(">I", card, 8)
    yield _said(
        'The card in it: "MSPCARD\\n", a length, this map, a signature',
        cbor2.loads(card[12 : 12 + card_length]),
    )
    yield _block("Signature of the header", data, 12 + length, 76 + length)
    at = len(data) - len(payload)
    while at < len(data):
        kind, flags, size = struct.unpack_from(">BBI", data, at)
        yield _block(f"Frame of type {kind}, flags {flags}, {size} bytes", data, at, at + 6)
        yield from _frame(kind, data, at + 6, at + 6 + size)
        at += 6 + size


def _frame(kind: int, data: bytes, start: int, end: int) -> Iterator[str]:
    if kind in (1, 6):
        yield _block("Packed map", data, start, end, _unpacked(data[start:end]))
    elif kind == 2:
        (length,) = struct.unpack_from(">I", data, start + 64)
        head, body = start + 68, start + 68 + length
        yield _block("Signature of the segment", data, start, start + 64)
        yield _block(f"Length of its head: {length}", data, start + 64, head)
        yield _block("Head", data, head, body, cbor2.loads(data[head:body]))
        yield _block("Packed body", data, body, end, _unpacked(data[body:end]))
    else:
        yield _block("Number of frames before", data, start, end, cbor2.loads(data[start:end]))


def _unpacked(data: bytes) -> Any:
    return cbor2.loads(zstandard.ZstdDecompressor().decompress(data))


def _block(title: str, data: bytes, start: int, end: int, said: Any = None) -> str:
    lines = [
        f"{at:04x}  {data[at : min(at + 32, end)].hex(' ', 4)}" for at in range(start, end, 32)
    ]
    text = f"**{title}**\n\n```\n" + "\n".join(lines) + "\n```\n"
    return text if said is None else text + "\n" + _said("reads", said)


def _said(title: str, value: Any) -> str:
    return f"{title}\n\n```\n" + "\n".join(_lines(value)) + "\n```\n"


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{key}: {_shown(one)}" for key, one in value.items())
    elif isinstance(value, list):
        yield from (f"{at}: {_shown(one)}" for at, one in enumerate(value))
    else:
        yield _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, bytes):
        return f"h'{value.hex()}'"
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_shown(key)}: {_shown(one)}' for key, one in value.items())}}}"
    return "nothing" if value is None else f'"{value}"' if isinstance(value, str) else str(value)

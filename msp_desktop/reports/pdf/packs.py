"""Which fonts an office has to add for scripts that the program's own fonts do not draw."""

from __future__ import annotations

from collections.abc import Iterable

_PACKS = (
    (0x0590, 0x05FF, "Noto Sans Hebrew"),
    (0x0700, 0x074F, "Noto Sans Syriac"),
    (0x0780, 0x07BF, "Noto Sans Thaana"),
    (0x07C0, 0x07FF, "Noto Sans NKo"),
    (0x0F00, 0x0FFF, "Noto Serif Tibetan"),
    (0x1200, 0x139F, "Noto Sans Ethiopic"),
    (0x1700, 0x171F, "Noto Sans Tagalog"),
    (0x1800, 0x18AF, "Noto Sans Mongolian"),
    (0x1950, 0x197F, "Noto Sans Tai Le"),
    (0x1980, 0x19DF, "Noto Sans New Tai Lue"),
    (0x1A20, 0x1AAF, "Noto Sans Tai Tham"),
    (0x1B00, 0x1B7F, "Noto Sans Balinese"),
    (0x1B80, 0x1BBF, "Noto Sans Sundanese"),
    (0x1C00, 0x1C4F, "Noto Sans Lepcha"),
    (0x1C50, 0x1C7F, "Noto Sans Ol Chiki"),
    (0x2E80, 0x9FFF, "Noto Sans SC"),
    (0xA000, 0xA4CF, "Noto Sans Yi"),
    (0xA980, 0xA9DF, "Noto Sans Javanese"),
    (0xAA00, 0xAA5F, "Noto Sans Cham"),
    (0xABC0, 0xABFF, "Noto Sans Meetei Mayek"),
    (0xF900, 0xFAFF, "Noto Sans SC"),
    (0x1F000, 0x1FAFF, "Noto Emoji"),
    (0x20000, 0x3FFFF, "Noto Sans SC"),
)


def fonts_for(letters: Iterable[str]) -> tuple[str, ...]:
    """Return the names of fonts that draw these characters, where one is known."""
    codes = [ord(letter) for letter in letters]
    found = {name for first, last, name in _PACKS if any(first <= code <= last for code in codes)}
    return tuple(sorted(found))

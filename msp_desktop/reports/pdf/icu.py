"""Line breaks and the order of mixed directions by ICU, the Unicode library that the computer brings.

On Linux it lies in Qt's package, where it is found without loading Qt; on Windows (10, version 1903, and
later) and macOS it is part of the system. Its functions: https://unicode-org.github.io/icu-docs
"""

from __future__ import annotations

import ctypes
import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

_LETTERS, _LINES = 0, 2  # UBreakIteratorType
_DONE = -1
_TAILORED = {"ja": "ja@lb=strict", "ko": "ko@lw=phrase"}
"""Japanese keeps small kana with the letter before them; Korean breaks between words only."""
_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib")
_LAST_OF_ONE_UNIT = "\uffff"

_NUMBER, _POINTER, _TEXT = ctypes.c_int32, ctypes.c_void_p, ctypes.c_char_p
_ERROR = ctypes.POINTER(ctypes.c_int)
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "ubrk_open": (_POINTER, [ctypes.c_int, _TEXT, _TEXT, _NUMBER, _ERROR]),
    "ubrk_next": (_NUMBER, [_POINTER]),
    "ubrk_close": (None, [_POINTER]),
    "ubidi_open": (_POINTER, []),
    "ubidi_setPara": (None, [_POINTER, _TEXT, _NUMBER, ctypes.c_uint8, _POINTER, _ERROR]),
    "ubidi_getLevels": (ctypes.POINTER(ctypes.c_uint8), [_POINTER, _ERROR]),
    "ubidi_reorderVisual": (None, [_POINTER, _NUMBER, _POINTER]),
    "ubidi_close": (None, [_POINTER]),
}


class NoIcu(Problem):
    """Raised when the computer has no ICU that can be used."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The Unicode library (ICU) was not found on this computer. Documents are made all the "
                "same, but lines may break at wrong places and mixed directions may be out of order. "
                "Install the program again; on Windows, version 1903 of Windows 10 or later is needed."
            )
        )


class Icu:
    """The functions of one ICU library; ``ending`` is what their names end in, such as ``_73``.

    Raises AttributeError when the library lacks one of them.
    """

    def __init__(self, library: ctypes.CDLL, ending: str = "") -> None:
        self._call: dict[str, Any] = {}
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(library, name + ending)
            function.restype, function.argtypes = result, arguments
            self._call[name] = function

    def line_breaks(self, text: str, language: str) -> list[int]:
        """Return where a line may end (UAX 14, with dictionaries); the last place is the text's end."""
        return self._breaks(_LINES, text, _TAILORED.get(language, language))

    def letters(self, text: str) -> list[int]:
        """Return where each letter with its signs ends (UAX 29)."""
        return self._breaks(_LETTERS, text, "")

    def levels(self, text: str, *, from_right: bool) -> list[int]:
        """Return the level of every character of one paragraph; odd ones run to the left (UAX 9)."""
        if not text:
            return []
        typed = _encoded(text)
        count = len(typed) // 2
        error = ctypes.c_int(0)
        paragraph = self._call["ubidi_open"]()
        try:
            self._call["ubidi_setPara"](paragraph, typed, count, from_right, None, error)
            found = self._call["ubidi_getLevels"](paragraph, error)
            _check(error)
            levels: list[int] = found[:count]
        finally:
            self._call["ubidi_close"](paragraph)
        if count == len(text):
            return levels
        return [levels[place] for place in _starts(text)]

    def visual_order(self, levels: Sequence[int]) -> list[int]:
        """Return which piece of a line stands first from the left, which next (UAX 9, rule L2)."""
        count = len(levels)
        order = (_NUMBER * count)()
        self._call["ubidi_reorderVisual"]((ctypes.c_uint8 * count)(*levels), count, order)
        return list(order)

    def _breaks(self, kind: int, text: str, locale: str) -> list[int]:
        typed = _encoded(text)
        count = len(typed) // 2
        error = ctypes.c_int(0)
        breaks = self._call["ubrk_open"](kind, locale.encode(), typed, count, error)
        _check(error)
        try:
            places = list(iter(lambda: self._call["ubrk_next"](breaks), _DONE))
        finally:
            self._call["ubrk_close"](breaks)
        if count == len(text):
            return places
        characters = {start: place for place, start in enumerate(_starts(text))} | {
            count: len(text)
        }
        return [characters[place] for place in places]


@cache
def find() -> Icu:
    """Return the ICU of this computer. Raises `NoIcu` when there is none."""
    for name, ending in _candidates():
        try:
            return Icu(ctypes.CDLL(name), ending)
        except (OSError, AttributeError):
            continue  # not there, or too old
    raise NoIcu


def _candidates() -> Iterator[tuple[str, str]]:
    """Go through libraries that may hold ICU, each with the ending of its functions' names."""
    if sys.platform == "win32":
        yield "icu.dll", ""
    elif sys.platform == "darwin":
        yield "/usr/lib/libicucore.dylib", ""
    else:
        for file in _linux_libraries():
            version = re.search(r"\.so\.(\d+)$", file.name)
            if version:
                yield str(file), f"_{version[1]}"


def _linux_libraries() -> Iterator[Path]:
    qt = importlib.util.find_spec("PySide6")
    for place in (qt and qt.submodule_search_locations) or ():
        yield from sorted((Path(place) / "Qt" / "lib").glob("libicuuc.so.*"))
    for folder in map(Path, _FOLDERS):
        yield from sorted(
            (*folder.glob("libicuuc.so.*"), *folder.glob("*/libicuuc.so.*")), reverse=True
        )


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _starts(text: str) -> list[int]:
    """Return where each character begins, counted in units of UTF-16."""
    sizes = (1 + (letter > _LAST_OF_ONE_UNIT) for letter in text)
    return list(accumulate(sizes, initial=0))[:-1]


def _check(error: ctypes.c_int) -> None:
    if error.value > 0:  # below 0 are remarks, not errors
        raise RuntimeError(f"error {error.value} of ICU")

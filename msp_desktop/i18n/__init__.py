"""Words for people: marking, translating and choosing the language. The lowest layer but one."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from msp_desktop import locations
from msp_desktop.i18n import digits, pseudo

BASE_LANGUAGE = "en"
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur"})
"""Languages of the region, and its neighbours, that are written from the right."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How figures and dates are written, beyond what the language says.

    ``latin_digits`` takes 0–9 instead of the language's own; ``calendar`` is the key of the calendar
    whose date stands beside the Gregorian one, and ``month_lengths`` what the office corrected in it
    (see `i18n.calendars`).
    """

    latin_digits: bool = False
    calendar: str = ""
    month_lengths: str = ""


PLAIN = Manner()

_language: ContextVar[str] = ContextVar("language", default=BASE_LANGUAGE)
_manner: ContextVar[Manner] = ContextVar("manner", default=PLAIN)


def mark(text: str) -> str:
    """Return ``text`` unchanged; only marks it for the translators' catalogue."""
    return text


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    if language in pseudo.LANGUAGES:
        return pseudo.LANGUAGES[language]
    folder = locations.resources() / "locale"
    return gettext.translation("msp_desktop", folder, languages=[language], fallback=True)


def translate(text: str) -> str:
    """Return ``text`` in the language in use, or as written where no translation exists."""
    return figures(_catalogue(_language.get()).gettext(text)) if text else text


def translate_plural(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits ``count``, with ``{count}`` still to be filled in."""
    return figures(_catalogue(_language.get()).ngettext(one, many, count))


def figures(text: str) -> str:
    """Return a text of ours with its digits as the language in use writes them."""
    return text if _manner.get().latin_digits else digits.own(text, _language.get())


def language() -> str:
    """Return the code of the language in use (BCP 47, for example ``ne``)."""
    return _language.get()


def manner() -> Manner:
    """Return how figures and dates are written now."""
    return _manner.get()


def is_right_to_left(code: str) -> bool:
    """Say whether a language is written from right to left."""
    return code.partition("-")[0] in _RIGHT_TO_LEFT


def use_language(code: str) -> None:
    """Use ``code`` from now on in this context."""
    _language.set(code)


@contextmanager
def speaking(code: str, manner: Manner = PLAIN) -> Iterator[None]:
    """Use ``code`` inside the block: a document may speak another language than the window."""
    spoken, written = _language.set(code), _manner.set(manner)
    try:
        yield
    finally:
        _manner.reset(written)
        _language.reset(spoken)


def has_words(code: str) -> bool:
    """Say whether there is a catalogue of a language, or none is needed."""
    return code == BASE_LANGUAGE or type(_catalogue(code)) is not gettext.NullTranslations


def has_all_words(code: str) -> bool:
    """Say whether a language has every word of the program, not those of documents alone."""
    return has_words(code) and _catalogue(code).info().get("x-covers") != "documents"


def is_reviewed(code: str) -> bool:
    """Say whether somebody whose language it is has read the words of a language."""
    return code == BASE_LANGUAGE or _catalogue(code).info().get("x-reviewed") == "yes"


def available_languages() -> tuple[str, ...]:
    """Return the languages of the window; a pseudo-language only while in use."""
    complete = (code for code in _found() if has_all_words(code))
    made_up = (language(),) if language() in pseudo.LANGUAGES else ()
    return (BASE_LANGUAGE, *complete, *made_up)


def document_languages() -> tuple[str, ...]:
    """Return the languages of documents: those of the window, and those whose words cover documents."""
    made_up = (language(),) if language() in pseudo.LANGUAGES else ()
    return (BASE_LANGUAGE, *_found(), *made_up)


def _found() -> list[str]:
    folder = locations.resources() / "locale"
    return sorted(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/msp_desktop.mo"))

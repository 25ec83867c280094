"""Words for people: marking, translating and choosing the language. The lowest layer but one."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from msp_desktop import locations
from msp_desktop.i18n import pseudo

BASE_LANGUAGE = "en"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur", "dv"})
_language: ContextVar[str] = ContextVar("language", default=BASE_LANGUAGE)


def mark(text: str) -> str:
    """Return ``text`` unchanged; only marks it for the translators' catalogue."""
    return text


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    if language in pseudo.LANGUAGES:
        return pseudo.LANGUAGES[language]
    folder = locations.resources() / "locale"
    return gettext.translation("msp_desktop", folder, languages=[language], fallback=True)


def translate(text: str) -> str:
    """Return ``text`` in the language in use, or as written where no translation exists."""
    return _catalogue(_language.get()).gettext(text) if text else text


def translate_plural(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits ``count``, with ``{count}`` still to be filled in."""
    return _catalogue(_language.get()).ngettext(one, many, count)


def language() -> str:
    """Return the code of the language in use (BCP 47, for example ``ne``)."""
    return _language.get()


def is_right_to_left(code: str) -> bool:
    """Say whether a language is written from right to left."""
    return code.partition("-")[0] in _RIGHT_TO_LEFT


def use_language(code: str) -> None:
    """Use ``code`` from now on in this context."""
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Use ``code`` inside the block: a document may speak another language than the window."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def available_languages() -> tuple[str, ...]:
    """Return the base language and every one with a catalogue; a pseudo-language only while in use."""
    folder = locations.resources() / "locale"
    found = sorted(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/msp_desktop.mo"))
    made_up = (language(),) if language() in pseudo.LANGUAGES else ()
    return (BASE_LANGUAGE, *found, *made_up)

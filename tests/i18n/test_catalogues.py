"""Catalogues are whole, say what they cover, and fit the code."""

from __future__ import annotations

import functools
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from msp_desktop.i18n import (
    available_languages,
    document_languages,
    has_words,
    is_reviewed,
    speaking,
    translate,
    translate_plural,
)
from tools import words

CATALOGUES = words.catalogues()
SHIPPED = [path.parent.parent.name for path in CATALOGUES]


def messages(path: Path) -> list[Message]:
    return [message for message in words.read(path) if message.id]


@functools.cache
def in_the_code() -> words.Words:
    return words.template()


def forms(said: object) -> list[str]:
    return [str(form) for form in said] if isinstance(said, list | tuple) else [str(said)]


def places(text: str) -> set[str]:
    """The names of what is filled into a sentence."""
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name}


def test_the_languages_of_the_first_offices_are_there() -> None:
    assert SHIPPED == ["km", "ne", "ur", "vi"]


@pytest.mark.parametrize("path", CATALOGUES, ids=SHIPPED)
def test_every_catalogue_has_the_messages_of_the_code(path: Path) -> None:
    catalogue = words.read(path)
    wanted = in_the_code()
    if catalogue.covers == "documents":
        wanted = words.for_documents(wanted)
    assert {words.first(message) for message in messages(path)} == {
        words.first(message) for message in wanted if message.id
    }, "run python3 dev.py words"


@pytest.mark.parametrize("path", CATALOGUES, ids=SHIPPED)
def test_what_is_filled_in_is_filled_in_everywhere(path: Path) -> None:
    for message in messages(path):
        wanted = set().union(*map(places, forms(message.id)))
        for form in filter(None, forms(message.string)):
            assert places(form) == wanted, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=SHIPPED)
def test_plural_forms_are_as_many_as_the_language_has(path: Path) -> None:
    catalogue = words.read(path)
    assert catalogue.num_plurals == {"km": 1, "ne": 2, "ur": 2, "vi": 1}[str(catalogue.locale)]
    for message in catalogue:
        if isinstance(message.id, tuple):
            assert len(forms(message.string)) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=SHIPPED)
def test_figures_in_catalogues_are_latin(path: Path) -> None:
    """The program writes them as the document does."""
    for message in messages(path):
        for form in forms(message.string):
            assert all(letter.isascii() for letter in form if letter.isdecimal()), form


@pytest.mark.parametrize("path", CATALOGUES, ids=SHIPPED)
def test_a_catalogue_says_what_it_covers_and_whether_it_was_reviewed(path: Path) -> None:
    catalogue = words.read(path)
    assert catalogue.covers in ("documents", "everything")
    assert catalogue.reviewed in ("yes", "no")
    language = path.parent.parent.name
    assert is_reviewed(language) is (catalogue.reviewed == "yes")
    assert (language in available_languages()) is (catalogue.covers == "everything")
    assert language in document_languages()


def test_english_needs_no_catalogue_and_others_without_one_have_no_words() -> None:
    assert has_words("en")
    assert is_reviewed("en")
    assert not has_words("tlh")
    assert not is_reviewed("tlh")


def test_guesses_are_not_shown(tmp_path: Path) -> None:
    catalogue = words.Words("ne")
    catalogue.add("Yes", "हो")
    catalogue.add("No", "शायद", flags=["fuzzy"])
    folder = tmp_path / "ne" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    words.write(catalogue, folder / "msp_desktop.po")
    words.compile_all(tmp_path)
    content = (folder / "msp_desktop.mo").read_bytes()
    assert "हो".encode() in content
    assert "शायद".encode() not in content


def test_a_sentence_for_one_and_for_many() -> None:
    with speaking("ne"):
        assert translate("Yes") == "हो"
        assert translate_plural("{count} x", "{count} xs", 2) == "{count} xs", (
            "not in the catalogue"
        )

"""Documents in every language they can be printed in: no fixed word stays in English, nothing is clipped."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from msp_desktop import i18n
from msp_desktop.app.office import Office, open_office
from msp_desktop.app.publish import compose, publish
from msp_desktop.domain.guideline.frame import LATIN_DIGITS
from msp_desktop.reports.document import Note, words_of
from msp_desktop.reports.documents import DOCUMENTS

LANGUAGES = tuple(code for code in i18n.document_languages() if code != "en")


@pytest.fixture(scope="module")
def office(
    sample_template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """One office with the sample for all of these tests."""
    home = shutil.copytree(sample_template[0], tmp_path_factory.mktemp("languages") / "home")
    opened = open_office(home)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sample(sample_template: tuple[Path, str]) -> str:
    return sample_template[1]


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that was looked for in a catalogue and not found there."""
    found: list[str] = []
    look_up = i18n._catalogue

    class Watched:
        def __init__(self, language: str) -> None:
            self._catalogue = look_up(language)
            self._language = language

        def gettext(self, message: str) -> str:
            said = self._catalogue.gettext(message)
            if said == message and self._language != "en":
                found.append(message)
            return said

        def ngettext(self, one: str, many: str, count: int) -> str:
            said = self._catalogue.ngettext(one, many, count)
            if said in (one, many) and self._language != "en":
                found.append(one)
            return said

        def info(self) -> dict[str, str]:
            return self._catalogue.info()

    monkeypatch.setattr(i18n, "_catalogue", Watched)
    return found


SAME_EVERYWHERE = {
    "{count} kB",
    "{count} MB",
    "%",
    "{name} (×{weight})",
    "{name}: {problem}.",
    "{name}: {problem} ({partner}: {what}).",
    "{report}, {first} – {last}",
    "{step} ({level}).",
}
"""What has no words; a language may still have other signs for it."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_word_of_every_document_is_translated(
    office: Office, sample: str, missed: list[str], language: str
) -> None:
    for what in DOCUMENTS:
        compose(office, what, sample, spoken=language)
    assert set(missed) <= SAME_EVERYWHERE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_says_that_its_words_were_not_reviewed(
    office: Office, sample: str, language: str
) -> None:
    said = compose(office, "minutes", sample, spoken=language)
    assert said.language == language
    with i18n.speaking(language):
        sentence = i18n.translate(
            "The wording of the fixed texts in this language has not been reviewed yet."
        )
    assert said.blocks[0] == Note(sentence)
    assert Note(sentence) not in compose(office, "minutes", sample, spoken="en").blocks


def test_a_partnership_chooses_language_digits_and_calendar(office: Office, sample: str) -> None:
    workspace = office.workspace
    choice = {"language": "ne", "calendar": "bikram_sambat"}
    workspace.set_fields("partnership", sample, choice)
    said = compose(office, "minutes", sample)
    assert said.title == compose(office, "minutes", sample, spoken="en").title
    assert "२०२६ नोभेम्बर १० (वि.सं. २०८३ कात्तिक २४)" in words_of(said.blocks)
    workspace.set_fields("partnership", sample, {"digits": LATIN_DIGITS, "calendar": "none"})
    assert "2026 नोभेम्बर 10\n" in words_of(compose(office, "minutes", sample).blocks)
    workspace.set_fields("partnership", sample, dict.fromkeys(("language", "digits", "calendar")))


def test_a_language_without_a_catalogue_leaves_documents_in_that_of_the_window(
    office: Office, sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.workspace.set_fields("partnership", sample, {"language": "ne"})
    monkeypatch.setattr("msp_desktop.app.publish.document_languages", lambda: ("en",))
    assert compose(office, "minutes", sample).language == "en"
    office.workspace.set_fields("partnership", sample, {"language": None})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_a_language_has_a_font(
    office: Office, sample: str, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "minutes.pdf"
    made = publish(office, "minutes", sample, out=out, spoken=language)
    assert made.missing == frozenset()
    assert out.stat().st_size > 10_000

"""Line breaks and directions come from the computer's Unicode library; without it text stays readable."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.reports.pdf import icu, rules
from msp_desktop.reports.pdf.rules import PlainRules, text_rules
from msp_desktop.reports.scripts import runs_from_right

ANY_TEXT = st.text(alphabet=st.characters(), max_size=80)

WORDS = {
    "km": ("មនុស្ស|ទាំងអស់|កើត|មក|មាន|សេរីភាព", 4),
    "th": ("มนุษย์|ทั้งปวง|เกิด|มา|มี|อิสระ", 4),
    "lo": ("ມະນຸດ|ທຸກຄົນ|ເກີດ|ມາ|ມີ|ສິດ", 4),
    "my": ("လူ|တိုင်း|သည်|တူညီ|လွတ်လပ်|သော", 3),
}


def parts(text: str, places: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *places])]


def test_the_library_is_found_without_loading_qt() -> None:
    code = (
        "import sys; from msp_desktop.reports.pdf import icu; icu.find(); "
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "[]"


@pytest.mark.parametrize("language", WORDS)
def test_scripts_without_spaces_break_between_words(language: str) -> None:
    """The dictionaries of ICU versions differ in a word or two; syllables are never torn."""
    marked, least = WORDS[language]
    text = marked.replace("|", "")
    found = parts(text, icu.find().line_breaks(text, language))
    assert "".join(found) == text
    assert len(set(found) & set(marked.split("|"))) >= least


def test_lines_break_by_the_rules_of_each_language() -> None:
    library = icu.find()
    assert parts("a b-c (d)", library.line_breaks("a b-c (d)", "en")) == ["a ", "b-", "c ", "(d)"]
    assert "シャー" in parts("ちょっとシャー", library.line_breaks("ちょっとシャー", "ja"))
    assert parts("회의록을 작성", library.line_breaks("회의록을 작성", "ko")) == [
        "회의록을 ",
        "작성",
    ]


def test_letters_keep_their_signs_and_emoji_their_parts() -> None:
    assert parts("e\u0301🙂🏽a", icu.find().letters("e\u0301🙂🏽a")) == ["e\u0301", "🙂🏽", "a"]


def test_numbers_and_latin_words_keep_their_direction_in_text_from_the_right() -> None:
    levels = icu.find().levels("مشاركة UNDP 12", from_right=True)
    assert set(levels[:6]) == {1}
    assert set(levels[7:11]) == {2}
    assert levels[-1] == 2
    assert icu.find().visual_order([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0]


@given(ANY_TEXT, st.sampled_from(["en", "km", "ja", "ur"]))
def test_breaks_and_levels_fit_any_text(text: str, language: str) -> None:
    for found in (icu.find(), PlainRules()):
        for places in (found.line_breaks(text, language), found.letters(text)):
            assert places == sorted(set(places))
            assert places[-1:] == ([len(text)] if text else [])
        levels = found.levels(text, from_right=True)
        assert len(levels) == len(text)
        assert sorted(found.visual_order(levels)) == list(range(len(text)))


@given(st.lists(st.integers(0, 4), max_size=30))
def test_the_plain_order_is_that_of_the_library(levels: list[int]) -> None:
    assert PlainRules().visual_order(levels) == icu.find().visual_order(levels)


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer on which no ICU is found."""
    monkeypatch.setattr(icu, "_candidates", lambda: iter([("no-such-library.so", "")]))
    icu.find.cache_clear()
    text_rules.cache_clear()
    yield
    monkeypatch.undo()
    icu.find.cache_clear()
    text_rules.cache_clear()


@pytest.mark.usefixtures("no_library")
def test_a_computer_without_the_library_is_told_what_to_do_and_still_prints(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(icu.NoIcu, match="Install the program again"):
        icu.find()
    with caplog.at_level(logging.WARNING):
        found = text_rules()
    assert "The Unicode library (ICU) was not found" in caplog.text
    assert parts("one two\u200bthree\n", found.line_breaks("one two\u200bthree\n", "en")) == [
        "one ",
        "two\u200b",
        "three\n",
    ]
    assert found.levels("مش UN", from_right=True) == [1, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("text", "in_english", "in_urdu"),
    [
        ("Water", False, False),
        ("اجلاس UNDP", True, True),
        ("UNDP اجلاس", False, True),
        ("12,5 – 3", False, True),
    ],
)
def test_a_paragraph_takes_its_direction_from_its_letters(
    text: str, in_english: bool, in_urdu: bool
) -> None:
    assert runs_from_right(text, default=False) is in_english
    assert runs_from_right(text, default=True) is in_urdu
    assert rules.has_two_directions(text) is ("اجلاس" in text)

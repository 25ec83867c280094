"""Two offices' changes to one long text are put together for a person to look at."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from msp_desktop.domain.three_way import (
    Mark,
    Overlap,
    combine,
    differences,
    graphemes,
    sentences,
    words,
)

letters = st.sampled_from("ab .\n។က្ကិខกាំខ្មែรำสวัสดีनमस्ते👩‍🌾🇰🇭e\u0301שלום سلام\r")
texts = st.text(letters, max_size=40)
clauses = st.lists(
    st.sampled_from(["Wells dry up. ", "Pumps fail. ", "កក់ខ្មែរ។", "سلام عليكم. ", "Pay 5.\n"]),
    max_size=8,
).map("".join)
either = texts | clauses


@given(either, either)
def test_text_that_only_one_office_changed_is_taken_over(earlier: str, mine: str) -> None:
    assert combine(earlier, mine, earlier).text() == mine
    assert combine(earlier, earlier, mine).text() == mine


@given(either, either)
def test_the_same_change_made_twice_is_made_once(earlier: str, both: str) -> None:
    assert combine(earlier, both, both).text() == both


@given(either, either, either)
def test_it_makes_no_difference_which_text_comes_first(
    earlier: str, mine: str, theirs: str
) -> None:
    assert combine(earlier, mine, theirs) == combine(earlier, theirs, mine)


@given(either, either)
@example("a b", "a c b")
def test_the_pieces_are_the_earlier_and_the_later_text(earlier: str, later: str) -> None:
    pieces = differences(earlier, later)
    assert "".join(one.text for one in pieces if one.mark is not Mark.ADDED) == earlier
    assert "".join(one.text for one in pieces if one.mark is not Mark.REMOVED) == later
    assert all(one.text for one in pieces)


@given(
    st.lists(st.sampled_from(["One is here.", "Two is here.", "Three is here."]), min_size=3),
    st.data(),
)
def test_what_was_put_in_at_different_places_is_all_there(
    lines: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines) - 2), "place of the first")
    after = data.draw(st.integers(at + 1, len(lines) - 1), "place of the second")
    numbered = [f"{number}. {line}" for number, line in enumerate(lines)]
    mine = [f"{line} Mine." if here == at else line for here, line in enumerate(numbered)]
    theirs = [f"{line} Theirs." if here == after else line for here, line in enumerate(numbered)]
    combined = combine(*("\n".join(text) for text in (numbered, mine, theirs)))
    assert combined.overlaps == 0
    assert combined.text().count("Mine.") == combined.text().count("Theirs.") == 1
    assert all(line in combined.text() for line in numbered)


@given(texts)
def test_no_letter_is_ever_cut(text: str) -> None:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    allowed = {0}
    while (place := finder.toNextBoundary()) >= 0:
        allowed.add(place)
    for cut in (graphemes, words, sentences):
        parts = list(cut(text))
        assert "".join(parts) == text
        place = 0
        for part in parts:
            place += len(part.encode("utf-16-le")) // 2
            assert place in allowed, (part, cut)


@pytest.mark.parametrize(
    ("earlier", "mine", "theirs", "both"),
    [
        (
            "Wells run dry. Pumps are broken.",
            "Deep wells run dry. Pumps are broken.",
            "Wells run dry. Many pumps are broken.",
            "Deep wells run dry. Many pumps are broken.",
        ),
        ("អណ្តូងទឹករីងស្ងួត។ ម៉ាស៊ីនបូមខូច។",
         "អណ្តូងទឹកទាំងអស់រីងស្ងួត។ ម៉ាស៊ីនបូមខូច។",
         "អណ្តូងទឹករីងស្ងួត។ ម៉ាស៊ីនបូមពីរខូច។",
         "អណ្តូងទឹកទាំងអស់រីងស្ងួត។ ម៉ាស៊ីនបូមពីរខូច។"),
        ("บ่อน้ำแห้งในเดือนมีนาคม", "บ่อน้ำลึกแห้งในเดือนมีนาคม", "บ่อน้ำแห้งในเดือนเมษายน", "บ่อน้ำลึกแห้งในเดือนเมษายน"),
    ],
)  # fmt: skip
def test_changes_at_different_places_come_together(
    earlier: str, mine: str, theirs: str, both: str
) -> None:
    combined = combine(earlier, mine, theirs)
    assert (combined.overlaps, combined.text()) == (0, both)


def test_both_wordings_of_one_place_are_shown() -> None:
    combined = combine("Wells dry up", "Wells dry up in March", "Wells dry up every spring")
    assert combined.overlaps == 1
    assert combined.text() == "Wells dry up[every spring | in March]"
    (overlap,) = (part for part in combined.parts if isinstance(part, Overlap))
    assert overlap.texts == (" every spring", " in March")


def test_one_takes_out_what_the_other_changes() -> None:
    combined = combine("One. Two words. Three.", "One. Three.", "One. Two good words. Three.")
    assert combined.overlaps == 1
    assert "Two good words" in combined.text()


def test_a_very_long_text_is_compared_without_waiting() -> None:
    earlier = "".join(f"Line {number} says something about wells.\n" for number in range(4000))
    later = earlier.replace("Line 2000 says", "Line 2000 now says") + "The end."
    pieces = differences(earlier, later)
    assert [one.text for one in pieces if one.mark is Mark.ADDED] == ["now ", "The end."]

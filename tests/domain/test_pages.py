"""What people type for pages names exactly those pages, or nothing is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.pages import NoSuchPages, chosen_pages, in_order


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", (1, 2, 3, 4, 5, 6)),
        ("  ", (1, 2, 3, 4, 5, 6)),
        ("2", (2,)),
        ("1-3, 5", (1, 2, 3, 5)),
        ("5,1 – 3", (1, 2, 3, 5)),
        ("4-", (4, 5, 6)),
        ("-2", (1, 2)),
        ("2 2 2", (2,)),
        ("1;3، 4", (1, 3, 4)),
        ("१-३", (1, 2, 3)),
        ("۲، ۴", (2, 4)),
        ("៦", (6,)),
    ],
)
def test_what_people_type_is_understood(typed: str, pages: tuple[int, ...]) -> None:
    assert chosen_pages(typed, 6) == pages


@pytest.mark.parametrize(
    "typed", ["0", "7", "1-7", "3-2", "-", "1-2-3", "a", "1.5", "--", "²", "9" * 5000, "1-,-7"]
)
def test_what_names_no_page_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(NoSuchPages, match="It has 6"):
        chosen_pages(typed, 6)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2-3, 99", "“99” lies outside"),
        ("1, 4 - 9", "“4-9” lies outside"),
        ("0-2", "“0-2” lies outside"),
        ("1, 5-3", "“5-3” names no pages"),
        ("1, x", "“x” names no pages"),
    ],
)
def test_the_part_that_names_no_page_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(NoSuchPages, match=sentence):
        chosen_pages(typed, 6)


@given(st.sets(st.integers(1, 60), min_size=1), st.data())
def test_any_set_of_pages_can_be_typed_in_any_form(pages: set[int], data: st.DataObject) -> None:
    left, parts = sorted(pages), []
    while left:
        run = 1
        while run < len(left) and left[run] == left[0] + run:
            run += 1
        length = data.draw(st.integers(1, run))
        first, last = left[0], left[length - 1]
        parts.append(f"{first}-{last}" if length > 1 else f"{first}")
        left = left[length:]
    shuffled = data.draw(st.permutations(parts))
    typed = data.draw(st.sampled_from([",", ", ", " ", ";"])).join(shuffled)
    assert chosen_pages(typed, 60) == tuple(sorted(pages))


@given(st.text(max_size=20), st.integers(1, 40))
def test_no_text_names_a_page_that_is_not_there(typed: str, total: int) -> None:
    try:
        found = chosen_pages(typed, total)
    except NoSuchPages:
        return
    assert found
    assert list(found) == sorted(set(found))
    assert 1 <= found[0] <= found[-1] <= total


@given(st.sets(st.integers(1, 30), min_size=1), st.integers(1, 5))
def test_every_copy_has_every_page(pages: set[int], copies: int) -> None:
    asked = tuple(sorted(pages))
    together = in_order(asked, copies, collated=True)
    apart = in_order(asked, copies, collated=False)
    assert together == asked * copies
    assert sorted(together) == sorted(apart)
    assert apart[:copies] == asked[:1] * copies

"""What is said about a passphrase helps to choose a better one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.passphrases import Strength, strength


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("", Strength.EMPTY),
        ("secret", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcdefghijklmnopqrstuvwxyz", Strength.WEAK),
        ("123456789012", Strength.WEAK),
        ("Jumla2026", Strength.WEAK),
        ("bridge goat", Strength.FAIR),
        ("bridge goat kettle monsoon", Strength.GOOD),
        ("पुल बाख्रा केतली मनसुन वर्षा", Strength.GOOD),
    ],
)
def test_what_is_said(passphrase: str, said: Strength) -> None:
    assert strength(passphrase) is said


@given(st.text(max_size=60), st.text(max_size=20))
def test_more_never_makes_it_worse(start: str, more: str) -> None:
    order = list(Strength)
    assert order.index(strength(start + more)) >= order.index(strength(start))

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QApplication

from msp_desktop.domain.sdg import GOAL_NUMBERS
from msp_desktop.ui import theme
from msp_desktop.ui.theme import THEMES, Tokens, contrast

TEXT_PAIRS = (
    *((ink, ground) for ink in ("text", "muted") for ground in ("canvas", "surface", "raised")),
    *((ink, "surface") for ink in ("accent", "ok", "warn", "bad")),
    *((state, f"{state}_soft") for state in ("ok", "warn", "bad")),
    *(("text", ground) for ground in ("accent_soft", "ok_soft", "warn_soft", "bad_soft")),
    ("accent", "canvas"),
    ("on_accent", "accent"),
)
EDGE_PAIRS = tuple(
    (edge, ground)
    for edge in ("border_strong", "focus")
    for ground in ("canvas", "surface", "raised")
)


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(
    ("pairs", "enough"), [(TEXT_PAIRS, 4.5), (EDGE_PAIRS, 3.0)], ids=["text", "edges"]
)
def test_everything_that_must_be_seen_has_contrast(
    colours: Tokens, pairs: tuple[tuple[str, str], ...], enough: float
) -> None:
    weak = {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(*(QColor(getattr(colours, name)) for name in pair))) < enough
    }
    assert not weak


def test_every_goal_has_an_ink_that_can_be_read_on_its_colour() -> None:
    for number in GOAL_NUMBERS:
        ground = theme.goal_colour(number)
        assert contrast(theme.ink_on(ground), ground) >= 4.5, number


def test_every_token_is_a_colour() -> None:
    for colours in THEMES.values():
        assert all(QColor(getattr(colours, token.name)).isValid() for token in fields(colours))


def test_the_font_of_the_language_comes_first_and_is_there(qapp: QApplication) -> None:
    theme.load_fonts()
    theme.apply(qapp, language="my")
    families = qapp.font().families()
    theme.apply(qapp)
    assert families == ["Noto Sans Myanmar", "Noto Sans"]
    assert set(families) <= set(QFontDatabase.families())

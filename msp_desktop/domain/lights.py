"""Traffic lights: each has a shape and a word, so that no colour is needed to read them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


class Light(Enum):
    """Green, yellow or red; none where nothing can be said."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"

    @property
    def sign(self) -> str:
        """The shape: a disc, a triangle, a square; a ring for none."""
        return _SIGNS[self]

    @property
    def word(self) -> str:
        """The word beside the shape."""
        return translate(_WORDS[self])


_SIGNS = {Light.GREEN: "●", Light.YELLOW: "▲", Light.RED: "■", Light.NONE: "○"}
_WORDS = {
    Light.GREEN: _("In order"),
    Light.YELLOW: _("Watch"),
    Light.RED: _("Act"),
    Light.NONE: _("Not known"),
}


@dataclass(frozen=True, slots=True)
class Lit:
    """A light and why it shows, in words."""

    light: Light
    why: str = ""

    @property
    def words(self) -> str:
        """Shape, word and reason."""
        head = f"{self.light.sign} {self.light.word}"
        return f"{head}: {self.why}" if self.why else head

"""Codes with all that is known of them in words: our own titles, and the wordings that were loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msp_desktop.domain.sdg.framework import Framework
from msp_desktop.domain.sdg.goals import GOAL_NAMES
from msp_desktop.domain.sdg.indicators import EARLIER_MEANINGS, INDICATORS, SAME_AS
from msp_desktop.domain.sdg.search import found, searched, words_in
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _


class Catalogue:
    """Codes to choose from, found by number or by words of any title, in any order.

    ``titles`` are our own, marked for translation; ``wordings`` what was loaded, the one to show first.
    """

    def __init__(self, titles: Mapping[str, str], wordings: Sequence[Framework] = ()) -> None:
        self._titles = {code: translate(title) for code, title in titles.items()}
        self._wordings = tuple(wordings)

    def find(self, typed: str) -> list[str]:
        """Return the codes that fit what was typed; all of them when nothing was."""
        return found(typed, self._searched)

    def title(self, code: str) -> str:
        """Return our own title of a code; empty for one that is not here."""
        return self._titles.get(code, "")

    def matched(self, code: str, typed: str) -> str:
        """Return the title of a code, or the wording in which words were found that it does not have."""
        parts = [part for part in words_in(typed) if not code.startswith(part)]
        known = (self.title(code), *self._wordings_of(code))
        fitting = (words for words in known if all(part in searched(words) for part in parts))
        return next(fitting, self.title(code))

    def wording(self, code: str) -> str:
        """Return the wording of a code that is to be shown first; empty where none was loaded."""
        return next(iter(self._wordings_of(code)), "")

    @cached_property
    def _searched(self) -> dict[str, str]:
        return {code: searched("\n".join(self._known_of(code))) for code in self._titles}

    def _wordings_of(self, code: str) -> list[str]:
        return [one.wording[code] for one in self._wordings if code in one.wording]

    def _known_of(self, code: str) -> list[str]:
        unsd = [one.unsd[code] for one in self._wordings if code in one.unsd]
        return [self._titles[code], *self._wordings_of(code), *unsd[:1]]


def about(code: str) -> str:
    """Say to which goal a target or an indicator belongs, and what else one must know of its code."""
    goal = int(code.partition(".")[0])
    said = [
        translate(_("Goal {number}: {name}")).format(
            number=figures(str(goal)), name=translate(GOAL_NAMES[goal])
        )
    ]
    others = _same_as(code)
    if others:
        said.append(translate(_("The same indicator as {codes}")).format(codes=", ".join(others)))
    if code in EARLIER_MEANINGS:
        sentence = translate(_("In older papers this code means: {meaning}"))
        said.append(sentence.format(meaning=translate(EARLIER_MEANINGS[code])))
    return " · ".join(said)


def _same_as(code: str) -> list[str]:
    """Return the other codes under which an indicator stands."""
    first = SAME_AS.get(code, code)
    group = (first, *(one for one, its_first in SAME_AS.items() if its_first == first))
    return [one for one in group if one != code and one in INDICATORS]

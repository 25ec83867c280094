"""The wording of goals, targets and indicators as a file has it: official, or adapted by a country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from msp_desktop.domain.sdg.goals import GOAL_NUMBERS
from msp_desktop.domain.sdg.indicators import INDICATORS, RETIRED
from msp_desktop.domain.sdg.targets import TARGETS
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _

_RESOLUTION, _REPORT = "A/RES/71/313", "E/CN.3/2025/6"
_GOALS = {str(number) for number in GOAL_NUMBERS}


def version() -> str:
    """Return which edition of the framework the codes of this program belong to."""
    sentence = translate(
        _("Global indicator framework ({resolution}) as reviewed in {year} ({report})")
    )
    return sentence.format(resolution=_RESOLUTION, year=figures("2025"), report=_REPORT)


@dataclass(frozen=True)
class Framework:
    """What one file says of the codes of the 2030 Agenda.

    ``wording`` has a text for each code: of a goal (``6``), a target (``6.1``) or an indicator (``6.1.1``);
    ``unsd`` the code that the Statistics Division of the United Nations gives an indicator. ``language``
    is a BCP 47 code, ``source`` says where the file comes from, ``day`` when it was loaded (ISO date);
    ``sha`` are the hexadecimal digits of the SHA-256 of its bytes.
    """

    name: str
    language: str
    source: str
    file: str
    sha: str
    day: str
    wording: Mapping[str, str]
    unsd: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def own(self) -> dict[str, str]:
        """The codes that only this file has, in its order: those of a national adaptation."""
        known = _GOALS | TARGETS.keys() | INDICATORS.keys() | RETIRED.keys()
        return {code: text for code, text in self.wording.items() if code not in known}

    @property
    def goals(self) -> int:
        """How many of the 17 goals it words."""
        return len(_GOALS & self.wording.keys())

    @property
    def targets(self) -> int:
        """How many of the 169 targets it words."""
        return len(TARGETS.keys() & self.wording.keys())

    @property
    def indicators(self) -> int:
        """How many codes of indicators in use it words."""
        return len(INDICATORS.keys() & self.wording.keys())

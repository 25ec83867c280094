"""Goals that are chosen in two fields of a record which should not share any (task 1.1)."""

from __future__ import annotations

from msp_desktop.domain.fields import Field, Stored
from msp_desktop.i18n import formats, translate, translate_plural


def chosen_in(stored: Stored) -> tuple[str, ...]:
    """Return the numbers of the goals that an answer holds."""
    return tuple(str(stored or "").split())


def chosen_twice(stored: Stored, there: Stored) -> tuple[str, ...]:
    """Return the goals that are in both of two answers, in their order."""
    return tuple(number for number in chosen_in(stored) if number in chosen_in(there))


def hint(stored: Stored, other: Field, there: Stored) -> str:
    """Say which goals of an answer are chosen in an ``other`` field too; empty when none is."""
    both = chosen_twice(stored, there)
    sentence = translate_plural(
        "Goal {goals} is chosen under “{other}” too. Leave it where it fits better.",
        "Goals {goals} are chosen under “{other}” too. Leave each where it fits better.",
        len(both),
    )
    return sentence.format(goals=formats.listed(both), other=translate(other.label)) if both else ""

"""The words of the page on which minutes are taken: sorts of lines, keys, how a line is understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msp_desktop.domain.fields import Text
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.lines import (
    WHO,
    Known,
    Sort,
    matching,
    read_action,
    unread_due,
)
from msp_desktop.domain.meetings.quorum import Quorum
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import figures, formats, translate, translate_plural
from msp_desktop.ui.widgets.outline import OutlineSort

_NAMED = 5
"""People who are named at most where several may be meant."""


def sorts() -> dict[str, OutlineSort]:
    """Return the sorts of lines, each with its word and its letter."""
    return {
        Sort.DISCUSSION.value: OutlineSort(),
        Sort.DECISION.value: OutlineSort(translate("Decision"), "d"),
        Sort.ACTION.value: OutlineSort(translate("Action point"), "a"),
        Sort.INFORMATION.value: OutlineSort(translate("Information"), "i"),
    }


def keys_in_words() -> str:
    """Say which keys there are."""
    return translate(
        "Ctrl+D decision, Ctrl+A action point, Ctrl+I information (or d, a, i and a space first). "
        "@ and initials: a person. ! and a day: until. Ctrl+Enter: next subject. Ctrl+K: put off. "
        "F6: subjects, people."
    )


def broken_in_words() -> str:
    """Say that an action point was broken because it is too long."""
    said = translate(
        "An action point has {count} letters at most. What is beyond stands below it, as what is said."
    )
    return said.format(count=formats.number(Text.LONGEST))


def too_long_in_words() -> str:
    """Say that a subject takes no more letters."""
    said = translate("A subject has {count} letters at most; what is beyond was not taken.")
    return said.format(count=formats.number(Text.LONGEST))


def token(before: str) -> str | None:
    """Return the initials somebody types behind @, or None where nobody is being named."""
    start = before.rfind(WHO)
    typed = before[start + 1 :]
    return typed if start >= 0 and " " not in typed else None


def line_in_words(sort: str, text: str, before: str, people: Sequence[Known], day: date) -> str:
    """Say how a line is understood: who may be meant, or who does it until when; else name the keys."""
    typed = token(before)
    if typed is not None and (found := matching(typed, people)):
        names = " · ".join(one.name for one in found[:_NAMED])
        return translate("Tab: {names}").format(names=names)
    if sort != Sort.ACTION.value or not text.strip():
        return keys_in_words()
    said = read_action(text, people, day)
    due = shown(KINDS["action_item"].fields["due"], said.due) if said.due else ""
    who = said.responsible or translate("nobody yet: type @ and initials")
    until = due or _no_day(unread_due(text, day))
    return translate("Who does it: {who}. Until: {until}.").format(who=who, until=until)


def _no_day(typed: str) -> str:
    if not typed:
        return translate("no day yet: type ! and a day, such as !12.3")
    said = translate("“{typed}” is no day: type ! and a day, such as !12.3")
    return said.format(typed=typed)


def completed(sort: str, before: str, people: Sequence[Known], *, by_tab: bool) -> tuple[int, str]:
    """Return how many letters before the place of typing become which name; 0 letters for none.

    Initials that are somebody's become the name at once, others by Tab that of the likeliest.
    """
    typed = token(before)
    found = matching(typed, people) if typed else []
    if not typed or not found or not (by_tab or found[0].short == typed.casefold()):
        return (0, "")
    mark = WHO if sort == Sort.ACTION.value else ""
    return (len(typed) + 1, f"{mark}{found[0].name}{' ' if by_tab else ''}")


def quorum_in_words(found: Quorum) -> str:
    """Say how many members with a vote are there, and whether these can decide."""
    there = translate_plural(
        "{present} of {count} member with a vote is there",
        "{present} of {count} members with a vote are there",
        found.members,
    ).format(present=found.present, count=found.members)
    if found.needed is None:
        return figures(there)
    verdict = (
        translate("{needed} needed: can decide")
        if found.is_met
        else translate("{needed} needed: cannot decide yet")
    )
    return figures(f"{there}; {verdict.format(needed=found.needed)}")

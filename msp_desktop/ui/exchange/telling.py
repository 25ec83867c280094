"""Words the pages of the exchange share: how long ago, how large, which office."""

from __future__ import annotations

import re

from msp_desktop.domain import received_words as words
from msp_desktop.domain.moments import day_and_time, how_old
from msp_desktop.domain.received import WaitingFile
from msp_desktop.domain.shown import size_in_words
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui.widgets.labels import isolated

__all__ = ["day_and_time", "how_old", "office_in_words", "size_in_words"]


def office_in_words(office: str, place: str) -> str:
    """Return an office by name and place."""
    name = office or translate("An office whose name has not arrived yet")
    return f"{name}, {place}" if place and place not in name else name


def waiting_in_words(waiting: WaitingFile) -> str:
    """Name a file that waits, in the direction of the window whatever its office is called."""
    if waiting.facts is None:
        return isolated(waiting.file)
    return f"{isolated(words.sender(waiting.facts))}: {words.written(waiting.facts)}"


def file_name_of(office: str) -> str:
    """Return an office's name as any computer and mail program accepts it in the name of a file."""
    return re.sub(r"[^A-Za-z0-9]+", "-", office).strip("-").lower()[:40] or "office"


def released(count: int) -> str:
    """Say after another sentence how many changes had waited and were taken in now."""
    text = translate_plural(
        "{count} change that had waited was taken in.",
        "{count} changes that had waited were taken in.",
        count,
    )
    return f" {text.format(count=count)}" if count else ""

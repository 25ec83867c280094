"""Keeping both: an answer made of several that offices wrote apart, where that makes sense."""

from __future__ import annotations

from collections.abc import Sequence

from msp_desktop.domain.fields import (
    Choices,
    Field,
    Goals,
    LongText,
    NotAValue,
    References,
    Stored,
)
from msp_desktop.domain.three_way import Combined, combine
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def both(field: Field, answers: Sequence[tuple[str, Stored]]) -> Stored:
    """Return one answer that holds all of ``answers``, each given with its office; None when there is none.

    Lists are put together. Long texts stand under each other with the names of their offices.
    """
    filled = [(office, str(value)) for office, value in answers if value not in (None, "")]
    if len(filled) < 2:
        return None
    try:
        if isinstance(field, References | Choices | Goals):
            return field.clean(" ".join(value for _office, value in filled))
        if isinstance(field, LongText):
            return field.clean("\n\n".join(_signed(*one) for one in filled))
    except NotAValue:
        return None  # too long together
    return None


def combined(
    field: Field, earlier: Stored, answers: Sequence[tuple[str, Stored]]
) -> Combined | None:
    """Return two long texts put together that come from one earlier text, to look at before use."""
    texts = [value for _office, value in answers]
    if not isinstance(field, LongText) or len(texts) != 2 or not isinstance(earlier, str):
        return None
    first, second = texts
    if not isinstance(first, str) or not isinstance(second, str):
        return None
    return combine(earlier, first, second)


def _signed(office: str, text: str) -> str:
    name = office or translate(_("An office whose name has not arrived yet"))
    return f"{name}:\n{text}"

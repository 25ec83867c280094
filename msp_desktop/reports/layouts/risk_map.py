"""Risks by how likely they are and how hard they hit, before and after what is done (task 3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.fields import Scale
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.matrices.weighing import BANDS, band_of
from msp_desktop.domain.records import Row
from msp_desktop.i18n import figures, formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import HeatMap, Mark
from msp_desktop.reports.layouts.reading import Reader

_BEFORE = ("likelihood", "impact")
_AFTER = ("residual_likelihood", "residual_impact")


def risk_map(reader: Reader, rows: Sequence[Row], key: str = "") -> Iterator[HeatMap]:
    """Draw the risks among ``rows`` that somebody weighed, by their number among them.

    What is no longer a risk is left out.
    """
    weighed = [
        (number, row)
        for number, row in enumerate(rows, 1)
        if row.get("state") != "closed" and _level(reader, row, _BEFORE)
    ]
    if not weighed:
        return
    likelihood, impact = (_steps(field_key) for field_key in _BEFORE)
    yield HeatMap(
        rows=likelihood[::-1],
        columns=impact,
        levels=tuple(
            tuple(band_of(row * column) for column in range(1, len(impact) + 1))
            for row in range(len(likelihood), 0, -1)
        ),
        texts=tuple(
            tuple(
                translate(BANDS[band_of(row * column)][2]) for column in range(1, len(impact) + 1)
            )
            for row in range(len(likelihood), 0, -1)
        ),
        level_names=_bands(),
        alternative=" ".join(_told(reader, number, row) for number, row in weighed),
        marks=tuple(_mark(reader, number, row) for number, row in weighed),
        mark_names=(
            translate(_("Risk as weighed last")),
            translate(_("Risk before measures")),
        ),
        row_title=reader.label("risk", "likelihood"),
        column_title=reader.label("risk", "impact"),
        caption=translate(
            _("Risks by likelihood and impact, the one times the other: {bands}")
        ).format(bands=formats.listed(_bands())),
        key=key,
    )


def _bands() -> tuple[str, ...]:
    """Return the letter, the word and the ends of each band."""
    return tuple(
        f"{translate(letter)} {translate(word)} {figures(f'{low}–{high}')}"
        for low, high, letter, word in BANDS
    )


def _steps(field_key: str) -> tuple[str, ...]:
    field = KINDS["risk"].fields[field_key]
    assert isinstance(field, Scale)
    return tuple(
        figures(f"{at} {translate(step)}") for at, step in enumerate(field.steps, field.low)
    )


def _level(reader: Reader, row: Row, keys: tuple[str, str]) -> tuple[int, int] | None:
    """Return likelihood and impact; None unless both were said."""
    likelihood, impact = (reader.records.value("risk", row, key) for key in keys)
    if isinstance(likelihood, int) and isinstance(impact, int):
        return likelihood, impact
    return None


def _mark(reader: Reader, number: int, row: Row) -> Mark:
    before, after = (_level(reader, row, keys) for keys in (_BEFORE, _AFTER))
    assert before is not None
    return Mark(figures(str(number)), _cell(after or before), _cell(before) if after else None)


def _cell(level: tuple[int, int]) -> tuple[int, int]:
    """Return row and column; the most likely stand at the top."""
    likelihood, impact = level
    return (len(_steps(_BEFORE[0])) - likelihood, impact - 1)


def _told(reader: Reader, number: int, row: Row) -> str:
    reader.shown.note("risk", row, "state")
    told = ", ".join(
        f"{label} {text}" for label, text in reader.pairs("risk", row, *_BEFORE, *_AFTER)
    )
    return f"{figures(str(number))}: {told}."

"""Where indicators stand, as reviews and progress reports show it (tasks 2.4, 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msp_desktop.domain.indicators import Standing
from msp_desktop.domain.monitoring.paths import Path, paths
from msp_desktop.domain.shown import number_in_words
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.document import Block, Note, Paragraph, Table
from msp_desktop.reports.layouts.reading import NOTHING, Reader, linked

_TABLE, _FIGURE = "indicators", "indicators-chart"
_SHOWN = (
    *(
        "name",
        "unit",
        "objective",
        "global_indicator",
        "baseline",
        "baseline_date",
        "target_value",
        "target_date",
    ),
)


def progress_since_baseline(
    reader: Reader, until: str = "", *, lit: bool = False
) -> Iterator[Block]:
    """Set each objective against its indicators: where they began, where they are, where they go.

    Measurements after ``until`` (an ISO date) are left out. ``lit`` says that each shows its light.
    """
    found = paths(reader.records, until)
    rows = tuple(_progress_rows(reader, found, lit=lit))
    if not rows:
        yield Note(
            translate(_("No objective and no indicator is recorded yet (tasks 2.2 and 2.4)."))
        )
        return
    chart = _chart([one.standing for one in found])
    if chart:
        sentence = _(
            "Table {table} sets each objective against its indicators; figure {figure} shows how far each "
            "indicator has come."
        )
        yield Paragraph(linked(sentence, table=_TABLE, figure=_FIGURE))
    head = (_("Objective"), _("Indicator"), _("Baseline"), _("Latest"), _("Target"), _("Share"))
    yield Table(
        tuple(translate(word) for word in head),
        rows,
        (3.2, 3.2, 2.5, 2.5, 2.5, 2 if lit else 1.5),
        numeric=frozenset({5}),
        caption=translate(_("Indicators since the baseline")),
        key=_TABLE,
    )
    nothing = _("No measurement can be compared with a baseline and a target yet.")
    yield chart or Note(translate(nothing))


def _progress_rows(
    reader: Reader, found: Sequence[Path], *, lit: bool
) -> Iterator[tuple[str, ...]]:
    objectives = reader.records.rows("objective")
    for row in objectives:
        name = reader.text("objective", row, "name")
        measured = [one for one in found if one.standing.objective == row["id"]]
        for one in measured:
            yield (name, *_cells(reader, one, lit=lit))
            name = ""
        if not measured:
            nothing = (NOTHING, NOTHING, NOTHING, NOTHING)
            yield (name, translate(_("No indicator yet")), *nothing)
    known = {row["id"] for row in objectives}
    for one in found:
        if one.standing.objective not in known:
            yield (NOTHING, *_cells(reader, one, lit=lit))


def _cells(reader: Reader, one: Path, *, lit: bool) -> tuple[str, ...]:
    standing = one.standing

    def value(number: Decimal | None, kind_key: str, field_key: str, day: str) -> str:
        if number is None:
            return NOTHING
        words = reader.text(kind_key, {field_key: day}, field_key) if day else ""
        return "\n".join(filter(None, (number_in_words(number), words)))

    reader.shown.note("indicator", standing.indicator, *_SHOWN)
    reader.shown.note("measurement", standing.measurement, "indicator", "date", "value")
    name = f"{standing.name} ({standing.unit})" if standing.unit else standing.name
    share = NOTHING if standing.share is None else formats.per_cent(standing.share)
    if lit:
        share = f"{one.light.sign} {one.light.word}\n{share}"
    return (
        "\n".join(filter(None, (name, _followed(standing)))),
        value(standing.baseline, "indicator", "baseline_date", standing.baseline_day),
        value(standing.latest, "measurement", "date", standing.latest_day),
        value(standing.target, "indicator", "target_date", standing.target_day),
        share,
    )


def _followed(standing: Standing) -> str:
    """Say which global indicator one of the partnership follows: the code by which a value is reported."""
    code = str(standing.indicator.get("global_indicator") or "")
    return translate(_("Global indicator {code}")).format(code=code) if code else ""


def _chart(found: Sequence[Standing]) -> ProgressChart | None:
    """Return how far indicators have come; None while there is nothing to compare."""
    bars = []
    for standing in found:
        match (standing.baseline, standing.latest, standing.target):
            case (Decimal() as baseline, Decimal() as latest, Decimal() as target):
                if baseline != target:
                    bars.append(Bar(standing.name, baseline, latest, target))
    if not bars:
        return None
    sentence = translate(_("{indicator}: {share} of the way from baseline to target."))
    sentences = (
        sentence.format(indicator=bar.label, share=formats.per_cent(bar.share)) for bar in bars
    )
    return ProgressChart(
        tuple(bars),
        (translate(_("Baseline")), translate(_("Latest")), translate(_("Target"))),
        " ".join(sentences),
        outside=translate(_("Hatched: beyond the target, or back behind the baseline.")),
        caption=translate(_("How far each indicator has come")),
        key=_FIGURE,
        tabled=True,
    )

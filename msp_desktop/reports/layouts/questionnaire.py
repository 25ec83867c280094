"""The thirty statements about a partnership's health on one page, to be answered by hand (task 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.guideline.initiation.governance import STEPS
from msp_desktop.domain.matrices.healthy import statements
from msp_desktop.domain.records import Records, Row
from msp_desktop.graphs.questionnaire_map import questionnaire_map
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import Block, Document, Facts, Paragraph, WritingLines
from msp_desktop.reports.layouts.meetings import identity
from msp_desktop.reports.layouts.reading import Issue, Reader, document

_CODE = 6
"""Letters and digits by which a sheet is known when it comes back."""


def questionnaire(records: Records, round_: Row, issue: Issue) -> Document:
    """Lay the sheet out for a round of questions; ``round_`` may be empty: then for any."""
    reader = Reader(records)
    return document(
        reader,
        issue,
        kind=_("Questionnaire"),
        mark=f"Q-{_code(round_)}" if round_ else "Q",
        title=translate(_("How is our partnership doing?")),
        blocks=list(_sheet(reader, round_)),
    )


def _sheet(reader: Reader, round_: Row) -> Iterator[Block]:
    if round_:
        name = f"{reader.text('health_round', round_, 'name')} ({_code(round_)})"
        yield Facts(((translate(_("Round")), name),))
    low, high = translate(STEPS[0]), translate(STEPS[-1])
    sentence = _(
        "Mark one circle in each line, from 1 ({low}) to 5 ({high}), or ? where you do not know. You need "
        "not give your name."
    )
    yield Paragraph(figures(translate(sentence).format(low=low, high=high)))
    choices = (*(figures(str(step)) for step in range(1, len(STEPS) + 1)), "?")
    lines = [
        (figures(str(number)), words, axis)
        for number, (_key, words, axis) in enumerate(statements(), 1)
    ]
    picture = questionnaire_map(translate(_("Questionnaire")), lines, choices)
    yield GraphChart(picture, picture.told)
    yield WritingLines(translate(_("Greatest worry, or what should change first")), 1)


def _code(round_: Row) -> str:
    return identity(round_)[-_CODE:].upper()

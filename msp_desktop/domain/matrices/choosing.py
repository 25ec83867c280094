"""What is known of an organisation, and organisations beside each other by criteria (task 1.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.choosing import PROMPTS
from msp_desktop.domain.matrix import (
    PHRASE,
    SENTENCE,
    WORD,
    Cell,
    Head,
    Matrix,
    Source,
    Tone,
    answered,
    columns_of,
    label_of,
    rated,
)
from msp_desktop.domain.partner_assessment import RELIABLE, assessment
from msp_desktop.domain.partner_choice import Candidate, Comparison, compare, scores_that_count
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import number_in_words, shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural

MEAN = "mean"
"""The key of the column with the weighted mean."""
_ASSESSMENT, _SCORE = "partner_assessment", "partner_score"


def thirteen_questions(records: Records, partner_id: str) -> Matrix:
    """Set the thirteen questions about an organisation beside what is known: a row to fill in for each."""
    known = assessment(records, partner_id)
    columns = columns_of(
        _ASSESSMENT,
        rating=WORD,
        known=SENTENCE,
        reliability=PHRASE,
        more_needed=PHRASE,
        concern=PHRASE,
    )
    cells = {
        (option.key, head.key): _known(records, partner_id, option.key, head.key, known.answers)
        for option in PROMPTS
        for head in columns
    }
    notes = []
    if known.besides:
        said = translate_plural(
            "{count} further entry for one of these questions stands in the list below.",
            "{count} further entries for these questions stand in the list below.",
            len(known.besides),
        )
        notes.append(said.format(count=len(known.besides)))
    return Matrix(
        tuple(Head(option.key, translate(option.label)) for option in PROMPTS),
        tuple(columns),
        cells,
        corner=label_of(_ASSESSMENT, "prompt"),
        notes=(known.summary, *notes),
    )


def _known(
    records: Records, partner_id: str, prompt: str, field_key: str, answers: Mapping[str, Row]
) -> Cell:
    row = answers.get(prompt)
    make = rated if field_key == "rating" else answered
    cell = make(records, _ASSESSMENT, row, field_key, prompt=prompt)
    assert cell.answer is not None
    answer = replace(cell.answer, owner_id=partner_id)
    if field_key == "reliability" and row is not None and row.get("reliability"):
        tone = Tone.GOOD if row["reliability"] in RELIABLE else Tone.PLAIN
        cell = replace(cell, tone=tone, strength=int(tone is Tone.GOOD))
    return replace(cell, answer=answer)


def side_by_side(records: Records, partner_ids: Sequence[str]) -> tuple[Matrix, Comparison]:
    """Set organisations (rows, the best first) beside the criteria, with their weighted means."""
    found = compare(records, partner_ids)
    columns = [
        *(_criterion_head(records, one.record_id, one.weight) for one in found.criteria),
        Head(MEAN, translate(_("Weighted mean")), is_total=True),
    ]
    counting = scores_that_count(records)
    cells: dict[tuple[str, str], Cell] = {}
    for candidate in found.candidates:
        for one in found.criteria:
            at = (candidate.partner_id, one.record_id)
            row = counting.get(at)
            cells[at] = rated(
                records, _SCORE, row, "score", partner=candidate.partner_id, criterion=one.record_id
            )
            if row is not None and row.get("note"):
                cells[at] = replace(cells[at], note=str(row["note"]))
        cells[candidate.partner_id, MEAN] = _mean(found, candidate)
    heads = [_row_head(records, one) for one in found.candidates] if found.criteria else []
    matrix = Matrix(
        tuple(heads),
        tuple(columns),
        cells,
        corner=translate(KINDS["partner"].label),
        notes=tuple(found.steadiness()),
        empty=_("Add criteria to the list above, and organisations to compare by them."),
    )
    return matrix, found


def _criterion_head(records: Records, criterion_id: str, weight: int) -> Head:
    name = records.name("selection_criterion", criterion_id)
    label = translate(_("{name} (×{weight})")).format(name=name, weight=number_in_words(weight))
    row = records.find("selection_criterion", criterion_id) or {}
    return Head(criterion_id, label, str(row.get("meaning") or ""), WORD)


def _row_head(records: Records, candidate: Candidate) -> Head:
    row = records.find("partner", candidate.partner_id) or {}
    state = shown(KINDS["partner"].fields["state"], row.get("state"), records)
    return Head(
        candidate.partner_id, candidate.name, ", ".join(filter(None, (candidate.name, state)))
    )


def _mean(found: Comparison, candidate: Candidate) -> Cell:
    total = found.total(candidate)
    if total is None:
        return Cell()
    source = (Source("partner", candidate.partner_id),)
    if candidate.is_complete:
        return Cell(sign=number_in_words(total), sources=source)
    some = translate(_("{count} of {total} scored")).format(
        count=number_in_words(candidate.scored), total=number_in_words(len(found.criteria))
    )
    return Cell(sign=number_in_words(total), text=some, sources=source)

"""Leadership, roles and decisions in print: the matrix with its words, the register, the agreement."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from msp_desktop.reports import sheet
from msp_desktop.reports.document import words_of
from msp_desktop.reports.layouts.agreement import drawn_texts
from msp_desktop.reports.layouts.decisions import decisions
from msp_desktop.reports.layouts.roles import roles_and_lead
from msp_desktop.reports.layouts.workbooks import document_book
from msp_desktop.reports.pdf import draw
from tests.reports.saying import part, tables
from tests.reports.test_pdf import text_of

if TYPE_CHECKING:
    from msp_desktop.reports.layouts.reading import Issue
    from tests.reports.conftest import Drafting


@pytest.fixture
def roles(drafting: Drafting) -> Drafting:
    """Two partners that lead one component jointly, and an activity that one of them carries out."""
    add = drafting.add
    board = add("partner", {"name": "Water Board", "short_name": "Board", "state": "active"})
    cross = add("partner", {"name": "Red Cross", "state": "active"})
    wells = add("component", {"name": "Wells"})
    job = add("activity", {"name": "Survey", "component": wells, "responsible": cross})
    add("lead_partner", {"partner": board, "mandate": "Calls the meetings"})
    add("lead_agreement", {"partner": cross, "agreed": 1, "condition": "A turn each"})
    for who, share in ((board, "Pumps"), (cross, "")):
        role = {"component": wells, "partner": who, "role": "joint_lead", "share": share}
        add("responsibility", role)
    add(
        "responsibility",
        {"component": wells, "activity": job, "partner": board, "role": "consulted"},
    )
    return drafting


def test_the_matrix_of_roles_is_printed_in_signs_and_in_words(
    roles: Drafting, issue: Issue
) -> None:
    said = roles_and_lead(roles.records(), issue)
    signs, words = tables(part(said, "Who does what"))
    assert signs.rows[0] == ("Wells (1 activity)", "◐", "◐")
    assert signs.rows[1] == ("Survey", "○", "◆")
    assert signs.total == ("Components with a role", "1", "1")
    assert words.rows == (
        *(("Wells", "–", "Water Board – Pumps; Red Cross", "–", "–", "–"),),
        *(("– Survey", "–", "–", "–", "Water Board", "–"),),
    )
    printed = " ".join(text_of(draw(said).pdf).split())
    assert "Wells: say which part of the lead Red Cross answers for." in printed
    assert "Agreed on conditions" in printed
    assert "Red Cross carries out 1 of 1 activity." in printed
    assert "\ufffd" not in printed, "every sign is in the fonts"


def test_nothing_decided_and_no_role_are_said(drafting: Drafting, issue: Issue) -> None:
    assert "(task 5.2)" in words_of(roles_and_lead(drafting.records(), issue).blocks)
    said = words_of(decisions(drafting.records(), issue).blocks)
    assert "There is no emergency procedure yet." in said
    assert "No decision yet." in said


def test_the_register_is_printed_with_what_replaced_what(drafting: Drafting, issue: Issue) -> None:
    add = drafting.add
    meeting = add("meeting", {"title": "May", "date": "2026-05-01", "state": "held"})
    old = add("decision", {"text": "Dig", "number": "1"}, meeting)
    add("decision", {"text": "Dig deeper", "number": "2", "replaces": old}, meeting)
    said = decisions(drafting.records(), issue)
    (table,) = tables(part(said, "Register of decisions"))
    assert [(row[0], row[2], row[-1]) for row in table.rows] == [
        *(("2", "Dig deeper", "In force"), ("1", "Dig", "Replaced by 2")),
    ]
    book = load_workbook(BytesIO(sheet.write(document_book(said))))
    rows = [[cell.value for cell in row] for row in book["3 Register of decisions"].iter_rows()]
    assert rows[0][:3] == ["Decision", "On", "What was decided"]
    assert rows[1][1] == datetime(2026, 5, 1), "days are days"  # noqa: DTZ001 - as Excel has it
    assert [row[2] for row in rows[1:]] == ["Dig deeper", "Dig"]


def test_the_agreement_says_roles_and_how_decisions_are_taken(roles: Drafting) -> None:
    body = roles.add("body", {"name": "Committee"})
    roles.add(
        "decision_rule",
        {
            "subject": "Floods",
            "type": "emergency",
            "decided_by": "The engineer",
            "procedure": "At once",
            "up_to": "NPR 5 000",
            "report_to": body,
            "report_hours": 24,
        },
    )
    texts = drawn_texts(roles.records())
    assert "Wells | – | Water Board – Pumps; Red Cross" in texts[10]
    assert "Floods | NPR 5 000 | Committee | 24" in texts[14]

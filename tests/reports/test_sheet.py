"""Tables for Excel: read back with openpyxl; whatever people typed stays what they typed."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msp_desktop.domain.fields import Money
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Shape, is_filled
from msp_desktop.domain.shown import Said, day_in_words, money_in_words, number_in_words
from msp_desktop.i18n import speaking
from msp_desktop.reports.charts import Bar, ProgressChart
from msp_desktop.reports.document import Document, Heading, Paragraph, Table
from msp_desktop.reports.layouts.reading import Issue
from msp_desktop.reports.layouts.workbooks import document_book, partnership_book
from msp_desktop.reports.printable import printable
from msp_desktop.reports.sheet import LONGEST_NAME, LONGEST_TEXT, names, write
from msp_desktop.reports.workbook import Cell, Link, Sheet, Workbook
from tests.reports.conftest import Drafting
from tests.reports.test_hostile_text import ODD

Plain = Callable[..., Document]
PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "{=1+1}",
    "http://example.org",
    "mailto:a@example.org",
    "internal:'Other'!A1",
    "007",
    "1,5",
    "TRUE",
    "<r><t>x</t></r>",
    "<r><broken></r>",
    "_x0041_",
)


def book(*sheets: Sheet, language: str = "en") -> Workbook:
    return Workbook("Title", "Subject", "Office", language, date(2026, 11, 23), sheets)


def opened(said: Workbook) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(said)))


def column(*values: Cell) -> Sheet:
    return Sheet("Words", ("Head",), [(value,) for value in values])


@pytest.mark.parametrize("typed", PAYLOADS)
def test_text_never_becomes_a_formula_a_number_or_a_link(typed: str) -> None:
    said = book(Sheet(typed, (typed,), [(typed,)], (typed,)))
    (sheet,) = opened(said).worksheets
    for cell in (sheet["A1"], sheet["A2"], sheet["A3"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.value.replace("\u200b", "").replace("_x005F_", "_") == printable(typed)
        if typed[0] in "=+-@\t＝＋－＠":
            assert cell.quotePrefix, "Excel would read it as a formula when the cell is edited"


def test_values_have_their_types() -> None:
    sheet = opened(book(column(Decimal("1250.50"), 7, date(2026, 11, 23), time(14, 30), None)))[
        "Words"
    ]
    values = [cell.value for cell in sheet["A"][1:]]
    assert values == [1250.5, 7, datetime(2026, 11, 23), time(14, 30), None]  # noqa: DTZ001
    formats = [cell.number_format for cell in sheet["A"][1:5]]
    assert formats == ["#,##0.0", "#,##0", "yyyy-mm-dd", "hh:mm"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("12345678901234567.25"), "12345678901234567.25"),
        (2**60, str(2**60)),
        (date(1899, 12, 31), "1899-12-31"),
        (date(1, 1, 1), "0001-01-01"),
    ],
)
def test_what_excel_would_change_is_written_as_text(value: Cell, said: str) -> None:
    assert opened(book(column(value)))["Words"]["A2"].value == said


def test_heads_stay_in_view_and_can_be_filtered() -> None:
    said = book(Sheet("List", ("A", "B"), [("a", 1), ("b", 2)], ("", 3)))
    sheet = opened(said)["List"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert [cell.value for cell in sheet[4]] == [None, 3]


@pytest.mark.parametrize("language", ["ur", "dv"])
def test_sheets_from_the_right_are_turned_around(language: str) -> None:
    assert opened(book(column("x"), language=language))["Words"].sheet_view.rightToLeft
    assert not opened(book(column("x")))["Words"].sheet_view.rightToLeft


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    typed = "🙂" * 40_000
    value = opened(book(column(typed)))["Words"]["A2"].value
    assert value.endswith("…")
    assert len(value.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert typed.startswith(value[:-1])


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(ODD, st.sampled_from(["History", "'x'", "a/b", "A B", "a b", "x" * 40])),
        max_size=8,
    )
)
def test_names_of_sheets_are_those_that_excel_takes(wanted: list[str]) -> None:
    found = names(wanted)
    assert len({name.casefold() for name in found}) == len(wanted)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= LONGEST_NAME
        assert not set(name) & set(r"[]:*?/\\")
        assert name == name.strip("' ")
        assert name.casefold() != "history"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=ODD)
def test_any_text_makes_a_workbook_that_opens(typed: str) -> None:
    said = Workbook(
        typed, typed, typed, "en", date(2026, 11, 23), (Sheet(typed, (typed,), [(typed,)]),)
    )
    assert opened(said).worksheets[0].max_row >= 1


def test_links_lead_to_the_sheet_of_that_name() -> None:
    said = book(
        Sheet("First", ("A",), [(Link("It's / this"),)]), Sheet("It's / this", ("B",), [("x",)])
    )
    made = opened(said)
    link = made["First"]["A2"].hyperlink
    assert link.location == "'It''s this'!A1"
    assert made.sheetnames == ["First", "It's this"]


def test_the_same_workbook_gives_the_same_bytes() -> None:
    said = book(column("x", 1, date(2026, 1, 1)))
    assert write(said) == write(said)


def test_a_document_brings_its_tables_and_the_values_of_its_charts(plain: Plain) -> None:
    chart = ProgressChart(
        (Bar("Wells", Decimal(1), Decimal("2.5"), Decimal(4)),), ("a", "b", "c"), "said"
    )
    table = Table(("Who", "NPR"), (("Sita", "1,000"),), (1, 1), frozenset({1}), ("", "1,000"))
    said = plain(Paragraph("x"), table, Heading(2, "Progress", "3"), chart, table, status="Draft")
    made = opened(document_book(said))
    assert made.sheetnames == ["A kind", "A title", "3 Progress", "3 Progress 2"]
    assert [cell.value for cell in made["A kind"]["A"]] == [
        "A kind", "A title", "A subject", "N-1", "23 November 2026", "Jumla District Office, Jumla", "Draft",
    ]  # fmt: skip
    assert [cell.value for cell in made["A title"]["B"]] == ["NPR", "1,000", "1,000"]
    assert [cell.value for cell in made["3 Progress"][2]] == ["Wells", 1, 2.5, 4]


def test_a_document_brings_numbers_days_and_amounts_to_add_up_and_to_sort(plain: Plain) -> None:
    money = Money(Decimal("1250.50"), "NPR")
    with speaking("ur"):
        row = (day_in_words(date(2026, 11, 23)), money_in_words(money), number_in_words(7))
        mixed = (f"until {row[0]}", f"{row[1]} each", "–")
    table = Table(("When", "Cost", "Number"), (row, mixed), (1, 1, 1))
    said = replace(plain(table, table), language="ur")
    made = opened(document_book(said))
    assert made.sheetnames == ["A kind", "A title", "A title ۲"]
    (first, second) = made["A title"].iter_rows(min_row=2)
    assert [cell.value for cell in first] == [datetime(2026, 11, 23), 1250.5, 7]  # noqa: DTZ001
    assert first[1].number_format == '"NPR" #,##0.0'
    assert [cell.value for cell in second] == list(mixed)


@pytest.mark.parametrize("currency", ['"', "", "=1", "N;R"])
def test_a_currency_never_becomes_part_of_a_format(currency: str) -> None:
    cell = opened(book(column(Money(Decimal(5), currency))))["Words"]["A2"]
    assert (cell.data_type, cell.value) == ("s", f"{currency} 5")


def test_an_answer_in_words_keeps_what_it_says_when_copied() -> None:
    said = day_in_words(date(2026, 11, 23))
    assert isinstance(said, Said)
    for copied in (deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert (copied, copied.exact) == ("23 November 2026", date(2026, 11, 23))


def test_a_partnership_brings_all_its_records_with_typed_values(
    water: Drafting, issue: Issue
) -> None:
    made = opened(partnership_book(water.records(), issue))
    contents = made.worksheets[0]
    assert [cell.value for cell in contents["A"]][:2] == ["Sheet", "Pages"]
    assert len(made.sheetnames) == contents.max_row - 1
    assert "is not in this workbook" in contents.cell(contents.max_row, 1).value
    money = table_of(made["Commitments"])
    assert money[0]["Value"] == 250_000
    assert money[0][next(name for name in money[0] if "currency" in name)] == "NPR"
    assert money[0]["Partner"] == "Water Board"
    assert table_of(made["Objectives"])[0]["By when"] == datetime(2027, 6, 30)  # noqa: DTZ001
    measured = table_of(made["Measurements"])
    assert [row["Value"] for row in measured] == [20, 30]
    points = table_of(made["Action points"])
    assert (points[0]["Meeting"], points[0]["What is to be done"]) == (
        "First, 1 September 2026",
        "Order pumps",
    )
    pages = {(row["Page"], row["Question"]): row["Answer"] for row in table_of(made["Pages"])}
    assert "Wells run dry" in pages.values()


def test_every_answer_of_every_kind_is_there(crowded: Records, issue: Issue) -> None:
    made = partnership_book(crowded, issue)
    by_name = {sheet.name: sheet for sheet in made.sheets}
    for kind in KINDS.values():
        if kind.shape is Shape.MANY and kind.plural in by_name:
            sheet = by_name[kind.plural]
            assert len(sheet.rows) == len(crowded.rows(kind.key))
            assert all(len(row) == len(sheet.head) for row in sheet.rows)
            for row, cells in zip(crowded.rows(kind.key), sheet.rows, strict=True):
                answers = sum(is_filled(row, key) for key in kind.fields)
                assert sum(cell not in (None, "") for cell in cells) >= answers


def test_the_workbook_speaks_the_language_it_is_asked_for(water: Drafting, issue: Issue) -> None:
    with speaking("en-XA"):
        made = partnership_book(water.records(), issue)
    assert made.language == "en-XA"
    assert made.sheets[0].name != "Contents"


def test_persons_and_confidential_records_stay_out_of_the_workbook(
    drafting: Drafting, issue: Issue
) -> None:
    partner = drafting.add("partner", {"name": "Water Board"})
    drafting.add("contact", {"name": "Sita", "phone": "+977 1"}, partner)
    drafting.add("conflict_case", {"subject": "Told to nobody", "confidential": 1})
    drafting.add("conflict_case", {"subject": "Told to all"})
    said = str(partnership_book(drafting.records(), issue).sheets)
    assert "Told to all" in said
    assert "Told to nobody" not in said
    assert "+977 1" not in said


def table_of(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]

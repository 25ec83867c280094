"""Data sheets go out as workbooks, are filled in elsewhere, and come back whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from msp_desktop.app import data_sheets, periods
from msp_desktop.app.data_sheets import (
    CannotBeTaken,
    ChangedMeanwhile,
    Filled,
    NotADataSheet,
    OtherDataSheet,
)
from msp_desktop.app.office import Office
from msp_desktop.domain.guideline.frame import LATIN_DIGITS
from msp_desktop.domain.monitoring.taking_in import Verdict
from msp_desktop.intake.sheets import NotATable

Fill = Callable[[Any], None]


class Clerk:
    """Sends data sheets out, fills them in with a spreadsheet, and reads them back."""

    def __init__(self, office: Office, space: str, folder: Path) -> None:
        self.office, self.workspace, self.space, self.folder = (
            office, office.workspace, space, folder,
        )  # fmt: skip
        add = self.workspace.add
        self.partner = add("partner", space, {"name": "Water office", "state": "active"})
        dates = {"name": "Spring", "period": "2026-04-01/2026-06-30"}
        self.period = add("monitoring_period", space, dates)
        self.wells = self.indicator("Wells that work")
        self.taps = self.indicator("Taps")
        group = {"dimension": "place", "name": "Hills", "value": "2"}
        add("baseline_part", space, group, owner_id=self.wells)
        work = {
            "name": "Drilling",
            "responsible": self.partner,
            "period": "2026-03-01/2026-09-30",
            "progress": 10,
        }
        self.work = add("activity", space, work)

    def indicator(self, name: str) -> str:
        answers = {"name": name, "unit": "wells", "responsible": self.partner, "source": "Log book"}
        return self.workspace.add("indicator", self.space, answers)

    @property
    def sent(self) -> Path:
        file = self.folder / "sheet.xlsx"
        data_sheets.write_sheet(self.workspace, self.space, self.period, self.partner, file)
        return file

    def back(self, fill: Fill) -> Filled:
        """Return what a sheet would bring after somebody filled it in."""
        book = load_workbook(self.sent)
        fill(book)
        file = self.folder / "back.xlsx"
        book.save(file)
        return data_sheets.look_into(self.workspace, self.space, file)

    def values(self, kind: str, *keys: str) -> list[tuple[object, ...]]:
        return [
            tuple(row.get(key) for key in keys) for row in self.workspace.rows(kind, self.space)
        ]


@pytest.fixture
def clerk(office: Office, space: str, tmp_path: Path) -> Clerk:
    return Clerk(office, space, tmp_path)


def put(book: Any, sheet: str, **cells: object) -> None:
    for cell, value in cells.items():
        book[sheet][cell] = value


def well(book: Any) -> None:
    put(book, "Indicators", F2=datetime(2026, 5, 2), G2=12.5, I2=30, J2=14, K2=16)  # noqa: DTZ001
    put(book, "Groups", E2=4, F2=9)
    put(book, "Activities", E2="2026-05-03", F2=40, G2=3, J2="=SUM of all evil")
    book["Activities"]["J2"].data_type = "s"


def complaints(filled: Filled) -> list[str]:
    return [
        f"{entry.title} {cell}: {said}"
        for entry in filled.found.entries
        for cell, said in entry.problems
    ]


def test_what_a_new_line_says_is_shown_and_parts_that_are_no_whole_are_told(clerk: Clerk) -> None:
    def fill(book: Any) -> None:
        well(book)
        put(book, "Indicators", K2=20)

    filled = clerk.back(fill)
    first, *others = filled.found.entries
    assert "Value: 12.5" in first.changes[0]
    assert "Women and girls: 14 · Men and boys: 20" in first.changes[0]
    assert any("make 34, the whole is 30" in doubt for doubt in first.doubts)
    assert not any(entry.doubts for entry in others)
    assert filled.found.can_be_taken


def test_a_share_above_the_whole_is_asked_about_and_taken_in_all_the_same(clerk: Clerk) -> None:
    clerk.workspace.set_fields("indicator", clerk.wells, {"unit": "per cent of wells"})

    def fill(book: Any) -> None:
        well(book)
        put(book, "Indicators", G2=125)
        put(book, "Groups", E2=140)

    filled = clerk.back(fill)
    whole, group, activity = filled.found.entries
    for entry in (whole, group):
        assert any("between 0 and 100" in doubt for doubt in entry.doubts), entry.title
    assert not activity.doubts
    data_sheets.take_in(clerk.workspace, filled)
    assert clerk.values("measurement_part", "value") == [("140",)]


def test_a_sheet_comes_back_as_one_step_that_can_be_undone(clerk: Clerk) -> None:
    filled = clerk.back(well)
    assert complaints(filled) == []
    assert [entry.verdict for entry in filled.found.entries] == [Verdict.NEW] * 3
    assert clerk.values("measurement", "value") == [], "looking changes nothing"
    steps = len(clerk.workspace.history.done)
    data_sheets.take_in(clerk.workspace, filled)
    assert clerk.values(
        "measurement", "indicator", "date", "value", "counted", "source", "period"
    ) == [(clerk.wells, "2026-05-02", "12.5", 30, "Log book", clerk.period)]
    assert clerk.values("measurement_part", "dimension", "name", "value", "counted") == [
        ("place", "Hills", "4", "9")
    ]
    assert clerk.values("activity_check", "done", "result", "obstacles") == [
        ("40", 3, "=SUM of all evil")
    ]
    assert clerk.values("activity", "progress", "state") == [(40, "under_way")]
    assert len(clerk.workspace.history.done) == steps + 1
    clerk.workspace.undo()
    assert clerk.values("measurement", "value") == []
    assert clerk.values("activity", "progress") == [(10,)]


def test_the_same_sheet_twice_brings_nothing_and_a_corrected_one_says_what_changes(
    clerk: Clerk,
) -> None:
    data_sheets.take_in(clerk.workspace, clerk.back(well))
    again = clerk.back(well)
    assert {entry.verdict for entry in again.found.entries} == {Verdict.SAME}
    with pytest.raises(CannotBeTaken):
        data_sheets.take_in(clerk.workspace, again)

    def corrected(book: Any) -> None:
        well(book)
        put(book, "Indicators", G2=13)

    changed = clerk.back(corrected)
    (entry,) = [one for one in changed.found.entries if one.verdict is Verdict.CHANGED]
    assert entry.changes == ["Value: 12.5 becomes 13"]
    data_sheets.take_in(clerk.workspace, changed)
    assert clerk.values("measurement", "value") == [("13",)]


WRONG: list[tuple[str, str, object, str]] = [
    ("Indicators", "G2", "12,5", "“12,5” can be read in two ways"),
    ("Indicators", "G2", "1.250,5", "can be read in two ways"),
    ("Indicators", "G2", "about twelve", "“about twelve” is text"),
    ("Indicators", "G2", datetime(2026, 5, 1), "A date stands here"),  # noqa: DTZ001
    ("Indicators", "G2", "=1/0", "has no result"),
    ("Indicators", "G2", "#DIV/0!", "has no result"),
    ("Indicators", "G2", True, "yes or no"),
    ("Indicators", "G2", None, "“Value” is missing"),
    ("Indicators", "F2", "2/5/26", "“2/5/26” is not a date"),
    ("Indicators", "F2", "2026-07-02", "lies outside the period “Spring”"),
    ("Indicators", "J2", 1.5, "Write a whole number"),
    ("Indicators", "J2", -3, "cannot be below zero"),
    ("Indicators", "R2", "very", "“very” is none of these"),
    ("Indicators", "A2", "0000-0000", "This code is not known here"),
    ("Activities", "F2", 140, "between 0 and 100"),
    ("Activities", "G2", 7, "outside the scale"),
]


def test_what_cannot_be_read_is_named_by_sheet_and_cell_and_nothing_is_taken_in(
    clerk: Clerk,
) -> None:
    for sheet, cell, given, said in WRONG:
        filled = clerk.back(partial(wrong_at, sheet, cell, given))
        found = complaints(filled)
        names = [one for one in found if one.startswith(sheet) and f" {cell}: " in one]
        assert any(said in one for one in names), found
        with pytest.raises(CannotBeTaken):
            data_sheets.take_in(clerk.workspace, filled)
    for kind in ("measurement", "measurement_part", "activity_check"):
        assert clerk.workspace.rows(kind, clerk.space) == []


def wrong_at(sheet: str, cell: str, given: object, book: Any) -> None:
    well(book)
    book[sheet][cell] = given


def test_numbers_as_text_in_any_digits_and_without_doubt_are_read(clerk: Clerk) -> None:
    def nepali(book: Any) -> None:
        put(book, "Indicators", F2="2026-05-02", G2="१२.५")

    filled = clerk.back(nepali)
    assert complaints(filled) == []
    assert filled.found.entries[0].values["value"] == "12.5"


def test_a_line_that_stands_twice_is_refused_and_another_place_is_not(clerk: Clerk) -> None:
    def twice(book: Any) -> None:
        put(book, "Indicators", F2="2026-05-02", G2=1)
        code = book["Indicators"]["A2"].value
        put(book, "Indicators", A4=code, F4="2026-05-02", G4=2, H4="North", S4="Log")
        put(book, "Indicators", A5=code, F5="2026-05-02", G5=3, S5="Log")

    filled = clerk.back(twice)
    assert complaints(filled)[-1].endswith(
        "A5: This stands on line 2 already: the same day and place."
    )


def test_a_locked_period_refuses_every_line(clerk: Clerk) -> None:
    file = clerk.sent
    book = load_workbook(file)
    well(book)
    book.save(file)
    periods.lock(clerk.workspace, clerk.space, clerk.period, date(2026, 7, 1))
    filled = data_sheets.look_into(clerk.workspace, clerk.space, file)
    assert filled.found.count(Verdict.REFUSED) == 3
    assert all("is locked" in one for one in complaints(filled))


def test_the_wrong_file_is_refused(clerk: Clerk, tmp_path: Path) -> None:
    other = clerk.workspace.add_partnership({"name": "Roads"})
    with pytest.raises(OtherDataSheet):
        data_sheets.look_into(clerk.workspace, other, clerk.sent)
    plain = tmp_path / "plain.xlsx"
    Workbook().save(plain)
    with pytest.raises(NotADataSheet):
        data_sheets.look_into(clerk.workspace, clerk.space, plain)
    for name, content in (("a.xlsx", b"PK\x03\x04 broken"), ("b.csv", b"a,b"), ("c.xlsx", b"")):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(NotATable):
            data_sheets.look_into(clerk.workspace, clerk.space, file)


def test_moved_columns_and_missing_sheets_are_named(clerk: Clerk) -> None:
    def moved(book: Any) -> None:
        well(book)
        book["Indicators"].insert_cols(3)
        del book["Groups"]

    filled = clerk.back(moved)
    assert filled.found.problems == (
        "Indicators, C1: here should stand “Unit”. Columns may not be moved or renamed.",
        "The sheet “Groups” is missing. Use the file as it was sent.",
    )
    assert not filled.found.can_be_taken


def test_heads_are_the_same_in_whatever_digits(clerk: Clerk) -> None:
    choice = {"language": "ne", "digits": LATIN_DIGITS}
    clerk.workspace.set_fields("partnership", clerk.space, choice)
    heads = [cell.value for cell in load_workbook(clerk.sent).worksheets[1][1]]
    assert any("18" in str(head) for head in heads)
    back = data_sheets.look_into(clerk.workspace, clerk.space, clerk.sent)
    assert back.found.problems == ()


def test_what_looks_like_a_formula_goes_out_as_text(clerk: Clerk) -> None:
    clerk.workspace.set_fields("indicator", clerk.taps, {"name": "=HYPERLINK(1)"})
    cell = load_workbook(clerk.sent)["Indicators"]["B3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_lines_are_compared_anew_when_they_are_taken_in(clerk: Clerk) -> None:
    filled = clerk.back(well)
    answers = {"indicator": clerk.wells, "date": "2026-05-02", "value": "9"}
    clerk.workspace.add("measurement", clerk.space, answers)
    with pytest.raises(ChangedMeanwhile):
        data_sheets.take_in(clerk.workspace, filled)
    assert clerk.values("measurement", "value") == [("9",)], "nobody was shown that it goes"


def test_what_was_corrected_since_is_not_overwritten_by_a_further_sheet(clerk: Clerk) -> None:
    data_sheets.take_in(clerk.workspace, clerk.back(well))
    workspace = clerk.workspace
    for kind, corrected in (
        ("measurement", {"date": "2026-05-01"}),
        ("measurement_part", {"name": "Valley"}),
        ("activity_check", {"date": "2026-05-01"}),
    ):
        (row,) = workspace.rows(kind, clerk.space)
        workspace.set_fields(kind, str(row["id"]), corrected)
    data_sheets.take_in(workspace, clerk.back(well))
    assert clerk.values("measurement", "date") == [("2026-05-01",), ("2026-05-02",)]
    assert sorted(clerk.values("measurement_part", "name")) == [("Hills",), ("Valley",)]
    assert clerk.values("activity_check", "date") == [("2026-05-01",), ("2026-05-03",)]


def test_what_was_removed_comes_back_with_what_the_sheet_says_alone(clerk: Clerk) -> None:
    workspace = clerk.workspace
    data_sheets.take_in(workspace, clerk.back(well))
    (row,) = workspace.rows("measurement", clerk.space)
    workspace.set_fields("measurement", str(row["id"]), {"remark": "Wrong paper"})
    workspace.remove("measurement", str(row["id"]))
    data_sheets.take_in(workspace, clerk.back(well))
    assert clerk.values("measurement", "value", "remark") == [("12.5", None)]


def test_what_a_spreadsheet_shows_in_per_cent_counts_as_it_is_shown(clerk: Clerk) -> None:
    def shares(book: Any) -> None:
        put(book, "Indicators", F2="2026-05-02", G2=0.57)
        put(book, "Activities", E2="2026-05-03", F2=0.4)
        book["Indicators"]["G2"].number_format = "0%"
        book["Activities"]["F2"].number_format = "0.00%"

    (said,) = complaints(clerk.back(shares))
    assert "“57 %” is a number in per cent" in said
    clerk.workspace.set_fields("indicator", clerk.wells, {"unit": "% of wells"})
    data_sheets.take_in(clerk.workspace, clerk.back(shares))
    assert clerk.values("measurement", "value") == [("57",)]
    assert clerk.values("activity_check", "done") == [("40",)]

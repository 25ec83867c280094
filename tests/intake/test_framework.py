"""The framework is read out of files as they are published, and of no others."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_desktop.domain.problems import Problem
from msp_desktop.domain.sdg import INDICATORS, TARGETS
from msp_desktop.intake import sheets
from msp_desktop.intake.framework import NoCodesFound, read
from msp_desktop.intake.sheets import NotATable, TableTooLarge
from tests.intake.published import ALL, BODY, as_csv, as_xlsx

WORDING = {
    "1": "Nobody is poor in the valley",
    "1.2": "By 2030, no house without a hearth",
    "1.2.1": "Share of houses with a hearth",
    "1.2.2": "Hearths, by (a) kind and (b) age",
    "1.a": "Coins for hearths",
    "1.a.1": "Coins spent, including for CO2",
    "6": "Water in every house",
    "6.1": "Taps for all",
    "6.1.1": "Houses with a tap",
    "6.1.n1": "Taps that run in the dry months",
}
BOOK = as_xlsx(BODY)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


def test_goals_targets_and_indicators_come_in_order_without_marks_of_footnotes() -> None:
    found = read(as_csv(), "list.csv")
    assert found.wording == WORDING
    assert list(found.wording) == list(WORDING)
    assert found.unsd == {
        "1.2.1": "C010201", "1.2.2": "C010202", "1.a.1": "C010a01", "6.1.1": "C060101",
    }  # fmt: skip
    assert found.language == "en"
    assert found.remarks == ()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", list(",;\t|"))
def test_encodings_and_separators_make_no_difference(encoding: str, separator: str) -> None:
    content = as_csv(separator=separator).decode().encode(encoding)
    assert read(content, "list.csv").wording == WORDING


def test_a_workbook_says_the_same_as_the_text() -> None:
    text, book = read(as_csv(), "list.csv"), read(as_xlsx(), "list.xlsx")
    assert (book.wording, book.unsd) == (text.wording, text.unsd)


def test_old_text_files_of_windows_are_read() -> None:
    rows = [("Objectif 4. Une école près de chaque maison",), ("4.1 Finir l’école",)]
    found = read(as_csv(rows).decode().encode("cp1252"), "liste.csv")
    assert found.wording["4"] == "Une école près de chaque maison"
    assert found.language == "fr"


@pytest.mark.parametrize(
    ("goal", "target", "language"),
    [
        ("គោលដៅទី ១. ទឹក", "១.១ ទឹកស្អាត", "km"),
        ("लक्ष्य १: पानी", "१.१ सफा पानी", "ne"),
        ("\u200fالهدف 1- ماء", "\u200f1-1 ماء نظيف", "ar"),
        ("目标1. 水", "1.1到处有水", "zh-Hans"),
        ("Цель 1. Вода", "1.1. Чистая вода", "ru"),
        ("Mục tiêu 1: Nước", "1.1\u00a0Nước sạch", "vi"),
    ],
)
def test_other_scripts_digits_and_signs_are_understood(
    goal: str, target: str, language: str
) -> None:
    found = read(as_csv([(goal,), (target,)]), "list.csv")
    assert list(found.wording) == ["1", "1.1"]
    assert found.language == language


def test_codes_of_a_country_are_its_own() -> None:
    found = read(as_csv(), "list.csv")
    made = found.framework("Valley", "en", "")
    assert made.own == {"6.1.n1": "Taps that run in the dry months"}
    assert (made.goals, made.targets, made.indicators) == (2, 3, 4)


def test_what_cannot_be_used_is_named_with_its_row() -> None:
    rows = [
        *BODY,
        ("", "18.1 Moons for all", "", ""),
        ("", "6.2", "", ""),
        ("", "6.1 Wells for all", "", "C060199"),
        (
            "",
            "By 2030, something long that has lost the number it had, as happens in copies",
            "",
            "",
        ),
        ("", "6.3 Clean rivers", "", ""),
    ]
    found = read(as_csv(rows), "list.csv")
    said = [remark.text for remark in found.remarks]
    assert [text.partition(":")[0] for text in said[:4]] == ["Row 9", "Row 10", "Row 11", "Row 11"]
    assert "18.1" in said[0]
    assert "6.2" in said[1]
    assert "other words" in said[2]
    assert "C060199" in said[3]
    assert said[4].startswith("Row 12 ")
    assert found.wording["6.1"] == "Taps for all"
    assert "18.1" not in found.wording
    assert found.wording["6.3"] == "Clean rivers"


def test_every_code_of_the_program_is_found_as_it_is_printed() -> None:
    rows = [(f"{code} Words", "") for code in TARGETS]
    rows += [("", f"{code} Words") for code in INDICATORS]
    assert read(as_csv(rows), "list.csv").wording.keys() == TARGETS.keys() | INDICATORS.keys()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", NoCodesFound),
        (b"name,place\nJumla,2.5 km away\n", NoCodesFound),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, NotATable),
        (b"%PDF-1.7\n\x81\x8d", NotATable),
        (b"PK\x03\x04 not a workbook", NotATable),
        (b"\xff\xfe\x00\xd8", NotATable),
    ],
)
def test_other_files_are_refused_with_what_to_do(content: bytes, problem: type[Problem]) -> None:
    with pytest.raises(problem, match="Nothing was changed"):
        read(content, "letter.doc")


def test_nothing_larger_than_a_list_of_codes_is_read() -> None:
    with pytest.raises(TableTooLarge):
        read(b"1.1 a\n" * 10_000, "list.csv")
    with pytest.raises(TableTooLarge):
        read(b" " * (sheets.LARGEST + 1), "list.csv")


def test_a_workbook_that_unpacks_into_too_much_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 8_000_000)
    assert len(out.getvalue()) < sheets.LARGEST
    with pytest.raises(TableTooLarge):
        read(out.getvalue(), "list.xlsx")


def test_a_workbook_packed_in_a_way_of_the_future_is_refused() -> None:
    content = bytearray(BOOK)
    content[content.index(b"PK\x01\x02") + 6] = 255  # the version that is needed to unpack it
    with pytest.raises(NotATable):
        read(bytes(content), "list.xlsx")


def with_sheet(text: str) -> bytes:
    """The workbook with another first sheet, which stands before the list."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BOOK)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            is_first = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, text if is_first else old.read(name))
    return out.getvalue()


def test_a_sheet_that_says_it_is_endless_is_not_filled_up() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = read(with_sheet(f"{SHEET}<sheetData>{far}</sheetData></worksheet>"), "list.xlsx")
    assert found.wording == WORDING


def test_words_that_stand_for_words_without_end_are_not_followed() -> None:
    names = "abcdefg"
    entities = "".join(f'<!ENTITY {one} "{f"&{before};" * 50}">' for before, one in pairwise(names))
    cell = '<row r="1"><c t="inlineStr"><is><t>&g;</t></is></c></row>'
    start = f'<!DOCTYPE w [<!ENTITY a "{"x" * 1000}">{entities}]>{SHEET}'
    with pytest.raises(NotATable):
        read(with_sheet(f"{start}<sheetData>{cell}</sheetData></worksheet>"), "list.xlsx")


def test_a_long_sheet_beside_the_list_does_no_harm() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(as_xlsx()))
    data = book.create_sheet("Data", 0)
    for number in range(5_100):
        data.append([number])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), "list.xlsx").wording == WORDING


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Problem):
        assert read(content, "f").wording


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=4),
    st.integers(0, 10**6),
)
def test_damaged_workbooks_are_read_or_refused(damage: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(BOOK)
    for place, byte in damage:
        content[place % len(content)] = byte
    with suppress(Problem):
        assert read(bytes(content[: cut % len(content) or None]), "f.xlsx").wording


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Nd"], exclude_characters=".-"), max_size=30
)


@given(
    st.lists(st.tuples(st.sampled_from([*TARGETS, *INDICATORS]), words), min_size=1, max_size=20)
)
def test_words_of_any_script_come_back(listed: list[tuple[str, str]]) -> None:
    rows = [(f"{code} x{text}x",) for code, text in listed]
    found = read(as_csv([*ALL, *rows]), "f.csv")
    assert found.wording.keys() >= {code for code, _text in listed}

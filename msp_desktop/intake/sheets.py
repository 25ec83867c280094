"""Rows of text out of a spreadsheet (.xlsx) or a table in a text file (.csv, .tsv), within bounds."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from msp_desktop.domain.monitoring.cells import Broken, Given, Share
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

Row = tuple[str, ...]
Table = Sequence[Row]

LARGEST = 8 * 1024 * 1024
"""Bytes of a file at most."""
_LARGEST_UNPACKED = 6 * 1024 * 1024
_MOST_PARTS = 500
_MOST_ROWS = 5_000
_MOST_COLUMNS = 40
_LONGEST_CELL = 4_000
_MOST_SHEETS = 20
_SEPARATORS = ",;\t|"
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_ZIP = b"PK\x03\x04"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNREADABLE = _(
    "{file} cannot be read as a table. Nothing was changed. Open it in a spreadsheet program, save it as "
    ".xlsx or as .csv (UTF-8), and load that file."
)


class NotATable(Problem):
    """Raised when a file holds no table that can be read: another kind of file, or a damaged one."""

    def __init__(self, file: str) -> None:
        super().__init__(_UNREADABLE, file=file)


class TableTooLarge(Problem):
    """Raised when a file is larger than any list of codes could be."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} is too large to be a list of goals, targets and indicators, or a data sheet. It was "
                "not read; nothing was changed. Choose the file that was meant, without anything else in it."
            ),
            file=file,
        )


def tables(content: bytes, file: str, weigh: Callable[[Table], int]) -> Iterator[Table]:
    """Yield the tables in a file: each sheet of a workbook, or the one of a text file.

    Of the ways to cut up a text file the one is taken that ``weigh`` gives most for; then the one with
    the fewest cells. Raises `NotATable` and `TableTooLarge`.
    """
    if len(content) > LARGEST:
        raise TableTooLarge(file)
    if content.startswith(_ZIP):
        yield from _workbook(content, file)
    else:
        text = decoded(content, file)
        ways = [_cut(text, separator, file) for separator in _SEPARATORS]
        yield max(ways, key=lambda table: (weigh(table), -sum(map(len, table))))


def typed(content: bytes, file: str) -> list[tuple[str, list[list[Given]]]]:
    """Return the sheets of a workbook by name, each cell as the spreadsheet holds it, empty rows kept.

    A formula gives its last result, and `Broken` where there is none. Raises `NotATable` and `TableTooLarge`.
    """
    if len(content) > LARGEST:
        raise TableTooLarge(file)
    if not content.startswith(_ZIP):
        raise NotATable(file)
    _check_size(content, file)
    from openpyxl import load_workbook

    try:
        results, written = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=one, keep_links=False)
            for one in (True, False)
        )
        pairs = zip(results.worksheets, written.worksheets, strict=True)
        return [
            (str(shown.title), _typed_rows(shown, meant, file))
            for shown, meant in islice(pairs, _MOST_SHEETS)
        ]
    except TableTooLarge:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part makes it raise
        raise NotATable(file) from error


def _typed_rows(shown: Any, meant: Any, file: str) -> list[list[Given]]:
    found: list[list[Given]] = []
    for sheet in (shown, meant):
        sheet.reset_dimensions()  # what the file says of its size need not be true
    bounds = {"max_row": _MOST_ROWS + 1, "max_col": _MOST_COLUMNS}
    lines = zip(shown.iter_rows(**bounds), meant.iter_rows(**bounds), strict=True)
    for values, formulas in lines:
        pairs = zip(values, formulas, strict=True)
        found.append([_given(value, formula) for value, formula in pairs])
    while found and not any(one is not None for one in found[-1]):
        found.pop()
    if len(found) > _MOST_ROWS:
        raise TableTooLarge(file)
    return found


def _given(shown: Any, meant: Any) -> Given:
    value, formula = shown.value, meant.value
    if isinstance(formula, str) and formula.startswith("=") and value is None:
        return Broken(formula[:_LONGEST_CELL])
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in (shown.number_format or ""):
        return Share(value * 100)
    if isinstance(value, str):
        return Broken(value) if value in _ERRORS else value[:_LONGEST_CELL]
    if isinstance(value, bool | int | float | date) or value is None:
        return value
    return str(value)[:_LONGEST_CELL]


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file in the encoding it seems to have: UTF-8, UTF-16 or Windows-1252.

    Raises `NotATable` where it is none.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, file)
    if 0 in content[:4_000]:
        # Letters of Latin and many other scripts leave every other byte of UTF-16 empty somewhere.
        evens, odds = content[:4_000:2].count(0), content[1:4_000:2].count(0)
        return _decoded(content, "utf-16-be" if evens > odds else "utf-16-le", file)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _decoded(content, "cp1252", file)


def _decoded(content: bytes, encoding: str, file: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise NotATable(file) from None
    if "\0" in text:
        raise NotATable(file)
    return text


def _cut(text: str, separator: str, file: str) -> Table:
    try:
        table = _bounded(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:  # a cell without an end: it is another separator, or no table
        return ()
    if len(table) > _MOST_ROWS:
        raise TableTooLarge(file)
    return table


def _workbook(content: bytes, file: str) -> Iterator[Table]:
    from openpyxl import load_workbook

    _check_size(content, file)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in islice(book.worksheets, _MOST_SHEETS):
            sheet.reset_dimensions()  # what the file says of its size need not be true
            rows = sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
            table = _bounded(_until_end(rows))
            if len(table) <= _MOST_ROWS:  # a longer sheet holds data beside the list
                yield table
    except Exception as error:  # openpyxl raises whatever a damaged part makes it raise
        raise NotATable(file) from error


def _until_end(rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    """Go through rows without the empty ones that a workbook is filled up with at its end."""
    empty: list[list[str]] = []
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        if any(cells):
            yield from empty
            empty = []
            yield cells
        else:
            empty.append([])


def _check_size(content: bytes, file: str) -> None:
    """Refuse a workbook that would unpack into more than any list of codes needs."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise NotATable(file) from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise TableTooLarge(file)


def _bounded(rows: Iterable[Sequence[str]]) -> Table:
    """Return rows within the bounds, and one more where there are more."""
    return [
        tuple(cell[:_LONGEST_CELL] for cell in row[:_MOST_COLUMNS])
        for row in islice(rows, _MOST_ROWS + 1)
    ]

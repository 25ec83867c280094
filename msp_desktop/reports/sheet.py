"""Tables for Excel (XLSX): typed values, heads that stay in view, and text that never becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from msp_desktop.domain.fields import Money
from msp_desktop.i18n import figures, speaking
from msp_desktop.reports.printable import on_one_line, printable
from msp_desktop.reports.scripts import of_language
from msp_desktop.reports.workbook import Cell, Link, Sheet, Workbook

LONGEST_NAME = 31
"""Letters of the name of a sheet at most."""
LONGEST_TEXT = 32_767
"""Letters in a cell at most; what goes beyond is cut there, and ends in dots."""
_FORBIDDEN = str.maketrans(dict.fromkeys(r"[]:*?/\ ", " "))
_RESERVED = "history"
_FORMULAS = "=+-@\t\r＝＋－＠"
"""What a formula begins with, in one program or another."""
_FIRST_DAY = date(1900, 3, 1)
"""Days before are others in Excel than in the calendar: they are written as text."""
_DIGITS = 15
"""Figures of a number that Excel keeps; a number with more is written as text."""
_WIDEST, _NARROWEST = 48, 8
_HIGHEST_ROW = 400
"""Points; Excel has none higher than 409."""
_LEADING = 1.5
"""Height of a line, as a part of the size of its letters."""
_DAY, _TIME = "yyyy-mm-dd", "hh:mm"
_SHADE = "#EFEFEF"
_MORE_ROWS = 12
"""Empty lines below a table that is to be filled in."""
_LONGEST_LIST = 255


def write(book: Workbook) -> bytes:
    """Write a workbook (XLSX); the same workbook gives the same bytes."""
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with speaking(book.language, book.manner), xlsxwriter.Workbook(file, options) as made:
        _Writer(made, book).write()
    return file.getvalue()


def names(wanted: Sequence[str]) -> list[str]:
    """Return names that Excel takes for sheets, each once; cut, and numbered where two are the same."""
    found: list[str] = []
    taken = {_RESERVED}
    for name in wanted:
        clean = " ".join(printable(name).translate(_FORBIDDEN).split()).strip("' ") or "1"
        made, number = _cut(clean, LONGEST_NAME), 1
        while made.casefold() in taken:
            number += 1
            ending = figures(f" {number}")
            made = _cut(clean, LONGEST_NAME - len(ending)) + ending
        taken.add(made.casefold())
        found.append(made)
    return found


class _Writer:
    """Writes one workbook with XlsxWriter."""

    def __init__(self, made: Any, book: Workbook) -> None:
        self._made = made
        self._book = book
        script, _code = of_language(book.language)
        self._from_right = script.from_right
        self._size = round(10 * script.scale)
        self._base = {"font_name": script.font, "font_size": self._size, "valign": "top"}
        if script.from_right:
            self._base["align"] = "right"
        self._names: dict[str, str] = {}
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        book = self._book
        said = {"title": book.title, "subject": book.subject, "author": book.office}
        created = datetime.combine(book.day, time())
        self._made.set_properties(
            {key: on_one_line(text) for key, text in said.items()} | {"created": created}
        )
        wanted = [sheet.name for sheet in book.sheets]
        self._names = dict(zip(reversed(wanted), reversed(names(wanted)), strict=True))
        for name, sheet in zip(names(wanted), book.sheets, strict=True):
            self._sheet(self._made.add_worksheet(name), sheet)

    def _sheet(self, made: Any, sheet: Sheet) -> None:
        rows = [row for row in (sheet.head, *sheet.rows, sheet.total) if row]
        widths = [_width(rows, column) for column in range(max(map(len, rows), default=0))]
        figures = sheet.numeric | {
            column for column in range(len(widths)) if _holds_figures(sheet.rows, column)
        }
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        for number, row in enumerate(rows):
            look: dict[str, Any] = {}
            if row is sheet.head:
                look = {"bold": True, "bg_color": _SHADE, "bottom": 1}
            elif row is sheet.total:
                look = {"bold": True, "top": 1}
            made.set_row(number, self._height(row, widths))
            for column, value in enumerate(row):
                side: dict[str, Any] = {"align": "right"} if column in figures else {}
                if sheet.to_fill and row is not sheet.head:
                    side |= {"border": 1} if column in sheet.to_fill else {"bg_color": _SHADE}
                self._cell(made, (number, column), value, {**look, **side})
        if sheet.head:
            made.freeze_panes(1, 0)
            made.repeat_rows(0)
            made.autofilter(0, 0, max(1, len(sheet.rows)), len(widths) - 1)
        self._room(made, sheet, len(rows))
        self._paper(made)

    def _room(self, made: Any, sheet: Sheet, begin: int) -> None:
        """Leave room below for more lines, and offer the words to choose from."""
        last = begin + _MORE_ROWS - 1
        if sheet.to_fill:
            lined = self._format({"border": 1})
            for number in range(begin, last + 1):
                for column in range(len(sheet.head)):
                    made.write_blank(number, column, None, lined)
        for column, words in sheet.choices.items():
            # Excel takes a list of no more than 255 letters within a cell's rule.
            if len(",".join(words)) <= _LONGEST_LIST and not any("," in word for word in words):
                rule = {"validate": "list", "source": list(words), "error_type": "warning"}
                made.data_validation(1, column, last, column, rule)

    def _height(self, row: Sequence[Cell], widths: Sequence[int]) -> float:
        """Return how high a row is in points: Excel finds out for itself, other programs do not."""
        lines = max(
            sum(1 + max(0, len(line) - 1) // width for line in _said(value).split("\n"))
            for value, width in zip(row, widths, strict=False)
        )
        return float(min(_HIGHEST_ROW, lines * self._size * _LEADING))

    def _paper(self, made: Any) -> None:
        """Set how a sheet is printed: across an A4 page, with what it belongs to and its page."""
        if self._from_right:
            made.right_to_left()
        made.set_paper(9)
        made.set_landscape()
        made.fit_to_pages(1, 0)
        title = _cut(on_one_line(self._book.title), 100).replace("&", "&&")
        made.set_header(f"&L{title}&R&A")
        made.set_footer("&R&P / &N")

    def _cell(self, made: Any, place: tuple[int, int], value: Cell, look: dict[str, Any]) -> None:
        start = {} if self._from_right else {"align": "left"}
        match value:
            case None | "":
                made.write_blank(*place, None, self._format(look))
            case Link(name):
                target = self._names[name].replace("'", "''")
                shown = self._format({**look, "underline": 1})
                made.write_url(*place, f"internal:'{target}'!A1", shown, on_one_line(name))
            case date() if value >= _FIRST_DAY:
                shown = self._format({**start, **look, "num_format": _DAY})
                made.write_datetime(*place, value, shown)
            case time():
                shown = self._format({**start, **look, "num_format": _TIME})
                made.write_datetime(*place, value, shown)
            case int() | Decimal() if _fits(Decimal(value)):
                number_format = {"num_format": _number_format(Decimal(value))}
                made.write_number(*place, value, self._format({**start, **look, **number_format}))
            case Money(amount, currency) if _fits(amount) and currency.isalpha():
                number_format = {"num_format": f'"{currency}" {_number_format(amount)}'}
                made.write_number(*place, amount, self._format({**start, **look, **number_format}))
            case _:
                self._text(made, place, _said(value), look)

    def _text(self, made: Any, place: tuple[int, int], text: str, look: dict[str, Any]) -> None:
        """Write words as words, also where they look like a formula, a number or markup."""
        shown = _cut(printable(text), LONGEST_TEXT)
        if shown.startswith("<r>"):
            shown = f"\u200b{shown}"  # XlsxWriter would take it for runs of its own
        look = {**look, "text_wrap": True}
        if text[:1] in _FORMULAS:
            look["quote_prefix"] = True
        made.write_string(*place, shown, self._format(look))

    def _format(self, look: dict[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._made.add_format({**self._base, **look})
        return self._formats[key]


def _fits(number: Decimal) -> bool:
    """Say whether Excel keeps every figure of a number."""
    return (
        number.is_finite()
        and Decimal(repr(float(number))) == number
        and (len(number.normalize().as_tuple().digits) <= _DIGITS)
    )


def _number_format(number: Decimal) -> str:
    _sign, _digits, exponent = number.normalize().as_tuple()
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _holds_figures(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    values = [row[column] for row in rows if column < len(row) and row[column] is not None]
    return bool(values) and all(isinstance(value, int | Decimal | Money) for value in values)


def _said(value: Cell) -> str:
    match value:
        case None:
            return ""
        case Link(name):
            return name
        case Money(amount, currency):
            return f"{currency} {amount:,f}"
        case _:
            return str(value)


def _width(rows: Sequence[Sequence[Cell]], column: int) -> int:
    """Return the width of a column in letters: as wide as its longest line, within bounds."""
    lines = (
        line
        for row in rows
        for value in row[column : column + 1]
        for line in _said(value).split("\n")
    )
    return min(_WIDEST, max(_NARROWEST, max(map(len, lines), default=0) + 3))


def _cut(text: str, longest: int) -> str:
    """Return a text that takes no more than so many units of UTF-16, in which Excel counts."""
    if len(text) * 2 <= longest or len(text.encode("utf-16-le")) <= longest * 2:
        return text
    room = text.encode("utf-16-le")[: (longest - 1) * 2]
    return room.decode("utf-16-le", "ignore").rstrip() + "…"

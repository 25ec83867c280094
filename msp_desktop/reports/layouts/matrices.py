"""A matrix of the records as tables: as many columns beside each other as the page has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.matrix import WORD, Cell, Head, Matrix
from msp_desktop.reports.document import Block, Note, Table
from msp_desktop.reports.layouts.reading import NOTHING, Reader

_PAGE = 98
"""Letters of all columns that stand beside each other, that of the row heads included."""
_SIDE = 20
"""Letters of the column of row heads at most."""


def matrix_tables(
    reader: Reader, matrix: Matrix, caption: str = "", key: str = ""
) -> Iterator[Block]:
    """Show a matrix, with how to read it below; nothing while there is none.

    What is too wide goes on in further tables with the same row heads. Columns without any word are
    left out. ``caption`` and ``key`` are those of the first table.
    """
    columns = [
        column
        for column in matrix.columns
        if any(_words(matrix.cell(row.key, column.key), column) for row in matrix.rows)
    ]
    if not columns:
        return
    shown = {column.key for column in columns}
    for (_row, column_key), cell in matrix.cells.items():
        for source in cell.sources if column_key in shown else ():
            found = reader.records.find(source.kind_key, source.record_id)
            if found is not None:
                reader.shown.note(source.kind_key, found, *source.fields)
    for group in _groups(columns):
        yield _table(matrix, group, caption, key)
        caption = key = ""
    for note in matrix.notes:
        yield Note(note)


def _groups(columns: Sequence[Head]) -> list[list[Head]]:
    """Return columns in as few groups as fit on a page, about equally wide where that is possible."""
    packed = _packed(columns)
    share = _width(columns) / len(packed)
    even: list[list[Head]] = [[] for _group in packed]
    before = 0
    for column in columns:
        even[int((before + column.room / 2) / share)].append(column)
        before += column.room
    return even if all(_width(group) <= _PAGE - _SIDE for group in even) else packed


def _packed(columns: Sequence[Head]) -> list[list[Head]]:
    """Return columns in groups, each as full as the page allows."""
    groups: list[list[Head]] = [[]]
    for column in columns:
        if groups[-1] and _width([*groups[-1], column]) > _PAGE - _SIDE:
            groups.append([])
        groups[-1].append(column)
    return groups


def _width(columns: Sequence[Head]) -> int:
    return sum(column.room for column in columns)


def _table(matrix: Matrix, columns: list[Head], caption: str, key: str) -> Table:
    def line(row: Head) -> tuple[str, ...]:
        cells = (_words(matrix.cell(row.key, one.key), one) or NOTHING for one in columns)
        return (row.note or row.label, *cells)

    totals = [row for row in matrix.rows if row.is_total]
    total = line(totals[0]) if len(totals) == 1 and totals[0] == matrix.rows[-1] else ()
    rows = matrix.rows[:-1] if total else matrix.rows
    return Table(
        head=(matrix.corner, *(one.label for one in columns)),
        rows=tuple(map(line, rows)),
        weights=(float(_side(matrix)), *(float(one.room) for one in columns)),
        total=total,
        caption=caption,
        key=key,
    )


def _side(matrix: Matrix) -> int:
    """Return the letters of the column of row heads: as many as the longest has, within bounds."""
    heads = (row.note or row.label for row in matrix.rows)
    return max(WORD, min(_SIDE, max(map(len, (matrix.corner, *heads)))))


def _words(cell: Cell, column: Head) -> str:
    """Return what a cell says; in a narrow column its sign, which the notes explain."""
    return cell.sign or cell.words if column.room < WORD else cell.words

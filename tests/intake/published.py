"""Small files in the layout in which the UN publishes the framework, in invented words."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

Rows = Sequence[Sequence[str]]

HEAD: Rows = (
    ("", "Invented list of aims\nfor trying out*", "", ""),
    ("", "Aims and targets (1.5 pages)", "Indicators", "Codes†"),
)
BODY: Rows = (
    ("", "Goal 1. Nobody is poor in the valley*", "", ""),
    (
        "",
        "1.2 By 2030, no house without a hearth3",
        "1.2.1 Share of houses with a hearth",
        "C010201",
    ),
    ("", "", "1.2.2 Hearths, by\n(a) kind and\n(b) age²", "C010202"),
    ("", "1.a Coins for hearths", "1.a.1 Coins spent, including for CO2", "C010a01"),
    ("", "Tools", "", ""),
    ("", "Goal 6. Water in every house", "", ""),
    ("", "6.1 Taps for all", "6.1.1 Houses with a tap", "C060101"),
    ("", "", "6.1.n1 Taps that run in the dry months", ""),
)
FEET: Rows = (("", "* As invented.", "", ""), ("", "3 A hearth may be shared.", "", ""))
ALL: Rows = (*HEAD, *BODY, *FEET)


def as_csv(rows: Rows = ALL, separator: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Rows = ALL) -> bytes:
    """A workbook with the list on its second sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("Annex")
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

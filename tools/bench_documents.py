"""Write one report of about 20 pages in several languages with this program and with three others.

WeasyPrint and Typst are measured where they are installed (`pip install weasyprint typst`), Qt always. Each
engine writes each report twice in a process of its own: with nothing kept, then with what it keeps. Time of
the processor, medians of the runs; the memory is the most the process ever had, its imports included.
"""

from __future__ import annotations

import argparse
import html
import importlib
import importlib.util
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
from babel.messages.pofile import read_po

from msp_desktop import locations
from msp_desktop.i18n import is_right_to_left
from msp_desktop.reports.document import Block, Document, Heading, Letterhead, Paragraph, Table

LANGUAGES = ("en", "vi", "ne", "km", "ur")
PARAGRAPHS, WORDS, TABLES, ROWS, COLUMNS = 100, 90, 9, 13, 4
VOCABULARY = 2_400
FONTS = locations.resources() / "fonts"
FAMILIES = {"ne": "Noto Sans Devanagari", "km": "Noto Sans Khmer", "ur": "Noto Sans Arabic"}
Engine = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Report:
    """The text of the report in one language: paragraphs, and tables of cells."""

    paragraphs: list[str]
    tables: list[list[list[str]]]


@cache
def report(language: str) -> Report:
    """Make the report up from words of the language, common ones often and rare ones seldom (Zipf)."""
    chance = random.Random(language)
    words = vocabulary(language, chance)
    weights = [1 / (place + 2) for place in range(len(words))]

    def some(count: int) -> str:
        return " ".join(chance.choices(words, weights, k=count))

    tables = [
        [[some(3) for _column in range(COLUMNS)] for _row in range(ROWS)]
        for _table in range(TABLES)
    ]
    return Report([some(WORDS) + "." for _paragraph in range(PARAGRAPHS)], tables)


def vocabulary(language: str, chance: random.Random) -> list[str]:
    """Return words of what the program says in the language; pairs of them where there are too few."""
    if language == "en":
        guidance = (locations.resources() / "guidance" / "en").rglob("*.md")
        texts = [file.read_text("utf-8") for file in sorted(guidance)]
    else:
        catalogue = locations.resources() / "locale" / language / "LC_MESSAGES" / "msp_desktop.po"
        with catalogue.open("rb") as file:
            texts = [str(message.string) for message in read_po(file) if message.id]
    found = sorted({word.strip("#*_()[]{}.,;:") for text in texts for word in text.split()} - {""})
    chance.shuffle(found)
    joined = (a + b for a, b in pairwise(found))
    return [*found, *joined][:VOCABULARY]


def by_this_program(language: str) -> bytes:
    from msp_desktop.reports.pdf import draw

    said = report(language)
    blocks: list[Block] = []
    for place, text in enumerate(said.paragraphs):
        if place % 10 == 0:
            blocks.append(Heading(2, " ".join(text.split()[:4]), str(place // 10 + 1)))
        blocks.append(Paragraph(text))
        if place % 11 == 10:
            head, *rows = said.tables[place // 11]
            blocks.append(Table(tuple(head), tuple(map(tuple, rows)), (1,) * COLUMNS))
    document = Document(
        kind="Report",
        title="Report",
        subject="Report",
        number="R-1",
        day=date(2026, 11, 26),
        day_words="26 November 2026",
        language=language,
        letterhead=Letterhead("Office", "Place"),
        page="{page} / {pages}",
        check="{code}",
        blocks=blocks,
    )
    return draw(document).pdf


def as_html(language: str, style: str) -> str:
    """Return the report as HTML."""
    said = report(language)
    parts = ["<h1>Report</h1>"]
    for place, text in enumerate(said.paragraphs):
        if place % 10 == 0:
            parts.append(f"<h2>{place // 10 + 1} {html.escape(' '.join(text.split()[:4]))}</h2>")
        parts.append(f"<p>{html.escape(text)}</p>")
        if place % 11 == 10:
            head, *rows = said.tables[place // 11]
            cells = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
            body = "".join(
                f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>"
                for row in rows
            )
            parts.append(f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>")
    direction = "rtl" if is_right_to_left(language) else "ltr"
    top = f'<head><meta charset="utf-8"><style>{style}</style></head>'
    body = "".join(parts)
    return f'<html lang="{language}" dir="{direction}">{top}<body>{body}</body></html>'


def by_weasyprint(language: str) -> bytes:
    weasyprint: Any = importlib.import_module("weasyprint")

    faces = "".join(
        f'@font-face {{ font-family: "{file.stem}"; src: url("{file.as_uri()}"); }}'
        for file in _fonts_of(language)
    )
    families = ", ".join(f'"{file.stem}"' for file in _fonts_of(language))
    style = faces + (
        "@page { size: A4; margin: 24mm 22mm; @bottom-right {"
        ' content: counter(page) " / " counter(pages); font-size: 8pt } }'
        f" body {{ font: 10pt/15pt {families} }}"
        " table { width: 100%; border-collapse: collapse; font-size: 9pt }"
        " td, th { border-bottom: 0.4pt solid #ccc; padding: 3pt; text-align: start }"
    )
    pdf: bytes = weasyprint.HTML(string=as_html(language, style)).write_pdf()
    return pdf


def by_typst(language: str) -> bytes:
    typst: Any = importlib.import_module("typst")

    said = report(language)
    families = ", ".join(f'"{name}"' for name in _families_of(language))
    parts = [
        '#set page(paper: "a4", margin: (x: 22mm, y: 24mm), numbering: "1 / 1")',
        f'#set text(font: ({families},), size: 10pt, lang: "{language}")',
        "#set table(stroke: (bottom: 0.4pt + gray))",
        "= Report",
    ]
    for place, text in enumerate(said.paragraphs):
        if place % 10 == 0:
            parts.append(f"#heading(level: 2, {_quoted(' '.join(text.split()[:4]))})")
        parts.append(f"#par({_quoted(text)})")
        if place % 11 == 10:
            head, *rows = said.tables[place // 11]
            names = ", ".join(f"text({_quoted(cell)})" for cell in head)
            cells = ", ".join(f"text({_quoted(cell)})" for row in rows for cell in row)
            parts.append(f"#table(columns: ({'1fr, ' * COLUMNS}), table.header({names}), {cells})")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.typ"
        source.write_text("\n\n".join(parts), encoding="utf-8")
        pdf: bytes = typst.compile(str(source), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return pdf


def by_qt(language: str) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
    from PySide6.QtGui import (
        QFont,
        QFontDatabase,
        QGuiApplication,
        QPageLayout,
        QPageSize,
        QPdfWriter,
        QTextDocument,
    )

    app = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    assert app is not None
    for file in _fonts_of(language):
        QFontDatabase.addApplicationFont(str(file))
    text = QTextDocument()
    text.setDefaultFont(QFont(_families_of(language), 10))
    text.setHtml(as_html(language, "table { width: 100% } td, th { padding: 3px; font-size: 9pt }"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(22, 24, 22, 24), QPageLayout.Unit.Millimeter)
    text.print_(writer)
    del writer
    return bytes(content.data())


ENGINES: dict[str, Engine] = {
    "this program": by_this_program,
    "WeasyPrint": by_weasyprint,
    "Typst": by_typst,
    "Qt": by_qt,
}
MODULES = {"WeasyPrint": "weasyprint", "Typst": "typst"}


def _fonts_of(language: str) -> list[Path]:
    names = ("NotoSans", FAMILIES.get(language, "Noto Sans").replace(" ", ""))
    return [FONTS / f"{name}-Regular.ttf" for name in dict.fromkeys(names)]


def _families_of(language: str) -> list[str]:
    return list(dict.fromkeys(("Noto Sans", FAMILIES.get(language, "Noto Sans"))))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Measured:
    """One process: pages, seconds of the first and the second report, bytes, and most memory in MiB."""

    pages: int
    first: float
    second: float
    size: int
    memory: float


def measure_here(engine: str, language: str) -> Measured:
    """Measure in this process; what has to be imported is imported before."""
    write = ENGINES[engine]
    warm = "en" if language != "en" else "vi"
    if engine == "this program":
        import msp_desktop.reports.pdf.drawing  # noqa: F401 - imported before, like the others' parts
    elif engine in MODULES:
        importlib.import_module(MODULES[engine])
    else:
        write(warm)
    report(language)
    seconds: list[float] = []
    pdf = b""
    for _time in range(2):
        before = time.process_time()
        pdf = write(language)
        seconds.append(time.process_time() - before)
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        pages = len(opened)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(pages, seconds[0], seconds[1], len(pdf), most)


def measure(engine: str, language: str, runs: int) -> Measured:
    """Measure in processes of their own; medians."""
    found: list[Measured] = []
    for _run in range(runs):
        command = [sys.executable, "-m", "tools.bench_documents", "--one", engine, language]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(Measured(**json.loads(done.stdout.splitlines()[-1])))
    first, second, memory = (
        statistics.median(getattr(one, name) for one in found)
        for name in ("first", "second", "memory")
    )
    return Measured(found[0].pages, first, second, found[0].size, memory)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "LANGUAGE"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        done = measure_here(*options.one)
        print(json.dumps({name: getattr(done, name) for name in Measured.__slots__}))
        return 0
    print("| language | engine | pages | pages a second | again | kB | MiB |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for language in options.languages:
        for engine in ENGINES:
            if engine in MODULES and importlib.util.find_spec(MODULES[engine]) is None:
                print(f"| {language} | {engine} | not installed | | | | |")
                continue
            one = measure(engine, language, options.runs)
            speeds = (f"{one.pages / seconds:.0f}" for seconds in (one.first, one.second))
            size = f"{one.size / 1000:.0f} | {one.memory:.0f}"
            print(
                f"| {language} | {engine} | {one.pages} | {' | '.join(speeds)} | {size} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())

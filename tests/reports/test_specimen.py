"""A page for each script shows what documents look like in it, and which fonts are still to be added."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_desktop.app import publish
from msp_desktop.cli import run
from msp_desktop.reports.layouts.specimen import chart_specimens, specimens
from msp_desktop.reports.pdf import draw, fonts_for
from msp_desktop.reports.pdf.fonts import shelf
from tests.reports.test_copying import NOT_SHIPPED, SPECIMEN
from tests.reports.test_pdf import page_texts, text_of


def test_every_script_has_its_page_and_says_which_font_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pages"
    home = str(tmp_path / "home")
    assert run(["report", "specimen", "--out", str(out), "--home", home]) == 0
    printed = capsys.readouterr()
    charted = ("en-charts", "km-charts", "ur-charts")
    assert sorted(file.stem for file in out.iterdir()) == sorted((*SPECIMEN, *charted))
    complaints = printed.err.splitlines()
    assert len(complaints) == len(NOT_SHIPPED)
    assert all(str(tmp_path / "home" / "fonts") in line for line in complaints)
    for name in ("Noto Sans Mongolian", "Noto Serif Tibetan", "Noto Sans Thaana"):
        assert name in printed.err


def test_charts_say_every_word_they_are_given_in_every_script() -> None:
    for said in chart_specimens():
        drawn = draw(said)
        text = text_of(drawn.pdf)
        assert drawn.missing == frozenset()
        assert all(word in text for word in SPECIMEN[said.language]["words"]), said.language


def test_a_specimen_is_one_page() -> None:
    for said in specimens():
        assert len(page_texts(draw(said).pdf)) == 1, said.language


def test_a_font_put_into_the_folder_of_the_office_is_used(tmp_path: Path) -> None:
    """A copy of a font of the program stands for one that an office adds."""
    folder = publish.font_folder(tmp_path)
    assert shelf((folder,)).faces()[-1].path.parent != folder
    folder.mkdir()
    shipped = shelf().faces()[1].path
    (folder / "Added-Regular.ttf").write_bytes(shipped.read_bytes())
    (folder / "broken.ttf").write_bytes(b"not a font")
    added = shelf((folder,)).faces()
    assert added[-1].path == folder / "Added-Regular.ttf"
    assert added[-1].starts == shelf().faces()[1].starts


def test_fonts_to_add_are_named_where_they_are_known() -> None:
    assert fonts_for("ހ་") == ("Noto Sans Thaana", "Noto Serif Tibetan")
    assert fonts_for("\U00012000") == ()

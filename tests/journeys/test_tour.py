"""The tour goes through the main job in the real window and leaves what it promises."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from msp_desktop.app import exchange
from msp_desktop.domain.problems import Problem
from msp_desktop.ui.tour import take_tour

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def test_the_tour_leaves_pictures_documents_and_sync_files(tmp_path: Path) -> None:
    count = take_tour(tmp_path)
    pictures = sorted(tmp_path.glob("[0-9][0-9]-*.png"))
    assert len(pictures) == count >= 15
    assert all(picture.stat().st_size > 10_000 for picture in pictures)
    for what in ("agreement", "minutes", "review"):
        opened = pypdfium2.PdfDocument(tmp_path / f"{what}.pdf")
        assert len(opened) == len(list(tmp_path.glob(f"{what}-page-*.png")))
        opened.close()
    files = (tmp_path / "stick").glob(f"*{exchange.SUFFIX}")
    offices = sorted(exchange.inspect(file).office for file in files)
    first, second = "District Coordination Office", "Provincial Planning Office"
    assert offices == [first, first, second]
    captions = (tmp_path / "tour.md").read_text("utf-8")
    assert all(picture.name in captions for picture in pictures)
    with pytest.raises(Problem, match="already"):
        take_tour(tmp_path)

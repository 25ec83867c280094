"""The tour goes through the main job in the real window and leaves what it promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
import pytest

from msp_desktop.app import exchange
from msp_desktop.app.sample import Entry, read_sample
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import MODULES
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.tasks import Module
from msp_desktop.reports.documents import DOCUMENTS
from msp_desktop.ui.tour import module as module_tour
from msp_desktop.ui.tour import take_module_tour, take_tour
from msp_desktop.ui.tour.clerk import TasksNotDone

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


@pytest.mark.parametrize(
    "documents",
    [("agreement", "minutes", "review"), pytest.param(tuple(DOCUMENTS), marks=pytest.mark.slow)],
    ids=["three-documents", "all-documents"],
)
def test_the_tour_leaves_pictures_documents_and_sync_files(
    documents: tuple[str, ...], tmp_path: Path
) -> None:
    count = take_tour(tmp_path, documents=documents)
    pictures = sorted(tmp_path.glob("[0-9][0-9]-*.png"))
    assert len(pictures) == count >= 15
    assert all(picture.stat().st_size > 10_000 for picture in pictures)
    for what in documents:
        opened = pypdfium2.PdfDocument(tmp_path / f"{what}.pdf")
        assert min(len(opened), 20) == len(list(tmp_path.glob(f"{what}-page-*.png")))
        opened.close()
    files = (tmp_path / "stick").glob(f"*{exchange.SUFFIX}")
    offices = sorted(exchange.inspect(file).office for file in files)
    first, second = "District Coordination Office", "Provincial Planning Office"
    assert offices == [first, first, second]
    captions = (tmp_path / "tour.md").read_text("utf-8")
    assert all(picture.name in captions for picture in pictures)
    with pytest.raises(Problem, match="already"):
        take_tour(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES[:3], ids=lambda module: module.letter)
def test_a_module_is_filled_in_by_hand_from_blank_pages_to_its_documents(
    module: Module, tmp_path: Path
) -> None:
    count = take_module_tour(module.letter, tmp_path)
    pictures = {picture.name for picture in tmp_path.glob("[0-9][0-9]-*.png")}
    assert len(pictures) == count
    for task in module.tasks:
        assert any(name.endswith(f"-task-{task.key}.png") for name in pictures)
    for what, endings in module_tour.OUTCOMES[module.letter].items():
        for ending in endings:
            assert (tmp_path / f"{what}{ending}").stat().st_size > 1_000


def test_a_task_that_lacks_something_is_named_with_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_challenge(file: Path) -> tuple[Mapping[str, Stored], Sequence[Entry]]:
        partnership, entries = read_sample(file)
        return partnership, [one for one in entries if one.kind.key == "earlier_effort"]

    monkeypatch.setattr(module_tour, "read_sample", without_challenge)
    with pytest.raises(TasksNotDone, match=r"1\.1 Frame the challenge: Fill in “The challenge”"):
        take_module_tour("A", tmp_path, only=["1.1"])
    assert list(tmp_path.glob("*-task-1.1-earlier_effort.png"))

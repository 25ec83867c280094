"""The measurements of pages run, and say what they measured beside what."""

from __future__ import annotations

import pytest

from msp_desktop.domain.guideline import MODULES
from msp_desktop.ui.bench.pages import described, measure_pages


@pytest.mark.ui
@pytest.mark.slow
@pytest.mark.usefixtures("qapp")
def test_every_page_of_a_module_is_measured_beside_a_bare_window() -> None:
    figures = measure_pages("A", runs=1, organisations=3)
    lines = list(described(figures))
    assert lines[0].startswith("a bare window with a table of 14 organisations")
    for task, line in zip(MODULES[0].tasks, lines[1:], strict=True):
        assert line.startswith(f"opening task {task.key}: ")
        assert float(line.partition("ratio ")[2].partition(",")[0]) > 0

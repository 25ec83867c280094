"""The measurements of pages and of a long plan run, and say what they measured beside what."""

from __future__ import annotations

import pytest

from msp_desktop.domain.guideline import MODULES
from msp_desktop.ui.bench import plan
from msp_desktop.ui.bench.pages import described, measure_pages


@pytest.mark.ui
@pytest.mark.slow
@pytest.mark.usefixtures("qapp")
def test_every_page_of_a_module_is_measured_beside_a_bare_window() -> None:
    figures = measure_pages("A", runs=1, organisations=3)
    lines = list(described(figures))
    assert lines[0].startswith("a bare window with a table of 14 organisations")
    for task, line in zip(MODULES[0].tasks, lines[1:], strict=False):
        assert line.startswith(f"opening task {task.key}: ")
        assert float(line.partition("ratio ")[2].partition(",")[0]) > 0


@pytest.mark.ui
@pytest.mark.usefixtures("qapp")
def test_a_long_plan_is_dragged_and_scrolled_beside_a_bare_widget() -> None:
    lines = list(plan.described(plan.measure_plan(runs=1, activities=60)))
    assert lines[0].startswith("computing a plan of 60 activities: ")
    assert [line.partition(":")[0] for line in lines[2:]] == [
        "one step of dragging",
        "one step of scrolling",
    ]

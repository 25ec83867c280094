"""What opening the page of a task costs, beside a bare window with a table of as many rows."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import MODULES
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.window import Window
from msp_desktop.ui.shell.workbench import place_of

ORGANISATIONS, PEOPLE_EACH = 5_000, 4
_SIZE = (1366, 768)
_ELSEWHERE = "7.1"
_SETTLED = 0.5
"""Seconds in which what was begun beside the window is done."""


def measure_pages(letter: str, runs: int, organisations: int) -> dict[str, object]:
    """Open every page of a module ``runs`` times.

    The partnership is the sample with so many more ``organisations`` and four contact persons of each.
    Returns medians of CPU milliseconds until what is in sight is painted and, beside, of what is done
    afterwards for what is further down; and ratios to a bare window with a table of the same
    organisations.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["msp-desktop"])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        names = _set_up(Path(folder) / "home", organisations)
        bare = median(runs, lambda: _bare_window(names))
        program = _started(application, Path(folder) / "home")
        tasks = next(module for module in MODULES if module.letter == letter).tasks
        pages = {task.key: _opened(program.window, task.key, runs) for task in tasks}
        program.window.close()
        program.end()
    return {
        "organisations": len(names),
        "bare": bare,
        "pages": {
            key: {"ms": first, "ratio": first / bare, "afterwards": rest}
            for key, (first, rest) in pages.items()
        },
    }


def described(figures: Mapping[str, object]) -> Iterator[str]:
    """Say the figures line by line."""
    pages = figures["pages"]
    assert isinstance(pages, dict)
    yield f"a bare window with a table of {figures['organisations']} organisations: {figures['bare']:.0f} ms"
    for key, one in pages.items():
        yield (
            f"opening task {key}: {one['ms']:.0f} ms, ratio {one['ratio']:.2f}, "
            f"afterwards {one['afterwards']:.0f} ms"
        )


def _set_up(home: Path, organisations: int) -> list[str]:
    from msp_desktop.app.office import set_up_office
    from msp_desktop.app.sample import load_sample

    office = set_up_office(home, name="Measured", place="Here", person="Nobody")
    space_id = load_sample(office.workspace)
    with office.workspace.step("Add many"):
        for number in range(organisations):
            _add(office.workspace, space_id, number)
    names = [str(row["name"]) for row in office.workspace.rows("partner", space_id)]
    office.back_up_daily()
    office.close()
    return names


def _add(workspace: Workspace, space_id: str, number: int) -> None:
    name = f"Organisation {number} of the {('valley', 'river', 'hill')[number % 3]}"
    values = {"name": name, "sector": "civil_society"}
    partner = workspace.add("partner", space_id, values)
    for which in range(PEOPLE_EACH):
        person = {"name": f"Person {number}-{which}", "role": "Chair", "may_decide": int(not which)}
        workspace.add("contact", space_id, person, owner_id=partner)


def _started(application: QApplication, home: Path) -> Program:
    program, ready = Program(application, home, Failures(home)), []
    program.ready.connect(lambda: ready.append(True))
    program.window.resize(*_SIZE)
    program.start()
    while not ready:
        QTest.qWait(20)
    _settle()
    return program


def _opened(window: Window, task_key: str, runs: int) -> tuple[float, float]:
    """Return what opening a page costs that was not open before, and what comes afterwards."""

    def again() -> tuple[float, float]:
        window.go(place_of(_ELSEWHERE))
        window.workbench.attach(None)
        window.workbench.attach(window.make_page)
        _settle()
        return cost(lambda: window.go(place_of(task_key))), cost(_settle)

    found = [again() for _run in range(runs + 1)][1:]
    return statistics.median(one for one, _ in found), statistics.median(rest for _, rest in found)


def _bare_window(names: list[str]) -> float:
    window = QMainWindow()

    def show() -> None:
        view = QTableView()
        view.setModel(_model(names, view))
        window.setCentralWidget(view)
        window.resize(*_SIZE)
        window.show()

    spent = cost(show)
    window.close()
    window.deleteLater()
    return spent


def _model(names: list[str], parent: QTableView) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for name in names:
        model.appendRow([QStandardItem(text) for text in (name, "Civil society", "–", "–", "–")])
    return model


def median(runs: int, measure: Callable[[], float]) -> float:
    """Return the median of several runs; the first, which loads what is needed, does not count."""
    return statistics.median([measure() for _run in range(runs + 1)][1:])


def cost(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of some work until it is laid out and painted."""
    begun = time.process_time()
    work()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    return (time.process_time() - begun) * 1000


def _settle() -> None:
    QTest.qWait(round(_SETTLED * 1000))

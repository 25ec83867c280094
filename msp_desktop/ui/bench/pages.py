"""What opening the page of a task costs, beside a bare window with a table of as many rows.

What counts is the work of the window's thread: jobs beside it do not keep anybody waiting. A machine that
others use too is now faster and now slower, so the least of several openings is told beside the middle one,
and a bare window is opened right before each page: the ratio of the two is what can be compared. An opening
ends when the page is painted. What waits for a timer comes after that, looking for what nobody holds any
more (`Sweeper`) too: it counts as afterwards.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.guideline import MODULES
from msp_desktop.i18n import translate
from msp_desktop.ui.app import Program
from msp_desktop.ui.forms.list_filter import ListFilter
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.window import Window
from msp_desktop.ui.shell.workbench import place_of

ORGANISATIONS, PEOPLE_EACH = 5_000, 4
_SIZE = (1366, 768)
_ELSEWHERE = ("7.1", "1.1")
_SETTLED = 0.5
"""Seconds in which what was begun beside the window is done."""
_A_MOMENT = 0.001
_LONG_LISTS = "1.4"
_MADE_READY = 3_000
"""Milliseconds in which the longest list is made ready for searching."""
_TYPED = "person 49"
"""What is typed into the filters of the long lists, key by key."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a page costs, in CPU milliseconds: until it is painted, and afterwards.

    ``bare`` is what the bare window took that was opened right before, ``longest`` the longest time the
    window stood still afterwards.
    """

    bare: float
    first: float
    afterwards: float
    longest: float


def measure_pages(letters: str, runs: int, organisations: int) -> dict[str, object]:
    """Open every page of some modules, by their letters, ``runs`` times.

    The partnership is the sample with so many more ``organisations`` and four contact persons of each.
    Returns CPU milliseconds of the window's thread until what is in sight is painted (the least and the
    median), medians of what is done afterwards for what is further down and of the longest piece of that;
    the medians of the ratios to bare windows with a table of the same organisations, each opened right
    before; and what a key in the filters of the long lists costs until it is painted.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["msp-desktop"])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        names = _set_up(Path(folder) / "home", organisations)
        program = _started(application, Path(folder) / "home")
        tasks = [task for module in MODULES if module.letter in letters for task in module.tasks]
        pages = {task.key: _opened(program.window, task.key, names, runs) for task in tasks}
        keys = _typed(program.window)
        program.window.close()
        program.end()
    openings = [one for found in pages.values() for one in found]
    return {
        "organisations": len(names),
        "bare": statistics.median(one.bare for one in openings),
        "least_bare": min(one.bare for one in openings),
        "pages": {key: _summed_up(found) for key, found in pages.items()},
        "keys": keys,
    }


def described(figures: Mapping[str, object]) -> Iterator[str]:
    """Say the figures line by line."""
    pages = figures["pages"]
    assert isinstance(pages, dict)
    bare = f"{figures['least_bare']:.0f} to {figures['bare']:.0f} ms"
    yield (
        f"a bare window with a table of {figures['organisations']} organisations: {bare} "
        "(the least and the middle one)"
    )
    for key, one in pages.items():
        yield (
            f"opening task {key}: {one['least']:.0f} to {one['ms']:.0f} ms, ratio {one['ratio']:.2f}, "
            f"afterwards {one['afterwards']:.0f} ms, at most {one['longest']:.0f} ms at a time"
        )
    keys = figures["keys"]
    assert isinstance(keys, dict)
    for name, spent in keys.items():
        yield f"a key in the filter of {name}: {spent['usual']:.0f} ms, at most {spent['most']:.0f} ms"


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


def _opened(window: Window, task_key: str, names: list[str], runs: int) -> list[Opening]:
    """Open a page that was not open before, from a page of another module, each time after a bare window."""
    here = place_of(task_key).page
    elsewhere = next(key for key in _ELSEWHERE if place_of(key).page != here)

    def again() -> Opening:
        bare = _bare_window(names)
        window.go(place_of(elsewhere))
        window.workbench.attach(None)
        window.workbench.attach(window.make_page)
        _settle()
        first = _until_painted(lambda: window.go(place_of(task_key)))
        pieces = list(_pieces())
        return Opening(bare, first, sum(pieces), max(pieces))

    return [again() for _run in range(runs + 1)][1:]


def _summed_up(found: list[Opening]) -> dict[str, float]:
    return {
        "least": min(one.first for one in found),
        "ms": statistics.median(one.first for one in found),
        "ratio": statistics.median(one.first / one.bare for one in found),
        "afterwards": statistics.median(one.afterwards for one in found),
        "longest": statistics.median(one.longest for one in found),
    }


def _pieces() -> Iterator[float]:
    """Let the window go on until it is settled; yield what each piece of that costs."""
    end = time.monotonic() + _SETTLED
    while time.monotonic() < end:
        begun = time.thread_time()
        QCoreApplication.processEvents()
        yield (time.thread_time() - begun) * 1000
        time.sleep(_A_MOMENT)


def _typed(window: Window) -> dict[str, dict[str, float]]:
    """Type into the filters of the long lists; return what a key costs, and what the dearest did."""
    window.go(place_of(_LONG_LISTS))
    _settle()
    module = window.workbench.module_page
    page = module.page if module is not None else None
    assert page is not None
    page.turns.show_all()
    found = {}
    for filter_ in (one for one in page.findChildren(ListFilter) if one.isVisible()):
        filter_.bar.enter()
        filter_.bar.line.entered.emit()  # off screen no window is active, and none gets the keyboard
        QTest.qWait(_MADE_READY)
        line = filter_.bar.line
        spent = [cost(partial(QTest.keyClicks, line, key)) for key in _TYPED]
        filter_.show_all()
        found[translate(filter_.kind.plural)] = {
            "usual": statistics.median(spent),
            "most": max(spent),
        }
    return found


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
    """Return the CPU milliseconds of some work until all that it asked for is done and painted."""
    begun = time.thread_time()
    work()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    return (time.thread_time() - begun) * 1000


def _until_painted(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of some work until a window that is there is painted, without timers."""
    begun = time.thread_time()
    work()
    QCoreApplication.sendPostedEvents()
    return (time.thread_time() - begun) * 1000


def _settle() -> None:
    QTest.qWait(round(_SETTLED * 1000))

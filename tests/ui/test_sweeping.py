"""What nobody holds any more is looked for when nobody is looking."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.hands import Person

pytestmark = pytest.mark.ui


class Knot:
    """Holds itself, so that only looking through everything finds it."""

    def __init__(self) -> None:
        self.itself = self


def turn_to(state: Qt.ApplicationState) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.applicationStateChanged.emit(state)


def test_the_program_sweeps_when_people_turn_to_another_one(at_work: Person) -> None:
    knot = weakref.ref(Knot())
    turn_to(Qt.ApplicationState.ApplicationActive)
    assert knot() is not None
    turn_to(Qt.ApplicationState.ApplicationInactive)
    assert knot() is not None, "in the midst of an event nothing is let go"
    at_work.wait(lambda: knot() is None)


def test_no_job_beside_the_window_sweeps(at_work: Person) -> None:
    swept_by: list[threading.Thread] = []
    knot = Knot()
    weakref.finalize(knot, lambda: swept_by.append(threading.current_thread()))
    del knot
    done: list[int] = []
    at_work.program.jobs.run(lambda: len([Knot() for _ in range(100_000)]), done.append)
    at_work.wait(lambda: bool(done))
    turn_to(Qt.ApplicationState.ApplicationInactive)
    at_work.wait(lambda: bool(swept_by))
    assert swept_by == [threading.main_thread()]


def test_sweeping_is_pythons_own_again_when_the_window_is_closed(at_work: Person) -> None:
    assert not gc.isenabled()
    at_work.close()
    assert gc.isenabled()

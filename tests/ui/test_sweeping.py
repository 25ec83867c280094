"""What nobody holds any more is looked for when nobody is looking."""

from __future__ import annotations

import gc
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


def test_the_program_sweeps_when_people_turn_to_another_one(at_work: Person) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert at_work.window.isVisible()
    knot = weakref.ref(Knot())
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert knot() is not None
    assert gc.isenabled()
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert knot() is None

"""A window that was closed or replaced is gone, with all that hung on it."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from msp_desktop.domain.guideline import TASKS
from msp_desktop.ui.shell.places import Place
from msp_desktop.ui.shell.workbench import place_of
from tests.hands import Person

pytestmark = pytest.mark.ui


def test_nothing_keeps_a_window_that_was_closed(with_sample: str, home: Path, qtbot: QtBot) -> None:
    before = len(QApplication.allWidgets())
    person = Person(qtbot, home)
    person.wait_until_ready()
    look_around(person, with_sample)
    kept: dict[str, weakref.ref[object]] = {
        "window": weakref.ref(person.window),
        "program": weakref.ref(person.program),
        "workspace": weakref.ref(person.workspace),
    }
    person.close()
    del person
    gc.collect()
    assert [name for name, there in kept.items() if there() is not None] == []
    assert len(QApplication.allWidgets()) == before


def test_nothing_keeps_a_window_whose_look_was_changed(
    with_sample: str, home: Path, qtbot: QtBot
) -> None:
    person = Person(qtbot, home)
    person.wait_until_ready()
    look_around(person, with_sample)
    old = weakref.ref(person.window)
    person.window.look_changed.emit()
    person.wait(lambda: person.window is not old())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert old() is None
    person.close()


def look_around(person: Person, space: str) -> None:
    """Open a page of each step, and some beside them."""
    person.window.open_partnership(space)
    steps = {task.key.partition(".")[0]: task.key for task in TASKS.values()}
    for key in steps.values():
        person.window.go(place_of(key))
    for page in ("settings", "partnerships", "offices", "conflicts"):
        person.window.go(Place(page))

"""Somebody types while a large file is being taken in: nothing typed is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from msp_desktop.app.office import open_office
from msp_desktop.db import database
from msp_desktop.domain.changes import Author
from msp_desktop.domain.guideline import KINDS
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.record_form import RecordForm

pytestmark = pytest.mark.ui


def test_what_is_typed_meanwhile_stays_and_is_stored_as_soon_as_it_can(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MOMENT", 0.0)
    office = open_office(home)
    workspace = office.workspace
    space = workspace.add_partnership({"name": "Clean water"})
    surroundings = Surroundings(workspace, space, lambda _kind: None)
    bus = ChangeBus(workspace)
    form = RecordForm(KINDS["challenge"], surroundings, bus)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    is_writing, may_end = threading.Event(), threading.Event()

    def take_in() -> None:
        with workspace.database.transaction(Author("", "sync file received")) as store:
            store.keep_setting("something", "large")
            is_writing.set()
            may_end.wait(30)

    work = threading.Thread(target=take_in)
    work.start()
    assert is_writing.wait(30)
    form.editor("statement").focus()
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClicks(box, "Wells run dry")
    form.flush()
    assert form.unfinished
    assert "stays where it is" in form.message.text
    may_end.set()
    work.join()
    qtbot.waitUntil(lambda: not form.unfinished, timeout=20_000)
    assert workspace.records(space).single("challenge")["statement"] == "Wells run dry"
    assert not form.message.text
    office.close()

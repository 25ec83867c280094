"""The window is killed while somebody types: at most the last second is missing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from msp_desktop.app import checkup
from msp_desktop.app.office import open_office

TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.workbench import place_of

application = QApplication([])
home = Path(sys.argv[1])
program = Program(application, home, Failures(home))
program.ready.connect(lambda: setattr(program, "is_ready", True))
program.start()
while not getattr(program, "is_ready", False):
    QTest.qWait(5)
program.window.go(place_of("1.1"))
QTest.qWait(200)
fields = program.window.findChildren(QPlainTextEdit)
field = next(one for one in fields if one.accessibleName().startswith("The challenge"))
field.setFocus()
for number in range(2_000):
    letter = "abcdefghij"[number % 10]
    QTest.keyClick(field, letter)
    print(time.monotonic(), flush=True)
    QTest.qWait(25)
"""

FORGIVEN = 1.0
"""Seconds of typing that may be lost."""


@pytest.mark.ui
@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 50))]
)
def test_at_most_the_last_second_is_missing(home: Path, seed: int) -> None:
    office = open_office(home)
    space = office.workspace.add_partnership({"name": "Water"})
    office.close()
    command = [sys.executable, "-c", TYPIST, str(home)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        moments = [float(process.stdout.readline())]
        time.sleep(random.Random(seed).uniform(0.2, 4.0))
        killed = time.monotonic()
        process.kill()
        moments += map(float, process.stdout.read().split())
    office = open_office(home)
    kept = str(office.workspace.records(space).single("challenge").get("statement") or "")
    typed = "".join("abcdefghij"[number % 10] for number in range(len(moments) + 1))
    assert typed.startswith(kept), "nothing is stored that was not typed"
    owed = sum(moment < killed - FORGIVEN for moment in moments)
    assert len(kept) >= owed
    assert checkup.findings(office) == []
    office.close()

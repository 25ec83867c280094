"""The window is killed at random moments while somebody takes minutes: at most the last second is missing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msp_desktop.app import checkup
from msp_desktop.app.office import Office, open_office, set_up_office
from msp_desktop.domain.meetings.lines import Known, read_action

FORGIVEN = 1.0
"""Seconds of typing that may be lost."""
_LINES = (
    "The old pumps leak at ten places",
    "d Two new pumps are bought before the rain",
    "a Ask three shops for prices @rk !5.12.",
    "i The road is open again since Monday",
)
RAVI = Known("Ravi Kumar", "rk", "")


class Kept(NamedTuple):
    """What is kept of the lines: the discussion, decisions, action points (who, until when), information."""

    told: list[str]
    decisions: list[str]
    actions: list[tuple[str, ...]]
    information: list[str]


TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.places import Place

application = QApplication([])
home = Path(sys.argv[1])
program = Program(application, home, Failures(home))
program.ready.connect(lambda: setattr(program, "is_ready", True))
program.start()
while not getattr(program, "is_ready", False):
    QTest.qWait(5)
program.window.go(Place("minutes", sys.argv[2]))
QTest.qWait(200)
page = program.window.side_page.content
page.outline.setFocus()
while True:
    for line in sys.argv[3:]:
        for letter in line:
            QTest.keyClick(page.outline, letter)
            print(time.monotonic(), flush=True)
            QTest.qWait(20)
        QTest.keyClick(page.outline, Qt.Key.Key_Return)
        print(time.monotonic(), flush=True)
"""
"""Types the lines over and over and says when each key was pressed."""


def run(seeds: Sequence[int]) -> Iterator[tuple[int, Counter[str], str]]:
    """Kill one typist for each seed; yield what became of it, and how it failed (empty: it did not)."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MSP_DESKTOP_WITNESSES"] = str(Path(folder, "witnesses"))
        for seed in seeds:
            home = Path(folder, str(seed))
            try:
                office = set_up_office(home, name="Jumla", place="Jumla", person="Sita")
                yield seed, killed(office, seed), ""
            except Exception:
                yield seed, Counter(), traceback.format_exc()


def killed(office: Office, seed: int) -> Counter[str]:
    """Kill a typist in an office at a random moment, and compare what is kept with what was typed.

    The office is closed afterwards. Raises AssertionError when more than a second is missing, something
    is there that was not typed, or the database is not sound.
    """
    workspace = office.workspace
    space = workspace.add_partnership({"name": "Water"})
    answers = {"title": "Autumn", "date": "2026-11-26", "state": "planned"}
    meeting = workspace.add("meeting", space, answers)
    workspace.add("agenda_item", space, {"title": "Pumps"}, meeting)
    workspace.add("attendance", space, {"name": "Ravi Kumar", "abbreviation": "rk"}, meeting)
    office.close()
    moments, at = _type_until_killed(office.home, meeting, random.Random(seed).uniform(0.3, 6.0))
    again = open_office(office.home)
    kept = _kept(again, space, meeting)
    findings = checkup.findings(again)
    again.close()
    assert findings == [], findings
    owed = sum(moment < at - FORGIVEN for moment in moments)
    states = {count: after(count) for count in range(owed, len(moments) + 2)}
    reached = max((count for count, state in states.items() if state == kept), default=-1)
    assert reached >= owed, (owed, len(moments), kept, states[owed])
    return Counter({"killed": 1, "keys": len(moments), "keys kept": min(reached, len(moments))})


def after(count: int) -> Kept:
    """Return what is to be kept when all of the first ``count`` keys are stored."""
    state = Kept([], [], [], [])
    for at in range(count + 1):
        line = _LINES[at % len(_LINES)]
        typed = line[:count]
        count -= len(line) + 1
        sort, text = (typed[0], typed[2:]) if typed[1:2] == " " else ("", typed)
        if sort == "":
            state.told.append(text)
        elif sort == "a" and text.strip():
            action = read_action(text, [RAVI], date(2026, 11, 26))
            state.actions.append((action.text, action.responsible, action.due))
        elif text.strip():
            (state.decisions if sort == "d" else state.information).append(text.strip())
        if count < 0:
            break
    return state._replace(told="\n".join(state.told).rstrip().split("\n"))


def _type_until_killed(home: Path, meeting: str, seconds: float) -> tuple[list[float], float]:
    command = [sys.executable, "-c", TYPIST, str(home), meeting, *_LINES]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        told = [process.stdout.readline()]
        time.sleep(seconds)
        at = time.monotonic()
        process.kill()
        told += process.stdout.readlines()
    return [float(line) for line in told if line.endswith("\n")], at


def _kept(office: Office, space: str, meeting: str) -> Kept:
    records = office.workspace.records(space)
    (item,) = records.rows("agenda_item", meeting)

    def texts(kind_key: str) -> list[str]:
        return [str(row["text"]) for row in records.rows(kind_key, meeting)]

    actions = [
        tuple(str(row[key] or "") for key in ("text", "responsible", "due"))
        for row in records.rows("action_item", meeting)
    ]
    told = str(item["discussion"] or "").split("\n")
    return Kept(told, texts("decision"), actions, texts("information"))

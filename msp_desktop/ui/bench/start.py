"""How long a cold start takes, measured beside a bare window in the same run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

Figures = Mapping[str, float]

_PROBE = """
import json, sys, time

def memory():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    except OSError:
        return 0.0

moments = {}

def note(name):
    moments.setdefault(name, time.process_time() * 1000)
"""

_BARE = (
    _PROBE
    + """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        note("first_paint")
        QTimer.singleShot(0, application.quit)

application = QApplication([])
window = Window()
window.resize(1320, 780)
window.show()
application.exec()
moments |= {"usable": moments["first_paint"], "memory": memory(), "gap": 0.0}
print(json.dumps(moments))
"""
)

_OURS = (
    _PROBE
    + """
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from msp_desktop.ui.app import Program
from msp_desktop.ui.shell.failures import Failures

class Watcher(QObject):
    last = gap = 0.0

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            note("first_paint")
        return False

    def tick(self):
        now = time.perf_counter()
        if self.last and "first_paint" in moments:
            self.gap = max(self.gap, now - self.last)
        if "first_paint" in moments:
            self.last = now

def ready():
    note("usable")
    moments["memory"] = memory()
    QTimer.singleShot(300, application.quit)

application = QApplication([])
watcher = Watcher()
program = Program(application, Path(sys.argv[1]), Failures(Path(sys.argv[1])))
program.window.installEventFilter(watcher)
ticker = QTimer(interval=2)
ticker.timeout.connect(watcher.tick)
ticker.start()
program.ready.connect(lambda: QTimer.singleShot(0, ready))
program.start()
application.exec()
program.end()
print(json.dumps(moments | {"gap": watcher.gap * 1000}))
"""
)

_NAMES = {
    "first_paint": "first paint, CPU time",
    "usable": "usable, CPU time",
    "memory": "memory in use",
}


def measure_start(runs: int) -> dict[str, object]:
    """Start a bare window and this program in turn, ``runs`` times each.

    The program opens an office with the sample partnership. Returns medians: CPU milliseconds to the first
    paint and until usable, mebibytes in use, each beside the bare window's and as a ratio to it, and
    the longest time the event loop stood still after the first paint, in milliseconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _set_up(home)
        pairs = [(_run(_BARE, home), _run(_OURS, home)) for _number in range(runs + 1)][1:]
    figures: dict[str, object] = {"runs": runs}
    for key in _NAMES:
        bare, ours = (statistics.median(pair[side][key] for pair in pairs) for side in (0, 1))
        figures[key] = {"bare": bare, "ours": ours, "ratio": ours / bare if bare else 0.0}
    figures["longest_gap_ms"] = statistics.median(pair[1]["gap"] for pair in pairs)
    return figures


def described(figures: Mapping[str, object]) -> Iterator[str]:
    """Say the figures line by line."""
    for key, name in _NAMES.items():
        values = figures[key]
        assert isinstance(values, dict)
        yield f"{name}: {values['ours']:.0f} beside {values['bare']:.0f}, ratio {values['ratio']:.2f}"
    yield f"longest stand-still of the window after first paint: {figures['longest_gap_ms']:.0f} ms"


def _set_up(home: Path) -> None:
    from msp_desktop.app.office import set_up_office
    from msp_desktop.app.sample import load_sample

    office = set_up_office(home, name="Measured", place="Here", person="Nobody")
    load_sample(office.workspace)
    office.back_up_daily()
    office.close()


def _run(code: str, home: Path) -> Figures:
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    # An installed program has its modules compiled; the first run, which compiles, is not counted.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, str(home)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures

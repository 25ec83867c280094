"""What nobody holds any more is looked for between two events, on the window's thread only.

Left alone, Python looks whenever enough was made: in the midst of an event, or in a job beside the window,
where letting go of a widget ends the program. It would also look through everything far too often: with
thousands of records the window stands still for a quarter of a second.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

_INTERVAL = 2_000  # milliseconds
_THRESHOLDS = (700, 10, 500)
"""New objects, looks through the young, looks through the older: after so many it is time for the next."""


class Sweeper(QObject):
    """Takes Python's sweeping over from when it is made until `stop`; rests until `start`.

    It looks through what is young, now and then through what is older, and through everything once
    people have turned to another program.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._look)
        self._unseen = QTimer(self, singleShot=True, interval=0)
        self._unseen.timeout.connect(gc.collect)
        application.applicationStateChanged.connect(self._on_state)

    def start(self) -> None:
        """Begin to look; until then what starting makes is left alone, since all of it stays."""
        self._timer.start()

    def stop(self) -> None:
        """Leave sweeping to whoever had it before."""
        self._timer.stop()
        self._unseen.stop()
        if self._was_on:
            gc.enable()

    def _look(self) -> None:
        due = [age for age, count in enumerate(gc.get_count()) if count >= _THRESHOLDS[age]]
        if due:
            gc.collect(max(due))

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self._unseen.start()

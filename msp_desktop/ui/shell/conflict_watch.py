"""Counts beside the window on how many answers offices disagree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from msp_desktop.app.workspace import Workspace
    from msp_desktop.ui.bus import ChangeBus
    from msp_desktop.ui.jobs import Jobs

_PAUSE_MS = 400


class ConflictWatch(QObject):
    """Counts anew after every change; ``counted`` carries the open conflicts by partnership.

    It waits for a pause, and for the window to be usable: the libraries of the exchange take time to load.
    """

    counted = Signal(object)

    def __init__(self, workspace: Workspace, bus: ChangeBus, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._count)
        bus.changed.connect(self._on_changed)
        self._pause.start()

    def stop(self) -> None:
        """Count no longer."""
        self._pause.stop()

    def _on_changed(self) -> None:
        self._pause.start()

    def _count(self) -> None:
        database = self._workspace.database

        def work() -> Counter[str]:
            from msp_desktop.app import exchange

            return Counter(one.space_id for one in exchange.disputes(database))

        self._jobs.run(work, self.counted.emit, asker=self)

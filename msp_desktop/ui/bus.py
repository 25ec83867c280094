"""News of changes, carried from the workspace into Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from msp_desktop.app.workspace import Workspace


class ChangeBus(QObject):
    """Sends ``changed`` (a `Changed`) after every change of the workspace.

    Widgets connect bound methods, so that Qt disconnects them when they are deleted.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = workspace.listen(self.changed.emit)

    def stop(self) -> None:
        """Listen no longer; called before the workspace outlives the window."""
        self._stop()

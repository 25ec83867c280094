"""Undo and redo as entries of the window: a view of the workspace's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from msp_desktop.i18n import translate

if TYPE_CHECKING:
    from msp_desktop.app.history import Step
    from msp_desktop.app.workspace import Workspace


class UndoActions(QObject):
    """Two actions that always name the step they would take back or do again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self.undo = QAction(self)
        self.undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.redo = QAction(self)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.refresh()

    def attach(self, workspace: Workspace | None) -> None:
        """Show the history of a workspace."""
        self._workspace = workspace
        self.refresh()

    def refresh(self) -> None:
        """Name the steps as they are now."""
        history = self._workspace.history if self._workspace is not None else None
        self._name(
            self.undo,
            history.done if history else [],
            translate("Undo: {step}"),
            translate("Nothing to undo"),
        )
        self._name(
            self.redo,
            history.undone if history else [],
            translate("Redo: {step}"),
            translate("Nothing to redo"),
        )

    @staticmethod
    def _name(action: QAction, steps: list[Step], sentence: str, nothing: str) -> None:
        action.setEnabled(bool(steps))
        text = sentence.format(step=steps[-1].label) if steps else nothing
        action.setText(text.replace("&", "&&"))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shortcut})")

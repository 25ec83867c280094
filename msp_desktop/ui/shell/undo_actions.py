"""Undo and redo as entries of the window: a view of the workspace's history that carries them out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from msp_desktop.i18n import translate

if TYPE_CHECKING:
    from msp_desktop.app.history import Step
    from msp_desktop.app.workspace import Workspace
    from msp_desktop.ui.jobs import Jobs

_LARGE = 200
"""Changes and decisions of a step from which it is carried out beside the window."""


class UndoActions(QObject):
    """Two actions that always name the step they would take back or do again.

    ``wanted`` is sent before: what is being typed is to be stored first. ``working`` says that a large
    step is under way, in words, and with none that it is done.
    """

    wanted = Signal()
    working = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._jobs: Jobs | None = None
        self._is_working = False
        self.undo = QAction(self)
        self.undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.redo = QAction(self)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undo.triggered.connect(self._on_undo)
        self.redo.triggered.connect(self._on_redo)
        self.refresh()

    def attach(self, workspace: Workspace | None, jobs: Jobs | None = None) -> None:
        """Show the history of a workspace; large steps of it are ``jobs``."""
        self._workspace, self._jobs = workspace, jobs
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

    def _on_undo(self) -> None:
        self.wanted.emit()
        if self._workspace is not None and self._workspace.history.done:
            step = self._workspace.history.done[-1]
            self._carry_out(partial(self._workspace.undo, step), step, translate("Taking back…"))

    def _on_redo(self) -> None:
        self.wanted.emit()
        if self._workspace is not None and self._workspace.history.undone:
            step = self._workspace.history.undone[-1]
            again = translate("Doing it again…")
            self._carry_out(partial(self._workspace.redo, step), step, again)

    def _carry_out(self, work: Callable[[], None], step: Step, says: str) -> None:
        if self._jobs is None or step.size < _LARGE:
            work()
            self.refresh()
            return
        self._set_working(says)
        self._jobs.run(
            work, lambda _none: self._set_working(""), on_failure=self._on_failure, asker=self
        )

    def _on_failure(self, error: Exception) -> None:
        self._set_working("")
        assert self._jobs is not None
        self._jobs.failed.emit(error)

    def _set_working(self, says: str) -> None:
        self._is_working = bool(says)
        self.working.emit(says)
        self.refresh()

    def _name(self, action: QAction, steps: list[Step], sentence: str, nothing: str) -> None:
        action.setEnabled(bool(steps) and not self._is_working)
        text = sentence.format(step=steps[-1].label) if steps else nothing
        action.setText(text.replace("&", "&&"))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shortcut})")

"""From a file that a person chooses to a wording that is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from msp_desktop.app import frameworks
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.forms.frameworks.dialog import FrameworkDialog
from msp_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from msp_desktop.intake.framework import Found


class Loading:
    """Loads wordings on behalf of a part of the window.

    ``then`` is called when one was kept, ``complain`` with a sentence when a file cannot be used.
    """

    def __init__(
        self,
        asker: QWidget,
        workspace: Workspace,
        then: Callable[[], None],
        complain: Callable[[str], None],
    ) -> None:
        self._asker, self._workspace = asker, workspace
        self._then, self._complain = then, complain
        self._jobs = Jobs()  # no parent: a job outlives a page that is thrown away
        self.dialog: FrameworkDialog | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return self._jobs.is_working

    def choose(self) -> None:
        """Ask which file, then look into it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._asker,
            translate("Choose the file with the official wording"),
            "",
            translate("Tables") + " (*.xlsx *.csv *.tsv *.txt)",
        )
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, file: Path) -> None:
        """Read a file beside the window, and show what is in it."""
        self._jobs.run(
            lambda: frameworks.look_into(file),
            self._show,
            on_failure=lambda error: self._complain(_sentence(error, file)),
            asker=self._asker,
        )

    def _show(self, found: Found) -> None:
        self.dialog = FrameworkDialog(found, self._workspace, self._asker.window())
        self.dialog.accepted.connect(self._then)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None


def _sentence(error: Exception, file: Path) -> str:
    if isinstance(error, Problem):
        return str(error)
    if isinstance(error, OSError):
        sentence = translate(_("{file} could not be read: {reason}. Nothing was changed."))
        return sentence.format(file=file.name, reason=error.strerror or error)
    raise error

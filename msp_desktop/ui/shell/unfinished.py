"""What was typed and cannot be stored yet: nothing of it is let go before a person was told."""

from __future__ import annotations

from collections.abc import Mapping

from msp_desktop.i18n import translate
from msp_desktop.ui.shell.workbench import Workbench


class Unfinished:
    """Knows which fields on the pages of the tasks hold such an answer, and of which a person was told."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._told: Mapping[str, tuple[str, ...]] = {}

    @property
    def label(self) -> str:
        """The first of these fields; empty when everything is stored."""
        return next((labels[0] for labels in self._workbench.unfinished.values()), "")

    @property
    def task_key(self) -> str:
        """The task on whose page that field is."""
        return next(iter(self._workbench.unfinished), "")

    def forget(self) -> None:
        """Everything is stored: what comes now is told again."""
        self._told = {}

    def tell(self, otherwise: str) -> str:
        """Return what to tell before all pages are let go; nothing when it was told, or all is stored.

        ``otherwise`` says how to leave out what cannot be stored.
        """
        now = self._workbench.unfinished
        if not now or now == self._told:
            return ""
        self._told = now
        text = translate("“{field}” in task {task} is not saved yet; the page says why.")
        return f"{text.format(field=self.label, task=self.task_key)} {otherwise}"

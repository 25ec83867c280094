"""The page of a task: what its records make, with the designed parts its module adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from msp_desktop.app.workspace import Workspace
    from msp_desktop.domain.tasks import Task
    from msp_desktop.ui.bus import ChangeBus
    from msp_desktop.ui.forms.task_page import TaskPage


def page_for(
    task: Task,
    workspace: Workspace,
    bus: ChangeBus,
    space_id: str,
    parent: QWidget | None = None,
) -> TaskPage:
    """Make the page of a task in one partnership."""
    from msp_desktop.ui.forms.task_page import TaskPage
    from msp_desktop.ui.modules import formation, implementation, initiation, renewal, review

    modules = (initiation, formation, implementation, review, renewal)
    parts = (part for module in modules for part in module.PARTS.get(task.key, ()))
    return TaskPage(task, workspace, bus, space_id, tuple(parts), initiation.OWNED, parent)

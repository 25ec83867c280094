"""Which page belongs to a task: a designed one where a module has it, else the one its records make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_desktop.ui.modules import formation, implementation, initiation, renewal, review

if TYPE_CHECKING:
    from msp_desktop.app.workspace import Workspace
    from msp_desktop.domain.tasks import Task
    from msp_desktop.ui.bus import ChangeBus
    from msp_desktop.ui.forms.task_page import TaskPage

_MODULES = (initiation, formation, implementation, review, renewal)


def page_for(task: Task, workspace: Workspace, bus: ChangeBus, space_id: str) -> TaskPage:
    """Make the page of a task in one partnership."""
    from msp_desktop.ui.forms.task_page import TaskPage

    special = next(
        (module.PAGES[task.key] for module in _MODULES if task.key in module.PAGES), None
    )
    return (special or TaskPage)(task, workspace, bus, space_id)

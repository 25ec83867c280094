"""Where a partnership is worked on: the tabs, the overview, the modules, and the guidance beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from msp_desktop.domain.guideline import HOME_TASK, MODULES
from msp_desktop.domain.tasks import Module, Progress, TaskState
from msp_desktop.guidance import guidance_text
from msp_desktop.i18n import language
from msp_desktop.ui.shell.module_page import MakePage, ModulePage
from msp_desktop.ui.shell.places import OVERVIEW, Place
from msp_desktop.ui.shell.tabs import ModuleTabs
from msp_desktop.ui.widgets.labels import line

if TYPE_CHECKING:
    from msp_desktop.ui.shell.guidance_panel import GuidancePanel
    from msp_desktop.ui.shell.overview import Overview, OverviewFacts

GUIDANCE_FROM = 1100
_GUIDANCE_WIDTH = 340
_A_MOMENT = 1
"""Milliseconds after which a page that comes forward is visible; with none, a timer is not waited for."""
_BY_KEY: Mapping[str, Module] = {module.key: module for module in MODULES}


def place_of(task_key: str) -> Place:
    """Return where a task is done. Raises StopIteration when the guideline has no such task."""
    module = next(m for m in MODULES if any(task.key == task_key for task in m.tasks))
    return Place(module.key, task_key)


def _is_open(item: Progress) -> bool:
    return item.state is not TaskState.DONE


class Workbench(QWidget):
    """Shows the place a person is at; ``wanted`` carries the `Place` a person asks for.

    ``page_wanted`` carries the name of a page beside the tabs; ``guidance_toggled`` whether a person
    wants to see the guidance from now on, ``guidance_seen`` whether it is to be seen now, ``unsaved``
    whether something typed is not stored yet.
    """

    wanted = Signal(object)
    page_wanted = Signal(str)
    guidance_toggled = Signal(bool)
    guidance_seen = Signal(bool)
    unsaved = Signal(bool)

    def __init__(self, *, shows_guidance: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows_guidance = shows_guidance
        self._insists_on_guidance = False
        self._sees_guidance = False
        self._place: Place | None = None
        self._make_page: MakePage | None = None
        self._progress: Mapping[str, Progress] = {}
        self._last_task: dict[str, str] = {}
        self.tabs = ModuleTabs()
        self._overview: Overview | None = None
        self._guidance: GuidancePanel | None = None
        self._modules: dict[str, ModulePage] = {}
        self._stack = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab)

    @property
    def module_page(self) -> ModulePage | None:
        """The module that is shown; None on the overview."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, ModulePage) else None

    @property
    def overview(self) -> Overview:
        """The overview; made when it is first asked for, as every page is."""
        if self._overview is None:
            from msp_desktop.ui.shell.overview import Overview

            self._overview = Overview()
            self._overview.go_to_task.connect(self._on_task)
            self._overview.go_to_module.connect(self._on_module)
            self._overview.page_wanted.connect(self.page_wanted)
            self._stack.addWidget(self._overview)
        return self._overview

    @property
    def guidance(self) -> GuidancePanel:
        """The guidance beside the tasks; made when it is first asked for."""
        if self._guidance is None:
            from msp_desktop.ui.shell.guidance_panel import GuidancePanel

            self._guidance = GuidancePanel()
            self._guidance.setMinimumWidth(240)
            self._guidance.hidden_by_person.connect(self.toggle_guidance)
            self._split.addWidget(self._guidance)
            self._split.setSizes([max(self.width() - _GUIDANCE_WIDTH, 1), _GUIDANCE_WIDTH])
        return self._guidance

    def attach(self, make_page: MakePage | None) -> None:
        """Make task pages with ``make_page``; without one, let go of everything of a partnership."""
        self._make_page = make_page
        for module in self._modules.values():
            module.attach(make_page)
        if make_page is None:
            self._last_task.clear()

    def show_place(self, place: Place) -> None:
        """Show the overview, or a task in its module."""
        self._place = place
        was_blocked = self.tabs.blockSignals(True)
        self.tabs.choose(place.page)
        self.tabs.blockSignals(was_blocked)
        self.tabs.update()
        if place.page == OVERVIEW:
            self._stack.setCurrentWidget(self.overview)
        else:
            self._last_task[place.page] = place.part
            module = self._module(place.page)
            module.show_task(place.part)
            self._stack.setCurrentWidget(module)
        self._show_guidance()

    def place_in(self, page: str) -> Place:
        """Return where a tab leads: to the task seen there last, else the first one not done."""
        if page == OVERVIEW:
            return Place(OVERVIEW)
        keys = [task.key for task in _BY_KEY[page].tasks]
        todo = (key for key in keys if key in self._progress and _is_open(self._progress[key]))
        return Place(page, self._last_task.get(page) or next(todo, keys[0]))

    def show_facts(self, facts: OverviewFacts) -> None:
        """Show how far the partnership has come, wherever that is to be seen."""
        self._progress = facts.progress
        for module in self._modules.values():
            module.show_progress(facts.progress)
        self.overview.show_facts(facts)

    def show_guidance(self, shown: bool) -> None:
        """Show the guidance from now on where there is room for it, or no longer."""
        if shown != self._shows_guidance:
            self._shows_guidance = shown
            self.guidance_toggled.emit(shown)
            self._show_guidance()

    def toggle_guidance(self) -> None:
        """Show the guidance or put it away; asked for, it is shown even where there is little room."""
        shown = not self._sees_guidance
        self._insists_on_guidance = shown and self.width() < GUIDANCE_FROM
        if self.width() >= GUIDANCE_FROM:
            self.show_guidance(shown)
        self._show_guidance()

    @property
    def unfinished(self) -> Mapping[str, tuple[str, ...]]:
        """By task, the labels of fields that hold something which cannot be stored yet, on any page.

        The page that is shown comes first.
        """
        shown = self.module_page
        pages = sorted(self._modules.values(), key=lambda one: one is not shown)
        found = [(key, labels) for one in pages for key, labels in one.unfinished.items()]
        return dict(sorted(found, key=lambda one: shown is None or one[0] != shown.task_key))

    def reveal_unfinished(self) -> None:
        """Put the keyboard into the first such field of the page that is shown, once it is visible."""
        module = self.module_page
        if module is not None and module.page is not None:
            QTimer.singleShot(_A_MOMENT, module.page, module.page.reveal_unfinished)

    def flush(self) -> None:
        """Store what is being typed on the page that is shown."""
        module = self.module_page
        if module is not None and module.page is not None:
            module.page.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tabs.fit(self.width())
        self._show_guidance()

    def _lay_out(self) -> None:
        band = QFrame()
        band.setAutoFillBackground(True)
        band.setBackgroundRole(QPalette.ColorRole.Base)
        beside = QHBoxLayout(band)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.tabs)
        beside.addStretch(1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self._stack)
        self._split.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(band)
        column.addWidget(line())
        column.addWidget(self._split, 1)

    def _module(self, key: str) -> ModulePage:
        if key not in self._modules:
            page = ModulePage(_BY_KEY[key])
            page.task_chosen.connect(self._on_task)
            page.go_to_task.connect(self._on_task)
            page.go_to_record.connect(self._on_record)
            page.page_wanted.connect(self._on_page)
            page.unsaved.connect(self.unsaved)
            page.show_progress(self._progress)
            page.attach(self._make_page)
            self._modules[key] = page
            self._stack.addWidget(page)
        return self._modules[key]

    def _show_guidance(self) -> None:
        has_room = self.width() >= GUIDANCE_FROM
        wanted = self._shows_guidance if has_room else self._insists_on_guidance
        place = self._place
        self._sees_guidance = wanted and place is not None and place.page != OVERVIEW
        if self._sees_guidance and place is not None:
            self.guidance.show_text(guidance_text(place.page, place.part, language()))
        if self._guidance is not None:
            self._guidance.setVisible(self._sees_guidance)
        self.guidance_seen.emit(self._sees_guidance)

    def _on_tab(self, _index: int) -> None:
        self.wanted.emit(self.place_in(self.tabs.page))

    def _on_module(self, key: str) -> None:
        self.wanted.emit(self.place_in(key))

    def _on_record(self, kind_key: str, record_id: str, field_key: str) -> None:
        """Go to the page on which a record is written down, and there to the record."""
        if kind_key not in HOME_TASK:
            return
        self._on_task(HOME_TASK[kind_key])
        module = self.module_page
        if module is not None and module.page is not None:
            module.page.reveal(kind_key, record_id, field_key)

    def _on_page(self, name: str, part: str) -> None:
        self.wanted.emit(Place(name, part))

    def _on_task(self, task_key: str) -> None:
        self.wanted.emit(place_of(task_key))

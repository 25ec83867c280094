"""The window: builds its parts, and takes a person from place to place without losing what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from msp_desktop.domain.guideline import HOME_TASK
from msp_desktop.i18n import translate
from msp_desktop.ui.exchange.drives import dropped_files
from msp_desktop.ui.shell.conflict_watch import ConflictWatch
from msp_desktop.ui.shell.places import OVERVIEW, Place, Visited
from msp_desktop.ui.shell.screens import Screens
from msp_desktop.ui.shell.tabs import tab_keys
from msp_desktop.ui.shell.top_bar import TopBar
from msp_desktop.ui.shell.undo_actions import UndoActions
from msp_desktop.ui.shell.unfinished import Unfinished
from msp_desktop.ui.shell.workbench import Workbench, place_of
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import line
from msp_desktop.ui.widgets.paper import Framed, finish_layouts
from msp_desktop.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from msp_desktop.domain.changes import Changed
    from msp_desktop.domain.tasks import Task
    from msp_desktop.ui.forms.task_page import TaskPage
    from msp_desktop.ui.shell.desk import Desk
    from msp_desktop.ui.shell.preferences import Preferences
    from msp_desktop.ui.shell.printing.page import PrintPage
    from msp_desktop.ui.shell.side_page import SidePage
    from msp_desktop.ui.shell.start_page import StartPage

SMALLEST = (660, 380)
_USUAL = (1320, 780)
_ROOM_FOR_FRAME = 0.92
"""How much of the screen the window takes at most at first: its frame needs some, too."""
_WORDS_FROM = 860
_REFRESH_MS = 120
_PATIENCE_MS = 1500


class Window(QMainWindow):
    """The frame is there at once; `attach` gives it an office to work with.

    ``office_wanted`` carries the answers of the start page, ``start_language_chosen`` the language chosen
    there; ``look_changed`` says that language, colours or size of text are others now, so that the
    window has to be built again.
    """

    office_wanted = Signal(dict)
    start_language_chosen = Signal(str)
    look_changed = Signal()
    closing = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.desk: Desk | None = None
        self.visited = Visited()
        self.undo_actions = UndoActions(self)
        self.guidance_action = QAction(translate("Guidance (F1)"), self, checkable=True)
        self.print_menu = QMenu(self)
        self.top_bar = TopBar(self.undo_actions, self.guidance_action, self.print_menu)
        self.notice = InlineMessage()
        self.progress = Progress()
        self.workbench = Workbench(shows_guidance=preferences.shows_guidance)
        self.unfinished = Unfinished(self.workbench)
        self._start_page: StartPage | None = None
        self._screens = Screens(self.workbench)
        self._close_regardless = False
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._conflict_watch: ConflictWatch | None = None
        self._conflicts: Mapping[str, int] = {}
        self._still_unsaved = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.print_menu.aboutToShow.connect(self._fill_print_menu)
        self._show_open()

    @property
    def side_page(self) -> SidePage | None:
        """The page beside the tabs that is shown, if one is."""
        return self._screens.side_page

    # What is open

    def attach(self, desk: Desk) -> None:
        """Work with an open office: in the partnership that was open last, or else in none."""
        self.desk = desk
        self.undo_actions.attach(desk.office.workspace, desk.jobs)
        desk.bus.changed.connect(self._on_changed)
        self._conflict_watch = ConflictWatch(desk.office.workspace, desk.bus, desk.jobs, self)
        self._conflict_watch.counted.connect(self._on_conflicts_counted)
        if not desk.choose(desk.preferences.partnership) and len(desk.partnerships) == 1:
            desk.choose(str(desk.partnerships[0]["id"]))
        self._show_partnership()

    def detach(self) -> None:
        """Let go of the office: the window is built again or ends."""
        self.flush()
        self._refresh.stop()
        if self._conflict_watch is not None:
            self._conflict_watch.stop()
        self._screens.leave()
        self.workbench.attach(None)
        self.desk = None

    def open_partnership(self, space_id: str) -> None:
        """Work on another partnership."""
        if self.desk is None:
            return
        self.flush()
        if self._may_leave_page() and self.may_let_go(
            translate("Correct it, or choose the partnership again to leave it out.")
        ):
            self.workbench.attach(None)
            self.desk.choose(space_id)
            self._show_partnership()

    def flush(self) -> None:
        """Store what is being typed: before anything that leaves the page or reads the records."""
        self.workbench.flush()
        if self.side_page is not None:
            self.side_page.flush()

    def may_let_go(self, otherwise: str) -> bool:
        """Say whether all that was typed is saved, or a person was told before of all that is not.

        Where something is not, go there and tell; ``otherwise`` says how to leave it out.
        """
        if not (sentence := self.unfinished.tell(otherwise)):
            return True
        self.go(place_of(self.unfinished.task_key))
        self.workbench.reveal_unfinished()
        self.tell(sentence)
        return False

    def _may_leave_page(self) -> bool:
        return self.side_page is None or self.side_page.may_leave()

    def tell(self, sentence: str, mood: str = "warn") -> None:
        """Say something calmly above the page; it stays until a person closes it."""
        self.notice.say(sentence, mood, translate("Close"), self.notice.clear)

    # Where a person is

    def go(self, place: Place) -> None:
        """Go to a place and remember the way back."""
        self.flush()
        if self._may_leave_page():
            self._show(place)
            self.visited.go(place)

    def go_to_page(self, name: str, part: str = "") -> None:
        """Go to a page beside the tabs."""
        self.go(Place(name, part))

    def go_back(self) -> None:
        """Go where the person was before."""
        self.flush()
        if not self._may_leave_page():
            return
        has_partnership = self.desk is not None and bool(self.desk.space_id)
        self._show(self.visited.back() or Place(OVERVIEW if has_partnership else "partnerships"))

    def go_forward(self) -> None:
        """Go where the person came back from."""
        self.flush()
        if self._may_leave_page() and (place := self.visited.forward()) is not None:
            self._show(place)

    def show_start(self, answers: Mapping[str, str] | None = None) -> None:
        """Ask the first questions: there is no office in this folder yet."""
        from msp_desktop.ui.shell.start_page import StartPage

        self._start_page = StartPage()
        self._start_page.fill(answers or {})
        self._start_page.office_wanted.connect(self.office_wanted)
        self._start_page.language_chosen.connect(self.start_language_chosen)
        self._screens.addWidget(self._start_page)
        self._screens.setCurrentWidget(self._start_page)
        self._show_open()
        self._start_page.begin()

    @property
    def start_answers(self) -> dict[str, str]:
        """What is filled in on the start page, if it is shown."""
        return self._start_page.answers if self._start_page is not None else {}

    def complain_at_start(self, sentence: str) -> None:
        """Say on the start page why the office could not be set up."""
        if self._start_page is not None:
            self._start_page.complain(sentence)

    def closeEvent(self, event: QCloseEvent) -> None:
        # An exception in here must leave the window open, with what was typed still in it.
        event.ignore()
        if not self._close_regardless:
            self._close_regardless = True
            self.flush()
            self._close_regardless = self._may_leave_page() and self.may_let_go(
                translate("Correct it or wait, or close the window again to leave it out.")
            )
            if not self._close_regardless:
                return
        self.preferences.geometry = self.saveGeometry()
        self.preferences.write()
        event.accept()
        self.closing.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.desk is not None and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.activateWindow()
        self.go_to_page("receive", "\n".join(map(str, dropped_files(event))))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            # Qt would paint between two rounds of laying out: what has grown would be squeezed for a moment.
            finish_layouts()
            # What has appeared meanwhile asks to be painted, and would be painted once more after this.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater.value)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top_bar.show_words(shown=self.width() >= _WORDS_FROM)

    # Inside

    def _show_partnership(self) -> None:
        assert self.desk is not None
        self.visited.clear()
        self._show_open()
        if not self.desk.space_id:
            self.go(Place("partnerships"))
            return
        self._refresh_now()
        self.workbench.attach(self.make_page)
        task_key = self.preferences.task_of(self.desk.space_id)
        self.go(place_of(task_key) if task_key else Place(OVERVIEW))

    def make_page(self, task: Task, parent: QWidget) -> TaskPage:
        """Make the page of a task in the partnership that is open, inside ``parent``."""
        from msp_desktop.ui.shell.pages import page_for

        assert self.desk is not None
        desk = self.desk
        return page_for(task, desk.office.workspace, desk.bus, desk.space_id, parent)

    def _show(self, place: Place) -> None:
        if place.page in self.workbench.tabs.pages:
            self.workbench.show_place(place)
            self._screens.show_tabs()
            if not self.workbench.isAncestorOf(self.focusWidget() or self.top_bar):
                self.workbench.tabs.setFocus()
            if self.desk is not None and self.desk.space_id:
                self.preferences.keep_task_of(self.desk.space_id, place.part)
        elif self.desk is not None:
            from msp_desktop.ui.shell.side_pages import make_side_page

            self._screens.show_side_page(place, partial(make_side_page, place, self.desk, self))

    def _show_open(self) -> None:
        is_open = self.desk is not None
        has_partnership = self.desk is not None and bool(self.desk.space_id)
        self.top_bar.setVisible(self._start_page is None or is_open)
        self.top_bar.show_open(is_open=is_open, has_partnership=has_partnership)
        self.workbench.setEnabled(is_open)

    def _refresh_now(self) -> None:
        if self.desk is None:
            return
        if self.desk.space_id and not self.desk.is_there:
            self._leave_partnership()
        self.top_bar.show_partnerships(self.desk.partnerships, self.desk.space_id)
        if self.desk.space_id:
            facts = self.desk.facts(self._conflicts.get(self.desk.space_id, 0))
            self.workbench.show_facts(facts)

    def _leave_partnership(self) -> None:
        """Work on none: the one that was open is gone, taken back or removed by another office."""
        assert self.desk is not None
        self.workbench.attach(None)
        self.desk.space_id = ""
        self._show_open()
        here = self.visited.current
        self.visited.clear()
        if self.side_page is None:
            self.go(Place("partnerships"))
        elif here is not None:
            self.visited.go(here)

    def _on_changed(self, changed: Changed) -> None:
        self.undo_actions.refresh()
        self._refresh.start()
        if changed.cause in ("undo", "redo"):
            self._show_what_changed(changed)

    def _show_what_changed(self, changed: Changed) -> None:
        """Go where a step was taken back, when that is on no page that is shown."""
        if self.side_page is not None and self.side_page.shows_what_changed:
            return
        module = self.workbench.module_page
        tasks = {HOME_TASK[kind] for kind in changed.kinds if kind in HOME_TASK}
        if tasks and (module is None or module.task_key not in tasks):
            self.go(place_of(min(tasks)))

    def _on_conflicts_counted(self, counts: Mapping[str, int]) -> None:
        self.top_bar.show_conflicts(sum(counts.values()))
        if counts != self._conflicts:
            self._conflicts = counts
            self._refresh.start()

    def _on_unsaved(self, is_unsaved: bool) -> None:
        if not is_unsaved and self.unfinished.label:
            self._on_still_unsaved()
            return
        if not is_unsaved:
            self.unfinished.forget()
            self._still_unsaved.stop()
        elif not self._still_unsaved.isActive():
            self._still_unsaved.start()
        if is_unsaved != self.top_bar.save_state.is_saving:
            self.top_bar.save_state.show_saving(is_saving=is_unsaved)

    def _on_still_unsaved(self) -> None:
        if label := self.unfinished.label:
            self.top_bar.save_state.show_unfinished(label)

    def _on_guidance_toggled(self, shown: bool) -> None:
        self.preferences.shows_guidance = shown

    def _lay_out(self) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(line())
        column.addWidget(Framed(self.notice))
        column.addWidget(Framed(self.progress))
        column.addWidget(self._screens, 1)
        self.setCentralWidget(held)
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*_USUAL).boundedTo(self.screen().availableSize() * _ROOM_FOR_FRAME))
        if not self.preferences.geometry.isEmpty():
            self.restoreGeometry(self.preferences.geometry)
        self.setWindowTitle("MSP Desktop")

    def _connect(self) -> None:
        self._refresh.timeout.connect(self._refresh_now)
        self._still_unsaved.timeout.connect(self._on_still_unsaved)
        self.workbench.unsaved.connect(self._on_unsaved)
        self.workbench.wanted.connect(self.go)
        self.workbench.page_wanted.connect(self.go_to_page)
        self.workbench.guidance_toggled.connect(self._on_guidance_toggled)
        self.workbench.guidance_seen.connect(self.guidance_action.setChecked)
        self.guidance_action.triggered.connect(self.workbench.toggle_guidance)
        self.top_bar.page_wanted.connect(self.go_to_page)
        self.top_bar.partnership_chosen.connect(self.open_partnership)
        self.undo_actions.wanted.connect(self.flush)
        self.undo_actions.working.connect(self.progress.show_while)

    def _add_shortcuts(self) -> None:
        self.addActions([self.undo_actions.undo, self.undo_actions.redo, self.guidance_action])
        self.guidance_action.setShortcut(QKeySequence("F1"))
        back, forward = "Alt+Left", "Alt+Right"
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            back, forward = forward, back
        keys: list[tuple[str, Callable[[], object]]] = [
            (back, self.go_back),
            (forward, self.go_forward),
            ("Escape", self._on_escape),
            ("Ctrl+P", lambda: self._on_print("")),
            ("Ctrl+Tab", lambda: self._next_tab(1)),
            ("Ctrl+Shift+Tab", lambda: self._next_tab(-1)),
        ]
        for key, page in tab_keys(self.workbench.tabs.pages):
            keys.append((key, partial(self._on_tab_key, page)))
        for key, answer in keys:
            QShortcut(QKeySequence(key), self, answer)

    def _on_tab_key(self, page: str) -> None:
        if self.desk is not None and self.desk.space_id:
            self.go(self.workbench.place_in(page))

    def _next_tab(self, step: int) -> None:
        pages = self.workbench.tabs.pages
        at = pages.index(self.workbench.tabs.page)
        self._on_tab_key(pages[(at + step) % len(pages)])

    def _on_escape(self) -> None:
        if self.side_page is not None and self.visited.can_go_back:
            self.go_back()

    def _on_print(self, document: str) -> None:
        """Show a document to be printed; where one is shown already, leave what was chosen there."""
        if self.desk is None or not self.desk.space_id:
            return
        page = self._print_page
        if page is None:
            self.go_to_page("print", document)
        elif document:
            page.choose(document)
        else:
            page.begin()

    def _on_check(self) -> None:
        if self._print_page is None:
            self._on_print("")
        if (page := self._print_page) is not None:
            page.choose_signed_file()

    @property
    def _print_page(self) -> PrintPage | None:
        from msp_desktop.ui.shell.printing.page import PrintPage

        content = self.side_page.content if self.side_page is not None else None
        return content if isinstance(content, PrintPage) else None

    def _fill_print_menu(self) -> None:
        from msp_desktop.ui.shell.printing.choose_panel import offered

        self.print_menu.clear()
        if self.desk is None:
            return
        for document, title in offered(self.desk).items():
            action = self.print_menu.addAction(translate(title))
            action.triggered.connect(lambda _=False, what=document: self._on_print(what))
        self.print_menu.addSeparator()
        check = self.print_menu.addAction(translate("Check a signed file…"))
        check.triggered.connect(self._on_check)

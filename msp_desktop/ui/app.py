"""Starts the window: its frame at once, the office behind it as soon as its libraries are loaded."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from msp_desktop import __version__, locations
from msp_desktop.i18n import translate, use_language
from msp_desktop.ui import theme
from msp_desktop.ui.jobs import Jobs
from msp_desktop.ui.shell.failures import Failures, sentence_for
from msp_desktop.ui.shell.places import Place
from msp_desktop.ui.shell.preferences import Preferences
from msp_desktop.ui.shell.single_instance import SingleInstance
from msp_desktop.ui.shell.window import Window
from msp_desktop.ui.sweeping import Sweeper

if TYPE_CHECKING:
    from msp_desktop.app.office import Office


def run(home: Path, file: Path | None) -> int:
    """Show the window of the office in ``home`` until it is closed; return the exit code.

    ``file`` is a sync file to look at. When the office is open in another window, that one comes forward
    and takes the file.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("MSP Desktop")
    application.setApplicationDisplayName("MSP Desktop")
    application.setApplicationVersion(__version__)
    instance = SingleInstance(home)
    if not instance.take():
        return 0 if instance.hand_over(file) else _say_it_is_open(home)
    failures = Failures(home)
    failures.install()
    program = Program(application, home, failures)
    instance.called.connect(program.come_forward)
    QTimer.singleShot(0, instance.listen)
    program.start(file)
    code = application.exec()
    program.end()
    instance.give_back()
    failures.remove()
    return code


class Program(QObject):
    """One office's window from start to end: builds it, opens the office beside it, builds it again.

    ``ready`` is sent when the office is open and its pages can be used.
    """

    ready = Signal()

    def __init__(self, application: QApplication, home: Path, failures: Failures) -> None:
        super().__init__()
        self._sweeper = Sweeper(application)
        self._application = application
        self._home = home
        self._failures = failures
        self._office: Office | None = None
        self._file = ""
        self.preferences = Preferences(home)
        self.jobs = Jobs(self)
        self.jobs.failed.connect(failures.report)
        # Later: a failure may come in the midst of laying out, where the message must not lay out again.
        failures.happened.connect(self._on_failure, Qt.ConnectionType.QueuedConnection)
        theme.load_fonts()
        self.window = self._make_window()

    def start(self, file: Path | None = None) -> None:
        """Show the window; open the office beside it, or ask the first questions."""
        self._file = str(file) if file is not None else ""
        if locations.office_file(self._home).is_file():
            self.jobs.run(self._open, self._on_opened)
        else:
            self.window.show_start()
            self.jobs.run(_load_libraries, lambda _loaded: self._sweeper.start())
        self.window.show()

    def come_forward(self, file: str) -> None:
        """Bring the window to the front; look at a file another start was asked to open."""
        self._file = file
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self._look_at_file()

    def end(self) -> None:
        """Wait for what is being done, then close the office."""
        self.jobs.stop()
        if self._office is not None:
            self.window.detach()
            self._office.close()
            self._office = None
        self._sweeper.stop()

    # Opening

    def _open(self) -> Office:
        from msp_desktop.app.office import open_office

        _load_libraries()
        office = open_office(self._home)
        last = self.preferences.partnership
        if last and office.workspace.read("partnership", last) is not None:
            office.workspace.records(last)
        return office

    def _set_up(self, answers: Mapping[str, str]) -> Office:
        from msp_desktop.app.office import set_up_office

        return set_up_office(self._home, **answers)

    def _on_opened(self, office: Office) -> None:
        self._office = office
        if office.language != self.preferences.language:
            self.preferences.language = office.language
            self._replace_window()
        else:
            self._attach()
        self._tell_what_happened(office)
        self._back_up(office)
        self._look_at_file()
        self._sweeper.start()
        self.ready.emit()

    def _tell_what_happened(self, office: Office) -> None:
        """Say what a person must know at once: a copy was opened, or the last run ended badly."""
        told = [office.notice]
        if self._failures.closed_unexpectedly:
            self._failures.closed_unexpectedly = False
            told.append(
                translate(
                    "The program ended unexpectedly the last time. Everything saved until then is "
                    "kept; look whether the last sentence you typed is there. The log says more."
                )
            )
        if sentences := " ".join(filter(None, told)):
            self.window.tell(sentences)

    def _back_up(self, office: Office) -> None:
        self.jobs.run(office.back_up_daily, lambda _made: None)

    def _look_at_file(self) -> None:
        if self._file and self._office is not None:
            file, self._file = self._file, ""
            self.window.go_to_page("receive", file)

    # The window

    def _make_window(self) -> Window:
        preferences = self.preferences
        use_language(preferences.language)
        theme.apply(
            self._application, preferences.theme, preferences.text_size, preferences.language
        )
        window = Window(preferences)
        window.office_wanted.connect(self._on_office_wanted)
        window.look_changed.connect(self._on_look_changed, Qt.ConnectionType.QueuedConnection)
        window.start_language_chosen.connect(self._on_start_language)
        return window

    def _attach(self, place: Place | None = None) -> None:
        from msp_desktop.ui.bus import ChangeBus
        from msp_desktop.ui.shell.desk import Desk

        assert self._office is not None
        bus = ChangeBus(self._office.workspace, self.window)
        self.window.attach(Desk(self._office, bus, self.jobs, self.preferences))
        if place is not None:
            self.window.go(place)

    def _replace_window(self) -> None:
        """Build the window again, in another language or look, and return to the same place."""
        old, place = self.window, self.window.visited.current
        desk, answers = old.desk, old.start_answers
        old.detach()
        if desk is not None:
            desk.bus.stop()
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.window.setWindowState(old.windowState())
        if self._office is not None:
            self._attach(place)
        else:
            self.window.show_start(answers)
        self.window.show()
        old.hide()
        old.deleteLater()

    def _on_office_wanted(self, answers: dict[str, str]) -> None:
        self.jobs.run(
            lambda: self._set_up(answers),
            self._on_opened,
            on_failure=lambda error: self.window.complain_at_start(sentence_for(error)),
        )

    def _on_start_language(self, code: str) -> None:
        self.preferences.language = code
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.window.flush()
        otherwise = translate(
            "Correct it; the window has its new look and language from the next start on, or when you "
            "choose them again."
        )
        if self.window.may_let_go(otherwise):
            self._replace_window()

    def _on_failure(self, sentence: str) -> None:
        self._sweeper.start()
        self.window.tell(sentence)


def _load_libraries() -> None:
    """Import beside the window what its pages will need."""
    import msp_desktop.app.office
    import msp_desktop.ui.forms.task_page  # noqa: F401


def _say_it_is_open(home: Path) -> int:
    from PySide6.QtWidgets import QMessageBox

    theme.load_fonts()
    text = translate(
        "The office in {folder} is open in another window, which does not answer. "
        "Close it, or restart the computer; nothing was changed."
    )
    QMessageBox.information(None, "MSP Desktop", text.format(folder=home))
    return 1

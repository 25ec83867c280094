"""The editor of an attached file: add it by button or by dropping it, open it, save a copy, remove it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from msp_desktop.app import attachments
from msp_desktop.app.attachments import Attached
from msp_desktop.domain.fields import Field, Stored
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.shown import shown, size_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors.base import Editor, Surroundings
from msp_desktop.ui.jobs import Jobs
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.labels import ElidedLabel, icon_label
from msp_desktop.ui.widgets.paper import push, row

Answer = TypeVar("Answer")

_ADD, _OPEN, _SAVE, _REMOVE = _("Add a file…"), _("Open"), _("Save a copy…"), _("Remove")
_NOT_HERE = _(
    "This file has not arrived yet from {office}. It comes with a sync file that carries attachments."
)
_NOT_HERE_OF_NOBODY = _(
    "This file is not on this computer. It comes with the next sync file that carries it."
)
_NOT_WRITTEN = _(
    "The copy could not be written: {reason}. The file itself is kept. Choose another place."
)
_NO_PROGRAM = _(
    "No program on this computer opens {name}. Save a copy and take it to one that does."
)


class AttachmentEditor(Editor):
    """One file. Copying it runs beside the window; the answer changes when the bytes are on the disk.

    Without ``can_change`` it only shows a file.
    """

    def __init__(
        self,
        field: Field,
        surroundings: Surroundings,
        parent: QWidget | None = None,
        *,
        can_change: bool = True,
    ) -> None:
        super().__init__(field, surroundings, parent)
        self._can_change = can_change
        self._stored: Stored = None
        self._database = surroundings.workspace.database
        self._jobs = Jobs()  # no parent: a job outlives a page that is thrown away
        self._stop = threading.Event()
        self.destroyed.connect(self._stop.set)
        self.message = InlineMessage()
        self.name = ElidedLabel()
        self._sign = icon_label("file", theme.tokens().muted)
        self._hint = ElidedLabel(translate("or drop it here"), "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._cancel = push(translate("Stop"))
        self._pressed: QWidget = self._cancel
        self.buttons = {key: push(translate(key)) for key in (_ADD, _OPEN, _SAVE, _REMOVE)}
        self._lay_out()
        self._connect()
        self.setAcceptDrops(can_change)
        self._show(None)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being copied."""
        return self._jobs.is_working

    def stored(self) -> Stored:
        return self._stored

    def take(self, file: Path) -> None:
        """Copy a file beside the database and make it the answer."""
        said = translate("Copying {name}…").format(name=file.name)
        self._run(said, lambda: attachments.add(self._database, file, self._watch), self._on_added)

    def open(self) -> None:
        """Show the file with the program the system has for it; a copy that cannot be changed."""
        attached = self._attached()
        if attached is not None:
            said = translate("Opening {name}…").format(name=attached.name)
            self._run(
                said,
                lambda: attachments.copy_to_open(self._database, attached, _opened_folder()),
                self._on_copied,
            )

    def save_copy(self, target: Path) -> None:
        """Write a copy to where a person wants it."""
        attached = self._attached()
        if attached is not None:
            said = translate("Copying {name}…").format(name=attached.name)
            self._run(
                said,
                lambda: attachments.save_copy(self._database, attached, target, self._watch),
                lambda _none: self.message.say(
                    translate("A copy was saved as {name}.").format(name=target.name), "ok"
                ),
            )

    def inputs(self) -> tuple[QWidget, ...]:
        return tuple(button for button in self.buttons.values() if not button.isHidden())

    def set_name(self, label: str, description: str) -> None:
        for key, button in self.buttons.items():
            button.setAccessibleName(f"{label}: {translate(key)}")
            button.setAccessibleDescription(description)
        self._cancel.setAccessibleName(f"{label}: {self._cancel.text()}")
        self._bar.setAccessibleName(f"{label}: {translate('Progress')}")

    def set_invalid(self, invalid: bool) -> None:
        """Only files are offered; there is nothing to mark."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_busy:
            self._say_whether_it_is_here()  # it may have arrived meanwhile

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None and not self.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _dropped(event)
        if file is not None:
            event.acceptProposedAction()
            self.take(file)

    # Inside

    def _show(self, value: Stored) -> None:
        self._stored = value
        there = value is not None
        attached = self._attached()
        self.name.setText(_words(attached) if attached else shown(self.field, value))
        for widget in (self._sign, self.name):
            widget.setVisible(there)
        self._hint.setVisible(not there and self._can_change)
        self.buttons[_ADD].setVisible(not there and self._can_change)
        for key in (_OPEN, _SAVE):
            self.buttons[key].setVisible(attached is not None)
        self.buttons[_REMOVE].setVisible(there and self._can_change)
        self._say_whether_it_is_here()

    def _attached(self) -> Attached | None:
        value = self.field.value(self._stored)
        return value if isinstance(value, Attached) else None

    def _say_whether_it_is_here(self) -> None:
        self.message.clear()
        attached = self._attached()
        is_here = attached is None or attachments.has_arrived(self._database, attached)
        for key in (_OPEN, _SAVE):
            self.buttons[key].setEnabled(is_here)
        if attached is not None and not is_here:
            workspace, space_id = self.surroundings.workspace, self.surroundings.space_id
            office = attachments.sender_of(workspace, space_id, attached)
            sentence = translate(_NOT_HERE if office else _NOT_HERE_OF_NOBODY)
            self.message.say(sentence.format(office=office), "warn")

    def _run(
        self, sentence: str, work: Callable[[], Answer], then: Callable[[Answer], None]
    ) -> None:
        if self.is_busy:
            return
        self._stop.clear()
        self.message.clear()
        self._hint.setText(sentence)
        self._bar.setRange(0, 0)
        self._set_busy(busy=True)

        def done(answer: Answer) -> None:
            self._set_busy(busy=False)
            then(answer)

        self._jobs.run(work, done, on_failure=self._on_failure, asker=self)

    def _watch(self, done: int, total: int) -> None:
        """Pass progress on; from inside the job."""
        if self._stop.is_set():
            raise attachments.Stopped
        self._jobs.advance(done // 1024, total // 1024)  # a signal carries 31 bits

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_added(self, attached: Attached) -> None:
        self.show_stored(attached.stored)
        self.buttons[_OPEN].setFocus()
        self.edited.emit()

    def _on_copied(self, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.message.say(translate(_NO_PROGRAM).format(name=copy.name), "warn")

    def _on_failure(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._show(self._stored)
        if isinstance(error, attachments.Stopped):
            self.message.say(translate("Stopped. Nothing was changed."))
        elif isinstance(error, Problem):
            self.message.say(str(error), "bad")
        elif isinstance(error, OSError):
            reason = error.strerror or str(error)
            self.message.say(translate(_NOT_WRITTEN).format(reason=reason), "bad")
        else:
            raise error

    def _set_busy(self, *, busy: bool) -> None:
        """Lead the keyboard to “Stop” and back: it must never come to stand on something else by itself."""
        was_here = self.has_keyboard() or self._cancel.hasFocus()
        if busy:
            self._pressed = next((one for one in self.inputs() if one.hasFocus()), self.inputs()[0])
            self._cancel.show()
            if was_here:
                self._cancel.setFocus()
        for button in self.buttons.values():
            button.setEnabled(not busy)
        if not busy and was_here:
            self._pressed.setFocus()
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        if not busy:
            self._hint.setText(translate("or drop it here"))
        self._hint.setVisible(busy or self._stored is None)

    def _on_remove(self) -> None:
        self.show_stored(None)
        self.buttons[_ADD].setFocus()
        self.edited.emit()

    def _choose_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, translate(_ADD), _documents())
        if chosen:
            self.take(Path(chosen))

    def _choose_place(self) -> None:
        attached = self._attached()
        if attached is not None:
            offered = str(Path(_documents()) / attached.name)
            chosen, _filter = QFileDialog.getSaveFileName(self, translate(_SAVE), offered)
            if chosen:
                self.save_copy(Path(chosen))

    def _connect(self) -> None:
        self._jobs.progressed.connect(self._on_progress)
        self._cancel.clicked.connect(self._stop.set)
        for key, then in (
            (_ADD, self._choose_file),
            (_OPEN, self.open),
            (_SAVE, self._choose_place),
            (_REMOVE, self._on_remove),
        ):
            self.buttons[key].clicked.connect(then)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        named = row(self._sign)
        named.addWidget(self.name, 1)
        column.addLayout(named)
        buttons = row(*self.buttons.values())
        buttons.addWidget(self._hint, 1)
        buttons.addStretch(0)
        column.addLayout(buttons)
        progress = row(self._bar, self._cancel)
        column.addLayout(progress)
        column.addWidget(self.message)
        for widget in (self._bar, self._cancel):
            widget.hide()


def _words(attached: Attached) -> str:
    return translate("{name} ({size})").format(
        name=attached.name, size=size_in_words(attached.size)
    )


@lru_cache(maxsize=1)
def _opened() -> tempfile.TemporaryDirectory[str]:
    """Return the folder of copies opened in this session; it goes when the program ends."""
    return tempfile.TemporaryDirectory(prefix="msp-desktop-", ignore_cleanup_errors=True)


def _opened_folder() -> Path:
    return Path(_opened().name)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one file that is dropped, if it is one."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return file if file.is_file() else None

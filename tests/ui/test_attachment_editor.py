"""A person adds a scan to the agreement: by choosing it, dropping it, with keyboard and without losing it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from msp_desktop.app import attachments
from msp_desktop.app.workspace import Workspace
from msp_desktop.db.database import Database
from msp_desktop.domain.attachments import Attached
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import single_id
from msp_desktop.domain.progress import Progress
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.attachment import AttachmentEditor
from msp_desktop.ui.forms.record_form import RecordForm

pytestmark = pytest.mark.ui

FAR = "0" * 63 + "1 2345678 far.pdf"


@pytest.fixture
def bus(workspace: Workspace, qapp: QApplication) -> ChangeBus:
    return ChangeBus(workspace)


@pytest.fixture
def form(qtbot: QtBot, workspace: Workspace, space: str, bus: ChangeBus) -> RecordForm:
    surroundings = Surroundings(workspace, space, lambda _kind: None)
    form = RecordForm(KINDS["agreement"], surroundings, bus)
    qtbot.addWidget(form)
    form.resize(726, 900)
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    return form


@pytest.fixture
def editor(form: RecordForm) -> AttachmentEditor:
    editor = form.editor("signed_copy_file")
    assert isinstance(editor, AttachmentEditor)
    return editor


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "Signed copy.pdf"
    file.write_bytes(b"%PDF-1.7 signed")
    return file


def done(qtbot: QtBot, editor: AttachmentEditor) -> None:
    qtbot.waitUntil(lambda: not editor.is_busy)


def press_space() -> None:
    """Press what the keyboard stands on."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_Space)


def buttons(editor: AttachmentEditor) -> list[str]:
    return [button.text() for button in editor.buttons.values() if button.isVisible()]


def stored(workspace: Workspace, space: str) -> object:
    row = workspace.read("agreement", single_id(space, "agreement"))
    return row["signed_copy_file"] if row else None


def attached_to(editor: AttachmentEditor) -> Attached:
    value = editor.field.value(editor.stored())
    assert isinstance(value, Attached)
    return value


def test_a_file_chosen_by_button_is_stored_shown_and_removed_again(
    qtbot: QtBot,
    form: RecordForm,
    editor: AttachmentEditor,
    scan: Path,
    workspace: Workspace,
    space: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
    assert buttons(editor) == ["Add a file…"]
    editor.focus()
    press_space()
    done(qtbot, editor)
    assert editor.name.text() == "Signed copy.pdf (1 kB)"
    assert buttons(editor) == ["Open", "Save a copy…", "Remove"]
    assert editor.has_keyboard()
    form.flush()
    assert stored(workspace, space) == attached_to(editor).stored
    editor.buttons["Remove"].click()
    assert buttons(editor) == ["Add a file…"]
    assert editor.has_keyboard()
    form.flush()
    assert stored(workspace, space) is None
    workspace.undo()
    assert attached_to(editor).name == "Signed copy.pdf"


def test_a_file_can_be_dropped_on_the_field(
    qtbot: QtBot, editor: AttachmentEditor, scan: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    no_keys, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    at = editor.rect().center()
    entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, left, no_keys)
    editor.dragEnterEvent(entering)
    assert entering.isAccepted()
    dropping = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, no_keys)
    editor.dropEvent(dropping)
    done(qtbot, editor)
    assert attached_to(editor).name == "Signed copy.pdf"


def test_two_files_or_a_folder_cannot_be_dropped(
    editor: AttachmentEditor, scan: Path, tmp_path: Path
) -> None:
    for paths in ([scan, scan], [tmp_path], []):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        entering = QDragEnterEvent(
            editor.rect().center(),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        entering.ignore()
        editor.dragEnterEvent(entering)
        assert not entering.isAccepted()


def test_stopping_leaves_the_answer_as_it_was(
    qtbot: QtBot, editor: AttachmentEditor, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    advance = editor._watch

    def slow(number: int, total: int) -> None:
        reached.set()
        go_on.wait(10)
        advance(number, total)

    monkeypatch.setattr(editor, "_watch", slow)
    editor.focus()
    editor.take(scan)
    assert reached.wait(10)
    assert not any(button.isEnabled() for button in editor.buttons.values())
    press_space()  # the keyboard stands on Stop
    go_on.set()
    done(qtbot, editor)
    assert editor.stored() is None
    assert editor.message.text == "Stopped. Nothing was changed."
    assert buttons(editor) == ["Add a file…"]


def test_what_cannot_be_attached_is_told_at_the_field(
    qtbot: QtBot, editor: AttachmentEditor, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    editor.take(empty)
    done(qtbot, editor)
    assert "empty.pdf is empty" in editor.message.text
    assert editor.stored() is None


def test_a_document_opens_as_a_copy_and_a_program_does_not(
    qtbot: QtBot, editor: AttachmentEditor, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def show(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    editor.take(scan)
    done(qtbot, editor)
    editor.buttons["Open"].click()
    done(qtbot, editor)
    (copy,) = opened
    assert Path(copy).read_bytes() == scan.read_bytes()
    assert Path(copy) != scan
    program = scan.with_name("Agreement.pdf.exe")
    program.write_bytes(b"MZ")
    editor.take(program)
    done(qtbot, editor)
    editor.buttons["Open"].click()
    done(qtbot, editor)
    assert len(opened) == 1
    assert "could be a program" in editor.message.text


def test_a_copy_is_saved_under_the_name_the_person_chose(
    qtbot: QtBot,
    editor: AttachmentEditor,
    scan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor.take(scan)
    done(qtbot, editor)
    offered: list[str] = []

    def choose(_parent: object, _title: str, proposal: str) -> tuple[str, str]:
        offered.append(Path(proposal).name)
        return str(tmp_path / "mine.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    editor.buttons["Save a copy…"].click()
    done(qtbot, editor)
    assert offered == ["Signed copy.pdf"]
    assert (tmp_path / "mine.pdf").read_bytes() == scan.read_bytes()
    assert editor.message.text == "A copy was saved as mine.pdf."


def test_a_file_that_has_not_arrived_says_so_until_it_comes(
    editor: AttachmentEditor, workspace: Workspace, form: RecordForm, scan: Path
) -> None:
    editor.show_stored(FAR)
    assert "not on this computer" in editor.message.text
    assert buttons(editor) == ["Open", "Save a copy…", "Remove"]
    assert not editor.buttons["Open"].isEnabled()
    assert editor.buttons["Remove"].isEnabled()
    here = workspace.database.attachments.add(scan)
    editor.show_stored(here.stored)
    assert editor.message.text == ""
    assert editor.buttons["Open"].isEnabled()


def test_screen_readers_hear_the_field_with_every_button(form: RecordForm) -> None:
    editor = form.editor("signed_copy_file")
    assert isinstance(editor, AttachmentEditor)
    names = {button.accessibleName() for button in editor.buttons.values()}
    assert all(name.startswith("Scan of the signed copy: ") for name in names)
    assert len(names) == 4


def test_a_page_thrown_away_while_a_file_is_copied_leaves_nothing_behind(
    qtbot: QtBot, workspace: Workspace, space: str, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    add = attachments.add

    def slow(database: Database, file: Path, progress: Progress) -> Attached:
        reached.set()
        go_on.wait(10)
        try:
            return add(database, file, progress)
        finally:
            ended.set()

    monkeypatch.setattr(attachments, "add", slow)
    surroundings = Surroundings(workspace, space, lambda _kind: None)
    editor = AttachmentEditor(KINDS["agreement"].fields["signed_copy_file"], surroundings)
    editor.take(scan)
    assert reached.wait(10)
    shiboken6.delete(editor)
    go_on.set()
    assert ended.wait(10)
    qtbot.wait(50)
    folder = workspace.database.attachments.folder
    assert [path for path in folder.rglob("*") if path.is_file()] == []

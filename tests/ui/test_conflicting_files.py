"""Two offices attached different scans: both can be looked at, told apart and chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from msp_desktop.app import attachments
from msp_desktop.app.office import Office
from msp_desktop.ui.forms.editors.attachment import AttachmentEditor
from tests.ui.test_conflicts_page import Apart, apart

__all__ = ["apart"]

pytestmark = pytest.mark.ui


def attach(office: Office, space: str, file: Path, data: bytes) -> str:
    file.write_bytes(data)
    stored = attachments.add(office.workspace.database, file).stored
    office.workspace.set_single("agreement", space, {"signed_copy_file": stored})
    return stored


def test_both_scans_are_opened_before_one_is_kept(
    apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart.share()
    scan = tmp_path / "scan.pdf"
    stored = {
        attach(apart.jumla, apart.space, scan, b"%PDF from Jumla"),
        attach(apart.surkhet, apart.space, scan, b"%PDF of Surkhet"),
    }
    opened: set[bytes] = set()

    def show(url: QUrl) -> bool:
        opened.add(Path(url.toLocalFile()).read_bytes())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    person = apart.open()
    viewers = list(person.visible(AttachmentEditor))
    names = {viewer.name.text() for viewer in viewers}
    assert len(names) == 2, "two scans of one name and size are told apart by their numbers"
    assert all(name.startswith("scan.pdf (1 kB, number ") for name in names)
    for viewer in viewers:
        assert not viewer.acceptDrops()
        assert [one.text() for one in viewer.buttons.values() if one.isVisible()] == [
            "Open",
            "Save a copy…",
        ]
        viewer.buttons["Open"].setFocus()
        person.key(Qt.Key.Key_Space)
        person.wait(lambda viewer=viewer: not viewer.is_busy)  # type: ignore[misc]
        assert viewer.buttons["Open"].hasFocus(), "a second press must not decide anything"
    assert opened == {b"%PDF from Jumla", b"%PDF of Surkhet"}
    person.key(Qt.Key.Key_2)
    person.wait(lambda: not any(person.visible(AttachmentEditor)))
    (row,) = person.workspace.rows("agreement", apart.space)
    assert row["signed_copy_file"] in stored

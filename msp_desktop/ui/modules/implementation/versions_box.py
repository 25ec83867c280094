"""The versions of a report that went out: each with its file, to open, save, print and send again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.domain.attachments import described
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.editors.attachment import AttachmentEditor
from msp_desktop.ui.widgets.labels import line, plain_label
from msp_desktop.ui.widgets.paper import clear, push, row

_VERSION = KINDS["report_version"]


class VersionsBox(QWidget):
    """Lists versions, the newest first; ``mail_wanted`` carries the one to be sent by e-mail."""

    mail_wanted = Signal(str)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._shown: Sequence[Row] | None = None
        self.list = QVBoxLayout(self)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(theme.S)

    def show_versions(self, versions: Sequence[Row]) -> None:
        """Show these versions."""
        if versions == self._shown:
            return
        self._shown = versions
        clear(self.list)
        if not versions:
            self.list.addWidget(plain_label(translate(_VERSION.empty), "muted"))
        for version in reversed(versions):
            self.list.addWidget(line())
            self._add(version)

    def _add(self, version: Row) -> None:
        number = figures(str(version.get("number") or "–"))
        head = translate(_("Version {number}")).format(number=number)
        words = [head, *(self._words(version, key) for key in ("sent_on", "sent_to"))]
        self.list.addWidget(plain_label(" · ".join(filter(None, words)), "label"))
        told = " · ".join(
            filter(None, (self._words(version, k) for k in ("outcome", "outcome_on", "why")))
        )
        if told:
            self.list.addWidget(plain_label(told))
        if not version.get("file"):
            nothing = translate(_("It went out another way; no file is kept."))
            self.list.addWidget(plain_label(nothing, "caption"))
            return
        attached = described(str(version["file"]))
        proof = translate(_("Check code {code}; the file begins with the number {hash} (SHA-256)."))
        code = str(version.get("code") or "–")
        self.list.addWidget(
            plain_label(proof.format(code=code, hash=attached.short_hash), "caption")
        )
        field = _VERSION.fields["file"]
        editor = AttachmentEditor(field, self._surroundings, can_change=False)
        editor.set_name(f"{head}: {translate(field.label)}", "")
        editor.show_stored(version.get("file"))
        self.list.addWidget(editor)
        mail = push(translate(_("Send by e-mail")), "", "share")
        mail.setAccessibleName(f"{mail.text()}: {head}")
        key = str(version["id"])
        mail.clicked.connect(lambda _checked=False, key=key: self.mail_wanted.emit(key))
        self.list.addLayout(row(mail, 1))

    def _words(self, version: Row, field_key: str) -> str:
        return shown(_VERSION.fields[field_key], version.get(field_key))

"""Which document, about what, and what is to be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.app import publish
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.shell.printing.panel import Panel
from msp_desktop.ui.shell.printing.spoken import spoken_box
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import as_tooltip, plain_label
from msp_desktop.ui.widgets.paper import push, row
from msp_desktop.ui.widgets.ticks import ChoiceDot

if TYPE_CHECKING:
    from msp_desktop.ui.shell.desk import Desk
    from msp_desktop.ui.shell.printing.shown import Shown

_LEAST_SEEN = 3
"""How many documents the list shows at least, however low the window is."""


class _List(QScrollArea):
    """As high as there is room for; it asks for its least height, so that nothing lies upon it."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class ChoosePanel(Panel):
    """Lists the documents there are; ``chosen`` is sent when somebody chooses, other signals for what to do.

    It is also sent for the document that is chosen already, and may be sent twice.
    """

    chosen = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    mail_wanted = Signal()
    sign_wanted = Signal()
    view_wanted = Signal()
    check_wanted = Signal()
    workbook_wanted = Signal()

    def __init__(self, desk: Desk, what: str) -> None:
        super().__init__(translate("Document"))
        self._desk = desk
        # What to print may name its subject: “received:12”.
        what, _colon, self._wanted = what.partition(":")
        self._offered = offered(desk)
        self._what = what if what in self._offered else next(iter(self._offered))
        self._kinds = QButtonGroup(self)
        self._list = _List()
        self._subject = ChoiceBox()
        self._subject_entry = Entry(translate("Which one"), self._subject)
        self._spoken = spoken_box()
        self._spoken_entry = Entry(translate("Language of the document"), self._spoken)
        self._print = push(translate("Print…"), "primary", "print")
        self._save = push(translate("Save as…"), sign="file")
        self._mail = push(translate("E-mail"), sign="share")
        self._no_mail = plain_label(
            translate(
                "Letters go with documents made here. Attach this file to a message yourself."
            ),
            "caption",
        )
        self._no_mail.hide()
        self._sign = push(translate("Sign…"), sign="lock")
        self._view = push(translate("Open in the PDF viewer"), sign="open")
        self._check = push(translate("Check a signed file…"), "plain", "check")
        self._workbook = push(translate("Whole partnership for Excel…"), "plain", "file")
        self._lay_out()
        self._workbook.setVisible(bool(desk.space_id))  # before it has a place it would be a window
        self._connect()
        self._show_subjects()
        if desk.space_id:
            usual = publish.language_of(desk.office.workspace.records(desk.space_id))
            self._spoken.setCurrentIndex(max(self._spoken.findData(usual), 0))

    @property
    def document(self) -> str:
        """The key of the chosen document."""
        return self._what

    @property
    def subject(self) -> str | None:
        """The identifier of what it is about, if it is about one of several."""
        return str(self._subject.currentData()) if self._subject.count() else None

    @property
    def spoken(self) -> str | None:
        """The language it speaks, if it is a document of the partnership."""
        return None if self._what == publish.RECEIVED else str(self._spoken.currentData())

    def begin(self) -> None:
        """Put the keyboard on the chosen document."""
        if (button := self._kinds.checkedButton()) is not None:
            button.setFocus()
            QTimer.singleShot(0, self, self._show_chosen)  # when the list has its height

    def choose(self, document: str) -> None:
        """Choose a document as a person does."""
        for button in self._kinds.buttons():
            if button.property("document") == document:
                button.click()

    def allow(self, shown: Shown | None) -> None:
        """Allow what can be done with what is shown; with nothing, nothing."""
        for button in (self._print, self._save, self._view):
            button.setEnabled(shown is not None)
        self._mail.setEnabled(shown is not None and shown.published is not None)
        self._no_mail.setVisible(shown is not None and shown.published is None)
        self._sign.setEnabled(shown is not None and not shown.is_signed)

    # Inside

    def _on_kind(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._what = str(button.property("document"))
            self._show_subjects()
            self._show_chosen()
            self.chosen.emit()

    def _show_chosen(self) -> None:
        if (button := self._kinds.checkedButton()) is not None:
            self._list.ensureWidgetVisible(button, 0, button.height())

    def _show_subjects(self) -> None:
        self._subject.clear()
        for record_id, name in self._subjects():
            self._subject.addItem(name, record_id)
        if (wanted := self._subject.findData(self._wanted)) >= 0:
            self._subject.setCurrentIndex(wanted)
        self._subject_entry.setVisible(self._subject.count() > 0)
        self._spoken_entry.setVisible(self._what != publish.RECEIVED)
        self._subject.setAccessibleName(translate(publish.about(self._what)))

    def _subjects(self) -> list[tuple[str, str]]:
        if self._what == publish.RECEIVED:
            return publish.imports(self._desk.office)
        records = self._desk.office.workspace.records(self._desk.space_id)
        return publish.subjects(records, self._what)

    def _connect(self) -> None:
        self._kinds.buttonToggled.connect(self._on_kind)
        self._kinds.buttonClicked.connect(self.chosen)
        self._subject.activated.connect(self.chosen)
        self._spoken.activated.connect(self.chosen)
        self._print.clicked.connect(self.print_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._mail.clicked.connect(self.mail_wanted)
        self._sign.clicked.connect(self.sign_wanted)
        self._view.clicked.connect(self.view_wanted)
        self._check.clicked.connect(self.check_wanted)
        self._workbook.clicked.connect(self.workbook_wanted)

    def _lay_out(self) -> None:
        """Lay out the list, and what is done with a document below it, where it is always seen."""
        sheet = QWidget()
        theme.set_role(sheet, "page")
        kinds = QVBoxLayout(sheet)
        kinds.setContentsMargins(0, 0, 0, 0)
        kinds.setSpacing(0)
        for key, title in self._offered.items():
            button = ChoiceDot(translate(title))
            button.setProperty("document", key)
            button.setChecked(key == self._what)
            # A long title is cut at its end; the list does not grow beyond what is seen of it.
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.setToolTip(as_tooltip(button.text()))
            self._kinds.addButton(button)
            kinds.addWidget(button)
        kinds.addStretch(1)
        self._list.setWidget(sheet)
        self._list.setWidgetResizable(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        least = min(_LEAST_SEEN, len(self._offered)) * self._kinds.buttons()[0].sizeHint().height()
        self._list.setMinimumHeight(least)
        self.column.addWidget(self._list, 1)
        self.add(self._subject_entry, self._spoken_entry)
        self.column.addSpacing(theme.S)
        self.add(self._print)
        self.column.addLayout(row(self._save, self._mail))
        self.add(self._no_mail, self._sign, self._view, self._check, self._workbook)


def offered(desk: Desk) -> Mapping[str, str]:
    """Return what can be printed now: documents of a partnership need one, reports need an import."""
    has_imports = bool(publish.imports(desk.office))
    return {
        key: title
        for key, title in publish.titles().items()
        if (has_imports if key == publish.RECEIVED else desk.space_id or not has_imports)
    }

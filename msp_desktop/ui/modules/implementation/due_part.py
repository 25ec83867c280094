"""Reports that are due: the list in its groups, and what can be done with each (task 8.3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from msp_desktop.app import reporting
from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.matrices.reporting import due_list
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.reporting.obligations import Obligation, obligations
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.paper import push, row

_SHOWN = Shown(
    _("Reports due"),
    due_list,
    ("reporting_line", "report_due", "report_version", "accountability"),
    _("Choose a report, then say below what is to be done with it; Ctrl+Enter opens its entry."),
)


class DuePart(MatrixPart):
    """The list, and buttons for the report in whose line the keyboard is."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(_SHOWN, surroundings, bus)

    def build(self) -> None:
        super().build()
        self.write = self._button(_("Write and send the report"), self._on_write, "pencil")
        self.sent = self._button(_("Was sent today another way"), self._on_sent, "share")
        self.accept = self._button(_("Was accepted today"), self._on_accept, "check")
        self.refuse = self._button(_("Was sent back…"), self._on_refuse, "undo")
        self.why = LineInput()
        self.why.setAccessibleName(translate(_("Why it was sent back")))
        self.why.setPlaceholderText(translate(_("Why it was sent back, then Enter")))
        self.why.returnPressed.connect(self._on_why)
        self.why.hide()
        bar = FlowLayout()
        for button in (self.write, self.sent, self.accept, self.refuse):
            bar.addWidget(button)
        place = self.body.indexOf(self.view) + 1
        self.body.insertLayout(place, bar)
        self.body.insertLayout(place + 1, row(self.why))
        self.view.selectionModel().currentChanged.connect(lambda _now, _then: self._on_chosen())
        self.view.matrix_model.modelReset.connect(self._on_chosen)

    def refresh(self) -> None:
        """Show the list, and what can be done."""
        super().refresh()
        self._on_chosen()

    @property
    def chosen(self) -> Obligation | None:
        """The report in whose line the keyboard is."""
        index = self.view.currentIndex()
        if not index.isValid():
            return None
        key = self.view.matrix_model.keys(index)[0]
        found = obligations(self.surroundings.records, today())
        return next((one for one in found if one.report_id == key), None)

    # Inside

    def _button(self, words: str, then: Callable[[], None], sign: str) -> QPushButton:
        button = push(translate(words), "", sign)
        button.clicked.connect(lambda _checked: then())
        return button

    def _on_chosen(self) -> None:
        one = self.chosen
        self.why.hide()
        self.write.setEnabled(one is not None)
        self.sent.setEnabled(one is not None and one.is_open)
        is_out = one is not None and one.state == "sent"
        self.accept.setEnabled(is_out)
        self.refuse.setEnabled(is_out)

    def _begun(self) -> str:
        """Return the identifier of the chosen report, which is written down where it was not."""
        self.catch_up()
        one = self.chosen
        if one is None:
            return ""
        return reporting.begin(self.surroundings.workspace, self.surroundings.space_id, one)

    def _on_write(self) -> None:
        if report_id := self._begun():
            self.page_wanted.emit("report", report_id)

    def _on_sent(self) -> None:
        with self.surroundings.workspace.step(_("Send a report")):
            if report_id := self._begun():
                reporting.mark_sent(self.surroundings.workspace, report_id, today())

    def _on_accept(self) -> None:
        self._answer("", is_accepted=True)

    def _on_refuse(self) -> None:
        self.why.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_why(self) -> None:
        why = self.why.text().strip()
        if why and self._answer(why, is_accepted=False):
            self.why.clear()
            self.view.setFocus()

    def _answer(self, why: str, *, is_accepted: bool) -> bool:
        """Note the answer to the chosen report; say whether it is kept."""
        self.catch_up()
        one = self.chosen
        if one is None or not one.is_written:
            return False
        workspace = self.surroundings.workspace
        try:
            reporting.answer(workspace, one.report_id, today(), why, is_accepted=is_accepted)
        except Problem as problem:
            self.message.say(str(problem), "warn")
            return False
        except NotAValue as refused:
            self.message.say(translate(str(refused)), "warn")
            return False
        return True

"""Writing a report: the officer's words beside the data they comment, and sending it (task 8.3)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from msp_desktop.app import publish, reporting
from msp_desktop.app.drafts import DRAFT
from msp_desktop.app.office import Office
from msp_desktop.domain.changes import Changed
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import Row
from msp_desktop.domain.reporting.lighting import light_of
from msp_desktop.domain.reporting.obligations import obligations
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.layouts.progress import ANNEXES, ReportPart, report_parts
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.jobs import Jobs
from msp_desktop.ui.modules.implementation.type_back_page import only
from msp_desktop.ui.modules.implementation.versions_box import VersionsBox
from msp_desktop.ui.widgets.blocks_view import BlocksView
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.paper import Paper, push

REPORT, VERSION = reporting.REPORT, reporting.VERSION
_WIDTH = 1240
_ROOM_FOR_TWO = 860
"""The width of the page from which words and data stand side by side."""


class ReportPage(Paper):
    """Shows each part of a report with a field for words and the data; all is kept while it is typed.

    ``page_wanted`` asks for a page beside the tabs, by its name and a part of it.
    """

    page_wanted = Signal(str, str)

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        bus: ChangeBus,
        surroundings: Surroundings,
        report_id: str,
    ) -> None:
        super().__init__(_WIDTH)
        self._office, self._jobs, self._bus = office, jobs, bus
        self._surroundings = surroundings
        self._report_id = report_id
        self.forms: dict[str, RecordForm] = {}
        self._views: dict[str, tuple[BlocksView, QBoxLayout]] = {}
        self.standing = plain_label("", "muted")
        self.message = InlineMessage()
        self.versions = VersionsBox(surroundings)
        self.versions.mail_wanted.connect(self._on_mail)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        if self._report:
            self._lay_out()
        else:
            self.column.addWidget(
                plain_label(translate(_("This report is no longer there.")), "muted")
            )
        self.column.addStretch(1)
        bus.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        for form in self.forms.values():
            form.reveal("")
            return

    def flush(self) -> None:
        """Store what has been typed so far."""
        for form in self.forms.values():
            form.flush()

    def refresh(self) -> None:
        """Show the data and the state of the report as they are now."""
        report = self._report
        if not report or not self.forms:
            return
        for part in self._parts():
            view, _sides = self._views.get(part.key, (None, None))
            if view is not None:
                view.show_blocks(part.blocks, part.nothing)
                view.setVisible(part.key != ANNEXES)  # there is no data for them
        self._show_standing()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = self.width() >= _ROOM_FOR_TWO
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        for _view, sides in self._views.values():
            sides.setDirection(way)

    # Inside

    @property
    def _report(self) -> Row:
        return self._surroundings.records.find(REPORT, self._report_id) or {}

    def _parts(self) -> tuple[ReportPart, ...]:
        records = self._surroundings.records
        return report_parts(records, self._report, publish.issue(self._office))

    def _lay_out(self) -> None:
        title = plain_label(str(self._report.get("title") or ""), "heading")
        head = Card()
        head.body.addWidget(title)
        head.body.addWidget(self.standing)
        line = self._line
        if line.get("content"):
            wanted = translate(_("It must contain: {content}")).format(content=line["content"])
            head.body.addWidget(plain_label(wanted, "muted"))
        head.body.addWidget(self.message)
        self.preview = push(translate(_("Preview, print, save as PDF, Word or Excel")), "", "print")
        self.preview.clicked.connect(self._on_preview)
        self.send = push(translate(_("Keep as sent…")), "primary", "share")
        self.send.clicked.connect(self._on_send)
        bar = FlowLayout()
        for button in (self.preview, self.send):
            bar.addWidget(button)
        head.body.addLayout(bar)
        self.column.addWidget(head)
        for part in self._parts():
            self._add_part(part)
        kept = Card()
        kept.body.addWidget(plain_label(translate(KINDS[VERSION].plural), "heading"))
        kept.body.addWidget(self.versions)
        self.column.addWidget(kept)
        self._show_standing()

    def _add_part(self, part: ReportPart) -> None:
        kind = only(KINDS[REPORT], (part.key,))
        form = RecordForm(kind, self._surroundings, self._bus, self._report_id, in_cards=False)
        self.forms[part.key] = form
        view = BlocksView(translate(_("Data: {part}")).format(part=part.title))
        view.show_blocks(part.blocks, part.nothing)
        sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        sides.setSpacing(theme.XL)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addStretch(1)
        sides.addWidget(words, 2)
        sides.addWidget(view, 3, Qt.AlignmentFlag.AlignTop)
        self._views[part.key] = (view, sides)
        card = Card()
        card.body.addWidget(plain_label(part.title, "heading"))
        card.body.addLayout(sides)
        self.column.addWidget(card)

    @property
    def _line(self) -> Row:
        return self._surroundings.records.find("reporting_line", self._report.get("line")) or {}

    def _show_standing(self) -> None:
        records = self._surroundings.records
        found = (o for o in obligations(records, today()) if o.report_id == self._report_id)
        one = next(found, None)
        if one is None:
            return
        lit = light_of(one, today())
        due = translate(_("Due on {day}.")).format(day=day_in_words(one.due)) if one.due else ""
        why = one.why if one.state == "returned" else ""
        self.standing.setText(" ".join(filter(None, (lit.words, due, why))))
        self.versions.show_versions(reporting.versions_of(records, self._report_id))
        again = one.state in ("sent", "accepted")
        self.send.setText(
            translate(_("Keep a new version as sent…") if again else _("Keep as sent…"))
        )

    def _on_changed(self, changed: Changed) -> None:
        if self.isVisible() and changed.kinds:
            # What is typed here is no data: only the state of the report may have changed.
            if changed.kinds <= {REPORT, VERSION}:
                self._show_standing()
            else:
                self._soon.start()

    def _on_preview(self) -> None:
        self.flush()
        self.page_wanted.emit("print", f"{reporting.DOCUMENT}:{self._report_id}")

    def _on_send(self) -> None:
        self.flush()
        said = translate(
            "The report is kept as PDF exactly as it stands now, as the version that went out today. It can "
            "then be sent by e-mail or printed from below. Keep it?"
        )
        self.message.ask(self.send, said, translate(_("Keep as sent")), self._send_now)

    def _send_now(self) -> None:
        self.flush()
        office, report_id, day = self._office, self._report_id, today()
        self.send.setFocus()  # the button pressed goes away; the keyboard stays here
        self.message.say(translate(_("The report is being written…")))

        def then(sent: reporting.Sent) -> None:
            said = translate(_("Kept as version {number}. Now send it by e-mail, or print it."))
            self.message.say(
                said.format(number=sent.number),
                "ok",
                translate(_("Send by e-mail")),
                lambda: self._on_mail(sent.record_id),
            )

        self._jobs.run(
            lambda: reporting.send(office, report_id, day),
            then,
            on_failure=self._complain,
            asker=self,
        )

    def _on_mail(self, version_id: str) -> None:
        """Hand a letter with a version to the computer's mail program."""
        try:
            content = reporting.letter(self._surroundings.workspace, version_id)
            folder = self._office.home / "shown"
            folder.mkdir(exist_ok=True)
            file = folder / f"{version_id[-8:]}{DRAFT}"
            publish.write(content, file)
        except (Problem, OSError) as error:
            self._complain(error)
            return
        self._tell_mailed(file, is_taken=QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))))

    def _tell_mailed(self, file: Path, *, is_taken: bool) -> None:
        sentence = (
            _("The draft was handed to the mail program. If none opens, it is {file} in {folder}.")
            if is_taken
            else _("No mail program opens drafts here. Take the draft along: {file} in {folder}.")
        )
        said = translate(sentence).format(
            file=isolated(file.name), folder=isolated(str(file.parent))
        )
        self.message.say(said, "info" if is_taken else "warn")

    def _complain(self, error: Exception) -> None:
        if isinstance(error, Problem):
            self.message.say(str(error), "warn")
        elif isinstance(error, OSError):
            said = translate(
                _(
                    "The file could not be written: {reason}. What you typed is kept. Make room, then "
                    "try again."
                )
            )
            self.message.say(said.format(reason=error.strerror or str(error)), "bad")
        else:
            raise error

"""The agreement builder: its 28 sections with how far each has come, and one of them to work on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from msp_desktop.app import agreements
from msp_desktop.domain.agreement.scorecard import Standing, scorecard
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.initiation.agreement_sections import (
    SECTION_OF_WORDS,
    SECTIONS,
)
from msp_desktop.domain.guideline.initiation.agreement_signed import changed_since_signed
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.layouts.agreement.check import score_in_words
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.modules.initiation.agreement.section_panel import SectionPanel
from msp_desktop.ui.modules.initiation.agreement.section_table import SectionTable
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push
from msp_desktop.ui.widgets.tables import Column, ListTable, TableFrame

_WATCHED = frozenset(key for one in SECTIONS for key in one.sources)


class Builder(Part):
    """Lists the sections; the arrows go through them, Enter puts the keyboard into the chosen one."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = (*_WATCHED, "agreement_section", "agreement_version", "activity", SAME_RECORD)
        title = translate(_("The agreement, section by section"))
        super().__init__(title, watched, surroundings, bus)
        self.panel: SectionPanel | None = None
        self._form: RecordForm | None = None
        self._standings: tuple[Standing, ...] = ()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The labels of fields that hold something which cannot be stored yet."""
        return () if self.panel is None else self.panel.unfinished

    def flush(self) -> None:
        """Store what has been typed about the chosen section; its words are stored by their form."""
        if self.panel is not None:
            self.panel.flush()

    def borrow(self, form: RecordForm) -> None:
        """Take over the texts of the agreement and its strength."""
        self._form = form
        form.elsewhere_wanted.connect(self._on_wanted)

    def build(self) -> None:
        """Make strength, score and table; the first section is chosen."""
        self.score = plain_label("", "label")
        self.model = SectionTable()
        self.model.setParent(self)
        columns = [Column(1, "00"), Column(6), Column(4)]
        self.table = ListTable(translate(_("Sections of the agreement")), columns)
        self.table.setModel(self.model)
        self.table.opened.connect(lambda _row: self._focus_panel())
        self._below = QVBoxLayout()
        check = push(translate(_("Print the scorecard…")), "link")
        check.clicked.connect(lambda: self.page_wanted.emit("print", "agreement-check"))
        self.tools.addWidget(check)
        if self._form is not None:
            self.body.addWidget(self._form.rows["strength"])
            self._form.rows["strength"].show()
        self.body.addWidget(self.score)
        self.body.addWidget(TableFrame(self.table))
        self.body.addLayout(self._below)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=step: self._step(by))
        history = QShortcut(QKeySequence("Ctrl+H"), self)
        history.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        history.activated.connect(self._show_history)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)

    def refresh(self) -> None:
        """Show how far the sections have come now."""
        self._show_standings()
        if self.panel is None:
            self.table.fit()
            self.table.choose(0)
        else:
            self._show_section()

    def choose(self, number: int) -> None:
        """Show a section by its number of the 28."""
        self.table.choose(number - 1)

    # Inside

    def _show_standings(self) -> None:
        self._standings = scorecard(self.surroundings.records, KINDS)
        self.model.show_standings(self._standings)
        self.score.setText(score_in_words(self._standings))

    def _show_chosen(self) -> None:
        """Show the section that is chosen in the table, in place of the one before."""
        at = self.table.row
        if at < 0 or self._form is None:
            return
        section = SECTIONS[at]
        if self.panel is not None and self.panel.section is section:
            return
        self._drop_panel()
        self.panel = SectionPanel(section, self._form.rows, self.surroundings, self.bus)
        self.panel.open_record.connect(self.open_record)
        self.panel.unsaved.connect(self.unsaved)
        self._below.addWidget(self.panel)
        self.panel.show()
        self._show_section()

    def _drop_panel(self) -> None:
        if self.panel is None or self._form is None:
            return
        self._form.flush()
        self.panel.flush()
        self.panel.give_back(self._form)
        self._below.removeWidget(self.panel)
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = None

    def _show_section(self) -> None:
        if self.panel is None:
            return
        records, section = self.surroundings.records, self.panel.section
        text = agreements.section_texts(records)[section.number]
        changed = section in changed_since_signed(records, KINDS)
        self.panel.show_standing(self._standings[section.number - 1], text, is_changed=changed)

    def _focus_panel(self) -> None:
        if self.panel is not None:
            self.panel.focus()

    def _step(self, by: int) -> None:
        at = self.table.row + by
        if 0 <= at < len(SECTIONS):
            self.table.choose(at)
            self._focus_panel()

    def _show_history(self) -> None:
        if self._form is not None:
            self._form.show_history()

    def _on_wanted(self, field_key: str) -> None:
        """Show the section of a text that somebody wants to see."""
        self._show_now()
        if field_key in SECTION_OF_WORDS:
            self.choose(SECTION_OF_WORDS[field_key].number)

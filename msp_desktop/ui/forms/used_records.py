"""Records of another task that help with this one: only to read, with the way to where they are kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from msp_desktop.domain.changes import Changed
from msp_desktop.domain.fields import Field
from msp_desktop.domain.guideline import HOME_TASK, TASKS
from msp_desktop.domain.records import RecordKind, Row, Shape, is_filled
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import ElidedLabel, plain_label
from msp_desktop.ui.widgets.paper import clear, push

AT_MOST = 6
"""So many records are named; the rest is counted."""


class UsedRecords(Card):
    """Names the records of one kind of another task. ``go_to_task`` carries that task's number."""

    go_to_task = Signal(str)

    def __init__(
        self,
        kind: RecordKind,
        surroundings: Surroundings,
        bus: ChangeBus,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("panel", parent)
        self.kind = kind
        self._surroundings = surroundings
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.XS)
        self.body.setSpacing(theme.S)
        self.body.setContentsMargins(theme.XL, theme.M, theme.XL, theme.M)
        head = FlowLayout(spacing=theme.M)
        head.addWidget(plain_label(translate(kind.plural), "label", wrap=False))
        head.addWidget(self._link())
        self.body.addLayout(head)
        self.body.addLayout(self._lines)
        bus.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the names as they are now."""
        clear(self._lines)
        answers = self._answers()
        for row, field in answers[:AT_MOST]:
            self._lines.addWidget(ElidedLabel(self._sentence(row, field)))
        if len(answers) > AT_MOST:
            count = len(answers) - AT_MOST
            more = translate_plural("and {count} more", "and {count} more", count)
            self._lines.addWidget(plain_label(more.format(count=formats.number(count)), "muted"))
        if not answers:
            self._lines.addWidget(plain_label(translate("Nothing there yet."), "muted"))

    def _answers(self) -> list[tuple[Row, Field | None]]:
        """Return the records of a list, or what stands in the required fields of a page."""
        rows, kind = self._surroundings.records.rows(self.kind.key), self.kind
        if kind.shape is Shape.MANY:
            return [(row, None) for row in rows]
        required = [field for field in kind.fields.values() if field.required]
        return [(row, field) for row in rows for field in required if is_filled(row, field.key)]

    def _sentence(self, row: Row, field: Field | None) -> str:
        records, kind = self._surroundings.records, self.kind
        if field is None:
            return records.name(kind.key, row["id"]) or translate(kind.label)
        return (
            f"{translate(field.label)}: {' '.join(shown(field, row[field.key], records).split())}"
        )

    def _link(self) -> QPushButton:
        home = TASKS[HOME_TASK[self.kind.key]]
        words = translate("Open {number} {title}").format(
            number=home.key, title=translate(home.title)
        )
        link = push(words, "link")
        link.setAccessibleName(f"{translate(self.kind.plural)}: {words}")
        link.clicked.connect(lambda: self.go_to_task.emit(home.key))
        return link

    def _on_changed(self, changed: Changed) -> None:
        if self.kind.key in changed.kinds:
            self.refresh()

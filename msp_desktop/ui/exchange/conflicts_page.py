"""Where offices disagree: the answers side by side, and one decision for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from msp_desktop.app import exchange
from msp_desktop.app.exchange import OpenConflict, Side
from msp_desktop.domain.changes import ALIVE
from msp_desktop.domain.fields import NotAValue, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.exchange import PostRoom
from msp_desktop.ui.exchange.telling import day_and_time, office_in_words
from msp_desktop.ui.forms.editors import Surroundings, editor_for
from msp_desktop.ui.forms.field_rows import FieldRow
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import Paper, clear, push, row

SHOWN_AT_ONCE = 20
_MOST_ACROSS = 3


class ConflictsPage(Paper):
    """Lists what is waiting for a decision; each decision counts at once and reaches the others."""

    def __init__(self, post: PostRoom) -> None:
        super().__init__(1040)
        self._post = post
        self._said = plain_label("", "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.L)
        self.column.addWidget(self._said)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.count = 0
        self.refresh()

    def refresh(self) -> None:
        """Show what is still open."""
        self._show(exchange.conflicts(self._post.workspace.database))

    def settle(self, conflict: OpenConflict, value: Stored) -> None:
        """Decide a conflict with one of its answers or another."""
        workspace = self._post.workspace
        changes = exchange.resolve(workspace.database, workspace.person, conflict, value)
        workspace.received(changes)
        self.refresh()

    def _show(self, conflicts: Sequence[OpenConflict]) -> None:
        self.count = len(conflicts)
        clear(self._list)
        text = translate(
            "Offices wrote these answers without knowing of each other. All of them are kept. "
            "Choose the one that should stand; your choice goes to the others with the next file."
        )
        nothing = translate("Nothing to decide: offices agree on every answer.")
        self._said.setText(text if conflicts else nothing)
        for conflict in conflicts[:SHOWN_AT_ONCE]:
            self._list.addWidget(ConflictCard(conflict, self._post, self))
        more = len(conflicts) - SHOWN_AT_ONCE
        if more > 0:
            sentence = translate_plural(
                "{count} more appears as you decide.", "{count} more appear as you decide.", more
            )
            self._list.addWidget(plain_label(sentence.format(count=more), "muted"))


class ConflictCard(Card):
    """One disagreement: what it is about, every answer with its office and person, the ways to decide."""

    def __init__(self, conflict: OpenConflict, post: PostRoom, page: ConflictsPage) -> None:
        super().__init__()
        self._conflict = conflict
        self._post = post
        self._page = page
        self._records = post.workspace.records(conflict.space_id)
        self._another: FieldRow | None = None
        for title, role in ((self._title(), "heading"), (self._where(), "caption")):
            self.body.addWidget(plain_label(title, role))
        sides, across = QGridLayout(), min(len(conflict.sides), _MOST_ACROSS)
        sides.setSpacing(theme.M)
        for at, side in enumerate(conflict.sides):
            sides.addWidget(self._side(side), at // across, at % across)
            sides.setColumnStretch(at % across, 1)
        self.body.addLayout(sides)
        if conflict.field_key != ALIVE:
            self._offer_another()

    def _title(self) -> str:
        kind = KINDS[self._conflict.kind_key]
        name = self._records.name(kind.key, self._conflict.record_id)
        record = f"{translate(kind.label)}: {name}" if name else translate(kind.label)
        if self._conflict.field_key == ALIVE:
            return translate("{record}: removed in one office, changed in another").format(
                record=record
            )
        return f"{record} – {translate(kind.fields[self._conflict.field_key].label)}"

    def _where(self) -> str:
        row_ = self._post.workspace.read("partnership", self._conflict.space_id) or {}
        return str(row_.get("name") or "")

    def _side(self, side: Side) -> QWidget:
        panel = Card("panel")
        panel.body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        panel.body.addWidget(plain_label(self._words(side.value)))
        who = " · ".join(part for part in (side.person, office_in_words(side.office, "")) if part)
        panel.body.addWidget(plain_label(f"{who}\n{day_and_time(side.moment)}", "caption"))
        panel.body.addStretch(1)
        keep = push(self._verb(side.value))
        keep.setAccessibleName(f"{self._verb(side.value)}: {self._words(side.value)}")
        keep.clicked.connect(lambda: self._page.settle(self._conflict, side.value))
        panel.body.addLayout(row(keep, 1))
        return panel

    def _verb(self, value: Stored) -> str:
        if self._conflict.field_key == ALIVE:
            return translate("Keep the entry") if value == 1 else translate("Remove the entry")
        return translate("Keep this")

    def _words(self, value: Stored) -> str:
        if self._conflict.field_key == ALIVE:
            return translate("Changed") if value == 1 else translate("Removed")
        field = KINDS[self._conflict.kind_key].fields[self._conflict.field_key]
        return shown(field, value, self._records) or translate("(left empty)")

    def _offer_another(self) -> None:
        write = push(translate("Write another answer…"), "link")
        write.clicked.connect(self._on_write_another)
        self._buttons = row(write, 1)
        self.body.addLayout(self._buttons)

    def _on_write_another(self) -> None:
        clear(self._buttons)
        field = KINDS[self._conflict.kind_key].fields[self._conflict.field_key]
        surroundings = Surroundings(
            self._post.workspace, self._conflict.space_id, lambda _kind: None
        )
        self._another = FieldRow(field, editor_for(field, surroundings))
        self._another.editor.show_stored(self._conflict.sides[0].value)
        self.body.addWidget(self._another)
        use = push(translate("Use this answer"), "primary")
        use.clicked.connect(self._on_use_another)
        self.body.addLayout(row(use, 1))
        self._another.show()
        self._another.editor.focus()

    def _on_use_another(self) -> None:
        assert self._another is not None
        try:
            value = self._another.editor.stored()
        except NotAValue as refused:
            self._another.complain(str(refused))
            return
        self._page.settle(self._conflict, value)

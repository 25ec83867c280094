"""Editors of codes of the 2030 Agenda, found by number or by words of the title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QVBoxLayout, QWidget

from msp_desktop.domain.fields import Field, Stored
from msp_desktop.domain.sdg import (
    GOAL_NAMES,
    INDICATORS,
    RETIRED,
    TARGETS,
    code_in,
    found,
    goal_of,
)
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors.base import Editor, Surroundings
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import plain_label

_CODE = Qt.ItemDataRole.UserRole
_MOST = 60
"""Codes at most that are offered at once; more words make them fewer."""


class CodeEditor(Editor):
    """A line to type a code or words into; what fits is offered below, and the title is shown."""

    titles: ClassVar[Mapping[str, str]]
    asked: ClassVar[str]

    def __init__(self, field: Field, surroundings: Surroundings) -> None:
        super().__init__(field, surroundings)
        self._titles = {code: translate(title) for code, title in self.titles.items()}
        self._offered = QStandardItemModel(self)
        self.line = LineInput()
        self.line.setPlaceholderText(translate(self.asked))
        self.line.textEdited.connect(self._on_typed)
        self.line.left.connect(self._on_left)
        self._completer = QCompleter(self._offered, self.line)
        self._completer.setCompletionRole(_CODE)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        below = QListView()
        theme.set_role(below, "offered")
        self._completer.setPopup(below)
        self._completer.activated.connect(self._on_chosen)
        self.line.setCompleter(self._completer)
        self._title = plain_label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self._title)
        self._show_title()

    def stored(self) -> Stored:
        return self.field.clean(self.line.text())

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def offered(self) -> list[str]:
        """Return the codes that are offered for what was typed."""
        rows = range(self._offered.rowCount())
        return [str(self._offered.item(row).data(_CODE)) for row in rows]

    def _show(self, value: Stored) -> None:
        text = "" if value is None else str(value)
        if self.line.text() != text:
            self.line.setText(text)
        self._show_title()

    def _on_typed(self, typed: str) -> None:
        self._offered.clear()
        for code in found(typed, self._titles)[:_MOST] if typed.strip() else ():
            item = QStandardItem(f"{code}  {self._titles[code]}")
            item.setData(code, _CODE)
            self._offered.appendRow(item)
        self._show_title()
        self.edited.emit()

    def _on_chosen(self) -> None:
        self._show_title()
        self.edited.emit()

    def _on_left(self) -> None:
        """Take the only code that fits the words; several, or none, stay as they were typed."""
        typed = self.line.text()
        fitting = found(typed, self._titles) if typed.strip() else []
        if len(fitting) == 1 and typed != fitting[0]:
            self.line.setText(fitting[0])
            self._on_chosen()
        self.left.emit()

    def _show_title(self) -> None:
        code = code_in(self.line.text())
        title = self._titles.get(code, "")
        if title:
            goal = translate(_("Goal {number}: {name}")).format(
                number=goal_of(code), name=translate(GOAL_NAMES[goal_of(code)])
            )
            title = f"{title} · {goal}"
        self._title.setText(title)
        self._title.setVisible(bool(title))


class TargetEditor(CodeEditor):
    """A target of the 2030 Agenda."""

    titles = TARGETS
    asked = _("Number or words, for example 6.1 or drinking water")


class IndicatorEditor(CodeEditor):
    """A global indicator; a retired one is found too, and its title says so."""

    titles = INDICATORS | RETIRED
    asked = _("Number or words, for example 6.1.1 or drinking water")

"""Editors that point to other records of the partnership, by name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from msp_desktop.domain.fields import Reference, References, Stored
from msp_desktop.domain.guideline import HOME_TASK, KINDS
from msp_desktop.i18n import translate
from msp_desktop.ui.forms.editors.base import Editor, Surroundings
from msp_desktop.ui.forms.editors.choices import ChipsEditor
from msp_desktop.ui.forms.editors.text import bare
from msp_desktop.ui.widgets.chips import ChipText
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.paper import LinkLine


class ReferenceEditor(Editor):
    """One record, chosen from the names of all records of its kind."""

    is_short = True

    def __init__(
        self, field: Reference, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self._to = field.to
        self.box = ChoiceBox(self)
        self.box.setMaxVisibleItems(14)
        self.box.activated.connect(self.edited)
        self.box.left.connect(self.left)
        bare(self, self.box)
        self.refresh_names()

    def stored(self) -> Stored:
        return self.field.clean(self.box.currentData())

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def refresh_names(self) -> None:
        """Show the records that are there now, under the names they have now."""
        self.show_stored(self.box.currentData() or None)

    def _show(self, value: Stored) -> None:
        chosen = str(value or "")
        names = self._names(self._to, chosen.split())
        self.box.offer((("", translate("Not chosen")), *names.items()))
        self.box.choose(chosen)


class ReferencesEditor(ChipsEditor):
    """Several records, each a chip with its name."""

    single = False

    def __init__(
        self, field: References, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        self._to = field.to
        self._chosen: tuple[str, ...] = ()
        super().__init__(field, surroundings, parent)
        self._link = LinkLine(_where_to_add(self._to))
        self._link.clicked.connect(self._on_link)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._link)
        self._show_link()

    def inputs(self) -> tuple[QWidget, ...]:
        return tuple(self.group.chips) or (self._link,)

    def set_name(self, label: str, description: str) -> None:
        super().set_name(label, description)
        self._link.setAccessibleName(f"{label}: {_where_to_add(self._to)}")

    def refresh_names(self) -> None:
        """Show the records that are there now, under the names they have now."""
        self.show_stored(self.stored())

    def focus(self) -> None:
        self.inputs()[0].setFocus()

    def _offered(self) -> tuple[ChipText, ...]:
        return tuple(ChipText(*named) for named in self._names(self._to, self._chosen).items())

    def _show(self, value: Stored) -> None:
        self._chosen = tuple(str(value or "").split())
        self.group.offer(self._offered())
        self._show_link()
        super()._show(value)

    def _show_link(self) -> None:
        self.group.setVisible(bool(self.group.chips))
        self._link.setVisible(not self.group.chips)

    def _on_link(self) -> None:
        self.surroundings.go_to_kind(self._to)


def _where_to_add(kind_key: str) -> str:
    kind = KINDS[kind_key]
    words = translate("Nothing to choose from yet. Add to “{list}” in task {task}.")
    return words.format(list=translate(kind.plural), task=HOME_TASK.get(kind_key, ""))

"""Saying that two entries are one: which they are, and which answer stands where they differ."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.app import sameness
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.records import RecordKind
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.paper import clear, push, row
from msp_desktop.ui.widgets.ticks import ChoiceDot

SIZE = (620, 580)


class SameDialog(QDialog):
    """Joins the entry ``record_id`` with ``other_id``, or with one that is chosen here."""

    def __init__(
        self,
        kind: RecordKind,
        record_id: str,
        surroundings: Surroundings,
        other_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("The same, entered twice?"))
        self.resize(*SIZE)
        self._kind, self._record_id, self._surroundings = kind, record_id, surroundings
        self._groups: dict[str, tuple[QButtonGroup, tuple[Stored, Stored]]] = {}
        self.others = ChoiceBox()
        self.others.setAccessibleName(translate("The other entry"))
        self.message = InlineMessage()
        self._answers = QVBoxLayout()
        self._join = push(translate("They are one entry"), "primary")
        self._fill(other_id)
        self._lay_out()
        self.others.currentIndexChanged.connect(self._show_answers)
        self._show_answers()

    def join(self) -> None:
        """Say that both are the same, with the answers chosen here."""
        chosen = {key: values[group.checkedId()] for key, (group, values) in self._groups.items()}
        try:
            sameness.say_same(
                self._surroundings.workspace, self._kind.key, self._record_id, self._other, chosen
            )
        except Problem as problem:
            self.message.say(str(problem), "bad")
            return
        self.accept()

    @property
    def _other(self) -> str:
        return str(self.others.currentData() or "")

    def _fill(self, other_id: str) -> None:
        records, kind = self._surroundings.records, self._kind
        own = records.find(kind.key, self._record_id) or {}
        likely = {
            one.second if one.first == self._record_id else one.first
            for one in sameness.likely_same(
                self._surroundings.workspace, self._surroundings.space_id
            )
            if self._record_id in (one.first, one.second)
        }
        rows = [
            row_
            for row_ in records.rows(kind.key)
            if row_["id"] != self._record_id and row_["owner_id"] == own.get("owner_id")
        ]
        for row_ in sorted(rows, key=lambda one: one["id"] not in likely):
            name = records.name(kind.key, row_["id"]) or translate(kind.label)
            self.others.addItem(name, str(row_["id"]))
        self.others.setCurrentIndex(max(self.others.findData(other_id), 0))

    def _show_answers(self) -> None:
        clear(self._answers)
        self._groups.clear()
        self._join.setEnabled(bool(self._other))
        if not self._other:
            self._answers.addWidget(plain_label(translate("There is no other entry in this list.")))
            return
        workspace, records = self._surroundings.workspace, self._surroundings.records
        differing = sameness.differing(workspace, self._kind.key, self._record_id, self._other)
        says = translate("Choose the answer that is right. What only one of them has, is kept.")
        nothing = translate(
            "They contradict each other nowhere. What only one of them has, is kept."
        )
        self._answers.addWidget(plain_label(says if differing else nothing, "muted"))
        for field, *values in differing:
            group = QButtonGroup(self)
            self._answers.addWidget(plain_label(translate(field.label), "label"))
            for at, value in enumerate(values):
                button = ChoiceDot(_short(shown(field, value, records)).replace("&", "&&"))
                button.setAccessibleName(f"{translate(field.label)}: {button.text()}")
                group.addButton(button, at)
                self._answers.addWidget(button)
            group.button(0).setChecked(True)
            self._groups[field.key] = group, (values[0], values[1])
        self._answers.addStretch(1)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.M)
        name = self._surroundings.records.name(self._kind.key, self._record_id)
        question = translate("“{name}” is the same as:").format(name=isolated(name))
        column.addWidget(plain_label(question, "heading"))
        column.addWidget(self.others)
        held = QWidget()
        held.setLayout(self._answers)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(held)
        column.addWidget(area, 1)
        column.addWidget(self.message)
        note = translate(
            "Both entries are kept underneath. Undo, or “Take apart”, makes them two again."
        )
        column.addWidget(plain_label(note, "caption"))
        cancel = push(translate("Cancel"))
        self._join.clicked.connect(self.join)
        cancel.clicked.connect(self.reject)
        column.addLayout(row(1, self._join, cancel))


def _short(text: str, longest: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rstrip() + " …"

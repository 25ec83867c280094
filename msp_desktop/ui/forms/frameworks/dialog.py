"""What a file of goals, targets and indicators holds, to look at before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from msp_desktop.app import frameworks
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.sdg import Framework
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.languages import native_name
from msp_desktop.ui.widgets.paper import Paper, push, row

if TYPE_CHECKING:
    from msp_desktop.intake.framework import Found

SIZE = (760, 620)
LANGUAGES = (
    *(
        "ar",
        "az",
        "bn",
        "dv",
        "dz",
        "en",
        "es",
        "fa",
        "fil",
        "fr",
        "hi",
        "hy",
        "id",
        "ja",
        "ka",
        "kk",
    ),
    *(
        "km",
        "ko",
        "ky",
        "lo",
        "mn",
        "ms",
        "my",
        "ne",
        "ps",
        "pt",
        "ru",
        "si",
        "ta",
        "tg",
        "th",
        "tk",
    ),
    *("tr", "ur", "uz", "vi", "zh-Hans"),
)
"""Languages of the region and of the United Nations, in which a framework may be worded."""
_SHOWN_REMARKS = 50
_LINES = 5
"""Lines of a list that show at once."""


class FrameworkDialog(QDialog):
    """Shows what was found in a file and asks for its name, language and source; then it can be kept."""

    def __init__(self, found: Found, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Load an official wording"))
        self.resize(*SIZE)
        self._found, self._workspace = found, workspace
        self.message = InlineMessage()
        self.name = QLineEdit(PurePath(found.file).stem.replace("_", " "))
        self.language = ChoiceBox()
        for code in sorted(LANGUAGES, key=lambda code: native_name(code).casefold()):
            self.language.addItem(native_name(code), code)
        self.language.insertItem(0, translate("Another language"), "")
        self.language.setCurrentIndex(max(self.language.findData(found.language), 0))
        self.source = QLineEdit()
        self.words = _list(
            translate("What was found"),
            [f"{isolated(code)}  {text}" for code, text in found.wording.items()],
        )
        self.remarks = _list(
            translate("What needs a look"), [one.text for one in found.remarks[:_SHOWN_REMARKS]]
        )
        self._keep = push(translate("Keep this wording"), "primary")
        self._lay_out()

    def keep(self) -> None:
        """Keep the wording under the name given."""
        if not self.name.text().strip():
            self.message.say(translate("Give it a name, so that you find it again."), "warn")
            self.name.setFocus()
            return
        try:
            frameworks.keep(
                self._workspace,
                self._found.framework(
                    self.name.text(), str(self.language.currentData()), self.source.text()
                ),
            )
        except Problem as problem:
            self.message.say(str(problem), "bad")
            return
        self.accept()

    def _lay_out(self) -> None:
        paper = Paper()
        for part in self._parts():
            paper.column.addWidget(part)
        cancel = push(translate("Cancel"))
        cancel.clicked.connect(self.reject)
        self._keep.clicked.connect(self.keep)
        buttons = row(1, cancel, self._keep)
        buttons.setContentsMargins(theme.XXL, theme.S, theme.XXL, theme.L)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(paper)
        column.addLayout(buttons)

    def _parts(self) -> Iterator[QWidget]:
        yield plain_label(isolated(self._found.file), "heading")
        yield plain_label(counted(self._found.framework("", "", "")))
        yield self.words
        wrong = translate("If letters look wrong, save the file as .xlsx or as .csv (UTF-8) first.")
        yield plain_label(wrong, "caption")
        if self._found.remarks:
            count = len(self._found.remarks)
            sentence = translate_plural(
                "{count} row needs a look; the rest can be used.",
                "{count} rows need a look; the rest can be used.",
                count,
            )
            yield plain_label(sentence.format(count=count), "label")
            yield self.remarks
        yield Entry(translate("Name"), self.name, translate("For example: Official list, English"))
        why = translate("Documents in this language print it beside the codes.")
        yield Entry(translate("Its language"), self.language, why)
        where = translate("Where it comes from; printed with it")
        yield Entry(translate("Source"), self.source, where)
        yield self.message


def counted(framework: Framework) -> str:
    """Say how many goals, targets and indicators a wording covers."""
    sentence = translate(
        _("{goals} of 17 goals, {targets} of 169 targets, {indicators} of 251 indicators by code")
    ).format(goals=framework.goals, targets=framework.targets, indicators=framework.indicators)
    own = len(framework.own)
    if not own:
        return sentence
    also = translate_plural("{count} code of its own", "{count} codes of its own", own)
    return f"{sentence}, {also.format(count=own)}"


def _list(name: str, lines: list[str]) -> QListView:
    model = QStandardItemModel()
    for line in lines:
        model.appendRow(QStandardItem(line))
    view = QListView()
    view.setAccessibleName(name)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setModel(model)
    model.setParent(view)
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFixedHeight((min(len(lines), _LINES) + 1) * 2 * view.fontMetrics().lineSpacing())
    theme.set_role(view, "offered")
    return view

"""The wordings that are kept: which is shown beside codes, loading another, removing one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from msp_desktop.app import frameworks
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain import sdg
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.sdg import Framework
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.forms.frameworks.dialog import counted
from msp_desktop.ui.forms.frameworks.loading import Loading
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.languages import native_name
from msp_desktop.ui.widgets.option_row import OptionRow
from msp_desktop.ui.widgets.paper import clear, push, row
from msp_desktop.ui.widgets.ticks import ChoiceDot


class FrameworksCard(Card):
    """Everything counts at once; what was removed can be put back as long as the page is open."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.message = InlineMessage()
        self.loading = Loading(self, workspace, self._on_loaded, self._complain)
        self._group = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.XS)
        load = push(translate("Load a file…"), sign="folder")
        load.clicked.connect(self.loading.choose)
        self.body.addWidget(plain_label(translate("Goals, targets and indicators"), "heading"))
        self.body.addWidget(plain_label(sdg.version(), "caption"))
        why = _(
            "The program has short titles of its own. Load the list of the UN Statistics Division, or that "
            "of your country (.xlsx or .csv), to see and print the official wording."
        )
        self.body.addWidget(plain_label(translate(why)))
        self.body.addLayout(self._list)
        self.body.addWidget(self.message)
        self.body.addLayout(row(load, 1))
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept now."""
        clear(self._list)
        shown = frameworks.shown(self._workspace)
        kept = frameworks.kept(self._workspace)
        if not kept:
            return
        self._add(translate("Only our short titles"), "", "", chosen=shown is None)
        for one in kept:
            remove = push(translate("Remove"), sign="trash")
            remove.setAccessibleName(translate("Remove {name}").format(name=one.name))
            remove.clicked.connect(lambda _on=False, one=one: self._remove(one))
            self._add(one.name, _about(one), one.sha, chosen=one == shown, beside=remove)

    def _add(
        self, name: str, about: str, sha: str, *, chosen: bool, beside: QWidget | None = None
    ) -> None:
        dot = ChoiceDot()
        self._group.addButton(dot)
        option = OptionRow(dot, name, about)
        option.choose(chosen=chosen)
        dot.clicked.connect(lambda: self._try(lambda: frameworks.show(self._workspace, sha)))
        parts: list[QWidget | int] = [option] if beside is None else [option, beside]
        line = row(*parts)
        line.setStretch(0, 1)
        self._list.addLayout(line)

    def _remove(self, framework: Framework) -> None:
        if self._try(lambda: frameworks.remove(self._workspace, framework.sha)):
            self.refresh()
            said = translate("{name} was removed. The file it came from was not touched.")
            self.message.say(
                said.format(name=framework.name),
                "ok",
                translate("Put it back"),
                lambda: self._put_back(framework),
            )

    def _put_back(self, framework: Framework) -> None:
        if self._try(lambda: frameworks.keep(self._workspace, framework)):
            self._on_loaded()

    def _on_loaded(self) -> None:
        self.refresh()
        shown = frameworks.shown(self._workspace)
        if shown is not None:
            said = translate("{name} is kept, and shown beside codes from now on.")
            self.message.say(said.format(name=shown.name), "ok")

    def _complain(self, sentence: str) -> None:
        self.message.say(sentence, "bad")

    def _try(self, write: Callable[[], None]) -> bool:
        """Do something that writes; say why when it is not possible just now."""
        try:
            write()
        except Problem as problem:
            self._complain(str(problem))
            return False
        return True


def _about(framework: Framework) -> str:
    code = framework.language
    loaded = translate("loaded on {day}").format(
        day=day_in_words(date.fromisoformat(framework.day))
    )
    facts = (
        isolated(native_name(code)) if code else translate("Another language"),
        counted(framework),
        isolated(framework.source) if framework.source else "",
        loaded,
        isolated(framework.sha[:8]),
    )
    return " · ".join(filter(None, facts))

"""Editors of codes of the 2030 Agenda, found by number or by words of the title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.app import frameworks
from msp_desktop.domain import sdg
from msp_desktop.domain.fields import Field, Stored
from msp_desktop.domain.sdg import INDICATORS, RETIRED, TARGETS, Catalogue, Framework, code_in
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.forms.editors.base import Editor, Surroundings
from msp_desktop.ui.forms.frameworks.loading import Loading
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import as_tooltip, isolated, plain_label
from msp_desktop.ui.widgets.short_lines import ShortLines

_CODE = Qt.ItemDataRole.UserRole
_IS_LOADING = Qt.ItemDataRole.UserRole + 1
_SIGN = 16


class CodeEditor(Editor):
    """A line to type a code or words into; what fits is offered below, and the title is shown.

    The arrow down offers all codes. Last in the list is the way to load an official wording.
    """

    titles: ClassVar[Mapping[str, str]]
    asked: ClassVar[str]
    is_global = True
    """Whether its codes are those of the United Nations."""

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self._kept: tuple[Framework, ...] | None = None
        self._shown: Framework | None = None
        self._known = Catalogue({})
        self._offered = QStandardItemModel(self)
        self._told = ""
        self.loading = Loading(self, surroundings.workspace, self._on_loaded, self._complain)
        self.line = LineInput(self)
        self.line.setPlaceholderText(translate(self.asked))
        self.line.textEdited.connect(self._on_typed)
        self.line.left.connect(self._on_left)
        self.line.installEventFilter(self)
        self._below = QListView()
        self._completer = self._make_completer()
        self.line.setCompleter(self._completer)
        self._title = plain_label("", "muted")
        self._wording = plain_label("", "caption")
        self.message = InlineMessage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        for part in (self.line, self._title, self._wording, self.message):
            layout.addWidget(part)
        self._show_title()

    def stored(self) -> Stored:
        return self.field.clean(self.line.text())

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def offered(self) -> list[str]:
        """Return the codes that are offered for what was typed."""
        items = (self._offered.item(row) for row in range(self._offered.rowCount()))
        return [str(item.data(_CODE)) for item in items if not item.data(_IS_LOADING)]

    def offer_all(self) -> None:
        """Offer every code, or what fits the words that stand in the line."""
        typed = self.line.text()
        self._offer("" if code_in(typed) in self.catalogue().find("") else typed)
        self._completer.complete()

    def catalogue(self) -> Catalogue:
        """Return the codes to choose from, with the wordings that are loaded now."""
        workspace = self.surroundings.workspace
        kept, shown = frameworks.kept(workspace), frameworks.shown(workspace)
        if self._kept is None or (kept, shown) != (self._kept, self._shown):
            self._kept, self._shown = kept, shown
            first = [shown] if shown else []
            self._known = self._make_catalogue((*first, *(one for one in kept if one != shown)))
        return self._known

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_down = event.key() == Qt.Key.Key_Down
            if watched is self.line and is_down and not self._below.isVisible():
                self.offer_all()
                return True
        return super().eventFilter(watched, event)

    def _make_catalogue(self, known: tuple[Framework, ...]) -> Catalogue:
        return Catalogue(self.titles, known)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._offered, self.line)
        completer.setCompletionRole(_CODE)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        self._below.setAccessibleName(translate("What fits"))
        self._below.setIconSize(QSize(_SIGN, _SIGN))
        theme.set_role(self._below, "offered")
        completer.setPopup(self._below)
        self._below.setItemDelegate(ShortLines(self._below))
        completer.activated.connect(self._on_chosen)
        return completer

    def _show(self, value: Stored) -> None:
        text = "" if value is None else str(value)
        if self.line.text() != text:
            self.line.setText(text)
        self._told = self.line.text()
        self._show_title()

    def _offer(self, typed: str) -> None:
        known = self.catalogue()
        self._offered.clear()
        for code in known.find(typed):
            words = known.matched(code, typed)
            item = QStandardItem(f"{isolated(code)}  {words}")
            item.setToolTip(as_tooltip(words))
            item.setData(code, _CODE)
            item.setData(theme.goal_colour(sdg.goal_of(code)), Qt.ItemDataRole.DecorationRole)
            self._offered.appendRow(item)
        words = translate("Load an official wording…")
        if not self._offered.rowCount():
            words = f"{translate('No code fits.')} {words}"
        item = QStandardItem(icons.icon("folder"), f"{words}  ·  {sdg.version()}")
        item.setData(
            f" {self.line.text()}", _CODE
        )  # to stay in the line, and to be found by no prefix
        item.setData(True, _IS_LOADING)
        self._offered.appendRow(item)

    def _on_typed(self, typed: str) -> None:
        if typed.strip():
            self._offer(typed)
        else:
            self._offered.clear()
        self._tell()

    def _on_chosen(self) -> None:
        if self._below.currentIndex().data(_IS_LOADING):
            QTimer.singleShot(0, self.loading.choose)  # when the list is gone
            return
        self._tell()

    def _on_left(self) -> None:
        """Take the only code that fits the words; several, or none, stay as they were typed."""
        typed = self.line.text()
        fitting = self.catalogue().find(typed) if typed.strip() else []
        if len(fitting) == 1 and typed != fitting[0]:
            self.line.setText(fitting[0])
        self._tell_of_passing()
        self.left.emit()

    def _tell(self) -> None:
        self._told = self.line.text()
        self._show_title()
        self.edited.emit()

    def _tell_of_passing(self) -> None:
        """Take what stands in the line: going through the list without choosing leaves a code there."""
        if self.line.text() != self._told:
            self._tell()

    def _on_loaded(self) -> None:
        self.message.clear()
        self._show_title()
        self.line.setFocus()

    def _complain(self, sentence: str) -> None:
        self.message.say(sentence, "bad")

    def _show_title(self) -> None:
        code = code_in(self.line.text())
        title = wording = ""
        if code:  # an empty page need not read what is loaded
            known = self.catalogue()
            title, wording = known.title(code), known.wording(code)
        if title and self.is_global:
            title = f"{title} · {sdg.about(code)}"
        for label, words in ((self._title, title), (self._wording, wording if title else "")):
            label.setText(words)
            label.setVisible(bool(words))


class TargetEditor(CodeEditor):
    """A target of the 2030 Agenda."""

    titles = TARGETS
    asked = _("Number or words, for example 6.1 or drinking water")


class IndicatorEditor(CodeEditor):
    """A global indicator; a retired one is found too, and its title says so."""

    titles = INDICATORS | RETIRED
    asked = _("Number or words, for example 6.1.1 or drinking water")


class NationalIndicatorEditor(CodeEditor):
    """A code of a country: offered from the wordings that are loaded, but anything may be typed."""

    titles: ClassVar[Mapping[str, str]] = {}
    asked = _("Its code, or words of it where the list of your country is loaded")
    is_global = False

    def _make_catalogue(self, known: tuple[Framework, ...]) -> Catalogue:
        own = {code: text for one in reversed(known) for code, text in one.own.items()}
        return Catalogue(own)

    def _on_left(self) -> None:
        self._tell_of_passing()
        self.left.emit()

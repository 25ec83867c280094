"""The very first screen: in which language, which office, where, and who is sitting here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from msp_desktop.i18n import language, translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.languages import language_box
from msp_desktop.ui.widgets.paper import Paper, push, row


class StartPage(QWidget):
    """Asks what an office must know about itself.

    ``office_wanted`` carries name, place, person and language by key. ``language_chosen`` carries a code
    as soon as another language is chosen, so that the questions are asked in it.
    """

    office_wanted = Signal(dict)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language_box(language())
        self._fields = {key: QLineEdit() for key in ("name", "place", "person")}
        self._entries = {
            "name": Entry(
                translate("Name of your office"),
                self._fields["name"],
                translate("Other offices see it beside what you send them."),
            ),
            "place": Entry(
                translate("Place"),
                self._fields["place"],
                translate("District or town; it tells offices of the same name apart."),
            ),
            "person": Entry(
                translate("Your name"),
                self._fields["person"],
                translate("It stands in the history, so that others know whom to ask."),
            ),
        }
        self._notice = InlineMessage()
        self._go_on = push(translate("Set up this office"), "primary")
        self._lay_out()
        self._language.currentIndexChanged.connect(self._on_language)
        self._go_on.clicked.connect(self._on_go_on)
        for field in self._fields.values():
            field.returnPressed.connect(self._on_go_on)
            field.textEdited.connect(self._on_edited)

    @property
    def answers(self) -> dict[str, str]:
        """What is filled in so far."""
        return {key: field.text().strip() for key, field in self._fields.items()}

    def fill(self, answers: Mapping[str, str]) -> None:
        """Fill in what was typed before the language changed."""
        for key, text in answers.items():
            self._fields[key].setText(text)

    def complain(self, sentence: str) -> None:
        """Say why the office could not be set up."""
        self._go_on.setEnabled(True)
        self._notice.say(sentence, "bad")

    def begin(self) -> None:
        """Put the cursor where the answers begin."""
        self._fields["name"].setFocus()

    def _lay_out(self) -> None:
        paper = Paper(600)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(paper)
        paper.sides.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        paper.column.addSpacing(theme.M)
        paper.column.addWidget(plain_label(translate("Welcome"), "title"))
        text = translate(
            "Four questions, once. Everything stays on this computer; no internet is needed."
        )
        paper.column.addWidget(plain_label(text, "muted"))
        frame = Card()
        column = frame.body
        column.setSpacing(theme.L)
        column.addWidget(
            Entry(translate("Language"), self._language, translate("You can change it later."))
        )
        for entry in self._entries.values():
            column.addWidget(entry)
        column.addWidget(self._notice)
        column.addLayout(row(self._go_on, 1))
        paper.column.addWidget(frame)
        paper.column.addStretch(1)

    def _on_language(self) -> None:
        self.language_chosen.emit(str(self._language.currentData()))

    def _on_edited(self) -> None:
        for key, text in self.answers.items():
            if text:
                self._entries[key].complain("")

    def _on_go_on(self) -> None:
        empty = [key for key, text in self.answers.items() if not text]
        for key, entry in self._entries.items():
            entry.complain(translate("Please write something here.") if key in empty else "")
        if empty:
            self._fields[empty[0]].setFocus()
            return
        self._go_on.setEnabled(False)
        self._notice.clear()
        self.office_wanted.emit({**self.answers, "language": str(self._language.currentData())})

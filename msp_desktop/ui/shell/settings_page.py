"""Settings: the office, the person, and how the window looks. Everything counts at once, without a button."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.shell.emblem import small_png
from msp_desktop.ui.widgets.cards import Card, InlineMessage
from msp_desktop.ui.widgets.entry import Entry
from msp_desktop.ui.widgets.inputs import ChoiceBox
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.languages import language_box
from msp_desktop.ui.widgets.paper import Paper, push, row
from msp_desktop.ui.widgets.ticks import TickBox

PAUSE_MS = 700
_BESIDE_FROM = 860
_SIZES = (9.0, 10.5, 12.0, 14.0, 16.0)
_SIZE_WORDS = (_("Small"), _("Usual"), _("Large"), _("Larger"), _("Largest"))
_THEMES = (("light", _("Light")), ("dark", _("Dark")), ("contrast", _("Strong contrast")))


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set now."""

    name: str
    place: str
    person: str
    language: str
    emblem: bytes | None
    text_size: float
    theme: str
    shows_guidance: bool


class SettingsPage(QWidget):
    """Shows `Settings` and says what a person changes.

    ``office_edited`` carries name and place; the other signals carry the one thing they name.
    """

    office_edited = Signal(str, str)
    person_edited = Signal(str)
    language_chosen = Signal(str)
    emblem_chosen = Signal(object)
    text_size_chosen = Signal(float)
    theme_chosen = Signal(str)
    guidance_chosen = Signal(bool)
    double_click_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = InlineMessage()
        self._name, self._place = QLineEdit(settings.name), QLineEdit(settings.place)
        self._person = QLineEdit(settings.person)
        self._stored = (settings.name, settings.place, settings.person)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._picture = QLabel()
        self._no_emblem = push(translate("Use none"))
        self._language = language_box(settings.language)
        self._size = _size_box(settings.text_size)
        self._guidance = TickBox(translate("Show the guidance beside the page"))
        self._guidance.setChecked(settings.shows_guidance)
        self._double_click = push(translate("Open with a double click"), sign="receive")
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._paper = Paper(1160)
        self._lay_out(settings)
        self._show_emblem(settings.emblem)
        self._connect()

    def flush(self) -> None:
        """Store what has been typed so far."""
        self._pause.stop()
        name, place, person = (
            field.text().strip() for field in (self._name, self._place, self._person)
        )
        stored_name, stored_place, stored_person = self._stored
        if name and (name, place) != (stored_name, stored_place):
            self.office_edited.emit(name, place)
        if person and person != stored_person:
            self.person_edited.emit(person)
        self._stored = (name or stored_name, place, person or stored_person)

    def add_part(self, part: QWidget) -> None:
        """Put settings of something else below those of this computer."""
        column = self._paper.column
        column.insertWidget(column.count() - 1, part)

    def complain(self, sentence: str) -> None:
        """Say why something could not be set."""
        self._notice.say(sentence, "bad")

    def confirm(self, sentence: str) -> None:
        """Say that something was set."""
        self._notice.say(sentence, "ok")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE_FROM
        self._beside.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _lay_out(self, settings: Settings) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._paper)
        column = self._paper.column
        column.addWidget(self._notice)
        for part in (self._office_card(), self._look_card(settings.theme)):
            self._beside.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self._beside.setSpacing(theme.L)
        column.addLayout(self._beside)
        column.addStretch(1)

    def _office_card(self) -> QWidget:
        frame = Card()
        column = frame.body
        column.setSpacing(theme.L)
        column.addWidget(plain_label(translate("Office and person"), "heading"))
        column.addWidget(Entry(translate("Name of the office"), self._name))
        column.addWidget(Entry(translate("Place"), self._place))
        why = translate("It stands in the history beside every change made on this computer.")
        column.addWidget(Entry(translate("Your name"), self._person, why))
        choose = push(translate("Choose a picture…"), sign="folder")
        choose.clicked.connect(self._on_choose_emblem)
        held = QWidget()
        line = row(self._picture, choose, self._no_emblem, 1, spacing=theme.M)
        line.setContentsMargins(0, 0, 0, 0)
        held.setLayout(line)
        why = translate("PNG or JPEG; printed at the head of documents.")
        column.addWidget(Entry(translate("Emblem"), held, why))
        return frame

    def _look_card(self, chosen_theme: str) -> QWidget:
        frame = Card()
        column = frame.body
        column.setSpacing(theme.L)
        column.addWidget(plain_label(translate("Language and look"), "heading"))
        column.addWidget(Entry(translate("Language"), self._language))
        column.addWidget(Entry(translate("Size of text"), self._size))
        held = QWidget()
        self._themes = QButtonGroup(held)
        buttons: list[QWidget | int] = []
        for key, text in _THEMES:
            button = push(translate(text), "chip")
            button.setCheckable(True)
            button.setMinimumWidth(button.sizeHint().width() * 9 // 8)  # chosen, its words are bold
            button.setChecked(key == chosen_theme)
            button.setProperty("theme", key)
            self._themes.addButton(button)
            buttons.append(button)
        line = row(*buttons, 1)
        line.setContentsMargins(0, 0, 0, 0)
        held.setLayout(line)
        column.addWidget(Entry(translate("Colours"), held))
        column.addWidget(self._guidance)
        why = translate("Set this once on each computer; other people's settings are not touched.")
        column.addWidget(Entry(translate("Sync files"), self._double_click, why))
        return frame

    def _connect(self) -> None:
        self._pause.timeout.connect(self.flush)
        for field in (self._name, self._place, self._person):
            field.textEdited.connect(lambda _text: self._pause.start())
        self._language.currentIndexChanged.connect(
            lambda: self.language_chosen.emit(str(self._language.currentData()))
        )
        self._size.currentIndexChanged.connect(
            lambda: self.text_size_chosen.emit(float(self._size.currentData()))
        )
        self._themes.buttonClicked.connect(
            lambda button: self.theme_chosen.emit(str(button.property("theme")))
        )
        self._guidance.toggled.connect(self.guidance_chosen)
        self._double_click.clicked.connect(self.double_click_wanted)
        self._no_emblem.clicked.connect(self._on_no_emblem)

    def _on_choose_emblem(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            translate("Choose an emblem"),
            "",
            translate("Pictures") + " (*.png *.jpg *.jpeg)",
        )
        if chosen:
            self.take_emblem(Path(chosen))

    def take_emblem(self, file: Path) -> None:
        """Use the picture of a file as the office's emblem, or say why that does not work."""
        try:
            data = small_png(file)
        except Problem as problem:
            self.complain(str(problem))
            return
        self._notice.clear()
        self._show_emblem(data)
        self.emblem_chosen.emit(data)

    def _on_no_emblem(self) -> None:
        self._show_emblem(None)
        self.emblem_chosen.emit(None)

    def _show_emblem(self, data: bytes | None) -> None:
        picture = QPixmap()
        if data:
            picture.loadFromData(data)
        self._picture.setVisible(not picture.isNull())
        self._no_emblem.setVisible(not picture.isNull())
        if not picture.isNull():
            self._picture.setPixmap(
                picture.scaledToHeight(48, Qt.TransformationMode.SmoothTransformation)
            )
            self._picture.setAccessibleName(translate("The emblem in use"))


def _size_box(chosen: float) -> ChoiceBox:
    box = ChoiceBox()
    for size, text in zip(_SIZES, _SIZE_WORDS, strict=True):
        box.addItem(translate(text), size)
    nearest = min(range(len(_SIZES)), key=lambda place: abs(_SIZES[place] - chosen))
    box.setCurrentIndex(nearest)
    return box

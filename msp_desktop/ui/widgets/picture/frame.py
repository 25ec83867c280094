"""A picture with what can be done with it: larger, smaller, over the whole window, kept as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLayout, QPushButton, QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push
from msp_desktop.ui.widgets.picture.enlarged import Enlarged
from msp_desktop.ui.widgets.picture.saving import ENDINGS, save
from msp_desktop.ui.widgets.picture.view import PictureView


class PictureFrame(QWidget):
    """Holds a view, buttons above it (``first`` those of whoever uses it), and below it what is chosen.

    ``hint`` stands there while nothing is.
    """

    def __init__(self, view: PictureView, hint: str, *first: QWidget) -> None:
        super().__init__()
        self.view = view
        self._hint = hint
        self._enlarged: Enlarged | None = None
        self._home: tuple[QVBoxLayout, int] | None = None
        self.message = InlineMessage()
        self.line = plain_label(hint, "muted")
        self.smaller = self._button(translate("Smaller"), "minus", lambda: view.zoom_by(-1))
        self.larger = self._button(translate("Larger"), "plus", lambda: view.zoom_by(1))
        self.whole = self._button(translate("All of it"), "", view.show_whole)
        self.enlarge = self._button(translate("Enlarge"), "", self._on_enlarge)
        self.keep = self._button(translate("Save as…"), "", self._on_save)
        self.setAccessibleName(view.accessibleName())
        view.told.connect(self._on_told)
        self._lay_out(first)

    @property
    def is_enlarged(self) -> bool:
        """Whether the picture lies over the whole window."""
        return self._enlarged is not None

    def add_row(self, part: QWidget | QLayout) -> None:
        """Put something below the buttons, above the picture."""
        place = self._column.indexOf(self.message)
        if isinstance(part, QWidget):
            self._column.insertWidget(place, part)
        else:
            self._column.insertLayout(place, part)

    def hint(self, words: str) -> None:
        """Say something else while nothing is chosen."""
        if self.line.text() == self._hint:
            self.line.setText(words)
        self._hint = words

    def shrink(self) -> None:
        """Bring the picture back to its page."""
        if self._enlarged is None or self._home is None:
            return
        layout, place = self._home
        over, self._enlarged = self._enlarged, None
        self.setParent(layout.parentWidget())  # or else it would be deleted with what held it
        layout.insertWidget(place, self)
        self.view.fill(False)
        self.enlarge.setText(translate("Enlarge"))
        over.hide()
        over.deleteLater()
        self.show()
        self.view.setFocus()

    def save_to(self, file: Path) -> None:
        """Keep the picture as a file and say so, or why not."""
        try:
            save(self.view.picture, file)
        except OSError as problem:
            text = translate(
                "The picture could not be saved: {reason}. Nothing is lost; choose another place."
            )
            self.message.say(text.format(reason=problem.strerror or problem), "bad")
            return
        text = translate("Saved as {file} in the folder {folder}.")
        self.message.say(text.format(file=file.name, folder=file.parent), "ok")

    # Inside

    def _button(self, words: str, sign: str, then: Callable[[], None]) -> QPushButton:
        button = push("" if sign else words, "plain" if sign else "", sign)
        button.setAccessibleName(words)
        if sign:
            button.setToolTip(words)
        button.clicked.connect(lambda _checked: then())
        return button

    def _lay_out(self, first: Sequence[QWidget]) -> None:
        buttons = FlowLayout(spacing=theme.S)
        for part in (*first, self.smaller, self.larger, self.whole, self.enlarge, self.keep):
            buttons.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S)
        self._column.addLayout(buttons)
        self._column.addWidget(self.message)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.line)

    def _on_told(self, words: str) -> None:
        self.line.setText(words or self._hint)

    def _on_enlarge(self) -> None:
        if self._enlarged is not None:
            self.shrink()
            return
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if not isinstance(layout, QVBoxLayout):
            return
        self._home = (layout, layout.indexOf(self))
        self._enlarged = Enlarged(self.window(), self)
        self._enlarged.closed.connect(self.shrink)
        self.enlarge.setText(translate("Back to the page (Esc)"))
        self.view.fill(True)
        self.view.setFocus()

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = {f"{translate(words)} (*{ending})": ending for ending, words in ENDINGS.items()}
        offered = str(Path(folder) / f"{self.view.picture.name}.png")
        title = translate("Save the picture as")
        chosen, kind = QFileDialog.getSaveFileName(self, title, offered, ";;".join(kinds))
        if not chosen:
            return
        file = Path(chosen)
        if file.suffix.lower() not in ENDINGS:
            file = file.with_name(file.name + kinds.get(kind, ".png"))
        self.save_to(file)

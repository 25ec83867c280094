"""Something of a page that stays closed until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.paper import push


class Fold(QWidget):
    """A title to press, and what it opens and closes."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._content: QWidget | None = None
        self.button = push(title, "plain")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._show)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.M)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self._show(False)

    def hold(self, content: QWidget) -> None:
        """Open and close this from now on."""
        self._content = content
        self._column.addWidget(content)
        content.setVisible(self.is_open)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.button.isChecked()

    def open(self) -> None:
        """Show the content."""
        self.button.setChecked(True)

    def say(self, filled: int) -> None:
        """Say beside the title how many answers stand inside."""
        said = translate("{title} ({count})").format(title=self._title, count=filled)
        self.button.setText((said if filled else self._title).replace("&", "&&"))

    def _show(self, is_open: bool) -> None:
        if self._content is not None:
            self._content.setVisible(is_open)
        sign = "chevron-down" if is_open else "chevron-next"
        self.button.setIcon(icons.icon(sign, theme.tokens().muted))
        said = translate("{title}: open") if is_open else translate("{title}: closed")
        self.button.setAccessibleName(said.format(title=self._title))

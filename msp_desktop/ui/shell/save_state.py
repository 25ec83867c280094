"""Whether everything typed is on the disk: a quiet sign in the top bar instead of a Save button."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme


class SaveState(QFrame):
    """Says “Saving…” while something typed is not stored yet, else that all is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._words = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.S, 0, theme.S, 0)
        layout.setSpacing(theme.S - 2)
        layout.addWidget(self._sign)
        layout.addWidget(self._words)
        self._is_saving = False
        usual = translate("All changes saved"), translate("Saving…")
        metrics = self._words.fontMetrics()
        self._words.setMinimumWidth(max(map(metrics.horizontalAdvance, usual)) + 2)
        self.show_saving(is_saving=False)

    @property
    def is_saving(self) -> bool:
        """Whether something is still to be stored."""
        return self._is_saving

    def show_saving(self, *, is_saving: bool) -> None:
        """Show that something is being saved, or that nothing is left to save."""
        self._show(translate("Saving…") if is_saving else translate("All changes saved"), is_saving)

    def show_unfinished(self, label: str) -> None:
        """Show that a field holds something that cannot be stored yet."""
        self._show(translate("Not saved yet: {field}").format(field=label), is_saving=True)

    def _show(self, text: str, is_saving: bool) -> None:
        if text == self.accessibleName():
            return
        self._is_saving = is_saving
        colours = theme.tokens()
        self._sign.setPixmap(
            icons.pixmap("pencil", colours.warn, 16)
            if is_saving
            else icons.pixmap("check", colours.ok, 16)
        )
        self._words.setText(text)
        theme.set_role(self._words, "warn" if is_saving else "ok")
        self.setToolTip(text)
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def show_words(self, *, shown: bool) -> None:
        """Show the words beside the sign, or the sign alone where there is little room."""
        self._words.setVisible(shown)

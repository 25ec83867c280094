"""A list in which a digit is a choice: it is left to the page around it."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QKeyEvent

from msp_desktop.ui.widgets.tables import ListTable


class DigitList(ListTable):
    """Lets digits through to the page: there they take a choice of the card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if digit_of(event) is not None:
            event.ignore()
        else:
            super().keyPressEvent(event)


def digit_of(event: QKeyEvent) -> int | None:
    """Return the digit of a key, in the digits of any script."""
    text = event.text()
    return unicodedata.digit(text, None) if len(text) == 1 else None

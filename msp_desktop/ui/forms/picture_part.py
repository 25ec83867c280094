"""What all pictures on pages have in common: a frame that returns when the page is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.widgets.paper import push
from msp_desktop.ui.widgets.picture.frame import PictureFrame
from msp_desktop.ui.widgets.picture.view import PictureView


class PicturePart(Part):
    """Shows a picture of records; Enter or a double click opens the record of what is chosen."""

    view: PictureView
    frame: PictureFrame

    def hold(self, view: PictureView, hint: str, *buttons: QWidget) -> None:
        """Put a view into the part, with buttons before its own."""
        self.view = view
        self.frame = PictureFrame(view, hint, *buttons)
        view.opened.connect(self._on_opened)
        self.body.addWidget(self.frame)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._is_built and self.frame.is_enlarged:
            # Not at once: while a page is being thrown away, nothing may be put into it.
            QTimer.singleShot(0, self, self.frame.shrink)

    def button(self, words: str, then: Callable[[], object], sign: str = "") -> QPushButton:
        """Return a button for something that can be done with the picture."""
        made = push(words, "", sign)
        made.clicked.connect(lambda _checked: then())
        return made

    def _on_opened(self, key: str) -> None:
        node = self.view.picture.node(key)
        if node is not None and node.record:
            self.frame.shrink()
            self.open_record.emit(node.kind_key, node.record, "")

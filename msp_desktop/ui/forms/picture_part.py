"""What all pictures on pages have in common: a frame that returns when the page is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from msp_desktop.ui.forms.part import Part
from msp_desktop.ui.widgets.paper import push
from msp_desktop.ui.widgets.picture.frame import PictureFrame
from msp_desktop.ui.widgets.picture.view import PictureView


class PicturePart(Part):
    """Shows pictures of records; Enter or a double click opens the record of what is chosen."""

    view: PictureView
    frame: PictureFrame
    _frames: tuple[PictureFrame, ...] = ()

    def hold(self, view: PictureView, hint: str, *buttons: QWidget) -> None:
        """Put the view of a part with one picture into it, with buttons before its own."""
        self.view = view
        self.frame = self.framed(view, hint, *buttons)
        self.body.addWidget(self.frame)

    def framed(self, view: PictureView, hint: str = "", *buttons: QWidget) -> PictureFrame:
        """Return a frame for a view, to be put into the part."""
        frame = PictureFrame(view, hint, *buttons)
        view.opened.connect(partial(self._on_opened, frame))
        self._frames = (*self._frames, frame)
        return frame

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for frame in self._frames:
            if frame.is_enlarged:
                # Not at once: while a page is being thrown away, nothing may be put into it.
                QTimer.singleShot(0, self, frame.shrink)

    def button(self, words: str, then: Callable[[], object], sign: str = "") -> QPushButton:
        """Return a button for something that can be done with the picture."""
        made = push(words, "", sign)
        made.clicked.connect(lambda _checked: then())
        return made

    def _on_opened(self, frame: PictureFrame, key: str) -> None:
        node = frame.view.picture.node(key)
        if node is not None and node.record:
            frame.shrink()
            self.open_record.emit(node.kind_key, node.record, "")

"""What a page is built on: the scrolling paper, rows to press, buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.labels import plain_label, running

_A_MOMENT = 1
"""Milliseconds after which what was laid out anew is in its place; with none, a timer is not waited for."""

_ROUNDS = 5
"""So many layouts lie inside each other between a part of a page and what scrolls, and one more."""

_LOOK_AGAIN = 20
"""Milliseconds after which it is asked again whether a mouse button is still held down."""

_SETTLED_MS = 150
"""Milliseconds after which a page that was laid out anew moves no more by itself."""


def push(text: str, role: str = "", sign: str = "") -> QPushButton:
    """Return a button; a ``primary`` one carries its sign in the colour of its text."""
    button = QPushButton(text.replace("&", "&&"))
    button.setAutoDefault(True)
    if sign:
        colours = theme.tokens()
        button.setIcon(icons.icon(sign, colours.on_accent if role == "primary" else colours.text))
        button.setIconSize(QSize(18, 18))
    if role:
        theme.set_role(button, role)
    return button


def row(*parts: QWidget | int, spacing: int = theme.S) -> QHBoxLayout:
    """Return widgets side by side; a number is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        else:
            layout.addWidget(part)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def when_released(owner: QObject, then: Callable[[], None]) -> None:
    """Do something that may move a page: at once, or as soon as no mouse button is held down any more.

    Else what is pressed moves away from under the mouse, and the click is lost. It is not done once
    ``owner`` is gone.
    """
    if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
        then()
    else:
        QTimer.singleShot(_LOOK_AGAIN, owner, lambda: when_released(owner, then))


def finish_layouts() -> None:
    """Lay out everything that waits for it, up to what scrolls: each layout asks the one around it anew."""
    for _round in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


@contextmanager
def kept_still(layout: QLayout) -> Iterator[None]:
    """Let nothing in a layout move meanwhile: Qt lays out everything anew for each widget that appears.

    Nothing that stands in it may be deleted meanwhile, other than by ``deleteLater``.
    """
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)


class _Sheet(QWidget):
    """What a paper scrolls: as high as its text at the width it has, not at the least width possible."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 1)


class Paper(QScrollArea):
    """A page that scrolls up and down; its column is never wider than is good to read.

    What takes the keyboard focus inside it is scrolled into view, and stays where it is in sight when what
    stands above it grows or shrinks.
    """

    def __init__(self, width: int = theme.LINE_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = _Sheet()
        theme.set_role(self._sheet, "page")
        self.setWidget(self._sheet)
        self.sides = QHBoxLayout(self._sheet)
        self.sides.setContentsMargins(theme.XXL, theme.XL, theme.XXL, theme.XXL)
        self.ground = QWidget(self._sheet)
        self.ground.setMaximumWidth(width)
        self.ground.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self.ground)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.L)
        self.sides.addWidget(self.ground, 1)
        self._awaited: QWidget | None = None
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._on_settled)
        self._held: tuple[QWidget, int] | None = None
        self.verticalScrollBar().rangeChanged.connect(self._on_height_changed)
        self.verticalScrollBar().valueChanged.connect(self._hold)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def scroll_to(self, part: QWidget) -> None:
        """Scroll to a part that has just appeared, and again while the page is still laid out."""
        self._awaited = part
        self._settled.start()
        QTimer.singleShot(_A_MOMENT, self, self._scroll_to_awaited)

    def sizeHint(self) -> QSize:
        # It takes the room there is: what stands on it need not be measured to find out how much.
        return QSize(theme.LINE_WIDTH, theme.LINE_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = theme.XXL if self.width() > 700 else theme.L
        if self.sides.contentsMargins().left() != around:
            self.sides.setContentsMargins(around, theme.XL, around, theme.XXL)

    def _scroll_to_awaited(self) -> None:
        awaited = self._awaited
        if awaited is not None and isValid(awaited) and awaited.isVisibleTo(self):
            self.ensureWidgetVisible(awaited, 0, theme.M)
            if awaited.height() > self.viewport().height():  # Qt would show its middle
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self._place(awaited) - theme.M)

    def _on_settled(self) -> None:
        self._scroll_to_awaited()
        self._awaited = None
        self._hold()

    def _on_height_changed(self) -> None:
        bar = self.verticalScrollBar()
        if self._awaited is not None:
            self._scroll_to_awaited()
        elif self._held is not None and bar.value() > 0:  # the head of a page stays in sight
            widget, place = self._held
            if isValid(widget) and widget.hasFocus() and self._sheet.isAncestorOf(widget):
                bar.setValue(bar.value() + self._place(widget) - place)

    def _hold(self) -> None:
        """Remember where what has the keyboard stands, if that is in sight."""
        widget = QApplication.focusWidget()
        self._held = None
        if widget is not None and self._sheet.isAncestorOf(widget):
            place = self._place(widget)
            if -widget.height() < place < self.viewport().height():
                self._held = (widget, place)

    def _place(self, widget: QWidget) -> int:
        return widget.mapTo(self.viewport(), QPoint()).y()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        is_pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        # What is pressed is in view, and must not move away from under the mouse.
        if not is_pressed and now is not None and self._sheet.isAncestorOf(now):
            self.ensureWidgetVisible(now, theme.M, theme.XXL)
        self._hold()


def follow(one: QWidget, part: QWidget) -> None:
    """Let Tab go from a widget on into a part that was made later, in the order of what is in it.

    Where Tab passes the widget by, it comes from what it reaches before that.
    """
    start = one
    while not one.focusPolicy() & Qt.FocusPolicy.TabFocus:
        before = one.previousInFocusChain()
        if before is None or before is start:
            return
        one = before
    for following in (part, *part.findChildren(QWidget)):
        if following.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(one, following)
            one = following


class RowButton(QPushButton):
    """A row to press: what it holds is laid out in it, its words are its accessible name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "plain")
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.inside = QHBoxLayout(self)
        self.inside.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        self.inside.setSpacing(theme.M)

    def hold(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something into the row; pressing it presses the row."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        middle = Qt.AlignmentFlag.AlignVCenter if not stretch else Qt.AlignmentFlag(0)
        self.inside.addWidget(widget, stretch, middle)

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return self.inside.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self.inside.totalHeightForWidth(width)


class LinkLine(RowButton):
    """A link that goes on in the next line: a long sentence never makes the page wider than the window."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        theme.set_role(self, "link")
        self.inside.setContentsMargins(theme.XS, theme.XS, theme.XS, theme.XS)
        self.hold(plain_label(running(text), "link"), 1)


def badge(text: str) -> QLabel:
    """Return a small mark beside a name."""
    label = plain_label(text, "caption", wrap=False)
    colours = theme.tokens()
    label.setStyleSheet(
        f"background: {colours.warn_soft}; color: {colours.warn}; border: 1px solid {colours.warn};"
        "border-radius: 4px; padding: 1px 7px;"
    )
    return label


class Framed(QWidget):
    """Keeps a message off the edges; takes no room while the message is hidden."""

    def __init__(self, message: QWidget) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        layout.addWidget(message)
        message.installEventFilter(self)
        self.setVisible(not message.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)

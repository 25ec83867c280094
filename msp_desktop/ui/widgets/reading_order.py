"""Going through a page with Tab in the order in which it is read, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Go through what Tab stops at inside a widget, in the order of its layouts."""
    layout = root.layout()
    if layout is not None:
        yield from _in_layout(layout)


def beyond(page: QWidget, start: QWidget, *, forward: bool) -> QWidget | None:
    """Return the next widget outside a page at which Tab stops, as Qt's own chain has it."""

    def following(widget: QWidget) -> QWidget | None:
        return widget.nextInFocusChain() if forward else widget.previousInFocusChain()

    widget = following(start)
    while widget is not None and widget is not start:
        if not page.isAncestorOf(widget) and widget is not page and _stops(widget):
            return widget
        widget = following(widget)
    return None


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if inner is not None:
            yield from _in_layout(inner)
        elif widget is not None and widget.isVisible():
            if _stops(widget):
                yield widget
            yield from tab_stops(widget)


def _stops(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isEnabled() and widget.isVisible()

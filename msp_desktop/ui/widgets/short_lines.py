"""Lines of a list that are never wider than it: cut, or wrapped and whole."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

_PADDING = 6
"""Pixels on either side of a line in a list at the side (see its style)."""


class ShortLines(QStyledItemDelegate):
    """Draws lines no wider than their list; what is too long ends in dots."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())


class WholeLines(QStyledItemDelegate):
    """Makes the lines of a list that wraps as high as their words need at its width.

    By itself Qt wraps them at the width of the list and puts the padding of the style around that.
    """

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = option.widget
        narrower = QStyleOptionViewItem(option)
        if isinstance(view, QAbstractItemView):
            room = view.viewport().width() - 2 * _PADDING
            narrower.rect = QRect(0, 0, room, option.fontMetrics.height())
        return QSize(1, super().sizeHint(narrower, index).height())

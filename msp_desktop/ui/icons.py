"""Line icons in the colours of the theme: files of `resources/icons`, drawn with the current colour."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from msp_desktop import locations
from msp_desktop.ui import theme

SIZE = 20
_CURRENT = b"currentColor"
_MIRRORED = {"chevron-next": "chevron-back", "chevron-back": "chevron-next"}
"""Signs that point along the line of reading."""


def icon(name: str, colour: str = "", size: int = SIZE) -> QIcon:
    """Return the icon called ``name`` in a colour (by default that of text).

    Raises FileNotFoundError when there is no such icon.
    """
    return QIcon(pixmap(name, colour, size))


def pixmap(name: str, colour: str = "", size: int = SIZE) -> QPixmap:
    """Return an icon as a picture, sharp on the screen in use."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    if QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        name = _MIRRORED.get(name, name)
    colour = colour or theme.tokens().text
    key, drawn = f"{name} {colour} {size} {ratio}", QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = QPixmap.fromImage(_drawn(name, colour, size, ratio))
        QPixmapCache.insert(key, drawn)
    return drawn


def _drawn(name: str, colour: str, size: int, ratio: float) -> QImage:
    image = QImage(
        round(size * ratio), round(size * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing = _source(name).replace(_CURRENT, colour.encode())
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    return _file(name).read_bytes()


def _file(name: str) -> Path:
    return locations.resources() / "icons" / f"{name}.svg"

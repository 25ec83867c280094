"""Keeps a picture as a file: SVG to go on working with, PNG to paste, PDF to print."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from msp_desktop.graphs.picture import Picture
from msp_desktop.i18n import mark as _
from msp_desktop.ui.widgets.picture.painting import Painting, on_paper

_AROUND = 12.0
_SHARP = 3.0
"""Pixels for a point in a PNG file: about 220 to an inch."""
_LONGEST, _MOST_PIXELS = 32_000, 40_000_000
"""Pixels of a side of a PNG file and of all of it at most: Qt paints no further than 32,767."""
_INCH = 72

ENDINGS: Mapping[str, str] = {
    ".png": _("Picture (PNG)"),
    ".svg": _("Drawing (SVG)"),
    ".pdf": _("PDF document"),
}


def drawn(picture: Picture, ending: str) -> bytes:
    """Return a picture as a file of a kind of `ENDINGS`. Raises KeyError for another ending."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _WRITERS[ending](picture, buffer)
    buffer.close()
    return bytes(content.data())


def save(picture: Picture, file: Path) -> None:
    """Write a picture into a file, as its ending says. Raises OSError when it cannot be written."""
    part = file.with_name(file.name + ".part")
    try:
        part.write_bytes(drawn(picture, file.suffix.lower()))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _size(picture: Picture) -> QSizeF:
    return QSizeF(picture.width + 2 * _AROUND, picture.height + 2 * _AROUND)


def _paint(painter: QPainter, picture: Picture) -> None:
    painter.translate(_AROUND, _AROUND)
    Painting(painter, picture, on_paper()).draw()
    painter.end()


def _png(picture: Picture, buffer: QBuffer) -> None:
    whole = _size(picture)
    sharp = min(
        _SHARP,
        _LONGEST / max(whole.width(), whole.height()),
        math.sqrt(_MOST_PIXELS / (whole.width() * whole.height())),
    )
    size = whole * sharp
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.fill(on_paper().paper)
    image.setDotsPerMeterX(round(sharp * _INCH / 0.0254))
    image.setDotsPerMeterY(round(sharp * _INCH / 0.0254))
    image.setText("Description", picture.told)
    painter = QPainter(image)
    painter.scale(sharp, sharp)
    _paint(painter, picture)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(writer.errorString())


def _svg(picture: Picture, buffer: QBuffer) -> None:
    size = _size(picture)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_INCH)
    generator.setSize(QSize(round(size.width()), round(size.height())))
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(picture.name)
    generator.setDescription(picture.told)
    _paint(QPainter(generator), picture)


def _pdf(picture: Picture, buffer: QBuffer) -> None:
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.name)
    writer.setPageSize(QPageSize(_size(picture), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
    painter = QPainter(writer)
    scale = writer.resolution() / _INCH
    painter.scale(scale, scale)
    _paint(painter, picture)


_WRITERS: Mapping[str, Callable[[Picture, QBuffer], None]] = {
    ".png": _png,
    ".svg": _svg,
    ".pdf": _pdf,
}

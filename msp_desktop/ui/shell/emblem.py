"""An office's emblem: any picture a person has becomes a small PNG for the letterhead."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

LARGEST_FILE = 20_000_000
LARGEST_SIDE = 512
_MOST_PIXELS = 60_000_000


def small_png(file: Path) -> bytes:
    """Return the picture of a file as PNG, no side longer than `LARGEST_SIDE`.

    Raises `Problem` when the file is not a PNG or JPEG picture, or is far too large.
    """
    refusal = Problem(
        _(
            "{file} could not be used as an emblem. Choose a PNG or JPEG picture of less than 20 MB."
        ),
        file=file.name,
    )
    if not file.is_file() or file.stat().st_size > LARGEST_FILE:
        raise refusal
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in (b"png", b"jpeg") or not size.isValid():
        raise refusal
    if size.width() * size.height() > _MOST_PIXELS:
        raise refusal
    if max(size.width(), size.height()) > LARGEST_SIDE:
        room = QSize(LARGEST_SIDE, LARGEST_SIDE)
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise refusal
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    buffer.close()
    return bytes(held.data())

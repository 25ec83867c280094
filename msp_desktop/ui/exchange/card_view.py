"""The card of this office, on the screen and on paper: name, digits, and a code for cameras."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from msp_desktop.app import trust
from msp_desktop.domain.offices import SignedCard
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.exchange.telling import office_in_words
from msp_desktop.ui.widgets.cards import Card
from msp_desktop.ui.widgets.labels import isolated, plain_label
from msp_desktop.ui.widgets.paper import push, row

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_QUIET = 4
"""Squares that must stay white around a code (ISO/IEC 18004)."""
_SQUARE = 3
_PAPER = QColor("white")
_INK = QColor("black")


class Digits(QLabel):
    """The digits of a card, in six groups that read from left to right in every language."""

    def __init__(self, digits: str) -> None:
        groups = digits.split(" ")
        super().__init__("\n".join("   ".join(groups[at : at + 3]) for at in (0, 3)))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(translate("Digits: {digits}").format(digits=digits))
        self.setProperty("role", "title")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)


class QrCode(QWidget):
    """A QR code, black on white whatever the look of the window."""

    def __init__(self, rows: Sequence[bytes]) -> None:
        super().__init__()
        self._rows = rows
        side = (len(rows) + 2 * _QUIET) * _SQUARE
        self.setFixedSize(QSize(side, side))
        self.setAccessibleName(translate("Code for a camera: the whole card"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_code(painter, QRectF(self.rect()), self._rows)
        painter.end()


class OwnCard(Card):
    """The card of this office with what can be done with it."""

    def __init__(self, signed: SignedCard) -> None:
        super().__init__()
        self.save = push(translate("Save card…"), "primary", "usb")
        self.print = push(translate("Print card…"), sign="print")
        words = QVBoxLayout()
        words.setSpacing(theme.S)
        card = signed.card
        words.addWidget(plain_label(translate("The card of your office"), "label"))
        name = isolated(office_in_words(card.name, card.place))
        words.addWidget(plain_label(name, "heading"))
        words.addLayout(row(Digits(card.digits), 1))
        how = translate(
            "Give the card to another office and read these digits to each other by telephone, once. "
            "From then on each takes in the other's files."
        )
        words.addWidget(plain_label(how, "muted"))
        words.addStretch(1)
        words.addLayout(row(self.save, self.print, 1))
        beside = row(QrCode(trust.qr_code(signed)), spacing=theme.L)
        beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        beside.insertLayout(0, words, 1)
        self.body.addLayout(beside)


def draw_code(painter: QPainter, area: QRectF, rows: Sequence[bytes]) -> None:
    """Draw a QR code with the white it needs around it."""
    painter.fillRect(area, _PAPER)
    side = min(area.width(), area.height()) / (len(rows) + 2 * _QUIET)
    for down, squares in enumerate(rows, _QUIET):
        for across, is_dark in enumerate(squares, _QUIET):
            if is_dark:
                left, top = area.left() + across * side, area.top() + down * side
                painter.fillRect(QRectF(left, top, side * 1.02, side * 1.02), _INK)


def print_card(printer: QPrinter, signed: SignedCard) -> None:
    """Draw a card at the top of a page."""
    painter = QPainter(printer)
    millimetre = printer.resolution() / 25.4
    area = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    area.moveTo(0, 0)
    code = QRectF(area.left(), area.top(), 60 * millimetre, 60 * millimetre)
    draw_code(painter, code, trust.qr_code(signed))
    words = QRectF(
        code.right() + 6 * millimetre, area.top(), area.right() - code.right() - 6 * millimetre,
        90 * millimetre,
    )  # fmt: skip
    card = signed.card
    told = (
        (translate("Office card"), 11, False),
        (office_in_words(card.name, card.place), 16, True),
        (card.digits[:17].replace(" ", "   "), 16, False),
        (card.digits[18:].replace(" ", "   "), 16, False),
        (
            translate("Read these digits to each other by telephone before you trust a file."),
            10,
            False,
        ),
    )
    for text, size, is_bold in told:
        font = QFont(painter.font())
        font.setPointSize(size)
        font.setBold(is_bold)
        painter.setFont(font)
        flags = int(Qt.TextFlag.TextWordWrap)
        taken = painter.boundingRect(words, flags, text)
        painter.drawText(words, flags, text)
        words.setTop(taken.bottom() + 4 * millimetre)
    painter.end()

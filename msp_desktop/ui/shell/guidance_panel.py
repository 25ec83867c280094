"""The guidance beside a page: what a task is for, how to do it, and a case from practice."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from msp_desktop.i18n import translate
from msp_desktop.ui import icons, theme
from msp_desktop.ui.widgets.labels import keep_off

_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_LINE_HEIGHT = 125


class QuietBrowser(QTextBrowser):
    """Shows Markdown and nothing else: loads no pictures, follows no links, runs nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 0, theme.M, 0)
        self._written: QTextDocument | None = None

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return QByteArray()

    def show_markdown(self, text: str) -> None:
        """Show a text with calm typography, from its beginning."""
        document = QTextDocument(self)  # laid out once, when it is ready and shown
        document.setMarkdown(text, _FEATURES)
        dress(document, self.font())
        self._written, before = document, self._written
        self.setDocument(document)  # deletes the one Qt had made, not one of ours
        if before is not None:
            before.deleteLater()
        self.verticalScrollBar().setValue(0)


class GuidancePanel(QFrame):
    """The panel with its heading; ``hidden_by_person`` is sent when a person closes it."""

    hidden_by_person = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._shown: str | None = None
        self.browser = QuietBrowser()
        self.browser.setAccessibleName(translate("Guidance on this task"))
        self.browser.setStyleSheet(
            "QTextBrowser { border: none; background: transparent; padding: 0; }"
        )
        heading = QLabel(translate("Guidance"))
        theme.set_role(heading, "heading")
        close = QToolButton()
        close.setIcon(icons.icon("close", theme.tokens().muted))
        close.setToolTip(translate("Hide the guidance (F1)"))
        close.setAccessibleName(translate("Hide the guidance"))
        theme.set_role(close, "icon")
        close.clicked.connect(self.hidden_by_person)
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(close)
        layout = QVBoxLayout(self)
        keep_off(layout, theme.XL, theme.L, theme.S, theme.S)
        layout.setSpacing(theme.S)
        layout.addLayout(top)
        layout.addWidget(self.browser, 1)

    def show_text(self, markdown: str) -> None:
        """Show a guidance text; its first heading, the task's own title, is left out."""
        if markdown == self._shown:
            return
        self._shown = markdown
        lines = markdown.strip().splitlines()
        if lines and lines[0].startswith("# "):
            lines = lines[1:]
        nothing = translate("Nobody has written guidance on this task yet.")
        self.browser.show_markdown("\n".join(lines).strip() or nothing)


def dress(document: QTextDocument, font: QFont) -> None:
    """Give a document made from Markdown our sizes, distances and colours."""
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setIndentWidth(24)
    whole = QTextCursor(document)
    whole.beginEditBlock()  # laid out once, not again after each change
    block = document.begin()
    while block.isValid():
        _dress_block(block, font)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    whole.endEditBlock()


def _dress_block(block: QTextBlock, font: QFont) -> None:
    cursor = QTextCursor(block)
    form, colours = QTextBlockFormat(), theme.tokens()
    form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    level = block.blockFormat().headingLevel()
    if level:
        form.setTopMargin(0 if block.blockNumber() == 0 else theme.L)
        form.setBottomMargin(theme.XS)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(_heading(font, level))
    elif block.textList() is not None:
        form.setBottomMargin(theme.XS)
        form.setTopMargin(0)
    elif cursor.currentTable() is None:
        form.setTopMargin(0)
        form.setBottomMargin(theme.S)
    if block.text().startswith(("Source:", translate("Source:"))):
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(colours.muted))
        quiet.setFontPointSize(theme.size_of("caption", font.pointSizeF()))
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(quiet)
    QTextCursor(block).mergeBlockFormat(form)


def _heading(font: QFont, level: int) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setProperty(QTextFormat.Property.FontSizeAdjustment.value, 0)
    form.setFontPointSize(font.pointSizeF() + (1.5 if level == 1 else 0.5))
    form.setFontWeight(QFont.Weight.DemiBold)
    form.setForeground(QColor(theme.tokens().accent if level > 1 else theme.tokens().text))
    return form


def _dress_table(table: QTextTable) -> None:
    form = table.format().toTableFormat()
    form.setBorder(1)
    form.setBorderBrush(QColor(theme.tokens().border))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setTopMargin(theme.XS)
    form.setBottomMargin(theme.M)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    columns = table.columns()
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns
    )
    table.setFormat(form)

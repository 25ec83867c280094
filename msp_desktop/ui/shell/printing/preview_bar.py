"""The bar above the preview: which page is in sight, and how large pages are shown."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.shell.printing.preview import FIT_WIDTH, SIZES, WHOLE_PAGE, Preview
from msp_desktop.ui.widgets.inputs import ChoiceBox, LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push


class PreviewBar(QWidget):
    """Goes to a page, and shows pages larger or smaller; the keys work anywhere in ``around``."""

    def __init__(self, preview: Preview, around: QWidget) -> None:
        super().__init__()
        self._preview = preview
        self._before = _sign("chevron-up", translate("Page before"))
        self._after = _sign("chevron-down", translate("Next page"))
        self._number = LineInput()
        self._number.setFixedWidth(self._number.fontMetrics().averageCharWidth() * 5 + 24)
        self._number.setAccessibleName(translate("Page"))
        self._count = plain_label("", wrap=False)
        self._smaller = _sign("minus", translate("Smaller (Ctrl+−)"))
        self._larger = _sign("plus", translate("Larger (Ctrl++)"))
        self._sizes = ChoiceBox()
        self._sizes.setAccessibleName(translate("Size of the pages"))
        self._sizes.setMaximumWidth(190)
        self._sizes.addItem(translate("Fit the width"), FIT_WIDTH)
        self._sizes.addItem(translate("Whole page"), WHOLE_PAGE)
        for size in SIZES:
            self._sizes.addItem(translate("{number} %").format(number=size), size)
        self._lay_out()
        self._connect()
        for keys, step in ((("Ctrl++", "Ctrl+="), 1), (("Ctrl+-",), -1)):
            for key in keys:
                QShortcut(QKeySequence(key), around, lambda step=step: preview.step_size(step))
        QShortcut(QKeySequence("Ctrl+0"), around, lambda: preview.choose_size(FIT_WIDTH))
        self._show_page()

    def _connect(self) -> None:
        preview = self._preview
        preview.turned.connect(self._show_page)
        preview.zoomed.connect(self._show_size)
        self._before.clicked.connect(lambda: preview.go_to(preview.page - 1))
        self._after.clicked.connect(lambda: preview.go_to(preview.page + 1))
        self._number.returnPressed.connect(self._on_typed)
        self._number.left.connect(self._show_page)
        self._smaller.clicked.connect(lambda: preview.step_size(-1))
        self._larger.clicked.connect(lambda: preview.step_size(1))
        self._sizes.activated.connect(lambda: preview.choose_size(self._sizes.currentData()))

    def _on_typed(self) -> None:
        text = self._number.text().strip()
        if text.isdecimal() and len(text) < 7:
            self._preview.go_to(min(max(int(text), 1), self._preview.page_count))
        self._show_page()
        self._number.selectAll()

    def _show_page(self, _page: int = 0) -> None:
        page, count = self._preview.page, self._preview.page_count
        self._number.setText(str(page) if page else "")
        self._count.setText(translate("of {count}").format(count=count) if count else "")
        self._number.setAccessibleDescription(self._count.text())
        self._before.setEnabled(page > 1)
        self._after.setEnabled(0 < page < count)
        self._number.setEnabled(count > 0)

    def _show_size(self) -> None:
        self._sizes.setCurrentIndex(self._sizes.findData(self._preview.size_chosen))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.XS, theme.M, theme.XS)
        layout.setSpacing(theme.XS)
        words = plain_label(translate("Page"), wrap=False)
        paging: list[QWidget] = [self._before, self._after, words, self._number, self._count]
        for part in paging:
            layout.addWidget(part)
        layout.addStretch(1)
        for part in (self._smaller, self._sizes, self._larger):
            layout.addWidget(part)


def _sign(icon: str, name: str) -> QPushButton:
    button = push("", "icon", icon)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button

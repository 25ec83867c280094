"""A warning with its reason, the next step, and what can be done at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from msp_desktop.ui import theme
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import icon_label, plain_label
from msp_desktop.ui.widgets.paper import push


class Advice(QFrame):
    """Says a title, why, and what to do next; below stand the buttons (words and what they do)."""

    def __init__(
        self,
        title: str,
        why: str,
        step: str,
        buttons: Sequence[tuple[str, Callable[[], None]]],
        *,
        is_bad: bool = False,
        done: str = "",
    ) -> None:
        super().__init__()
        theme.set_role(self, "bad" if is_bad else "warn")
        self.text = "\n".join(filter(None, (title, why, f"→ {step}", done)))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{why} {step} {done}".strip())
        colours = theme.tokens()
        side = QHBoxLayout(self)
        side.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        side.setSpacing(theme.S)
        side.addWidget(icon_label("warning", colours.bad if is_bad else colours.warn))
        column = QVBoxLayout()
        column.setSpacing(theme.XS)
        column.addWidget(plain_label(title, "label"))
        column.addWidget(plain_label(why))
        column.addWidget(plain_label(f"→ {step}"))
        if done:
            column.addWidget(plain_label(done, "muted"))
        self.buttons = []
        bar = FlowLayout(spacing=theme.S)
        for words, then in buttons:
            button = push(words)
            button.setAccessibleDescription(title)
            button.clicked.connect(lambda _checked, then=then: then())
            self.buttons.append(button)
            bar.addWidget(button)
        column.addLayout(bar)
        side.addLayout(column, 1)

"""Above the minutes: which meeting it is, and when it began and ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from msp_desktop.app.taking_minutes import day_of
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Row
from msp_desktop.domain.shown import day_in_words
from msp_desktop.i18n import translate
from msp_desktop.ui import theme
from msp_desktop.ui.widgets.inputs import LineInput
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import push, row

CLOCKS = ("start", "end")


class MinutesHead(QWidget):
    """Shows a meeting; ``stated`` carries the key of a time and what was typed, ``now_wanted`` the key."""

    stated = Signal(str, str)
    now_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.facts = plain_label("", "muted")
        self.clocks = {key: self._clock(key) for key in CLOCKS}
        parts: list[QWidget] = [self.facts]
        for key, line in self.clocks.items():
            name = translate(KINDS["meeting"].fields[key].label)
            now = push(translate("Now"), "plain", "")
            now.setAccessibleName(translate("{field}: now").format(field=name))
            now.clicked.connect(lambda _on=False, key=key: self.now_wanted.emit(key))
            parts += [plain_label(name, "label", wrap=False), line, now]
        line_of_parts = row(*parts)
        line_of_parts.setContentsMargins(0, 0, 0, 0)
        line_of_parts.setStretch(0, 1)
        self.setLayout(line_of_parts)

    def show_meeting(self, meeting: Row) -> None:
        """Show a meeting as it is now, but for a time that is being typed."""
        day = KINDS["meeting"].fields["date"].value(meeting.get("date"))
        number = str(meeting.get("number") or "")
        parts = (
            str(meeting.get("title") or ""),
            translate("No. {number}").format(number=number) if number else "",
            day_in_words(day_of(meeting)) if day is not None else "",
            str(meeting.get("place") or ""),
        )
        self.facts.setText("  ·  ".join(filter(None, parts)))
        for key, line in self.clocks.items():
            if not line.hasFocus():
                line.setText(str(meeting.get(key) or ""))

    def let_type(self, *, can_type: bool) -> None:
        """Let the times be typed, or only read."""
        for line in self.clocks.values():
            line.setEnabled(can_type)

    def _clock(self, key: str) -> LineInput:
        line = LineInput()
        line.setPlaceholderText(translate("hours:minutes"))
        line.setAccessibleName(translate(KINDS["meeting"].fields[key].label))
        line.setMaximumWidth(line.fontMetrics().horizontalAdvance("00:00 min") + 2 * theme.L)
        line.editingFinished.connect(lambda: self.stated.emit(key, line.text()))
        return line

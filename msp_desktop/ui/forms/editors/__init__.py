"""One editor for each kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from PySide6.QtWidgets import QWidget

from msp_desktop.domain.fields import (
    Amount,
    Attachment,
    Choice,
    Choices,
    Clock,
    Dates,
    Day,
    Field,
    Flag,
    GlobalIndicator,
    Goals,
    LongText,
    NationalIndicator,
    Number,
    Reference,
    References,
    Scale,
    Target,
    Text,
    Whole,
)
from msp_desktop.ui.forms.editors.amount import AmountEditor
from msp_desktop.ui.forms.editors.attachment import AttachmentEditor
from msp_desktop.ui.forms.editors.base import Editor, Surroundings
from msp_desktop.ui.forms.editors.choices import (
    ChoiceEditor,
    ChoicesEditor,
    FlagEditor,
    GoalsEditor,
    ScaleEditor,
)
from msp_desktop.ui.forms.editors.codes import (
    IndicatorEditor,
    NationalIndicatorEditor,
    TargetEditor,
)
from msp_desktop.ui.forms.editors.days import DatesEditor, DayEditor
from msp_desktop.ui.forms.editors.references import ReferenceEditor, ReferencesEditor
from msp_desktop.ui.forms.editors.text import (
    ClockEditor,
    LineEditor,
    LongTextEditor,
    NumberEditor,
)

__all__ = ["Editor", "Surroundings", "editor_for"]


@singledispatch
def editor_for(field: Field, surroundings: Surroundings, parent: QWidget | None = None) -> Editor:
    """Return a new editor for a field, inside ``parent``.

    Raises TypeError when no editor is known for the kind of field.
    """
    raise TypeError(f"no editor for {type(field).__name__}")


_EDITORS: dict[type[Field], Callable[[Any, Surroundings, QWidget | None], Editor]] = {
    Text: LineEditor,
    LongText: LongTextEditor,
    Choice: ChoiceEditor,
    Choices: ChoicesEditor,
    Goals: GoalsEditor,
    Target: TargetEditor,
    GlobalIndicator: IndicatorEditor,
    NationalIndicator: NationalIndicatorEditor,
    Scale: ScaleEditor,
    Whole: NumberEditor,
    Number: NumberEditor,
    Amount: AmountEditor,
    Attachment: AttachmentEditor,
    Day: DayEditor,
    Clock: ClockEditor,
    Dates: DatesEditor,
    Flag: FlagEditor,
    Reference: ReferenceEditor,
    References: ReferencesEditor,
}
for _field, _editor in _EDITORS.items():
    editor_for.register(_field, _editor)

"""How each kind of editor is filled in by hand: typing, choosing, switching chips."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msp_desktop.domain.fields import Stored
from msp_desktop.ui.forms.editors import Editor
from msp_desktop.ui.forms.editors.amount import AmountEditor
from msp_desktop.ui.forms.editors.choices import ChipsEditor, ChoiceEditor
from msp_desktop.ui.forms.editors.codes import CodeEditor
from msp_desktop.ui.forms.editors.days import DatesEditor, DayEditor, DayInput
from msp_desktop.ui.forms.editors.references import ReferenceEditor
from msp_desktop.ui.forms.editors.text import LineEditor, LongTextEditor, NumberEditor
from msp_desktop.ui.tour.hands import Hands, StepFailed
from msp_desktop.ui.widgets.typed import written_day, written_number


@singledispatch
def fill(editor: Editor, answer: Stored, hands: Hands) -> None:
    """Put an answer, given in its stored form, into an empty editor by the means a person has.

    Raises TypeError when nobody has said how an editor of this sort is used, `StepFailed` when what is
    to be chosen is not offered.
    """
    raise TypeError(f"nobody knows how to use {type(editor).__name__}")


@fill.register
def _line(editor: LineEditor, answer: Stored, hands: Hands) -> None:
    hands.click(editor.line)
    hands.write_on(editor.line, str(answer))


@fill.register
def _number(editor: NumberEditor, answer: Stored, hands: Hands) -> None:
    hands.click(editor.line)
    hands.write_on(editor.line, written_number(str(answer)))


@fill.register
def _long_text(editor: LongTextEditor, answer: Stored, hands: Hands) -> None:
    hands.click(editor.box)
    hands.write_on(editor.box, str(answer))


@fill.register
def _code(editor: CodeEditor, answer: Stored, hands: Hands) -> None:
    hands.click(editor.line)
    hands.write_on(editor.line, str(answer))
    if answer not in editor.offered():
        raise StepFailed(f"{editor.line.accessibleName()!r} does not offer {answer!r}")
    popup = editor.line.completer().popup()
    assert popup is not None
    for _row in range(editor.offered().index(str(answer)) + 1):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    if popup.isVisible() or editor.line.text() != answer:
        raise StepFailed(f"{editor.line.accessibleName()!r} does not take {answer!r}")


@fill.register(ChoiceEditor)
@fill.register(ReferenceEditor)
def _one_of(editor: ChoiceEditor | ReferenceEditor, answer: Stored, hands: Hands) -> None:
    row = editor.box.findData(answer)
    if row < 0:
        raise StepFailed(f"{editor.box.accessibleName()!r} does not offer {answer!r}")
    hands.choose_row(editor.box, row)


@fill.register
def _chips(editor: ChipsEditor, answer: Stored, hands: Hands) -> None:
    wanted = str(answer).split()
    for chip in editor.group.chips:
        if chip.isChecked() != (chip.chip.key in wanted):
            hands.click(chip)
    if missing := set(wanted) - set(editor.group.keys()):
        raise StepFailed(f"{editor.group.accessibleName()!r} does not offer {missing}")


@fill.register
def _day(editor: DayEditor, answer: Stored, hands: Hands) -> None:
    _type_day(editor.day, str(answer), hands)


@fill.register
def _days(editor: DatesEditor, answer: Stored, hands: Hands) -> None:
    start, _slash, end = str(answer).partition("/")
    _type_day(editor.start, start, hands)
    _type_day(editor.end, end, hands)


@fill.register
def _amount(editor: AmountEditor, answer: Stored, hands: Hands) -> None:
    currency, _space, amount = str(answer).partition(" ")
    hands.click(editor.line)
    hands.write_on(editor.line, written_number(amount))
    if editor.currency.currentData() != currency:
        hands.choose_row(editor.currency, editor.currency.findData(currency))


def _type_day(day: DayInput, stored: str, hands: Hands) -> None:
    if stored:
        hands.click(day.line)
        hands.write_on(day.line, written_day(stored))

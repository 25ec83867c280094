"""Valid answers for every kind of field, and a person's hands for every kind of editor."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from functools import singledispatch
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import (
    Amount,
    Attachment,
    Choice,
    Choices,
    Clock,
    Dates,
    Day,
    Email,
    Field,
    Flag,
    GlobalIndicator,
    Goals,
    LongText,
    Number,
    Percent,
    Reference,
    References,
    Scale,
    Stored,
    Target,
    Text,
    Whole,
)
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Shape
from msp_desktop.ui.forms.editors import Editor
from msp_desktop.ui.forms.editors.amount import AmountEditor
from msp_desktop.ui.forms.editors.attachment import AttachmentEditor
from msp_desktop.ui.forms.editors.choices import ChipsEditor, ChoiceEditor
from msp_desktop.ui.forms.editors.codes import CodeEditor
from msp_desktop.ui.forms.editors.days import DatesEditor, DayEditor, DayInput
from msp_desktop.ui.forms.editors.references import ReferenceEditor
from msp_desktop.ui.forms.editors.text import LineEditor, LongTextEditor

Ids = Sequence[str]

FIRST_FILE = ("Signed copy.pdf", b"%PDF-1.7 the signed copy")
SECOND_FILE = ("हस्ताक्षर.jpg", b"a photograph of signatures")


@singledispatch
def two_answers(field: Field, ids: Ids) -> tuple[Stored, Stored]:
    """Return two different valid answers in stored form; ``ids`` are records to refer to."""
    raise TypeError(f"no answers for {type(field).__name__}")


@two_answers.register
def _text(field: Text, ids: Ids) -> tuple[Stored, Stored]:
    return f"Wells in {field.key}", "ស្រះទឹក नेपाल ရေတွင်း"


@two_answers.register
def _email(field: Email, ids: Ids) -> tuple[Stored, Stored]:
    return "water@jumla.gov.np", "សាខា@kandal.gov.kh"


@two_answers.register
def _percent(field: Percent, ids: Ids) -> tuple[Stored, Stored]:
    return "50", "66.7"


@two_answers.register
def _long_text(field: LongText, ids: Ids) -> tuple[Stored, Stored]:
    return "First line\nsecond line", "Other <b>words</b> & signs"


@two_answers.register(Choice)
def _choice(field: Choice, ids: Ids) -> tuple[Stored, Stored]:
    return field.options[0].key, field.options[-1].key if len(field.options) > 1 else None


@two_answers.register(Choices)
def _choices(field: Choices, ids: Ids) -> tuple[Stored, Stored]:
    return field.options[0].key, " ".join(option.key for option in field.options[-2:])


@two_answers.register(Goals)
def _goals(field: Goals, ids: Ids) -> tuple[Stored, Stored]:
    return "6", "3 6 17"


@two_answers.register(Target)
def _target(field: Target, ids: Ids) -> tuple[Stored, Stored]:
    return "6.1", "17.17"


@two_answers.register(GlobalIndicator)
def _indicator(field: GlobalIndicator, ids: Ids) -> tuple[Stored, Stored]:
    return "6.1.1", "17.6.2"


@two_answers.register(Scale)
def _scale(field: Scale, ids: Ids) -> tuple[Stored, Stored]:
    return field.low, field.high


@two_answers.register(Whole)
def _whole(field: Whole, ids: Ids) -> tuple[Stored, Stored]:
    return 12, -7 if field.signed else 12500


@two_answers.register(Number)
def _number(field: Number, ids: Ids) -> tuple[Stored, Stored]:
    return "12500.25", "-3"


@two_answers.register(Amount)
def _amount(field: Amount, ids: Ids) -> tuple[Stored, Stored]:
    return "NPR 1250000.5", "USD 900"


@two_answers.register(Day)
def _day(field: Day, ids: Ids) -> tuple[Stored, Stored]:
    return "2026-11-23", "2027-02-28"


@two_answers.register(Clock)
def _clock(field: Clock, ids: Ids) -> tuple[Stored, Stored]:
    return "09:30", "14:00"


@two_answers.register(Dates)
def _dates(field: Dates, ids: Ids) -> tuple[Stored, Stored]:
    return "2026-01-01/2026-06-30", "/2027-12-31"


@two_answers.register(Flag)
def _flag(field: Flag, ids: Ids) -> tuple[Stored, Stored]:
    return 1, 0


@two_answers.register(Reference)
def _reference(field: Reference, ids: Ids) -> tuple[Stored, Stored]:
    return ids[0], ids[1]


@two_answers.register(References)
def _references(field: References, ids: Ids) -> tuple[Stored, Stored]:
    return ids[0], " ".join(sorted(ids))


@two_answers.register(Attachment)
def _attachment(field: Attachment, ids: Ids) -> tuple[Stored, Stored]:
    return _description(FIRST_FILE), _description(SECOND_FILE)


def _description(file: tuple[str, bytes]) -> str:
    name, data = file
    return f"{hashlib.sha256(data).hexdigest()} {len(data)} {name}"


@singledispatch
def enter(editor: Editor, value: Stored) -> None:
    """Put an answer into an editor by the means a person has."""
    raise TypeError(f"nobody knows how to use {type(editor).__name__}")


@enter.register(LineEditor)
@enter.register(CodeEditor)
def _line(editor: LineEditor | CodeEditor, value: Stored) -> None:
    editor.line.setText("" if value is None else str(value))
    editor.line.textEdited.emit(editor.line.text())


@enter.register
def _box(editor: LongTextEditor, value: Stored) -> None:
    editor.box.setPlainText("" if value is None else str(value))


@enter.register(ChoiceEditor)
@enter.register(ReferenceEditor)
def _one_of(editor: ChoiceEditor | ReferenceEditor, value: Stored) -> None:
    at = editor.box.findData(value or "")
    assert at >= 0, f"{value!r} is not offered"
    editor.box.setCurrentIndex(at)
    editor.box.activated.emit(at)


@enter.register
def _chips(editor: ChipsEditor, value: Stored) -> None:
    wanted = set() if value is None else set(str(value).split())
    assert wanted <= {chip.chip.key for chip in editor.group.chips}, "not all of it is offered"
    for chip in editor.group.chips:
        if chip.isChecked() != (chip.chip.key in wanted):
            chip.click()


@enter.register
def _one_day(editor: DayEditor, value: Stored) -> None:
    _type_day(editor.day, str(value or ""))


@enter.register
def _two_days(editor: DatesEditor, value: Stored) -> None:
    start, _slash, end = str(value or "").partition("/")
    _type_day(editor.start, start)
    _type_day(editor.end, end)


@enter.register
def _money(editor: AmountEditor, value: Stored) -> None:
    currency, _space, amount = str(value or "").partition(" ")
    editor.currency.setCurrentIndex(editor.currency.findData(currency))
    editor.line.setText(amount)
    editor.line.textEdited.emit(amount)


@enter.register
def _file(editor: AttachmentEditor, value: Stored) -> None:
    name, data = FIRST_FILE if value == _description(FIRST_FILE) else SECOND_FILE
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(data)
        editor.take(file)
        while editor.is_busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _type_day(day: DayInput, stored: str) -> None:
    year, month, number = stored.split("-") if stored else ("", "", "")
    day.line.setText(f"{number}.{month}.{year}" if stored else "")
    day.line.textEdited.emit(day.line.text())


def add_record(workspace: Workspace, space_id: str, kind_key: str, name: str) -> str:
    """Add a record with a name, and first the record it belongs to where it belongs to one."""
    kind = KINDS[kind_key]
    assert kind.shape is Shape.MANY, f"{kind_key} cannot be referred to"
    owner = add_record(workspace, space_id, kind.owner, "Owner") if kind.owner else None
    fields = [f for f in kind.fields.values() if isinstance(f, Text | LongText)]
    texts = {field.key: name for field in fields if not isinstance(field, Email)}
    return workspace.add(kind_key, space_id, texts, owner_id=owner)

"""Editors of answers that are chosen: options, goals, steps of a scale, yes or no."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from msp_desktop.domain import twice
from msp_desktop.domain.fields import Choice, Choices, Field, Goals, Scale, Stored
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.forms.editors.base import FROM_NEWER, Editor, Surroundings
from msp_desktop.ui.forms.editors.text import bare
from msp_desktop.ui.widgets.chips import ChipGroup, ChipText
from msp_desktop.ui.widgets.goal_tiles import GoalTiles
from msp_desktop.ui.widgets.inputs import ChoiceBox


class ChoiceEditor(Editor):
    """One of a few options; stores the key, shows the label.

    An option that only a newer version of the program knows is shown and cannot be changed here.
    """

    is_short = True

    def __init__(
        self, field: Choice, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self.box = ChoiceBox(self)
        self.box.addItem(translate("Not chosen"), "")
        for option in field.options:
            self.box.addItem(translate(option.label), option.key)
        self._known = self.box.count()
        self._unknown: Stored = None
        self.box.activated.connect(self.edited)
        self.box.left.connect(self.left)
        bare(self, self.box)

    def stored(self) -> Stored:
        if self._unknown is not None:
            return self._unknown
        return self.field.clean(self.box.currentData())

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def _show(self, value: Stored) -> None:
        while self.box.count() > self._known:
            self.box.removeItem(self._known)
        at = self.box.findData(value or "")
        self._unknown = value if at < 0 else None
        self.setEnabled(at >= 0)
        if at < 0:
            at = self._known
            self.box.addItem(translate(FROM_NEWER).format(key=value), value)
        self.box.setCurrentIndex(at)


class ChipsEditor(Editor):
    """An answer chosen by switching chips on and off."""

    single = True

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, surroundings, parent)
        self._unknown: list[str] = []
        self.group = self._make_group()
        self.group.edited.connect(self.edited)
        self.group.left.connect(self.left)
        bare(self, self.group)

    def stored(self) -> Stored:
        return self.field.clean(" ".join(self.group.keys()))

    def inputs(self) -> tuple[QWidget, ...]:
        return tuple(self.group.chips)

    def set_name(self, label: str, description: str) -> None:
        self.group.set_name(label)
        self.group.setAccessibleDescription(description)

    def set_invalid(self, invalid: bool) -> None:
        """Chips offer only answers; there is nothing to mark."""

    def focus(self) -> None:
        self.group.setFocus()

    def _make_group(self) -> ChipGroup:
        return ChipGroup(self._offered(), single=self.single, parent=self)

    def _offered(self) -> tuple[ChipText, ...]:
        raise NotImplementedError

    def _show(self, value: Stored) -> None:
        self.group.show_keys([] if value is None else str(value).split())


class ChoicesEditor(ChipsEditor):
    """Any number of options.

    An answer with options that only a newer version knows is shown and cannot be changed here.
    """

    single = False

    def stored(self) -> Stored:
        return " ".join(self.group.keys()) if self._unknown else super().stored()

    def _offered(self) -> tuple[ChipText, ...]:
        assert isinstance(self.field, Choices)
        known = tuple(
            ChipText(option.key, translate(option.label)) for option in self.field.options
        )
        newer = (ChipText(key, translate(FROM_NEWER).format(key=key)) for key in self._unknown)
        return (*known, *newer)

    def _show(self, value: Stored) -> None:
        assert isinstance(self.field, Choices)
        known = {option.key for option in self.field.options}
        self._unknown = [key for key in str(value or "").split() if key not in known]
        self.group.offer(self._offered())
        self.setEnabled(not self._unknown)
        super()._show(value)


class GoalsEditor(ChipsEditor):
    """The seventeen goals as tiles; those chosen in the field `beside` say so."""

    group: GoalTiles

    @property
    def beside(self) -> str:
        assert isinstance(self.field, Goals)
        return self.field.apart_from

    def show_beside(self, field: Field, value: Stored) -> None:
        assert isinstance(field, Goals)
        sentence = translate(_("Chosen already under “{other}”"))
        self.group.show_elsewhere(
            twice.chosen_in(value),
            translate(field.short),
            sentence.format(other=translate(field.label)),
        )
        self.hint = twice.hint(self.stored(), field, value)

    def _make_group(self) -> GoalTiles:
        return GoalTiles(self)


class ScaleEditor(ChipsEditor):
    """The steps of a scale, with their words where they have some."""

    def _offered(self) -> tuple[ChipText, ...]:
        assert isinstance(self.field, Scale)
        field, steps = self.field, self.field.steps
        numbers = range(field.low, field.high + 1)
        words = dict.fromkeys(numbers, "")
        if len(steps) == len(numbers):
            words = dict(zip(numbers, steps, strict=True))
        elif steps:
            words[field.low], words[field.high] = steps[0], steps[-1]
        return tuple(ChipText(str(n), f"{n}  {translate(words[n])}".strip()) for n in numbers)


class FlagEditor(ChipsEditor):
    """Yes or no; a second click takes the answer back."""

    is_short = True

    def _offered(self) -> tuple[ChipText, ...]:
        return (ChipText("1", translate("Yes")), ChipText("0", translate("No")))

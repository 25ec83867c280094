"""What every editor of an answer can do, and what it may ask of its surroundings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.fields import Field, Stored
from msp_desktop.domain.records import Records
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui import theme

if TYPE_CHECKING:
    from msp_desktop.ui.bus import ChangeBus
    from msp_desktop.ui.forms.part import Part

GONE = _("(no longer there)")
FROM_NEWER = _("(from a newer version: {key})")


MakeOwned = Callable[["Surroundings", "ChangeBus", str], "Part"]
"""Makes a designed part about one record, by its identifier."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a form stands: its partnership, and the way to the page of another kind of record.

    ``owned`` makes designed parts that stand above the lists of what a record owns, by their kind.
    """

    workspace: Workspace
    space_id: str
    go_to_kind: Callable[[str], None]
    owned: Mapping[str, MakeOwned] = field(default_factory=dict)

    @property
    def records(self) -> Records:
        """All records of the partnership as they are now."""
        return self.workspace.records(self.space_id)


class Editor(QWidget):
    """Shows one answer and lets a person change it.

    ``edited`` is sent at every change a person makes, ``left`` when the keyboard leaves the editor.
    """

    edited = Signal()
    left = Signal()
    is_short = False
    """Whether two editors of this sort may share a row."""
    hint = ""
    """What is worth a second look in what is shown, though it can be kept; usually nothing."""

    def __init__(
        self, field: Field, surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.surroundings = surroundings
        self._own_record = ""

    def stored(self) -> Stored:
        """Return the stored form of what is shown. Raises `NotAValue` while that is not an answer."""
        raise NotImplementedError

    def show_stored(self, value: Stored) -> None:
        """Show an answer without sending ``edited``."""
        with QSignalBlocker(self):
            self._show(value)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the parts that take the keyboard, in reading order."""
        raise NotImplementedError

    def refresh_names(self) -> None:
        """Show the names of other records as they are now; only editors of references do something."""

    def belong_to(self, record_id: str) -> None:
        """Know whose answer this is: a record is not offered to itself."""
        self._own_record = record_id
        self.refresh_names()

    def _names(self, kind_key: str, chosen: Sequence[str]) -> dict[str, str]:
        """Return the records of a kind that can be chosen, and those that are, with their names."""
        names = self.surroundings.records.names(kind_key)
        gone = {key: translate(GONE) for key in chosen if key not in names}
        offered = {**names, **gone}
        if self._own_record not in chosen:
            offered.pop(self._own_record, None)
        return offered

    @property
    def beside(self) -> str:
        """The key of another field of the record that this editor takes into account; usually none."""
        return ""

    def show_beside(self, field: Field, value: Stored) -> None:
        """Take the answer of the field `beside` into account."""

    def set_name(self, label: str, description: str) -> None:
        """Say to screen readers what is asked."""
        for part in self.inputs():
            part.setAccessibleName(label)
            part.setAccessibleDescription(description)

    def set_invalid(self, invalid: bool) -> None:
        """Mark the editor while what it shows cannot be kept."""
        for part in self.inputs():
            mark_invalid(part, invalid=invalid)

    def focus(self) -> None:
        """Put the keyboard into the editor."""
        self.inputs()[0].setFocus()

    def has_keyboard(self) -> bool:
        """Say whether a person is working in this editor."""
        return any(part.hasFocus() for part in self.inputs())

    def _show(self, value: Stored) -> None:
        raise NotImplementedError


def mark_invalid(part: QWidget, *, invalid: bool) -> None:
    """Dress an input as one whose text cannot be kept, or as usual."""
    if bool(part.property("invalid")) != invalid:
        part.setProperty("invalid", invalid)
        theme.polish(part)

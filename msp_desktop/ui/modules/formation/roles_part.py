"""Who does what: partners against components and their activities, and who could lead (task 5.2)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from msp_desktop.domain.matrices.leading import all_unfolded, roles
from msp_desktop.domain.matrix import Matrix
from msp_desktop.domain.records import Records
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.forms.part import today
from msp_desktop.ui.widgets.paper import push


def _folded(records: Records, day: date) -> Matrix:
    return roles(records, day)


_SHOWN = Shown(
    _("Who does what"),
    _folded,
    ("responsibility", "component", "activity"),
    _(
        "The first letter of a role, or Enter, writes it; Delete empties it; Ctrl+Enter opens the entry, "
        "where a joint lead says its part. The space bar shows the activities of a component."
    ),
)


class RolesPart(MatrixPart):
    """The matrix of roles; components unfold into their activities, each by itself or all at once."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        super().__init__(_SHOWN, surroundings, bus)
        self.unfolded: frozenset[str] = frozenset()

    def build(self) -> None:
        """Make the button that unfolds everything."""
        super().build()
        self.unfold = push("", "plain")
        self.unfold.clicked.connect(self._unfold_all)
        self.tools.insertWidget(self.tools.count() - 1, self.unfold)
        self.view.installEventFilter(self)
        self.view.rows.setSectionsClickable(True)
        self.view.rows.sectionClicked.connect(self._on_head)

    def refresh(self) -> None:
        """Show the roles as they are now."""
        super().refresh()
        whole = all_unfolded(self.surroundings.records)
        self.unfold.setVisible(bool(whole))
        is_open = bool(self.unfolded & whole)
        words = _("Hide the activities") if is_open else _("Show all activities")
        self.unfold.setText(translate(words))

    def make(self) -> Matrix:
        """Work out the matrix with the activities of what is unfolded."""
        return roles(self.surroundings.records, today(), self.unfolded)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        index = self.view.currentIndex()
        if event.key() != Qt.Key.Key_Space or event.modifiers() or not index.isValid():
            return False
        self._on_head(index.row())
        return True

    # Inside

    def _unfold_all(self) -> None:
        whole = all_unfolded(self.surroundings.records)
        self.unfolded = frozenset() if self.unfolded & whole else whole
        self.refresh()

    def _on_head(self, row: int) -> None:
        """Show or hide the activities of the component in a row, or to which its activity belongs."""
        self.view.flush()
        key = self.view.matrix.rows[row].key
        records = self.surroundings.records
        activity = records.find("activity", key)
        component = str(activity.get("component")) if activity is not None else key
        if component not in all_unfolded(records):
            return
        column = self.view.currentIndex().column()
        self.unfolded ^= {component}
        self.refresh()
        self.view.go_to(component, self.view.matrix.columns[max(column, 0)].key)

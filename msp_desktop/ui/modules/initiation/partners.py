"""The designed parts of task 1.4: who is not heard, who speaks for whom, what is known, how they compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from msp_desktop.domain.filtering import Wanted
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.guideline.choices import TAKING_PART
from msp_desktop.domain.inclusion import Gap, inclusion_gaps
from msp_desktop.domain.matrices.choosing import side_by_side, thirteen_questions
from msp_desktop.domain.matrix import Matrix
from msp_desktop.domain.people import PEOPLE, people
from msp_desktop.domain.records import Row
from msp_desktop.domain.turnover import People, alert_in_words, people_by_partner, without_successor
from msp_desktop.i18n import formats, translate, translate_plural
from msp_desktop.i18n import mark as _
from msp_desktop.ui import theme
from msp_desktop.ui.bus import ChangeBus
from msp_desktop.ui.forms.editors import Surroundings
from msp_desktop.ui.forms.list_filter import ListFilter
from msp_desktop.ui.forms.matrix_part import MatrixPart, Shown
from msp_desktop.ui.forms.part import Part, today
from msp_desktop.ui.models.record_table import RecordTable, sample_of, weight_of
from msp_desktop.ui.modules.initiation.deciding import DecisionPanel
from msp_desktop.ui.widgets.cards import InlineMessage
from msp_desktop.ui.widgets.flow import FlowLayout
from msp_desktop.ui.widgets.labels import plain_label
from msp_desktop.ui.widgets.paper import clear, push
from msp_desktop.ui.widgets.tables import Column, ListTable, TableFrame

ABREAST = 60
"""Organisations beside each other at most; a filter chooses which."""
_ALERTS = 4
_AT_ONCE = 1_000
"""Organisations whose people are listed between two events."""
_SAID = {"sector": _("Sectors"), "group": _("Groups left behind"), "voice": _("Weaker voices")}
_CANDIDATES = ("identified", "contacted", "selected", "active")


class InclusionPart(Part):
    """Names each hole among those who take part, with the way to what fills it."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = ("partner", "challenge")
        super().__init__(translate("Who is not heard yet"), watched, surroundings, bus)

    def build(self) -> None:
        """Make room for the sentences."""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.S)
        self.body.addLayout(self._lines)

    def refresh(self) -> None:
        """Show the holes there are now."""
        clear(self._lines)
        gaps = inclusion_gaps(self.surroundings.records)
        for about, title in _SAID.items():
            among = [gap for gap in gaps if gap.about == about]
            if among:
                self._lines.addWidget(plain_label(translate(title), "label"))
            for gap in among:
                self._lines.addLayout(self._line(gap))
        if not gaps:
            said = translate("All five sectors and every group named in task 1.1 have a voice.")
            self._lines.addWidget(plain_label(said, "muted"))

    def _line(self, gap: Gap) -> FlowLayout:
        line = FlowLayout(spacing=theme.M)
        hole = gap.missing
        link = push(hole.text, "link")
        link.clicked.connect(
            lambda: self.open_record.emit(hole.kind_key, hole.record_id, hole.field_key)
        )
        line.addWidget(link)
        for partner_id in gap.candidates[:_ALERTS]:
            name = self.surroundings.records.name("partner", partner_id)
            ask = push(translate("Ask {name}").format(name=name), "plain", "person")
            ask.clicked.connect(partial(self._open_partner, partner_id))
            line.addWidget(ask)
        return line

    def _open_partner(self, partner_id: str) -> None:
        self.open_record.emit("partner", partner_id, "state")


class PeoplePart(Part):
    """Everybody who is or was a contact person, with who follows; warns where nobody does."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        watched = ("partner", "contact", "saved_view")
        super().__init__(translate(PEOPLE.plural), watched, surroundings, bus)
        self._rows: list[Row] = []

    def build(self) -> None:
        """Make the alerts, the filter and the table; what has to do with address books comes last."""
        from msp_desktop.ui.modules.initiation.address_cards import AddressCards

        self.tools.addWidget(_printing(self, "partner-list", translate("Print the partner list")))
        self.alerts = QVBoxLayout()
        self.alerts.setSpacing(theme.S)
        self.body.addLayout(self.alerts)
        usual = translate("by organisation and time")
        self.filter = ListFilter(PEOPLE, self.surroundings, usual)
        self.filter.changed.connect(self._show_rows)
        self.table_model = RecordTable(PEOPLE, self)
        columns = [Column(weight_of(field), sample_of(field)) for field in PEOPLE.listed]
        self.table = ListTable(translate(PEOPLE.plural), columns)
        self.table.setModel(self.table_model)
        self.table.opened.connect(self._open)
        self.table.let_order(self._on_header)
        self.filter.left.connect(self.table.setFocus)
        self.frame = TableFrame(self.table)
        self.empty = plain_label(
            translate("Nobody listed yet. People are added to their organisation.")
        )
        theme.set_role(self.empty, "muted")
        self.cards = AddressCards(self.surroundings, self._chosen)
        for part in (self.filter, self.empty, self.frame, self.cards):
            self.body.addWidget(part)

    def refreshing(self) -> Iterator[None]:
        """Show everybody as things are today; there may be tens of thousands."""
        records = self.surroundings.records
        found = people_by_partner(records)
        yield
        partners, rows = records.rows("partner"), list[Row]()
        for at in range(0, len(partners), _AT_ONCE):
            rows += people(partners[at : at + _AT_ONCE], today(), found)
            yield
        self._rows = rows
        self.filter.take(self._rows)
        self._show_alerts(found)
        self._show_rows()
        self.cards.refresh()

    def _show_alerts(self, people: People) -> None:
        clear(self.alerts)
        records, day = self.surroundings.records, today()
        found = without_successor(records, day, TAKING_PART, people)
        for person in found[:_ALERTS]:
            message = InlineMessage()
            message.say(
                alert_in_words(records, person, day),
                "warn",
                translate("Open"),
                partial(self.open_record.emit, "contact", person.record_id, "valid"),
                (
                    translate("Hand-over note"),
                    partial(self.page_wanted.emit, "print", f"hand-over:{person.record_id}"),
                ),
            )
            self.alerts.addWidget(message)
        if len(found) > _ALERTS:
            count = len(found) - _ALERTS
            more = translate_plural("… and {count} more", "… and {count} more", count)
            self.alerts.addWidget(plain_label(more.format(count=formats.number(count)), "muted"))

    def _show_rows(self) -> None:
        rows = self.filter.shown()
        self.table_model.show_rows(rows, self.surroundings.records)
        self.empty.setVisible(not self._rows)
        self.frame.setVisible(bool(rows))
        self.table.fit()
        keys = [field.key for field in PEOPLE.listed]
        order = self.filter.order
        at = keys.index(order.field_key) if order.field_key else -1
        self.table.show_order(at, backwards=order.backwards)

    def _chosen(self) -> Row | None:
        ids = self.table_model.ids
        at = self.table.row
        contact_id = ids[at] if 0 <= at < len(ids) else None
        return self.surroundings.records.find("contact", contact_id)

    def _on_header(self, column: int) -> None:
        self.filter.arrange_by(PEOPLE.listed[column].key)

    def _open(self, row: int) -> None:
        self.open_record.emit("contact", self.table_model.ids[row], "")


class AssessmentPart(MatrixPart):
    """The thirteen questions about one organisation, to fill in by keys."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus, partner_id: str) -> None:
        shown = Shown(
            _("What we know of it, in thirteen questions"),
            lambda records, _day: thirteen_questions(records, partner_id),
            ("partner_assessment",),
            _("1 to 5 rates, Enter writes or chooses, Delete empties."),
        )
        super().__init__(shown, surroundings, bus)


class ComparisonPart(MatrixPart):
    """Organisations beside each other by weighted criteria; the choice is made here, with its reason."""

    def __init__(self, surroundings: Surroundings, bus: ChangeBus) -> None:
        shown = Shown(
            _("Organisations side by side"),
            lambda records, _day: side_by_side(records, ())[0],
            ("partner_score", "selection_criterion", "saved_view"),
            _("1 to 5 scores the organisation of a row, Delete takes a score away."),
        )
        super().__init__(shown, surroundings, bus)

    def build(self) -> None:
        """Make the filter above the matrix, and below it what is decided."""
        words = translate("Print the comparison")
        self.tools.addWidget(_printing(self, "partner-comparison", words))
        self.filter = ListFilter(KINDS["partner"], self.surroundings)
        states = frozenset(("state", state) for state in _CANDIDATES)
        self.filter.wanted = Wanted("", states)
        self.filter.order_menu.hide()
        self.body.addWidget(self.filter)
        super().build()
        self.filter.changed.connect(self.refresh)
        self.filter.left.connect(self.view.setFocus)
        self.cut = plain_label("", "caption")
        self.body.insertWidget(self.body.indexOf(self.view) + 1, self.cut)
        self.decision = DecisionPanel(self.surroundings)
        self.body.addWidget(self.decision)
        self.view.selectionModel().currentChanged.connect(self._on_current)

    def make(self) -> Matrix:
        """Work out what is shown now: the organisations that the filter lets through."""
        records = self.surroundings.records
        self.filter.take(records.rows("partner"))
        wanted = [str(row["id"]) for row in self.filter.shown()]
        matrix, found = side_by_side(records, wanted[:ABREAST])
        remarks = []
        if len(wanted) > ABREAST:
            said = translate("The first {count} of {total} are shown. Filter, to compare others.")
            remarks.append(said.format(count=ABREAST, total=len(wanted)))
        if found.entered_twice:
            twice = translate_plural(
                "{count} score was entered twice; the list below shows both.",
                "{count} scores were entered twice; the list below shows them all.",
                found.entered_twice,
            )
            remarks.append(twice.format(count=found.entered_twice))
        self.cut.setText(" ".join(remarks))
        self.cut.setVisible(bool(remarks))
        return matrix

    def refresh(self) -> None:
        """Show the scores as they are now, and whom a decision would be about."""
        super().refresh()
        self._on_current()

    def _on_current(self) -> None:
        index = self.view.currentIndex()
        rows = self.view.matrix.rows
        at = index.row() if index.isValid() else 0
        self.decision.about(rows[at].key if 0 <= at < len(rows) else "")


def _printing(part: Part, document: str, words: str) -> QPushButton:
    """Return a button that asks the window for a document."""
    button = push(words, "", "print")
    button.clicked.connect(lambda: part.page_wanted.emit("print", document))
    return button


PARTS: Mapping[str, Callable[[Surroundings, ChangeBus], Part]] = {
    "inclusion": InclusionPart,
    "people": PeoplePart,
    "comparison": ComparisonPart,
}
"""The parts of the page by name."""

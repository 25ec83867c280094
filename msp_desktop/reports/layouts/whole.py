"""Everything a partnership has written down, task by task, from the descriptions of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msp_desktop.domain.guideline import KINDS, MODULES
from msp_desktop.domain.matrices import (
    aiming,
    deciding,
    governing,
    leading,
    mobilising,
    planning,
    starting,
    understanding,
    weighing,
)
from msp_desktop.domain.matrices.giving import needs_and_offers, resource_map
from msp_desktop.domain.matrix import Matrix
from msp_desktop.domain.records import RecordKind, Records, Row, Shape, has_answers, is_filled
from msp_desktop.domain.tasks import STATE_NAMES, Module, Task, progress
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Block,
    Clause,
    Facts,
    Heading,
    Note,
    PageBreak,
    Strong,
    Table,
)
from msp_desktop.reports.layouts.hand_overs import passing_chart
from msp_desktop.reports.layouts.health_sheet import health_in_short
from msp_desktop.reports.layouts.influence import standing_map
from msp_desktop.reports.layouts.matrices import matrix_tables
from msp_desktop.reports.layouts.network import network_chart
from msp_desktop.reports.layouts.plan_chart import plan_over_time
from msp_desktop.reports.layouts.reading import NOTHING, Reader, printable
from msp_desktop.reports.layouts.resource_bars import promised_and_received
from msp_desktop.reports.layouts.resource_map import worth_by_partner
from msp_desktop.reports.layouts.results import chain_chart, goals_chart
from msp_desktop.reports.layouts.risk_map import risk_map
from msp_desktop.reports.layouts.span import Span

_LONGEST_CELL = 150
"""Letters beyond which an answer is too long for a cell beside others."""
_NARROWEST, _WIDEST, _PAGE = 12, 30, 125
"""Letters that the narrowest and the widest column of a table count, and that all columns may have."""
_BY_NUMBER = "risk"
"""The kind whose records always stand under numbers, for its chart names them so."""


def _matrix(
    make: Callable[[Records, date], Matrix], *columns: str
) -> Callable[[Reader, Sequence[Row], date], Iterator[Block]]:
    """Return what shows a matrix of the records, or only these columns of it."""

    def tell(reader: Reader, _rows: Sequence[Row], day: date) -> Iterator[Block]:
        matrix = make(reader.records, day)
        shown = [head for head in matrix.columns if head.key in columns or not columns]
        yield from matrix_tables(reader, replace(matrix, columns=tuple(shown)))

    return tell


_INSTEAD = {
    "model_option": _matrix(understanding.ways_compared),
    "stakeholder_view": _matrix(understanding.views_side_by_side),
}
"""The matrices that say all that the records of a kind say, so these are not told one by one."""
_CHARTS: Mapping[str, Callable[[Reader, Sequence[Row], date], Iterator[Block]]] = {
    "partner": lambda reader, _rows, day: standing_map(reader, day),
    "partner_relation": lambda reader, _rows, _day: network_chart(reader),
    "objective": lambda reader, _rows, _day: goals_chart(reader),
    "result": lambda reader, _rows, _day: chain_chart(reader),
    "capacity": _matrix(starting.capacities, "gap"),
    "partner_need": _matrix(starting.needs_and_candidates),
    "partner_goal": _matrix(aiming.goals_that_fit),
    "alignment": _matrix(aiming.alignment),
    "interlinkage": _matrix(aiming.interlinkages),
    "commitment": lambda reader, _rows, day: _resources(reader, day),
    "risk": lambda reader, rows, _day: risk_map(reader, rows),
    "net_value": _matrix(weighing.net_values, "balance"),
    "body": _matrix(governing.seats),
    "mechanism": _matrix(governing.accountability_map),
    "process_criterion": _matrix(governing.process_baseline, "gap"),
    "component": _matrix(planning.coverage),
    "activity": lambda reader, _rows, day: plan_over_time(reader, day),
    "lead_agreement": _matrix(leading.lead_agreements, "agreed"),
    "lead_capacity": _matrix(leading.lead_capacities, "gap"),
    "responsibility": _matrix(leading.roles),
    "urgent_decision": _matrix(deciding.decision_register),
    "hand_over": lambda reader, _rows, day: passing_chart(reader, day),
    "health_round": lambda reader, _rows, _day: health_in_short(reader),
    "readiness": _matrix(mobilising.checklist),
    "delivery": lambda reader, _rows, day: _deliveries(reader, day),
}
"""The charts and matrices that stand below the records of a kind."""


def _resources(reader: Reader, day: date) -> Iterator[Block]:
    yield from matrix_tables(reader, resource_map(reader.records, day))
    yield from worth_by_partner(reader, tabled=True)
    yield from matrix_tables(reader, needs_and_offers(reader.records, day))


def _deliveries(reader: Reader, day: date) -> Iterator[Block]:
    yield from matrix_tables(reader, mobilising.resources_arriving(reader.records, day))
    yield from promised_and_received(reader, Span(None, day))


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells everything that is recorded.

    ``annexes`` has for the identifier of a record the name of the annex that holds it in full,
    ``today`` is the day until which it tells.
    """

    reader: Reader
    annexes: Mapping[str, str]
    today: date

    def modules(self) -> Iterator[Block]:
        """Go through the modules, each from a new page: tasks with answers, then which have none.

        Modules without any answer are named together at the end.
        """
        empty = []
        for module in MODULES:
            told = list(self._module(module))
            if any(isinstance(block, Heading) for block in told):
                yield PageBreak()
                yield Heading(1, translate(module.title), module.letter, key=module.key)
                yield from told
            else:
                empty.append(f"{module.letter} {translate(module.title)}")
        yield from _nothing_in(empty)

    def _module(self, module: Module) -> Iterator[Block]:
        empty = []
        for task in module.tasks:
            told = list(self._task(task))
            if told:
                yield Heading(2, translate(task.title), figures(task.key), key=task.key)
                yield self._state(task)
                yield from told
            else:
                empty.append(f"{figures(task.key)} {translate(task.title)}")
        yield from _nothing_in(empty)

    def _state(self, task: Task) -> Block:
        """Say how far the task has come, what a person said about that, and what is missing."""
        standing = progress(task, self.reader.records, KINDS)
        rows = [(translate(_("State of the task")), translate(STATE_NAMES[standing.state]))]
        if standing.reason:
            rows.append((translate(_("Reason")), standing.reason))
        if standing.missing:
            rows.append((translate(_("Still missing")), figures(str(len(standing.missing)))))
        return Facts(tuple(rows))

    def _task(self, task: Task) -> Iterator[Block]:
        for kind in task.kinds:
            if kind.owner and kind.owner in KINDS:
                continue  # told with what it belongs to
            yield from self._kind(kind, self.reader.records.rows(kind.key))
        left_out = [kind for kind in task.kinds if kind.personal]
        for kind in left_out:
            if self.reader.records.rows(kind.key):
                sentence = translate(_("{list}: not printed, to protect them."))
                yield Note(sentence.format(list=translate(kind.plural)))

    def _kind(self, kind: RecordKind, rows: Sequence[Row], of: str = "") -> Iterator[Block]:
        """Tell the records of a kind; ``of`` is the name of what they belong to."""
        told = [row for row in printable(kind, rows) if has_answers(kind, row)]
        if not told or kind.personal:
            return
        title = translate(kind.plural)
        yield Heading(3, f"{title}: {of}" if of else title)
        annexed = [row for row in told if row["id"] in self.annexes]
        if annexed:
            yield self._in_annexes(kind, annexed)
        rest = [row for row in told if row["id"] not in self.annexes]
        if kind.shape is Shape.ONE:
            for row in rest:
                yield Facts(tuple(self.reader.pairs(kind.key, row, *kind.fields)))
        elif rest:
            yield from self._listed(kind, rest)
        for row in rest:
            yield from self._belonging(kind, row)

    def _listed(self, kind: RecordKind, rows: Sequence[Row]) -> Iterator[Block]:
        """Tell the records of a list, with the charts and matrices of their kind."""
        if kind.key in _INSTEAD:
            for row in rows:
                self.reader.shown.note(kind.key, row, *kind.fields)
            yield from _INSTEAD[kind.key](self.reader, rows, self.today)
            return
        table = self._table(kind, rows)
        in_table = _fits(table) and kind.key != _BY_NUMBER
        yield from [table] if in_table else self._one_by_one(kind, rows)
        if kind.key in _CHARTS:
            yield from _CHARTS[kind.key](self.reader, rows, self.today)

    def _one_by_one(self, kind: RecordKind, rows: Sequence[Row]) -> Iterator[Block]:
        """Tell records that have too much to say for a table, each under its name."""
        for number, row in enumerate(rows, 1):
            name = " – ".join(
                text for _name, text in self.reader.pairs(kind.key, row, *kind.named_by)
            )
            others = [key for key in kind.fields if key not in kind.named_by]
            details = self.reader.pairs(kind.key, row, *others)
            yield Clause(
                figures(str(number)), (Strong(name or translate(kind.label)),), tuple(details)
            )

    def _belonging(self, kind: RecordKind, row: Row) -> Iterator[Block]:
        """Tell what belongs to a record."""
        for other in KINDS.values():
            if other.owner == kind.key and not other.by_program:
                rows = self.reader.records.rows(other.key, str(row["id"]))
                yield from self._kind(other, rows, of=self.reader.records.name(kind.key, row["id"]))

    def _in_annexes(self, kind: RecordKind, rows: Sequence[Row]) -> Block:
        """List records that stand in full in an annex."""
        listed = [field.key for field in kind.listed]
        columns = [key for key in listed if any(is_filled(row, key) for row in rows)]
        lines = tuple(
            (
                *(self.reader.text(kind.key, row, key) for key in columns),
                self.annexes[str(row["id"])],
            )
            for row in rows
        )
        head = (*(self.reader.label(kind.key, key) for key in columns), translate(_("In full")))
        return Table(head, lines, _weights((head, *lines)))

    def _table(self, kind: RecordKind, rows: Sequence[Row]) -> Table:
        """Return records as a table of the fields that any of them answers."""
        columns = [key for key in kind.fields if any(is_filled(row, key) for row in rows)]
        (table,) = self.reader.table(kind.key, rows, columns, (1,) * len(columns))
        assert isinstance(table, Table)
        lines = tuple(tuple(text or NOTHING for text in line) for line in table.rows)
        return replace(table, rows=lines, weights=_weights((table.head, *lines)))


def _nothing_in(names: Sequence[str]) -> Iterator[Note]:
    """Name modules or tasks without answers, if there are any."""
    if names:
        sentence = translate(_("Nothing is recorded yet in: {tasks}."))
        yield Note(sentence.format(tasks="; ".join(names)))


def _fits(table: Table) -> bool:
    """Say whether a table can be read: few columns with short answers."""
    longest = max(len(text) for line in table.rows for text in line)
    return longest <= _LONGEST_CELL and sum(table.weights) <= _PAGE


def _weights(lines: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Return how wide the columns of a table should be beside each other, by what stands in them."""
    longest = (max(len(text) for text in column) for column in zip(*lines, strict=True))
    return tuple(float(min(max(length, _NARROWEST), _WIDEST)) for length in longest)

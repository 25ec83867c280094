"""Reading and writing records inside one transaction: the only code that changes their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, func, insert, select

from msp_desktop.db.replica import capture
from msp_desktop.db.tables import SETTING, TABLES
from msp_desktop.domain.changes import ALIVE, Change, Decision
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import people_space, spaces_of
from msp_desktop.domain.ranking import rank_between
from msp_desktop.domain.records import Row, space_of

Values = Mapping[str, Stored]
_AT_ONCE = 500


class Store:
    """The records as one transaction sees them. ``changes`` lists what it changed so far.

    After the transaction ``settled`` lists what followed from that by the rules of merging: a removed
    record that was kept only by what belonged to it, for example, goes when that goes.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.changes: list[Change] = []
        self.settled: tuple[Change, ...] = ()
        self._sealed: list[Change] = []
        self._last_ranks: dict[tuple[str, str], str] = {}

    # Reading

    def read(self, kind_key: str, record_id: str) -> Row | None:
        """Return a record, removed or not; None when it was never there."""
        query = f'SELECT * FROM "{TABLES[kind_key].name}" WHERE id = ?'
        row = self.connection.exec_driver_sql(query, (record_id,)).mappings().first()
        return dict(row) if row else None

    def rows(self, kind_key: str, space_id: str, owner_id: str | None = None) -> list[Row]:
        """Return the records of a kind in a partnership that are there, in their order.

        Personal ones written before they had a space of their own lie in the partnership's.
        """
        if owner_id is not None:
            return self._select(kind_key, "owner_id = ?", (owner_id,))
        if KINDS[kind_key].personal:
            return self._select(kind_key, "space_id IN (?, ?)", spaces_of(space_id))
        return self._select(kind_key, "space_id = ?", (space_id,))

    def has_any(self, kind_key: str) -> bool:
        """Say whether there is or was any record of a kind, in any space."""
        query = f'SELECT 1 FROM "{TABLES[kind_key].name}" LIMIT 1'
        return self.connection.exec_driver_sql(query).first() is not None

    def rows_removed_too(self, kind_key: str, where: str) -> list[Row]:
        """Return all records of a kind in a partnership or of one owner, also those that were removed."""
        query = (
            f'SELECT * FROM "{TABLES[kind_key].name}" WHERE ? IN (space_id, owner_id) ORDER BY id'
        )
        rows = self.connection.exec_driver_sql(query, (where,)).mappings()
        return [dict(row) for row in rows]

    def partnership_of(self, kind_key: str, row: Row) -> str:
        """Return the partnership a record belongs to; personal ones lie in a space beside it."""
        space_id = str(row["space_id"])
        if not KINDS[kind_key].personal:
            return space_id
        query = 'SELECT id FROM "partnership"'
        known = self.connection.exec_driver_sql(query).scalars().all()
        return next((one for one in known if people_space(one) == space_id), space_id)

    def all_rows(self, kind_key: str) -> list[Row]:
        """Return the records of a kind in every space, in their order."""
        return self._select(kind_key, "1", ())

    def find_all(self, kind_key: str, record_ids: Sequence[str]) -> list[Row]:
        """Return records by their identifiers, removed ones too; those never there are left out."""
        table = TABLES[kind_key].name
        found: list[Row] = []
        for at in range(0, len(record_ids), _AT_ONCE):
            some = tuple(record_ids[at : at + _AT_ONCE])
            query = f'SELECT * FROM "{table}" WHERE id IN ({", ".join("?" * len(some))})'
            rows = self.connection.exec_driver_sql(query, some).mappings()
            found += [dict(row) for row in rows]
        return found

    # Writing

    def create(
        self,
        kind_key: str,
        record_id: str,
        space_id: str,
        values: Values,
        owner_id: str | None = None,
    ) -> None:
        """Add a record at the end of its list.

        One that was removed before comes back with these values, and without what else it once said.
        """
        known = self.read(kind_key, record_id)
        if known is not None:
            before = {} if known[ALIVE] == 1 else dict.fromkeys(KINDS[kind_key].fields)
            self.update(kind_key, record_id, {ALIVE: 1, **before, **values})
            return
        table = TABLES[kind_key]
        space_id = space_of(KINDS[kind_key], space_id)
        rank = self._rank_at_end(table, space_id, owner_id)
        frame = {"id": record_id, "space_id": space_id, "owner_id": owner_id, "rank": rank}
        self.connection.execute(insert(table).values(**frame, alive=1, **values))
        for key, value in {ALIVE: 1, **values}.items():
            if value is not None:
                self.changes.append(Change(kind_key, record_id, key, None, value))

    def update(self, kind_key: str, record_id: str, values: Values) -> None:
        """Write answers that differ from those already there. Raises KeyError when there is no record."""
        before = self.read(kind_key, record_id)
        if before is None:
            raise KeyError(f"{kind_key} {record_id}")
        changes = [
            Change(kind_key, record_id, key, before[key], value)
            for key, value in values.items()
            if before[key] != value
        ]
        if not changes:
            return
        if "rank" in values:
            self._last_ranks.clear()
        columns = ", ".join(f'"{change.field_key}" = ?' for change in changes)
        statement = f'UPDATE "{TABLES[kind_key].name}" SET {columns} WHERE id = ?'
        answers = (*(change.after for change in changes), record_id)
        self.connection.exec_driver_sql(statement, answers)
        self.changes += changes

    def remove(self, kind_key: str, record_id: str) -> None:
        """Mark a record, and everything that belongs to it, as removed."""
        for child_key, table in TABLES.items():
            owners = {key.column.table.name for key in table.c.owner_id.foreign_keys}
            if kind_key in owners:
                query = select(table.c.id).where(table.c.owner_id == record_id, table.c.alive == 1)
                for child in self.connection.execute(query).scalars().all():
                    self.remove(child_key, child)
        self.update(kind_key, record_id, {ALIVE: 0})

    def apply(self, changes: Sequence[Change]) -> None:
        """Write the later value of each change (undo hands in the inverses)."""
        for change in changes:
            self.update(change.kind_key, change.record_id, {change.field_key: change.after})

    def settle(self, decision: Decision) -> None:
        """Replace every answer that stands, also when the chosen one is the one already shown.

        A record that is to be removed goes with everything that belongs to it, one that is kept comes back
        with what was removed with it.
        """
        about = decision.kind_key, decision.record_id
        capture.decide(self.connection, *about, decision.field_key)
        if decision.field_key == ALIVE and decision.value == 0:
            self.remove(*about)
        else:
            self.update(*about, {decision.field_key: decision.value})
        for kind_key, record_id in decision.brings_back:
            self.update(kind_key, record_id, {ALIVE: 1})

    def reopen(self, decisions: Sequence[Decision], changes: Sequence[Change]) -> None:
        """Open settled conflicts again: what stood against each other stands again, in every office.

        ``changes`` are those to write first: the inverses of what the decisions did. The answers are
        written one after the other without replacing each other, the one that was shown last.
        """
        again = {(one.record_id, one.field_key) for one in decisions if one.field_key != ALIVE}
        self.apply([one for one in changes if (one.record_id, one.field_key) not in again])
        self._write_again([(one, one.stood[0]) for one in decisions], beside=False)
        for at in range(1, max(len(one.stood) for one in decisions)):
            later = [(one, one.stood[at]) for one in decisions if at < len(one.stood)]
            self._write_again(later, beside=True)

    def _write_again(self, answers: Sequence[tuple[Decision, Stored]], *, beside: bool) -> None:
        for one, value in answers:
            if one.field_key != ALIVE:
                self.update(one.kind_key, one.record_id, {one.field_key: value})
            if one.field_key != ALIVE or beside:
                capture.decide(self.connection, one.kind_key, one.record_id, one.field_key)
        author = self.connection.info["author"]
        self._sealed += capture.seal(self.connection, author, beside=beside)

    def add_settled(self, sealed: Sequence[Change]) -> None:
        """Keep those of the changes found at the end that nobody asked for."""
        asked = {(one.kind_key, one.record_id, one.field_key) for one in self.changes}
        self.settled = tuple(
            one
            for one in (*self._sealed, *sealed)
            if (one.kind_key, one.record_id, one.field_key) not in asked
        )

    # Settings of this computer

    def setting(self, key: str) -> str | None:
        """Return a setting of this computer."""
        return self.connection.execute(
            select(SETTING.c.value).where(SETTING.c.key == key)
        ).scalar_one_or_none()

    def setting_data(self, key: str) -> bytes | None:
        """Return a setting that is not text (the emblem)."""
        return self.connection.execute(
            select(SETTING.c.data).where(SETTING.c.key == key)
        ).scalar_one_or_none()

    def keep_setting(self, key: str, value: str | None = None, data: bytes | None = None) -> None:
        """Keep a setting of this computer."""
        self.connection.execute(
            insert(SETTING).prefix_with("OR REPLACE").values(key=key, value=value, data=data)
        )

    def _select(self, kind_key: str, where: str, values: tuple[str, ...]) -> list[Row]:
        """Read rows by plain SQL: a partnership is read kind by kind, and building queries costs more."""
        table = TABLES[kind_key].name
        query = f'SELECT * FROM "{table}" WHERE {where} AND alive = 1 ORDER BY rank, id'
        return [dict(row) for row in self.connection.exec_driver_sql(query, values).mappings()]

    def _rank_at_end(self, table: Table, space_id: str, owner_id: str | None) -> str:
        """Return the next rank of a list; each list is searched for its last one only once."""
        place = table.name, owner_id or space_id
        last = self._last_ranks.get(place)
        if last is None:
            last = self._last_rank(table, space_id, owner_id)
        rank = self._last_ranks[place] = rank_between(last, "")
        return rank

    def _last_rank(self, table: Table, space_id: str, owner_id: str | None) -> str:
        query = select(func.max(table.c.rank))
        if owner_id is None:
            query = query.where(table.c.space_id == space_id)
        else:
            query = query.where(table.c.owner_id == owner_id)
        return self.connection.execute(query).scalar_one() or ""

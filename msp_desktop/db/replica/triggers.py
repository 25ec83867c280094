"""The triggers that notice every write to a record, whoever makes it, and refuse what would lose data.

They only mark which record a transaction touched and how it looked before. While received
changes are worked in, the one row of ``sync_switch`` tells them to look away; where there are many
changes they are taken away meanwhile, for even looking away costs a quarter of each write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from msp_desktop.db.replica.catalogue import Catalogue, Kind, quoted
from msp_desktop.domain.changes import ALIVE

_PREFIX = "capture_"
_CAPTURING = "(SELECT capturing FROM sync_switch)"
_NOT_DELETED = "Records are not deleted: set alive to 0, so that other offices learn of it."
_NOT_MOVED = "A record keeps its identifier, its space and its owner."
_NOT_A_VALUE = "An answer is text or a whole number, as its column says, and alive is 0 or 1."


def expected(catalogue: Catalogue) -> dict[str, str]:
    """Return the triggers that must be there: their SQL by name."""
    return dict(trigger for kind in catalogue.known_kinds for trigger in triggers_of(kind))


def present(raw: sqlite3.Connection) -> dict[str, str]:
    """Return the triggers that are there."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, ?) = ?"
    return dict(raw.execute(query, (len(_PREFIX), _PREFIX)).fetchall())


def drop(raw: sqlite3.Connection, names: Iterable[str]) -> None:
    """Take triggers away."""
    for name in names:
        raw.execute(f"DROP TRIGGER {quoted(name)}")


def create(raw: sqlite3.Connection, kinds: Iterable[Kind]) -> None:
    """Make the triggers of some kinds."""
    for kind in kinds:
        for _name, sql in triggers_of(kind):
            raw.execute(sql)


def triggers_of(kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield name and SQL of each trigger of a kind."""
    before = (
        f"CASE WHEN NOT EXISTS (SELECT 1 FROM sync_stage WHERE kind = {kind.number} "
        f"AND record_id = OLD.id) THEN json_array(OLD.{quoted(ALIVE)}, {kind.column_list('OLD')}) END"
    )
    columns = f"{quoted(ALIVE)}, {kind.column_list()}"
    sound = f"SELECT RAISE(ABORT, '{_NOT_A_VALUE}') WHERE {_not_a_value(kind)};"
    bodies = {
        "added": f"AFTER INSERT ON {kind.table} WHEN {_CAPTURING} BEGIN {sound} "
        f"{_stage(kind, 'NEW', 'NULL')} END",
        "changed": f"BEFORE UPDATE OF {columns} ON {kind.table} WHEN {_CAPTURING} BEGIN {sound} "
        f"{_stage(kind, 'OLD', before)} END",
        "kept": f"BEFORE DELETE ON {kind.table} WHEN {_CAPTURING} BEGIN "
        f"SELECT RAISE(ABORT, '{_NOT_DELETED}'); END",
        "fixed": f"BEFORE UPDATE OF id, space_id, owner_id ON {kind.table} "
        "WHEN OLD.id IS NOT NEW.id OR OLD.space_id IS NOT NEW.space_id "
        f"OR OLD.owner_id IS NOT NEW.owner_id BEGIN SELECT RAISE(ABORT, '{_NOT_MOVED}'); END",
    }
    for event, body in bodies.items():
        name = f"{_PREFIX}{kind.key}_{event}"
        yield name, f"CREATE TRIGGER {quoted(name)} {body}"


def _stage(kind: Kind, row: str, before: str) -> str:
    """Mark a record once in a transaction, as it was before the first write.

    Not INSERT OR IGNORE: the conflict clause of the statement that fires a trigger would override it,
    while ON CONFLICT stands. How a record was is put together for its first mark only.
    """
    return (
        f"INSERT INTO sync_stage (kind, record_id, before) VALUES ({kind.number}, {row}.id, {before}) "
        "ON CONFLICT (kind, record_id) DO NOTHING;"
    )


def _not_a_value(kind: Kind) -> str:
    """Return the condition under which a row holds what no answer can be.

    Columns of text turn numbers into text by themselves, so only bytes remain, which come after every text.
    """
    wrong = [f"NEW.{quoted(ALIVE)} NOT IN (0, 1)"]
    for column in kind.columns:
        value = f"NEW.{quoted(column.key)}"
        is_number = column.stored_as is int
        wrong.append(
            f"typeof({value}) NOT IN ('null', 'integer')" if is_number else f"{value} >= x''"
        )
    return " OR ".join(wrong)

"""I14: whatever way a record is written, the other offices learn of it; what must not happen is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import insert, text, update

from msp_desktop.app.exchange import delivery, introducing
from msp_desktop.app.exchange.receiving import Stopped
from msp_desktop.app.office import Office as RealOffice
from msp_desktop.db.engine import connect
from msp_desktop.db.replica import receiving, triggers
from msp_desktop.db.replica.catalogue import Catalogue
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from tests.sync.world import SPACES, Office, exchange

ADA, BEN, EVA = ("1" * 32, "2" * 32, "3" * 32)
NEW = (EVA, SPACES[0], "V", "Eva")
REPLACE = "INSERT OR REPLACE INTO person (id, space_id, rank, name) VALUES (?, ?, ?, ?)"
UPSERT = (
    "INSERT INTO person (id, space_id, rank, name) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name"
)


def core_insert(office: Office) -> None:
    values = {"id": EVA, "space_id": SPACES[0], "rank": "V", "name": "Eva"}
    office.connection.execute(insert(office.tables["person"]), [values])


def core_update(office: Office) -> None:
    office.connection.execute(update(office.tables["person"]).values(n=5))


def plain_text(office: Office) -> None:
    office.connection.execute(text("UPDATE person SET phone = '9' WHERE name = 'Ada'"))


def many_at_once(office: Office) -> None:
    office.raw.executemany("UPDATE person SET n = ? WHERE id = ?", [(1, ADA), (2, BEN)])


def several_statements(office: Office) -> None:
    for number in range(5):
        office.raw.execute("UPDATE person SET n = ?", (number,))


def savepoint_kept(office: Office) -> None:
    with office.connection.begin_nested():
        office.raw.execute("UPDATE person SET phone = 'inner'")


def half_rolled_back(office: Office) -> None:
    office.raw.execute("UPDATE person SET phone = 'kept'")
    inner = office.connection.begin_nested()
    office.raw.execute("UPDATE person SET phone = 'gone', n = 3")
    office.raw.execute(REPLACE, NEW)
    inner.rollback()


def replaced_and_changed(office: Office) -> None:
    office.raw.execute(REPLACE, NEW)
    office.raw.execute("UPDATE person SET name = 'Eva Thapa' WHERE id = ?", (EVA,))


def by_another_trigger(office: Office) -> None:
    office.raw.execute(
        "CREATE TEMP TRIGGER helpful AFTER UPDATE OF name ON person "
        "BEGIN UPDATE person SET phone = 'by trigger' WHERE id = NEW.id; END"
    )
    office.raw.execute("UPDATE person SET name = 'touched'")


def by_another_trigger_on_a_new_one(office: Office) -> None:
    office.raw.execute(
        "CREATE TEMP TRIGGER helpful AFTER INSERT ON person "
        "BEGIN UPDATE person SET phone = 'by trigger' WHERE id = NEW.id; END"
    )
    office.raw.execute(REPLACE, NEW)


def from_another_table(office: Office) -> None:
    office.raw.execute("CREATE TEMP TABLE list (id, phone)")
    office.raw.execute("INSERT INTO list VALUES (?, 'from list')", (ADA,))
    office.raw.execute("UPDATE person SET phone = list.phone FROM list WHERE list.id = person.id")


def added_and_removed(office: Office) -> None:
    office.raw.execute(REPLACE, NEW)
    office.raw.execute("UPDATE person SET alive = 0 WHERE id = ?", (EVA,))


def removed_and_restored(office: Office) -> None:
    office.raw.execute("UPDATE person SET alive = 0")
    office.raw.execute("UPDATE person SET alive = 1, name = name || '!'")


PATHS: tuple[Callable[[Office], None], ...] = (
    core_insert,
    core_update,
    plain_text,
    many_at_once,
    several_statements,
    savepoint_kept,
    half_rolled_back,
    replaced_and_changed,
    by_another_trigger,
    by_another_trigger_on_a_new_one,
    from_another_table,
    added_and_removed,
    removed_and_restored,
)
STATEMENTS = {
    "insert or replace": (REPLACE, NEW),
    "upsert of a new one": (UPSERT, NEW),
    "upsert of a known one": (UPSERT, (ADA, SPACES[0], "V", "Ada again")),
    "insert from select": (
        "INSERT INTO person (id, space_id, rank, name) SELECT ?, ?, ?, ?",
        NEW,
    ),
    "update with a query": (
        "WITH all_n AS (SELECT 4 AS n) UPDATE person SET n = all_n.n FROM all_n",
        (),
    ),
    "returning": ("UPDATE person SET n = 6 RETURNING id", ()),
}


@pytest.fixture
def begun(jumla: Office, surkhet: Office) -> tuple[Office, Office]:
    """Two offices that know the same two people."""
    jumla.add("person", ADA, name="Ada")
    jumla.add("person", BEN, name="Ben")
    exchange(jumla, surkhet)
    return jumla, surkhet


def learns_of_it(jumla: Office, surkhet: Office) -> None:
    assert jumla.rows() != surkhet.rows()
    surkhet.receive(jumla.send(surkhet))
    assert jumla.rows() == surkhet.rows()
    assert not surkhet.conflicts()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_i14_every_way_to_write_is_captured(
    begun: tuple[Office, Office], path: Callable[[Office], None]
) -> None:
    jumla, surkhet = begun
    jumla.write(lambda _raw: path(jumla))
    learns_of_it(jumla, surkhet)


@pytest.mark.parametrize("what", STATEMENTS)
def test_i14_every_kind_of_statement_is_captured(begun: tuple[Office, Office], what: str) -> None:
    jumla, surkhet = begun
    statement, values = STATEMENTS[what]
    jumla.write(lambda raw: raw.execute(statement, values).close())
    learns_of_it(jumla, surkhet)


def test_i14_what_was_never_sealed_is_sealed_before_a_file_is_written(
    begun: tuple[Office, Office],
) -> None:
    jumla, surkhet = begun
    with jumla.connection.begin():
        jumla.raw.execute("UPDATE person SET name = 'left behind'")
    learns_of_it(jumla, surkhet)
    assert "external edit" in {
        reason for (reason,) in jumla.raw.execute("SELECT reason FROM sync_author")
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET name = name",
        "UPDATE person SET name = 'other' WHERE 0",
        "UPDATE person SET n = NULL",
    ],
)
def test_i14_what_changes_nothing_is_not_a_write(
    begun: tuple[Office, Office], statement: str
) -> None:
    assert begun[0].write(lambda raw: raw.execute(statement)) == ()


def test_i14_a_value_that_is_back_at_the_end_of_a_transaction_is_not_a_write(
    begun: tuple[Office, Office],
) -> None:
    def there_and_back(raw: Any) -> None:
        raw.execute("UPDATE person SET name = 'x' || name")
        raw.execute("UPDATE person SET name = substr(name, 2)")

    assert begun[0].write(there_and_back) == ()


def test_known_records_are_sealed_as_they_lie_in_the_log_and_then_new_ones(
    begun: tuple[Office, Office],
) -> None:
    first, second, fourth = ("5" * 32, "6" * 32, "4" * 32)
    begun[0].add("task", first, owner_id=ADA, title="One")
    begun[0].add("person", fourth, name="Lee")
    begun[0].add("task", second, owner_id=ADA, title="Two")

    def backwards(raw: Any) -> None:
        raw.execute(REPLACE, NEW)
        raw.execute("UPDATE task SET title = title || '!' WHERE id = ?", (second,))
        raw.execute("UPDATE person SET phone = '9' WHERE id = ?", (fourth,))
        raw.execute("UPDATE task SET title = title || '!' WHERE id = ?", (first,))
        raw.execute("UPDATE person SET phone = '9' WHERE id = ?", (ADA,))

    changes = begun[0].write(backwards)
    order = list(dict.fromkeys(change.record_id for change in changes))
    assert order == [ADA, fourth, first, second, EVA], "kind by kind"


@pytest.mark.parametrize("clause", ["REPLACE", "IGNORE", "FAIL", "ABORT", "ROLLBACK"])
def test_i14_no_conflict_clause_forgets_how_a_record_was_before(
    begun: tuple[Office, Office], clause: str
) -> None:
    def there_and_back(raw: Any) -> None:
        raw.execute("UPDATE person SET name = 'other'")
        raw.execute(
            f"UPDATE OR {clause} person SET name = CASE id WHEN '{ADA}' THEN 'Ada' ELSE 'Ben' END"
        )

    assert begun[0].write(there_and_back) == ()


def test_i14_a_transaction_rolled_back_leaves_no_trace(begun: tuple[Office, Office]) -> None:
    before = begun[0].everything()
    with begun[0].connection.begin() as transaction:
        begun[0].raw.execute("UPDATE person SET name = 'gone'")
        transaction.rollback()
    assert begun[0].everything() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM person",
        "UPDATE person SET id = 'another'",
        "UPDATE person SET space_id = 'another'",
        "UPDATE person SET alive = 2",
        "UPDATE person SET name = x'00'",
        "UPDATE person SET n = 'seven'",
        "INSERT OR REPLACE INTO person (id, space_id, n) VALUES ('new', 'b', 1.5)",
    ],
)
def test_i14_what_other_offices_could_not_follow_is_refused(
    begun: tuple[Office, Office], statement: str
) -> None:
    before = begun[0].everything()
    with pytest.raises(driver.DatabaseError):
        begun[0].write(lambda raw: raw.execute(statement))
    assert begun[0].everything() == before


# A real office, and other programs on its file


def people(office: RealOffice) -> dict[str, str]:
    history = office.workspace.history_of("office", office.id)
    return {str(edit.values.get("place")): edit.reason for edit in history}


def test_i14_another_program_on_the_open_file_is_captured(office: RealOffice) -> None:
    other = connect(office.workspace.database.path)
    other.execute("UPDATE office SET place = 'by another program'")
    other.close()
    office.rename("Jumla", "by hand")
    assert people(office)["by hand"] != "external edit"
    rows = office.workspace.read("office", office.id)
    assert rows is not None
    assert rows["place"] == "by hand"


def test_i14_a_program_that_attaches_the_file_is_captured(
    office: RealOffice, tmp_path: Path
) -> None:
    other = driver.connect(str(tmp_path / "other.db"), isolation_level=None)
    other.execute("ATTACH ? AS msp", (str(office.workspace.database.path),))
    other.execute("UPDATE msp.office SET place = 'attached'")
    other.close()
    with office.workspace.database.transaction(Author("x")):
        pass
    assert "attached" in people(office)


def test_i14_settings_of_this_computer_stay_out_of_the_log(office: RealOffice) -> None:
    database = office.workspace.database
    raw = connect(database.path)
    written = "SELECT count(*) FROM sync_unsealed"
    before = raw.execute(written).fetchone()
    with database.transaction(Author("x")) as store:
        store.keep_setting("what I noted for myself", "mine alone")
    assert raw.execute(written).fetchone() == before
    assert "setting" not in {kind.key for kind in Catalogue(raw).known_kinds}
    raw.close()


def test_i14_columns_of_text_turn_numbers_into_text(office: RealOffice) -> None:
    """The triggers ask of such a column only whether it was given bytes."""
    raw = connect(office.workspace.database.path)
    for kind in Catalogue(raw).known_kinds:
        types = dict(raw.execute("SELECT name, type FROM pragma_table_info(?)", (kind.key,)))
        wrong = [
            one.key for one in kind.columns if one.stored_as is str and "CHAR" not in types[one.key]
        ]
        assert not wrong, kind.key
    raw.close()


def test_i14_triggers_away_during_an_import_are_back_after_it_and_after_its_failure(
    begun: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader = begun
    monkeypatch.setattr(receiving, "_MANY", 0)
    for number, space in enumerate(SPACES[:2]):
        writer.add("person", f"{number:032x}", space_id=space, name="Eva")
    file, before = writer.send(reader), reader.rows()
    missing = []

    def stop_at_the_second(done: int, _all: int) -> None:
        if done == 2:
            expected = triggers.expected(Catalogue(reader.raw))
            missing.append(expected.keys() - triggers.present(reader.raw).keys())
            raise Stopped

    with reader.connection.begin():
        opened = introducing.open_up(Store(reader.connection), file)
    with pytest.raises(Stopped), reader.connection.begin():
        delivery.take_in(Store(reader.connection), *opened, reader.clock, stop_at_the_second)
    assert missing
    assert all("capture_person_added" in one for one in missing)
    assert reader.is_sound()
    assert reader.rows() == before
    reader.receive(file)
    assert reader.is_sound()
    assert reader.rows() == writer.rows()

"""Every connection has the safety settings, and writers hold the lock from the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import exc

from msp_desktop.app.office import DATABASE, Office
from msp_desktop.db.engine import PRAGMAS, connect, open_engine
from msp_desktop.domain.changes import Author


@pytest.mark.parametrize("name", PRAGMAS)
def test_pragma_is_set_on_each_connection(home: Path, name: str) -> None:
    engine = open_engine(home / DATABASE)
    with engine.connect() as one, engine.connect().execution_options(reading=True) as two:
        for connection in (one, two):
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == PRAGMAS[name]
    engine.dispose()


def test_a_second_writer_waits_and_does_not_fail_half_way(home: Path) -> None:
    engine = open_engine(home / DATABASE)
    rival = connect(home / DATABASE)
    rival.execute("PRAGMA busy_timeout = 0")
    with engine.begin(), pytest.raises(Exception, match="locked"):
        rival.execute("BEGIN IMMEDIATE")
    rival.execute("BEGIN IMMEDIATE")
    rival.close()
    engine.dispose()


def test_records_are_never_deleted_nor_moved_to_another_owner(office: Office) -> None:
    database = office.workspace.database
    office.workspace.add_partnership({"name": "Water"})
    for statement in (
        "DELETE FROM partnership",
        "UPDATE partnership SET id = 'x'",
        "UPDATE partnership SET space_id = 'x'",
        "INSERT OR REPLACE INTO partnership (id, space_id) SELECT id, space_id FROM partnership",
    ):
        with pytest.raises(exc.DatabaseError), database.transaction(Author("test")) as store:
            store.connection.exec_driver_sql(statement)
    assert len(office.workspace.partnerships()) == 1

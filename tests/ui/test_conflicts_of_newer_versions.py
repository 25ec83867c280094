"""A conflict about an answer that only newer versions know is kept for them and troubles nobody here."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, String

from msp_desktop.app import exchange
from msp_desktop.app.office import Office, back_up_to, open_office, restore, set_up_office
from msp_desktop.db.replica import capture
from msp_desktop.db.tables import record_tables
from msp_desktop.domain.changes import Author
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import single_id
from tests.at_the_window import Start

pytestmark = pytest.mark.ui


def write_as_newer(office: Office, space: str, value: str) -> None:
    """Let an office write an answer that this version has no column for."""
    tables = record_tables(KINDS.values(), MetaData())
    tables["challenge"].append_column(Column("from_the_future", String))
    with office.workspace.database.transaction(Author("Sita")) as store:
        capture.remove(store.connection)
        add = "ALTER TABLE challenge ADD COLUMN from_the_future VARCHAR"
        store.connection.exec_driver_sql(add)
        capture.install(store.connection, tables)
    with office.workspace.database.transaction(Author("Sita")) as store:
        store.connection.exec_driver_sql(
            "INSERT INTO challenge (id, space_id, rank, from_the_future) VALUES (?, ?, 'V', ?)",
            (single_id(space, "challenge"), space, value),
        )


@pytest.fixture
def older(tmp_path: Path) -> tuple[Path, str]:
    """An office of this version that took in what two newer ones wrote apart."""
    home = tmp_path / "older"
    office = set_up_office(home, name="Jumla", place="Jumla", person="Sita")
    space = office.workspace.add_partnership({"name": "Clean water"})
    backup = tmp_path / "backup.msp"
    back_up_to(office, backup)
    files = []
    for number in range(2):
        restore(tmp_path / f"newer{number}", backup)
        newer = open_office(tmp_path / f"newer{number}")
        write_as_newer(newer, space, f"value {number}")
        files.append(tmp_path / f"{number}.mspsync")
        options = exchange.SendOptions(is_open=True)
        exchange.send(newer.workspace.database, files[-1], options)
        newer.close()
    exchange.receive(office.workspace.database, files)
    office.close()
    return home, space


def test_the_page_of_conflicts_opens_and_leaves_it_to_the_newer_version(
    older: tuple[Path, str], start: Start
) -> None:
    home, space = older
    person = start(home)
    person.wait_until_ready()
    person.window.open_partnership(space)
    person.window.go_to_page("conflicts")
    database = person.workspace.database
    assert not exchange.conflicts(database)
    (answers,) = {
        edit.values["from_the_future"]
        for edit in person.workspace.history_of("challenge", single_id(space, "challenge"))
    } - {"value 0"}
    assert answers == "value 1"

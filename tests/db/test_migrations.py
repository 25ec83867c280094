"""Migrations make the tables the program works with, keep data, and refuse what they do not know."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from msp_desktop import locations
from msp_desktop.app.office import DATABASE, open_office
from msp_desktop.db import migrate
from msp_desktop.db.engine import open_engine
from msp_desktop.db.replica import capture
from msp_desktop.db.tables import TABLES
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import FileIsDamaged, FileIsNewer
from msp_desktop.domain.records import RecordKind


def script() -> Config:
    config = Config()
    config.set_main_option("script_location", str(locations.migrations()))
    return config


def test_tables_are_what_the_migrations_make(home: Path) -> None:
    engine = open_engine(home / DATABASE)
    config = script()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.check(config)
    engine.dispose()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_field_has_one_column_that_may_be_empty(kind: RecordKind) -> None:
    columns = {column.key: column for column in inspect(TABLES[kind.key]).columns}
    for field in kind.fields.values():
        assert columns.pop(field.key).nullable
    assert set(columns) == {"id", "space_id", "owner_id", "rank", "alive"}


def test_the_schema_number_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(script()).get_current_head() == f"{migrate.SCHEMA:04}"


def test_every_migration_goes_down_and_up_again_with_data(home: Path) -> None:
    office = open_office(home)
    office.workspace.add_partnership({"name": "Water"})
    office.close()
    engine = open_engine(home / DATABASE)
    config = script()
    with engine.connect() as connection:
        migrate.set_foreign_keys(connection, on=False)
        with connection.begin():
            capture.remove(connection)
            config.attributes["connection"] = connection
            for revision in ScriptDirectory.from_config(script()).walk_revisions():
                if revision.down_revision:
                    command.downgrade(config, str(revision.down_revision))
            command.upgrade(config, "head")
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM partnership").scalars().all()
    engine.dispose()
    assert names == ["Water"]


def test_what_another_program_wrote_before_an_upgrade_is_kept_and_told(home: Path) -> None:
    office = open_office(home)
    space = office.workspace.add_partnership({"name": "Water"})
    record = office.workspace.add("partner", space, {"name": "Karnali Water"})
    office.close()
    engine = open_engine(home / DATABASE)
    config = script()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0010")
        connection.exec_driver_sql("PRAGMA user_version = 10")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE partner SET name = 'Seti Water' WHERE id = ?", (record,))
    engine.dispose()
    office = open_office(home)
    newest, _oldest = office.workspace.history_of("partner", record)
    office.close()
    assert (newest.values, newest.reason) == ({"name": "Seti Water"}, "external edit")


def test_a_file_of_a_newer_version_is_refused_and_left_alone(home: Path) -> None:
    path = home / DATABASE
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {migrate.SCHEMA + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(FileIsNewer, match="newer version"):
        open_office(home)
    assert path.read_bytes() == before


def test_a_file_that_is_not_ours_is_refused(home: Path) -> None:
    (home / DATABASE).write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(FileIsDamaged, match="damaged"):
        open_office(home)
    assert (home / DATABASE).read_bytes().startswith(b"this is a letter")

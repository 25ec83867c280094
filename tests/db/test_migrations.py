"""Migrations make the tables the program works with, keep data, and refuse what they do not know."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import zstandard
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from msp_desktop import locations
from msp_desktop.app import exchange, sealing
from msp_desktop.app.office import DATABASE, open_office
from msp_desktop.db import migrate
from msp_desktop.db.engine import open_engine
from msp_desktop.db.replica import capture
from msp_desktop.db.tables import TABLES
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import FileIsDamaged, FileIsNewer
from msp_desktop.domain.records import RecordKind

DATA = Path(__file__).parent.parent / "data"


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


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of an office as the program of schema 10 left it: one partner, one contact, one page."""
    return unpack(10, tmp_path)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """The folder of an office as the program of schema 16 left it: all tasks filled in, minutes sealed."""
    return unpack(16, tmp_path)


def unpack(schema: int, beside: Path) -> Path:
    folder = beside / "old"
    folder.mkdir()
    packed = (DATA / f"office-schema-{schema}.msp.zst").read_bytes()
    (folder / DATABASE).write_bytes(zstandard.ZstdDecompressor().decompress(packed))
    return folder


def answers(path: Path) -> dict[tuple[str, str, str], object]:
    """Return every answer that is stored, by kind, record and field."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    found = {
        (kind, str(row["id"]), field): value
        for kind in sorted(present & KINDS.keys())
        for row in connection.execute(f"SELECT * FROM {kind}")
        for field, value in dict(row).items()
        if value is not None
    }
    connection.close()
    return found


def test_every_answer_of_a_filled_office_is_there_after_the_upgrade(full: Path) -> None:
    before = answers(full / DATABASE)
    office = open_office(full)
    workspace = office.workspace
    digest = exchange.digest(workspace.database)
    (partnership,) = workspace.partnerships()
    seals = sealing.check(workspace, str(partnership["id"]))
    office.close()
    after = answers(full / DATABASE)
    assert len(before) > 3000
    assert {key: after.get(key) for key in before} == before
    assert digest == "18efec9edb824910add7dc58117a2c0a08cc902edbb222b42914939230552ba8"
    assert [one.is_whole for one in seals] == [True]


def test_what_another_program_wrote_before_an_upgrade_is_kept_and_told(old: Path) -> None:
    engine = open_engine(old / DATABASE)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE partner SET name = 'Seti Water'")
    engine.dispose()
    office = open_office(old)
    (partnership,) = office.workspace.partnerships()
    (partner,) = office.workspace.rows("partner", str(partnership["id"]))
    newest, *_older = office.workspace.history_of("partner", str(partner["id"]))
    office.close()
    assert (newest.values, newest.reason) == ({"name": "Seti Water"}, "external edit")


def test_an_older_office_goes_on_with_the_new_answers(old: Path) -> None:
    office = open_office(old)
    workspace = office.workspace
    (partnership,) = workspace.partnerships()
    space = str(partnership["id"])
    (partner,) = workspace.rows("partner", space)
    kept = {key: partner[key] for key in ("name", "sector", "influence", "email", "stance")}
    assert kept == {
        "name": "Karnali Water",
        "sector": "business",
        "influence": 4,
        # Written when any line of text was taken for an address; nobody threw it away.
        "email": "water at karnali",
        "stance": None,
    }
    workspace.set_fields("partner", str(partner["id"]), {"stance": "critic"})
    workspace.add("partner_position", space, {"influence": 2}, owner_id=str(partner["id"]))
    workspace.add("promise", space, {"partner": partner["id"], "description": "Pipes"})
    office.close()
    office = open_office(old)
    records = office.workspace.records(space)
    assert records.rows("partner")[0]["stance"] == "critic"
    assert [row["influence"] for row in records.rows("partner_position")] == [2]
    assert records.name("promise", records.rows("promise")[0]["id"]) == "Pipes"
    assert records.single("challenge")["statement"] == "Wells run dry"
    office.close()


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

"""An office that has worked with schema 2 goes on: nothing is lost, and it still exchanges with others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import cbor2
import pytest
import zstandard
from alembic import command
from alembic.config import Config

from msp_desktop import locations
from msp_desktop.app import exchange, trust
from msp_desktop.app.office import DATABASE, Office, open_office
from msp_desktop.db.database import Database
from msp_desktop.db.engine import connect, open_engine
from msp_desktop.db.replica import capture
from msp_desktop.db.replica import trust as keys
from msp_desktop.db.replica.packing import unpack_state
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import SignedCard
from tests.trusting import befriend

DATA = Path(__file__).parent.parent / "data"
EVERYBODY = exchange.SendOptions(is_open=True)
WANTED: dict[str, Any] = json.loads((DATA / "office-schema-2.json").read_text())


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Office]:
    """The office, just upgraded."""
    packed = (DATA / "office-schema-2.msp.zst").read_bytes()
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / DATABASE).write_bytes(zstandard.ZstdDecompressor().decompress(packed))
    opened = open_office(folder)
    yield opened
    opened.close()


def told(found: Any, wanted: Any) -> Any:
    """Leave out of what is found everything that was not told when the file was made."""
    if isinstance(wanted, dict):
        return {key: told(found[key], value) for key, value in wanted.items()}
    if isinstance(wanted, list):
        return [told(*pair) for pair in zip(found, wanted, strict=True)]
    return found


def test_records_and_conflicts_are_what_they_were(old: Office) -> None:
    database = old.workspace.database
    assert exchange.digest(database) == WANTED["digest"]
    found = [asdict(one) for one in exchange.conflicts(database)]
    assert told(found, WANTED["conflicts"]) == WANTED["conflicts"]
    found = [asdict(one) for one in exchange.status(database)]
    assert told(found, WANTED["status"]) == WANTED["status"]


def test_the_history_of_a_record_is_what_it_was(old: Office) -> None:
    wanted = WANTED["challenge"]["history"]
    edits = old.workspace.history_of("challenge", WANTED["challenge"]["id"])
    assert told([asdict(edit) for edit in edits], wanted) == wanted


def test_no_sealed_write_is_kept_twice(old: Office) -> None:
    connection = connect(old.home / DATABASE)
    twice = connection.execute(
        "SELECT count(*) FROM sync_unsealed AS this JOIN sync_segment AS segment "
        "ON segment.chain = this.chain AND this.place BETWEEN segment.first AND segment.last"
    ).fetchone()
    connection.close()
    assert twice == (0,)


def test_what_stands_in_records_is_the_same_after_going_back_a_schema_and_forward(
    old: Office,
) -> None:
    path, states = old.home / DATABASE, "SELECT number, state FROM sync_head ORDER BY number"
    old.close()
    connection = connect(path)
    before = connection.execute(states).fetchall()
    connection.close()
    stood = [unpack_state(state) for _number, state in before]
    assert any(one.several for one in stood)
    assert any(one.life.removals for one in stood)
    engine = open_engine(path)
    config = Config()
    config.set_main_option("script_location", str(locations.migrations()))
    with engine.begin() as connection:
        capture.remove(connection)
        config.attributes["connection"] = connection
        command.downgrade(config, "0010")
        rows = connection.exec_driver_sql(states).all()
        in_cbor = [cbor2.loads(state) for _number, state in rows]
        assert [one[0] for one in in_cbor] == [one.single for one in stood]
        command.upgrade(config, "0011")
        assert [tuple(row) for row in connection.exec_driver_sql(states)] == before
    engine.dispose()


def know_by_its_keys(database: Database, old: Office) -> None:
    """Trust the third office, of which there is no card: it was set up before there were any."""
    card = trust.own_card(database)
    connection = connect(old.home / DATABASE)
    query = "SELECT office_id, public_key FROM sync_origin WHERE office_id NOT IN (?, '')"
    ((office_id, key),) = connection.execute(query, (old.id,)).fetchall()
    connection.close()
    known = SignedCard(replace(card.card, office_id=office_id, key=key), card.data)
    with database.transaction(Author("somebody")) as store:
        keys.meet(store.connection, known, 0, is_its_own=True)
        keys.confirm(store.connection, key, 0)


def test_the_office_goes_on_exchanging(old: Office, office: Office, tmp_path: Path) -> None:
    mine, other = old.workspace, office.workspace
    befriend(old, office)
    know_by_its_keys(other.database, old)
    challenge = WANTED["challenge"]
    there, back = tmp_path / "there.mspsync", tmp_path / "back.mspsync"
    mine.set_fields("challenge", challenge["id"], {"causes": "Deep pumps and leaks"})
    exchange.send(mine.database, there, EVERYBODY)
    exchange.receive(other.database, [there])
    assert exchange.digest(other.database) == exchange.digest(mine.database)
    assert exchange.conflicts(other.database) == exchange.conflicts(mine.database)
    for conflict in exchange.conflicts(other.database):
        exchange.resolve(other.database, "Hari", conflict, conflict.sides[0].value)
    other.set_fields("challenge", challenge["id"], {"affected": "400 households"})
    exchange.send(other.database, back, EVERYBODY)
    exchange.receive(mine.database, [back])
    assert exchange.conflicts(mine.database) == []
    assert exchange.digest(other.database) == exchange.digest(mine.database)
    newest, before, *_rest = mine.history_of("challenge", challenge["id"])
    assert newest.values == {"affected": "400 households"}
    assert before.person == "Hari"

"""What is worked in by a short way is, byte for byte, what is worked in write by write.

Short ways are to add new records straight from the columns, to enter plain writes into the numbers of a
state and into rows that are not read, and to read and write no columns but those that a segment writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_desktop.app.exchange import delivery, introducing
from msp_desktop.db.replica import plain, receiving, rows
from msp_desktop.db.replica.catalogue import Column, Kind
from msp_desktop.db.replica.merging import Merging
from msp_desktop.db.replica.packing import (
    Patch,
    pack_patch,
    pack_state,
    packer_of_new,
    unpack_patch,
    unpack_state,
)
from msp_desktop.db.replica.rows import Rows
from msp_desktop.db.replica.written import Added, Shapes, Write
from msp_desktop.db.store import Store
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.merge import Head, Life, RecordState, dot_of
from tests.sync.histories import World
from tests.sync.world import NEWEST, SPACES, Office

SEEDS = range(8)
TABLES = ("sync_head", "sync_trail", "sync_conflict", "sync_chain", "sync_segment", "sync_waiting")
COUNTED = (
    *("writes", "known", "applied", "conflicting", "waiting", "released", "branches"),
    *("restored", "notes", "settled"),
)


ADA = "1" * 32
ANSWERS = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
AFTERWARDS = st.sampled_from(["nothing"] * 4 + ["changed", "removed", "removed and brought back"])
PEOPLE = st.fixed_dictionaries(
    {"space_id": st.sampled_from(SPACES), "rank": st.sampled_from("CMV")},
    optional={"name": ANSWERS, "phone": ANSWERS, "n": st.none() | st.integers(-(2**63), 2**63 - 1)},
)
TASKS = st.fixed_dictionaries({"owner_id": st.just(ADA)}, optional={"title": ANSWERS})
MADE = st.lists(
    st.tuples(
        st.one_of(st.tuples(st.just("person"), PEOPLE), st.tuples(st.just("task"), TASKS)),
        AFTERWARDS,
    ),
    max_size=12,
)
EDITS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.fixed_dictionaries(
            {}, optional={"name": ANSWERS, "phone": ANSWERS, "rank": st.sampled_from("CMV")}
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)
"""Who of two changes what, and whether the other gets it before anybody goes on."""


def one_by_one(segment: Merging) -> bytearray:
    """Add no record straight from the columns."""
    vetted = segment._vetted
    return bytearray(vetted.start) + b"\1" * (vetted.segment.head.count - vetted.start)


def all_columns(kind: Kind, _fields: object) -> Kind:
    """Read and write every column."""
    return kind


LONG_WAYS = (
    (Merging, "_add_plain", one_by_one),
    (plain, "MOST_COLUMNS", 0),  # nothing is plain
    (Kind, "narrowed", all_columns),
)


def trace(office: Office, data: bytes) -> dict[str, object]:
    """Take a file in, say all that it left, and take it back."""
    with office.connection.begin() as transaction:
        store = Store(office.connection)
        report = delivery.take_in(store, *introducing.open_up(store, data), office.clock)
        found: dict[str, object] = {name: getattr(report, name) for name in COUNTED}
        found |= {
            "rows": office.rows(),
            "news": sorted(receiving.news_of(office.connection, [report])),
        }
        for table in TABLES:
            rows = office.raw.execute(f"SELECT * FROM {table}").fetchall()
            found[table] = sorted(map(repr, rows))
        transaction.rollback()
    return found


def comparing(taken_in: Callable[[Office, bytes], Any]) -> Callable[[Office, bytes], Any]:
    """Take every file in both ways before it is taken in for good; once with few rows to a statement.

    The long way is without each of the short ones in turn.
    """

    def receive(office: Office, data: bytes) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rows, "BOUND", 20)
            straight = trace(office, data)
        for holder, name, instead in LONG_WAYS:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(holder, name, instead)
                assert trace(office, data) == straight
        return taken_in(office, data)

    return receive


def test_both_ways_leave_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    added = 0
    add = Rows.add

    def counted(into: Rows, *about: Any) -> None:
        nonlocal added
        added += len(about[-1].numbers)
        add(into, *about)

    monkeypatch.setattr(Rows, "add", counted)
    monkeypatch.setattr(Office, "receive", comparing(Office.receive))
    monkeypatch.setattr(World, "damage", World.do_nothing)
    monkeypatch.setattr(World, "power_cut", World.do_nothing)
    for seed in SEEDS:
        World.of_seed(seed).run()
    assert added > 20


@settings(max_examples=40, deadline=None)
@given(MADE, st.integers(0, NEWEST))
def test_records_made_together_are_the_same_both_ways(made: list[Any], version: int) -> None:
    writer, reader = Office(), Office(version=version)
    writer.add("person", ADA, name="Ada")
    for number, ((kind, answers), afterwards) in enumerate(made):
        record_id = writer.add(kind, f"{number:032x}", **answers)
        if afterwards == "changed":
            writer.put(kind, record_id, rank="W")
        if afterwards.startswith("removed"):
            writer.put(kind, record_id, alive=0)
        if afterwards == "removed and brought back":
            writer.put(kind, record_id, alive=1)
    try:
        comparing(Office.receive)(reader, writer.send(reader))
        assert version < NEWEST or reader.rows() == writer.rows()
    finally:
        writer.close()
        reader.close()


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_a_record_changed_in_two_places_is_the_same_both_ways(edits: list[Any]) -> None:
    offices = Office(), Office()
    offices[0].add("person", ADA, name="Ada")
    offices[1].receive(offices[0].send(offices[1]))
    try:
        for who, answers, is_passed_on in edits:
            offices[who].put("person", ADA, **{"rank": "M", **answers})
            if is_passed_on:
                other = offices[1 - who]
                comparing(Office.receive)(other, offices[who].send(other))
    finally:
        for office in offices:
            office.close()


def test_an_answer_that_is_back_at_the_end_of_a_file_is_no_news() -> None:
    offices = Office(), Office()
    offices[0].add("person", ADA, name="Ada", phone="1")
    offices[1].receive(offices[0].send(offices[1]))
    offices[0].put("person", ADA, name="Aida", phone="2")
    offices[0].put("person", ADA, name="Ada")
    try:
        report = comparing(Office.receive)(offices[1], offices[0].send(offices[1]))
        ((kind, record_id, *_there, fields),) = receiving.news_of(offices[1].connection, [report])
        assert (kind, record_id, fields) == ("person", ADA, ("phone",))
    finally:
        for office in offices:
            office.close()


def test_a_record_that_is_shown_again_by_a_plain_write_is_the_same_both_ways() -> None:
    """Only a forger can begin a record by saying nothing of its being there."""
    offices = Office(), Office()
    offices[0].add("person", ADA, name="Ada")
    offices[1].receive(offices[0].send(offices[1]))
    raw = offices[1].raw
    (state,) = raw.execute("SELECT state FROM sync_head").fetchone()
    nowhere = replace(unpack_state(state), life=Life())
    raw.execute("BEGIN")
    raw.execute("UPDATE sync_switch SET capturing = 0")
    raw.execute("UPDATE sync_head SET state = ?", (pack_state(nowhere),))
    raw.execute("UPDATE person SET alive = 0")
    raw.execute("UPDATE sync_switch SET capturing = 1")
    raw.execute("COMMIT")
    offices[0].put("person", ADA, phone="1")
    try:
        comparing(Office.receive)(offices[1], offices[0].send(offices[1]))
        assert offices[1].read("person", ADA)["alive"] == 1
    finally:
        for office in offices:
            office.close()


@given(
    st.lists(st.integers(1, 70_000), unique=True, max_size=300),
    st.integers(1, 2**23 - 1),
    st.integers(1, 2**40 - 1),
)
def test_the_state_of_a_new_record_is_packed_as_any_other(
    fields: list[int], chain: int, place: int
) -> None:
    single = dict.fromkeys(fields, dot_of(chain, place))
    state = RecordState(single, {}, Life({chain: place}))
    assert packer_of_new(tuple(fields), chain)(place) == pack_state(state)
    assert unpack_state(pack_state(state)) == state


@given(
    st.lists(
        st.lists(ANSWERS | st.integers(-(2**63), 2**63 - 1), min_size=4, max_size=4), max_size=8
    ),
    st.integers(1, 2**23 - 1),
    st.integers(1, 2**40 - 1),
    st.sampled_from(["", "owner"]),
)
def test_a_new_record_is_sealed_as_any_other(
    rows: list[list[Stored]], chain: int, place: int, owner: str
) -> None:
    fields = (70_000, 7, 300, 24)
    columns = tuple(Column(number, f"field{number}", str) for number in fields)
    kind = Kind(1, "kind", owner, columns, 99, fields, {})
    shapes = Shapes(kind)
    for row in rows:
        added = Added(1, ADA, SPACES[0], *shapes.part(row))
        empty, state = [None] * len(row), RecordState()
        write = Write(
            1, kind, ADA, SPACES[0], None, state, empty, row, None, 1, frozenset(), is_beside=False
        )
        write.look()
        assert added.log(chain, place, 5, no_recall) == write.log(chain, place, 5, no_recall)
        assert added.changes() == tuple(write.changes())
        assert added.removed == write.removed
        assert added.may_move_owners == write.may_move_owners
        assert added.kind == write.kind


def no_recall(_field: int, _dot: int) -> Head:
    raise AssertionError


@given(
    st.lists(st.tuples(st.integers(1, 70_000), ANSWERS | st.integers(-(2**63), 2**63 - 1))),
    st.integers(0, 2**62),
    st.booleans(),
)
def test_a_write_is_packed_as_a_list_of_its_parts(
    answers: list[tuple[int, Any]], dot: int, is_apart: bool
) -> None:
    fields, values = [number for number, _value in answers], [value for _number, value in answers]
    seen = [[dot] if dot else [] for _number in fields]
    if is_apart and fields:
        seen[-1] = [dot, dot + 1]
    patch = Patch(fields, values, seen)
    only = patch.only_seen
    data = pack_patch(patch)
    assert data == cbor2.dumps([fields, values, seen if only is None else only])
    assert [list(one) for one in unpack_patch(data).seen] == seen

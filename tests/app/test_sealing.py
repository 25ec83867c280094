"""Sealed minutes stay as they are, and whatever is done to them all the same is found and named."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from msp_desktop.app import sealing
from msp_desktop.app.office import DATABASE, Office, open_office
from msp_desktop.app.publish import issue
from msp_desktop.app.sealed import MinutesAreSealed
from msp_desktop.app.workspace import Workspace
from msp_desktop.db.engine import open_engine
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings import seals
from msp_desktop.domain.meetings.seals import BELONGING, Fault
from msp_desktop.domain.problems import NotFound
from msp_desktop.reports.document import Document, words_of
from msp_desktop.reports.layouts.minutes import minutes
from tests.app.districts import Districts


def hold(workspace: Workspace, space: str, day: str, state: str = "approved") -> str:
    """Write down a meeting with an entry of every kind that is sealed with it."""
    partner = next(
        (str(row["id"]) for row in workspace.rows("partner", space)),
        "",
    ) or workspace.add("partner", space, {"name": "Water Board"})
    body = workspace.add("body", space, {"name": "Committee", "quorum": "Half", "seats": 4})
    meeting = workspace.add(
        "meeting",
        space,
        {"title": f"Meeting of {day}", "date": day, "state": state, "body": body, "place": "Jumla"},
    )
    item = workspace.add("agenda_item", space, {"title": "Pumps"}, meeting)
    belonging: dict[str, dict[str, object]] = {
        "attendance": {"name": "Sita", "partner": partner, "presence": "present"},
        "decision": {"text": "Buy pumps", "item": item, "votes_for": 3},
        "action_item": {"text": "Ask prices", "responsible": "Hari", "due": "2026-12-01"},
        "information": {"text": "The road is open", "item": item},
        "minutes_correction": {"text": "Spell Sita right", "answer": "accepted"},
    }
    for kind_key, answers in belonging.items():
        workspace.add(kind_key, space, answers, meeting)
    return meeting


@pytest.fixture
def september(workspace: Workspace, space: str) -> str:
    return hold(workspace, space, "2026-09-08")


def only(workspace: Workspace, kind_key: str, meeting: str) -> str:
    (row,) = workspace.rows(kind_key, "", meeting)
    return str(row["id"])


def printed(office: Office, space: str, meeting: str) -> Document:
    records = office.workspace.records(space)
    row = records.find("meeting", meeting)
    assert row is not None
    return minutes(records, row, issue(office))


# Sealing


def test_a_seal_is_signed_and_whole_and_hangs_on_the_one_before(
    office: Office, space: str, september: str
) -> None:
    first = sealing.seal_minutes(office.workspace, space, september)
    october = hold(office.workspace, space, "2026-10-13")
    second = sealing.seal_minutes(office.workspace, space, october)
    assert (first.number, first.previous) == (1, "")
    assert (second.number, second.before) == (2, (first.mark,))
    found = sealing.check(office.workspace, space)
    assert [one.verdict.meeting for one in found] == [
        "Meeting of 2026-09-08, 8 September 2026",
        "Meeting of 2026-10-13, 13 October 2026",
    ]
    assert all(one.is_whole and one.is_own for one in found)


@pytest.mark.parametrize("state", ["planned", "held", "circulated"])
def test_only_approved_minutes_are_sealed(office: Office, space: str, state: str) -> None:
    meeting = hold(office.workspace, space, "2026-09-08", state)
    with pytest.raises(sealing.NotToBeSealed, match="approved"):
        sealing.seal_minutes(office.workspace, space, meeting)


def test_minutes_are_sealed_once(office: Office, space: str, september: str) -> None:
    sealing.seal_minutes(office.workspace, space, september)
    with pytest.raises(sealing.NotToBeSealed, match="sealed already"):
        sealing.seal_minutes(office.workspace, space, september)


def test_nobody_writes_a_seal_by_hand(office: Office, space: str, september: str) -> None:
    with pytest.raises(NotFound):
        office.workspace.add("seal", space, {"number": 1}, september)
    sealed = sealing.seal_minutes(office.workspace, space, september)
    with pytest.raises(MinutesAreSealed):
        office.workspace.set_fields("seal", sealed.id, {"content": "{}"})
    with pytest.raises(MinutesAreSealed):
        office.workspace.remove("seal", sealed.id)


# What is refused


@pytest.mark.parametrize("kind_key", ["meeting", *BELONGING])
def test_what_is_sealed_is_not_changed_removed_or_added_to(
    office: Office, space: str, september: str, kind_key: str
) -> None:
    workspace = office.workspace
    sealing.seal_minutes(office.workspace, space, september)
    record = september if kind_key == "meeting" else only(workspace, kind_key, september)
    name = KINDS[kind_key].named_by[0]
    with pytest.raises(MinutesAreSealed, match="Meeting of 2026-09-08, 8 September 2026"):
        workspace.set_fields(kind_key, record, {name: "Something else"})
    with pytest.raises(MinutesAreSealed):
        workspace.remove(kind_key, record)
    if kind_key != "meeting":
        with pytest.raises(MinutesAreSealed):
            workspace.add(kind_key, space, {name: "One more"}, september)
    assert all(one.is_whole for one in sealing.check(office.workspace, space))


def test_corrections_are_added_and_action_points_go_on(
    office: Office, space: str, september: str
) -> None:
    workspace = office.workspace
    sealing.seal_minutes(office.workspace, space, september)
    before = words_of(printed(office, space, september).blocks)
    workspace.add("addendum", space, {"text": "It was 301"}, september)
    action = only(workspace, "action_item", september)
    workspace.set_fields("action_item", action, {"state": "done", "done_on": "2026-11-30"})
    partner = workspace.rows("partner", space)[0]
    workspace.set_fields("partner", str(partner["id"]), {"name": "Renamed"})
    assert all(one.is_whole for one in sealing.check(office.workspace, space))
    said = printed(office, space, september)
    after = words_of(said.blocks)
    assert "It was 301" in after
    assert set(before.split("\n")) <= set(after.split("\n")), "they are printed as they were sealed"
    assert "Renamed" not in after
    (seal,) = seals.seals(workspace.records(space))
    assert said.seal == f"Seal {seal.fingerprint}"


def test_steps_before_the_seal_can_no_longer_be_taken_back(
    office: Office, space: str, september: str
) -> None:
    office.workspace.set_fields("meeting", september, {"place": "Surkhet"})
    sealing.seal_minutes(office.workspace, space, september)
    office.workspace.undo()
    assert all(one.is_whole for one in sealing.check(office.workspace, space))
    assert office.workspace.read("meeting", september)


def test_minutes_print_what_was_open_from_before_on_their_day(
    office: Office, space: str, september: str
) -> None:
    workspace = office.workspace
    october = hold(workspace, space, "2026-10-13")
    action = only(workspace, "action_item", september)
    workspace.set_fields("action_item", action, {"state": "done", "done_on": "2026-11-20"})
    sealing.seal_minutes(office.workspace, space, october)
    workspace.set_fields("action_item", action, {"text": "Reworded later"})
    said = words_of(printed(office, space, october).blocks)
    assert said.count("Ask prices") == 2, "its own, and the one still open from September"
    assert "Reworded later" not in said


# What is found


def flipped(value: object, at: random.Random) -> object:
    """Return a stored answer with one bit of one byte turned round, as text that can be stored."""
    if isinstance(value, int):
        return value ^ 1
    data = bytearray(str(value).encode())
    place = at.choice([place for place, byte in enumerate(data) if byte < 0x80])
    data[place] ^= 1
    return data.decode()


COLUMNS = [("seal", key) for key in (*KINDS["seal"].fields, "alive")] + [
    *(("meeting", key) for key in ("title", "date", "place")),
    *((key, KINDS[key].named_by[0]) for key in BELONGING),
    ("agenda_item", "alive"),
    ("decision", "votes_for"),
]


def test_the_annex_is_sealed_without_a_word_of_it(
    workspace: Workspace, space: str, september: str
) -> None:
    kept = workspace.add("meeting_annex", space, {"text": "The driver was drunk"}, september)
    seal = sealing.seal_minutes(workspace, space, september)
    assert "drunk" not in seal.content
    with pytest.raises(MinutesAreSealed):
        workspace.set_fields("meeting_annex", kept, {"text": "The driver was ill"})
    with pytest.raises(MinutesAreSealed):
        workspace.remove("meeting_annex", kept)
    with pytest.raises(MinutesAreSealed):
        workspace.add("meeting_annex", space, {"text": "Nobody was there"}, september)
    (found,) = sealing.check(workspace, space)
    assert found.is_whole


def test_a_changed_annex_is_found_and_one_that_was_left_out_is_not_missed(
    office: Office, space: str, september: str
) -> None:
    workspace = office.workspace
    workspace.add("meeting_annex", space, {"text": "The driver was drunk"}, september)
    sealing.seal_minutes(workspace, space, september)
    engine = open_engine(office.home / DATABASE)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE meeting_annex SET text = 'The driver was ill'")
    (changed,) = sealing.check(workspace, space)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE meeting_annex SET alive = 0")
    (without,) = sealing.check(workspace, space)
    engine.dispose()
    assert changed.verdict.faults == (Fault.EDITED,)
    assert "Confidential annex" in changed.sentences[0]
    assert without.is_whole


def test_one_flipped_byte_in_the_database_names_the_meeting(home: Path) -> None:
    office = open_office(home)
    space = office.workspace.add_partnership({"name": "Water"})
    august = hold(office.workspace, space, "2026-08-11")
    sealing.seal_minutes(office.workspace, space, august)
    meeting = hold(office.workspace, space, "2026-09-08")
    sealing.seal_minutes(office.workspace, space, meeting)
    engine = open_engine(home / DATABASE)
    for table, column in COLUMNS:
        which = "id" if table == "meeting" else "owner_id"
        query = f'SELECT "{column}" FROM {table} WHERE {which} = ?'
        statement = f'UPDATE {table} SET "{column}" = ? WHERE {which} = ?'
        with engine.begin() as connection:
            value = connection.exec_driver_sql(query, (meeting,)).scalar_one()
            changed = flipped(value, random.Random(f"{table} {column}"))
            connection.exec_driver_sql(statement, (changed, meeting))
        found = {one.verdict.seal.meeting_id: one for one in sealing.check(office.workspace, space)}
        with engine.begin() as connection:
            connection.exec_driver_sql(statement, (value, meeting))
        assert not found[meeting].is_whole, f"{table}.{column}"
        assert "Meeting" in found[meeting].sentences[0] or column == "title"
        assert found[august].is_whole, f"{table}.{column}"
    engine.dispose()
    assert all(one.is_whole for one in sealing.check(office.workspace, space))
    office.close()


def test_whatever_character_of_what_was_sealed_is_changed_a_verdict_is_given(
    workspace: Workspace, space: str, september: str
) -> None:
    seal = sealing.seal_minutes(workspace, space, september)
    records = workspace.records(space)
    for at in range(0, len(seal.content), 7):
        changed = replace(seal, content=f"{seal.content[:at]}~{seal.content[at + 1 :]}")
        (verdict,) = seals.examine([changed], records, lambda _seal: seals.Signed.WRONG)
        assert verdict.faults[0] is Fault.CHANGED


def test_a_seal_that_was_changed_breaks_the_chain_of_the_next(home: Path) -> None:
    office = open_office(home)
    space = office.workspace.add_partnership({"name": "Water"})
    for day in ("2026-08-11", "2026-09-08"):
        sealing.seal_minutes(office.workspace, space, hold(office.workspace, space, day))
    office.close()
    engine = open_engine(home / DATABASE)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE seal SET person = 'Nobody' WHERE number = 1")
    engine.dispose()
    office = open_office(home)
    faults = [one.verdict.faults for one in sealing.check(office.workspace, space)]
    office.close()
    assert faults == [(Fault.CHANGED,), (Fault.BROKEN_CHAIN,)]


# Between offices


def test_what_another_office_wrote_into_sealed_minutes_is_kept_shown_and_can_be_put_right(
    town: Districts,
) -> None:
    town.compare("Jumla", "Surkhet")
    jumla, surkhet = town["Jumla"].workspace, town["Surkhet"].workspace
    space = jumla.add_partnership({"name": "Water"})
    meeting = hold(jumla, space, "2026-09-08")
    town.carry("Jumla", "Surkhet")
    surkhet.set_fields("meeting", meeting, {"place": "Kalikot"})
    surkhet.add("decision", space, {"text": "One more"}, meeting)
    sealing.seal_minutes(town["Jumla"].workspace, space, meeting)
    jumla.received(news=town.carry("Surkhet", "Jumla").news)

    (found,) = sealing.check(town["Jumla"].workspace, space)
    assert found.verdict.faults == (Fault.EDITED,)
    assert set(found.verdict.edited) == {("meeting", "place"), ("decision", "")}
    assert "Place, Decisions" in found.sentences[0]
    assert "Kalikot" not in words_of(printed(town["Jumla"], space, meeting).blocks)

    jumla.set_fields("meeting", meeting, {"place": "Jumla"})
    added = next(row for row in jumla.rows("decision", space) if row["text"] == "One more")
    jumla.remove("decision", str(added["id"]))
    assert all(one.is_whole for one in sealing.check(town["Jumla"].workspace, space))


def test_offices_that_seal_apart_make_branches_that_the_next_seal_joins(town: Districts) -> None:
    town.compare("Jumla", "Surkhet")
    jumla, surkhet = town["Jumla"].workspace, town["Surkhet"].workspace
    space = jumla.add_partnership({"name": "Water"})
    august, september = (hold(jumla, space, day) for day in ("2026-08-11", "2026-09-08"))
    town.carry("Jumla", "Surkhet")
    sealing.seal_minutes(town["Jumla"].workspace, space, august)
    sealing.seal_minutes(town["Surkhet"].workspace, space, september)
    jumla.received(news=town.carry("Surkhet", "Jumla").news)
    surkhet.received(news=town.carry("Jumla", "Surkhet").news)
    for name in ("Jumla", "Surkhet"):
        found = sealing.check(town[name].workspace, space)
        assert [one.verdict.seal.number for one in found] == [1, 1]
        assert all(one.is_whole for one in found)
        assert all("sealed apart" in " ".join(one.sentences) for one in found)
        other = next(one for one in found if not one.is_own)
        assert other.standing is not None
        assert other.standing.is_trusted

    third = hold(surkhet, space, "2026-10-13")
    joined = sealing.seal_minutes(town["Surkhet"].workspace, space, third, date(2026, 10, 14))
    assert len(joined.before) == 2
    assert joined.number == 2


def test_a_seal_whose_predecessor_has_not_come_says_so(
    office: Office, space: str, september: str
) -> None:
    sealing.seal_minutes(office.workspace, space, september)
    october = hold(office.workspace, space, "2026-10-13")
    sealing.seal_minutes(office.workspace, space, october)
    records = office.workspace.records(space)
    _first, second = seals.seals(records)
    (verdict,) = seals.examine([second], records, lambda _seal: seals.Signed.WHOLE)
    assert verdict.faults == (Fault.BROKEN_CHAIN,)

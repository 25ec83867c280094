"""Work that builds on the work of offices that were never met here, or are no longer trusted: real files."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions, introducing
from msp_desktop.db.replica import capture, identity
from msp_desktop.db.replica import trust as kept
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import Revocation, SignedCard
from msp_desktop.domain.received_words import brought, numbers
from msp_desktop.sync import roster
from tests.app.districts import Districts


def answered(town: Districts, name: str, space: str, **answers: str) -> None:
    town[name].workspace.set_single("challenge", space, answers)


def answers(town: Districts, name: str, space: str) -> tuple[object, object]:
    row = town[name].workspace.records(space).single("challenge")
    return row.get("statement"), row.get("causes")


def waits(town: Districts, name: str, writer: str) -> str:
    """What is said of the changes of an office that wait."""
    (held,) = (
        one for one in exchange.held(town.database(name)) if one.office_id == town.id(writer)
    )
    return str(held)


def built_by_jumla_on(town: Districts, writer: str) -> str:
    """Let Jumla, whom Mugu trusts, go on with a partnership of an office that Mugu never met."""
    town.compare("Jumla", "Mugu")
    town.compare("Jumla", writer)
    space = town.water(writer)
    town.carry(writer, "Jumla")
    answered(town, "Jumla", space, causes="Deep pumps")
    return space


# Revoked, where the office was never met


def test_what_came_before_a_theft_counts_also_where_the_office_was_never_met(
    town: Districts,
) -> None:
    space = built_by_jumla_on(town, "Dolpa")
    town.revoke("Jumla", "Dolpa")
    answered(town, "Jumla", space, statement="Wells dry up")
    report = town.carry("Jumla", "Mugu")
    assert (report.waiting, report.quarantined) == (0, 0)
    assert town.partnerships("Mugu") == {"Water of Dolpa"}
    assert answers(town, "Mugu", space) == ("Wells dry up", "Deep pumps")
    assert exchange.held(town.database("Mugu")) == []
    assert town.state("Mugu", "Dolpa") == "revoked", "the office is listed by its name"
    assert town.known("Mugu", "Dolpa").told_by == ("Jumla",)
    assert exchange.digest(town.database("Mugu")) == exchange.digest(town.database("Jumla"))


def test_what_comes_after_a_theft_waits_also_where_the_office_was_never_met(
    town: Districts,
) -> None:
    space = built_by_jumla_on(town, "Dolpa")
    town.revoke("Jumla", "Dolpa")
    answered(town, "Dolpa", space, statement="Forged")
    town.compare("Dolpa", "Humla")
    town.compare("Humla", "Mugu")
    town.carry("Jumla", "Mugu")
    town.carry("Dolpa", "Humla")
    report = town.carry("Humla", "Mugu")  # it introduces Dolpa, but Jumla's word counts
    assert report.quarantined > 0
    assert answers(town, "Mugu", space) == (None, "Deep pumps")
    assert "reported lost or stolen" in waits(town, "Mugu", "Dolpa")


def test_a_report_alone_counts_though_the_card_never_came(
    town: Districts, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = built_by_jumla_on(town, "Dolpa")
    town.revoke("Jumla", "Dolpa")
    dolpa, meet = town.id("Dolpa"), kept.meet

    def meet_others(store: Connection, signed: SignedCard, now: int, *, is_its_own: bool) -> None:
        if signed.card.office_id != dolpa:
            meet(store, signed, now, is_its_own=is_its_own)

    monkeypatch.setattr(kept, "meet", meet_others)
    town.carry("Jumla", "Mugu")
    assert town.states("Mugu", "Dolpa") == []
    assert answers(town, "Mugu", space) == (None, "Deep pumps")


def test_what_waits_for_an_office_two_steps_away_is_released_by_whoever_compared_with_it(
    town: Districts,
) -> None:
    space = built_by_jumla_on(town, "Dolpa")
    town.revoke("Jumla", "Dolpa")
    town.compare("Mugu", "Humla")
    town.carry("Jumla", "Mugu")
    answered(town, "Mugu", space, statement="Wells dry up")
    report = town.carry("Mugu", "Humla")  # to Humla, Jumla is only introduced
    assert report.waiting > 0
    assert report.quarantined > 0
    assert town.state("Humla", "Dolpa") == "unknown"
    assert "changes by Dolpa" in waits(town, "Humla", "Mugu")
    town.compare("Humla", "Jumla")
    assert answers(town, "Humla", space) == ("Wells dry up", "Deep pumps")
    assert exchange.held(town.database("Humla")) == []


# What is never let in


def report_by_its_own_keys(town: Districts, name: str, office: str) -> None:
    """Let an office say itself, and put it into another one, that its keys were stolen."""
    with town.database(office).transaction(Author("thief")) as store:
        me = identity.identity(store.connection)
        hashes = [
            one[0] for one in store.connection.exec_driver_sql("SELECT hash FROM sync_segment")
        ]
        said = Revocation(
            me.origin.office_id, me.origin.key, me.origin.key, capture.clock(), tuple(hashes)
        )
        signed = roster.revoke(said, me.secret)
    with town.database(name).transaction(Author("roster")) as store:
        kept.add_revocation(store.connection, signed)


@pytest.mark.parametrize("is_met", [True, False])
def test_a_stranger_that_reports_its_own_keys_gets_nothing_in(
    town: Districts, *, is_met: bool
) -> None:
    space = built_by_jumla_on(town, "Dolpa")
    town.carry("Jumla", "Dolpa")
    answered(town, "Dolpa", space, statement="By a stranger")
    town.carry("Dolpa", "Jumla")
    town.compare("Jumla", "Centre")
    town.compare("Centre", "Humla")  # to Humla, Dolpa is two steps away
    town.carry("Jumla", "Centre")
    town.carry("Centre", "Humla")
    if not is_met:
        trust.dismiss(town.database("Humla"), town.known("Humla", "Dolpa"))
    report_by_its_own_keys(town, "Humla", "Dolpa")
    town.water("Centre")
    town.carry("Centre", "Humla")
    assert town.partnerships("Humla") == {"Water of Centre"}


def test_what_stolen_keys_say_of_others_opens_no_door(town: Districts) -> None:
    town.compare("Centre", "Jumla", "Mugu")
    town.water("Thief")
    town.compare("Thief", "Jumla")
    town.carry("Thief", "Jumla")  # Jumla's keys, in the hands of a thief
    town.revoke("Jumla", "Thief")
    with town.database("Jumla").reading() as store:
        (said,) = introducing.roster(store, ()).revocations
    town.revoke("Centre", "Jumla")
    town.carry("Centre", "Mugu")
    with town.database("Mugu").transaction(Author("roster")) as store:
        kept.add_revocation(store.connection, said)
    town.compare("Mugu", "Humla")
    town.compare("Humla", "Jumla")
    town.carry("Jumla", "Humla")
    report = town.carry("Humla", "Mugu")  # it has not heard and merely passes it on
    assert report.quarantined > 0
    assert town.partnerships("Mugu") == set()


# Released as soon as it can be


def test_a_card_that_follows_a_trusted_one_releases_what_waited_for_it(town: Districts) -> None:
    for one, other in (("Dolpa", "Mugu"), ("Dolpa", "Jumla"), ("Jumla", "Humla")):
        town.compare(one, other)
    town.compare("Humla", "Centre")
    town.compare("Centre", "Mugu")
    trust.rotate(town.database("Dolpa"), "x")
    town.water("Dolpa")
    for sender, receiver in (("Dolpa", "Jumla"), ("Jumla", "Humla"), ("Humla", "Centre")):
        town.carry(sender, receiver)
    assert town.carry("Centre", "Mugu").quarantined > 0
    assert town.partnerships("Mugu") == set()
    dolpa = trust.own_card(town.database("Dolpa"))
    added, received = trust.add_card(town.database("Mugu"), dolpa)
    assert added.state.is_trusted
    assert received.released > 0
    assert town.partnerships("Mugu") == {"Water of Dolpa"}


# What is said


def test_work_behind_an_office_not_compared_here_names_it_and_says_what_to_do(
    town: Districts,
) -> None:
    space = built_by_jumla_on(town, "Dolpa")
    town.compare("Mugu", "Humla")
    town.carry("Jumla", "Mugu")
    answered(town, "Mugu", space, statement="Wells dry up")
    report = town.carry("Mugu", "Humla")
    said = waits(town, "Humla", "Mugu")
    assert "builds on changes by Dolpa, whose digits were not compared here" in said
    assert "page of offices" in said
    assert "has not arrived" not in said
    assert "digits were not compared" in waits(town, "Humla", "Dolpa")
    told = " ".join((*brought(report), numbers(report)))
    assert "earlier file" not in told
    town.compare("Humla", "Dolpa")
    assert answers(town, "Humla", space) == ("Wells dry up", "Deep pumps")


def test_no_file_is_locked_for_keys_reported_lost_and_that_is_what_is_said(
    town: Districts,
) -> None:
    town.compare("Jumla", "Mugu")
    town.revoke("Mugu", "Jumla")
    with pytest.raises(introducing.NoCard, match="reported lost or stolen"):
        town.file("Mugu", SendOptions(to=(town.id("Jumla"),)))


def test_honest_work_under_lost_keys_waits_until_the_office_goes_on_with_new_ones(
    town: Districts,
) -> None:
    town.compare("Jumla", "Mugu")
    space = town.water("Jumla")
    town.carry("Jumla", "Mugu")
    answered(town, "Jumla", space, statement="Wells dry up")
    town.revoke("Mugu", "Jumla")
    town.carry("Mugu", "Jumla")
    trust.rotate(town.database("Jumla"), "x")
    file = town.file("Jumla")
    town.take("Mugu", file)
    town.confirm("Mugu", "Jumla", town.digits("Jumla"))
    report = town.take("Mugu", file)
    assert report.quarantined > 0
    assert town.states("Mugu", "Jumla") == ["verified"]
    assert "not compared" not in " ".join(brought(report))
    said = waits(town, "Mugu", "Jumla")
    assert "signed with keys that were reported lost or stolen" in said
    assert "not compared" not in said
    answered(town, "Jumla", space, causes="Deep pumps")
    town.carry("Jumla", "Mugu")
    assert answers(town, "Mugu", space) == ("Wells dry up", "Deep pumps")
    assert exchange.held(town.database("Mugu")) == []

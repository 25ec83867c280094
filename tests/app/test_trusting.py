"""Offices get to know each other and introduce others: with real files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions, Waits, introducing
from msp_desktop.app.trust import DigitsDiffer
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import Standing
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.sync import envelope, roster
from tests.app.districts import Districts, reasons
from tests.trusting import meet

# First contact


def test_the_first_file_waits_until_the_digits_are_compared(town: Districts) -> None:
    town.water("Jumla")
    assert reasons(town.carry("Jumla", "Mugu")) == [Waits.STRANGER]
    assert town.state("Mugu", "Jumla") == "unknown"
    assert town.partnerships("Mugu") == set()
    met = town.known("Mugu", "Jumla")
    assert met.digits == town.digits("Jumla")
    with pytest.raises(DigitsDiffer, match="not the digits"):
        trust.confirm(town.database("Mugu"), "x", met, town.digits("Mugu"))
    assert town.state("Mugu", "Jumla") == "unknown"
    town.confirm("Mugu", "Jumla", town.digits("Jumla").replace(" ", "-"))
    assert town.state("Mugu", "Jumla") == "verified"
    town.carry("Jumla", "Mugu")
    assert town.partnerships("Mugu") == {"Water of Jumla"}


def test_a_card_alone_is_not_trusted_and_ones_own_is_refused(town: Districts) -> None:
    assert meet(town.database("Mugu"), town.database("Jumla")).state is Standing.UNKNOWN
    with pytest.raises(Problem, match="your own office"):
        meet(town.database("Mugu"), town.database("Mugu"))
    with pytest.raises(NotFound):
        trust.with_digits(town.database("Mugu"), "12345 " * 6)


def test_a_card_met_by_mistake_can_be_dropped_a_trusted_one_cannot(town: Districts) -> None:
    meet(town.database("Mugu"), town.database("Jumla"))
    trust.dismiss(town.database("Mugu"), town.known("Mugu", "Jumla"))
    assert town.states("Mugu", "Jumla") == []
    town.compare("Jumla", "Mugu")
    trust.dismiss(town.database("Mugu"), town.known("Mugu", "Jumla"))
    assert town.states("Mugu", "Jumla") == ["verified"]


# Introductions


def test_a_district_that_compared_with_the_centre_is_introduced_to_all_others(
    town: Districts,
) -> None:
    for district in ("Jumla", "Mugu"):
        town.compare("Centre", district)
    town.carry("Centre", "Jumla", "Mugu")
    assert town.state("Mugu", "Jumla") == town.state("Jumla", "Mugu") == "introduced"
    assert town.known("Mugu", "Jumla").told_by == ("Centre",)
    town.water("Jumla")
    town.carry("Jumla", "Mugu")
    assert town.partnerships("Mugu") == {"Water of Jumla"}
    named = SendOptions(to=(town.id("Mugu"),))
    town.water("Jumla")
    assert reasons(town.take("Centre", town.file("Jumla", named))) == [Waits.NOT_FOR_US]


def test_changes_of_a_stranger_that_a_trusted_office_passes_on_wait_and_are_worked_in_later(
    town: Districts,
) -> None:
    town.compare("Jumla", "Dolpa")
    town.compare("Jumla", "Centre")
    town.compare("Centre", "Mugu")
    town.water("Dolpa")
    town.carry("Dolpa", "Jumla")
    town.carry("Centre", "Mugu")
    report = town.carry("Jumla", "Mugu")  # Jumla is introduced to Mugu, Dolpa only to Jumla
    assert report.quarantined > 0
    parts = (report.known, report.applied, report.conflicting, report.waiting, report.quarantined)
    assert report.writes == sum(parts)
    assert town.partnerships("Mugu") == set()
    dolpa = town.known("Mugu", "Dolpa")
    assert (dolpa.state, dolpa.digits) == (Standing.UNKNOWN, town.digits("Dolpa"))
    assert dolpa.held_back > 0
    received = trust.confirm(town.database("Mugu"), "x", dolpa, town.digits("Dolpa"))
    assert received.released > 0
    assert town.partnerships("Mugu") == {"Water of Dolpa"}
    assert town.known("Mugu", "Dolpa").held_back == 0


def test_what_waits_of_an_office_can_be_thrown_away_and_comes_again(town: Districts) -> None:
    town.compare("Jumla", "Dolpa")
    town.compare("Jumla", "Centre")
    town.compare("Centre", "Mugu")
    town.water("Dolpa")
    town.carry("Dolpa", "Jumla")
    town.carry("Centre", "Mugu")
    town.carry("Jumla", "Mugu")
    mugu = town.database("Mugu")
    (held,) = exchange.held(mugu)
    assert (held.office_id, held.untrusted) == (town.id("Dolpa"), held.writes)
    assert "keys whose digits were not compared here" in str(held)
    assert exchange.throw_away(mugu, "x", town.id("Jumla")) == 0, "what is worked in stays"
    assert exchange.held(mugu) == [held]
    assert exchange.throw_away(mugu, "x", held.office_id) == held.writes
    assert exchange.held(mugu) == []
    assert town.known("Mugu", "Dolpa").held_back == 0
    town.carry("Jumla", "Mugu")
    assert exchange.held(mugu) == [held]
    town.compare("Mugu", "Dolpa")
    assert town.partnerships("Mugu") == {"Water of Dolpa"}


def test_what_waited_for_a_stranger_is_worked_in_when_the_centre_introduces_it(
    town: Districts,
) -> None:
    town.compare("Jumla", "Mugu")
    town.compare("Centre", "Mugu")
    town.carry("Centre", "Mugu")
    town.compare("Jumla", "Dolpa")
    town.compare("Centre", "Dolpa")
    town.water("Dolpa")
    file = town.file("Dolpa")
    town.take("Jumla", file)
    trust.rotate(town.database("Dolpa"), "x")  # Jumla's file still vouches for the first keys
    town.carry("Jumla", "Mugu")
    assert town.partnerships("Mugu") == {"Water of Dolpa"}, "Jumla itself has compared with Dolpa"


def test_a_list_of_offices_is_sent_until_it_was_acknowledged(town: Districts) -> None:
    town.compare("Centre", "Mugu", "Jumla")

    def roster_in(name: str, to: str) -> bool:
        file = town.file(name, SendOptions(to=(town.id(to),)))
        with town.database(to).reading() as store:
            _header, content = introducing.open_up(store, file.read_bytes())
        town.take(to, file)
        return not content.roster.is_empty

    assert roster_in("Centre", "Mugu")
    assert roster_in("Mugu", "Centre")
    assert not roster_in("Centre", "Mugu")
    town.compare("Centre", "Dolpa")
    assert roster_in("Centre", "Mugu"), "it has changed"


# Forged and replayed


def test_a_forged_card_in_the_name_of_a_known_office_is_blocked_and_told(town: Districts) -> None:
    town.compare("Jumla", "Mugu")
    forger = town.database("Forger")
    with forger.transaction(Author("somebody")) as store:
        store.connection.exec_driver_sql(
            "UPDATE sync_identity SET office_id = ?", (town.id("Jumla"),)
        )
    assert reasons(town.carry("Forger", "Mugu")) == [Waits.CHANGED]
    assert town.states("Mugu", "Jumla") == ["changed", "verified"]
    town.water("Jumla")
    town.carry("Jumla", "Mugu")
    assert town.partnerships("Mugu") == {"Water of Jumla"}, "the true one is not shut out"
    (forged,) = [
        one for one in trust.known_offices(town.database("Mugu")) if one.state is Standing.CHANGED
    ]
    trust.dismiss(town.database("Mugu"), forged)
    assert town.states("Mugu", "Jumla") == ["verified"]


def test_a_list_by_an_office_that_is_not_verified_introduces_nobody(town: Districts) -> None:
    town.compare("Centre", "Jumla")
    town.compare("Centre", "Mugu")
    town.carry("Centre", "Mugu")
    town.compare("Jumla", "Friend")
    town.carry("Jumla", "Mugu")
    assert town.state("Mugu", "Jumla") == "introduced"
    assert town.state("Mugu", "Friend") == "unknown"
    assert reasons(town.carry("Friend", "Mugu")) == [Waits.STRANGER]


def test_an_old_list_brought_back_gives_nothing_and_takes_nothing(town: Districts) -> None:
    town.compare("Centre", "Jumla")
    town.compare("Centre", "Mugu")
    old = town.file("Centre")
    town.take("Mugu", old)
    town.compare("Centre", "Dolpa")
    town.revoke("Centre", "Jumla")
    town.carry("Centre", "Mugu")
    assert (town.state("Mugu", "Jumla"), town.state("Mugu", "Dolpa")) == ("revoked", "introduced")
    again = old.with_name("again.mspsync")
    again.write_bytes(old.read_bytes())
    town.take("Mugu", again)
    assert (town.state("Mugu", "Jumla"), town.state("Mugu", "Dolpa")) == ("revoked", "introduced")


def test_a_revocation_that_was_changed_on_the_way_makes_the_file_bad(town: Districts) -> None:
    town.compare("Centre", "Jumla")
    town.revoke("Centre", "Jumla")
    with town.database("Centre").reading() as store:
        told = introducing.roster(store, ())
    (signed,) = told.revocations
    for at in range(len(signed.data)):
        data = signed.data[:at] + bytes([signed.data[at] ^ 1]) + signed.data[at + 1 :]
        changed = replace(told, revocations=(signed._replace(data=data),))
        with pytest.raises(Problem):
            roster.read(roster.write(changed))


# New keys


def test_a_file_can_only_be_locked_for_offices_whose_digits_were_compared(town: Districts) -> None:
    meet(town.database("Mugu"), town.database("Jumla"))
    options = SendOptions(to=(town.id("Jumla"),))
    with pytest.raises(introducing.NoCard, match="digits have not been compared"):
        town.file("Mugu", options)
    town.compare("Mugu", "Jumla")
    town.file("Mugu", options)
    town.revoke("Mugu", "Jumla")
    with pytest.raises(introducing.NoCard):
        town.file("Mugu", options)
    assert not list(town.folder.glob("*.part"))


def test_a_file_for_named_offices_is_for_them_and_the_sender_alone(town: Districts) -> None:
    town.compare("Jumla", "Mugu", "Dolpa")
    town.water("Jumla")
    file = town.file("Jumla", SendOptions(to=(town.id("Mugu"),)))
    assert envelope.read_header(file.read_bytes()).encryption == "age"
    assert b"Water of Jumla" not in file.read_bytes()
    assert reasons(town.take("Dolpa", file)) == [Waits.NOT_FOR_US]
    assert town.partnerships("Dolpa") == set()
    assert reasons(town.take("Jumla", file)) == [], "the sender may look into it"
    town.take("Mugu", file)
    assert town.partnerships("Mugu") == {"Water of Jumla"}

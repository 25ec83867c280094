"""Offices get to know each other, introduce others, change and lose their keys: with real files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions, Waits, introducing
from msp_desktop.app.office import Office, back_up_to, open_office, restore, set_up_office
from msp_desktop.app.trust import DigitsDiffer, KnownOffice
from msp_desktop.db.database import Database
from msp_desktop.domain.changes import Author
from msp_desktop.domain.offices import Standing
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.sync import envelope, roster
from tests.trusting import befriend, meet

EVERYBODY = SendOptions(is_open=True)


class Districts:
    """Offices by name, and the files between them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open: dict[str, Office] = {}
        self.sent = 0

    def __getitem__(self, name: str) -> Office:
        if name not in self.open:
            home = self.folder / name
            self.open[name] = set_up_office(home, name=name, place="", person=f"{name} officer")
        return self.open[name]

    def close(self) -> None:
        for office in self.open.values():
            office.close()

    def database(self, name: str) -> Database:
        return self[name].workspace.database

    def compare(self, *names: str) -> None:
        """Let every one of these compare digits with every other."""
        befriend(*(self[name] for name in names))

    def file(self, sender: str, options: SendOptions = EVERYBODY) -> Path:
        self.sent += 1
        file = self.folder / f"{self.sent}.mspsync"
        exchange.send(self.database(sender), file, options)
        return file

    def take(self, receiver: str, *files: Path) -> exchange.ReceiveReport:
        return exchange.receive(self.database(receiver), files)

    def carry(self, sender: str, *receivers: str) -> exchange.ReceiveReport:
        file = self.file(sender)
        return [self.take(receiver, file) for receiver in receivers][-1]

    def known(self, name: str, other: str) -> KnownOffice:
        """What one office knows of another; where it has several cards, of the newest met."""
        known = [
            one
            for one in trust.known_offices(self.database(name))
            if self.id(other) == one.office_id
        ]
        return next(iter(known))

    def states(self, name: str, other: str) -> list[str]:
        found = trust.known_offices(self.database(name))
        return sorted(one.state.value for one in found if one.office_id == self.id(other))

    def state(self, name: str, other: str) -> str:
        (state,) = self.states(name, other)
        return state

    def id(self, name: str) -> str:
        return self[name].id

    def revoke(self, name: str, other: str) -> None:
        trust.revoke(self.database(name), f"{name} officer", self.known(name, other))

    def confirm(self, name: str, other: str, digits: str) -> object:
        known = trust.with_digits(self.database(name), digits)
        assert known.office_id == self.id(other)
        return trust.confirm(self.database(name), f"{name} officer", known, digits)

    def digits(self, name: str) -> str:
        return trust.own_card(self.database(name)).card.digits

    def water(self, name: str) -> str:
        return self[name].workspace.add_partnership({"name": f"Water of {name}"})

    def partnerships(self, name: str) -> set[str]:
        return {str(row["name"]) for row in self[name].workspace.partnerships()}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Districts]:
    districts = Districts(tmp_path)
    yield districts
    districts.close()


def reasons(report: exchange.ReceiveReport) -> list[Waits]:
    return [one.reason for one in report.kept]


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
    assert "keys of this office are not trusted" in str(held)
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


def test_new_keys_signed_by_the_old_are_accepted_by_themselves(town: Districts) -> None:
    town.compare("Jumla", "Mugu", "Centre")
    town.compare("Centre", "Dolpa")
    town.carry("Centre", "Dolpa")
    assert town.state("Dolpa", "Jumla") == "introduced"
    space = town.water("Jumla")
    before = town.digits("Jumla")
    town.carry("Jumla", "Mugu")
    trust.rotate(town.database("Jumla"), "Jumla officer")
    assert town.digits("Jumla") != before
    town["Jumla"].workspace.set_single("challenge", space, {"statement": "Wells dry up"})
    for receiver, state in (("Mugu", "verified"), ("Dolpa", "introduced")):
        town.carry("Jumla", receiver)
        assert town.partnerships(receiver) == {"Water of Jumla"}
        assert town.state(receiver, "Jumla") == state
        assert town.known(receiver, "Jumla").digits == town.digits("Jumla")
    assert exchange.digest(town.database("Mugu")) == exchange.digest(town.database("Jumla"))
    trust.rotate(town.database("Jumla"), "Jumla officer")
    town.water("Jumla")
    assert reasons(town.carry("Jumla", "Mugu")) == []


def test_a_file_locked_for_the_keys_before_still_opens(town: Districts) -> None:
    town.compare("Jumla", "Mugu")
    town.water("Mugu")
    file = town.file("Mugu", SendOptions(to=(town.id("Jumla"),)))
    trust.rotate(town.database("Jumla"), "Jumla officer")
    assert reasons(town.take("Jumla", file)) == []
    assert town.partnerships("Jumla") == {"Water of Mugu"}


def test_what_was_typed_just_before_the_keys_changed_is_signed_by_the_old_ones(
    town: Districts,
) -> None:
    town.compare("Jumla", "Mugu")
    town.water("Jumla")
    trust.rotate(town.database("Jumla"), "Jumla officer")
    town.carry("Jumla", "Mugu")
    assert exchange.digest(town.database("Mugu")) == exchange.digest(town.database("Jumla"))


def test_a_restored_backup_from_before_the_keys_changed_still_exchanges(
    town: Districts, tmp_path: Path
) -> None:
    town.compare("Jumla", "Mugu")
    back_up_to(town["Jumla"], tmp_path / "old.msp")
    trust.rotate(town.database("Jumla"), "Jumla officer")
    town.water("Jumla")
    town.carry("Jumla", "Mugu")
    town["Jumla"].close()
    restore(tmp_path / "Jumla", tmp_path / "old.msp")
    town.open["Jumla"] = open_office(tmp_path / "Jumla")
    assert town.partnerships("Jumla") == set()
    town.carry("Mugu", "Jumla")
    assert town.partnerships("Jumla") == {"Water of Jumla"}, "its own lost work comes back"


# Lost keys


def test_after_a_theft_files_signed_with_the_keys_wait_and_what_came_before_stays(
    town: Districts,
) -> None:
    town.compare("Jumla", "Mugu")
    town.water("Jumla")
    town.carry("Jumla", "Mugu")
    town.revoke("Mugu", "Jumla")
    assert town.state("Mugu", "Jumla") == "revoked"
    assert town.known("Mugu", "Jumla").told_by == ("Mugu",)
    town.water("Jumla")
    assert reasons(town.carry("Jumla", "Mugu")) == [Waits.REVOKED]
    assert town.partnerships("Mugu") == {"Water of Jumla"}
    assert len(town["Mugu"].workspace.partnerships()) == 1


def test_a_theft_reported_to_the_centre_is_known_to_all_who_verified_the_centre(
    town: Districts,
) -> None:
    for district in ("Jumla", "Mugu", "Dolpa"):
        town.compare("Centre", district)
    town.carry("Centre", "Mugu", "Dolpa")
    town.revoke("Centre", "Jumla")
    town.carry("Centre", "Mugu")
    town.carry("Mugu", "Dolpa")  # passed on by an office that is only introduced
    for district in ("Mugu", "Dolpa"):
        assert town.state(district, "Jumla") == "revoked"
        assert town.known(district, "Jumla").told_by == ("Centre",)
    town.carry("Centre", "Jumla")
    assert trust.own_keys_reported_by(town.database("Jumla")) == ("Centre",)
    assert trust.own_keys_reported_by(town.database("Mugu")) == ()


def test_new_keys_of_an_office_that_was_robbed_must_be_compared_again(town: Districts) -> None:
    town.compare("Jumla", "Mugu")
    town.revoke("Mugu", "Jumla")
    trust.rotate(town.database("Jumla"), "Jumla officer")
    space = town.water("Jumla")
    assert reasons(town.carry("Jumla", "Mugu")) == [Waits.CHANGED], "a thief can do that too"
    town.confirm("Mugu", "Jumla", town.digits("Jumla"))
    town.carry("Jumla", "Mugu")
    assert town["Mugu"].workspace.read("partnership", space) is not None
    assert town.states("Mugu", "Jumla") == ["verified"]


def test_digits_compared_after_a_theft_was_reported_outweigh_the_report(town: Districts) -> None:
    town.compare("Centre", "Jumla", "Mugu")
    town.revoke("Centre", "Jumla")
    town.carry("Centre", "Mugu")
    town.confirm("Mugu", "Jumla", town.digits("Jumla"))
    assert town.state("Mugu", "Jumla") == "verified", "it was found under the desk"
    town.carry("Centre", "Mugu")
    assert town.state("Mugu", "Jumla") == "verified"
    town.revoke("Mugu", "Jumla")
    assert town.state("Mugu", "Jumla") == "revoked"


def test_work_built_on_before_the_news_came_does_not_wait_for_good(town: Districts) -> None:
    town.compare("Centre", "Jumla", "Mugu", "Dolpa")
    space = town.water("Jumla")
    town.carry("Jumla", "Centre", "Mugu", "Dolpa")
    town["Jumla"].workspace.set_single("challenge", space, {"statement": "Wells dry up"})
    town.carry("Jumla", "Mugu")  # Mugu has it before the theft is known, the others have not
    town.revoke("Centre", "Jumla")
    town.carry("Centre", "Dolpa")
    town["Mugu"].workspace.set_single("challenge", space, {"causes": "Deep pumps"})
    report = town.carry("Mugu", "Dolpa")
    assert report.waiting == 0
    row = town["Dolpa"].workspace.records(space).single("challenge")
    assert (row["statement"], row["causes"]) == ("Wells dry up", "Deep pumps")


def test_what_a_thief_signs_is_not_worked_in_when_others_merely_pass_it_on(
    town: Districts,
) -> None:
    town.compare("Centre", "Jumla", "Mugu", "Dolpa")
    space = town.water("Jumla")
    town.carry("Jumla", "Centre", "Mugu", "Dolpa")
    town["Jumla"].workspace.set_single("challenge", space, {"statement": "Forged"})
    town.revoke("Centre", "Jumla")
    town.carry("Centre", "Dolpa")
    town.carry("Jumla", "Mugu")
    report = town.carry("Mugu", "Dolpa")
    assert report.quarantined > 0
    assert not town["Dolpa"].workspace.records(space).single("challenge").get("statement")
    assert town.known("Dolpa", "Jumla").held_back > 0


# Locking files


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

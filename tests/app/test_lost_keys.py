"""Keys are changed, lost and stolen, and what that means for files on their way: with real files."""

from __future__ import annotations

from pathlib import Path

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions, Waits
from msp_desktop.app.office import back_up_to, open_office, restore
from tests.app.districts import Districts, reasons


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

"""Offices of several districts by name, and the files between them."""

from __future__ import annotations

from pathlib import Path

from msp_desktop.app import exchange, trust
from msp_desktop.app.exchange import SendOptions, Waits
from msp_desktop.app.office import Office
from msp_desktop.app.trust import KnownOffice
from msp_desktop.db.database import Database
from tests.copying import ReadyMade
from tests.trusting import befriend

EVERYBODY = SendOptions(is_open=True)


class Districts:
    """Offices by name, and the files between them."""

    def __init__(self, folder: Path, ready_made: ReadyMade) -> None:
        self.folder = folder
        self.ready_made = ready_made
        self.open: dict[str, Office] = {}
        self.sent = 0

    def __getitem__(self, name: str) -> Office:
        if name not in self.open:
            home = self.folder / name
            self.open[name] = self.ready_made(home, name=name, place="", person=f"{name} officer")
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


def reasons(report: exchange.ReceiveReport) -> list[Waits]:
    return [one.reason for one in report.kept]

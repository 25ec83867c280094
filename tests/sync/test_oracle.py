"""Random histories of several offices, compared after every step with an independent oracle."""

from __future__ import annotations

import os
import random
from collections import Counter
from typing import Any

import pytest

from msp_desktop.db.replica import capture, identity, settling
from msp_desktop.domain.segments import BadFile
from tests.sync.oracle import Oracle
from tests.sync.world import SPACES, START, YEAR, Office, State, identifier, page_of

HISTORIES = int(os.environ.get("MSP_SYNC_HISTORIES", "120"))
BATCHES = 8
STEPS = 70
UPSERT = (
    "INSERT INTO person (id, space_id, name) SELECT id, space_id, 'up' FROM person "
    "WHERE true ON CONFLICT (id) DO UPDATE SET name = excluded.name"
)
OFFSETS = (0, -3 * YEAR, 40 * 86_400_000, 5_000)


class PowerCut(Exception):
    """Raised in the middle of an import."""


class World:
    """A few offices, the mail between them, and everything that can go wrong with either."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count: Counter[str] = Counter()
        self.oracle = Oracle()
        self.now = START
        self.labels = 0
        self.mail: list[bytes] = []
        self.backups: list[Any] = []
        number = self.chance.choice((2, 2, 3, 4))
        self.offices = [Office(offset=OFFSETS[at]) for at in range(number)]
        self.copies_allowed = self.chance.random() < 0.5

    def run(self) -> None:
        try:
            for _step in range(STEPS):
                self.step()
            self.finish()
        finally:
            for office in self.offices:
                office.close()

    # Steps

    def step(self) -> None:
        self.now += self.chance.choice((0, 1, 1_000, 60_000))
        at = self.chance.randrange(len(self.offices))
        office = self.offices[at]
        for one in self.offices:
            one.now = self.now
        steps = [self.add, self.edit, self.edit, self.edit, self.fill_page, self.edit_many]
        steps += [self.remove, self.bring_back, self.settle, self.send, self.send]
        steps += [self.receive, self.receive, self.receive, self.receive]
        steps += [self.damage, self.power_cut, self.back_up, self.do_nothing]
        if self.copies_allowed:
            steps += [self.copy]
        step = self.chance.choice(steps)
        self.count[step.__name__] += 1
        step(office)
        self.check(self.offices[at], step.__name__)

    def write(self, office: Office, work: Any, decided: set[tuple[str, str, str]]) -> None:
        """Let an office write something, and tell the oracle what it saw before and after."""
        self.labels += 1
        label = f"L{self.labels}"
        known, before = office.known(), office.rows()
        after = before

        def watched(raw: Any) -> None:
            nonlocal after
            for kind, record_id, name in decided:
                capture.decide(office.connection, kind, record_id, name)
            work(raw)
            after = office.rows()

        office.write(watched, label)
        noted = self.oracle.note(label, before, after, decided, known)
        found = office.raw.execute(
            "SELECT DISTINCT stamp FROM sync_change JOIN sync_author ON number = author "
            "WHERE person = ?",
            (label,),
        ).fetchall()
        assert bool(found) == bool(noted), "a write was not captured, or one was made up"
        assert len(found) <= 1
        for write in noted:
            write.stamp = found[0][0]

    def some(
        self, office: Office, alive: int = 1, kinds: str = "person task step page"
    ) -> tuple[str, str] | None:
        """Pick a record of an office."""
        found = sorted(
            key for key, row in office.rows().items() if row["alive"] == alive and key[0] in kinds
        )
        return self.chance.choice(found) if found else None

    def value(self, name: str) -> Any:
        if self.chance.random() < 0.1:
            return None
        few = self.chance.randrange(4)
        return few if name == "n" else f"{name}{few}"

    def fields(self, kind: str) -> list[str]:
        names = {"person": ["name", "phone", "n"], "task": ["title"], "step": ["what"]}
        return names.get(kind, ["text", "goal"])

    def add(self, office: Office) -> None:
        kind = self.chance.choice(("person", "person", "task", "step"))
        values: dict[str, Any] = {name: self.value(name) for name in self.fields(kind)}
        space = self.chance.choice(SPACES)
        owner = None
        if kind != "person":
            found = self.some(office, kinds={"task": "person", "step": "task"}[kind])
            if found is None:
                return
            owner = found[1]
            space = str(office.rows()[found]["space_id"])
        row = {"id": identifier(self.chance), "space_id": space, "owner_id": owner, **values}
        self.insert(office, kind, {**row, "rank": self.chance.choice("CMV")})

    def insert(self, office: Office, kind: str, row: dict[str, Any]) -> None:
        statement = f"INSERT INTO {kind} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        self.write(office, lambda raw: raw.execute(statement, tuple(row.values())), set())

    def fill_page(self, office: Office) -> None:
        space = self.chance.choice(SPACES)
        values = {name: self.value(name) for name in ("text", "goal")}
        if ("page", page_of(space)) in office.rows():
            self.update(office, "page", page_of(space), values)
        else:
            row = {"id": page_of(space), "space_id": space, "rank": "V", **values}
            self.insert(office, "page", row)

    def update(self, office: Office, kind: str, record_id: str, values: dict[str, Any]) -> None:
        statement = f"UPDATE {kind} SET {', '.join(f'{key} = ?' for key in values)} WHERE id = ?"
        self.write(office, lambda raw: raw.execute(statement, (*values.values(), record_id)), set())

    def edit(self, office: Office) -> None:
        found = self.some(office, alive=self.chance.choice((1, 1, 1, 1, 0)))
        if found is None:
            return
        names = [*self.fields(found[0]), "rank"]
        chosen = self.chance.sample(names, self.chance.choice((1, 1, 2, len(names))))
        values = {name: self.value(name) for name in chosen}
        if "rank" in values:
            values["rank"] = self.chance.choice("CMV")
        self.update(office, found[0], found[1], values)

    def edit_many(self, office: Office) -> None:
        statement = self.chance.choice(
            (
                "UPDATE person SET n = coalesce(n, 0) + 1",
                "UPDATE person SET phone = 'all' WHERE alive = 1",
                "UPDATE task SET title = 'same'",
                UPSERT,
            )
        )
        self.write(office, lambda raw: raw.execute(statement), set())

    def remove(self, office: Office) -> None:
        found = self.some(office)
        if found is not None:
            self.update(office, found[0], found[1], {"alive": 0})

    def bring_back(self, office: Office) -> None:
        found = self.some(office, alive=0)
        if found is not None:
            extra = {self.fields(found[0])[0]: "back"} if self.chance.random() < 0.5 else {}
            self.update(office, found[0], found[1], {"alive": 1, **extra})

    def settle(self, office: Office) -> None:
        found = sorted(office.conflicts(), key=repr)
        if not found:
            return
        kind, record_id, name, _difference, values = self.chance.choice(found)
        choices = [0, 1] if name == "alive" else [*sorted(values, key=repr), self.value(name)]
        value = self.chance.choice(choices)
        statement = f"UPDATE {kind} SET {name} = ? WHERE id = ?"
        decided = {(kind, record_id, name)}
        self.write(office, lambda raw: raw.execute(statement, (value, record_id)), decided)

    def send(self, office: Office) -> None:
        to = self.chance.choice([*self.offices, None])
        self.mail.append(office.send(to if to is not office else None))

    def receive(self, office: Office) -> None:
        if not self.mail:
            return
        data = self.chance.choice(self.mail)
        if len(self.mail) > 3 and self.chance.random() < 0.2:
            self.mail.remove(data)
        report = office.receive(data)
        assert report.writes == (
            report.known + report.applied + report.conflicting + report.waiting
        )
        self.count["branches"] += report.branches
        self.count["restored"] += report.restored

    def damage(self, office: Office) -> None:
        if not self.mail:
            return
        data = bytearray(self.chance.choice(self.mail))
        if self.chance.random() < 0.5:
            del data[self.chance.randrange(len(data)) :]
        else:
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        before = office.everything()
        with pytest.raises(BadFile):
            office.receive(bytes(data))
        assert office.everything() == before

    def power_cut(self, office: Office) -> None:
        if not self.mail:
            return
        before = office.everything()
        settle = settling.settle_owners

        def cut(*arguments: Any) -> Any:
            settle(*arguments)
            raise PowerCut

        data = self.chance.choice(self.mail)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settling, "settle_owners", cut)
            with pytest.raises(PowerCut):
                office.receive(data)
        assert office.everything() == before
        assert capture.is_installed(office.connection, office.tables)

    def back_up(self, office: Office) -> None:
        self.backups = [*self.backups, office.copy()][-3:]

    def copy(self, office: Office) -> None:
        """Put a backup in an office's place: its own, or, as a cloned computer, another's."""
        if not self.backups:
            return
        at = self.offices.index(office)
        office.close()
        self.offices[at] = Office(self.chance.choice(self.backups), offset=OFFSETS[at])
        self.offices[at].now = self.now
        if self.chance.random() < 0.3:
            with self.offices[at].connection.begin():
                identity.new_incarnation(self.offices[at].connection)

    def do_nothing(self, office: Office) -> None:
        assert office.write(lambda raw: None) == ()

    # Checks

    def check(self, office: Office, why: str) -> None:
        rows, conflicts = self.oracle.expect(office.known())
        found = {
            key: {name: one for name, one in row.items() if one is not None}
            for key, row in office.rows().items()
        }
        wanted = {
            key: {name: one for name, one in row.items() if one is not None}
            for key, row in rows.items()
        }
        assert found == wanted, why
        assert office.conflicts() == conflicts, why
        assert not office.raw.execute("PRAGMA foreign_key_check").fetchall()

    def finish(self) -> None:
        """Let everybody hear from everybody: all are equal, and nothing any of them knew is lost."""
        everything = frozenset().union(*(office.known() for office in self.offices))
        for _round in range(6):
            for sender in self.offices:
                for receiver in self.offices:
                    if sender is not receiver:
                        receiver.receive(sender.send(receiver))
        first = self.offices[0]
        for office in self.offices:
            self.check(office, "end")
            assert office.known() == first.known() >= everything
            assert office.rows() == first.rows()
            assert office.conflicts() == first.conflicts()


def answers(rows: State) -> State:
    """Leave out what is empty."""
    return {
        key: {name: value for name, value in row.items() if value is not None}
        for key, row in rows.items()
    }


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_histories_agree_with_the_oracle(batch: int) -> None:
    for seed in range(batch, HISTORIES, BATCHES):
        try:
            World(seed).run()
        except BaseException as error:
            error.add_note(f"history with seed {seed}")
            raise

"""Random histories: what offices do, what goes wrong, and the comparison with the oracle after each step."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from msp_desktop.db.replica import capture, identity, settling, spaces
from msp_desktop.db.replica.undisturbed import undisturbed
from msp_desktop.domain.segments import BadFile
from tests.sync.oracle import Oracle
from tests.sync.world import NEWEST, SPACES, START, YEAR, Office, State, page_of

STEPS = 70
ROUNDS = 6
UPSERT = (
    "INSERT INTO person (id, space_id, name) SELECT id, space_id, 'up' FROM person "
    "WHERE true ON CONFLICT (id) DO UPDATE SET name = excluded.name"
)
OFFSETS = (0, -3 * YEAR, 40 * 86_400_000, 5_000)


class PowerCut(Exception):
    """Raised in the middle of an import."""


class World:
    """A few offices, the mail between them, and everything that can go wrong with either."""

    at = 0

    def __init__(
        self, chance: random.Random, number: int, *, copies: bool, skew: bool, purges: bool
    ) -> None:
        """Set up the offices, and say what may happen to them besides losing and damaging mail."""
        self.chance = chance
        self.count: Counter[str] = Counter()
        self.oracle = Oracle()
        self.now = START
        self.labels = 0
        self.records = 0
        self.mail: list[bytes] = []
        self.backups: list[tuple[Any, int]] = []
        self.may_lose = copies or purges
        self.offices = [
            Office(version=self.chance.randrange(NEWEST + 1) if skew else NEWEST, offset=offset)
            for offset in OFFSETS[:number]
        ]
        self.steps = [self.add, self.edit, self.edit, self.edit, self.fill_page, self.edit_many]
        self.steps += [self.remove, self.bring_back, self.settle, self.send, self.send_some]
        self.steps += [self.send, self.receive, self.receive, self.receive, self.receive]
        self.steps += [self.damage, self.power_cut, self.back_up, self.do_nothing]
        self.steps += [self.restore, self.clone, self.clone, self.clone] if copies else []
        self.steps += [self.upgrade] if skew else []
        self.steps += [self.purge] if purges else []

    @classmethod
    def of_seed(cls, seed: int) -> World:
        """Set up offices of which the seed decides everything."""
        chance = random.Random(seed)
        number = chance.choice((2, 2, 3, 4))
        copies, skew, purges = (chance.random() < share for share in (0.5, 0.4, 0.15))
        return cls(chance, number, copies=copies, skew=skew, purges=purges)

    def run(self) -> None:
        """Let the whole history happen."""
        try:
            for _step in range(STEPS):
                self.do(
                    self.chance.randrange(len(self.offices)),
                    self.chance.choice(self.steps),
                )
            self.finish()
        finally:
            self.close()

    def close(self) -> None:
        for office in self.offices:
            office.close()

    # Steps

    def do(self, at: int, step: Callable[[Office], None]) -> None:
        """Let an office do something, and compare it with the oracle."""
        self.now += self.chance.choice((0, 1, 1_000, 60_000))
        for one in self.offices:
            one.now = self.now
        self.count[step.__name__] += 1
        step(self.offices[at])
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
        stamp = office.stamp_of(label)
        assert (stamp is not None) == bool(noted), "a write was not captured, or one was made up"
        for write in noted:
            write.stamp = stamp or 0

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

    def add(self, office: Office) -> None:
        kind = self.chance.choice(("person", "person", "task", "step"))
        if kind not in office.tables:
            return
        values: dict[str, Any] = {name: self.value(name) for name in office.fields(kind)}
        space = self.chance.choice(SPACES)
        owner = None
        if kind != "person":
            found = self.some(office, kinds={"task": "person", "step": "task"}[kind])
            if found is None:
                return
            owner = found[1]
            space = str(office.rows()[found]["space_id"])
        self.records += 1
        row = {"id": f"{self.records:032x}", "space_id": space, "owner_id": owner, **values}
        self.insert(office, kind, {**row, "rank": self.chance.choice("CMV")})

    def insert(self, office: Office, kind: str, row: dict[str, Any]) -> None:
        statement = f"INSERT INTO {kind} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        self.write(office, lambda raw: raw.execute(statement, tuple(row.values())), set())

    def fill_page(self, office: Office) -> None:
        space = self.chance.choice(SPACES)
        values = {name: self.value(name) for name in office.fields("page")}
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
        names = [*office.fields(found[0]), "rank"]
        chosen = self.chance.sample(names, self.chance.choice((1, 1, 2, len(names))))
        values = {name: self.value(name) for name in chosen}
        if "rank" in values:
            values["rank"] = self.chance.choice("CMV")
        self.update(office, found[0], found[1], values)

    def edit_many(self, office: Office) -> None:
        statements = ["UPDATE page SET text = 'all'", UPSERT]
        if "n" in office.fields("person"):
            statements.append("UPDATE person SET n = coalesce(n, 0) + 1")
        if "phone" in office.fields("person"):
            statements.append("UPDATE person SET phone = 'all' WHERE alive = 1")
        if "task" in office.tables:
            statements.append("UPDATE task SET title = 'same'")
        statement = self.chance.choice(statements)
        self.write(office, lambda raw: raw.execute(statement), set())

    def remove(self, office: Office) -> None:
        found = self.some(office)
        if found is not None:
            self.update(office, found[0], found[1], {"alive": 0})

    def bring_back(self, office: Office) -> None:
        found = self.some(office, alive=0)
        if found is not None:
            extra = {office.fields(found[0])[0]: "back"} if self.chance.random() < 0.5 else {}
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
        self.mail.append(office.send(*self.some_others(office)))

    def send_some(self, office: Office) -> None:
        """Send a file that leaves out some segments, as parts and short files do."""
        to = self.some_others(office)
        self.mail.append(office.send(*to, without=lambda _at: self.chance.random() < 0.3))

    def some_others(self, office: Office) -> list[Office]:
        """Pick to whom a file goes; nobody means anybody."""
        others = [one for one in self.offices if one is not office]
        return self.chance.sample(others, self.chance.choice((0, 1, 1, 1, len(others))))

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
            del data[int(self.chance.random() * len(data)) :]
        else:
            data[int(self.chance.random() * len(data))] ^= 1 << self.chance.randrange(8)
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
        self.backups = [*self.backups, (office.copy(), office.version)][-3:]

    def restore(self, office: Office) -> None:
        """Put a backup in an office's place from within the program, which then is a new writer."""
        if self.backups:
            self.put_in_place(office, *self.chance.choice(self.backups))
            restored = self.offices[self.at]
            with restored.connection.begin():
                identity.new_incarnation(restored.connection)

    def clone(self, office: Office) -> None:
        """Put a backup in an office's place behind the program's back; or another office's computer."""
        if self.backups:
            self.put_in_place(office, *self.chance.choice(self.backups))

    def upgrade(self, office: Office) -> None:
        """Install a newer version of the program."""
        newer = self.chance.randint(office.version, NEWEST)
        self.put_in_place(office, office.copy(), newer)

    def put_in_place(self, office: Office, source: Any, version: int) -> None:
        self.at = self.offices.index(office)
        offset = OFFSETS[self.at]
        replacement = Office(source, max(version, office.version), offset)
        replacement.now = self.now
        self.offices[self.at] = replacement
        office.close()

    def purge(self, office: Office) -> None:
        """Throw a space away, as is done with samples."""
        if self.chance.random() < 0.5:
            with office.connection.begin():
                spaces.purge_stream(office.connection, self.chance.choice(SPACES))

    def do_nothing(self, office: Office) -> None:
        assert office.write(lambda raw: None) == ()

    # Checks

    def check(self, office: Office, why: str) -> None:
        rows, conflicts = self.oracle.expect(office.known(), office.kinds)
        assert answers(office.rows()) == answers(rows), why
        assert office.conflicts() == conflicts, why
        assert not office.raw.execute("PRAGMA foreign_key_check").fetchall()

    def finish(self) -> None:
        """Let everybody hear from everybody: all are equal, and nothing any of them knew is lost."""
        everything = frozenset().union(*(office.known() for office in self.offices))
        for _round in range(ROUNDS):
            for sender, receiver in itertools.permutations(self.offices, 2):
                receiver.receive(sender.send(receiver))
            if len({(office.known(), office.digest()) for office in self.offices}) == 1:
                break
        assert len({office.digest() for office in self.offices}) == 1, "digests of versions differ"
        for office in self.offices:
            self.upgrade_fully(office)
        first = self.offices[0]
        for office in self.offices:
            self.check(office, "end")
            assert office.known() == first.known() >= everything
            assert office.rows() == first.rows()
            assert office.conflicts() == first.conflicts()
            assert office.digest() == first.digest()
            assert self.may_lose or not office.waiting()
            assert office.is_sound()

    def upgrade_fully(self, office: Office) -> None:
        if office.version < NEWEST:
            self.put_in_place(office, office.copy(), NEWEST)


def answers(rows: State) -> State:
    """Leave out what is empty."""
    return {
        key: {name: value for name, value in row.items() if value is not None}
        for key, row in rows.items()
    }


def run(seed: int) -> Counter[str]:
    """Run one history; return how often each thing happened in it."""
    world = World.of_seed(seed)
    try:
        with undisturbed():
            world.run()
    except BaseException as error:
        error.add_note(f"history with seed {seed}")
        raise
    return world.count

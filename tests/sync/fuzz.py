"""Damaged and forged sync files without end: refused, or harmless where a legitimate key signed them."""

from __future__ import annotations

import math
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence

import psutil

from msp_desktop.app.exchange import delivery, introducing
from msp_desktop.db.replica import capture, disputes
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.segments import BadFile
from msp_desktop.sync import envelope
from tests.sync.damage import DAMAGE
from tests.sync.file_parts import Sample
from tests.sync.forgery import FORGERY
from tests.sync.world import SPACES, Office, exchange, page_of

MOST_STEPS = 200_000
"""Of the database's own machine, for one file: taken in, worked with and sent on."""

MOST_GROWTH = 400 * 2**20
"""Of the memory of a process from the first to the last file (bytes)."""

_STEPS_AT_ONCE = 100

# Valid files to begin with


def samples() -> tuple[list[Sample], Office]:
    """Return valid files of several kinds, and an office that may take them in."""
    first, second, reader = Office(), Office(), Office()
    ada, ben, dig = ("1" * 32, "2" * 32, "3" * 32)
    first.add("person", ada, name="Ada", phone="1")
    files = [first.send()]
    exchange(first, second, reader, rounds=1)
    first.add("task", dig, owner_id=ada, title="Dig")
    first.add("page", page_of(SPACES[0]), text="wells")
    second.put("person", ada, name="Ada R.", n=3)
    second.add("page", page_of(SPACES[0]), text="springs", goal="6")
    first.put("person", ada, name="Ada Rai", n=4)
    files.append(first.send(second))
    copied = Office(first.copy())
    first.put("person", ada, alive=0)
    copied.put("person", ada, phone="copied")
    copied.add("person", ben, name="Ben")
    for office in (first, copied):
        second.receive(office.send())
    second.settle("person", ada, "name", "decided")
    second.settle("person", ada, "alive", 0)
    second.put("person", ada, alive=1)
    files.append(second.send())
    waiting = Office()
    waiting.receive(second.send(without=lambda at: at == 0))
    files.append(waiting.send())
    offices = (first, second, copied, waiting)
    secrets = {one.identity.origin.key: one.identity.secret for one in offices}
    for office in offices:
        office.close()
    return [Sample(data, secrets) for data in files], reader


# Judging


class Judge:
    """Takes files in, watches what happens, and puts everything back."""

    def __init__(self) -> None:
        self.samples, self.reader = samples()
        self.reader.raw.set_progress_handler(self._count, _STEPS_AT_ONCE)
        self.steps = 0
        self.valid = {one.data for one in self.samples}

    def close(self) -> None:
        self.reader.close()

    def _count(self) -> int:
        """Count the work of the database; be told by it now and then, and let it go on."""
        self.steps += _STEPS_AT_ONCE
        return 0

    def damaged(self, seed: int) -> str:
        """Make a damaged file; it must be refused unless it is a valid file again."""
        chance = random.Random(seed)
        one, other = chance.choice(self.samples), chance.choice(self.samples)
        how: Callable[[random.Random, bytes, bytes], bytes] = chance.choice(DAMAGE)
        data = how(chance, one.data, other.data)
        try:
            envelope.read_header(data)
            envelope.read(data)
        except BadFile:
            return f"{how.__name__} refused"
        assert data in self.valid, f"{how.__name__} was accepted"
        return f"{how.__name__} changed nothing"

    def forged(self, seed: int) -> str:
        """Make a forged file; it must be refused, or leave a database one can work with."""
        chance = random.Random(seed)
        how = chance.choice(FORGERY)
        data = how(chance, chance.choice(self.samples))
        reader, before = self.reader, self.reader.rows()
        self.steps = 0
        try:
            with reader.connection.begin() as transaction:
                store = Store(reader.connection)
                header, content = introducing.open_up(store, data)
                delivery.take_in(store, header, content, reader.clock)
                self._go_on(reader)
                transaction.rollback()
        except Problem:
            assert reader.rows() == before
            return f"{how.__name__} refused"
        assert reader.rows() == before
        return f"{how.__name__} taken in"

    def _go_on(self, reader: Office) -> None:
        """Work with what was taken in: look at it, write over it, send it on."""
        raw = reader.raw
        assert capture.is_installed(reader.connection, reader.tables)
        assert not raw.execute("PRAGMA foreign_key_check").fetchall()
        disputes_here = reader.conflicts()
        assert len(disputes_here) == disputes.count_conflicts(reader.connection)
        reader.digest()
        raw.execute("UPDATE person SET name = 'written over', alive = 1 - alive")
        raw.execute("UPDATE page SET text = 'written over'")
        capture.seal(reader.connection, Author("somebody"), reader.clock)
        options = delivery.SendOptions(is_open=True)
        store = Store(reader.connection)
        delivery.put_together(store, ("", ""), options, list(SPACES), reader.clock)


def run(
    seeds: Sequence[int], most_seconds: float = math.inf
) -> list[tuple[int, Counter[str], str]]:
    """Make a damaged or, for every third seed, a forged file; return what became of each.

    ``most_seconds`` is how long one may take: for runs on a computer that does nothing else.
    """
    judge, process = Judge(), psutil.Process()
    found: list[tuple[int, Counter[str], str]] = []
    begun_with = 0
    for done, seed in enumerate(seeds):
        begun = time.monotonic()
        try:
            what = judge.forged(seed) if seed % 3 == 0 else judge.damaged(seed)
            seconds, memory = time.monotonic() - begun, process.memory_info().rss
            if done == 20:
                begun_with = memory
            assert seconds < most_seconds, f"took {seconds:.1f} s"
            assert judge.steps < MOST_STEPS, f"made the database take {judge.steps} steps"
            assert not begun_with or memory - begun_with < MOST_GROWTH, f"grew to {memory} bytes"
            found.append((seed, Counter([what]), ""))
        except Exception:
            found.append((seed, Counter(), traceback.format_exc()))
    judge.close()
    return found

"""Real processes on real files, killed at random moments: the state before or after, never between."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DatabaseError

from msp_desktop.app import exchange
from msp_desktop.app.office import Office, back_up_to, open_office, restore, set_up_office
from msp_desktop.db import soundness
from msp_desktop.db.replica import identity
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author
from msp_desktop.domain.ids import new_id
from msp_desktop.domain.problems import Problem
from msp_desktop.sync import envelope

RECORDS = 600
OPEN = exchange.SendOptions(is_open=True)
_CONTEXT = (
    multiprocessing.get_context("spawn")
    if sys.platform == "win32"
    else multiprocessing.get_context("forkserver")
)
_LONGEST = 60.0
"""How long a process may take (seconds)."""


class Scene(NamedTuple):
    """Two states of one office, and a sync file that leads from the first to the second."""

    before: Path
    after: Path
    file: Path
    digests: tuple[str, str]


# What the processes do


def take_in(home: Path, file: Path, there: Connection) -> None:
    """Take a file in; say when it begins, and how many moments it had."""
    office = open_office(home)
    with _moments(there):
        exchange.receive(office.workspace.database, [file])
    office.close()


def write_file(home: Path, file: Path, there: Connection) -> None:
    """Write a file; say when it begins, and how many moments it had."""
    office = open_office(home)
    with _moments(there):
        exchange.send(office.workspace.database, file, OPEN)
    office.close()


@contextmanager
def _moments(there: Connection) -> Iterator[None]:
    """Count every call of a function, and end the process without a word at the one that is told.

    0 tells to count only, -1 not even that.
    """
    there.send("ready")
    last = int(there.recv())
    count = 0

    def call(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")
        if 0 < last == count:
            os.kill(os.getpid(), KILL)

    if last >= 0:
        sys.setprofile(call)
    yield
    sys.setprofile(None)
    there.send(count)


def take_in_with_little_room(home: Path, file: Path, ready: Connection) -> None:
    """Take a file in while no file may grow beyond what is told; say what came of it."""
    import resource

    office = open_office(home)
    ready.send("ready")
    most = ready.recv()
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        exchange.receive(office.workspace.database, [file])
        told = ""
    except (Problem, OSError, DatabaseError, driver.Error) as problem:
        told = str(problem)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    ready.send(told)


Work = Callable[[Path, Path, Connection], None]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


# The scene


def make_scene(folder: Path) -> Scene:
    """Make an office, and let a copy of it write a great deal that the first does not know."""
    first, second = folder / "before", folder / "after"
    office = set_up_office(first, name="Jumla", place="Jumla", person="Sita")
    space = office.workspace.add_partnership({"name": "Clean water"})
    shared = [_add(store, space, at) for store in _writing(office) for at in range(RECORDS // 3)]
    back_up_to(office, folder / "backup.msp")
    office.close()
    restore(second, folder / "backup.msp")
    office = open_office(second)
    for store in _writing(office):
        for at, record_id in enumerate(shared):
            store.update("partner", record_id, {"name": f"renamed {at}"})
        for at in range(RECORDS):
            _add(store, space, at)
    file = folder / "big.mspsync"
    exchange.send(office.workspace.database, file, OPEN)
    for store in _writing(
        office
    ):  # not sealed yet: what is killed while writing has something to do
        for at in range(RECORDS):
            _add(store, space, at)
    office.close()
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        trial = Path(shutil.copytree(first, Path(scratch) / "home"))
        before = _look(trial)
        office = open_office(trial)
        exchange.receive(office.workspace.database, [file])
        office.close()
        digests = before, _look(trial)
    return Scene(first, second, file, digests)


def _writing(office: Office) -> Iterator[Store]:
    with office.workspace.database.transaction(Author("Sita")) as store:
        yield store


def _add(store: Store, space: str, at: int) -> str:
    record_id = new_id()
    store.create("partner", record_id, space, {"name": f"Partner {at}"})
    return record_id


def _look(home: Path) -> str:
    """Open an office that was left lying, check that it is sound, and return what it holds."""
    office = open_office(home)
    try:
        with office.workspace.database.reading() as store:
            complaints = list(soundness.complaints(store.connection))
        assert not complaints, complaints
        return exchange.digest(office.workspace.database)
    finally:
        office.close()


# Killing


class End(NamedTuple):
    """When a process is ended: after so many seconds, or in its so many-th moment."""

    seconds: float | None = None
    moment: int = -1


def ended(work: Work, home: Path, file: Path, end: End) -> tuple[float, int]:
    """Let a process begin, and end it; return for how many seconds and moments it worked."""
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(home, file, there))
    process.start()
    there.close()
    assert here.poll(_LONGEST), "the process did not begin"
    here.recv()
    here.send(end.moment)
    begun = time.monotonic()
    if end.seconds is not None:
        process.join(end.seconds)
        process.kill()
    process.join(_LONGEST)
    assert process.exitcode is not None, "the process did not end"
    seconds = time.monotonic() - begun
    if end == End() or end.moment == 0:
        assert process.exitcode == 0, "the process failed"
        return seconds, int(here.recv())
    return seconds, 0


def _incarnation(home: Path) -> int:
    office = open_office(home)
    with office.workspace.database.reading() as store:
        found = identity.identity(store.connection).incarnation
    office.close()
    return found


def kill_import(scene: Scene, folder: Path, end: End) -> str:
    """Kill an import; the office is as before it or as after it, and can take the file in."""
    home = Path(shutil.copytree(scene.before, folder / "home"))
    incarnation = _incarnation(home)
    ended(take_in, home, scene.file, end)
    digest = _look(home)
    assert _incarnation(home) == incarnation, "mistaken for a copy"
    office = open_office(home)
    reports = len(exchange.reports(office.workspace.database))
    assert (digest, reports) in zip(scene.digests, (0, 1), strict=True), "neither before nor after"
    exchange.receive(office.workspace.database, [scene.file])
    office.close()
    assert _look(home) == scene.digests[1]
    return f"import killed {'after' if reports else 'before'} it counted"


def kill_export(scene: Scene, folder: Path, end: End) -> str:
    """Kill an export; the file is whole or absent, and the office loses nothing."""
    home, stick = Path(shutil.copytree(scene.after, folder / "home")), folder / "stick"
    stick.mkdir()
    file, other = stick / "1.mspsync", stick / "2.mspsync"
    digest, incarnation = _look(home), _incarnation(home)
    ended(write_file, home, file, end)
    names = {one.name for one in stick.iterdir()}
    assert names <= {file.name, file.name + ".part"}
    if file.exists():
        envelope.read(file.read_bytes())
    assert (_look(home), _incarnation(home)) == (digest, incarnation)
    office = open_office(home)
    exchange.send(office.workspace.database, other, OPEN)
    office.close()
    reader = Path(shutil.copytree(scene.before, folder / "reader"))
    office = open_office(reader)
    exchange.receive(office.workspace.database, [other])
    office.close()
    assert _look(reader) == digest
    return f"export killed, the file is {'whole' if file.name in names else 'absent'}"


def full_disk(scene: Scene, folder: Path, most: int) -> str:
    """Take a file in where no file may become larger than ``most`` bytes; return what it said."""
    home = Path(shutil.copytree(scene.before, folder / f"full{most}"))
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=take_in_with_little_room, args=(home, scene.file, there))
    process.start()
    assert here.poll(_LONGEST)
    here.recv()
    here.send(most)
    assert here.poll(_LONGEST)
    told = str(here.recv())
    process.join(_LONGEST)
    assert process.exitcode == 0
    assert _look(home) == scene.digests[0 if told else 1]
    return told


def run(seeds: Sequence[int]) -> Iterator[tuple[int, Counter[str], str]]:
    """End one process for each seed; yield what became of each.

    Imports and exports take turns, and so do ends after a while and ends in a certain moment.
    """
    with tempfile.TemporaryDirectory() as place:
        os.environ.setdefault("MSP_DESKTOP_WITNESSES", str(Path(place) / "witnesses"))
        scene = make_scene(Path(place))
        longest = {work: _measured(work, scene, Path(place)) for work in (take_in, write_file)}
        for seed in seeds:
            work, check = ((take_in, kill_import), (write_file, kill_export))[seed % 2]
            seconds, moments = longest[work]
            chance = random.Random(seed)
            by_moment = End(moment=chance.randint(1, moments))
            end = by_moment if seed // 2 % 2 else End(chance.uniform(0, 2 * seconds))
            with tempfile.TemporaryDirectory(dir=place) as folder:
                try:
                    yield seed, Counter([check(scene, Path(folder), end)]), ""
                except (AssertionError, OSError, Problem):
                    yield seed, Counter(), traceback.format_exc()


def _measured(work: Work, scene: Scene, place: Path) -> tuple[float, int]:
    """Return for how many seconds and moments a process works that nobody ends."""
    found = []
    for end in (End(), End(moment=0)):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            home, file = scene.before, scene.file
            if work is write_file:
                home, file = scene.after, Path(folder) / "1.mspsync"
            home = Path(shutil.copytree(home, Path(folder) / "home"))
            found.append(ended(work, home, file, end))
    return found[0][0], found[1][1]

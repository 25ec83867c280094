"""Real processes on real files, killed at random moments: the state before or after, never between."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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


def take_in(home: Path, file: Path, ready: Connection) -> None:
    """Take a file in; say when it begins."""
    office = open_office(home)
    ready.send("ready")
    exchange.receive(office.workspace.database, [file])
    office.close()


def write_file(home: Path, file: Path, ready: Connection) -> None:
    """Write a file; say when it begins."""
    office = open_office(home)
    ready.send("ready")
    exchange.send(office.workspace.database, file, OPEN)
    office.close()


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


def killed_after(work: Work, home: Path, file: Path, seconds: float | None) -> float:
    """Let a process begin, kill it after a while, and return how long it was left alone."""
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(home, file, there))
    process.start()
    assert here.poll(_LONGEST), "the process did not begin"
    here.recv()
    begun = time.monotonic()
    if seconds is not None:
        process.join(seconds)
        process.kill()
    process.join(_LONGEST)
    assert process.exitcode is not None, "the process did not end"
    assert process.exitcode == 0 or seconds is not None, "the process failed"
    return time.monotonic() - begun


def _incarnation(home: Path) -> int:
    office = open_office(home)
    with office.workspace.database.reading() as store:
        found = identity.identity(store.connection).incarnation
    office.close()
    return found


def kill_import(scene: Scene, folder: Path, seconds: float) -> str:
    """Kill an import; the office is as before it or as after it, and can take the file in."""
    home = Path(shutil.copytree(scene.before, folder / "home"))
    incarnation = _incarnation(home)
    killed_after(take_in, home, scene.file, seconds)
    digest = _look(home)
    assert _incarnation(home) == incarnation, "mistaken for a copy"
    office = open_office(home)
    reports = len(exchange.reports(office.workspace.database))
    assert (digest, reports) in zip(scene.digests, (0, 1), strict=True), "neither before nor after"
    exchange.receive(office.workspace.database, [scene.file])
    office.close()
    assert _look(home) == scene.digests[1]
    return f"import killed {'after' if reports else 'before'} it counted"


def kill_export(scene: Scene, folder: Path, seconds: float) -> str:
    """Kill an export; the file is whole or absent, and the office loses nothing."""
    home, stick = Path(shutil.copytree(scene.after, folder / "home")), folder / "stick"
    stick.mkdir()
    file, other = stick / "1.mspsync", stick / "2.mspsync"
    digest, incarnation = _look(home), _incarnation(home)
    killed_after(write_file, home, file, seconds)
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
    """Kill one process for each seed, imports and exports in turn; yield what became of each."""
    with tempfile.TemporaryDirectory() as place:
        os.environ.setdefault("MSP_DESKTOP_WITNESSES", str(Path(place) / "witnesses"))
        scene = make_scene(Path(place))
        longest = {work: _time(work, scene, Path(place)) for work in (take_in, write_file)}
        for seed in seeds:
            chance = random.Random(seed)
            work, check = ((take_in, kill_import), (write_file, kill_export))[seed % 2]
            seconds = chance.uniform(0, 1.2 * longest[work])
            with tempfile.TemporaryDirectory(dir=place) as folder:
                try:
                    yield seed, Counter([check(scene, Path(folder), seconds)]), ""
                except (AssertionError, OSError, Problem):
                    yield seed, Counter(), traceback.format_exc()


def _time(work: Work, scene: Scene, place: Path) -> float:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        source, file = (
            (scene.before, scene.file)
            if work is take_in
            else (scene.after, Path(folder) / "1.mspsync")
        )
        return killed_after(work, Path(shutil.copytree(source, Path(folder) / "home")), file, None)

"""One run of all measurements of the exchange, and how they are told."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from msp_desktop.app.bench import measuring, others, workload
from msp_desktop.app.bench.measuring import Offices
from msp_desktop.app.bench.workload import FIELDS, KIND, Workload

Figures = dict[str, Any]

SAVED = {
    "saved one by one": measuring.save_each,
    "saved five to a form": measuring.save_forms,
    "saved in one step": measuring.save_at_once,
}
NEW = "new rows"
CACHES = 2_000, 65_536
"""What raw SQLite may keep in memory, in KiB: what it does unless told otherwise, and more than it needs."""
_SMALL_FILES = 60
_SAVES = 300
_MEMORY = """
import sys
from pathlib import Path
from msp_desktop.app.bench import measuring
from msp_desktop.db.database import Database

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

database = Database(Path(sys.argv[1]))
before = peak()
measuring.take_in_file(database, Path(sys.argv[2]))
print(peak() - before)
"""


def measure_exchange(changes: int, runs: int) -> Figures:
    """Measure the exchange of so many single-field changes, and of a fifth as many new rows.

    Seconds are those of the processor, and every ratio is one of medians of ``runs`` taken in turn.
    Sizes are in bytes, for one change or one row.
    """
    work = workload.make(changes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        offices = Offices(folder, work)
        works = {way: partial(save, workload=work) for way, save in SAVED.items()}
        written = {way: offices.write(way, write) for way, write in works.items()}
        written[NEW] = offices.write(NEW, partial(measuring.insert, rows=work.new))
        rounds = [_round(folder, offices, work) for _ in range(runs)]
        seconds = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
        figures: Figures = {"changes": changes, "rows": len(work.new), "runs": runs}
        figures["seconds"] = seconds
        figures["import to raw"] = {way: _to_raw(seconds, way) for way in written}
        figures["export"] = written
        figures["others"] = _others(folder, work, seconds, runs)
        figures["bytes"] = _bytes(folder, offices, work)
        figures["conflicts"] = _conflicts(offices, work)
        figures["small file, ms"] = _small(offices)
        figures["save, ms"] = _saves(offices)
        figures["database to its records"] = _growth(offices)
        figures["written by the ORM, captured to plain"] = {
            task: took["captured"] / took["plain"]
            for task, took in others.orm(folder, work).items()
        }
    return figures


def measure_memory(changes: int) -> float:
    """Return how much memory (mebibytes) it takes to take in so many changes; Linux only, else 0."""
    if not sys.platform.startswith("linux"):
        return 0.0
    portion = min(changes, 100_000)
    work = workload.make(portion)
    with tempfile.TemporaryDirectory() as name:
        offices = Offices(Path(name), work)
        offices.write("many", partial(_save_often, workload=work, times=changes // portion))
        code = [sys.executable, "-c", _MEMORY, str(Path(name) / "second.msp")]
        done = subprocess.run(
            [*code, str(Path(name) / "many.mspsync")], capture_output=True, text=True, check=True
        )
    return float(done.stdout)


def described(figures: Mapping[str, Any]) -> Iterator[str]:
    """Say the figures line by line."""
    yield f"{figures['changes']} changes to single fields and {figures['rows']} new rows"
    seconds = figures["seconds"]
    for way, ratios in figures["import to raw"].items():
        yield (
            f"import, {way}: times as fast as executemany: {_told(ratios)}; "
            f"{seconds[way]:.2f} s; again {seconds[f'{way}, again']:.3f} s"
        )
    for way, took in figures["export"].items():
        yield f"export, {way}: {took['export']:.2f} s, again {took['export again']:.3f} s"
    for other, ratios in figures["others"].items():
        told = ratios if isinstance(ratios, str) else _told(ratios)
        yield f"beside {other}: {told}"
    for way, size in figures["bytes"].items():
        yield f"{way}: {_told(size)}" if isinstance(size, dict) else f"{way}: {size:.1f} bytes"
    shares = {way: seconds[f"{way}, unlocked and checked"] / seconds[way] for way in (*SAVED, NEW)}
    yield f"share of unlocking, hashes and signatures in the import: {_told(shares)}"
    for name in (
        *("conflicts", "small file, ms", "save, ms", "database to its records"),
        "written by the ORM, captured to plain",
    ):
        yield f"{name}: {_told(figures[name])}"
    for amount, mebibytes in figures.get("memory", {}).items():
        yield f"memory to take in {amount} changes: {mebibytes:.0f} MiB"


def _told(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in figures.items())


def _round(folder: Path, offices: Offices, work: Workload) -> dict[str, float]:
    """Measure every way once, in turn with what it is compared to."""
    seconds = {
        f"raw, cache of {cache} KiB, {task}": took
        for cache in CACHES
        for task, took in others.raw(folder, work, cache).items()
    }
    seconds["Core, changes"] = others.core(folder, work)
    names = ", ".join(("id", *FIELDS, "space_id", "rank"))
    marks = ", ".join("?" * (len(FIELDS) + 1))
    insert = f"INSERT INTO {KIND} ({names}) VALUES ({marks}, '{measuring.SPACE}', 'V')"
    by_field = measuring.by_field(work).items()
    updates = [(f"UPDATE {KIND} SET {field} = ? WHERE id = ?", rows) for field, rows in by_field]
    seconds["own driver, changes"] = offices.raw(updates)
    seconds["own driver, rows"] = offices.raw([(insert, work.new)])
    for way in (*SAVED, NEW):
        took = offices.receive(way)
        seconds[way], seconds[f"{way}, again"] = took["import"], took["import again"]
        seconds[f"{way}, unlocked and checked"] = offices.reading(way)
    return seconds


def _to_raw(seconds: Mapping[str, float], way: str) -> dict[str, float]:
    """Compare an import to each way of doing the same writes by plain statements."""
    task = "rows" if way == NEW else "changes"
    raws = [f"raw, cache of {cache} KiB" for cache in CACHES]
    return {raw: seconds[f"{raw}, {task}"] / seconds[way] for raw in (*raws, "own driver")}


def _others(folder: Path, work: Workload, seconds: Mapping[str, float], runs: int) -> Figures:
    """Say how many times as fast as other ways the import is; saves one by one, and new rows."""
    ours = {"changes": seconds["saved one by one"], "rows": seconds[NEW]}
    found: Figures = {"SQLAlchemy Core": {"changes": seconds["Core, changes"]}}
    if others.are_here("apsw"):
        found["SQLite changeset (apsw)"] = others.changesets(folder, work)[0]
    if others.are_here("pycrdt"):
        found["Yrs (pycrdt, in memory)"] = others.yrs(work)[0]
    by_node, missing = others.scripts(folder, work, runs)
    found |= by_node
    told: Figures = {
        other: {task: one / ours[task] for task, one in took.items()}
        for other, took in found.items()
    }
    return told | ({"PouchDB, Automerge": missing} if missing else {})


def _bytes(folder: Path, offices: Offices, work: Workload) -> Figures:
    """Return the bytes of one change or row in each way, and of a whole file with one edit."""
    changes, rows = len(work.changes), len(work.new)
    sizes: Figures = {way: offices.size(way) / changes for way in SAVED}
    sizes[NEW] = offices.size(NEW) / rows
    counts = {"changes": changes, "rows": rows}
    as_json = others.json_bytes(work)
    sizes["zstd-9 JSON"] = {task: others.packed(as_json[task]) / counts[task] for task in counts}
    sizes["gzip-6 JSON"] = {task: others.zipped(as_json[task]) / counts[task] for task in counts}
    if others.are_here("apsw"):
        sets = others.changesets(folder, work)[1]
        packed = {task: others.packed(sets[task]) / counts[task] for task in counts}
        sizes["zstd-9 SQLite changeset"] = packed
    one = replace(work, changes=work.changes[:1])
    offices.write("one edit", partial(measuring.save_each, workload=one))
    sizes["a file with one edit"] = float(offices.size("one edit"))
    return sizes


def _conflicts(offices: Offices, work: Workload) -> dict[str, float]:
    """Let the other office change the same fields to something else first."""
    differently = replace(
        work, changes=[(one, field, _other(value)) for one, field, value in work.changes]
    )
    offices.write_apart("apart", partial(measuring.save_at_once, workload=differently))
    took = offices.receive("saved one by one", receiver="apart")
    return {"seconds": took["import"], "opened": took["conflicting"]}


def _other(value: Any) -> Any:
    return value + 10 if isinstance(value, int) else f"{value} or so"


def _small(offices: Offices) -> dict[str, float]:
    seconds = sorted(offices.small_files(_SMALL_FILES))
    return {"median": 1000 * statistics.median(seconds), "p95": 1000 * _p95(seconds)}


def _saves(offices: Offices) -> dict[str, float]:
    plain, captured = (offices.saves(_SAVES, captured=one) for one in (False, True))
    return {
        "median captured": 1000 * statistics.median(captured),
        "median not captured": 1000 * statistics.median(plain),
        "p95 captured": 1000 * _p95(captured),
        "p95 not captured": 1000 * _p95(plain),
    }


def _growth(offices: Offices) -> dict[str, float]:
    """Compare a database after all changes, saved one by one, to what its records alone take."""
    offices.receive("saved one by one")
    found = {"receiver": offices.held("receiver"), "sender": offices.held("saved one by one")}
    return {who: used / records for who, (used, records) in found.items()}


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]


def _save_often(store: Any, workload: Workload, times: int) -> None:
    for number in range(times):
        changed = [(one, field, _marked(value, number)) for one, field, value in workload.changes]
        measuring.save_at_once(store, replace(workload, changes=changed))
        measuring.seal(store, number)


def _marked(value: Any, number: int) -> Any:
    return value + 10 * number if isinstance(value, int) else f"{value} {number}"

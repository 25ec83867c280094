"""The same workload in other ways: SQLite's changesets, Yrs, PouchDB, Automerge, and plain JSON."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import zstandard

from msp_desktop.app.bench.measuring import AUTHOR, timed
from msp_desktop.app.bench.workload import FIELDS, Answers, Workload

_TABLE = f"CREATE TABLE organisation (id TEXT NOT NULL PRIMARY KEY, {', '.join(FIELDS)})"
_INSERT = f"INSERT INTO organisation VALUES ({', '.join('?' * (len(FIELDS) + 1))})"
_TOOLS = Path(__file__).parents[3] / "tools" / "bench_sync"
_LEVEL = 9

Figures = dict[str, dict[str, float]]
"""Seconds by way and by task (``changes`` or ``rows``)."""


def raw(folder: Path, workload: Workload, cache: int) -> dict[str, float]:
    """Write the workload with Python's own SQLite, one statement a column: CPU seconds by task.

    ``cache`` is how much of the database SQLite may keep in memory, in KiB.
    """
    return {
        "changes": _raw(folder, workload, _statements(workload), cache),
        "rows": _raw(folder, workload, [(_INSERT, workload.new)], cache),
    }


def changesets(folder: Path, workload: Workload) -> tuple[dict[str, float], dict[str, bytes]]:
    """Apply SQLite's changesets by apsw: CPU seconds and the changesets themselves by task."""
    import apsw

    seconds, sets = {}, {}
    works: dict[str, Sequence[tuple[str, Sequence[Any]]]] = {
        "changes": _statements(workload),
        "rows": [(_INSERT, workload.new)],
    }
    for task, statements in works.items():
        first, second = (
            apsw.Connection(str(_database(folder, f"{name}.db", workload.rows)))
            for name in ("source", "target")
        )
        second.execute("PRAGMA synchronous = FULL")
        session = apsw.Session(first, "main")
        session.attach("organisation")
        with first:
            for statement, rows in statements:
                first.executemany(statement, rows)
        sets[task] = session.changeset()
        with timed() as lap, second:
            apsw.Changeset.apply(sets[task], second)
        seconds[task] = lap.cpu
        session.close()
        first.close()
        second.close()
    return seconds, sets


def yrs(workload: Workload) -> tuple[dict[str, float], dict[str, bytes]]:
    """Apply an update to a document of Yrs (in memory): CPU seconds and the updates by task."""
    from pycrdt import Doc, Map

    seconds, updates = {}, {}
    for task in ("changes", "rows"):
        first: Any = Doc()
        second: Any = Doc()
        rows: Any = Map()
        first["rows"] = rows
        second["rows"] = Map()
        with first.transaction():
            for row in workload.rows:
                rows[str(row[0])] = Map(_answers(row))
        second.apply_update(first.get_update())
        known = second.get_state()
        with first.transaction():
            if task == "changes":
                for record_id, field, value in workload.changes:
                    rows[record_id][field] = value
            else:
                for row in workload.new:
                    rows[str(row[0])] = Map(_answers(row))
        updates[task] = first.get_update(known)
        with timed() as lap:
            second.apply_update(updates[task])
        seconds[task] = lap.cpu
    return seconds, updates


def scripts(folder: Path, workload: Workload, runs: int) -> tuple[Figures, str]:
    """Let node run PouchDB and Automerge (CPU seconds, medians); without them say what is missing."""
    node = shutil.which("node")
    if node is None or not (_TOOLS / "node_modules").is_dir():
        return {}, "PouchDB and Automerge were not measured: run npm install in tools/bench_sync."
    script = node, "--expose-gc", "--max-old-space-size=6000", _TOOLS / "others.cjs"
    file = _written(folder, workload)
    found: Figures = {
        way: {
            task: statistics.median(_told(*script, file, way, task) for _ in range(runs))
            for task in ("changes", "rows")
        }
        for way in ("pouchdb", "automerge")
    }
    return found, ""


def core(folder: Path, workload: Workload) -> float:
    """Make the changes by SQLAlchemy's Core, one statement a column: CPU seconds."""
    database = _database(folder, "core.db", workload.rows)
    file = _written(folder, workload)
    return float(_told(sys.executable, _TOOLS / "core.py", database, file))


def orm(folder: Path, workload: Workload) -> Figures:
    """Add and change rows by SQLAlchemy's ORM, plainly and captured: CPU seconds by task."""
    office = folder / "first.msp"
    found: Figures = _told(sys.executable, _TOOLS / "orm.py", office, _written(folder, workload))
    return found


def json_bytes(workload: Workload) -> dict[str, bytes]:
    """Write the workload as JSON, one object for each change with who and when, and for each row."""
    now = time.time_ns() // 1_000_000
    changes = [
        {"id": one, "field": field, "value": value, "at": now + 7 * at, "by": AUTHOR.person}
        for at, (one, field, value) in enumerate(workload.changes)
    ]
    rows = [{"id": row[0], **_answers(row), "at": now, "by": AUTHOR.person} for row in workload.new]
    return {"changes": json.dumps(changes).encode(), "rows": json.dumps(rows).encode()}


def packed(data: bytes) -> int:
    """Return how large something is when compressed as sync files are."""
    return len(zstandard.ZstdCompressor(level=_LEVEL).compress(data))


def zipped(data: bytes) -> int:
    """Return how large something is when compressed by gzip."""
    return len(gzip.compress(data, 6))


def are_here(*modules: str) -> bool:
    """Say whether libraries for developers are installed."""
    return all(find_spec(module) is not None for module in modules)


def _written(folder: Path, workload: Workload) -> Path:
    file = folder / "workload.json"
    file.write_text(json.dumps({"fields": FIELDS, **asdict(workload)}))
    return file


def _told(*command: object) -> Any:
    """Run a program of the tools and return what it prints, read as JSON."""
    done = subprocess.run(
        [str(one) for one in command],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(_TOOLS.parents[1])},
    )
    return json.loads(done.stdout)


def _answers(row: Answers) -> dict[str, Any]:
    return dict(zip(FIELDS, row[1:], strict=True))


def _statements(workload: Workload) -> list[tuple[str, Sequence[Any]]]:
    by_field: dict[str, list[tuple[Any, str]]] = {}
    for record_id, field, value in workload.changes:
        by_field.setdefault(field, []).append((value, record_id))
    update = "UPDATE organisation SET {} = ? WHERE id = ?"
    return [(update.format(field), changes) for field, changes in by_field.items()]


def _database(folder: Path, name: str, rows: Sequence[Answers]) -> Path:
    path = folder / name
    for end in ("", "-wal", "-shm"):
        path.with_name(name + end).unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute(_TABLE)
    connection.execute("BEGIN")
    connection.executemany(_INSERT, rows)
    connection.execute("COMMIT")
    connection.close()
    return path


def _raw(
    folder: Path, workload: Workload, statements: Sequence[tuple[str, Sequence[Any]]], cache: int
) -> float:
    connection = sqlite3.connect(_database(folder, "raw.db", workload.rows), isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{cache}")
    with timed() as lap:
        connection.execute("BEGIN IMMEDIATE")
        for statement, rows in statements:
            connection.executemany(statement, rows)
        connection.execute("COMMIT")
    connection.close()
    return lap.cpu

"""What capturing adds to writing many records by SQLAlchemy's ORM: `orm.py OFFICE.msp WORKLOAD.json`.

Prints seconds of the processor as JSON: for adding and for changing every row, plainly and captured.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, registry

from msp_desktop.app.bench.measuring import AUTHOR, SPACE, timed
from msp_desktop.app.bench.workload import FIELDS, KIND
from msp_desktop.db.database import Database
from msp_desktop.db.store import Store
from msp_desktop.db.tables import TABLES


class Row:
    """A record as the ORM sees it."""

    id: Any
    name: Any

    def __init__(self, **answers: Any) -> None:
        for key, answer in answers.items():
            setattr(self, key, answer)


def add(store: Store, rows: list[list[Any]]) -> None:
    """Add every row as an object."""
    frame = {"space_id": SPACE, "rank": "V", "alive": 1}
    with Session(store.connection) as session:
        session.add_all(
            Row(**frame, **dict(zip(("id", *FIELDS), row, strict=True))) for row in rows
        )
        session.flush()


def change(store: Store, rows: list[list[Any]]) -> None:
    """Load as many rows as objects and change one answer of each."""
    with Session(store.connection) as session:
        for row in session.scalars(select(Row).limit(len(rows))):
            row.name = f"{row.name} or so"
        session.flush()


def measure(source: Path, rows: list[list[Any]]) -> dict[str, dict[str, float]]:
    """Do both kinds of work, each on a copy of the office, plainly and captured."""
    registry().map_imperatively(Row, TABLES[KIND])
    found: dict[str, dict[str, float]] = {}
    for name, work in (("insert", add), ("update", change)):
        for way in ("plain", "captured"):
            copy = source.with_name("orm.msp")
            for end in ("", "-wal", "-shm"):
                copy.with_name(copy.name + end).unlink(missing_ok=True)
            database = Database(Path(shutil.copy(source, copy)))
            with timed() as lap, database.transaction(AUTHOR) as store:
                capturing = int(way == "captured")
                store.connection.exec_driver_sql(f"UPDATE sync_switch SET capturing = {capturing}")
                work(store, rows)
            database.close()
            found.setdefault(name, {})[way] = lap.cpu
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())["new"])))

"""SQLAlchemy's Core writing the workload into a bare table: `core.py DATABASE WORKLOAD.json`.

Changes are one statement for each column; the database holds the rows. Prints seconds of the processor.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, bindparam, create_engine, update

from msp_desktop.app.bench.measuring import by_field, timed
from msp_desktop.app.bench.workload import FIELDS, Workload

TABLE = Table(
    "organisation", MetaData(), Column("id", primary_key=True), *(Column(one) for one in FIELDS)
)


def change(connection: Connection, work: Workload) -> None:
    """Make every change."""
    for field, changes in by_field(work).items():
        statement = update(TABLE).where(TABLE.c.id == bindparam("changed"))
        values = [{"changed": record_id, "value": value} for value, record_id in changes]
        connection.execute(statement.values({field: bindparam("value")}), values)


def measure(database: Path, work: Workload) -> float:
    """Return how long all changes take, durably."""
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
        connection.commit()
        with timed() as lap:
            change(connection, work)
            connection.commit()
    engine.dispose()
    return lap.cpu


if __name__ == "__main__":
    given: dict[str, Any] = json.loads(Path(sys.argv[2]).read_text())
    workload = Workload(given["rows"], given["changes"], given["new"])
    print(measure(Path(sys.argv[1]), workload))

"""The test vectors of the sync file format, and what the program makes of sync files."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msp_desktop.app import exchange, trust
from msp_desktop.app.office import Office, set_up_office
from msp_desktop.domain.guideline import KINDS
from msp_desktop.sync import envelope

FOLDER = Path(__file__).parents[1] / "data" / "sync-vectors"
SETS = ("smallest", "two-offices", "in-parts")
SECRET = "secrets.json"
PASSPHRASE = "bridge goat kettle monsoon"


def what_the_program_holds(files: Sequence[Path]) -> dict[str, Any]:
    """Return the records and open conflicts of an office that takes in these files, one after the other."""
    with tempfile.TemporaryDirectory() as home:
        office = set_up_office(Path(home) / "office", name="Reader", place="", person="Reader")
        try:
            for file in files:
                befriend_sender(office, file)
                exchange.receive(office.workspace.database, [file])
            return _held(office)
        finally:
            office.close()


def befriend_sender(office: Office, file: Path) -> None:
    """Trust whoever sent a file."""
    database = office.workspace.database
    met = trust.add_card(database, envelope.read_header(file.read_bytes()).card).office
    trust.confirm(database, "Reader", met, met.digits)


def _held(office: Office) -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = {}
    with office.workspace.database.reading() as store:
        for kind in KINDS:
            for row in store.connection.exec_driver_sql(f'SELECT * FROM "{kind}"').mappings():
                if row["id"] != office.id:
                    filled = {key: value for key, value in row.items() if value is not None}
                    tables.setdefault(kind, {})[str(filled.pop("id"))] = filled
        count = "SELECT count(*) FROM sync_waiting"
        waiting = store.connection.exec_driver_sql(count).scalar_one()
    conflicts = [
        [
            one.kind_key,
            one.record_id,
            one.field_key,
            one.difference,
            sorted(str(side.value) for side in one.sides) if one.difference == "different" else [],
        ]
        for one in exchange.conflicts(office.workspace.database)
    ]
    return {"tables": tables, "conflicts": sorted(conflicts), "waiting": waiting}

"""What the database itself says about its soundness."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from msp_desktop.db.engine import PRAGMAS
from msp_desktop.db.replica import capture
from msp_desktop.db.tables import TABLES
from msp_desktop.i18n import mark as _


def complaints(connection: Connection) -> Iterator[str]:
    """Yield a sentence, marked for translation, for each thing that is wrong."""
    ask = connection.exec_driver_sql
    if ask("PRAGMA integrity_check").scalars().all() != ["ok"]:
        yield _("The database file is damaged. Restore the newest backup.")
    if ask("PRAGMA foreign_key_check").first() is not None:
        yield _("A record has lost the record it belongs to. Restore the newest backup.")
    for name, value in PRAGMAS.items():
        if ask(f"PRAGMA {name}").scalar_one() != value:
            yield _("A safety setting of the database is off. Close the program and open it again.")
    if not capture.is_installed(connection, TABLES):
        yield _("The change log is not switched on. Close the program and open it again.")

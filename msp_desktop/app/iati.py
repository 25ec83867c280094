"""Publishing a partnership in the IATI standard: what is missing, what is left out, and the file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from msp_desktop.app import publish
from msp_desktop.domain.publishing.activity import CannotPublish, activity, missing
from msp_desktop.domain.publishing.facts import Activity
from msp_desktop.domain.records import Records
from msp_desktop.reports import iati

__all__ = ["ENDING", "CannotPublish", "activity", "export", "missing"]

ENDING = ".xml"


def export(records: Records, out: Path) -> Activity:
    """Write the file, whole or not at all, and return what stands in it and what does not.

    Raises `CannotPublish`, and OSError where it cannot be written.
    """
    today = date.today()  # noqa: DTZ011 - the day of the place where it is published
    found = activity(records, today)
    publish.write(iati.write(found, datetime.now(UTC)), out)
    return found

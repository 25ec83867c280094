"""What people do with reports: begin one, send it and keep what went out, note the answer (task 8.3)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msp_desktop.app import attachments, letters, publish
from msp_desktop.app.drafts import Enclosure
from msp_desktop.app.office import Office
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.attachments import Attached, described
from msp_desktop.domain.fields import Stored, Text
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.reporting.obligations import Obligation, obligations, reports_of
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import speaking

REPORT, VERSION = "report_due", "report_version"
DOCUMENT = "progress"
"""The document that a report becomes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A version as it went out: its record, its number, and the file that is kept."""

    record_id: str
    number: int
    attached: Attached


def begin(workspace: Workspace, space_id: str, one: Obligation) -> str:
    """Write a report down that so far only followed from its line; return its identifier.

    So are those of the same line that are still owed from before, for what follows from a line begins after
    what is written down. Two offices that do so apart write the same records.
    """
    if workspace.read(REPORT, one.report_id) is not None:
        return one.report_id
    with workspace.step(_("Begin a report")) as store:
        for each in (*_owed_before(workspace.records(space_id), one), one):
            store.create(REPORT, each.report_id, space_id, _begun(workspace, each))
    return one.report_id


def mark_sent(workspace: Workspace, report_id: str, day: date) -> str:
    """Note that a report went out on a day some other way, as a new version without a file."""
    report = _read(workspace, report_id)
    records = workspace.records(str(report["space_id"]))
    with workspace.step(_("Send a report")):
        return _keep(workspace, records, report, day, {})


def send(office: Office, report_id: str, day: date) -> Sent:
    """Keep a report as it goes out on a day: its PDF is made, kept as a new version, and never changes.

    Everything is one step. Raises `NotFound` when the report was removed in the meantime.
    """
    workspace = office.workspace
    report = _read(workspace, report_id)
    space_id = str(report["space_id"])
    records = workspace.records(space_id)
    number = _count(records, report_id) + 1
    published = publish.drawn(office, DOCUMENT, as_sent(records, report_id, day), report_id)
    attached = _attach(office, published, number)
    answers = {"file": attached.stored, "code": published.document.fingerprint}
    with workspace.step(_("Send a report")):
        record_id = _keep(workspace, records, report, day, answers)
    return Sent(record_id, number, attached)


def answer(
    workspace: Workspace, report_id: str, day: date, why: str = "", *, is_accepted: bool
) -> None:
    """Note that a report was accepted on a day, or sent back and why; its last version says so too."""
    report = _read(workspace, report_id)
    records = workspace.records(str(report["space_id"]))
    state = "accepted" if is_accepted else "returned"
    answers: dict[str, Stored] = {"state": state, "answered_on": day.isoformat()}
    if why:
        answers["remark"] = why[: Text.LONGEST]
    with workspace.step(_("Note the answer to a report")):
        workspace.set_fields(REPORT, report_id, answers)
        versions = versions_of(records, report_id)
        if versions:
            outcome = {"outcome": state, "outcome_on": day.isoformat(), "why": why or None}
            workspace.set_fields(VERSION, str(versions[-1]["id"]), outcome)


def versions_of(records: Records, report_id: str) -> list[Row]:
    """Return what went out of a report, the newest last."""
    rows = records.rows(VERSION, report_id)
    return sorted(
        rows, key=lambda row: (int(row.get("number") or 0), str(row.get("sent_on") or ""))
    )


def as_sent(records: Records, report_id: str, day: date) -> Records:
    """Return the records as if a report had gone out on a day: so its pages no longer say draft."""

    def then(kind_key: str, row: Row) -> Row:
        is_it = kind_key == REPORT and row["id"] == report_id
        return {**row, "state": "sent", "sent_on": day.isoformat()} if is_it else row

    return records.changed(then)


def letter(workspace: Workspace, version_id: str) -> bytes:
    """Return an e-mail draft with a version exactly as it went out.

    Raises `NotFound` when it has no file, `NotThere` when the file is not on this computer or damaged.
    """
    version = workspace.read(VERSION, version_id)
    if version is None or not version.get("file"):
        raise NotFound(version_id)
    report = _read(workspace, str(version["owner_id"]))
    records = workspace.records(str(report["space_id"]))
    attached = described(str(version["file"]))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kept"
        attachments.save_copy(workspace.database, attached, copy)
        kept = Enclosure(attached.name, copy.read_bytes(), "application/pdf")
    with speaking(publish.language_of(records), publish.manner_of(records)):
        name = str(records.single("partnership").get("name") or "")
        number = int(version.get("number") or 0)
        return letters.letter_with(str(report.get("title") or ""), number, name, kept)


# Inside


def _owed_before(records: Records, one: Obligation) -> list[Obligation]:
    """Return the reports of a line before one that nobody has written down, the oldest first."""
    assert records.day is not None
    known = reports_of(obligations(records, records.day), one.line_id)
    since = one.period[0] or date.min
    return [each for each in known if not each.is_written and (each.period[0] or since) < since]


def _begun(workspace: Workspace, one: Obligation) -> Mapping[str, Stored]:
    """Return the answers with which the record of a report begins."""
    first, last = one.period
    ends = "/".join(day.isoformat() if day else "" for day in (first, last))
    answers = {
        "title": one.title[: Text.LONGEST],
        "line": one.line_id,
        "period": ends if first or last else None,
        "due": one.due.isoformat() if one.due else None,
        "state": "due",
    }
    return workspace.clean(REPORT, answers)


def _read(workspace: Workspace, report_id: str) -> Row:
    report = workspace.read(REPORT, report_id)
    if report is None:
        raise NotFound(report_id)
    return report


def _count(records: Records, report_id: str) -> int:
    return max((int(row.get("number") or 0) for row in versions_of(records, report_id)), default=0)


def _keep(
    workspace: Workspace, records: Records, report: Row, day: date, answers: Mapping[str, Stored]
) -> str:
    """Write a new version down, and that the report was sent."""
    report_id = str(report["id"])
    line = records.find("reporting_line", report.get("line")) or {}
    told = records.name("partner", line.get("to_partner")) or str(line.get("to") or "")
    copy = str(line.get("copy_to") or "")
    values: dict[str, Stored] = {
        "number": _count(records, report_id) + 1,
        "sent_on": day.isoformat(),
        "sent_to": "; ".join(filter(None, (told, copy)))[: Text.LONGEST] or None,
        **answers,
    }
    sent: dict[str, Stored] = {"state": "sent", "answered_on": None}
    if report.get("state") not in ("sent", "accepted"):
        sent["sent_on"] = day.isoformat()  # a further version does not make what came in time late
    workspace.set_fields(REPORT, report_id, sent)
    return workspace.add(VERSION, str(report["space_id"]), values, owner_id=report_id)


def _attach(office: Office, published: publish.Published, number: int) -> Attached:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(published.file_name)
        kept = Path(folder) / f"{file.stem} v{number}{file.suffix}"
        kept.write_bytes(published.pdf)
        return attachments.add(office.workspace.database, kept)

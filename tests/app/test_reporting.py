"""A report is begun, sent and answered; what went out is kept as it was, version by version."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from msp_desktop.app import attachments, reporting
from msp_desktop.app.office import Office
from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.attachments import described
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.reporting.obligations import obligations

TODAY = date(2026, 11, 26)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "".join(str(page.get_textpage().get_text_range()) for page in opened)


@pytest.fixture
def line(workspace: Workspace, space: str) -> str:
    """A monthly line since October 2026."""
    partner = workspace.add("partner", space, {"name": "CORE", "state": "active"})
    answers = {
        "what": "Monthly sheet",
        "from_partner": partner,
        "to": "Central unit",
        "copy_to": "Lead",
        "cycle": "monthly",
        "days_after": 5,
        "runs": "2026-10-01/",
        "parts": "highlights",
    }
    return workspace.add("reporting_line", space, answers)


@pytest.fixture
def report(workspace: Workspace, space: str, line: str) -> str:
    """The sheet of October, begun."""
    october, _november = obligations(workspace.records(space), TODAY)
    assert october.line_id == line
    return reporting.begin(workspace, space, october)


def test_a_report_is_begun_once_with_its_period(
    workspace: Workspace, space: str, report: str
) -> None:
    october, november = obligations(workspace.records(space), TODAY)
    assert (october.report_id, october.is_written) == (report, True)
    assert (november.is_written, november.period) == (
        False,
        (date(2026, 11, 1), date(2026, 11, 30)),
    )
    assert reporting.begin(workspace, space, october) == report
    (row,) = workspace.rows("report_due", space)
    assert (row["due"], row["period"]) == ("2026-11-05", "2026-10-01/2026-10-31")


def test_what_is_owed_from_before_stays_in_the_list_when_a_later_report_is_begun(
    workspace: Workspace, space: str, line: str
) -> None:
    # Records are read on the day on which they are read: these lie well before.
    workspace.set_fields("reporting_line", line, {"runs": "2024-10-01/2024-12-31"})
    *before, december = obligations(workspace.records(space), TODAY)
    assert [one.days_late > 0 for one in before] == [True, True]
    reporting.begin(workspace, space, december)
    after = obligations(workspace.records(space), TODAY)
    assert [one.report_id for one in after] == [one.report_id for one in (*before, december)]
    assert all(one.is_written and one.is_open for one in after)
    workspace.undo()
    assert workspace.rows("report_due", space) == []


def test_a_report_that_was_removed_begins_with_nothing_of_before(
    workspace: Workspace, space: str, report: str
) -> None:
    reporting.mark_sent(workspace, report, date(2026, 11, 4))
    reporting.answer(workspace, report, date(2026, 11, 6), "Money is missing", is_accepted=False)
    workspace.remove("report_due", report)
    october = obligations(workspace.records(space), TODAY)[0]
    reporting.begin(workspace, space, october)
    (row,) = workspace.rows("report_due", space)
    assert (row["state"], row["sent_on"], row["remark"]) == ("due", None, None)


def test_what_was_sent_stays_as_it_was(office: Office, space: str, report: str) -> None:
    workspace = office.workspace
    workspace.set_fields("report_due", report, {"highlights": "All sessions were held."})
    sent = reporting.send(office, report, TODAY)
    assert sent.number == 1
    row = workspace.read("report_due", report) or {}
    assert (row["state"], row["sent_on"]) == ("sent", "2026-11-26")
    workspace.set_fields("report_due", report, {"highlights": "Nothing was held."})
    (version,) = reporting.versions_of(workspace.records(space), report)
    kept = described(str(version["file"]))
    assert kept == sent.attached
    target = office.home / "kept.pdf"
    attachments.save_copy(workspace.database, kept, target)
    told = text_of(target.read_bytes())
    assert "All sessions were held." in told
    assert "DRAFT" not in told
    assert str(version["code"]) in told
    assert (version["sent_to"], version["sent_on"]) == ("Central unit; Lead", "2026-11-26")


def test_sent_back_it_goes_out_again_as_another_version(
    office: Office, space: str, report: str
) -> None:
    workspace = office.workspace
    reporting.mark_sent(workspace, report, date(2026, 11, 5))
    reporting.answer(workspace, report, date(2026, 11, 7), "Money is missing", is_accepted=False)
    back = obligations(workspace.records(space), TODAY)[0]
    assert (back.state, back.why, back.is_open, back.days_late) == (
        "returned",
        "Money is missing",
        True,
        21,
    )
    assert reporting.send(office, report, date(2026, 11, 9)).number == 2
    reporting.answer(workspace, report, date(2026, 11, 10), is_accepted=True)
    done = obligations(workspace.records(space), TODAY)[0]
    assert (done.state, done.versions, done.days_late) == ("accepted", 2, 4)
    told = [
        (row["number"], row["outcome"], row["why"], bool(row["file"]))
        for row in reporting.versions_of(workspace.records(space), report)
    ]
    assert told == [(1, "returned", "Money is missing", False), (2, "accepted", None, True)]


def test_a_long_reason_is_kept_whole_with_the_version(
    workspace: Workspace, space: str, report: str
) -> None:
    why = "y" * 2001
    reporting.mark_sent(workspace, report, date(2026, 11, 4))
    reporting.answer(workspace, report, date(2026, 11, 6), why, is_accepted=False)
    (version,) = reporting.versions_of(workspace.records(space), report)
    assert version["why"] == why


def test_a_further_version_does_not_make_late_what_came_in_time(
    office: Office, space: str, report: str
) -> None:
    workspace = office.workspace
    reporting.mark_sent(workspace, report, date(2026, 11, 4))
    reporting.answer(workspace, report, date(2026, 11, 6), is_accepted=True)
    reporting.mark_sent(workspace, report, date(2026, 11, 20))
    again = obligations(workspace.records(space), TODAY)[0]
    assert (again.state, again.days_late, again.versions) == ("sent", 0, 2)


def test_sending_is_one_step_that_can_be_taken_back(
    office: Office, space: str, report: str
) -> None:
    workspace = office.workspace
    steps = len(workspace.history.done)
    reporting.send(office, report, TODAY)
    assert len(workspace.history.done) == steps + 1
    workspace.undo()
    assert reporting.versions_of(workspace.records(space), report) == []
    assert obligations(workspace.records(space), TODAY)[0].state == "due"


def test_a_report_that_was_removed_is_not_sent(office: Office, report: str) -> None:
    office.workspace.remove("report_due", report)
    with pytest.raises(NotFound):
        reporting.send(office, report, TODAY)

"""The page of task 8.1: warnings lead to their cause and onto the agenda, forecasts are kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from openpyxl import load_workbook

from msp_desktop.ui.forms.part import today
from msp_desktop.ui.forms.record_form import RecordForm
from msp_desktop.ui.modules.implementation.monitoring.data_sheet_part import DataSheetPart
from msp_desktop.ui.modules.implementation.monitoring.period_part import PeriodPart
from msp_desktop.ui.modules.implementation.monitoring.pictures import SlipPart
from msp_desktop.ui.modules.implementation.monitoring.schedule_part import SchedulePart
from msp_desktop.ui.modules.implementation.monitoring.warnings_part import WarningsPart
from msp_desktop.ui.shell.workbench import place_of
from msp_desktop.ui.widgets.advice import Advice
from msp_desktop.ui.widgets.cards import InlineMessage
from tests.hands import Person


def test_a_warning_comes_onto_the_next_agenda_and_forecasts_are_kept(at_work: Person) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    now = today()
    period = f"{now - timedelta(60)}/{now - timedelta(10)}"
    activity = workspace.add(
        "activity", space, {"name": "Drilling", "period": period, "state": "under_way"}
    )
    workspace.add("activity_check", space, {"activity": activity, "date": str(now), "done": "40"})
    milestone = {"name": "Water flows", "activity": activity, "due": str(now - timedelta(10))}
    workspace.add("milestone", space, milestone)
    at_work.window.go(place_of("8.1"))
    at_work.wait(lambda: bool(at_work.window.findChildren(Advice)))
    (part,) = at_work.window.findChildren(WarningsPart)
    first = at_work.window.findChildren(Advice)[0]
    assert first.text.startswith("Delay: Drilling")
    first.buttons[1].click()
    assert "No meeting is planned" in part.message.text
    workspace.add(
        "meeting", space, {"title": "May", "date": str(now + timedelta(9)), "state": "planned"}
    )
    at_work.wait(lambda: bool(part.findChildren(Advice)))
    part.findChildren(Advice)[0].buttons[1].click()
    (item,) = workspace.rows("agenda_item", space)
    assert item["title"] == "Delay: Drilling"
    at_work.wait(lambda: "It stands on the agenda" in part.findChildren(Advice)[0].text)
    assert len(part.findChildren(Advice)[0].buttons) == 1
    at_work.wait(lambda: bool(at_work.window.findChildren(SlipPart)))
    (slip,) = at_work.window.findChildren(SlipPart)
    at_work.wait(lambda: hasattr(slip, "keep"))
    slip.keep.click()
    (kept,) = workspace.rows("milestone_forecast", space)
    assert (kept["date"], str(kept["expected"]) > str(now)) == (str(now), True)
    part.findChildren(Advice)[0].buttons[0].click()
    at_work.wait(lambda: at_work.reads("4.2  Plan the activities"))


def test_a_period_is_locked_and_its_data_sheet_goes_out_and_comes_back(
    at_work: Person, tmp_path: Path
) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    partner = workspace.add("partner", space, {"name": "Water office", "state": "active"})
    at_work.window.go(place_of("8.1"))
    at_work.wait(lambda: at_work.reads("add one to the list “Monitoring periods” first"))
    period = workspace.add(
        "monitoring_period", space, {"name": "Spring", "period": "2026-04-01/2026-06-30"}
    )
    indicator = {"name": "Wells", "responsible": partner, "source": "Log"}
    workspace.add("indicator", space, indicator)
    at_work.wait(lambda: bool(at_work.window.findChildren(DataSheetPart)))
    (sheets,) = at_work.window.findChildren(DataSheetPart)
    at_work.wait(lambda: hasattr(sheets, "partner") and sheets.partner.count() == 2)
    sheets.partner.setCurrentIndex(0)
    file = tmp_path / "sheet.xlsx"
    sheets.save_to(file)
    assert "sheet.xlsx" in sheets.message.text
    book = load_workbook(file)
    book["Indicators"]["F2"], book["Indicators"]["G2"] = "2026-05-01", "1,5"
    book.save(file)
    sheets.read_from(file)
    assert at_work.reads(
        "! Indicators, line 2: Wells (cannot be taken in)\nG2: “1,5” can be read in two"
    )
    assert not sheets.take.isEnabled()
    book["Indicators"]["G2"] = 15
    book.save(file)
    sheets.read_from(file)
    sheets.take.click()
    (value,) = workspace.rows("measurement", space)
    assert value["value"] == "15"
    (part,) = at_work.window.findChildren(PeriodPart)
    at_work.wait(lambda: part.chosen is not None)
    part.lock.click()
    assert "can no longer be undone. Lock it now?" in part.message.text
    assert part.message.other_button is not None
    assert part.message.other_button.hasFocus(), "Enter pressed once too often must lock nothing"
    part.message.other_button.click()
    assert not part.message.text
    assert part.lock.hasFocus()
    assert not workspace.rows("period_lock", space, period)
    part.lock.click()
    at_work.press("Lock it")
    assert "“Spring” is locked" in part.message.text
    sheets.read_from(file)
    assert at_work.reads("is locked; its figures can only be read")
    part.open_again.click()
    assert "Say why" in part.message.text
    part.reason.setText("A well was forgotten")
    part.open_again.click()
    at_work.wait(lambda: "A well was forgotten" in part.state.text())
    assert [row["reason"] for row in workspace.rows("period_lock", space, period)] == [
        None,
        "A well was forgotten",
    ]


def test_a_missed_date_is_done_today_and_parts_are_compared_beside_the_field(
    at_work: Person,
) -> None:
    workspace, space = at_work.workspace, at_work.desk.space_id
    now = today()
    activity = workspace.add("activity", space, {"name": "Drilling"})
    schedule = {
        "activity": activity,
        "method": "Visit",
        "cycle": "weekly",
        "next_on": str(now - timedelta(3)),
    }
    key = workspace.add("monitoring_schedule", space, schedule)
    indicator = workspace.add("indicator", space, {"name": "Wells"})
    answers = {"indicator": indicator, "date": str(now), "value": "12", "counted": 30, "women": 14}
    value = workspace.add("measurement", space, answers)
    at_work.window.go(place_of("8.1"))
    at_work.wait(lambda: bool(at_work.window.findChildren(SchedulePart)))
    (part,) = at_work.window.findChildren(SchedulePart)
    at_work.wait(lambda: part.list.count() == 1 if hasattr(part, "list") else False)
    (message,) = [one for one in part.findChildren(InlineMessage) if one.text]
    assert "! missed:" in message.text
    assert message.button is not None
    message.button.click()
    row = workspace.read("monitoring_schedule", key)
    assert row is not None
    assert (row["last_on"], row["next_on"]) == (str(now), None)
    page = part.parentWidget()
    assert page is not None
    part.open_record.emit("measurement", value, "men")
    at_work.wait(
        lambda: any(f.kind.key == "measurement" for f in at_work.window.findChildren(RecordForm))
    )
    form = next(f for f in at_work.window.findChildren(RecordForm) if f.kind.key == "measurement")
    workspace.set_fields("measurement", value, {"men": 15})
    at_work.wait(lambda: "make 29, the whole is 30: −1" in form.rows["women"].message)
    workspace.set_fields("measurement", value, {"men": 16})
    at_work.wait(lambda: not form.rows["women"].message)

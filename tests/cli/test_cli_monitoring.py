"""Warnings, data sheets and periods on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from msp_desktop.app.office import Office
from msp_desktop.cli import run


def test_a_sheet_goes_out_and_comes_back_and_its_period_is_locked(
    office: Office, space: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = office.workspace.add
    period = add("monitoring_period", space, {"name": "Spring", "period": "2026-04-01/2026-06-30"})
    add("indicator", space, {"name": "Wells", "source": "Log"})
    add("activity", space, {"name": "Dig", "period": "2026-01-01/2026-02-01"})
    office.close()
    home, file = ["--home", str(office.home)], tmp_path / "sheet.xlsx"

    def said(*words: str, code: int = 0) -> str:
        assert run(["monitor", *words, *home]) == code
        return capsys.readouterr().out

    assert "Dig" in said("warnings")
    assert json.loads(said("warnings", "--json"))[0]["kind"] == "delay"
    said("sheet", "--period", period, "--out", str(file))
    assert said("read", str(file), code=1) == ""
    book = load_workbook(file)
    book["Indicators"]["F2"], book["Indicators"]["G2"] = "2026-05-01", "many"
    book.save(file)
    assert "G2: “many” is text" in said("read", str(file), code=1)
    assert "G2: “many” is text" in said("read", str(file), "--preview", code=1)
    book["Indicators"]["G2"] = 7
    book.save(file)
    assert said("read", str(file), "--preview").startswith("new  Indicators, line 2: Wells")
    said("read", str(file))
    assert said("read", str(file), code=1).startswith("same  Indicators")
    said("lock", period)
    assert "Spring  locked  0" in said("periods")
    said("open", period, "--reason", "One well more")
    assert "Spring  open  0" in said("periods")

"""A double click on a sync file opens it: what is written down for each system."""

from __future__ import annotations

import configparser
import shlex
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from msp_desktop.app import double_click


def test_a_linux_desktop_learns_the_file_types_and_who_opens_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", '/opt/a $ "strange" place/python')
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "")
    double_click.open_with_double_click()
    entry = configparser.RawConfigParser()
    entry.read(tmp_path / "applications" / "msp-desktop.desktop")
    line = entry["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("\\$", "$")
    program, *words = shlex.split(line)
    assert program == '/opt/a $ "strange" place/python'
    assert words[-2:] == ["open", "%f"]
    (kind,) = ET.parse(tmp_path / "mime" / "packages" / "msp-desktop.xml").getroot()
    assert entry["Desktop Entry"]["MimeType"] == f"{kind.get('type')};"
    assert {one.get("pattern") for one in kind if one.tag.endswith("glob")} == {
        "*.mspsync",
        "*.mspcard",
    }


def test_windows_learns_a_command_that_survives_spaces_in_names() -> None:
    values = double_click.registry_values((r"C:\Program Files\MSP\msp.exe", "open"))
    (command,) = (value for key, value in values.items() if key.endswith("command"))
    assert command == '"C:\\Program Files\\MSP\\msp.exe" open "%1"'
    assert values[r"Software\Classes\.mspsync"] in "".join(values)


def test_a_checkout_is_opened_the_way_it_was_started() -> None:
    command = double_click.opening_command()
    assert command[0] == sys.executable
    assert Path(command[1]).name == "dev.py"

"""What the window must not load before it is seen: heavy libraries wait until they are needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "alembic",
    "asyncio",
    "babel",
    "cbor2",
    "cryptography",
    "dateutil",
    "docx",
    "grandalf",
    "icalendar",
    "jdatetime",
    "lxml",
    "msp_desktop.app",
    "msp_desktop.db",
    "msp_desktop.reports",
    "msp_desktop.sync",
    "nepali_datetime",
    "networkx",
    "numpy",
    "openpyxl",
    "PIL",
    "pypdfium2",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
    "uharfbuzz",
    "xlsxwriter",
    "zstandard",
)


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    code = "import sys, msp_desktop.ui.app; print(*sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return frozenset(printed.stdout.split())


@pytest.mark.parametrize("name", HEAVY)
def test_the_window_does_not_wait_for(name: str, loaded: frozenset[str]) -> None:
    assert name not in loaded


def test_the_window_itself_is_loaded(loaded: frozenset[str]) -> None:
    assert {"PySide6.QtWidgets", "msp_desktop.ui.shell.window"} <= loaded

"""Telling the computer that sync files and office cards belong to this program.

Only the person's own settings are written: no administrator is needed, and other users of the computer
are not touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from msp_desktop import locations
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

MIME_TYPE = "application/x-msp-desktop"
SUFFIXES = (locations.SYNC_SUFFIX, locations.CARD_SUFFIX)
_WINDOWS_CLASS = "MSPDesktop.File"
_DESKTOP_FILE = "msp-desktop.desktop"


def open_with_double_click() -> None:
    """Let a double click on a sync file or a card open it here, from now on.

    Raises `Problem` where this cannot be set for one person (macOS asks its own program bundles).
    """
    command = [*opening_command(), "open"]
    if sys.platform == "win32":
        _tell_windows(registry_values(command))
    elif sys.platform == "darwin":
        raise Problem(
            _(
                "macOS does not let this version of the program open files by itself. Nothing was changed. "
                "Choose files on the page for receiving, or drag them onto the window."
            )
        )
    else:
        _tell_linux(command)


def opening_command() -> tuple[str, ...]:
    """Return the command that starts this program as it was started now."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    starter = locations.checkout() / "dev.py"
    if starter.is_file():
        return (sys.executable, str(starter), "run", "--")
    return (sys.executable, "-m", "msp_desktop")


def registry_values(command: Sequence[str]) -> Mapping[str, str]:
    """Return the default values of registry keys below ``HKEY_CURRENT_USER`` that Windows wants."""
    classes = r"Software\Classes"
    line = subprocess.list2cmdline([*command, "%1"])
    return {
        rf"{classes}\{_WINDOWS_CLASS}": "MSP Desktop",
        rf"{classes}\{_WINDOWS_CLASS}\shell\open\command": line.replace(" %1", ' "%1"'),
        **{rf"{classes}\{suffix}": _WINDOWS_CLASS for suffix in SUFFIXES},
    }


def _tell_windows(values: Mapping[str, str]) -> None:
    if sys.platform == "win32":
        import ctypes
        import winreg

        for path, value in values.items():
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as key:
                winreg.SetValueEx(key, "", 0, winreg.REG_SZ, value)
        association_changed, by_id_list = 0x08000000, 0
        ctypes.windll.shell32.SHChangeNotify(association_changed, by_id_list, None, None)


def _tell_linux(command: Sequence[str]) -> None:
    """Write a menu entry and a file type as freedesktop.org describes them, and make them the default."""
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    applications, packages = base / "applications", base / "mime" / "packages"
    for folder in (applications, packages):
        folder.mkdir(parents=True, exist_ok=True)
    (applications / _DESKTOP_FILE).write_text(_desktop_entry(command), "utf-8")
    (packages / "msp-desktop.xml").write_text(_file_types(), "utf-8")
    for program, *arguments in (
        ("update-mime-database", str(base / "mime")),
        ("update-desktop-database", str(applications)),
        ("xdg-mime", "default", _DESKTOP_FILE, MIME_TYPE),
    ):
        if shutil.which(program):
            subprocess.run([program, *arguments], check=False, capture_output=True)


def _desktop_entry(command: Sequence[str]) -> str:
    words = " ".join(_quoted(word) for word in command)
    return (
        "[Desktop Entry]\nType=Application\nName=MSP Desktop\n"
        f"Exec={words} %f\nMimeType={MIME_TYPE};\nTerminal=false\nCategories=Office;\n"
    )


def _quoted(word: str) -> str:
    """Quote a word of a command line (Desktop Entry Specification, The Exec key)."""
    escaped = word.replace("%", "%%")
    for sign in ("\\", '"', "`", "$"):
        escaped = escaped.replace(sign, f"\\{sign}")
    return f'"{escaped}"'.replace("\\", "\\\\")


def _file_types() -> str:
    patterns = "".join(f'    <glob pattern="*{suffix}"/>\n' for suffix in SUFFIXES)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f'  <mime-type type="{MIME_TYPE}">\n'
        f"    <comment>MSP Desktop</comment>\n{patterns}"
        "  </mime-type>\n</mime-info>\n"
    )

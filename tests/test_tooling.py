"""What installs, ships and starts the program is kept honest here."""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QApplication

import dev

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OUR_SOURCES = sorted((ROOT / "msp_desktop").rglob("*.py"))

SAMPLES = {
    "Latn": "Tiếng Việt: đường, chữ – Māori, Kiribati, Türkçe",
    "Cyrl": "Монгол Өвөрхангай, Қазақ, Кыргызча, Тоҷикӣ",
    "Arab": "اردو پښتو درى",
    "Armn": "Հայերեն",
    "Beng": "বাংলাদেশ",
    "Deva": "नेपालको",
    "Geor": "საქართველო",
    "Khmr": "កម្ពុជា",
    "Laoo": "ລາວ",
    "Mymr": "မြန်မာ",
    "Sinh": "ශ්\u200dරී",
    "Taml": "தமிழ்",
    "Telu": "తెలుగు",
    "Thai": "ประเทศไทย",
    "Zsym": "→",
}


def locked() -> dict[str, str]:
    """The text that the lock says about each package, its hashes included."""
    blocks = re.split(r"^(?=[a-z])", LOCK, flags=re.MULTILINE)[1:]
    return {block.partition("==")[0]: block for block in blocks}


def wanted() -> Iterator[tuple[str, str]]:
    groups = PROJECT["dependency-groups"].values()
    for line in chain(PROJECT["project"]["dependencies"], *groups):
        if isinstance(line, str):
            name, version = line.partition(";")[0].split("==")
            yield name.lower(), version


def imports(source: Path) -> Iterator[tuple[str, str]]:
    """Every imported module with the name taken from it."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_the_lock_names_no_address_and_no_folder_of_this_machine() -> None:
    assert "://" not in LOCK
    assert not re.search(r"(^|\s)/\w", LOCK)


def test_every_locked_package_has_one_version_and_hashes() -> None:
    assert len(locked()) > 30
    for name, block in locked().items():
        assert re.match(rf"{re.escape(name)}==\S+ ", block)
        assert "--hash=sha256:" in block


@pytest.mark.parametrize(("name", "version"), list(wanted()))
def test_the_lock_follows_the_project_file(name: str, version: str) -> None:
    assert locked()[name].startswith(f"{name}=={version} ")


def test_qt_stays_on_the_line_that_counts_references_rightly() -> None:
    assert dict(wanted())["pyside6-essentials"].startswith("6.11.")
    assert "pyside6" not in locked()
    assert "pyside6-addons" not in locked()


@pytest.mark.ui
def test_qt_does_not_use_up_references_to_none(qapp: QApplication) -> None:
    item = QStandardItem("x")
    before = sys.getrefcount(None)
    for _ in range(200):
        item.data(999)
    assert sys.getrefcount(None) > before - 50


def test_only_modules_of_the_essential_qt_package_are_imported_and_by_name() -> None:
    files = metadata.files("PySide6-Essentials") or ()
    essential = {file.name.partition(".")[0] for file in files if file.parent.name == "PySide6"}
    for source in OUR_SOURCES:
        for module, name in imports(source):
            package, _, inner = module.partition(".")
            if package == "PySide6":
                assert name != "*", source
                assert (inner or name) in essential, source


def test_folders_of_tests_lie_in_memory_only_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, room, there in (
        (tmp_path, 0, str(tmp_path)),
        (tmp_path, 1 << 62, None),
        (tmp_path / "missing", 0, None),
    ):
        monkeypatch.setattr(dev, "MEMORY", folder)
        monkeypatch.setattr(dev, "ROOM", room)
        assert dev.surroundings().get("TMPDIR") == there


PASSES = ("python", "-c", "print('nothing to say')")
FAILS = ("python", "-c", "import sys; print('dev.py:1: a wrong line'); sys.exit(1)")


@pytest.mark.parametrize(
    ("tests", "checks", "status", "last"),
    [
        (0, (PASSES, PASSES), 0, "7 tests"),
        (1, (PASSES,), 1, "7 tests"),
        (0, (PASSES, FAILS), 1, f"dev.py: failed: {' '.join(FAILS)}"),
        (2, (FAILS, PASSES), 2, f"dev.py: failed: {' '.join(FAILS)}"),
    ],
)
def test_a_failing_check_beside_the_tests_fails_the_run_and_is_shown_below_them(
    tests: int,
    checks: tuple[tuple[str, ...], ...],
    status: int,
    last: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    testing = (sys.executable, "-c", f"import sys; print('7 tests'); sys.exit({tests})")
    assert dev.test_and_check(testing, checks) == status
    lines = capfd.readouterr().out.splitlines()
    assert lines[-1] == last
    assert "nothing to say" not in lines
    if FAILS in checks:
        assert lines.index("7 tests") < lines.index("dev.py:1: a wrong line")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="what a shell runs in the background, and all it starts, hears no interrupt",
)
def test_an_interrupt_stops_the_tests_and_the_checks() -> None:
    sleeps = ("python", "-c", "import time; time.sleep(600)")
    testing = (sys.executable, *sleeps[1:])
    code = f"import dev; dev.TO_STOP = 0; dev.test_and_check({testing!r}, [{sleeps!r}])"
    run = psutil.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL)
    while len(started := run.children()) < 2:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    gone, alive = psutil.wait_procs([run, *started], timeout=30)
    for process in alive:
        process.kill()
    assert len(gone) == 3


def test_migrations_stand_alone() -> None:
    for script in (ROOT / "migrations" / "versions").glob("*.py"):
        assert not [module for module, _ in imports(script) if module.startswith("msp_desktop")]


@pytest.mark.parametrize(("script", "text"), SAMPLES.items())
def test_a_regular_and_a_bold_font_cover(script: str, text: str) -> None:
    index = json.loads((ROOT / "resources" / "fonts" / "fonts.json").read_text(encoding="utf-8"))
    fonts = [font for font in index if script in font["scripts"]]
    assert [font["weight"] for font in fonts] == [400, 700]
    for font in fonts:
        assert (ROOT / "resources" / "fonts" / font["file"]).is_file()
        for letter in text:
            assert any(first <= ord(letter) <= last for first, last in font["ranges"]), letter


def test_wheel_and_source_archive_carry_migrations_and_resources(tmp_path: Path) -> None:
    build(ROOT, tmp_path, "sdist")
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    build(unpacked, tmp_path, "wheel")
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        shipped = set(wheel.namelist())
    for folder, packed in (("migrations", "_migrations"), ("resources", "_resources")):
        for file in files_below(ROOT / folder):
            assert f"msp_desktop/{packed}/{file.as_posix()}" in shipped


def build(project: Path, target: Path, kind: str) -> None:
    command = (sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target))
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def files_below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder)

"""Set everything up, then do it: `python3 dev.py run` starts the program, `test` checks it."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

USAGE = """usage: python3 dev.py run [-- ARGUMENT ...]       start the program
       python3 dev.py test [PYTEST ARGUMENT ...]  check everything, or run the tests named
       python3 dev.py stress WHAT [OPTION ...]    prove the exchange at length: sync, mutants, kill, fuzz
       python3 dev.py fonts                       add the fonts of four more scripts (needs npm)
       python3 dev.py words [LANGUAGE ...]        bring the catalogues up to the code; begin new ones
       python3 dev.py fix                         put the code into shape
       python3 dev.py lock                        choose the packages again (needs uv)"""

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
FONT_BUILD = ROOT / "tools" / "build_fonts.py"
WORDS = ROOT / "tools" / "words.py"
CATALOGUES = "resources/locale/*/LC_MESSAGES/msp_desktop.po"
FONTS = ROOT / "resources" / "fonts" / "fonts.json"
MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""How many bytes must be free in memory for the folders of tests to lie there."""

CHECKS = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("mypy", "--no-error-summary"),
    ("lint-imports", "--no-logo"),
)
ON_ALL_PROCESSORS = ("--numprocesses=auto", "--dist=loadfile", "--max-worker-restart=0")
TO_STOP = 10
"""How many seconds tests that were interrupted have to say how far they came."""

LOCKING = (
    *("uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal"),
    *("--python-version", "3.11", "--generate-hashes", "--quiet", "--output-file", LOCK.name),
    *("--custom-compile-command", "python3 dev.py lock"),
)

QT_STARTS = "import PySide6.QtWidgets"
QT_DRAWS = """
import ctypes, pathlib, PySide6.QtWidgets
plugins = pathlib.Path(PySide6.QtWidgets.__file__).parent / "Qt" / "plugins"
ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
"""
LIBRARIES = ("libglib2.0-0", "libgl1", "libegl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0")
DISPLAY_LIBRARIES = (
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"),
    "libxkbcommon-x11-0",
)


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 (the point is to be read by older ones)
        found = sys.version.split()[0]
        sys.exit(f"MSP Desktop needs Python 3.11 or newer, and this is Python {found}.")
    commands = {
        "run": run,
        "test": test,
        "stress": stress,
        "fonts": fonts,
        "words": words,
        "fix": fix,
        "lock": lock,
    }
    name, *rest = arguments or [""]
    if name not in commands:
        sys.exit(USAGE)
    return commands[name](rest[1:] if rest[:1] == ["--"] else rest)


def run(arguments: list[str]) -> int:
    set_up(display=bool(os.environ.get("DISPLAY")))
    try:
        return call(PYTHON, "-P", "-m", "msp_desktop", *arguments, PYTHONPATH=str(ROOT))
    except KeyboardInterrupt:
        return 130


def test(arguments: list[str]) -> int:
    set_up()
    if arguments:
        return call(PYTHON, "-m", "pytest", *arguments, cwd=ROOT, **surroundings())
    return test_and_check((PYTHON, "-m", "pytest", *ON_ALL_PROCESSORS), CHECKS)


def test_and_check(tests: Sequence[str | Path], checks: Sequence[Sequence[str]]) -> int:
    """Run the checks beside the tests: one of them keeps a single processor busy for a minute.

    The tests write as they go. A check that fails is named at once; what it wrote stands below the
    tests, with its name in the last line. Where none failed, the last line is that of the tests.
    """
    with contextlib.ExitStack() as left:
        testing = start(tests, left, env=os.environ | surroundings())
        checking = {}
        for program, *options in checks:
            written = left.enter_context(tempfile.TemporaryFile())
            process = start((PROGRAMS / program, *options), left, stdout=written, stderr=written)
            checking[" ".join((program, *options))] = process, written
        failed = {}
        try:
            for name, (process, written) in checking.items():
                if process.wait():
                    failed[name] = written
                    say(f"{name} failed: what it found is shown after the tests")
            status = testing.wait()
        except KeyboardInterrupt:
            with contextlib.suppress(subprocess.TimeoutExpired):
                testing.wait(TO_STOP)
            return 130
        for name, written in failed.items():
            say(f"this is what {name} found:")
            written.seek(0)
            print(written.read().decode(errors="replace"), flush=True)
        if failed:
            say(f"failed: {', '.join(failed)}")
        return status or len(failed)


def start(
    command: Sequence[str | Path], left: contextlib.ExitStack, **options: Any
) -> subprocess.Popen[bytes]:
    """Start a program that does not go on when the stack is left."""
    process = subprocess.Popen(command, cwd=ROOT, **options)
    left.callback(process.wait)
    left.callback(process.terminate)
    return process


def surroundings() -> dict[str, str]:
    """Say what tests need around them: no screen, and nothing that makes them wait for no reason.

    What was compiled is kept, since many tests start programs of their own; and thousands of small
    databases lie in memory where the system has a folder for that, instead of waiting for the disk.
    """
    around = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        around["TMPDIR"] = str(MEMORY)
    return around


def stress(arguments: list[str]) -> int:
    set_up()
    return call(PYTHON, "-m", "tests.sync.stress", *arguments, cwd=ROOT)


def fonts(_: list[str]) -> int:
    set_up()
    return call(PYTHON, "-m", "tools.build_more_fonts", cwd=ROOT)


def words(languages: list[str]) -> int:
    set_up()
    return call(PYTHON, WORDS, "update", *languages, PYTHONPATH=str(ROOT))


def fix(_: list[str]) -> int:
    set_up()
    call(PROGRAMS / "ruff", "check", "--fix", "--quiet", ".", cwd=ROOT)
    return call(PROGRAMS / "ruff", "format", "--quiet", ".", cwd=ROOT)


def lock(arguments: list[str]) -> int:
    if not shutil.which("uv"):
        sys.exit("Choosing packages needs uv: install it with `pip install uv`, then try again.")
    return call(*LOCKING, *arguments, cwd=ROOT)


def set_up(*, display: bool = False) -> None:
    """Bring the environment up to date; quick when there is nothing to do."""
    if not PYTHON.exists() or not any(PROGRAMS.glob("pip*")):
        make_venv()
    packages = fingerprint(LOCK, VENV / "pyvenv.cfg")
    if is_new("packages", packages):
        say("installing the packages of requirements.lock (a few minutes the first time)")
        pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        # The lock names every package, so there is nothing to work out: older versions of pip would
        # look at newer releases of what one package asks of another, and refuse those for their hash.
        must(*pip, "--no-deps", "--require-hashes", "--only-binary=:all:", "--compile", "-r", LOCK)
        remember("packages", packages)
    fonts = fingerprint(LOCK, FONT_BUILD)
    if is_new("fonts", fonts) or not FONTS.exists():
        say("building the fonts")
        must(PYTHON, FONT_BUILD)
        remember("fonts", fonts)
    catalogues = fingerprint(WORDS, *sorted(ROOT.glob(CATALOGUES)))
    if is_new("words", catalogues) or not all(map(is_compiled, ROOT.glob(CATALOGUES))):
        if call(PYTHON, WORDS, "compile", PYTHONPATH=str(ROOT)):
            sys.exit(1)
        remember("words", catalogues)
    check_qt(packages, "display" if display and sys.platform == "linux" else "qt")


def is_compiled(catalogue: Path) -> bool:
    return catalogue.with_suffix(".mo").exists()


def make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        install_for_system((f"python{version}-venv",), "Python cannot make virtual environments")
    say("making .venv")
    must(sys.executable, "-m", "venv", VENV)


def check_qt(packages: str, probe: str) -> None:
    """See that Qt finds the system libraries it needs; add them where we can."""
    if not is_new(probe, packages):
        return
    code = QT_DRAWS if probe == "display" else QT_STARTS
    result = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    if result.returncode:
        reason = result.stderr.strip().rpartition("\n")[2]
        install_for_system(LIBRARIES + DISPLAY_LIBRARIES, f"Qt does not start ({reason})")
        must(PYTHON, "-c", code)
    remember(probe, packages)


def install_for_system(packages: tuple[str, ...], problem: str) -> None:
    """Install Debian or Ubuntu packages, or stop and say what a person has to do."""
    command = ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if not shutil.which("apt-get"):
        sys.exit(f"{problem}. On Debian or Ubuntu this would help: {' '.join(command)}")
    prefix = () if os.geteuid() == 0 else ("sudo", "-n")
    if prefix and not (shutil.which("sudo") and call("sudo", "-n", "true") == 0):
        sys.exit(f"{problem}. Run this line, then try again:\n  sudo {' '.join(command)}")
    say(f"{problem}; installing {' '.join(packages)}")
    call(*prefix, "apt-get", "update", "--quiet")
    must(*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *command)


def fingerprint(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def is_new(step: str, state: str) -> bool:
    stamp = VENV / f"{step}.stamp"
    return not stamp.exists() or stamp.read_text() != state


def remember(step: str, state: str) -> None:
    (VENV / f"{step}.stamp").write_text(state)


def say(text: str) -> None:
    print(f"dev.py: {text}", flush=True)


def must(*command: str | Path) -> None:
    status = call(*command)
    if status:
        sys.exit(status)


def call(*command: str | Path, cwd: Path | None = None, **variables: str) -> int:
    return subprocess.run(command, cwd=cwd, env=os.environ | variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

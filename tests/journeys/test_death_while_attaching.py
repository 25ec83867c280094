"""The process is killed while it attaches files: every record that speaks of a file has the whole file."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from msp_desktop.app import checkup
from msp_desktop.app.office import open_office

WRITER = """
import random, sys
from pathlib import Path
from msp_desktop.app import attachments
from msp_desktop.app.office import open_office

home, scan = map(Path, sys.argv[1:])
workspace = open_office(home).workspace
space = workspace.partnerships()[0]["id"]
chance = random.Random(1)
for number in range(1, 100_000):
    scan.write_bytes(chance.randbytes(chance.choice((1, 400_000, 1_048_577, 6_000_000))))
    stored = attachments.add(workspace.database, scan).stored
    workspace.set_single("agreement", space, {"signed_copy_file": stored, "title": str(number)})
    print(number, flush=True)
"""


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.slow) for n in range(3, 30))]
)
def test_no_record_speaks_of_half_a_file(home: Path, tmp_path: Path, seed: int) -> None:
    office = open_office(home)
    space = office.workspace.add_partnership({"name": "Water"})
    office.close()
    command = [sys.executable, "-c", WRITER, str(home), str(tmp_path / "scan.pdf")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        time.sleep(random.Random(seed).uniform(0, 0.4))
        process.kill()
        said = [1, *map(int, process.stdout.read().split())]
    office = open_office(home)
    assert checkup.check(office) == checkup.Checked([], [])
    (agreement,) = office.workspace.rows("agreement", space)
    assert said[-1] <= int(str(agreement["title"])) <= said[-1] + 1
    folder = office.workspace.database.attachments
    assert not list(folder.folder.glob("*.part")), "halves are swept away when the office opens"
    for hash_ in folder.all_hashes():
        folder.verify(hash_)
    office.close()

"""What every test may use: an office in a folder of its own, and Qt without a screen."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from hypothesis import settings
from sqlalchemy import Engine

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msp_desktop.app.office import Office, open_office, set_up_office
from msp_desktop.app.sample import load_sample
from msp_desktop.app.workspace import Workspace
from msp_desktop.db import migrate
from msp_desktop.db.replica import capture
from msp_desktop.db.tables import TABLES
from tests import quick_locks
from tests.copying import ReadyMade, copy_of
from tools import words

# A slow or busy machine is no fault of the program: no test asserts a time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues as dev.py does: documents in other languages come from them."""
    if not hasattr(config, "workerinput"):
        words.compile_all()


def pytest_collection_finish() -> None:
    """Look less often for what nobody holds, and set apart what was loaded: it stays until the end.

    Looking through all of it again and again took a tenth of the time of all tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _witnesses(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keeps what this computer remembers of offices away from the person who runs the tests."""
    os.environ["MSP_DESKTOP_WITNESSES"] = str(tmp_path_factory.mktemp("witnesses"))


@pytest.fixture(scope="session", autouse=True)
def _quick_locks() -> Iterator[None]:
    """A passphrase costs nothing to try; tests/sync/test_locking.py also locks as for people."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", quick_locks.lock)
        yield


@pytest.fixture(scope="session", autouse=True)
def _migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The migrations make one new database; every later one begins as a copy of it.

    Going through all of them, and making what captures writes, takes longer than most tests and always
    makes the same. The writer is made anew for each, and a file that is there already is brought up to
    date as ever.
    """
    made = tmp_path_factory.mktemp("migrated") / "new.db"
    really = migrate.bring_up_to_date

    def bring_up_to_date(path: Path) -> Engine:
        if not path.exists():
            if not made.exists():
                engine = really(made)
                with engine.begin() as connection:
                    capture.install(connection, TABLES)
                    connection.exec_driver_sql("DELETE FROM sync_identity")
                engine.dispose()
            shutil.copyfile(made, path)
        return really(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "bring_up_to_date", bring_up_to_date)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs other programs, unless it is asked for."""
    if "outside" not in str(config.option.markexpr):
        left_out = [item for item in items if item.get_closest_marker("outside")]
        if left_out:
            config.hook.pytest_deselected(items=left_out)
            items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def ready_made(tmp_path_factory: pytest.TempPathFactory) -> ReadyMade:
    """Opens offices of any name: setting one up takes three times as long as copying it."""
    return ReadyMade(tmp_path_factory.mktemp("ready_made"))


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed office to copy: setting one up takes longer than most tests."""
    home = tmp_path_factory.mktemp("template") / "home"
    set_up_office(home, name="Jumla District Office", place="Jumla", person="Sita Rawal").close()
    return home


@pytest.fixture(scope="session")
def sample_template(
    office_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The same office with the sample in it, and the identifier of the sample."""
    home = copy_of(office_template, tmp_path_factory.mktemp("template") / "with_sample")
    office = open_office(home)
    sample = load_sample(office.workspace)
    office.close()
    return home, sample


@pytest.fixture
def home(request: pytest.FixtureRequest, office_template: Path, tmp_path: Path) -> Path:
    """A folder with an office that nobody has open; where a test asks `with_sample`, it is there."""
    if "with_sample" in request.fixturenames:
        return copy_of(request.getfixturevalue("sample_template")[0], tmp_path / "home")
    if "at_work" in request.fixturenames:
        return copy_of(request.getfixturevalue("begun_template"), tmp_path / "home")
    return copy_of(office_template, tmp_path / "home")


@pytest.fixture
def with_sample(sample_template: tuple[Path, str]) -> str:
    """The sample partnership, in the office of the test."""
    return sample_template[1]


@pytest.fixture
def office(home: Path) -> Iterator[Office]:
    """An open office."""
    opened = open_office(home)
    yield opened
    opened.close()


@pytest.fixture
def workspace(office: Office) -> Workspace:
    """The records of an open office."""
    return office.workspace


@pytest.fixture
def space(workspace: Workspace) -> str:
    """A partnership with nothing in it yet."""
    return workspace.add_partnership({"name": "Clean water for Jumla", "place": "Jumla"})

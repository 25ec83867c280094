"""The parts of the window that work on their own: jobs, places, preferences, guidance, failures."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QUrl
from PySide6.QtGui import QFont, QImage
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from msp_desktop.domain.guideline import MODULES, TASKS
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.tasks import Progress, TaskState
from msp_desktop.i18n import language, speaking
from msp_desktop.ui import theme
from msp_desktop.ui.jobs import Jobs
from msp_desktop.ui.shell.emblem import LARGEST_SIDE, small_png
from msp_desktop.ui.shell.failures import Failures
from msp_desktop.ui.shell.guidance_panel import GuidancePanel
from msp_desktop.ui.shell.overview import open_things
from msp_desktop.ui.shell.places import Place, Visited
from msp_desktop.ui.shell.preferences import LARGEST_TEXT, Preferences
from msp_desktop.ui.shell.single_instance import SingleInstance
from msp_desktop.ui.shell.tabs import ModuleTabs
from msp_desktop.ui.shell.task_list import TaskList, TaskListModel

pytestmark = pytest.mark.ui


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()


# Jobs


def test_a_job_works_beside_the_window_and_answers_on_its_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[object] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 6 * 7

    answers: list[tuple[int, QThread]] = []
    jobs.run(work, lambda answer: answers.append((answer, QThread.currentThread())))
    assert jobs.is_working
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(42, QCoreApplication.instance().thread())]  # type: ignore[union-attr]
    assert threads != [threading.main_thread()]
    assert not jobs.is_working


def test_a_failed_job_is_told_to_whoever_asked(jobs: Jobs, qtbot: QtBot) -> None:
    def work() -> None:
        raise NotFound("the stick")

    errors: list[Exception] = []
    jobs.run(work, lambda _answer: None, on_failure=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], NotFound)


def test_a_failed_job_nobody_answers_for_is_announced(jobs: Jobs, qtbot: QtBot) -> None:
    def work() -> None:
        raise OSError("no space left")

    with qtbot.waitSignal(jobs.failed) as announced:
        jobs.run(work, lambda _answer: None)
    assert isinstance(announced.args[0], OSError)


def test_a_job_speaks_the_language_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    spoken: list[str] = []
    with speaking("ne"):
        jobs.run(language, spoken.append)
    qtbot.waitUntil(lambda: bool(spoken))
    assert spoken == ["ne"]


def test_the_answer_to_a_page_that_is_gone_is_dropped_but_not_its_failure(
    jobs: Jobs, qtbot: QtBot
) -> None:
    page, answers = QObject(), list[str]()
    with qtbot.waitSignal(jobs.failed):
        jobs.run(lambda: "done", answers.append, asker=page)
        jobs.run(lambda: 1 // 0, lambda _answer: None, on_failure=lambda _error: None, asker=page)
        delete(page)
    assert answers == []


def test_a_job_dropped_at_the_end_answers_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[object] = []
    gate = threading.Event()
    jobs.run(gate.wait, answers.append)
    jobs.run(lambda: "never", answers.append)
    threading.Timer(0.2, gate.set).start()
    jobs.stop()
    qtbot.waitUntil(lambda: not jobs.is_working)
    assert answers == [True]


def test_jobs_are_done_one_after_the_other(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        jobs.run(lambda number=number: number, done.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


# Places


def test_back_and_forward_lead_through_the_places_seen() -> None:
    visited = Visited()
    for key in ("1.1", "1.2", "1.3"):
        visited.go(Place("initiation", key))
    assert visited.back() == Place("initiation", "1.2")
    assert visited.back() == Place("initiation", "1.1")
    assert visited.back() is None
    assert visited.forward() == Place("initiation", "1.2")
    visited.go(Place("overview"))
    assert not visited.can_go_forward
    assert visited.back() == Place("initiation", "1.2")


def test_staying_at_a_place_is_not_a_step_back() -> None:
    visited = Visited()
    visited.go(Place("overview"))
    visited.go(Place("overview"))
    assert not visited.can_go_back


def test_a_long_session_forgets_its_oldest_places_only() -> None:
    visited = Visited()
    for number in range(Visited.LONGEST + 50):
        visited.go(Place("initiation", str(number)))
    steps = 0
    while visited.back() is not None:
        steps += 1
    assert steps == Visited.LONGEST - 1
    assert visited.current == Place("initiation", "50")


# Preferences


def test_preferences_are_there_at_the_next_start(tmp_path: Path) -> None:
    first = Preferences(tmp_path)
    first.language, first.theme, first.text_size = "ne", "dark", 12.0
    first.shows_guidance = False
    first.keep_task_of("a" * 32, "7.1")
    first.write()
    second = Preferences(tmp_path)
    assert (second.language, second.theme, second.text_size) == ("ne", "dark", 12.0)
    assert not second.shows_guidance
    assert second.task_of("a" * 32) == "7.1"
    assert second.task_of("b" * 32) == ""


@pytest.mark.parametrize(("kept", "used"), [("400", LARGEST_TEXT), ("?", theme.DEFAULT_SIZE)])
def test_a_spoiled_size_of_text_never_makes_the_window_unreadable(
    tmp_path: Path, kept: str, used: float
) -> None:
    (tmp_path / "window.ini").write_text(f"[General]\ntext_size={kept}\n")
    assert Preferences(tmp_path).text_size == used


# Tabs and tasks


def test_there_is_a_tab_for_the_overview_and_each_module(qtbot: QtBot) -> None:
    tabs = ModuleTabs()
    qtbot.addWidget(tabs)
    assert tabs.pages == ["overview", *(module.key for module in MODULES)]


def test_tasks_say_their_state_in_words(qtbot: QtBot) -> None:
    tasks = TaskList(MODULES[0])
    qtbot.addWidget(tasks)
    task = TASKS["1.1"]
    tasks.tasks.show_progress({"1.1": Progress(task, TaskState.DONE, ())})
    spoken = {
        str(tasks.tasks.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(tasks.tasks.rowCount())
    }
    assert f"1.1 {task.title}: Done" in spoken
    assert f"1.2 {TASKS['1.2'].title}: Not started" in spoken
    assert f"Step 1: {MODULES[0].steps[0].title}" in spoken


def test_arrow_keys_go_from_task_to_task_and_pass_headings_by(qtbot: QtBot) -> None:
    tasks = TaskList(MODULES[0])
    qtbot.addWidget(tasks)
    tasks.show()
    chosen: list[str] = []
    tasks.chosen.connect(chosen.append)
    tasks.choose("1.1")
    keys = [task.key for task in MODULES[0].tasks]
    for _key in keys[1:]:
        qtbot.keyClick(tasks, Qt.Key.Key_Down)  # type: ignore[no-untyped-call]
    assert chosen == keys[1:]


def test_going_to_a_task_is_not_taken_for_choosing_it(qtbot: QtBot) -> None:
    tasks = TaskList(MODULES[0])
    qtbot.addWidget(tasks)
    chosen: list[str] = []
    tasks.chosen.connect(chosen.append)
    tasks.choose("1.4")
    assert chosen == []
    assert tasks.currentIndex().data(TaskListModel.EntryRole) is TASKS["1.4"]


def test_what_somebody_wants_to_revisit_comes_first() -> None:
    states = {"1.1": TaskState.DONE, "1.2": TaskState.NOT_STARTED, "1.3": TaskState.IN_PROGRESS}
    progress = {key: Progress(TASKS[key], state, ()) for key, state in states.items()}
    progress["1.4"] = Progress(TASKS["1.4"], TaskState.REVISIT, ())
    assert [item.task.key for item in open_things(progress)] == ["1.4", "1.3", "1.2"]


# Guidance


def test_guidance_shows_text_and_loads_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(secret))
    panel = GuidancePanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_text(
        f"# 1.1 Title\n\n## Why\n\nText <b>bold</b> ![x]({secret.as_uri()}) "
        "[link](https://example.org/)\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    shown = panel.browser.toPlainText()
    assert "Title" not in shown
    assert shown.startswith("Why")
    assert "<b>bold</b>" in shown
    assert panel.browser.loadResource(2, QUrl(secret.as_uri())) == b""
    assert not panel.browser.openExternalLinks()
    assert not panel.browser.openLinks()


def test_guidance_without_a_text_says_so(qtbot: QtBot) -> None:
    panel = GuidancePanel()
    qtbot.addWidget(panel)
    panel.show_text("")
    assert panel.browser.toPlainText() == "Nobody has written guidance on this task yet."


def test_headings_of_guidance_are_hardly_larger_than_its_text(qtbot: QtBot) -> None:
    panel = GuidancePanel()
    qtbot.addWidget(panel)
    panel.show_text("## Why\n\nText.")
    heading = panel.browser.document().begin().begin().fragment().charFormat()
    assert heading.fontWeight() == QFont.Weight.DemiBold
    assert 0 < heading.fontPointSize() - panel.browser.font().pointSizeF() < 2


# Failures


@pytest.fixture
def failures(tmp_path: Path, qtbot: QtBot) -> Iterator[Failures]:
    hooks = sys.excepthook, threading.excepthook
    made = Failures(tmp_path)
    made.install()
    yield made
    made.remove()
    sys.excepthook, threading.excepthook = hooks
    logging.getLogger().setLevel(logging.WARNING)


def test_a_failure_is_written_down_and_told_once(failures: Failures) -> None:
    told: list[str] = []
    failures.happened.connect(told.append)
    error = ZeroDivisionError("by zero")
    for _time in range(3):
        sys.excepthook(ZeroDivisionError, error, None)
    assert len(told) == 1
    assert "Everything saved so far is kept" in told[0]
    assert "by zero" in failures.log_file.read_text("utf-8")


def test_a_failure_in_a_thread_is_told_too(failures: Failures, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ZeroDivisionError("beside the window")

    with qtbot.waitSignal(failures.happened):
        threading.Thread(target=fail).start()
    assert "beside the window" in failures.log_file.read_text("utf-8")


def test_a_problem_is_told_in_its_own_words(failures: Failures) -> None:
    told: list[str] = []
    failures.happened.connect(told.append)
    failures.report(NotFound("the stick"))
    assert told == ["Not found: the stick. Nothing was changed."]


def test_a_crash_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from msp_desktop.ui.shell.failures import Failures;"
        "app = QCoreApplication([]); Failures(Path(sys.argv[1])).install(); os.abort()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, capture_output=True)
    assert Failures(tmp_path).closed_unexpectedly


# One window for each office


def test_a_second_start_hands_its_file_over(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.take()
    first.listen()
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from msp_desktop.ui.shell.single_instance import SingleInstance;"
        "app = QCoreApplication([]); second = SingleInstance(Path(sys.argv[1]));"
        "assert not second.take(); assert second.hand_over(Path(sys.argv[2]))"
    )
    file = tmp_path / "from the stick.mspsync"
    with qtbot.waitSignal(first.called, timeout=20_000) as called:
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(file)])
    assert called.args == [str(file)]
    assert process.wait() == 0
    first.give_back()


def test_the_place_of_a_killed_window_is_free_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from msp_desktop.ui.shell.single_instance import SingleInstance;"
        "app = QCoreApplication([]); one = SingleInstance(Path(sys.argv[1])); assert one.take();"
        "one.listen(); os._exit(7)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert killed.returncode == 7
    assert (tmp_path / "window.lock").exists()
    instance = SingleInstance(tmp_path)
    assert instance.take()
    instance.give_back()


def test_handing_over_to_nobody_does_not_wait_long(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).hand_over(None)


# Emblem


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_large_picture_becomes_a_small_emblem(qtbot: QtBot, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"emblem.{ending}"
    picture = QImage(2000, 1000, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    picture.save(str(file))
    emblem = QImage.fromData(small_png(file))
    assert (emblem.width(), emblem.height()) == (LARGEST_SIDE, LARGEST_SIDE // 2)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "emblem.png"
    file.write_bytes(content)
    with pytest.raises(Problem, match=r"emblem\.png could not be used"):
        small_png(file)

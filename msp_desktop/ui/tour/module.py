"""All tasks of one module, filled in by hand in a new partnership, with pictures and documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msp_desktop.app.formats import EXCEL, PDF, WORD
from msp_desktop.app.sample import read_sample, sample_file
from msp_desktop.domain.guideline import HOME_TASK, MODULES
from msp_desktop.domain.tasks import Module, Task
from msp_desktop.ui.tour.clerk import Clerk
from msp_desktop.ui.tour.hands import Album
from msp_desktop.ui.tour.rooms import Room, make_folders

HOME = "office"

OUTCOMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "A": {
        "memo": (PDF,),
        "partner-list": (PDF,),
        "agreement": (PDF, WORD),
        "promises": (PDF,),
    },
    "B": {
        "work-plan": (PDF,),
        "roles": (PDF, EXCEL),
        "decisions": (PDF, EXCEL),
        "mobilising": (PDF,),
        "announcement": (PDF, WORD),
    },
    "C": {
        "agenda": (PDF,),
        "attendance": (PDF,),
        "paper-minutes": (PDF,),
        "minutes": (PDF, WORD),
        "actions": (PDF,),
        "hand-overs": (PDF,),
        "questionnaire": (PDF,),
        "health": (PDF,),
        "monitoring": (PDF,),
        "reporting": (PDF,),
        "progress": (PDF, WORD, EXCEL),
    },
}
"""The documents a module leads to, by its letter, and what kinds of files of each are kept."""


def take_module_tour(
    letter: str, out: Path, language: str | None = None, only: Sequence[str] = ()
) -> int:
    """Fill in the tasks of a module by hand; leave pictures and its documents in ``out``.

    Returns how many pictures there are.

    In a new office a new partnership is begun. What stands in the sample for earlier modules is put
    into it, what stands there for this one is typed into the window. With ``only`` just these tasks are
    filled in. Raises `StepFailed` when a step does not come about, `TasksNotDone` when a task lacks
    something in the end.
    """
    module = next(one for one in MODULES if one.letter == letter)
    tasks = [task for task in module.tasks if task.key in only or not only]
    (home,) = make_folders(out, (HOME,), language)
    album = Album(out)
    with Room(Clerk, home, album).opened() as person:
        person.set_up("District Health Office", "Kosipur", "Sunita Devi")
        _fill_in(person, module, tasks)
        for task in tasks:
            person.look_at(task)
        for what, endings in OUTCOMES.get(letter, {}).items() if not only else ():
            person.print_out(what, *(out / f"{what}{ending}" for ending in endings))
        person.check(tasks)
    album.close()
    return len(album.entries)


def _fill_in(person: Clerk, module: Module, tasks: Sequence[Task]) -> None:
    partnership, entries = read_sample(sample_file())
    own = {task.key for task in module.tasks}
    before = {task.key for one in MODULES[: MODULES.index(module)] for task in one.tasks}
    person.begin(str(partnership["name"]), str(partnership["place"]))
    person.take_script([one for one in entries if HOME_TASK.get(one.kind.key) in own])
    person.find_written([one for one in entries if HOME_TASK.get(one.kind.key) in before])
    for task in tasks:
        person.fill_task(task)
    person.catch_up()

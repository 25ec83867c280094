"""Commands that try the program out: the tour and the measurements."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from msp_desktop.cli import session
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


def take_tour(options: Namespace) -> int:
    """Drive the real window through the main job, or through one module, and save a picture of every step."""
    folder = options.out.resolve()
    if options.module is None:
        return lead_through(folder, options.language)
    from msp_desktop.ui.tour import take_module_tour

    count = take_module_tour(options.module, folder, options.language)
    sentence = translate(
        _(
            "Every task of module {letter} is done; {count} pictures and the documents are in {folder}"
        )
    )
    print(sentence.format(letter=options.module, count=count, folder=folder))
    return 0


def lead_through(folder: Path, language: str | None = None) -> int:
    """Take the tour of the main job into a folder and say what is there."""
    from msp_desktop.ui.tour import take_tour as drive

    count = drive(folder, language)
    sentence = translate(_("{count} pictures, three documents and the sync files are in {folder}"))
    print(sentence.format(count=count, folder=folder))
    return 0


def run_bench(options: Namespace) -> int:
    """Measure a cold start, pages, long lists, a long plan or the exchange, as ratios to something bare."""
    return _MEASURED[options.what](options)


def _bench_lists(options: Namespace) -> int:
    from msp_desktop.app.bench import lists

    figures = lists.measure_lists(options.runs)
    return session.show(figures, list(lists.described(figures)), as_json=options.json)


def _bench_start(options: Namespace) -> int:
    from msp_desktop.ui.bench import start

    figures = start.measure_start(options.runs)
    return session.show(figures, list(start.described(figures)), as_json=options.json)


def _bench_pages(options: Namespace) -> int:
    from msp_desktop.ui.bench import pages

    letters = options.module or "ABCDE"
    figures = pages.measure_pages(letters, options.runs, options.organisations)
    return session.show(figures, list(pages.described(figures)), as_json=options.json)


def _bench_plan(options: Namespace) -> int:
    from msp_desktop.ui.bench import plan

    figures = plan.measure_plan(options.runs, options.activities)
    return session.show(figures, list(plan.described(figures)), as_json=options.json)


def _bench_sync(options: Namespace) -> int:
    from msp_desktop.app.bench import run

    figures = run.measure_exchange(options.changes, options.runs)
    amounts = (options.changes, 10 * options.changes)
    figures["memory"] = {amount: run.measure_memory(amount) for amount in amounts}
    return session.show(figures, list(run.described(figures)), as_json=options.json)


_MEASURED: Mapping[str, Callable[[Namespace], int]] = {
    "start": _bench_start,
    "pages": _bench_pages,
    "lists": _bench_lists,
    "plan": _bench_plan,
    "sync": _bench_sync,
}

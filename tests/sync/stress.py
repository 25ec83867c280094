"""Long runs of what the tests do shortly: `python3 dev.py stress sync --histories 100000`."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.journeys import minutes_kill
from tests.sync import fuzz, histories, kill, mutants

Outcome = tuple[int, Counter[str], str]
"""A seed, what happened under it how often, and how it failed; empty when it did not."""

_AT_ONCE = 10
_FILES_AT_ONCE = 1000
_MOST_SECONDS = 5.0
"""How long one damaged or forged file may take."""


def histories_agree(count: int, first_seed: int = 0, jobs: int | None = None) -> Iterator[Outcome]:
    """Run random histories in processes, and yield what became of each."""
    seeds = range(first_seed, first_seed + count)
    chunks = [seeds[at : at + _AT_ONCE] for at in range(0, count, _AT_ONCE)]
    yield from in_processes(_histories, chunks, jobs)


def in_processes(
    work: Callable[[Sequence[int]], list[Outcome]],
    chunks: Sequence[Sequence[int]],
    jobs: int | None,
) -> Iterator[Outcome]:
    """Let processes work on the chunks; yield outcomes in order."""
    context = multiprocessing.get_context("spawn")
    workers = jobs or os.cpu_count() or 1
    pool = ProcessPoolExecutor(workers, mp_context=context)
    try:
        for outcomes in pool.map(work, chunks):
            yield from outcomes
    finally:
        pool.shutdown(cancel_futures=True)


def _histories(seeds: Sequence[int]) -> list[Outcome]:
    found: list[Outcome] = []
    for seed in seeds:
        try:
            found.append((seed, histories.run(seed), ""))
        except Exception:
            found.append((seed, Counter(), traceback.format_exc()))
    return found


def _sync(options: argparse.Namespace) -> int:
    outcomes = histories_agree(options.histories, options.seed, options.jobs)
    return _tell("histories", outcomes, options.histories)


def _fuzz(options: argparse.Namespace) -> int:
    seeds = range(options.seed, options.seed + options.files)
    chunks = [seeds[at : at + _FILES_AT_ONCE] for at in range(0, len(seeds), _FILES_AT_ONCE)]
    work = partial(fuzz.run, most_seconds=_MOST_SECONDS)
    return _tell("files", in_processes(work, chunks, options.jobs), options.files)


def _kill(options: argparse.Namespace) -> int:
    seeds = range(options.seed, options.seed + options.points)
    return _tell("points", kill.run(seeds), options.points)


def _minutes(options: argparse.Namespace) -> int:
    seeds = range(options.seed, options.seed + options.points)
    return _tell("points", minutes_kill.run(seeds), options.points)


def _mutants(options: argparse.Namespace) -> int:
    alive = 0
    for mutant, verdict in mutants.run(options.names):
        alive += verdict != "killed"
        print(f"{verdict}: {mutant.name} ({mutant.killer})", flush=True)
    print(f"{alive} not killed")
    return 1 if alive else 0


def _tell(what: str, outcomes: Iterator[Outcome], count: int) -> int:
    """Print failures as they come, a line now and then, and a summary."""
    begun, told = time.monotonic(), time.monotonic()
    total: Counter[str] = Counter()
    failed: list[int] = []
    done = 0
    try:
        for seed, happened, failure in outcomes:
            done += 1
            total += happened
            if failure:
                failed.append(seed)
                print(f"seed {seed} failed:\n{failure}", flush=True)
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(f"{done} of {count} {what}, {len(failed)} failed", flush=True)
    except KeyboardInterrupt:
        print(f"stopped before {count} were done")
    seconds = time.monotonic() - begun
    print(f"{done} {what} in {seconds:.0f} s ({done / seconds:.1f} a second)")
    print(", ".join(f"{name} {number}" for name, number in sorted(total.items())))
    print(f"failed seeds: {failed or 'none'}")
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py stress", description=__doc__)
    runs = parser.add_subparsers(required=True)
    sync = runs.add_parser("sync", help="random histories of several offices against the oracle")
    sync.add_argument("--histories", type=int, default=10_000)
    sync.add_argument("--seed", type=int, default=0, help="the first seed; the others follow")
    sync.add_argument("--jobs", type=int, help="processes; as many as there are processors")
    sync.set_defaults(work=_sync)
    damaged = runs.add_parser("fuzz", help="damaged and forged sync files")
    damaged.add_argument("--files", type=int, default=10_000)
    damaged.add_argument("--seed", type=int, default=0, help="the first seed; the others follow")
    damaged.add_argument("--jobs", type=int, help="processes; as many as there are processors")
    damaged.set_defaults(work=_fuzz)
    points = runs.add_parser("kill", help="processes killed while they write and take in files")
    points.add_argument("--points", type=int, default=100)
    points.add_argument("--seed", type=int, default=0, help="the first seed; the others follow")
    points.set_defaults(work=_kill)
    minutes = runs.add_parser("minutes", help="the window killed while somebody takes minutes")
    minutes.add_argument("--points", type=int, default=100)
    minutes.add_argument("--seed", type=int, default=0, help="the first seed; the others follow")
    minutes.set_defaults(work=_minutes)
    wrong = runs.add_parser("mutants", help="the program made wrong on purpose")
    wrong.add_argument("names", nargs="*", help="only these mutants")
    wrong.set_defaults(work=_mutants)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run what a person asks for on the command line; return the exit code."""
    options = _parser().parse_args(arguments)
    return int(options.work(options))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Commands that try the program out: the tour and the measurements."""

from __future__ import annotations

from argparse import Namespace

from msp_desktop.cli import session


def take_tour(options: Namespace) -> int:
    """Drive the real window through the main job and save a picture of every step."""
    from msp_desktop.ui.tour import take_tour as drive

    return drive(options.out.resolve())


def run_bench(options: Namespace) -> int:
    """Measure a cold start as ratios to a bare window."""
    from msp_desktop.ui import bench

    figures = bench.measure_start(options.runs)
    return session.show(figures, list(bench.described(figures)), as_json=options.json)

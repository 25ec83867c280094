"""Commands for the official wording of goals, targets and indicators: load, list, show, remove."""

from __future__ import annotations

from argparse import Namespace

from msp_desktop.app import frameworks
from msp_desktop.cli import session
from msp_desktop.domain import sdg
from msp_desktop.domain.problems import Problem
from msp_desktop.domain.sdg import Framework
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_NONE = "none"


def load(options: Namespace) -> int:
    """Read a file, say what is in it and, unless it is only a preview, keep it."""
    found = frameworks.look_into(options.file)
    language = options.language or found.language
    made = found.framework(options.name or options.file.stem, language, options.source)
    for remark in found.remarks:
        print(remark.text)
    if not language and not options.preview:
        raise Problem(
            _(
                "It is not clear which language {file} is in. Nothing was kept. Say --language CODE."
            ),
            file=found.file,
        )
    if not options.preview:
        with session.office(options) as opened:
            frameworks.keep(opened.workspace, made)
    print(line_of(made))
    return 0


def list_all(options: Namespace) -> int:
    """List the edition of the codes, and the wordings that are kept; the one shown has a star."""
    with session.office(options) as opened:
        kept = frameworks.kept(opened.workspace)
        shown = frameworks.shown(opened.workspace)
    items = [
        {
            "sha": one.sha,
            "name": one.name,
            "language": one.language,
            "source": one.source,
            "file": one.file,
            "loaded": one.day,
            "goals": one.goals,
            "targets": one.targets,
            "indicators": one.indicators,
            "own": list(one.own),
            "shown": one == shown,
        }
        for one in kept
    ]
    lines = [sdg.version(), *(f"{'*' if one == shown else ' '} {line_of(one)}" for one in kept)]
    return session.show(items, lines, as_json=options.json)


def show(options: Namespace) -> int:
    """Choose which wording the window shows beside codes."""
    with session.office(options) as opened:
        workspace, which = opened.workspace, options.which
        frameworks.show(workspace, "" if which == _NONE else frameworks.named(workspace, which).sha)
    return 0


def remove(options: Namespace) -> int:
    """Forget a wording."""
    with session.office(options) as opened:
        found = frameworks.named(opened.workspace, options.which)
        frameworks.remove(opened.workspace, found.sha)
    print(
        translate(_("{name} was removed. The file it came from was not touched.")).format(
            name=found.name
        )
    )
    return 0


def line_of(one: Framework) -> str:
    """Return a wording as one line."""
    counted = translate(
        _(
            "{goals} of 17 goals, {targets} of 169 targets, {indicators} of 251 indicators by code, {own} own"
        )
    ).format(goals=one.goals, targets=one.targets, indicators=one.indicators, own=len(one.own))
    return "  ".join(
        filter(None, (one.sha[:8], one.name, one.language, counted, one.source, one.day))
    )

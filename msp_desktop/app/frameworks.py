"""Wordings of goals, targets and indicators that this office has loaded: read, kept, chosen, removed.

They are settings of this computer (see docs/decisions.md): the codes themselves travel between offices, not
the texts of others that explain them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msp_desktop.app.workspace import Workspace
from msp_desktop.domain.changes import Author
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.sdg import Framework
from msp_desktop.i18n import mark as _

if TYPE_CHECKING:
    from msp_desktop.intake.framework import Found

_KEPT, _SHOWN = "frameworks", "framework_shown"
_MOST = 12
_SHORTEST_SHA = 4
"""Digits at least by which a command may name a wording."""


class TooManyFrameworks(Problem):
    """Raised when no further wording can be kept."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "{most} files of goals and targets are kept already. Remove one, then load this one."
            ),
            most=str(_MOST),
        )


def look_into(file: Path) -> Found:
    """Find goals, targets and indicators in a file; nothing is kept yet.

    Raises `NotATable`, `TableTooLarge`, `NoCodesFound`, or OSError.
    """
    from msp_desktop.intake.framework import read
    from msp_desktop.intake.sheets import LARGEST

    with file.open("rb") as opened:
        return read(opened.read(LARGEST + 1), file.name)


def kept(workspace: Workspace) -> tuple[Framework, ...]:
    """Return the wordings that are kept, the one last loaded first."""
    with workspace.database.reading() as store:
        return _parsed(store.setting(_KEPT) or "[]")


def shown(workspace: Workspace) -> Framework | None:
    """Return the wording that is shown beside codes; None when none is kept, or none is wanted."""
    with workspace.database.reading() as store:
        sha, known = store.setting(_SHOWN), _parsed(store.setting(_KEPT) or "[]")
    return next((one for one in known if one.sha == sha), None)


def printed(workspace: Workspace) -> tuple[Framework, ...]:
    """Return the wordings for documents, the one shown first; none where only our titles are wanted."""
    first = shown(workspace)
    return () if first is None else (first, *(one for one in kept(workspace) if one != first))


def keep(workspace: Workspace, framework: Framework) -> None:
    """Keep a wording, and show it from now on; one of the same file is replaced.

    Raises `TooManyFrameworks`.
    """
    others = tuple(one for one in kept(workspace) if one.sha != framework.sha)
    if len(others) >= _MOST:
        raise TooManyFrameworks
    _write(workspace, (framework, *others), framework.sha)


def show(workspace: Workspace, sha: str) -> None:
    """Choose which wording is shown beside codes; an empty ``sha`` for none."""
    _write(workspace, kept(workspace), sha)


def remove(workspace: Workspace, sha: str) -> None:
    """Forget a wording; the file it came from is not touched."""
    now = shown(workspace)
    others = tuple(one for one in kept(workspace) if one.sha != sha)
    following = now.sha if now and now.sha != sha else next((one.sha for one in others), "")
    _write(workspace, others, following if now else "")


def named(workspace: Workspace, words: str) -> Framework:
    """Return the wording of a name, or of the first digits of its number. Raises `NotFound`."""
    fitting = [
        one
        for one in kept(workspace)
        if one.name == words or (len(words) >= _SHORTEST_SHA and one.sha.startswith(words.lower()))
    ]
    if len(fitting) != 1:
        raise NotFound(words)
    return fitting[0]


def _write(workspace: Workspace, known: Sequence[Framework], sha: str) -> None:
    text = json.dumps([_plain(one) for one in known], ensure_ascii=False)
    with workspace.database.transaction(Author(workspace.person)) as store:
        store.keep_setting(_KEPT, text)
        store.keep_setting(_SHOWN, sha)


def _plain(framework: Framework) -> dict[str, object]:
    plain = {one.name: getattr(framework, one.name) for one in fields(framework)}
    return {
        key: dict(value) if key in ("wording", "unsd") else value for key, value in plain.items()
    }


@lru_cache(maxsize=2)
def _parsed(text: str) -> tuple[Framework, ...]:
    return tuple(Framework(**one) for one in json.loads(text))

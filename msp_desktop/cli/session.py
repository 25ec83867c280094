"""Opening the office for one command, finding what an argument names, and printing."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msp_desktop import locations
from msp_desktop.app.office import Office, open_office
from msp_desktop.domain.fields import Choice, Choices, Field, NotAValue
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.records import RecordKind
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_QUOTED = 80
"""How many letters of what was typed are quoted in a complaint."""

_open: list[Office] = []
"""The office a batch keeps open for its commands."""


@contextmanager
def office(options: Namespace) -> Iterator[Office]:
    """Open the office a command works with; inside a batch, use the one that is open."""
    if _open:
        yield _open[-1]
        return
    opened = open_office(home_of(options))
    if opened.notice:
        print(opened.notice, file=sys.stderr)
    _open.append(opened)
    try:
        yield opened
    finally:
        _open.pop().close()


def home_of(options: Namespace) -> Path:
    """Return the folder the command works in."""
    return locations.home(options.home)


def kind_of(key: str) -> RecordKind:
    """Return a kind of record by its key. Raises `NotFound`."""
    try:
        return KINDS[key]
    except KeyError:
        raise NotFound(key) from None


def partnership_of(opened: Office, options: Namespace) -> str:
    """Return the partnership named, or the only one there is. Raises `Problem`."""
    rows = opened.workspace.partnerships()
    if options.partnership:
        if any(row["id"] == options.partnership for row in rows):
            return str(options.partnership)
        raise NotFound(options.partnership)
    if len(rows) != 1:
        sentence = _("There are {count} partnerships here. Say which one with --partnership ID.")
        raise Problem(sentence, count=str(len(rows)))
    return str(rows[0]["id"])


def answers(pairs: Sequence[str]) -> dict[str, object]:
    """Turn ``field=value`` words into answers; an empty value empties the field."""
    values: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise Problem(_("Write answers as field=value, not “{word}”."), word=short(pair))
        values[key] = value
    return values


def check(kind: RecordKind, values: Mapping[str, object]) -> None:
    """Say which field a wrong answer is for, and what can be chosen there. Raises `Problem`."""
    for key, value in values.items():
        field = kind.fields.get(key)
        if field is None:
            raise NotFound(f"{kind.key}.{key}")
        try:
            field.clean(value)
        except NotAValue as refused:
            reason = translate(str(refused))
            known = ", ".join(option_keys(field))
            sentence = _("{field} cannot be “{value}”. {reason} Nothing was changed.")
            if known:
                sentence = _(
                    "{field} cannot be “{value}”. {reason} There are: {known}. Nothing was changed."
                )
            raise Problem(
                sentence, field=key, value=short(str(value)), reason=reason, known=known
            ) from None


def short(words: str) -> str:
    """Return what is quoted in a complaint: of a long text only the beginning."""
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"


def option_keys(field: Field) -> list[str]:
    """Return what can be chosen in a field; nothing where anything may be typed."""
    options = field.options if isinstance(field, Choice | Choices) else ()
    return [option.key for option in options]


def show(items: object, lines: Sequence[str], *, as_json: bool) -> int:
    """Print a list for a person, or as JSON."""
    if as_json:
        print(json.dumps(items, ensure_ascii=False, indent=1, default=str))
    else:
        for line in lines:
            print(line)
    return 0


def line_of(row: Mapping[str, object]) -> str:
    """Return a record as one line: its identifier and the answers that are there."""
    frame = ("id", "space_id", "rank", "alive")
    words = [
        f"{key}={value}" for key, value in row.items() if key not in frame and value is not None
    ]
    return "  ".join((str(row["id"]), *words))

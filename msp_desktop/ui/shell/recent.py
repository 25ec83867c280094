"""Recent changes in a few lines: what belongs together is told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from msp_desktop.domain.changes import ALIVE, Edit
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.records import Records
from msp_desktop.domain.shown import day_in_words, shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.ui.widgets.labels import in_a_row

_TOGETHER_MS = 10 * 60 * 1000
_FIELDS_NAMED = 2


def _nameless(_kind_key: str, _record_id: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Note:
    """One line of news: what was worked on, how and by whom, and the kind of record it was."""

    title: str
    detail: str
    kind_key: str


def notes(
    edits: Iterable[Edit],
    records: Records,
    own_office: str,
    limit: int,
    removed: Callable[[str, str], str] = _nameless,
) -> list[Note]:
    """Return the newest changes, one note for what one person did to one kind of record in a while.

    ``removed`` names a record that is there no more, by its kind and identifier.
    """
    return [_note(group, records, own_office, removed) for group in islice(_groups(edits), limit)]


def _groups(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    group: list[Edit] = []
    for edit in edits:
        if group and not _belong_together(group[-1], edit):
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _belong_together(one: Edit, other: Edit) -> bool:
    return (one.kind_key, one.person, one.office) == (
        other.kind_key,
        other.person,
        other.office,
    ) and abs(one.moment - other.moment) < _TOGETHER_MS


def _note(
    group: Sequence[Edit], records: Records, own_office: str, removed: Callable[[str, str], str]
) -> Note:
    newest = group[0]
    office = newest.office if newest.office != own_office else ""
    detail = (_deed(group), newest.person, office, when(newest.moment))
    return Note(
        _title(group, records, removed),
        in_a_row(detail),
        newest.kind_key,
    )


def _title(group: Sequence[Edit], records: Records, removed: Callable[[str, str], str]) -> str:
    kind = KINDS.get(group[0].kind_key)
    if kind is None:
        return translate("Something from a newer version of the program")
    touched = {edit.record_id for edit in group}
    if len(touched) > 1:
        return translate("{list}: {count} entries").format(
            list=translate(kind.plural), count=len(touched)
        )
    name, record_id = "", group[0].record_id
    if kind.named_by and kind.key != SAME_RECORD:
        name = records.name(kind.key, record_id) or removed(kind.key, record_id)
    return f"{translate(kind.label)}: {name}" if name else translate(kind.label)


def _deed(group: Sequence[Edit]) -> str:
    touched = {edit.record_id for edit in group}
    # The newest edit comes first: what was added and removed again is removed.
    alive = {edit.record_id: edit.values[ALIVE] for edit in reversed(group) if ALIVE in edit.values}
    if len(touched) > 1:
        return _counted(list(alive.values()), len(touched))
    if alive:
        return translate("added") if alive[group[0].record_id] == 1 else translate("removed")
    kind = KINDS.get(group[0].kind_key)
    if kind is None:
        return ""
    if kind.key == SAME_RECORD:
        answers = (edit.values["answer"] for edit in group if "answer" in edit.values)
        return shown(kind.fields["answer"], next(answers, None))
    keys = dict.fromkeys(key for edit in group for key in edit.values if key in kind.fields)
    labels = [translate(kind.fields[key].label) for key in keys]
    named = ", ".join(labels[:_FIELDS_NAMED])
    more = len(labels) - _FIELDS_NAMED
    return (
        translate("{fields} and {count} more").format(fields=named, count=more)
        if more > 0
        else named
    )


def _counted(alive: Sequence[Stored], touched: int) -> str:
    """Say how many of several records were added and removed, or just that where it holds for all."""
    added, removed = (sum(one == is_there for one in alive) for is_there in (1, 0))
    if added == touched:
        return translate("added")
    if removed == touched:
        return translate("removed")
    counts = ((added, _("{count} added")), (removed, _("{count} removed")))
    return ", ".join(translate(words).format(count=count) for count, words in counts if count)


def when(moment: int) -> str:
    """Return a moment of the log as people say it; it is as right as the clock it came from."""
    then = datetime.fromtimestamp(moment / 1000, UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    clock = f"{then:%H:%M}"
    if then.date() == today:
        return translate("today, {clock}").format(clock=clock)
    if then.date() == today - timedelta(days=1):
        return translate("yesterday, {clock}").format(clock=clock)
    return f"{day_in_words(then.date())}, {clock}"

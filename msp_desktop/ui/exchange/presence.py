"""What a conflict about an entry being there at all is about, in words."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.app.exchange import OpenConflict
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.merge import Different
from msp_desktop.domain.records import Records
from msp_desktop.i18n import translate, translate_plural
from msp_desktop.ui.exchange.telling import office_in_words
from msp_desktop.ui.widgets.labels import isolated

_MOST_NAMED = 5


def presence_in_words(conflict: OpenConflict, records: Records) -> Iterator[tuple[str, str]]:
    """Say who removed an entry and why it is still here, and what goes or comes back with it.

    Every text comes with the role of its label.
    """
    gone = next((side for side in conflict.sides if side.value == 0), None)
    office = office_in_words(gone.office if gone is not None else "", "")
    if conflict.difference == Different.REMOVED_OWNER:
        sentence = translate(
            "{office} removed this entry. Others went on with what belongs to it, so it is still here."
        )
    else:
        sentence = translate(
            "{office} removed this entry. Another office changed it without knowing, so it is still here."
        )
    yield sentence.format(office=isolated(office)), ""
    if names := list(_names_below(conflict, records)):
        yield f"{translate('To it belongs, and goes with it:')}\n{_listed(names)}", "muted"
    if back := len(conflict.removed_with):
        sentence = translate_plural(
            "If it is kept, {count} entry that was removed with it comes back.",
            "If it is kept, {count} entries that were removed with it come back.",
            back,
        )
        yield sentence.format(count=back), "muted"


def _names_below(conflict: OpenConflict, records: Records) -> Iterator[str]:
    for kind in KINDS.values():
        if kind.owner == conflict.kind_key:
            for one in records.rows(kind.key, conflict.record_id):
                yield f"{translate(kind.label)}: {records.name(kind.key, one['id'])}"


def _listed(names: list[str]) -> str:
    listed = "\n".join(f"• {name}" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    if more > 0:
        rest = translate_plural("and {count} more", "and {count} more", more)
        listed += "\n" + rest.format(count=more)
    return listed

"""Keeping sealed minutes as they are: the rule that every write of a person goes through."""

from __future__ import annotations

from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Change
from msp_desktop.domain.meetings.seals import (
    ANNEX,
    MEETING,
    SEAL,
    Seal,
    annex_digests,
    leaves_whole,
    seal_of,
    sealed_annex,
    sealed_fields,
    sealed_name,
)
from msp_desktop.domain.problems import Refused
from msp_desktop.i18n import mark as _


class MinutesAreSealed(Refused):
    """Raised when something would change what was sealed."""

    def __init__(self, meeting: str) -> None:
        super().__init__(
            _(
                "The minutes of “{meeting}” are sealed. Nothing was changed. Write what has to be put "
                "right under “Corrections to the minutes”."
            ),
            meeting=meeting,
        )


def refuse_if_sealed(store: Store) -> None:
    """Look at what a transaction changed. Raises `MinutesAreSealed` when sealed minutes were touched.

    Bringing back what was sealed is not refused: where another office's edit came in, it can be undone.
    """
    if not store.has_any(SEAL):
        return
    known: dict[str, list[Seal]] = {}
    for change in store.changes:
        meeting_id = _meeting_of(store, change)
        if not meeting_id:
            continue
        if meeting_id not in known:
            known[meeting_id] = [seal_of(row) for row in store.rows_removed_too(SEAL, meeting_id)]
        seals = known[meeting_id]
        if change.kind_key == ANNEX:
            annex = annex_digests(store.rows(ANNEX, "", meeting_id))
            is_refused = bool(seals) and all(sealed_annex(one) != annex for one in seals)
        else:
            is_refused = _is_refused(change, seals)
        if is_refused:
            raise MinutesAreSealed(sealed_name(seals[0]))


def _is_refused(change: Change, seals: list[Seal]) -> bool:
    if change.kind_key == SEAL:
        is_new = any(one.id == change.record_id for one in seals) and change.before is None
        return not is_new  # the step that makes a seal writes each of its answers once
    return bool(seals) and not any(leaves_whole(one, change) for one in seals)


def _meeting_of(store: Store, change: Change) -> str:
    """Return the meeting that a change belongs to; empty where it cannot be sealed."""
    if change.kind_key == MEETING:
        return change.record_id
    if change.kind_key != SEAL and not sealed_fields(change.kind_key):
        return ""
    row = store.read(change.kind_key, change.record_id)
    return str(row["owner_id"]) if row is not None else ""

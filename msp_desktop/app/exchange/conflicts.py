"""Where offices disagree, and what a person decides."""

from __future__ import annotations

from collections.abc import Iterable

from msp_desktop.db.database import Database
from msp_desktop.db.replica import disputes as open_disputes
from msp_desktop.db.replica.disputes import Dispute, OpenConflict, Side, open_conflicts
from msp_desktop.domain import deciding
from msp_desktop.domain.changes import ALIVE, SETTLED, Author, Change, Decision
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.i18n import mark as _
from msp_desktop.sync import format

MINE, THEIRS, BOTH = "mine", "theirs", "both"
_PRESENCE = {"keep": 1, "remove": 0}


def conflicts(database: Database, space_id: str | None = None) -> list[OpenConflict]:
    """Return the answers that offices wrote apart and nobody has decided on."""
    with database.reading() as store:
        return open_conflicts(store.connection, format, space_id)


def disputes(database: Database, space_id: str | None = None) -> list[Dispute]:
    """Return the same without what was written: fast also for ten thousand."""
    with database.reading() as store:
        return open_disputes.disputes(store.connection, space_id)


def conflicts_about(database: Database, record_id: str) -> list[OpenConflict]:
    """Return what is open about one record."""
    with database.reading() as store:
        return open_conflicts(store.connection, format, record_ids=[record_id])


def find_conflict(database: Database, identifier: str) -> OpenConflict:
    """Return an open conflict by its name. Raises `NotFound` when there is none (any more)."""
    about = conflicts_about(database, identifier.partition(":")[0])
    found = next((one for one in about if one.id == identifier), None)
    if found is None:
        raise NotFound(identifier)
    return found


def resolve(
    database: Database, person: str, conflict: OpenConflict, value: Stored
) -> tuple[Change, ...]:
    """Settle a conflict with one of its values or another; return what changed for people to see.

    The decision replaces every value that stands, also when it is the one already shown. A record that
    is to be removed goes with everything that belongs to it, one that is kept comes back with what was
    removed with it.
    """
    about = conflict.kind_key, conflict.record_id, conflict.field_key
    with database.transaction(Author(person, SETTLED)) as store:
        before = (store.read(conflict.kind_key, conflict.record_id) or {}).get(conflict.field_key)
        store.settle(decision(conflict, value))
    return (*store.changes, *store.settled) or (Change(*about, before, value),)


def decision(conflict: OpenConflict, value: Stored) -> Decision:
    """Return how a conflict is settled with one of its values or another."""
    stood = tuple(side.value for side in reversed(conflict.sides))
    is_kept = conflict.field_key == ALIVE and value == 1
    below = conflict.removed_with if is_kept else ()
    return Decision(conflict.kind_key, conflict.record_id, conflict.field_key, value, stood, below)


def both_of(conflict: OpenConflict) -> Stored:
    """Return an answer that holds all of a conflict's; None where keeping both makes no sense."""
    if conflict.field_key == ALIVE:
        return None
    field = KINDS[conflict.kind_key].fields[conflict.field_key]
    ordered = sorted(conflict.sides, key=lambda side: (side.moment, side.office_id))
    return deciding.both(field, [(side.office, side.value) for side in ordered])


def side_of(conflict: OpenConflict, office: str) -> Side | None:
    """Return what an office wrote, given its identifier or name; None where several have that name."""
    fitting = [side for side in conflict.sides if office in (side.office_id, side.office)]
    return fitting[0] if len({side.office_id for side in fitting}) == 1 else None


def decisions_for(conflicts: Iterable[OpenConflict], office: str) -> list[Decision]:
    """Return how all conflicts in which an office takes part are settled by what it wrote."""
    sides = ((one, side_of(one, office)) for one in conflicts)
    return [decision(one, side.value) for one, side in sides if side is not None]


def chosen(conflict: OpenConflict, keep: str, own_office: str, office: str = "") -> Decision:
    """Return the decision that a word names: ``mine``, ``theirs``, ``both`` or another answer.

    ``own_office`` is the identifier of this office; ``office`` says whose answer ``theirs`` is.
    Raises `Problem` when the word fits none or several answers, `NotAValue` for one that cannot stand.
    """
    if keep in (MINE, THEIRS):
        return decision(conflict, _whose(conflict, keep, own_office, office).value)
    if keep == BOTH:
        value = both_of(conflict)
        if value is None:
            raise Problem(_("Here only one answer can stand. Nothing was changed."))
        return decision(conflict, value)
    if conflict.field_key == ALIVE:
        if keep not in _PRESENCE:
            raise Problem(_("Say “keep” or “remove”: the entry was removed in one office."))
        return decision(conflict, _PRESENCE[keep])
    return decision(conflict, KINDS[conflict.kind_key].fields[conflict.field_key].clean(keep))


def _whose(conflict: OpenConflict, keep: str, own_office: str, office: str) -> Side:
    if keep == MINE:
        fitting = [side for side in conflict.sides if side.office_id == own_office]
    else:
        fitting = [side for side in conflict.sides if side.office_id != own_office]
        if office:
            fitting = [side for side in fitting if office in (side.office_id, side.office)]
    if len(fitting) == 1:
        return fitting[0]
    offices = ", ".join(side.office for side in conflict.sides)
    if not fitting:
        raise Problem(_("That office wrote no answer here, only: {offices}."), offices=offices)
    raise Problem(
        _("Several offices wrote here: {offices}. Say which with --office."), offices=offices
    )

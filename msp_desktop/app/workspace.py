"""One office at work: the only door through which records change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from msp_desktop.app.history import History, Step, newest
from msp_desktop.app.locked import refuse_if_locked
from msp_desktop.app.sealed import refuse_if_sealed
from msp_desktop.db.database import Database
from msp_desktop.db.replica.history import history_of, kind_of_record, recent_edits
from msp_desktop.db.replica.spaces import purge_stream
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import (
    ALIVE,
    REOPENED,
    SETTLED,
    Author,
    Change,
    Changed,
    Decision,
    Edit,
    RecordNews,
)
from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS, TASKS
from msp_desktop.domain.ids import new_id, single_id, spaces_of
from msp_desktop.domain.linking import SAME_RECORD, groups
from msp_desktop.domain.problems import NotFound
from msp_desktop.domain.ranking import rank_between
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.tasks import Progress, progress
from msp_desktop.i18n import language
from msp_desktop.i18n import mark as _
from msp_desktop.sync import format

Listener = Callable[[Changed], None]


class Workspace:
    """The records of an open office database.

    Every method that writes is durable when it returns; only then are listeners told. Writes made
    inside one ``with workspace.step(...)`` are one transaction and one entry in the undo list.
    """

    def __init__(self, database: Database, person: str) -> None:
        self.database = database
        self.person = person
        self.history = History()
        self._listeners: list[Listener] = []
        # A step belongs to the thread that makes it: a job may write beside the window.
        self._here = threading.local()
        self._cached: dict[str, dict[str, list[Row]]] = {}
        self._records: dict[str, Records] = {}
        self._progress: dict[tuple[str, str, str], tuple[Records, Progress]] = {}

    # Listening

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` of every change from now on; call what is returned to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def received(self, changes: tuple[Change, ...] = (), news: tuple[RecordNews, ...] = ()) -> None:
        """Announce what sync files brought, or their taking back; earlier steps can no longer be undone."""
        self.history.clear()
        self._announce(Changed(changes, "received", news=news))

    # Reading

    def partnerships(self) -> list[Row]:
        """Return every partnership that is there, the newest last."""
        with self._reading() as store:
            return store.all_rows("partnership")

    def read(self, kind_key: str, record_id: str) -> Row | None:
        """Return a record that is there; the one that stands for it where it is the same as others."""
        with self._reading() as store:
            row = store.read(kind_key, record_id)
            space_id = "" if row is None else store.partnership_of(kind_key, row)
            has_links = row is not None and store.rows(SAME_RECORD, space_id)
        if row is not None and has_links and kind_key != SAME_RECORD:
            first = self.same_as(kind_key, record_id)[0]
            return self.records(space_id).find(kind_key, first)
        return row if row is not None and row[ALIVE] == 1 else None

    def same_as(self, kind_key: str, record_id: str) -> tuple[str, ...]:
        """Return all records that people said to be the same as one, the one that stands for them first."""
        with self._reading() as store:
            row = store.read(kind_key, record_id)
            links = (
                [] if row is None else store.rows(SAME_RECORD, store.partnership_of(kind_key, row))
            )
            found = groups(links).get(record_id, ()) if links else ()
            there = ((one, store.read(kind_key, one)) for one in sorted(found))
            living = tuple(one for one, its in there if its is not None and its[ALIVE] == 1)
        return living or (record_id,)

    def rows(self, kind_key: str, space_id: str, owner_id: str | None = None) -> list[Row]:
        """Return the records of a kind in their order, each once however often it was entered."""
        with self._reading() as store:
            if kind_key != SAME_RECORD and store.rows(SAME_RECORD, space_id):
                if owner_id is not None:
                    owner_id = self.same_as(KINDS[kind_key].owner, owner_id)[0]
                return list(self.records(space_id).rows(kind_key, owner_id))
            return store.rows(kind_key, space_id, owner_id)

    def records(self, space_id: str) -> Records:
        """Return all records of a partnership as they are now, for rules and documents."""
        today = date.today()  # noqa: DTZ011 - the day of the place where people work
        if space_id not in self._cached or self._open_store is not None:
            with self._reading() as store:
                rows = {key: store.rows(key, space_id) for key in KINDS}
            if self._open_store is not None:
                return Records(space_id, rows, KINDS, today)
            self._cached[space_id] = rows
        known = self._records.get(space_id)
        if known is None or known.day != today:
            known = Records(space_id, dict(self._cached[space_id]), KINDS, today)
            self._records[space_id] = known
        return known

    def progress(self, space_id: str) -> Mapping[str, Progress]:
        """Return how far a partnership has come, by task number."""
        return {key: self.progress_of(key, space_id) for key in TASKS}

    def progress_of(self, task_key: str, space_id: str) -> Progress:
        """Return how far one task of a partnership has come; worked out once until something changes."""
        records, at = self.records(space_id), (task_key, space_id, language())
        known = self._progress.get(at)
        if known is None or known[0] is not records:
            known = self._progress[at] = (records, progress(TASKS[task_key], records, KINDS))
        return known[1]

    def partnership_of(self, kind_key: str, record_id: str) -> str:
        """Return the partnership a record belongs to; empty for one that was never there."""
        with self._reading() as store:
            row = store.read(kind_key, record_id)
            return "" if row is None else store.partnership_of(kind_key, row)

    def kind_of(self, record_id: str) -> str:
        """Return the kind of a record, there or removed. Raises `NotFound`."""
        with self._reading() as store:
            kind_key = kind_of_record(store.connection, record_id)
        if kind_key not in KINDS:
            raise NotFound(record_id)
        return kind_key

    def history_of(self, kind_key: str, record_id: str) -> list[Edit]:
        """Return who changed a record, when and how, the newest first."""
        with self._reading() as store:
            edits = [
                edit
                for one in self.same_as(kind_key, record_id)
                for edit in history_of(store.connection, format, kind_key, one)
            ]
        several = len({edit.record_id for edit in edits}) > 1
        return sorted(edits, key=lambda edit: -edit.moment) if several else edits

    def recent_edits(self, space_id: str, limit: int = 10) -> list[Edit]:
        """Return the newest changes in a partnership."""
        with self._reading() as store:
            return recent_edits(store.connection, format, space_id, limit)

    # Writing

    def add(
        self,
        kind_key: str,
        space_id: str,
        values: Mapping[str, object],
        owner_id: str | None = None,
        initiator: object = None,
    ) -> str:
        """Add a record at the end of its list and return its identifier.

        Raises `NotAValue` when an answer does not fit its field, `NotFound` when the owner is not there.
        """
        kind = KINDS[kind_key]
        if kind.by_program:
            raise NotFound(kind_key)
        if kind.owner and (owner_id is None or self.read(kind.owner, owner_id) is None):
            raise NotFound(kind.owner)
        record_id = new_id()
        if kind_key == "partnership":
            space_id = record_id
        with self.step(_("Add {kind}"), {"kind": kind.label}, initiator) as store:
            store.create(kind_key, record_id, space_id, self.clean(kind_key, values), owner_id)
        return record_id

    def add_partnership(self, values: Mapping[str, object]) -> str:
        """Start a partnership and return its identifier, which is also that of its space."""
        return self.add("partnership", "", values)

    def set_fields(
        self,
        kind_key: str,
        record_id: str,
        values: Mapping[str, object],
        initiator: object = None,
    ) -> None:
        """Write answers as one step; answers that are already there are left alone.

        Raises `NotAValue` when an answer does not fit its field, `NotFound` when the record is not there.
        """
        cleaned = self.clean(kind_key, values)
        emptied: dict[str, Stored] = {key: None for key, value in cleaned.items() if value is None}
        with self.step(*_naming(kind_key, cleaned), initiator) as store:
            first, *others = self.same_as(kind_key, record_id)
            row = store.read(kind_key, first)
            if row is None or row[ALIVE] != 1:
                raise NotFound(f"{kind_key} {record_id}")
            store.update(kind_key, first, cleaned)
            for other in others:  # or else its answer would show in place of the emptied one
                store.update(kind_key, other, emptied)

    def set_single(
        self,
        kind_key: str,
        space_id: str,
        values: Mapping[str, object],
        initiator: object = None,
        name: str = "",
        owner_id: str | None = None,
    ) -> str:
        """Write answers of the one record of a kind, making it when it is not there; return its identifier.

        ``name`` tells records of one kind apart that are each one of their name (a note on a task). Raises
        `NotFound` when the owner it is to be made for is not there.
        """
        kind = KINDS[kind_key]
        if kind.owner and (owner_id is None or self.read(kind.owner, owner_id) is None):
            raise NotFound(kind.owner)
        record_id = single_id(space_id, name or kind_key)
        cleaned = self.clean(kind_key, values)
        with self.step(*_naming(kind_key, cleaned), initiator) as store:
            row = store.read(kind_key, record_id)
            if row is None or row[ALIVE] != 1:
                store.create(kind_key, record_id, space_id, cleaned, owner_id)
            else:
                store.update(kind_key, record_id, cleaned)
        return record_id

    def remove(self, kind_key: str, record_id: str, initiator: object = None) -> None:
        """Remove a record and everything that belongs to it; undo brings all of it back."""
        with self.step(_("Remove {kind}"), {"kind": KINDS[kind_key].label}, initiator) as store:
            if store.read(kind_key, record_id) is None:
                raise NotFound(f"{kind_key} {record_id}")
            for one in self.same_as(kind_key, record_id):
                store.remove(kind_key, one)

    def discard_sample(self, space_id: str) -> None:
        """Throw a sample away with all in it: others do not learn of it, and undo cannot bring it back.

        Raises `NotFound` for a partnership that is no sample: those are only marked as removed.
        """
        row = self.read("partnership", space_id)
        if row is None or row["origin"] != "sample":
            raise NotFound(space_id)
        with self.database.transaction(Author(self.person)) as store:
            for one in reversed(spaces_of(space_id)):
                purge_stream(store.connection, one)
        self._cached.pop(space_id, None)
        self._records.pop(space_id, None)
        self.history.clear()
        self._announce(Changed((Change("partnership", space_id, ALIVE, 1, 0),), "edit"))

    def move(
        self, kind_key: str, record_id: str, after: str | None, initiator: object = None
    ) -> None:
        """Put a record behind another of its list, or at the top."""
        with self.step(_("Move {kind}"), {"kind": KINDS[kind_key].label}, initiator) as store:
            row = store.read(kind_key, record_id)
            if row is None:
                raise NotFound(f"{kind_key} {record_id}")
            owner_id = str(row["owner_id"]) if row["owner_id"] else None
            siblings = self.rows(kind_key, store.partnership_of(kind_key, row), owner_id)
            others = [sibling for sibling in siblings if sibling["id"] != record_id]
            place = next((i + 1 for i, other in enumerate(others) if other["id"] == after), 0)
            low = str(others[place - 1]["rank"]) if place else ""
            high = str(others[place]["rank"]) if place < len(others) else ""
            # Two offices may have given two records the same rank: then there is no room between.
            rank = rank_between(low, high if high > low else "")
            store.update(kind_key, record_id, {"rank": rank})

    def settle(self, decisions: Sequence[Decision]) -> Step:
        """Settle conflicts as one step. Undo opens them again: both answers stand, here and elsewhere."""
        store = self._settle(decisions)
        labels = {_label_of(one) for one in decisions}
        words = {"field": labels.pop() if len(labels) == 1 else _("where offices disagree")}
        changes = tuple(store.changes)
        step = Step(_("Decide: {field}"), words, changes, tuple(decisions))
        self.history.add(step)
        self._announce(_decided(store, decisions, "edit"))
        return step

    def undo(self, meant: Step | None = None) -> None:
        """Take the newest step back. Writes the earlier answers as a new change, so others get it too.

        Raises `NotTheNewest` when another one is ``meant``.
        """
        if (step := newest(self.history.done, meant)) is not None:
            back = tuple(change.inverse() for change in reversed(step.changes))
            changed = (
                self._reopen(step.decisions, back) if step.decisions else self._replay(back, "undo")
            )
            self.history.took_back(step)
            self._announce(changed)

    def redo(self, meant: Step | None = None) -> None:
        """Do the step again that was taken back last. Raises `NotTheNewest` when another one is ``meant``."""
        if (step := newest(self.history.undone, meant)) is not None:
            changed = (
                _decided(self._settle(step.decisions), step.decisions, "redo")
                if step.decisions
                else self._replay(step.changes, "redo")
            )
            self.history.did_again(step)
            self._announce(changed)

    @contextmanager
    def step(
        self,
        sentence: str,
        words: Mapping[str, str] | None = None,
        initiator: object = None,
        run: str = "",
        *,
        for_good: bool = False,
    ) -> Iterator[Store]:
        """Make everything written inside one transaction and one entry of the undo list.

        ``sentence`` names the step and is marked for translation; ``words`` fill its gaps. Steps after each
        other with the same ``run`` are one entry. What is done ``for_good``, such as a seal, cannot be taken
        back, nor can steps before it, which may reach into it.
        """
        if self._open_store is not None:
            yield self._open_store
            return
        with self._writing() as store:
            yield store
        if store.changes:
            changes = tuple(store.changes)
            if for_good:
                self.history.clear()
            else:
                self.history.add(Step(sentence, words or {}, changes, run=run))
            self._announce(Changed((*changes, *store.settled), "edit", initiator))

    def clean(self, kind_key: str, values: Mapping[str, object]) -> dict[str, Stored]:
        """Return answers in stored form. Raises `NotAValue`, or `NotFound` for a field that is not there."""
        fields = KINDS[kind_key].fields
        unknown = next((key for key in values if key not in fields), None)
        if unknown is not None:
            raise NotFound(f"{kind_key}.{unknown}")
        return {key: fields[key].clean(value) for key, value in values.items()}

    # Inside

    @property
    def _open_store(self) -> Store | None:
        return getattr(self._here, "store", None)

    def _replay(self, changes: tuple[Change, ...], cause: str) -> Changed:
        with self._writing() as store:
            store.apply(changes)
        return Changed((*changes, *store.settled), cause)

    def _settle(self, decisions: Sequence[Decision]) -> Store:
        with self._writing(SETTLED) as store:
            for one in decisions:
                store.settle(one)
        return store

    def _reopen(self, decisions: Sequence[Decision], back: tuple[Change, ...]) -> Changed:
        with self._writing(REOPENED) as store:
            store.reopen(decisions, back)
        return _decided(store, decisions, "undo")

    @contextmanager
    def _writing(self, reason: str = "") -> Iterator[Store]:
        with self.database.transaction(Author(self.person, reason)) as store:
            self._here.store = store
            try:
                yield store
                refuse_if_sealed(store)
                refuse_if_locked(store)
            finally:
                self._here.store = None

    @contextmanager
    def _reading(self) -> Iterator[Store]:
        if self._open_store is not None:
            yield self._open_store
            return
        with self.database.reading() as store:
            yield store

    def _announce(self, changed: Changed) -> None:
        self._refresh_cache(changed)
        for listener in tuple(self._listeners):
            listener(changed)

    def _refresh_cache(self, changed: Changed) -> None:
        kinds = changed.kinds & KINDS.keys()
        if self._cached and kinds:
            self._records.clear()
            with self._reading() as store:
                for space_id, rows in self._cached.items():
                    rows.update({key: store.rows(key, space_id) for key in kinds})


def _decided(store: Store, decisions: Sequence[Decision], cause: str) -> Changed:
    """Tell decisions as news: a conflict is settled also by the answer that was shown already."""
    told = (
        Change(one.kind_key, one.record_id, one.field_key, one.stood[-1], one.value)
        for one in decisions
    )
    return Changed((*store.changes, *store.settled, *told), cause)


def _label_of(decision: Decision) -> str:
    kind = KINDS[decision.kind_key]
    return kind.label if decision.field_key == ALIVE else kind.fields[decision.field_key].label


def _naming(kind_key: str, values: Mapping[str, Stored]) -> tuple[str, dict[str, str]]:
    kind = KINDS[kind_key]
    labels = [kind.fields[key].label for key in values]
    return _("Change {field}"), {"field": labels[0] if len(labels) == 1 else kind.label}

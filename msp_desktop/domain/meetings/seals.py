"""Sealed minutes: what is sealed, how seals hang together, and what speaks against one.

A seal holds the approved minutes as text, with everything they print: names of partners, and what was
still open from earlier meetings on that day. An office signs its `statement`, which says what was
sealed and which seals were there before: so the seals of a partnership are a chain. Two offices that
seal apart make two branches; the next seal names both and joins them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from msp_desktop.domain.changes import ALIVE, Change
from msp_desktop.domain.fields import Reference, Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.meetings.carried import carried_over
from msp_desktop.domain.records import FRAME_COLUMNS, RecordKind, Records, Row

SEAL = "seal"
MEETING = "meeting"
BELONGING = (
    "agenda_item",
    "attendance",
    "decision",
    "action_item",
    "information",
    "minutes_correction",
)
"""Kinds that belong to a meeting and are sealed with it."""
ANNEX = "meeting_annex"
"""The kind for few eyes: a seal says of it only whether it is still the same."""
ADDED_LATER = ("addendum", SEAL)
"""Kinds that belong to a meeting and come after its seal."""
_GOES_ON: Mapping[str, frozenset[str]] = {
    MEETING: frozenset({"attendance_file"}),
    "action_item": frozenset({"state", "due", "done_on", "remark"}),
}
"""What changes after a meeting without changing what its minutes say."""
_PRINTED: Mapping[str, tuple[str, ...]] = {
    "partnership": ("name", "place", "number"),
    "body": ("quorum", "quorum_share", "seats"),
    MEETING: ("date",),
}
"""What minutes print of other records, beside their names."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Seal:
    """One set of sealed minutes as it is stored; ``is_there`` is False for one that was taken away."""

    id: str
    space_id: str
    meeting_id: str
    number: int
    content: str
    previous: str
    office: str
    person: str
    day: str
    signature: str = ""
    card: str = ""
    is_there: bool = True

    @property
    def statement(self) -> bytes:
        """What an office signs: what was sealed, by whom and when, and the seals before it."""
        said = {
            "format": _FORMAT,
            "partnership": self.space_id,
            "meeting": self.meeting_id,
            "number": self.number,
            "content": hashlib.sha256(self.content.encode()).hexdigest(),
            "previous": self.previous,
            "card": hashlib.sha256(self.card.encode()).hexdigest(),
            "office": self.office,
            "person": self.person,
            "day": self.day,
        }
        return _as_text(said).encode()

    @property
    def before(self) -> tuple[str, ...]:
        """The marks of the seals before it: of one, or of several that offices put on apart."""
        return tuple(self.previous.split())

    @property
    def mark(self) -> str:
        """What the next seal knows this one by: the SHA-256 of its statement."""
        return hashlib.sha256(self.statement).hexdigest()

    @property
    def fingerprint(self) -> str:
        """The beginning of the mark, to print and to read out."""
        return "-".join(self.mark[at : at + 4].upper() for at in range(0, 16, 4))


class Signed(Enum):
    """What a signature says of a seal."""

    WHOLE = "whole"
    WRONG = "wrong"
    UNREADABLE = "unreadable"


class Fault(Enum):
    """What speaks against a seal, the worst first."""

    CHANGED = "changed"
    UNSIGNED = "unsigned"
    REMOVED = "removed"
    BROKEN_CHAIN = "broken chain"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one seal.

    ``meeting`` names the meeting, ``faults`` is empty when all is whole, ``edited`` are the fields of
    records that are not any more as they were sealed, as kind and field (empty for a record that was
    added or removed). ``apart`` are other seals with the same number: offices sealed apart.
    """

    seal: Seal
    meeting: str
    faults: tuple[Fault, ...]
    edited: tuple[tuple[str, str], ...] = ()
    apart: tuple[Seal, ...] = ()


def seal_of(row: Row) -> Seal:
    """Read a seal as it is stored."""
    text = {key: str(row.get(key) or "") for key in KINDS[SEAL].fields}
    return Seal(
        id=str(row["id"]),
        space_id=str(row["space_id"]),
        meeting_id=str(row["owner_id"]),
        number=int(row.get("number") or 0),
        content=text["content"],
        previous=text["previous"],
        office=text["office"],
        person=text["person"],
        day=text["day"],
        signature=text["signature"],
        card=text["card"],
        is_there=row.get(ALIVE) != 0,
    )


def seals(records: Records) -> list[Seal]:
    """Return the seals of a partnership, the first first."""
    found = (seal_of(row) for row in records.rows(SEAL))
    return sorted(found, key=lambda one: (one.number, one.day, one.id))


def seal_for(records: Records, meeting_id: Stored) -> Seal | None:
    """Return the seal on the minutes of a meeting, the first where offices sealed apart."""
    return next((one for one in seals(records) if one.meeting_id == meeting_id), None)


def next_seal(records: Records, meeting: Row, office: str, person: str, day: str) -> Seal:
    """Return the seal to put on the minutes of a meeting, not signed yet."""
    there = seals(records)
    named = {mark for one in there for mark in one.before}
    ends = sorted(one.mark for one in there if one.mark not in named)
    number = max((one.number for one in there), default=0) + 1
    meeting_id = str(meeting["id"])
    content = content_of(records, meeting)
    return Seal(
        "", records.space_id, meeting_id, number, content, " ".join(ends), office, person, day
    )


# What is sealed


def content_of(records: Records, meeting: Row) -> str:
    """Return all that the minutes of a meeting print, as text that is always the same for the same."""
    rows: dict[str, dict[str, dict[str, Stored]]] = {}
    own = [(MEETING, meeting), *_belonging(records, meeting["id"])]
    full = [*own, *(("action_item", row) for row in carried_over(records, meeting))]
    for kind_key, row in full:
        rows.setdefault(kind_key, {})[str(row["id"])] = _kept(row, KINDS[kind_key].fields)
    for kind_key, row in _referred(records, full):
        printed = (*KINDS[kind_key].named_by, *_PRINTED.get(kind_key, ()))
        rows.setdefault(kind_key, {}).setdefault(str(row["id"]), _kept(row, printed))
    return _as_text(
        {
            "format": _FORMAT,
            "partnership": records.space_id,
            "meeting": meeting["id"],
            "records": {
                kind_key: [found[one] for one in sorted(found)] for kind_key, found in rows.items()
            },
            "annex": annex_digests(records.rows(ANNEX, str(meeting["id"]))),
        }
    )


def annex_digests(rows: Iterable[Row]) -> list[str]:
    """Return what a seal keeps of a confidential annex: a SHA-256 of each entry, and none of its words.

    The id of an entry, which only offices that have the annex know, keeps others from guessing short texts.
    """
    texts = (_as_text(_kept(row, KINDS[ANNEX].fields)) for row in rows)
    return sorted(hashlib.sha256(text.encode()).hexdigest() for text in texts)


def sealed_annex(seal: Seal) -> list[str] | None:
    """Return the digests of the annex that was sealed; None in seals of programs that kept none."""
    try:
        found = json.loads(seal.content).get("annex")
    except (ValueError, AttributeError):
        return None
    return found if isinstance(found, list) else None


def unfolded(content: str) -> Records | None:
    """Return the records that were sealed; None for what is no sealed content."""
    rows = _rows_in(content)
    return None if rows is None else Records("", rows, KINDS)


def as_sealed(records: Records, meeting: Row) -> tuple[Records, Row, Seal | None]:
    """Return what the minutes of a meeting are printed from, its row in there, and its seal.

    Sealed minutes are printed as they were sealed, with the corrections that came later; others from the
    records as they stand.
    """
    seal = seal_for(records, meeting["id"])
    rows = _rows_in(seal.content) if seal is not None else None
    if rows is None:
        return records, meeting, None
    later = {kind_key: list(records.rows(kind_key, str(meeting["id"]))) for kind_key in ADDED_LATER}
    sealed = Records(records.space_id, {**rows, **later}, KINDS)
    return sealed, sealed.find(MEETING, meeting["id"]) or meeting, seal


def _rows_in(content: str) -> dict[str, list[Row]] | None:
    try:
        found = json.loads(content)["records"]
        return {
            kind_key: sorted(
                (_whole_row(KINDS[kind_key], row) for row in rows),
                key=lambda row: (str(row["rank"] or ""), str(row["id"])),
            )
            for kind_key, rows in found.items()
            if kind_key in KINDS
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _whole_row(kind: RecordKind, row: Row) -> Row:
    """Return a record with all its fields. Raises KeyError for what was never sealed like that."""
    frame = {key: row[key] for key in FRAME_COLUMNS if key != ALIVE}
    return {**dict.fromkeys(kind.fields), ALIVE: 1, **row, **frame}


def _belonging(records: Records, meeting_id: Stored) -> Iterator[tuple[str, Row]]:
    for kind_key in BELONGING:
        for row in records.rows(kind_key, str(meeting_id)):
            yield kind_key, row


def _referred(records: Records, found: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    """Go through the records that others refer to or belong to, and what these are named by."""
    if partnership := records.single("partnership"):
        yield "partnership", partnership
    waiting = [(kind_key, row, tuple(KINDS[kind_key].fields)) for kind_key, row in found]
    seen: set[Stored] = set()
    while waiting:
        kind_key, row, keys = waiting.pop()
        fields = (KINDS[kind_key].fields[key] for key in keys)
        targets = [(one.to, row.get(one.key)) for one in fields if isinstance(one, Reference)]
        if owner := KINDS[kind_key].owner:
            targets.append((owner, row["owner_id"]))
        for to, record_id in targets:
            target = records.find(to, record_id)
            if target is not None and record_id not in seen:
                seen.add(record_id)
                yield to, target
                waiting.append((to, target, KINDS[to].named_by))


def _kept(row: Row, field_keys: Iterable[str]) -> dict[str, Stored]:
    frame = {key: row[key] for key in FRAME_COLUMNS if key != ALIVE}
    return frame | {key: row[key] for key in field_keys if row.get(key) is not None}


def _as_text(said: Mapping[str, object]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


# Whether it is whole


def examine(
    found: Sequence[Seal], records: Records, signed: Callable[[Seal], Signed]
) -> list[Verdict]:
    """Say of every seal what speaks against it. ``signed`` checks a signature."""
    marks = {one.mark for one in found}
    return [
        Verdict(
            seal,
            records.name(MEETING, seal.meeting_id) or sealed_name(seal),
            tuple(_faults(seal, signed(seal), marks, bool(edited))),
            edited,
            tuple(one for one in found if one.number == seal.number and one is not seal),
        )
        for seal in found
        for edited in (tuple(_edited(seal, records)),)
    ]


def sealed_name(seal: Seal) -> str:
    """Return the name of the meeting of a seal as it was sealed; empty where that cannot be read."""
    sealed = unfolded(seal.content)
    return sealed.name(MEETING, seal.meeting_id) if sealed is not None else ""


def _faults(seal: Seal, signature: Signed, marks: set[str], is_edited: bool) -> Iterator[Fault]:
    if signature is Signed.WRONG or unfolded(seal.content) is None:
        yield Fault.CHANGED
    elif signature is Signed.UNREADABLE:
        yield Fault.UNSIGNED
    if not seal.is_there:
        yield Fault.REMOVED
    if not marks.issuperset(seal.before):
        yield Fault.BROKEN_CHAIN
    if is_edited:
        yield Fault.EDITED


def _edited(seal: Seal, records: Records) -> Iterator[tuple[str, str]]:
    """Go through what is not any more as it was sealed; changes that go on after a meeting do not count."""
    sealed = unfolded(seal.content)
    if sealed is None:
        return
    meeting_id = seal.meeting_id
    for kind_key in (MEETING, *BELONGING):
        then = {row["id"]: row for row in _own(sealed, kind_key, meeting_id)}
        now = {row["id"]: row for row in _own(records, kind_key, meeting_id)}
        if then.keys() != now.keys():
            yield kind_key, ""
        for record_id in then.keys() & now.keys():
            for key in (*sealed_fields(kind_key), "rank"):
                if then[record_id].get(key) != now[record_id].get(key):
                    yield kind_key, key
    kept = sealed_annex(seal)
    # An office may have taken in the minutes without what is for few eyes.
    if kept is not None and annex_digests(records.rows(ANNEX, meeting_id)) not in ([], kept):
        yield ANNEX, ""


def _own(records: Records, kind_key: str, meeting_id: str) -> Sequence[Row]:
    if kind_key != MEETING:
        return records.rows(kind_key, meeting_id)
    row = records.find(MEETING, meeting_id)
    return [] if row is None else [row]


# What must not be changed any more


def sealed_fields(kind_key: str) -> tuple[str, ...]:
    """Return the fields of a kind that a seal keeps as they are; none for what is not sealed."""
    if kind_key not in (MEETING, *BELONGING, ANNEX):
        return ()
    goes_on = _GOES_ON.get(kind_key, frozenset())
    return tuple(key for key in KINDS[kind_key].fields if key not in goes_on)


def kept_fields(records: Records, kind_key: str, record_id: str, owner_id: str) -> tuple[str, ...]:
    """Return the fields of a record that a seal keeps as they are now: none where nothing is sealed."""
    fields = sealed_fields(kind_key)
    meeting_id = record_id if kind_key == MEETING else owner_id
    return fields if fields and seal_for(records, meeting_id) is not None else ()


def leaves_whole(seal: Seal, change: Change) -> bool:
    """Say whether after a change a record of a sealed meeting is as it was sealed, where that matters."""
    key = change.field_key
    if key not in (*sealed_fields(change.kind_key), ALIVE, "rank"):
        return True
    sealed = unfolded(seal.content)
    row = sealed.find(change.kind_key, change.record_id) if sealed is not None else None
    if row is None:
        return key == ALIVE and not change.after
    return bool(row.get(key) == change.after)

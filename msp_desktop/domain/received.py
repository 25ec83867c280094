"""What sync files brought, as people are told: the same before they are taken in and years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any

from msp_desktop.domain.changes import RecordNews
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate


class Waits(Enum):
    """Why a file lies in the inbox; the text says what was kept and what to do next."""

    READY = _("It can be taken in now.")
    NEWER = _(
        "It was written by a newer version of this program. It is kept here. "
        "Install the newer version; then take it in."
    )
    STRANGER = _(
        "This office is not known here yet. The file is kept, and nothing of it is shown. "
        "Compare its digits on the page of offices, then take it in."
    )
    CHANGED = _(
        "It is signed with other keys than this office had. The file is kept, and nothing of it is "
        "shown. Call the office; compare the new digits on the page of offices, then take it in."
    )
    REVOKED = _(
        "It is signed with keys that were reported lost or stolen. The file is kept, and nothing of "
        "it is shown. Call the office and ask for a file signed with its new keys."
    )
    NOT_FOR_US = _(
        "It is locked for other offices, so it cannot be opened here. "
        "Ask the sender for a file that is for your office, or remove this one."
    )
    DAMAGED = _(
        "It is damaged, or says what cannot be true. Nothing of it was used. "
        "Copy it again or ask the sender for a new one; then remove this one."
    )
    PASSPHRASE = _("It is locked with a passphrase. Ask the sender for it and type it here.")

    @property
    def sentence(self) -> str:
        """The reason and the next step, translated."""
        return translate(self.value)

    @property
    def is_about_trust(self) -> bool:
        """Whether the next step is taken on the page of offices."""
        return self in (Waits.STRANGER, Waits.CHANGED, Waits.REVOKED)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a sync file says about itself. Times are milliseconds since 1970 by its writer's clock.

    ``file`` is what it was called when it was chosen, ``path`` where it lies now.
    ``taken_in`` is when it was taken in before, by this computer's clock, or 0.
    """

    file: str
    path: str
    file_id: str
    office_id: str
    office: str
    place: str
    number: int
    created: int
    to_office_ids: tuple[str, ...]
    program: str
    size: int
    set_id: str = ""
    part: int = 1
    parts: int = 1
    attachments: int = 0
    without: tuple[str, ...] = ()
    taken_in: int = 0


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file in the inbox that is not taken in: where it lies, what it is, and why it waits.

    ``facts`` are missing when not even its first lines can be read by this version.
    """

    path: str
    file: str
    reason: Waits
    arrived: int
    facts: FileFacts | None


@dataclass(frozen=True, slots=True)
class Entries:
    """Records of one kind in one partnership that files added, changed, removed or brought back."""

    kind_key: str
    what: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpaceNews:
    """What files brought to one partnership; ``answers`` counts changed answers one by one."""

    space_id: str
    name: str
    answers: int
    entries: tuple[Entries, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the answers that stand against each other, in words, and who wrote it when."""

    answer: str
    office: str
    person: str
    moment: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict that files opened: where it is, in words, and the answers that stand there."""

    partnership: str
    entry: str
    field: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class ReceiveReport:
    """What sync files brought.

    ``writes`` = known + applied + conflicting + waiting + quarantined. ``released`` are writes of
    earlier files that had waited for these; ``disagreements`` are at most the first of ``conflicts``
    new ones. ``restored`` says that this office was found to work on an older or copied database,
    ``branches`` how many copies of other offices' databases were met. ``attached`` counts attached files
    that were not here, of which the files hold all or a part.
    """

    files: tuple[FileFacts, ...]
    kept: tuple[WaitingFile, ...] = ()
    already: int = 0
    writes: int = 0
    known: int = 0
    applied: int = 0
    conflicting: int = 0
    waiting: int = 0
    quarantined: int = 0
    released: int = 0
    branches: int = 0
    restored: bool = False
    added_records: int = 0
    returned_records: int = 0
    changed_records: int = 0
    removed_records: int = 0
    attached: int = 0
    conflicts: int = 0
    spaces: tuple[SpaceNews, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    missing_parts: tuple[str, ...] = ()
    number: int = 0
    moment: int = 0
    backup: str = ""
    undone: int = 0
    news: tuple[RecordNews, ...] = ()

    @property
    def brings_something(self) -> bool:
        """Whether anything in the files is not here already.

        A file without a new entry says all the same what its office has, lacks and whom it trusts.
        """
        return self.attached > 0 or any(not one.taken_in for one in self.files)

    @property
    def brings_entries(self) -> bool:
        """Whether the files bring anything that a person wrote."""
        return self.writes > self.known or self.released > 0 or self.attached > 0

    def plain(self) -> dict[str, Any]:
        """Return the report as lists and mappings, without the news record by record."""
        fields = asdict(replace(self, news=()))
        del fields["news"]
        for waiting in fields["kept"]:
            waiting["reason"] = waiting["reason"].name
        return fields


def report_from(plain: Mapping[str, Any], **more: Any) -> ReceiveReport:
    """Return a report from what `ReceiveReport.plain` made of it; ``more`` are fields known since."""
    known = {key: value for key, value in plain.items() if not isinstance(value, list)}
    return ReceiveReport(
        **{
            **known,
            "files": tuple(_facts(one) for one in plain["files"]),
            "kept": tuple(_waiting(one) for one in plain["kept"]),
            "spaces": tuple(_space(one) for one in plain["spaces"]),
            "disagreements": tuple(_disagreement(one) for one in plain["disagreements"]),
            "missing_parts": tuple(plain["missing_parts"]),
            **more,
        }
    )


def _facts(plain: Mapping[str, Any]) -> FileFacts:
    lists = {key: tuple(plain[key]) for key in ("to_office_ids", "without")}
    return FileFacts(**{**plain, **lists})


def _waiting(plain: Mapping[str, Any]) -> WaitingFile:
    facts = _facts(plain["facts"]) if plain["facts"] else None
    reason = Waits[plain["reason"]]
    return WaitingFile(plain["path"], plain["file"], reason, plain["arrived"], facts)


def _space(plain: Mapping[str, Any]) -> SpaceNews:
    entries = tuple(
        Entries(one["kind_key"], one["what"], one["count"], tuple(one["names"]))
        for one in plain["entries"]
    )
    return SpaceNews(plain["space_id"], plain["name"], plain["answers"], entries)


def _disagreement(plain: Mapping[str, Any]) -> Disagreement:
    voices = tuple(Voice(**one) for one in plain["voices"])
    return Disagreement(plain["partnership"], plain["entry"], plain["field"], voices)

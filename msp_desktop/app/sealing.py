"""Sealing approved minutes with the keys of this office, and checking seals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from msp_desktop.app import cards
from msp_desktop.app.workspace import Workspace
from msp_desktop.db.replica import identity, trust
from msp_desktop.db.store import Store
from msp_desktop.domain.fields import NotAValue
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.ids import new_id
from msp_desktop.domain.linking import SAME_RECORD
from msp_desktop.domain.meetings import seals
from msp_desktop.domain.meetings.seals import MEETING, SEAL, Fault, Seal, Signed, Verdict
from msp_desktop.domain.offices import OfficeCard, Standing
from msp_desktop.domain.problems import NotFound, Problem
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.segments import BadFile
from msp_desktop.i18n import figures, translate
from msp_desktop.i18n import mark as _
from msp_desktop.i18n.formats import unturned
from msp_desktop.sync import card as card_files
from msp_desktop.sync import signing


class NotToBeSealed(Problem):
    """Raised when minutes cannot be sealed as they are."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about one seal: its verdict, and what is known here of the office's keys."""

    verdict: Verdict
    digits: str
    standing: Standing | None
    is_own: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing speaks against the seal itself and what it covers."""
        return not self.verdict.faults

    @property
    def sentences(self) -> list[str]:
        """What to tell an officer, the most important first; each names the meeting or the office."""
        verdict, seal = self.verdict, self.verdict.seal
        said = [
            translate(_FAULTS[fault]).format(
                meeting=verdict.meeting or seal.meeting_id, fields=_edited_in_words(verdict)
            )
            for fault in verdict.faults
        ]
        if not said:
            whole = translate(_("The sealed minutes of “{meeting}” are whole."))
            said = [whole.format(meeting=verdict.meeting)]
        if verdict.apart:
            apart = translate(
                _("It was sealed apart from the seal of {offices} with the same number.")
            )
            said.append(apart.format(offices=", ".join(one.office for one in verdict.apart)))
        if self.digits and not self.is_own:
            said.append(self._about_office())
        return said

    def _about_office(self) -> str:
        known = self.standing is not None and self.standing.is_trusted
        sentence = (
            _("{office} is trusted here.")
            if known
            else _("Nobody here has compared the digits of {office}: {digits}")
        )
        office, digits = self.verdict.seal.office, unturned(self.digits)
        return translate(sentence).format(office=office, digits=digits)


_FAULTS = {
    Fault.CHANGED: _(
        "The sealed minutes of “{meeting}” were changed after they were sealed. Do not rely on them; "
        "ask another office for its copy."
    ),
    Fault.UNSIGNED: _(
        "The seal of “{meeting}” is not signed, or the signature cannot be read: anybody may have made it."
    ),
    Fault.REMOVED: _("The seal of “{meeting}” was taken away. Nobody should have done that."),
    Fault.BROKEN_CHAIN: _(
        "What was sealed before “{meeting}” is not here as it was then: it was changed, or it has not "
        "come yet. Take in the newest files of the other offices, then check again."
    ),
    Fault.EDITED: _(
        "The seal of “{meeting}” is whole, but the records of the meeting were changed afterwards: "
        "{fields}. What was sealed is printed; corrections belong below it."
    ),
}


def seal_minutes(
    workspace: Workspace, space_id: str, meeting_id: str, today: date | None = None
) -> Seal:
    """Seal the approved minutes of a meeting, with the keys of this office. It cannot be undone.

    Raises `NotFound`, or `NotToBeSealed` for minutes that are not approved or sealed already.
    """
    records = workspace.records(space_id)
    meeting = records.find(MEETING, meeting_id)
    if meeting is None:
        raise NotFound(meeting_id)
    why_not = reason_against(records, meeting)
    if why_not:
        raise NotToBeSealed(why_not)
    day = (today or date.today()).isoformat()  # noqa: DTZ011 - the day where the office is
    with workspace.step(_("Seal the minutes"), for_good=True) as store:
        me = identity.identity(store.connection)
        office = store.read("office", me.origin.office_id) or {}
        name = str(office.get("name") or "")
        unsigned = seals.next_seal(records, meeting, name, workspace.person, day)
        carded = replace(unsigned, id=new_id(), card=card_files.as_text(cards.card_of(store).data))
        signature = signing.sign(me.secret, signing.MINUTES, carded.statement).hex()
        sealed = replace(carded, signature=signature)
        try:
            values = workspace.clean(SEAL, _fields(sealed))
        except NotAValue as error:
            raise NotToBeSealed(
                _("The minutes are too long to be sealed. Move long texts into an attached file.")
            ) from error
        store.create(SEAL, sealed.id, space_id, values, owner_id=meeting_id)
    return sealed


def reason_against(records: Records, meeting: Row) -> str:
    """Say why the minutes of a meeting cannot be sealed; nothing when they can (marked, not translated)."""
    if seals.seal_for(records, meeting["id"]) is not None:
        return _("These minutes are sealed already. Write corrections below them.")
    if meeting.get("state") != "approved":
        return _("Only approved minutes are sealed. Mark them as approved first.")
    if not meeting.get("date"):
        return _("The meeting has no date. Write it down, then seal the minutes.")
    return ""


def check(workspace: Workspace, space_id: str) -> list[Checked]:
    """Check every seal of a partnership, the first first."""
    with workspace.database.reading() as store:
        found = [seals.seal_of(row) for row in store.rows_removed_too(SEAL, space_id)]
        found.sort(key=lambda one: (one.number, one.day, one.id))
        read = {seal.id: _signature(seal) for seal in found}
        # From the database itself: what was read before may be older.
        kinds = (MEETING, *seals.BELONGING, seals.ANNEX, SAME_RECORD)
        records = Records(space_id, {key: store.rows(key, space_id) for key in kinds}, KINDS)
        verdicts = seals.examine(found, records, lambda seal: read[seal.id][0])
        return [_checked(one, read[one.seal.id][1], store) for one in verdicts]


def told(found: Sequence[Checked]) -> list[str]:
    """Return a line for each seal, or one that says that nothing is sealed."""
    if not found:
        return [translate(_("No minutes are sealed yet."))]
    line = translate(_("Seal {number}, {office}, {fingerprint}: {said}"))
    return [
        line.format(
            number=figures(str(one.verdict.seal.number)),
            office=one.verdict.seal.office,
            fingerprint=one.verdict.seal.fingerprint,
            said=" ".join(one.sentences),
        )
        for one in found
    ]


# Inside


def _fields(seal: Seal) -> dict[str, object]:
    keys = KINDS[SEAL].fields
    return {key: getattr(seal, key) for key in keys}


def _signature(seal: Seal) -> tuple[Signed, OfficeCard | None]:
    try:
        card = card_files.read(seal.card.encode()).card
        signature = bytes.fromhex(seal.signature)
    except (BadFile, ValueError):
        return Signed.UNREADABLE, None
    if signature.hex() != seal.signature:
        return Signed.UNREADABLE, card
    try:
        signing.verify(card.key, signature, signing.MINUTES, seal.statement)
    except BadFile:
        return Signed.WRONG, card
    return Signed.WHOLE, card


def _checked(verdict: Verdict, card: OfficeCard | None, store: Store) -> Checked:
    if card is None:
        return Checked(verdict, "", None, is_own=False)
    standing = trust.standing(store.connection, card)
    own_id = identity.identity(store.connection).origin.office_id
    is_own = card.office_id == own_id and standing.is_trusted
    return Checked(verdict, card.digits, standing, is_own)


def _edited_in_words(verdict: Verdict) -> str:
    """Name what was changed: fields by their names, entries that were added or removed by their lists."""
    words = []
    for kind_key, field_key in dict.fromkeys(verdict.edited):
        kind = KINDS[kind_key]
        field = kind.fields.get(field_key)
        words.append(translate(field.label if field is not None else kind.plural))
    return ", ".join(dict.fromkeys(words))

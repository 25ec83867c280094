"""Digital signatures of documents: signing with the keys of this office, saying what signatures mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msp_desktop.app import cards
from msp_desktop.app.office import Office
from msp_desktop.app.publish import Published, font_folder
from msp_desktop.db.replica import identity, trust
from msp_desktop.domain.moments import day_and_time
from msp_desktop.domain.offices import OfficeCard, Standing
from msp_desktop.domain.segments import BadFile
from msp_desktop.i18n import is_right_to_left, speaking, translate
from msp_desktop.i18n import mark as _
from msp_desktop.i18n.formats import unturned
from msp_desktop.reports.document import Heading, PageBreak
from msp_desktop.sync import certificate

if TYPE_CHECKING:
    from msp_desktop.reports.signatures import SeenSignature


@dataclass(frozen=True, slots=True)
class Signed:
    """A PDF that was just signed; ``is_shown`` says whether its last page had room to show that."""

    pdf: bytes
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be said about one signature of a document.

    ``name`` is the office, or whoever a certificate of other programs names. ``digits`` are empty then,
    and also where the signature cannot be read. ``standing`` is None where no office was there to ask.
    ``is_followed``: behind the last signature of the document lies something that none of them covers.
    """

    name: str
    digits: str
    person: str
    moment: str
    is_whole: bool
    is_own: bool
    standing: Standing | None
    is_followed: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether it can be relied on: all is as it was signed, by an office that is trusted here."""
        is_known = self.is_own or (self.standing is not None and self.standing.is_trusted)
        return self.is_whole and not self.is_followed and is_known

    @property
    def is_refuted(self) -> bool:
        """Whether something speaks against it: the document was changed, or the keys are not believed."""
        return not self.is_whole or self.standing in (Standing.CHANGED, Standing.REVOKED)

    @property
    def sentence(self) -> str:
        """Who signed and whether the document is still whole, for an officer."""
        who = translate(
            _("{office} ({person}, {moment})") if self.person else _("{office} ({moment})")
        )
        who = who.format(office=self.name, person=self.person, moment=self.moment)
        if not self.name:
            return translate(
                _(
                    "There is a signature in this document that cannot be read or is not its signer's: "
                    "the document was changed. Do not rely on it; ask for the original."
                )
            )
        if not self.is_whole:
            return translate(
                _(
                    "This document was changed after it was signed by {who}. Do not rely on it; "
                    "ask that office for the original."
                )
            ).format(who=who)
        whole = translate(
            _(
                "Signed by {who}. What was signed is whole, but something was added to the file after "
                "that, which no signature covers: do not rely on that part; ask for the original."
            )
            if self.is_followed
            else _("Signed by {who}. Nothing was changed since.")
        )
        return f"{whole.format(who=who)} {self._about_signer()}"

    def _about_signer(self) -> str:
        if not self.digits:
            sentence = _(
                "The certificate is not of an office of this program, which cannot say whose it is."
            )
        elif self.is_own:
            sentence = _("That is this office.")
        else:
            sentence = _STANDINGS[self.standing]
        return translate(sentence).format(digits=unturned(self.digits))


_STANDINGS = {
    None: _("The digits of that office are {digits}"),
    Standing.VERIFIED: _("The digits of that office were compared here: it is the one it says."),
    Standing.INTRODUCED: _("An office that is trusted here vouches for it."),
    Standing.UNKNOWN: _(
        "Nobody here has compared the digits of that office, so anybody may have signed in its name. "
        "Call it and compare them: {digits}"
    ),
    Standing.CHANGED: _(
        "It is signed with other keys than that office is known by here. Call it and ask whether it was "
        "set up anew; its digits would be {digits}"
    ),
    Standing.REVOKED: _(
        "But these keys were reported lost or stolen: somebody else may have signed. Call the office. "
        "The digits of the lost keys are {digits}"
    ),
}


def sign(office: Office, pdf: bytes, language: str) -> Signed:
    """Sign a PDF with the keys of this office, and show it on the last page in a language.

    Signatures of others that are there already stay valid. Raises `NoPdf`.
    """
    from msp_desktop.reports import signatures
    from msp_desktop.reports.pdf import draw_signature_block

    now = datetime.now(UTC)
    with office.workspace.database.reading() as store:
        secret = identity.identity(store.connection).secret
        signed = cards.card_of(store)
    key = certificate.make(signed, secret, now)
    person = office.workspace.person
    with speaking(language):
        lines = _lines(signed.card, person, now)
    block = draw_signature_block(lines, language, (font_folder(office.home),))
    from_right = is_right_to_left(language)
    place = signatures.free_place(pdf, block.width, block.height, from_right=from_right)
    signer = signatures.Signer(*key, person, signed.card.place, ", ".join(lines))
    return Signed(signatures.sign(pdf, signer, place, block.pdf), is_shown=place is not None)


def sign_document(office: Office, published: Published) -> Published:
    """Sign a document just made; where its last page has no room to show that, it gets one more page."""
    from msp_desktop.reports.pdf import draw

    said = published.document
    signed = sign(office, published.pdf, said.language)
    if not signed.is_shown:
        with speaking(said.language):
            title = Heading(2, translate(_("Digital signatures")))
        longer = replace(said, blocks=(*said.blocks, PageBreak(), title))
        signed = sign(office, draw(longer, (font_folder(office.home),)).pdf, said.language)
    return replace(published, pdf=signed.pdf, is_signed=True)


def check(pdf: bytes, office: Office | None = None) -> list[Checked]:
    """Return what can be said about the signatures of a document, the first first. Raises `NoPdf`."""
    from msp_desktop.reports import signatures

    found = signatures.signatures(pdf)
    is_followed = not signatures.is_covered(pdf, found)
    return [replace(_checked(seen, office), is_followed=is_followed) for seen in found]


def told(found: Sequence[Checked]) -> str:
    """Say what was found: a sentence for each signature, or that there is none."""
    if not found:
        return translate(
            _(
                "Nobody signed this document digitally. Whether it was changed cannot be told from it; "
                "a signature by hand is not looked at."
            )
        )
    return "\n".join(one.sentence for one in found)


# Inside


def _lines(card: OfficeCard, person: str, now: datetime) -> list[str]:
    moment = day_and_time(int(now.timestamp() * 1000))
    return [
        translate(_("Digitally signed")),
        ", ".join(part for part in (card.name, card.place) if part),
        ", ".join(part for part in (person, moment) if part),
        translate(_("Digits: {digits}")).format(digits=unturned(card.digits)),
    ]


def _checked(seen: SeenSignature, office: Office | None) -> Checked:
    moment = translate(_("at a time it does not tell"))
    if seen.moment is not None:
        moment = day_and_time(int(seen.moment.timestamp() * 1000))
    try:
        signed = certificate.read(seen.certificate) if seen.certificate else None
        name = signed.card.name if signed else _name_in(seen.certificate)
    except BadFile:
        return Checked("", "", "", "", is_whole=False, is_own=False, standing=None)
    standing, is_own = None, False
    if signed is not None and office is not None:
        with office.workspace.database.reading() as store:
            standing = trust.standing(store.connection, signed.card)
        is_own = signed.card.office_id == office.id and standing.is_trusted
    digits = signed.card.digits if signed else ""
    return Checked(name, digits, seen.person, moment, seen.is_whole, is_own, standing)


def _name_in(signer: bytes) -> str:
    return certificate.common_name(signer) if signer else ""

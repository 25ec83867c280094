"""Encryption of sync files with age: to the keys of offices, or with a passphrase."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from msp_desktop.domain.problems import Problem
from msp_desktop.domain.segments import BadFile
from msp_desktop.i18n import mark as _
from msp_desktop.sync import limits
from msp_desktop.sync.apart import apart
from msp_desktop.sync.cbor import check
from msp_desktop.sync.header import FOR_OFFICES, FOR_PASSPHRASE, NOT_ENCRYPTED

SHORTEST = 8
"""How many characters a passphrase has at least."""

_STANZA = re.compile(rb"-> (\S+)( \S+)*")
_VERSION = b"age-encryption.org/v1\n"


class Locked(Problem):
    """Raised when a file is encrypted and what would open it is not here; nothing of it was shown."""

    @classmethod
    def for_others(cls) -> Locked:
        """Tell that it is encrypted to other keys than this office has."""
        return cls(
            _(
                "This file is locked for other offices, so it cannot be opened here. Nothing was "
                "changed. Ask the sender for a file that is for your office; if your keys are new, "
                "send your new card first."
            )
        )


class NeedsPassphrase(Locked):
    """Raised when a file is encrypted with a passphrase that was not given, or with another."""

    @classmethod
    def missing(cls) -> NeedsPassphrase:
        """Tell that no passphrase was given."""
        return cls(
            _(
                "This file is locked with a passphrase. Nothing was changed. "
                "Ask the sender for the passphrase, by telephone if you can, and type it."
            )
        )

    @classmethod
    def wrong(cls) -> NeedsPassphrase:
        """Tell that another passphrase was given."""
        return cls(
            _(
                "The passphrase does not open this file. Nothing was changed. "
                "Check capital letters and the language of the keyboard, then type it again."
            )
        )


class PassphraseTooShort(Problem):
    """Raised when a passphrase would be guessed too easily."""

    def __init__(self) -> None:
        sentence = _(
            "The passphrase is too short. Nothing was written. "
            "Use at least {count} characters; four words that do not belong together are good."
        )
        super().__init__(sentence, count=str(SHORTEST))


@dataclass(frozen=True, slots=True)
class Lock:
    """To whom a file is encrypted: to age recipients, to whoever has a passphrase, or not at all.

    Raises `PassphraseTooShort`.
    """

    recipients: tuple[str, ...] = ()
    passphrase: str | None = None

    def __post_init__(self) -> None:
        if self.passphrase is not None and len(as_typed(self.passphrase)) < SHORTEST:
            raise PassphraseTooShort

    @property
    def encryption(self) -> str:
        """How the header of a file calls it."""
        if self.passphrase is not None:
            return FOR_PASSPHRASE
        return FOR_OFFICES if self.recipients else NOT_ENCRYPTED

    def close(self, data: bytes) -> bytes:
        """Return ``data`` encrypted."""
        import pyrage

        if self.passphrase is not None:
            return apart(pyrage.passphrase.encrypt, data, as_typed(self.passphrase))
        if not self.recipients:
            return data
        to = [pyrage.x25519.Recipient.from_str(one) for one in self.recipients]
        return pyrage.encrypt(data, to)


@dataclass(frozen=True, slots=True)
class Keys:
    """What may open a file: the age identities of this office, one a line, and a passphrase."""

    age_secret: str = ""
    passphrase: str | None = None

    def open(self, encryption: str, data: bytes) -> bytes:
        """Return ``data`` decrypted. Raises `Locked` or `BadFile`."""
        if encryption == NOT_ENCRYPTED:
            return data
        if encryption == FOR_PASSPHRASE:
            return self._with_passphrase(data)
        if encryption == FOR_OFFICES:
            return self._with_secret(data)
        raise BadFile.newer()

    def _with_secret(self, data: bytes) -> bytes:
        import pyrage

        _check_header(data, b"X25519", limits.RECIPIENTS)
        mine = [pyrage.x25519.Identity.from_str(line) for line in self.age_secret.split()]
        try:
            return pyrage.decrypt(data, mine)
        except pyrage.DecryptError as error:
            raise Locked.for_others() from error

    def _with_passphrase(self, data: bytes) -> bytes:
        import pyrage

        _check_header(data, b"scrypt", 1)
        if self.passphrase is None:
            raise NeedsPassphrase.missing()
        try:
            return apart(pyrage.passphrase.decrypt, data, as_typed(self.passphrase))
        except pyrage.DecryptError as error:
            raise NeedsPassphrase.wrong() from error


OPEN = Lock()
NO_KEYS = Keys()


def as_typed(passphrase: str) -> str:
    """Return a passphrase as it counts: keyboards spell the same letters in more than one way."""
    return unicodedata.normalize("NFC", passphrase.strip())


def _check_header(data: bytes, kind: bytes, most: int) -> None:
    """Refuse an age header that would cost much time or memory before it proves worthless.

    Raises `BadFile`.
    """
    check(data.startswith(_VERSION))
    end = data.find(b"\n---", 0, limits.AGE_HEADER)
    check(end > 0)
    found = 0
    for line in data[len(_VERSION) : end].split(b"\n"):
        if not line.startswith(b"-> "):
            continue
        check(_STANZA.fullmatch(line) is not None)
        arguments = line.split(b" ")[1:]
        if arguments[0] == kind:
            found += 1
        check(arguments[0] == kind or arguments[0] not in (b"X25519", b"scrypt"))
        if arguments[0] == b"scrypt":
            check(len(arguments) == 3 and arguments[2].isdigit() and len(arguments[2]) <= 2)
            check(int(arguments[2]) <= limits.SCRYPT)
    check(1 <= found <= most)

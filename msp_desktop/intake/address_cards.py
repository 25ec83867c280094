"""People out of a file of address cards (vCard 2.1, 3.0 and 4.0; RFC 6350), within bounds.

The library reads values; which lines it gets to see is decided here. Some beginnings of lines keep its
patterns busy for hours, so only the few properties that are wanted reach it, each with a beginning
written anew. Pictures, sounds and keys never do.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msp_desktop.domain.fields import Dates, Email, NotAValue
from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _
from msp_desktop.intake.sheets import NotATable, decoded

_log = logging.getLogger(__name__)

LARGEST = 8 * 1024 * 1024
"""Bytes of a file at most."""
MOST_CARDS = 2_000
_LONGEST_HEAD, _LONGEST_LINE = 300, 8_000
_MOST_LINES = 60
"""Wanted lines of one card at most."""
_LONGEST_ANSWER = 500
_MOST_NUMBERS = 3
_WANTED = {"FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "TEL"}
DECIDES, AUTHORITY, VALID = "X-MSP-MAY-DECIDE", "X-MSP-AUTHORITY", "X-MSP-VALID"
"""Properties of our own, in which a card says what the standard has no word for."""
_CHARSET = re.compile(r"CHARSET=\"?([A-Za-z0-9_-]{1,30})", re.IGNORECASE)
_BASE64 = re.compile(r"ENCODING=\"?B|;BASE64", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Za-z0-9-]{1,40}\.)?([A-Za-z0-9-]{1,40})")


@dataclass(frozen=True, slots=True)
class AddressCard:
    """One person as a card tells; what it does not say is empty."""

    name: str
    organisation: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    may_decide: int | None = None
    authority: str = ""
    valid: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """What was found in a file; ``unreadable`` counts cards without a name, or damaged."""

    people: tuple[AddressCard, ...]
    unreadable: int = 0


class NotCards(Problem):
    """Raised when a file holds no address card that can be read."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} holds no address card that can be read. Nothing was changed. Save the people in the "
                "address book as a vCard file (.vcf), and choose that file."
            ),
            file=file,
        )


class TooManyCards(Problem):
    """Raised when a file is larger than the address book of a partnership could be."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "{file} is too large. It was not read; nothing was changed. Save fewer people into one file "
                "({most} at most)."
            ),
            file=file,
            most=str(MOST_CARDS),
        )


def read(content: bytes, file: str) -> Cards:
    """Return the people in a file. Raises `NotCards` and `TooManyCards`; nothing is kept."""
    if len(content) > LARGEST:
        raise TooManyCards(file)
    try:
        text = decoded(content, file)
    except NotATable:
        raise NotCards(file) from None
    people: list[AddressCard] = []
    unreadable = 0
    for at, lines in enumerate(_cards(_logical(text))):
        if at >= MOST_CARDS:
            raise TooManyCards(file)
        person = _person(lines)
        if person is None:
            unreadable += 1
        else:
            people.append(person)
    if not people:
        raise NotCards(file)
    return Cards(tuple(people), unreadable)


# From text to the lines that are wanted


def _logical(text: str) -> Iterator[str]:
    """Go through lines with those that go on from them: folded, or broken by quoted-printable."""
    held: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        goes_on = line[:1] in (" ", "\t") or (
            held
            and held[-1].endswith("=")
            and "QUOTED-PRINTABLE" in held[0][:_LONGEST_HEAD].upper()
        )
        if held and goes_on:
            held.append(line)
        else:
            if held:
                yield "\n".join(held)
            held = [line]
    yield "\n".join(held)


def _cards(lines: Iterator[str]) -> Iterator[list[str]]:
    """Go through cards as the lines that are wanted of each; a card in a card counts by itself."""
    open_card: list[str] | None = None
    for line in lines:
        word = line[:20].strip().upper()
        if word == "BEGIN:VCARD":
            if open_card:
                yield open_card
            open_card = []
        elif word == "END:VCARD":
            if open_card is not None:
                yield open_card
            open_card = None
        elif open_card is not None and len(open_card) < _MOST_LINES and (wanted := _wanted(line)):
            open_card.append(wanted)
    if open_card:
        yield open_card


def _wanted(line: str) -> str:
    """Return a line with a plain beginning, or nothing where it is of no use."""
    end = _end_of_head(line)
    if end < 0 or len(line) > _LONGEST_LINE:
        return ""
    head, value = line[:end].replace("\n ", "").replace("\n\t", ""), line[end + 1 :]
    match = _NAME.match(head)
    name = match[1].upper() if match else ""
    if name not in (*_WANTED, DECIDES, AUTHORITY, VALID) or _BASE64.search(head):
        return ""
    told = ";ENCODING=QUOTED-PRINTABLE" if "QUOTED-PRINTABLE" in head.upper() else ""
    charset = _CHARSET.search(head) if told else None
    told += f";CHARSET={charset[1]}" if charset else ""
    told += ";PREF=1" if "PREF" in head.upper() else ""
    return f"{name}{told}:{value}"


def _end_of_head(line: str) -> int:
    """Return where a property's name and parameters end; -1 where there is no such place."""
    is_quoted = False
    for at, letter in enumerate(line[:_LONGEST_HEAD]):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == ":" and not is_quoted:
            return at
    return -1


# From lines to a person


def _person(lines: Sequence[str]) -> AddressCard | None:
    found = _contents("\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", "")))
    name = _first(found, "fn") or _name_of(found)
    if not name:
        return None
    decides = _first(found, DECIDES)
    return AddressCard(
        name=name,
        organisation=_organisation(found),
        role=_first(found, "title") or _first(found, "role"),
        email=_email(found),
        phone=_phones(found),
        may_decide=int(decides) if decides in ("0", "1") else None,
        authority=_first(found, AUTHORITY),
        valid=_valid(_first(found, VALID)),
    )


def _contents(text: str) -> Mapping[str, Sequence[Any]]:
    import vobject

    try:
        contents: Mapping[str, Sequence[Any]] = vobject.readOne(text, allowQP=True).contents
    except (
        Exception
    ):  # vobject raises whatever a damaged card leads it to; it is counted as unreadable
        _log.info("an address card cannot be read", exc_info=True)
        return {}
    return contents


def _texts(found: Mapping[str, Sequence[Any]], name: str) -> list[str]:
    """Return the values of a property, the preferred ones first."""
    lines = sorted(found.get(name.lower(), ()), key=lambda line: "PREF" not in line.params)
    return [text for line in lines if (text := _plain(line.value))]


def _first(found: Mapping[str, Sequence[Any]], name: str) -> str:
    return next(iter(_texts(found, name)), "")


def _plain(value: object) -> str:
    """Return a value on one line, without what cannot be kept and not longer than an answer."""
    if not isinstance(value, str):
        return ""
    cut = value[: 4 * _LONGEST_ANSWER]
    seen = "".join(" " if unicodedata.category(one) in ("Cc", "Cs") else one for one in cut)
    return " ".join(seen.split())[:_LONGEST_ANSWER]


def _name_of(found: Mapping[str, Sequence[Any]]) -> str:
    for line in found.get("n", ()):
        parts = (
            getattr(line.value, part, "") for part in ("prefix", "given", "additional", "family")
        )
        words = (" ".join(part) if isinstance(part, list) else part for part in parts)
        if name := _plain(" ".join(filter(None, words))):
            return name
    return ""


def _organisation(found: Mapping[str, Sequence[Any]]) -> str:
    for line in found.get("org", ()):
        first = line.value[0] if isinstance(line.value, list) and line.value else line.value
        if name := _plain(first):
            return name
    return ""


def _email(found: Mapping[str, Sequence[Any]]) -> str:
    field = Email("email", "")
    for text in _texts(found, "email"):
        try:
            return str(field.clean(text) or "")
        except NotAValue:
            continue
    return ""


def _phones(found: Mapping[str, Sequence[Any]]) -> str:
    numbers = (text.removeprefix("tel:").partition(";")[0].strip() for text in _texts(found, "tel"))
    return ", ".join(list(dict.fromkeys(filter(None, numbers)))[:_MOST_NUMBERS])


def _valid(text: str) -> str:
    try:
        return str(Dates("valid", "").clean(text) or "")
    except NotAValue:
        return ""

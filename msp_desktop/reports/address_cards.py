"""Contact persons as address cards (vCard 4.0, RFC 6350), for address books of phones and mail programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.shown import shown
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate

_LINE = 75
"""Octets of a line at most, without its end; longer ones are folded."""
_OWN = {"may_decide": "X-MSP-MAY-DECIDE", "authority": "X-MSP-AUTHORITY", "valid": "X-MSP-VALID"}


def address_cards(records: Records, contacts: Sequence[Row]) -> bytes:
    """Return one card for each contact person that has a name."""
    named = (row for row in contacts if row.get("name"))
    lines = (line for row in named for line in _card(records, row))
    return "".join(_folded(line) for line in lines).encode()


def _card(records: Records, row: Row) -> Iterator[str]:
    name = str(row["name"])
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:individual"
    yield f"UID:urn:uuid:{_uuid(str(row['id']))}"
    yield f"FN:{_text(name)}"
    # Which part of a name is the family's differs from people to people; nobody has said it here.
    yield f"N:;{_text(name)};;;"
    organisation = records.name("partner", row.get("owner_id"))
    if organisation:
        yield f"ORG:{_text(organisation)}"
    for key, start in (("role", "TITLE:"), ("email", "EMAIL:"), ("phone", "TEL;VALUE=text:")):
        if row.get(key):
            yield f"{start}{_text(str(row[key]))}"
    if note := _note(row):
        yield f"NOTE:{_text(note)}"
    for key, own in _OWN.items():
        if row.get(key) is not None:
            yield f"{own}:{_text(str(row[key]))}"
    yield "END:VCARD"


def _note(row: Row) -> str:
    """Say in words what the person may decide, and for how long."""
    fields = KINDS["contact"].fields
    decides = _("May decide for the organisation") if row.get("may_decide") == 1 else ""
    facts = [translate(decides)] if decides else []
    facts += [
        f"{translate(fields[key].label)}: {shown(fields[key], row.get(key))}"
        for key in ("authority", "valid")
        if row.get(key)
    ]
    return ". ".join(facts)


def _text(text: str) -> str:
    """Return a value as it stands in a card (RFC 6350, 3.4)."""
    for sign, written in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cc")


def _folded(line: str) -> str:
    """Return a line as lines of at most 75 octets; no letter is cut in two."""
    parts, room = [""], _LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(" ")
            room = _LINE - 1
        parts[-1] += letter
        room -= size
    return "".join(f"{part}\r\n" for part in parts)


def _uuid(record_id: str) -> str:
    cuts = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))
    return "-".join(record_id[start:end] for start, end in cuts)

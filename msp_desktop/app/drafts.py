"""E-mail drafts: files that the computer's mail program opens for writing; a person sends them."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

DRAFT = ".eml"


class Enclosure(NamedTuple):
    """A file that goes with a letter; ``kind`` is its media type, such as ``application/pdf``."""

    name: str
    content: bytes
    kind: str = "application/octet-stream"


def draft(subject: str, text: str, enclosures: Sequence[Enclosure]) -> bytes:
    """Return a letter to nobody yet, with files attached."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"  # lets mail programs open it for writing
    message.set_content(text)
    for one in enclosures:
        maintype, _slash, subtype = one.kind.partition("/")
        message.add_attachment(one.content, maintype=maintype, subtype=subtype, filename=one.name)
    return message.as_bytes()

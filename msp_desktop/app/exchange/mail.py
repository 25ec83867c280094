"""E-mail drafts with the parts of a sync file attached; a mail program shows them, a person sends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msp_desktop.app.drafts import DRAFT, Enclosure, draft
from msp_desktop.app.exchange.writing import write_once
from msp_desktop.domain.progress import Progress, unwatched
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.sync import envelope
from msp_desktop.sync.header import FOR_PASSPHRASE, Header

_PER_BYTE = 1.37
"""Characters of an attachment for each of its bytes: base64 and the ends of its lines."""
_LETTER = 16 * 2**10


def write_drafts(
    files: Sequence[Path], office: str, most: int, progress: Progress = unwatched
) -> list[Path]:
    """Write drafts beside sync files, as many files in each as ``most`` bytes of attachments allow.

    ``office`` is the name of the sender's office. The text is in the language in use. Raises
    `NotWritten`; no draft is left then.
    """
    letters = list(_letters(files, most))
    drafts = [_name(files[0], number, len(letters)) for number in range(1, len(letters) + 1)]
    size = sum(int(file.stat().st_size * _PER_BYTE) + _LETTER for file in files)
    contents = (
        _draft(letter, office, number, len(letters)) for number, letter in enumerate(letters, 1)
    )
    write_once(drafts, contents, size, progress)
    return drafts


def _letters(files: Sequence[Path], most: int) -> Iterator[list[Path]]:
    letter: list[Path] = []
    size = 0
    for file in files:
        length = file.stat().st_size
        if letter and size + length > most:
            yield letter
            letter, size = [], 0
        letter.append(file)
        size += length
    yield letter


def _name(first: Path, number: int, count: int) -> Path:
    stem = first.name.removesuffix(envelope.SUFFIX).split("_p1of")[0]
    return first.with_name(f"{stem}{DRAFT}" if count == 1 else f"{stem}_{number}-{count}{DRAFT}")


def _draft(files: Sequence[Path], office: str, number: int, count: int) -> bytes:
    headers = [envelope.read_header(file.read_bytes()) for file in files]
    enclosures = [Enclosure(file.name, file.read_bytes()) for file in files]
    text = _text(office, [file.name for file in files], headers[0], count)
    return draft(_subject(office, number, count), text, enclosures)


def _subject(office: str, number: int, count: int) -> str:
    if count == 1:
        return translate(_("Sync file from {office}")).format(office=office)
    sentence = translate(_("Sync file from {office} (message {number} of {count})"))
    return sentence.format(office=office, number=number, count=count)


def _text(office: str, names: Sequence[str], header: Header, count: int) -> str:
    paragraphs = [
        translate(_("Attached is what {office} wrote in MSP Desktop:")).format(office=office),
        "\n".join(names),
        translate(
            _(
                "Save it on your computer. Then choose “Receive” in MSP Desktop and open it from there. "
                "What you have written yourself stays as it is."
            )
        ),
    ]
    if count > 1:
        sentence = translate(
            _(
                "There are {count} messages of this kind. Take in what they bring in any order; "
                "only with all of them everything is there."
            )
        )
        paragraphs.append(sentence.format(count=count))
    if header.encryption == FOR_PASSPHRASE:
        paragraphs.append(
            translate(
                _("The passphrase is told by telephone or in person, never in the same message.")
            )
        )
    return "\n\n".join(paragraphs) + "\n"

"""What the page shows: a document just made, or a file somebody chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from msp_desktop.app import publish, signing

if TYPE_CHECKING:
    from msp_desktop.app.office import Office
    from msp_desktop.app.publish import Published
    from msp_desktop.app.signing import Checked


@dataclass(frozen=True, slots=True)
class Shown:
    """A PDF with its pages.

    ``published`` is the document it was made from, None for a file from outside; ``checked`` are the
    signatures found in such a file. ``is_new``: it was signed just now and lies nowhere else yet.
    """

    title: str
    file_name: str
    pdf: bytes
    sizes: Sequence[tuple[float, float]]
    published: Published | None = None
    checked: Sequence[Checked] = ()
    is_new: bool = False

    @property
    def total(self) -> int:
        """How many pages it has."""
        return len(self.sizes)

    @property
    def is_signed(self) -> bool:
        """Whether it was just signed here."""
        return self.published is not None and self.published.is_signed

    @property
    def mood(self) -> str:
        """How what was found in a file is to look: see `InlineMessage.say`."""
        if any(one.is_refuted for one in self.checked):
            return "bad"
        if not self.checked or any(one.is_followed for one in self.checked):
            return "warn"
        return "ok" if all(one.is_sound for one in self.checked) else "open"


def of_document(published: Published) -> Shown:
    """Return a document as it is shown."""
    sizes = publish.page_sizes(published.pdf)
    return Shown(published.title, published.file_name, published.pdf, sizes, published)


def of_file(office: Office, file: Path) -> Shown:
    """Return a file as it is shown, and what its signatures say. Raises `NoPdf` or OSError."""
    return of_pdf(office, file.name, file.read_bytes())


def of_pdf(office: Office, name: str, pdf: bytes) -> Shown:
    """Do the same for the content of a file."""
    checked = signing.check(pdf, office)
    return Shown(name, name, pdf, publish.page_sizes(pdf), checked=checked)


def signed(office: Office, shown: Shown) -> Shown:
    """Return what is shown with one more signature: that of this office. Raises `NoPdf`."""
    if shown.published is not None:
        return replace(of_document(signing.sign_document(office, shown.published)), is_new=True)
    made = signing.sign(office, shown.pdf, office.language)
    stem = Path(shown.file_name).stem
    return replace(of_pdf(office, f"{stem}-signed.pdf", made.pdf), is_new=True)

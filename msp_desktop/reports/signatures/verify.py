"""Checking the digital signatures of a PDF that may come from anybody."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from msp_desktop.domain.problems import Problem
from msp_desktop.i18n import mark as _

# What is wrong with a document is told in our words; pyHanko's own would go to the terminal.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko_certvalidator").addHandler(logging.NullHandler())

_LARGEST = 200 * 2**20

_log = logging.getLogger(__name__)


class NoPdf(Problem):
    """Raised when a file cannot be read as a PDF document."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This file cannot be read as a PDF document: it is damaged, locked with a password, or "
                "something else. It was left as it is. Ask whoever gave it to you for another copy."
            )
        )


@dataclass(frozen=True, slots=True)
class SeenSignature:
    """One signature of a document.

    ``is_whole`` says that nothing but further signatures was added to what was signed. ``certificate``
    (X.509, DER) is empty where the signature itself cannot be read; ``person`` and ``moment`` are what
    the signing computer said. ``end`` is how many bytes of the file it reaches over.
    """

    certificate: bytes
    is_whole: bool
    person: str
    moment: datetime | None
    end: int = 0


def signatures(pdf: bytes) -> list[SeenSignature]:
    """Return the signatures of a document, the first first. Raises `NoPdf`."""
    if len(pdf) > _LARGEST:
        raise NoPdf
    try:
        return list(_signatures(PdfFileReader(io.BytesIO(pdf))))
    except NoPdf:
        raise
    except Exception as error:  # the reader raises whatever a damaged or made-up file leads it to
        raise NoPdf from error


def is_covered(pdf: bytes, found: Sequence[SeenSignature]) -> bool:
    """Say whether the last valid signature reaches to the end of the file: nothing was added behind it."""
    return max((one.end for one in found if one.is_whole), default=0) == len(pdf)


def _signatures(reader: PdfFileReader) -> Iterator[SeenSignature]:
    if reader.encrypted:
        raise NoPdf
    for name, _value, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            yield _checked(EmbeddedPdfSignature(reader, field, name))
        except Exception:  # as above; the other signatures are still told
            _log.info("the signature %r cannot be read", name, exc_info=True)
            yield SeenSignature(b"", is_whole=False, person="", moment=None)


def _checked(signature: EmbeddedPdfSignature) -> SeenSignature:
    certificate = signature.signer_cert
    # Whose certificate it is, the office's card inside it says; here it counts that the key fits.
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = validate_pdf_signature(signature, context)
    is_whole = (
        status.intact
        and status.valid
        and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        and status.docmdp_ok is not False
        and status.modification_level is not None
        and status.modification_level <= ModificationLevel.FORM_FILLING
        and not _is_followed(signature.pkcs7_content)
    )
    _from, _to, start, length = signature.byte_range
    person = signature.sig_object.get("/Name", "")
    moment = signature.self_reported_timestamp
    return SeenSignature(
        certificate.dump(), bool(is_whole), str(person), moment, int(start) + int(length)
    )


def _is_followed(content: bytes) -> bool:
    """Say whether anything but zeros follows the signature: the only bytes that it does not cover."""
    size = len(cms.ContentInfo.load(content).dump())
    return any(content[size:])

"""Signing a PDF: added behind what is there, of which not a byte changes (PAdES, ETSI EN 319 142)."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass

from asn1crypto import keys, x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from msp_desktop.reports.signatures.room import Place
from msp_desktop.reports.signatures.verify import NoPdf


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the secret key (PKCS 8, DER), its certificate (X.509, DER), the person and the place.

    ``field_name`` is what a screen reader calls the place of the signature.
    """

    secret: bytes
    certificate: bytes
    person: str
    place: str
    field_name: str


def sign(pdf: bytes, signer: Signer, place: Place | None, block: bytes) -> bytes:
    """Return a PDF signed once more; signatures that are there already stay valid.

    ``block`` is a PDF of one page that is shown at ``place``; without a place nothing is shown.
    Raises `NoPdf`.
    """
    certificate = x509.Certificate.load(signer.certificate)
    field = f"Signature-{secrets.token_hex(4)}"
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=signer.person or None,
        location=signer.place or None,
    )
    signing = signers.PdfSigner(
        metadata,
        signers.SimpleSigner(
            signing_cert=certificate,
            signing_key=keys.PrivateKeyInfo.load(signer.secret),
            cert_registry=SimpleCertificateStore.from_certs([certificate]),
        ),
        stamp_style=_shown(block),
        new_field_spec=fields.SigFieldSpec(
            field, on_page=-1, box=place, readable_field_name=signer.field_name
        ),
    )
    signed = io.BytesIO()
    try:
        signing.sign_pdf(_Revision(io.BytesIO(pdf)), output=signed)
    except PdfError as error:
        raise NoPdf from error
    return signed.getvalue()


class _Revision(IncrementalPdfFileWriter):
    """Adds a revision that leaves version and metadata as they are: a PDF for the archive must stay one."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Do nothing: PDF/A is a PDF 1.7."""

    def _update_meta(self) -> None:
        """Do nothing: pyHanko would write the metadata anew, and name itself as what made the document."""


class _Drawn(PdfContent):
    """The first page of another PDF, taken over as it is."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        reader = PdfFileReader(io.BytesIO(self._pdf))
        page = self._ensure_writer.import_page_as_xobject(reader)
        self.resources.xobject["/Block"] = page
        _left, _bottom, width, height = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=width, height=height)
        return b"/Block Do"


def _shown(block: bytes) -> StaticStampStyle:
    middle = AxisAlignment.ALIGN_MID
    rule = SimpleBoxLayoutRule(x_align=middle, y_align=middle)
    return StaticStampStyle(background=_Drawn(block), border_width=0, background_layout=rule)

"""Digital signatures of PDF documents: writing and checking them. The only package that knows pyHanko."""

from __future__ import annotations

from msp_desktop.reports.signatures.room import Place, free_place
from msp_desktop.reports.signatures.sign import Signer, sign
from msp_desktop.reports.signatures.verify import NoPdf, SeenSignature, is_covered, signatures

__all__ = [
    "NoPdf",
    "Place",
    "SeenSignature",
    "Signer",
    "free_place",
    "is_covered",
    "sign",
    "signatures",
]

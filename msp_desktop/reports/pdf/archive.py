"""What makes a PDF fit to be kept and listened to: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from msp_desktop.reports.document import DataFile, Document
from msp_desktop.reports.pdf.canvas import PageCanvas
from msp_desktop.reports.pdf.metadata import Told, told, xmp
from msp_desktop.reports.pdf.structure import write_structure
from msp_desktop.reports.pdf.tagging import Element

_SRGB = "sRGB IEC61966-2.1"
_DATE = slice(24, 36)
"""Where a colour profile says when it was made."""
_NO_DATE = bytes.fromhex("07d0 0001 0001 0000 0000 0000")


@dataclass(frozen=True, slots=True)
class Kept:
    """The pages as they were drawn, with what is on them and what the document consists of."""

    pdf: bytes
    canvas: PageCanvas
    root: Element


def archived(kept: Kept, document: Document) -> bytes:
    """Return the document with its structure, what it tells of itself, its colours and its files."""
    facts = told(document)
    with Pdf.open(io.BytesIO(kept.pdf)) as pdf:
        root = pdf.Root
        root.Lang = String(document.language)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Metadata = Stream(pdf, xmp(facts), Type=Name.Metadata, Subtype=Name.XML)
        root.OutputIntents = Array([_output_intent(pdf)])
        write_structure(pdf, kept.canvas, kept.root)
        _attach(pdf, document.data, facts)
        _tell(pdf, facts)
        file = io.BytesIO()
        pdf.save(
            file,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            min_version="1.7",
            compress_streams=True,
        )
    return file.getvalue()


def _tell(pdf: Pdf, facts: Told) -> None:
    """Say in the older way what the metadata say; both must agree."""
    info = pdf.docinfo
    for key in list(info.keys()):
        del info[key]
    words = {
        "/Title": facts.title,
        "/Author": facts.author,
        "/Subject": facts.subject,
        "/Keywords": facts.keywords,
        "/Creator": facts.creator,
        "/Producer": facts.producer,
        "/CreationDate": facts.pdf_date,
        "/ModDate": facts.pdf_date,
    }
    for key, value in words.items():
        if value:
            info[key] = String(value)


def _output_intent(pdf: Pdf) -> Object:
    profile = Stream(pdf, srgb(), N=3)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String(_SRGB),
            Info=String(_SRGB),
            DestOutputProfile=profile,
        )
    )


@cache
def srgb() -> bytes:
    """Return the profile of the colours of screens, as littleCMS makes it, without the date."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = _NO_DATE
    return bytes(profile)


def _attach(pdf: Pdf, files: tuple[DataFile, ...], facts: Told) -> None:
    """Put files into the document, as the data it was made from."""
    if not files:
        return
    names: list[Any] = []
    for data in sorted(files, key=lambda data: data.name):
        stream = Stream(
            pdf,
            data.content,
            Type=Name.EmbeddedFile,
            Subtype=Name(f"/{data.media_type}"),
            Params=Dictionary(
                Size=len(data.content),
                ModDate=String(facts.pdf_date),
                CheckSum=String(hashlib.md5(data.content, usedforsecurity=False).digest()),
            ),
        )
        described = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(data.name),
                UF=String(data.name),
                Desc=String(data.description),
                EF=Dictionary(F=stream, UF=stream),
                AFRelationship=Name.Source,
            )
        )
        names += [String(data.name), described]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
    pdf.Root.AF = Array(names[1::2])

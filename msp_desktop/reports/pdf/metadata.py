"""What a PDF tells of itself: title, office, subject, language, day, and which standards it keeps to."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from msp_desktop.reports.document import Document
from msp_desktop.reports.printable import printable

_LONGEST = 1_000
"""Letters of one fact at most: a string in PDF/A may not have more than 32,767 bytes."""


@dataclass(frozen=True, slots=True)
class Told:
    """The facts; the two dates are the same day in the two ways in which it is said."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    pdf_date: str
    xmp_date: str
    creator: str = "MSP Desktop"
    producer: str = "MSP Desktop with ReportLab"


def told(document: Document) -> Told:
    """Return what a document tells of itself."""
    day = document.day
    return Told(
        title=_said(document.title) or _said(document.number) or _said(document.kind),
        author=_said(document.letterhead.office),
        subject=_said(f"{document.kind}: {document.subject}"),
        keywords=_said(f"{document.number}, {document.fingerprint}"),
        language=document.language,
        pdf_date=f"D:{day:%Y%m%d}000000Z",
        xmp_date=f"{day.isoformat()}T00:00:00Z",
    )


def xmp(facts: Told) -> bytes:
    """Return the facts as a packet of XMP (ISO 16684-1), with what PDF/A-3a and PDF/UA-1 ask for."""
    words = {name: escape(getattr(facts, name)) for name in Told.__dataclass_fields__}
    return _PACKET.format(**words).encode()


def _said(text: str) -> str:
    return " ".join(printable(text).split())[:_LONGEST]


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{xmp_date}</xmp:CreateDate>
<xmp:ModifyDate>{xmp_date}</xmp:ModifyDate>
<xmp:MetadataDate>{xmp_date}</xmp:MetadataDate>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

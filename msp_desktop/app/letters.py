"""Letters that go with a document: e-mail drafts with the PDF attached."""

from __future__ import annotations

from msp_desktop.app.drafts import Enclosure, draft
from msp_desktop.app.publish import Published
from msp_desktop.i18n import figures, speaking, translate
from msp_desktop.i18n import mark as _

_PDF = "application/pdf"


def letter_with(title: str, number: int, partnership: str, kept: Enclosure) -> bytes:
    """Return a draft, in the language in use, with a version of a report as it was kept."""
    words = {"title": title, "number": number, "partnership": partnership}
    subject = translate(_("{title}, version {number}: {partnership}")).format(**words)
    text = translate(_("Attached is “{title}”, version {number}, as it was kept when it was sent."))
    return draft(figures(subject), figures(text.format(**words)) + "\n", [kept])


def letter(published: Published) -> bytes:
    """Return a draft in the language of a document, with the document attached as PDF."""
    said = published.document
    words = {
        "title": said.title,
        "number": said.number,
        "day": said.day_words,
        "partnership": said.subject,
        "office": said.letterhead.office,
    }
    with speaking(said.language):
        # Many titles name the partnership themselves.
        is_named = any(said.subject.startswith(part) for part in said.title.split(": ") if part)
        subject = (
            "{title} ({number})" if is_named else translate(_("{title} ({number}): {partnership}"))
        )
        paragraphs = [
            translate(_("Attached is “{title}”, number {number}, {day}.")),
            translate(_("It comes from {office}.")),
        ]
        if published.is_signed:
            signed = _("It is signed digitally: whether it was changed since can be checked.")
            paragraphs.append(translate(signed))
    text = "\n\n".join(paragraph.format(**words) for paragraph in paragraphs)
    enclosure = Enclosure(published.file_name, published.pdf, _PDF)
    return draft(subject.format(**words), text + "\n", [enclosure, *published.enclosures])

"""The difference sheet: what was put into the agreement and taken out, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_desktop.domain.agreement.versions import PartChange, by_line
from msp_desktop.domain.guideline.initiation.agreement_signed import VERSION
from msp_desktop.domain.records import Records, Row
from msp_desktop.domain.three_way import Mark, Piece, folded
from msp_desktop.i18n import formats, translate
from msp_desktop.i18n import mark as _
from msp_desktop.reports.document import (
    Added,
    Block,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Removed,
    Words,
)
from msp_desktop.reports.layouts.agreement.kept import changes_between, in_two_languages
from msp_desktop.reports.layouts.reading import Issue, Reader, document

EARLIER, LATER = "earlier", "later"
"""The two versions a difference sheet is about; without a later one, what is recorded today."""


def agreement_changes(records: Records, about: Row, issue: Issue) -> Document:
    """Lay out what differs between two versions of the agreement."""
    reader = Reader(records)
    earlier, later = (str(about.get(key) or "") for key in (EARLIER, LATER))
    changes = changes_between(records, earlier, later)
    return document(
        reader,
        issue,
        kind=_("Changes to the agreement"),
        mark="AC",
        title=reader.single("agreement", "title"),
        blocks=[*_head(reader, earlier, later), *_changed(changes), *_unchanged(changes)],
    )


def pairs(records: Records) -> list[Row]:
    """Return what difference sheets there can be, each with the two versions it is about.

    Each version against today, the newest first; then each against every later one.
    """
    kept = [row for row in records.rows(VERSION) if row.get("text")]
    kept.sort(key=lambda row: str(row.get("date") or ""))
    today = translate(_("today"))
    found = [_pair(records, row, None, today) for row in reversed(kept)]
    return found + [
        _pair(records, one, other, today) for at, one in enumerate(kept) for other in kept[at + 1 :]
    ]


def _pair(records: Records, earlier: Row, later: Row | None, today: str) -> Row:
    ids = [str(row["id"]) for row in (earlier, later) if row is not None]
    names = [*(records.name(VERSION, one) for one in ids), today]
    title = formats.onward(names[:2])
    return {"id": " ".join(ids), "title": title, **dict(zip((EARLIER, LATER), ids, strict=False))}


def _head(reader: Reader, earlier: str, later: str) -> Iterator[Block]:
    row = reader.records.find(VERSION, earlier) or {}
    other = reader.records.find(VERSION, later) if later else None
    today = translate(_("What is recorded on the day of printing"))
    yield Facts(
        (
            (translate(_("Earlier text")), _named(reader, row)),
            (translate(_("Later text")), today if other is None else _named(reader, other)),
        )
    )
    about = reader.text(VERSION, other or {}, "changes")
    if about:
        yield Facts(((reader.label(VERSION, "changes"), about),))
    if later and in_two_languages(reader.records, earlier, later):
        sentence = _(
            "The two texts are in two languages. Sections that were drawn from the same answers stand "
            "under “Unchanged”, though every word differs."
        )
        yield Note(translate(sentence))
    sentence = _("[+underlined] was put in, [−struck through] was taken out.")
    yield Note(translate(sentence))


def _named(reader: Reader, row: Row) -> str:
    words = (reader.text(VERSION, row, key) for key in ("name", "date", "state"))
    return formats.listed_names(word for word in words if word) if row else ""


def _changed(changes: Sequence[PartChange]) -> Iterator[Block]:
    found = [one for one in changes if one.is_changed]
    if not found:
        yield Paragraph(translate(_("Nothing differs.")))
    for one in found:
        yield Heading(2, one.title, one.number)
        yield Paragraph(_marked(by_line(folded(one.pieces))))


def _unchanged(changes: Sequence[PartChange]) -> Iterator[Block]:
    same = [one for one in changes if not one.is_changed]
    if same:
        names = formats.listed_names(
            " ".join(filter(None, (one.number, one.title))) for one in same
        )
        yield Heading(2, translate(_("Unchanged")))
        yield Paragraph(names)


def _marked(pieces: Sequence[Piece]) -> Words:
    words: list[str | Added | Removed] = []
    for piece in pieces:
        match piece.mark:
            case Mark.SAME:
                words.append(piece.text)
            case Mark.ADDED:
                words += ["[+", Added(piece.text), "]"]
            case Mark.REMOVED:
                words += ["[−", Removed(piece.text), "]"]
    return tuple(words)

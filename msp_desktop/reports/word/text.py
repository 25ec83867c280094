"""Text in Word: what was typed as paragraphs of runs, each with the script and direction of its letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from msp_desktop.reports import scripts
from msp_desktop.reports.document import Added, Footnote, Reference, Removed, Strong, Words
from msp_desktop.reports.printable import on_one_line, printable
from msp_desktop.reports.scripts import Family, Script
from msp_desktop.reports.word.elements import element, properties, switch
from msp_desktop.reports.word.places import Places, complex_field

_LOOKS: Mapping[type, str] = {Strong: "strong", Added: "under", Removed: "through"}


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a line: words in a look; or what a field of Word shows; or the text of a footnote.

    ``look`` may be ``strong``, ``under`` (underlined) or ``through`` (struck through); ``place`` is the
    name of a bookmark around it.
    """

    text: str
    look: str = ""
    field: str = ""
    footnote: str = ""
    place: str = ""


@dataclass
class TextWriter:
    """Writes paragraphs in the language of one document; gathers the footnotes it meets."""

    language: str
    places: Places
    footnotes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.script, _code = scripts.of_language(self.language)
        self.from_right = self.script.from_right

    def paragraphs(
        self,
        words: Words,
        style: str,
        *extra: Any,
        number: str = "",
        place: str = "",
        following: str = "",
        side: str = "",
    ) -> list[Any]:
        """Return running text as paragraphs, one for each of its lines.

        The first begins with its ``number``, where it has one; ``place`` is the bookmark around that.
        ``following`` is the style of the others, where it is another.
        """
        first, *others = self._lines(words)
        begun = self.paragraph(first, style, *extra, side=side)
        if number:
            label = self.runs([Span(printable(number), place=place)])
            for child in reversed([*label, element("r", element("tab"))]):
                begun.insert(1, child)
        if place and not number:
            self.places.surround(begun, place)
        return [begun, *(self.paragraph(line, following or style, side=side) for line in others)]

    def paragraph(
        self,
        spans: Sequence[Span] | str,
        style: str,
        *extra: Any,
        side: str = "",
    ) -> Any:
        """Return one paragraph; ``extra`` are more of its properties.

        ``side`` may be ``end`` (where lines end) or ``right`` (always the right, as for figures).
        """
        if isinstance(spans, str):
            spans = [Span(on_one_line(spans))]
        text = "".join(span.text for span in spans)
        from_right = scripts.runs_from_right(text, default=self.from_right)
        if self.from_right and not from_right:
            spans = _kept_from_left(spans)
        is_turned = from_right or self.from_right
        at_end = side == "end" or (side == "right" and not is_turned)
        made = properties(
            "pPr",
            [
                element("pStyle", val=style),
                *extra,
                switch("bidi", on=is_turned),
                element("jc", val="right") if at_end else None,
                element("rPr", element("rtl")) if self.from_right else None,
            ],
        )
        return element("p", made, *self.runs(spans, from_right=from_right))

    def runs(self, spans: Sequence[Span], *, from_right: bool | None = None) -> list[Any]:
        """Return spans as runs, each of letters that Word treats alike."""
        text = "".join(span.text for span in spans)
        direction = self.from_right if from_right is None else from_right
        found: list[Any] = []
        assigned = iter(scripts.by_letter(text, self.script, from_right=direction))
        for span in spans:
            letters = zip(span.text, assigned, strict=False)
            runs = [
                self._run("".join(letter for letter, _script in stretch), script, span.look)
                for script, stretch in groupby(list(letters), lambda pair: pair[1])
            ]
            runs = complex_field(span.field, runs) if span.field else runs
            found += self.places.bookmarked(span.place, runs) if span.place else runs
            if span.footnote:
                found.append(self._footnote(span.footnote))
        return found

    def _run(self, text: str, script: Script, look: str) -> Any:
        found = [
            element("rStyle", val="Strong") if look == "strong" else None,
            switch("strike", on=look == "through"),
            element("u", val="single") if look == "under" else None,
            *(() if script == self.script else _foreign(script)),
            switch("rtl", on=script.family is Family.FROM_RIGHT),
            switch("cs", on=script.family is Family.COMPLEX),
        ]
        given = properties("rPr", found)
        words = element("t", xml_space="preserve")
        words.text = text
        return element("r", given if len(given) else None, words)

    def _footnote(self, text: str) -> Any:
        self.footnotes.append(text)
        style = element("rPr", element("rStyle", val="FootnoteReference"))
        return element("r", style, element("footnoteReference", id=len(self.footnotes)))

    def _lines(self, words: Words) -> Iterator[list[Span]]:
        pieces = (words,) if isinstance(words, str) else words
        line: list[Span] = []
        for piece in pieces:
            match piece:
                case Reference(to):
                    line.append(
                        Span(printable(self.places.number(to)), field=self.places.field(to))
                    )
                case Footnote(text):
                    line.append(Span("", footnote=text))
                case _:
                    text = piece if isinstance(piece, str) else piece.text
                    look = _LOOKS.get(type(piece), "")
                    first, *others = printable(text).split("\n")
                    line.append(Span(first, look))
                    for other in others:
                        yield line
                        line = [Span(other, look)]
        yield line


def _foreign(script: Script) -> list[Any]:
    """Return the font and the language of letters that are not of the document's script."""
    match script.family:
        case Family.PLAIN:
            font = element("rFonts", ascii=script.font, hAnsi=script.font)
            return [font, element("lang", val=script.language)]
        case Family.EAST_ASIAN:
            font = element("rFonts", eastAsia=script.font, hint="eastAsia")
            return [font, element("lang", eastAsia=script.language)]
        case _:
            font = element("rFonts", cs=script.font)
            return [font, element("lang", bidi=script.language)]


def _kept_from_left(spans: Sequence[Span]) -> list[Span]:
    """Return spans that run from the left inside a paragraph from the right."""
    whole = "".join(span.text for span in spans)
    kept = scripts.kept_from_left(whole)
    before, _whole, after = kept.partition(whole) if whole else ("", "", "")
    return [span for span in (Span(before), *spans, Span(after)) if span != Span("")]

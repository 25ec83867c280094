"""The words people read: taken from the code into the catalogues, and compiled for the program.

A catalogue says in its header what it covers (``X-Covers: everything``, or ``documents`` alone, then it
has no other words in it) and whether somebody has read it whose language it is (``X-Reviewed: yes``).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

from msp_desktop.domain.guideline import KINDS, MODULES

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "msp_desktop"
TEMPLATE = ROOT / "build" / f"{DOMAIN}.pot"

KEYWORDS = {"_": 1, "mark": 1, "translate": 1, "translate_plural": 2}
"""What marks a text for the translators, and how many texts it is given: one, or one and many."""
HEADERS = {"X-Covers": "documents", "X-Reviewed": "no"}
"""What the header of a new catalogue says."""
OF_DOCUMENTS = (
    "reports/",
    "graphs/",
    "domain/shown.py",
    "domain/sdg/goals.py",
    "domain/sdg/framework.py",
    "domain/tasks.py",
    "domain/agreement/",
    "domain/matrices/",
    "domain/schedule/board.py",
    "domain/components.py",
    "domain/criteria.py",
    "domain/guideline/formation/agreeing.py",
    "domain/health.py",
    "domain/inclusion.py",
    "domain/influence.py",
    "domain/leading.py",
    "domain/lights.py",
    "domain/monitoring/data_sheet.py",
    "domain/monitoring/delays.py",
    "domain/monitoring/paths.py",
    "domain/monitoring/shortfalls.py",
    "domain/monitoring/reasons.py",
    "domain/network.py",
    "domain/partner_assessment.py",
    "domain/partner_choice.py",
    "domain/preparing.py",
    "domain/readiness.py",
    "domain/reporting/",
    "domain/results.py",
    "domain/turnover.py",
    "domain/guideline/initiation/agreement_sections.py",
    "i18n/",
)
OF_THE_WINDOW = ("reports/layouts/received.py", "reports/pdf/", "reports/signatures/")
"""The report on received files is about this office's post and speaks the language of its window."""


class Words(Catalog):
    """A catalogue whose header says what ours need: no dates and names that change with every update."""

    def __init__(self, language: str | None = None) -> None:
        super().__init__(
            language, DOMAIN, header_comment=f"# MSP Desktop: {language or 'template'}"
        )
        self.covers, self.reviewed = HEADERS.values()
        self.fuzzy = False

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        kept = (
            "Language",
            "Plural-Forms",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        )
        said = dict(super()._get_mime_headers())
        ours = zip(HEADERS, (self.covers, self.reviewed), strict=True)
        return [*((name, said[name]) for name in kept if name in said), *ours]

    def _set_mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        said = HEADERS | dict(headers)
        self.covers, self.reviewed = (said[name] for name in HEADERS)
        super()._set_mime_headers(said.items())

    mime_headers = property(_get_mime_headers, _set_mime_headers)


def main(arguments: list[str]) -> int:
    """Update every catalogue (``update``), with a new one for each language named, or compile them."""
    match arguments:
        case ["update", *languages]:
            update(languages)
        case ["compile"]:
            compile_all()
        case _:
            sys.exit("usage: words.py update [LANGUAGE ...] | words.py compile")
    return 0


def catalogues(folder: Path = LOCALE) -> list[Path]:
    """Return the catalogues there are."""
    return sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def template() -> Words:
    """Return every message in the code."""
    found = Words()
    package = ROOT / "msp_desktop"
    for source in sorted(package.rglob("*.py")):
        for message in marked(source.read_text("utf-8")):
            found.add(message, None, [(source.relative_to(package).as_posix(), 0)])
    return found


def marked(source: str) -> Iterator[str | tuple[str, str]]:
    """Go through what a file marks: the text given to a keyword itself, none deeper inside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = KEYWORDS.get(node.func.id, 0)
            texts = [part.value for part in node.args[:count] if isinstance(part, ast.Constant)]
            match texts:
                case [str(one), str(many)]:
                    yield (one, many)
                case [str(text)]:
                    yield text


def for_documents(words: Words) -> Words:
    """Return the messages that documents print: their own, and names of answers and options."""
    named = set(_names())
    found = Words()
    for message in words:
        if message.id and (first(message) in named or _is_printed(message)):
            found[message.id] = message
    return found


def update(languages: list[str]) -> None:
    """Bring the template and every catalogue up to the code; begin one for each new language."""
    words = template()
    TEMPLATE.parent.mkdir(exist_ok=True)
    write(words, TEMPLATE)
    for language in languages:
        path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        if not path.exists():
            path.parent.mkdir(parents=True)
            write(Words(language), path)
    for path in catalogues():
        catalogue = read(path)
        wanted = words if catalogue.covers == "everything" else for_documents(words)
        catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        write(catalogue, path)
        done, total = share(catalogue)
        print(f"{path.parent.parent.name}: {done} of {total} messages are translated")


def compile_all(folder: Path = LOCALE) -> None:
    """Compile every catalogue that is newer than what was compiled from it."""
    for path in catalogues(folder):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            part = target.with_suffix(".part")
            with part.open("wb") as file:
                write_mo(file, read(path))
            part.replace(target)


def read(path: Path) -> Words:
    """Return a catalogue."""
    found = Words(path.parent.parent.name)
    with path.open("rb") as file:
        PoFileParser(found).parse(file)
    return found


def share(catalogue: Words) -> tuple[int, int]:
    """Return how many messages of a catalogue are translated, and how many there are."""
    messages = [message for message in catalogue if message.id]
    return (sum(is_translated(message) for message in messages), len(messages))


def is_translated(message: Message) -> bool:
    """Say whether a message is translated in every form, and the translation is shown."""
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(strings) and not message.fuzzy


def first(message: Message) -> str:
    """Return a message, of one with a plural the form for one."""
    return str(message.id[0] if isinstance(message.id, list | tuple) else message.id)


def write(catalogue: Words, path: Path) -> None:
    """Write a catalogue."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)


def _names() -> Iterator[str]:
    """Go through what modules, tasks, kinds of records, their answers and options are called."""
    for module in MODULES:
        yield from (module.title, *(task.title for task in module.tasks))
    for kind in KINDS.values():
        yield from (kind.label, kind.plural)
        for section in kind.sections:
            yield section.title
            for field in section.fields:
                yield field.label
                yield getattr(field, "unit", "")
                yield from getattr(field, "steps", ())
                yield from (option.label for option in getattr(field, "options", ()))


def _is_printed(message: Message) -> bool:
    places = (place for place, _line in message.locations if not place.startswith(OF_THE_WINDOW))
    return any(place.startswith(OF_DOCUMENTS) for place in places)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

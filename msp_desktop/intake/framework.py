"""The framework of goals, targets and indicators out of a file laid out as the UN publishes it.

A row has a goal (“Goal 1. …”) or a target (“1.1 …”) in one column, an indicator (“1.1.1 …”) in the next
and the code of the UN Statistics Division (C010101) in a third. Columns are known by what stands in them, so
their order, their heads and their language do not matter, nor do sheets and rows around them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from msp_desktop.domain.problems import Problem
from msp_desktop.domain.sdg import GOAL_NUMBERS, Framework, code_in, order_of
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.intake.sheets import Row, Table, tables

_PART = r"\d{1,2}[a-zа]?|[a-zа]\d{0,2}"
_CODE = re.compile(
    rf"(\d{{1,2}})[.\-]({_PART})(?:[.\-]({_PART}))?[.)]?(?![0-9a-z.,%$€])[\s:]*(.*)", re.I | re.S
)
_GOAL = re.compile(
    r"[^\W\d_][^\d\s.:,;]*(?:\s[^\d\s.:,;]+){0,2}\s*(\d{1,2})\s*[.:։៖\-–—]\s*(.+)", re.S
)
_UNSD = re.compile(r"C[0-9a-z]{6,8}", re.I)
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SIGNS = re.compile(r"(?<=\S)[*†‡§¹²³⁰⁴-⁹]+(?=\s|$)")
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿа-я]{3})\d(?=[\s,.;]|$)")
"""The number of a footnote that lost its small print: “subsidies3”, but not “CO2”."""
_LONGER_THAN_HEADING = 60
"""Letters from which a row without a code is no heading between the goals, but something lost."""
_FIRST_WORDS = {
    "goal": "en",
    "objectif": "fr",
    "objetivo": "es",
    "цель": "ru",
    "目标": "zh-Hans",
    "الهدف": "ar",
    "គោលដៅ": "km",
    "लक्ष्य": "ne",
    "مقصد": "ur",
    "ہدف": "ur",
    "mục": "vi",
}
"""The word for goal at the beginning of a row, and the language it tells."""
_MOST_REMARKS = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """What was left out of a row, or looks wrong in it; ``row`` counts from 1."""

    row: int
    sentence: str
    code: str = ""

    @property
    def text(self) -> str:
        """The sentence in the language in use."""
        return translate(self.sentence).format(row=self.row, code=self.code)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds, before any of it is kept; ``language`` is guessed, or empty."""

    file: str
    sha: str
    language: str
    wording: dict[str, str]
    unsd: dict[str, str]
    remarks: tuple[Remark, ...]

    def framework(self, name: str, language: str, source: str) -> Framework:
        """Return it as something to keep: under a name, in its language, with its source, of today."""
        today = date.today().isoformat()  # noqa: DTZ011 - the day of the place where it is loaded
        return Framework(
            name.strip() or self.file,
            language,
            source.strip(),
            self.file,
            self.sha,
            today,
            self.wording,
            self.unsd,
        )


class NoCodesFound(Problem):
    """Raised when a table holds no codes of the 2030 Agenda."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _(
                "No goals, targets or indicators were found in {file}. Nothing was changed. The program "
                "reads the list that the UN Statistics Division publishes, and lists laid out like it: "
                "each cell begins with its code, for example “6.1 …” or “6.1.1 …”."
            ),
            file=file,
        )


def read(content: bytes, file: str) -> Found:
    """Find goals, targets and indicators in a file.

    Raises `NotATable`, `TableTooLarge` and `NoCodesFound`; then there is nothing to keep.
    """
    found = max(
        (_gathered(table) for table in tables(content, file, _weight)),
        key=lambda one: len(one.wording),
        default=_Gathered(),
    )
    if not _is_framework(found.wording):
        raise NoCodesFound(file)
    return Found(
        file,
        hashlib.sha256(content).hexdigest(),
        found.language,
        dict(sorted(found.wording.items(), key=lambda entry: order_of(entry[0]))),
        found.unsd,
        tuple(found.remarks[:_MOST_REMARKS]),
    )


def _is_framework(codes: Collection[str]) -> bool:
    """Say whether these are codes, and not measures such as “2.5 km”: these have no goals above them."""
    dots = {code.count(".") for code in codes}
    return 2 in dots or {0, 1} <= dots


@dataclass(slots=True)
class _Gathered:
    """What was found in a table so far."""

    language: str = ""
    wording: dict[str, str] = field(default_factory=dict)
    unsd: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    uncoded: list[Remark] = field(default_factory=list)
    """Rows without a code since the last that had one."""

    def take(self, row: int, code: str, text: str) -> None:
        """Keep the wording of a code, or say why not."""
        if self.wording:  # what stands above the first code is the head of the list
            self.remarks += self.uncoded
        self.uncoded = []
        if int(code.partition(".")[0]) not in GOAL_NUMBERS:
            self.remark(row, _("Row {row}: there is no goal for {code}. It was left out."), code)
        elif not text:
            self.remark(row, _("Row {row}: no words stand beside {code}. It was left out."), code)
        elif self.wording.setdefault(code, text) != text:
            self.remark(
                row, _("Row {row}: {code} stands here again in other words. The first count."), code
            )

    def remark(self, row: int, sentence: str, code: str = "") -> None:
        self.remarks.append(Remark(row, sentence, code))


def _weight(table: Table) -> int:
    return len(_gathered(table).wording)


def _gathered(table: Table) -> _Gathered:
    found = _Gathered()
    for number, row in enumerate(table, 1):
        _take_row(found, number, row)
    return found


def _take_row(found: _Gathered, number: int, row: Row) -> None:
    cells = [_tidied(cell) for cell in row]
    indicators: list[str] = []
    for cell in filter(None, cells):
        if goal := _GOAL.fullmatch(cell):
            found.language = found.language or _language_of(cell)
            found.take(number, str(int(goal[1])), _words(goal[2]))
            continue
        for code, text in _entries(cell):
            found.take(number, code, text)
            if code.count(".") == 2:
                indicators.append(code)
        if not _code_at(cell) and len(cell) > _LONGER_THAN_HEADING:
            found.uncoded.append(
                Remark(
                    number, _("Row {row} begins with no code. It was left out: {code}"), cell[:60]
                )
            )
    unsd = [cell for cell in cells if _UNSD.fullmatch(cell)]
    if unsd and len(unsd) == len(indicators):
        found.unsd.update(zip(indicators, unsd, strict=True))
    elif unsd:
        found.remark(
            number, _("Row {row}: {code} stands beside no indicator. It was left out."), unsd[0]
        )


def _entries(cell: str) -> Iterator[tuple[str, str]]:
    """Go through the codes in a cell with their words; lines without a code go on with the one before."""
    code, words = "", ""
    for line in cell.split("\n"):
        if begins := _code_at(line):
            if code:
                yield code, _words(words)
            code, words = begins
        else:
            words = f"{words} {line}"
    if code:
        yield code, _words(words)


def _code_at(line: str) -> tuple[str, str] | None:
    """Return the code with which a line begins, and the rest of it."""
    match = _CODE.fullmatch(line)
    if match is None:
        return None
    goal, *parts, words = match.groups()
    below = (code_in(part).replace("а", "a") for part in parts if part)
    return ".".join((str(int(goal)), *below)), words


def _tidied(cell: str) -> str:
    text = _UNSEEN.sub("", cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _words(text: str) -> str:
    """Return a wording in one line, without the marks of footnotes."""
    return " ".join(_GLUED.sub("", _SIGNS.sub("", text)).split())


def _language_of(goal: str) -> str:
    """Return the language in which a goal is headed, where its first word is known."""
    first = goal.lower()
    return next((code for word, code in _FIRST_WORDS.items() if first.startswith(word)), "")

"""How long a list takes to answer a key, beside SQLite looking through the same text without an index."""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msp_desktop.domain.filtering import Finder, Wanted, comparable
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.people import PEOPLE
from msp_desktop.domain.records import RecordKind, Records, Row

ORGANISATIONS, CONTACTS = 5_000, 20_000
_WORDS = (
    *("water", "office", "district", "union", "women", "farmers", "health", "school", "radio"),
    *(
        "ជនជាតិ",
        "ទឹកស្អាត",
        "អង្គការ",
        "कार्यालय",
        "जिल्ला",
        "खानेपानी",
        "nước",
        "sạch",
        "hợp",
        "دفتر",
        "ضلع",
    ),
)
_TYPED = ("w", "wa", "wat", "water", "water nuoc", "water nuoc dis")
"""What stands in the line after each key."""


def measure_lists(runs: int) -> dict[str, object]:
    """Type into the filter of a list, ``runs`` times. Returns medians of CPU milliseconds for a key.

    Beside each stands what SQLite takes for ``LIKE`` over the same text in memory, and the ratio to it.
    ``prepared`` is the work that is done once, in pieces, when the keyboard enters the line.
    """
    figures: dict[str, object] = {"runs": runs}
    for name, kind, count in (
        ("organisations", KINDS["partner"], ORGANISATIONS),
        ("contacts", PEOPLE, CONTACTS),
    ):
        figures[name] = _measured(kind, _rows(kind, count), runs)
    return figures


def described(figures: Mapping[str, object]) -> Iterator[str]:
    """Say the figures line by line."""
    for name in ("organisations", "contacts"):
        found = figures[name]
        assert isinstance(found, dict)
        yield (
            f"a key, {found['count']} {name}: {found['key']:.1f} ms of work, SQLite's LIKE "
            f"{found['sqlite']:.1f} ms, ratio {found['ratio']:.2f}; "
            f"prepared once in {found['prepared']:.0f} ms"
        )


def _measured(kind: RecordKind, rows: list[Row], runs: int) -> dict[str, float]:
    records = Records("s", {}, KINDS)
    finder = Finder(kind)
    finder.take(rows, records)
    prepared = _milliseconds(lambda: finder.prepare(0, len(rows)))
    texts = [
        comparable(" ".join(str(value) for key, value in row.items() if key in kind.fields))
        for row in rows
    ]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE list (text TEXT)")
    base.executemany("INSERT INTO list VALUES (?)", ((text,) for text in texts))
    ours, theirs = [], []
    for _run in range(runs):
        for typed in _TYPED:
            ours.append(_milliseconds(partial(finder.found, Wanted(typed))))
            parts = [f"%{part}%" for part in comparable(typed).split()]
            query = "SELECT rowid FROM list WHERE " + " AND ".join("text LIKE ?" for _ in parts)
            theirs.append(_milliseconds(partial(_searched, base, query, parts)))
    base.close()
    key, sqlite = statistics.median(ours), statistics.median(theirs)
    ratio = key / sqlite if sqlite else 0.0
    return {"count": len(rows), "key": key, "sqlite": sqlite, "ratio": ratio, "prepared": prepared}


def _searched(base: sqlite3.Connection, query: str, parts: list[str]) -> list[tuple[int]]:
    return base.execute(query, parts).fetchall()


def _rows(kind: RecordKind, count: int) -> list[Row]:
    chance = random.Random(1)
    lengths = {"value_added": 25, "mission": 20, "track_record": 20}
    texts = [key for key in ("name", "partner", *lengths, "role") if key in kind.fields]
    return [
        {
            **dict.fromkeys(kind.fields),
            "id": f"{number:032x}",
            "owner_id": None,
            **{key: " ".join(chance.choices(_WORDS, k=lengths.get(key, 4))) for key in texts},
        }
        for number in range(count)
    ]


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000

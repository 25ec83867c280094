"""Records written inside one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from msp_desktop.db.database import Database
from msp_desktop.db.store import Store
from msp_desktop.domain.changes import Author

SPACE = "1" * 32
AUTHOR = Author("Sita Rai")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A transaction in a new database that holds a partnership."""
    database = Database(tmp_path / "office.msp")
    with database.transaction(AUTHOR) as store:
        store.create("partnership", SPACE, SPACE, {"name": "Clean water"})
        yield store
    database.close()


def _names(store: Store) -> list[object]:
    return [row["name"] for row in store.rows("partner", SPACE)]


def test_records_added_one_after_the_other_stand_in_that_order(store: Store) -> None:
    for number in range(100):
        store.create("partner", f"{99 - number:032}", SPACE, {"name": f"{number}"})
    assert _names(store) == [f"{number}" for number in range(100)]


def test_a_record_is_added_after_one_that_was_moved_to_the_end(store: Store) -> None:
    for record_id in ("2" * 32, "3" * 32):
        store.create("partner", record_id, SPACE, {"name": record_id[0]})
    store.update("partner", "2" * 32, {"rank": "k"})
    store.create("partner", "4" * 32, SPACE, {"name": "4"})
    assert _names(store) == ["3", "2", "4"]


def test_a_list_is_searched_for_its_last_rank_once(store: Store) -> None:
    searches: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        searches.extend([statement] if "max(" in statement else [])

    event.listen(store.connection, "before_cursor_execute", note)
    for number in range(20):
        store.create("partner", f"{number:032}", SPACE, {"name": f"{number}"})
    assert len(searches) == 1

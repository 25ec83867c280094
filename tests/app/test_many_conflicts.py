"""Ten thousand open conflicts are listed, decided and taken back without making a person wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import insert

from msp_desktop.app import exchange
from msp_desktop.app.office import Office
from msp_desktop.db.tables import TABLES
from tests.app.test_settling import carry, two

__all__ = ["two"]
MANY = 10_000
Answer = TypeVar("Answer")


def timed(what: str, work: Callable[[], Answer]) -> Answer:
    """Do something and say how long it took."""
    before = time.perf_counter()
    answer = work()
    print(f"{what}: {time.perf_counter() - before:.2f} s")
    return answer


def change_all(office: Office, phone: str) -> None:
    with office.workspace.step("change all") as store:
        store.connection.execute(
            TABLES["partner"].update().values(phone=phone + TABLES["partner"].c.rank)
        )


@pytest.mark.slow
def test_ten_thousand_conflicts_are_listed_decided_and_opened_again(
    two: tuple[Office, Office], tmp_path: Path
) -> None:
    jumla, surkhet = two
    space = jumla.workspace.add_partnership({"name": "Clean water"})
    rows = [
        {"id": f"{at:032x}", "space_id": space, "rank": f"{at:06}", "name": f"Office {at}"}
        for at in range(MANY)
    ]
    with jumla.workspace.step("add all") as store:
        store.connection.execute(insert(TABLES["partner"]), rows)
    carry(jumla, surkhet, tmp_path / "1.mspsync")
    change_all(jumla, "2")
    change_all(surkhet, "3")
    timed("take in", lambda: carry(jumla, surkhet, tmp_path / "2.mspsync"))
    database, workspace = surkhet.workspace.database, surkhet.workspace
    assert len(timed("list", lambda: exchange.disputes(database))) == MANY
    one = timed("one with its answers", lambda: exchange.conflicts_about(database, f"{7:032x}"))
    timed("decide one", lambda: workspace.settle([exchange.decision(one[0], "4")]))
    every = timed("all with their answers", lambda: exchange.conflicts(database))
    decisions = exchange.decisions_for(every, "Jumla")
    assert len(decisions) == MANY - 1
    timed("decide all", lambda: workspace.settle(decisions))
    assert exchange.disputes(database) == []
    timed("take all back", workspace.undo)
    assert len(exchange.disputes(database)) == MANY - 1

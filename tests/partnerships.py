"""Partnerships made of a few records, for tests of rules and pictures that need no database."""

from __future__ import annotations

from collections.abc import Mapping

from msp_desktop.domain.fields import Stored
from msp_desktop.domain.guideline import KINDS
from msp_desktop.domain.records import Records, Row

SPACE = "a" * 32


class Drafted:
    """Collects records; ``add`` returns the identifier of a new one."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}

    def add(
        self,
        kind_key: str,
        answers: Mapping[str, Stored],
        owner: str | None = None,
        record: str = "",
    ) -> str:
        kind = KINDS[kind_key]
        assert answers.keys() <= kind.fields.keys()
        number = sum(map(len, self.rows.values()))
        record_id = record or f"{number:032x}"
        frame = {"id": record_id, "space_id": SPACE, "owner_id": owner, "alive": 1}
        row = {**dict.fromkeys(kind.fields), **frame, "rank": f"{number:05}", **answers}
        self.rows.setdefault(kind_key, []).append(row)
        return record_id

    def records(self) -> Records:
        return Records(SPACE, self.rows, KINDS)

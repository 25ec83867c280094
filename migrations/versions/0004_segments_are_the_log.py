"""Sealed writes lie in their segments only; rows are kept for what is not sealed yet.

Frozen, like every migration.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cbor2
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COPY = """
    INSERT INTO {new} (chain, place, stamp, moment, author, record, patch)
    SELECT chain, place, stamp, moment, author, record, patch FROM {old} AS old WHERE place >
        (SELECT coalesce(max(last), 0) FROM sync_segment WHERE chain = old.chain)
"""
_TRAIL = """
    INSERT INTO sync_trail (record, chain, number)
    SELECT DISTINCT change.record, change.chain, segment.number
    FROM sync_segment AS segment CROSS JOIN sync_change AS change
    ON change.chain = segment.chain AND change.place BETWEEN segment.first AND segment.last
"""


def upgrade() -> None:
    _create_rows("sync_unsealed")
    op.execute(_COPY.format(new="sync_unsealed", old="sync_change"))
    op.create_table(
        "sync_trail",
        sa.Column("record", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("record", "chain", "number", name=op.f("pk_sync_trail")),
        sqlite_with_rowid=False,
    )
    op.execute(_TRAIL)
    op.drop_index(op.f("ix_sync_change_record"), table_name="sync_change")
    op.drop_table("sync_change")
    _rewrite_states(_apart)


def downgrade() -> None:
    """Go back while nothing was sealed: what lies in segments only has no rows to go back to."""
    if op.get_bind().execute(sa.text("SELECT 1 FROM sync_segment")).first() is not None:
        raise RuntimeError("go back with the backup that was made before the upgrade")
    _create_rows("sync_change")
    op.execute(_COPY.format(new="sync_change", old="sync_unsealed"))
    op.drop_index(op.f("ix_sync_unsealed_record"), table_name="sync_unsealed")
    op.drop_table("sync_unsealed")
    op.drop_table("sync_trail")
    _rewrite_states(_together)


def _create_rows(name: str) -> None:
    op.create_table(
        name,
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("moment", sa.Integer(), nullable=True),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("patch", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "place", name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f(f"ix_{name}_record"), name, ["record"], unique=False)


def _rewrite_states(rewrite: Callable[[Any], Any]) -> None:
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT number, state FROM sync_head")).all()
    new = [
        {"state": cbor2.dumps(rewrite(cbor2.loads(state))), "number": number}
        for number, state in rows
    ]
    if new:
        bind.execute(sa.text("UPDATE sync_head SET state = :state WHERE number = :number"), new)


def _apart(state: Any) -> Any:
    """Keep fields with several standing writes apart from those with one."""
    standing, living, removals = state
    single = {field: one for field, one in standing.items() if isinstance(one, int)}
    several = {field: one for field, one in standing.items() if not isinstance(one, int)}
    return [single, living, removals, several] if several or removals else [single, living]


def _together(state: Any) -> Any:
    single, living, removals, several = [*state, [], {}][:4]
    return [{**single, **several}, living, removals]

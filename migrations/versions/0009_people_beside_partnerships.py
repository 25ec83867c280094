"""Spaces for the people of partnerships, what other offices wait for, and which files of a writer came.

Records written before stay in the space they were written in: segments that hold them are signed and may
be with others already. Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_ADDED = (
    ("sync_space", "beside", sa.Integer()),
    ("sync_peer", "gaps", sa.LargeBinary()),
    ("sync_file", "origin", sa.LargeBinary()),
    ("sync_file", "part", sa.Integer()),
    ("sync_file", "parts", sa.Integer()),
)


def upgrade() -> None:
    for table, name, kind in _ADDED:
        op.add_column(table, sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for table, name, _kind in _ADDED:
        op.drop_column(table, name)

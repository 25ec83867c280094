"""How a partnership's documents write figures and dates.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_ADDED = ("digits", "calendar", "month_lengths")


def upgrade() -> None:
    for name in _ADDED:
        op.add_column("partnership", sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    for name in _ADDED:
        op.drop_column("partnership", name)

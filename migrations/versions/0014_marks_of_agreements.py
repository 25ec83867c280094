"""By what a kept version of an agreement is told from what it would say today.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("agreement_version", sa.Column("marks", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("agreement_version", "marks")

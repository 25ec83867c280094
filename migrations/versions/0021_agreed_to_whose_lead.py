"""To whose lead a partner agreed.

Frozen, like every migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("lead_agreement", sa.Column("lead", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("lead_agreement", "lead")

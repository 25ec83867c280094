"""Where alembic finds the tables and the connection to work on."""

from alembic import context

from msp_desktop.db.replica import schema  # noqa: F401 - registers the tables of the change log
from msp_desktop.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()

"""Alembic's entry: run the migrations on the connection, and in the transaction, of `migrate`."""

from alembic import context

from hub.adapters.database.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=False,
)
context.run_migrations()

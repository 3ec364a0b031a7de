"""Run the numbered migrations on the connection that `pathway.persistence.schema` hands over."""

from alembic import context

from pathway.persistence.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()

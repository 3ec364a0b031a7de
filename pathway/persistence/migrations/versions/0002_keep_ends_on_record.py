"""Keep on record who ended a link or a task and why, and find the managers of an authority."""

from alembic import op

from pathway.persistence.schema import statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and the index, and tell a move who the managers are."""
    op.execute(statements("0002_ends_on_record"))

"""Keep on record who entered a link, and who entered or changed a person."""

from alembic import op

from pathway.persistence.schema import seal_by_authority, statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and the table, which nobody may change a row of, and read moves anew."""
    op.execute(statements("0003_entries_on_record"))
    op.execute(seal_by_authority("people_entries"))

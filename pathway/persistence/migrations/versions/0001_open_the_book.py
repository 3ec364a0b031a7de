"""Open the book: authorities, people, pupils, cases, history, clocks and tasks."""

from alembic import op

from pathway.persistence.schema import seal_by_authority, statements

revision = "0001"
down_revision = None

BY_AUTHORITY = (
    "calendars", "settings", "people", "pupils", "pupil_details", "links", "cases", "processes",
    "history", "contents", "erasures", "clocks", "rungs", "tasks", "sweeps", "outbox",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, seal them by authority, chain history and grant the least that is needed."""
    for part in ("tables", "seats", "history", "details", "dossiers", "grants"):
        op.execute(statements(f"{revision}_{part}"))
    for table in BY_AUTHORITY:
        op.execute(seal_by_authority(table))
    op.execute("alter table authorities enable row level security")
    op.execute("create policy everybody_may_read on authorities for select using (true)")
    op.execute(
        "create policy from_its_own_seat on authorities for insert"
        " with check (id = (select authority_here()))"
    )

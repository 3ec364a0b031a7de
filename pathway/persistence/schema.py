"""Bring a database to the newest schema, and say which one it has."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, create_engine, text
from sqlmodel import SQLModel

from notifications import tables as letterbox
from pathway.persistence.revision import HOME, head, revision
from pathway.persistence.tables import authorities, cases, pupils, time

__all__ = ["METADATA", "head", "revision", "seal_by_authority", "statements", "upgrade"]

METADATA: list[MetaData] = [SQLModel.metadata, letterbox.metadata]
TABLES = (authorities, cases, pupils, time)
"""The modules whose import fills the metadata."""

PATIENCE = "set lock_timeout = '4s'; set statement_timeout = '15min'"
"""A migration waits four seconds for a lock: longer, and the house would stand still behind it."""


def upgrade(owner_url: str, *, secret: str) -> str:
    """Bring the database to the head, and set the secret of its seats.

    Safe to run twice and by two at once: an advisory lock lets one in at a time.

    Args:
        owner_url: where the database is, for the role that owns its tables.
        secret: the secret with which the application seals its seats.

    Returns:
        The revision the database is at afterwards.
    """
    engine = create_engine(owner_url, hide_parameters=True)
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(hashtext('pathway.migrations'))"))
        connection.execute(text(PATIENCE))
        connection.commit()
        command.upgrade(_config(connection), "head")
        _set_secret(connection, secret)
        reached = revision(connection)
    engine.dispose()
    return reached or ""


def statements(name: str) -> str:
    """Return the SQL file of that name, for a migration to execute."""
    return HOME.joinpath("sql", f"{name}.sql").read_text().replace(":", "\\:")


def seal_by_authority(table: str) -> str:
    """Return the statements that show a table's rows only to their own authority."""
    here = "authority_id = (select authority_here())"
    return (
        f"alter table {table} enable row level security;"
        f"create policy by_authority on {table} using ({here}) with check ({here})"
    )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HOME))
    config.attributes["connection"] = connection
    return config


def _set_secret(connection: Connection, secret: str) -> None:
    setting = text(
        "insert into seat_secret (one, secret) values (true, :secret)"
        " on conflict (one) do update set secret = excluded.secret"
    )
    connection.execute(setting, {"secret": secret})
    connection.commit()

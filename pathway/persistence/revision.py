"""Which schema a database is at, and which one is newest. Needs nothing that migrates."""

from importlib.resources import files

from sqlalchemy import Connection, text

HOME = files("pathway.persistence.migrations")


def head() -> str:
    """Return the newest revision there is, from the file in which two branches would collide."""
    return HOME.joinpath("HEAD").read_text().strip()


def revision(connection: Connection) -> str | None:
    """Return the revision a database is at, or None for one that was never migrated."""
    if connection.execute(text("select to_regclass('alembic_version')")).scalar_one() is None:
        return None
    at: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return at

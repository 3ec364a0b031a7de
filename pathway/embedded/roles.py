"""The roles and the database of Pathway, as the superuser founds them once."""

from collections.abc import Sequence

from pathway.embedded.credentials import Credentials, scram_digest

OWNER = "pathway_owner"
APP = "pathway_app"
DATABASE = "pathway"
SUPERUSER = "postgres"


def founding(credentials: Credentials) -> Sequence[str]:
    """Return the statements that make both roles and the database.

    The owner migrates, and makes databases for tests. The application owns nothing, and may
    neither make tables nor shadow them with temporary ones.
    """
    return (
        f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '{scram_digest(credentials.owner)}'",
        f"CREATE ROLE {APP} LOGIN PASSWORD '{scram_digest(credentials.app)}'",
        f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
        f"REVOKE ALL ON DATABASE {SUPERUSER}, template1 FROM PUBLIC",
        *entrance(DATABASE),
    )


def entrance(database: str) -> Sequence[str]:
    """Return the statements that let the application, and nobody else, into a database.

    They are needed again for each copy of a database, since a copy does not inherit them.

    Args:
        database: a name that needs no quotes.
    """
    return (
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {APP}",
    )


def new_passwords(credentials: Credentials) -> Sequence[str]:
    """Return the statements that replace the passwords of both roles."""
    return (
        f"ALTER ROLE {OWNER} PASSWORD '{scram_digest(credentials.owner)}'",
        f"ALTER ROLE {APP} PASSWORD '{scram_digest(credentials.app)}'",
    )

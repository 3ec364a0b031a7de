"""Who else works in the database at this moment."""

from sqlalchemy import Connection, text


def others_connected(connection: Connection) -> int:
    """Count the clients that are connected to this database beside this one."""
    asked = text(
        "select count(*) from pg_stat_activity where datname = current_database()"
        " and backend_type = 'client backend' and pid <> pg_backend_pid()"
    )
    count: int = connection.execute(asked).scalar_one()
    return count

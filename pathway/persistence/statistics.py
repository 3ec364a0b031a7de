"""What PostgreSQL knows of its own tables, without which it joins thousands of rows one by one."""

from sqlalchemy import create_engine, text


def refresh(owner_url: str) -> None:
    """Let PostgreSQL count its tables now, as it would do by itself some minutes later.

    Args:
        owner_url: reaches the database as the owner of the tables, who alone may ask for it.
    """
    engine = create_engine(owner_url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            connection.execute(text("analyze"))
    finally:
        engine.dispose()

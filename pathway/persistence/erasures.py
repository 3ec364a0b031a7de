"""Erase what a line recorded, by the one function that may; read what is left. Never commits."""

from uuid import UUID

from sqlalchemy import Connection, text

_ERASE = text("select erase_content(:process, :line, :person, :ground)")
_IS_ERASED = text(
    "select exists (select 1 from erasures where process_id = :process and number = :line)"
)
_DETAILS = text(
    "select distinct kind from details_that_hold where process_id = :process and line = :line"
    " order by kind"
)
_LETTERS = text(
    "select count(*) from outbox where reference = :reference and key like :keys escape '!'"
    " and erased_at is null"
)


def erase(connection: Connection, process: UUID, line: int, *, person: UUID, ground: str) -> None:
    """Remove the content of a line, and record by whose decision and on what ground."""
    asked = {"process": process, "line": line, "person": person, "ground": ground}
    connection.execute(_ERASE, asked)


def is_erased(connection: Connection, process: UUID, line: int) -> bool:
    """Tell whether the content of a line was erased before."""
    asked = {"process": process, "line": line}
    return bool(connection.execute(_IS_ERASED, asked).scalar_one())


def details(connection: Connection, process: UUID, line: int) -> list[str]:
    """List the kinds of what a line says is so about the pupil, kept beside the line."""
    asked = {"process": process, "line": line}
    return list(connection.execute(_DETAILS, asked).scalars())


def letters(connection: Connection, process: str, line: int) -> int:
    """Count the letters that a line posted and whose words are still kept.

    Args:
        connection: works for one authority.
        process: the process, as people write it: the case, the policy, its occurrence.
        line: the number of the line.
    """
    keys = f"{process}/{line}/".replace("_", "!_") + "%"
    asked = {"reference": process.partition("/")[0], "keys": keys}
    return int(connection.execute(_LETTERS, asked).scalar_one())

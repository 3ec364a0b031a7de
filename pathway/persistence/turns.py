"""One at a time: a turn that one worker has and no other, on whatever machine. Never commits."""

from uuid import UUID

from sqlalchemy import Connection, text

_TAKE = text("select pg_try_advisory_xact_lock(hashtextextended(:what, 0))")


def take(connection: Connection, authority_id: UUID, what: str) -> bool:
    """Take a turn if nobody has it; it lasts until the caller's transaction ends.

    A worker that dies loses it with its connection, so that no turn is ever left lying.

    Args:
        connection: with a transaction open.
        authority_id: the authority for which the turn is.
        what: what the turn is for.
    """
    taken: bool = connection.execute(_TAKE, {"what": f"pathway/{authority_id}/{what}"}).scalar_one()
    return taken

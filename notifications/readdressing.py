"""Send what has not gone out yet to the address that a person has now."""

from uuid import UUID

from sqlalchemy import Connection, text

_READDRESS = text("""
    UPDATE outbox SET recipient = :address
    WHERE recipient_id = :recipient AND sent_at IS NULL AND withdrawn_at IS NULL
""")


def readdress(connection: Connection, recipient: UUID, *, address: str) -> None:
    """Have every letter to a person that has not gone out go to another address.

    A letter that a worker holds at this moment may still go to the old one.

    Args:
        connection: with its authority set.
        recipient: the person.
        address: their e-mail address now.
    """
    connection.execute(_READDRESS, {"recipient": recipient, "address": address})

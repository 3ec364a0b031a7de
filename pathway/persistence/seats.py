"""Connections that work for one authority and can see no other."""

from hashlib import sha256
from uuid import UUID

from sqlalchemy import Engine, create_engine

POOL = 5
"""Connections kept open for an authority; more are opened under load, up to three times as many."""


def seat(authority_id: UUID, secret: str) -> str:
    """Return the sealed name under which a connection works for an authority."""
    seal = sha256(f"{secret}:{authority_id}".encode()).hexdigest()
    return f"{authority_id}:{seal}"


def engine_for(app_url: str, authority_id: UUID, secret: str) -> Engine:
    """Return an engine whose every connection works for one authority.

    Args:
        app_url: where the database is, for the role `pathway_app`.
        authority_id: the authority.
        secret: the secret that the database checks seats against.
    """
    return create_engine(
        app_url,
        pool_size=POOL,
        max_overflow=2 * POOL,
        pool_pre_ping=True,
        hide_parameters=True,  # they are children's data, and errors end up in logs
        connect_args={
            "options": f"-c pathway.seat={seat(authority_id, secret)} -c timezone=UTC",
            "application_name": "pathway",
        },
    )

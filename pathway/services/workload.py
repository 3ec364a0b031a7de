"""How much is due: whether a sweep is one piece of work or is to be shared out."""

from datetime import datetime

from pathway.persistence import due
from pathway.services.office import Office

MUCH = 1_000
"""Clocks due from which on a sweep is shared out. Below, sharing costs more than it saves."""


def is_much(office: Office, *, at: datetime) -> bool:
    """Tell whether so much is due by a moment that several had better share it."""
    with office.engine.connect() as connection:
        return due.clocks_due(connection, today=office.legal_day(at), limit=MUCH) >= MUCH

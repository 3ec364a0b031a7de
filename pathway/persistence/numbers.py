"""Write the numbers that pupils are given later. Never commits."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, text

_UPN = text("update pupils set upn = :upn, upn_unknown = null where id = :id and upn is null")


def give_upns(connection: Connection, upns: Mapping[UUID, str]) -> None:
    """Give pupils a UPN who had none; a UPN that is there stays."""
    if upns:
        connection.execute(_UPN, [{"id": pupil, "upn": upn} for pupil, upn in upns.items()])

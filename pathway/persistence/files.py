"""The file of a pupil: found, or opened where there was none. Never commits."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

_OPEN = text(
    "insert into cases (authority_id, id, reference, pupil_id, owner_id, opened_at)"
    " values (:authority_id, :id, :reference, :pupil_id, :owner_id, :opened_at)"
    " on conflict do nothing"
)
_OF_PUPIL = text("select reference from cases where pupil_id = :pupil_id")
_HOLDER = text(
    "insert into pupil_details (authority_id, id, pupil_id, kind, value, from_on, recorded_at)"
    " values (:authority, :id, :pupil, 'caseworker', :owner, :from_on, :at)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file as it would be opened."""

    authority_id: UUID
    id: UUID = field(default_factory=uuid4)
    reference: str
    pupil_id: UUID
    owner_id: UUID
    opened_at: datetime


def file_of_pupil(connection: Connection, new: NewFile) -> str:
    """Return the reference of a pupil's file, opening `new` where there was none."""
    connection.execute(_OPEN, asdict(new))
    found = connection.execute(_OF_PUPIL, {"pupil_id": new.pupil_id})
    reference: str = found.scalar_one()
    return reference


def keep_holder(connection: Connection, file: NewFile, *, from_on: date) -> None:
    """Keep who holds a new file as a detail, so that it can be told of any day later."""
    holder = {
        "authority": file.authority_id,
        "id": uuid4(),
        "pupil": file.pupil_id,
        "owner": str(file.owner_id),
        "from_on": from_on,
        "at": file.opened_at,
    }
    connection.execute(_HOLDER, holder)

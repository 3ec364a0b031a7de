"""The file of a pupil: found, or opened where there was none. Never commits."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

from pathway.persistence.case_json import ProcessKey

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
_TWIN = text(
    """
    select o.policy || '/' || o.occurrence
    from cases c
    join processes p on p.authority_id = c.authority_id and p.case_id = c.id
     and p.policy = :policy and p.occurrence = :occurrence
    join history h on h.authority_id = p.authority_id and h.process_id = p.id and h.number = 1
    join contents t on t.authority_id = h.authority_id and t.process_id = h.process_id
     and t.number = h.number
    join processes o on o.authority_id = p.authority_id and o.case_id = p.case_id
     and o.policy = p.policy and o.id <> p.id and o.state <> 'not_begun'
    join history b on b.authority_id = o.authority_id and b.process_id = o.id and b.number = 1
     and b.move = h.move and b.occurred_on = h.occurred_on
    join contents u on u.authority_id = b.authority_id and u.process_id = b.process_id
     and u.number = b.number and u.form = t.form
     and cast(u.content as jsonb) = cast(t.content as jsonb)
    where c.reference = :case
    order by o.occurrence limit 1
    """
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


def twin_of(connection: Connection, key: ProcessKey) -> str | None:
    """Return another process of the case that was opened on the same day in the same words.

    One whose opening was annulled is none. It is named within its case: `placement/1`.
    """
    asked = {"case": key.case, "policy": key.policy, "occurrence": key.occurrence}
    twin: str | None = connection.execute(_TWIN, asked).scalar_one_or_none()
    return twin and f"{key.case}/{twin}"

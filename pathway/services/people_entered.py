"""What stays on record of a person who is entered: all that was said of them, when and by whom."""

from datetime import datetime
from uuid import UUID, uuid4

from pathway.persistence.tables.authorities import Person, PersonEntry


def entered(person: Person, *, by: UUID | None, at: datetime) -> PersonEntry:
    """Return the entry of a person who is new.

    Args:
        person: the person.
        by: who enters them; None where nobody is named.
        at: the moment, aware.
    """
    return PersonEntry(
        authority_id=person.authority_id,
        id=uuid4(),
        person_id=person.id,
        recorded_at=at,
        recorded_by=by,
        before=None,
        after=person.model_dump(mode="json", exclude={"authority_id", "id"}, exclude_none=True),
    )

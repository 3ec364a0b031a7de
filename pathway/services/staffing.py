"""Enter the people who act, or are told, and change what is kept of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from notifications import readdressing
from pathway.domain.pupil_file.wording import fault_of_needed_name
from pathway.persistence import reading_people, register, staff
from pathway.persistence.tables.authorities import Person, PersonEntry
from pathway.services.entry_errors import refuse_unfit
from pathway.services.link_errors import NothingToChange
from pathway.services.office import Office
from pathway.services.people_entered import entered
from pathway.services.staff_errors import AddressTaken, ManagesThemselves, RoleOfTime
from statemachines.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person to be entered; the manager hears of what falls overdue with them."""

    name: str
    email: str | None
    roles: Sequence[Role]
    districts: Sequence[str] = ()
    manager: UUID | None = None


def add_person(office: Office, new: NewPerson, *, by: UUID | None, at: datetime) -> UUID:
    """Enter a person, and return their id.

    Args:
        office: the authority.
        new: the person.
        by: who enters them, which stays on record; None where nobody is named.
        at: the moment, aware.

    Raises:
        AddressTaken: somebody has the e-mail address already.
        EntryUnfit: the name is missing, or has no letter in it.
        RoleOfTime: they were to have the role of the clock.
    """
    _refuse_time(new.roles)
    refuse_unfit("name", fault_of_needed_name(new.name))
    row = Person(
        authority_id=office.authority_id,
        id=uuid4(),
        name=new.name.strip(),
        email=new.email,
        roles=[role.value for role in new.roles],
        districts=list(new.districts),
        manager_id=new.manager,
    )
    with office.engine.begin() as connection:
        staff.hold(connection, office.authority_id)
        _refuse_taken(connection, new.email, besides=None)
        register.enter(connection, [row, entered(row, by=by, at=at)])
    return row.id


def change_person(
    office: Office, person: UUID, changes: Mapping[str, Any], *, by: UUID | None, at: datetime
) -> None:
    """Change what is kept of a person; letters that have not gone out go to their new address.

    Args:
        office: the authority.
        person: the person.
        changes: what is to be different, by the names of the table.
        by: who changes it, which stays on record with what was so before; None where nobody is
            named.
        at: the moment, aware.

    Raises:
        AddressTaken: somebody else has the e-mail address already.
        EntryUnfit: the name would be missing, or have no letter in it.
        ManagesThemselves: they would be their own manager.
        NothingToChange: it is so already.
        RoleOfTime: they were to have the role of the clock.
    """
    _refuse_time(changes.get("roles", ()))
    if "name" in changes:
        refuse_unfit("name", fault_of_needed_name(changes["name"]))
        changes = {**changes, "name": changes["name"].strip()}
    with office.engine.begin() as connection:
        staff.hold(connection, office.authority_id)
        kept = staff.read(connection, person)
        if all(getattr(kept, name) == value for name, value in changes.items()):
            raise NothingToChange(kept.name)
        if changes.get("manager_id") == person:
            raise ManagesThemselves(kept.name)
        _refuse_taken(connection, changes.get("email"), besides=person)
        staff.change(connection, person, changes)
        before, after = (
            one.model_dump(mode="json", include=set(changes))
            for one in (kept, kept.model_copy(update=dict(changes)))
        )
        register.enter(
            connection, [_entry(office, person, before=before, after=after, by=by, at=at)]
        )
        if changes.get("email"):
            readdressing.readdress(connection, person, address=changes["email"])


def entries_of(office: Office, person: UUID) -> list[tuple[PersonEntry, str | None]]:
    """List what was entered and changed of a person, the oldest first, and by whom, by name."""
    with office.engine.connect() as connection:
        found = staff.entries(connection, person)
        by = {one.recorded_by for one in found if one.recorded_by}
        named = reading_people.names(connection, by)
    return [(one, named.get(one.recorded_by)) for one in found]


def _entry(
    office: Office,
    person: UUID,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    by: UUID | None,
    at: datetime,
) -> PersonEntry:
    return PersonEntry(
        authority_id=office.authority_id,
        id=uuid4(),
        person_id=person,
        recorded_at=at,
        recorded_by=by,
        before=before,
        after=after,
    )


def _refuse_time(roles: Sequence[str]) -> None:
    if Role.CLOCK in roles:
        raise RoleOfTime


def _refuse_taken(connection: Connection, email: str | None, *, besides: UUID | None) -> None:
    taken = staff.at_address(connection, email, besides=besides) if email else None
    if email and taken:
        raise AddressTaken(email, taken[1], str(taken[0]))

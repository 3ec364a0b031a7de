"""Enter the people who act, or are told, and change what is kept of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from notifications import readdressing
from pathway.persistence import register, staff
from pathway.persistence.tables.authorities import Person
from pathway.services.link_errors import NothingToChange
from pathway.services.office import Office
from pathway.services.staff_errors import AddressTaken, ManagesThemselves
from statemachines.vocabulary import Role


def add_person(
    office: Office,
    *,
    name: str,
    email: str | None,
    roles: Sequence[Role],
    districts: Sequence[str] = (),
    manager: UUID | None = None,
) -> UUID:
    """Enter a person, and return their id.

    Raises:
        AddressTaken: somebody has the e-mail address already.
    """
    new = Person(
        authority_id=office.authority_id,
        id=uuid4(),
        name=name,
        email=email,
        roles=[role.value for role in roles],
        districts=list(districts),
        manager_id=manager,
    )
    with office.engine.begin() as connection:
        staff.hold(connection, office.authority_id)
        _refuse_taken(connection, email, besides=None)
        register.enter(connection, [new])
    return new.id


def change_person(office: Office, person: UUID, changes: Mapping[str, Any]) -> None:
    """Change what is kept of a person; letters that have not gone out go to their new address.

    Args:
        office: the authority.
        person: the person.
        changes: what is to be different, by the names of the table.

    Raises:
        AddressTaken: somebody else has the e-mail address already.
        ManagesThemselves: they would be their own manager.
        NothingToChange: it is so already.
    """
    with office.engine.begin() as connection:
        staff.hold(connection, office.authority_id)
        kept = staff.read(connection, person)
        if all(getattr(kept, name) == value for name, value in changes.items()):
            raise NothingToChange(kept.name)
        if changes.get("manager_id") == person:
            raise ManagesThemselves(kept.name)
        _refuse_taken(connection, changes.get("email"), besides=person)
        staff.change(connection, person, changes)
        if changes.get("email"):
            readdressing.readdress(connection, person, address=changes["email"])


def _refuse_taken(connection: Connection, email: str | None, *, besides: UUID | None) -> None:
    taken = staff.at_address(connection, email, besides=besides) if email else None
    if email and taken:
        raise AddressTaken(email, taken[1], str(taken[0]))

"""Names in what somebody entered, put into the ids that forms hold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.names import called
from pathway.persistence import reading, reading_people
from pathway.persistence.reading import LinkRow
from pathway.services.errors import PersonAmbiguous
from pathway.services.form_fields import FormField, fields_of
from pathway.services.office import Office
from statemachines.forms import Form


def with_ids(
    office: Office, form: type[Form], content: Mapping[str, Any], *, pupil: UUID | None
) -> dict[str, Any]:
    """Return what was entered with ids for the names of people and places.

    A person is looked for among those linked to the pupil, then in the authority. A name nobody
    has stays as it is: the form will say what it expected.

    Args:
        office: the authority.
        form: the form that is filled.
        content: what was entered.
        pupil: the pupil, whose people come first.

    Raises:
        PersonAmbiguous: several people have that name.
    """
    with office.engine.connect() as connection:
        return _Naming(connection, pupil).dressed(fields_of(form), content)


class _Naming:
    """Looks names up; the people of the pupil are read once, if they are asked for."""

    def __init__(self, connection: Connection, pupil: UUID | None) -> None:
        self._connection, self._pupil = connection, pupil
        self._near: list[LinkRow] | None = None

    def dressed(self, fields: Iterable[FormField], content: Mapping[str, Any]) -> dict[str, Any]:
        known = {field.name: field for field in fields}
        return {
            name: self._value(known[name], value) if name in known else value
            for name, value in content.items()
        }

    def _value(self, field: FormField, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [self._value(field, one) for one in value]
        if isinstance(value, Mapping) and field.within:
            return self.dressed(field.within, value)
        if field.is_person_or_place and isinstance(value, str) and not _is_id(value):
            return self._id(value, place=field.is_place)
        return value

    def _id(self, said: str, *, place: bool) -> str:
        found = self._place(said) or self._person(said) if place else self._person(said)
        return str(found or self._place(said) or said)

    def _person(self, said: str) -> UUID | None:
        if self._near is None:
            self._near = reading.links(self._connection, self._pupil) if self._pupil else []
        if near := {link.id for link in called(said, self._near, lambda link: link.name)}:
            return _only(sorted(near))
        by = reading_people.by_email if "@" in said else reading_people.by_name
        return _only([person.id for person in by(self._connection, said)])

    def _place(self, said: str) -> UUID | None:
        return _only([p.id for p in reading_people.settings_called(self._connection, said)])


def _only(found: Sequence[UUID]) -> UUID | None:
    if len(found) > 1:
        raise PersonAmbiguous(tuple(map(str, found)))
    return found[0] if found else None


def _is_id(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True

"""The names behind the ids in what was recorded, for people who read it."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from pathway.persistence import reading_people
from pathway.services.office import Office
from pathway.services.reaching import Reader


def names_in(office: Office, values: Iterable[object], reader: Reader | None) -> dict[str, str]:
    """Return the names of the people and places whose ids stand in some values, by id.

    Somebody from outside gets none: they read the ids, as before, and learn of nobody new.

    Args:
        office: the authority.
        values: what forms hold: texts, and lists and mappings of them.
        reader: who reads, if that is said.
    """
    if reader is not None and reader.is_outside:
        return {}
    ids = {found for value in values for found in _ids(value)}
    if not ids:
        return {}
    with office.engine.connect() as connection:
        people = reading_people.names(connection, ids)
        places = reading_people.names_of_places(connection, ids)
    return {str(one): name for one, name in (people | places).items()}


def _ids(value: object) -> Iterator[UUID]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _ids(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _ids(part)
    elif isinstance(value, str):
        try:
            yield UUID(value)
        except ValueError:
            return

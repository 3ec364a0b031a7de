"""The links of a pupil as they are kept, and which of them somebody means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from pathway.persistence import links
from pathway.persistence.tables.pupils import Link
from pathway.services.link_errors import LinkAmbiguous, NotLinked
from pathway.services.office import Office


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A link as it is kept, with the name of the person."""

    link: Link
    name: str

    @property
    def never_held(self) -> bool:
        """Whether it turned out never to have held."""
        return self.link.until_on is not None and self.link.until_on < self.link.from_on


def list_links(office: Office, pupil: UUID) -> list[KeptLink]:
    """List every link of a pupil, the oldest first, those that ended or never held too."""
    with office.engine.connect() as connection:
        return named(connection, links.of_pupil(connection, pupil))


def link_meant(office: Office, pupil: UUID, meant: UUID, *, on: date, said: str) -> KeptLink:
    """Return the link of a person that holds on a day or later; a link's own id will do.

    Raises:
        NotLinked: there is none.
        LinkAmbiguous: there are several.
    """
    with office.engine.connect() as connection:
        return one_meant(connection, pupil, meant, on=on, said=said)


def one_meant(connection: Connection, pupil: UUID, meant: UUID, *, on: date, said: str) -> KeptLink:
    """Return the link that is meant, as the transaction sees it.

    Raises:
        NotLinked: there is none.
        LinkAmbiguous: there are several.
    """
    own = [
        one for one in links.of_pupil(connection, pupil)
        if meant in {one.person_id, one.id} and (one.until_on is None or one.until_on >= on)
        and (one.until_on is None or one.until_on >= one.from_on)
    ]  # fmt: skip
    if not own:
        raise NotLinked(said or str(meant), str(pupil))
    kept = named(connection, own)
    if len(kept) > 1:
        raise LinkAmbiguous(kept[0].name, tuple(str(one.link.id) for one in kept))
    return kept[0]


def named(connection: Connection, found: Iterable[Link]) -> list[KeptLink]:
    """Return links with the names of their people."""
    rows = list(found)
    known = links.people(connection, {row.person_id for row in rows})
    return [KeptLink(row, known[row.person_id].name) for row in rows]

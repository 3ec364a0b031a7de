"""The synthetic authority in which published timelines are run, and the invented people in it.

Every id follows from a name, so that what is there already is known again. The names, dates of
birth and people are invented; of the real children nothing is known here but the published days.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy import Connection

from pathway.persistence import register
from pathway.persistence.authorities import YARDSTICK, KnownAuthority
from pathway.persistence.tables.authorities import Person
from pathway.persistence.tables.pupils import Link, Pupil
from pathway.services.office import Office
from statemachines.vocabulary import Role

NAMES = UUID("6f0c1d3e-51b5-4c0a-9d57-0b6d1c2a7e90")
"""The space in which ids of the yardstick authority are drawn from names."""

AUTHORITY = KnownAuthority(
    id=uuid5(NAMES, "authority"),
    code=YARDSTICK,
    name="The Ombudsman's timelines (synthetic)",
    pack="default",
    synthetic=True,
)
"""It works by the national rules alone, and by an ordinary school calendar."""

STAFF = {
    Role.CASEWORKER: "A. Caseworker",
    Role.DECISION_MAKER: "A. Decision Maker",
    Role.DATA_LOADER: "A. Data Loader",
}
AGE = timedelta(days=9 * 365)
"""About nine years: of compulsory school age, and past the reviews of the under-fives."""


def person(role: Role) -> UUID:
    """Return the id of whoever acts in a role."""
    return uuid5(NAMES, f"person/{role.value}")


def parent_of(pupil: UUID) -> UUID:
    """Return the id of a pupil's invented parent."""
    return uuid5(pupil, "parent")


def enter_staff(office: Office) -> None:
    """Enter those who act, where they are not there yet."""
    with office.engine.begin() as connection:
        register.enter_once(connection, list(_staff(office)))


def enter_pupil(
    office: Office, connection: Connection, name: str, pupil: UUID, *, first: date
) -> None:
    """Enter an invented pupil with a parent, where they are not there yet.

    Args:
        office: the yardstick authority.
        connection: works for it.
        name: the timeline that the pupil stands for.
        pupil: the id.
        first: the first day of the timeline.
    """
    a, parent = office.authority_id, parent_of(pupil)
    rows: list[register.Entry] = [
        Person(authority_id=a, id=parent, name="A. Parent", email=None, roles=[Role.FAMILY.value]),
        Pupil(
            authority_id=a, id=pupil, given_name="Pupil", family_name=name, born_on=first - AGE,
            upn_unknown="UN8",
        ),
        Link(
            authority_id=a, id=uuid5(pupil, "link"), pupil_id=pupil, person_id=parent,
            relationship="parent", audience="family", parental_responsibility=True,
            channel="post", from_on=first - AGE,
        ),
    ]  # fmt: skip
    register.enter_once(connection, rows)


def _staff(office: Office) -> Iterator[Person]:
    for role, name in STAFF.items():
        yield Person(
            authority_id=office.authority_id, id=person(role), name=name, email=None,
            roles=[role.value],
        )  # fmt: skip
